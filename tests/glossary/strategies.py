"""Concepts of any shape, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.glossary.concepts import (
    GENDERS,
    PARTS_OF_SPEECH,
    TYPES,
    Concept,
    Form,
    Policy,
    Terms,
    clean_line,
    clean_text,
    control_character,
)
from pipeline.languages import LANGUAGES

PIECES = st.sampled_from(
    [
        "MK-7", "K2", "К2", "витамин", "менахинон", "钙化", "骨钙素", "calcified", " ", "\u00a0", "|", "[", "]",
        "[adj]", " [short]", "\\", "\\|", "'", "=", "-", "@", "+", "&", "<b>", "&amp;", "\"", ",", ";", "\t", "\n",
        "Note: ", "Policy: forbid", "Id: ", "Like: ", "Translation needed: no", "\u2028", "\x85", "ё",
    ]
) | st.characters()  # fmt: skip
ANY = st.lists(PIECES, min_size=1, max_size=4).map("".join).filter(lambda text: not control_character(text))
LINES = ANY.map(lambda text: clean_line(text) or "кость")
TEXTS = st.just("") | ANY.map(clean_text)

FORMS = st.builds(
    Form,
    LINES,
    st.sampled_from(TYPES),
    st.sampled_from(("", *PARTS_OF_SPEECH)),
    st.sampled_from(("", *GENDERS)),
    st.sampled_from(("", "pl")),
    st.sampled_from(("", "инсулин", "мета-анализ")),
    st.booleans(),
    st.booleans(),
)
TERMS = st.builds(
    Terms, FORMS, st.lists(FORMS, max_size=2).map(tuple), st.lists(LINES, max_size=2).map(tuple)
)


def _concept(identifier: str) -> st.SearchStrategy[Concept]:
    terms = st.dictionaries(st.sampled_from(LANGUAGES), TERMS, min_size=1)
    return st.builds(
        Concept, st.just(identifier), st.sampled_from(Policy), terms, TEXTS, TEXTS, TEXTS.map(clean_line)
    )


CONCEPTS = st.lists(LINES, max_size=2, unique=True).flatmap(lambda ids: st.tuples(*map(_concept, ids)))
