"""Candidates for the term base: what is repeated, holds together, and is covered by no concept."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.concepts import Concept as Term
from pipeline.glossary.concepts import Form, Glossary, Policy, Terms
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.glossary.suggestions.base import ACRONYM, NAME, PHRASE, WORD, Passage
from pipeline.glossary.suggestions.ranking import Candidate, rows, suggest


def passages(language: str, *texts: str, covered: tuple[str, ...] = ()) -> list[Passage]:
    terms = {language: Terms(Form(covered[0]), tuple(map(Form, covered[1:])))} if covered else {}
    base = TermBase(Glossary({"a": Term("a", Policy.TRANSLATE, terms)} if terms else {}))
    return [
        Passage("article", language, text, tuple(match.span for match in base.find(text, language)))
        for text in texts
    ]


def found(made: list[Passage], kind: str) -> list[str]:
    return [candidate.text for candidate in suggest(made) if candidate.kind == kind]


ENGLISH = (
    "Raised PIVKA-II shows that bone mineral density may fall.",
    "The Rotterdam Study measured bone mineral density.",
    "In the Rotterdam Study nobody measured PIVKA-II.",
    "Side chains are long. A side chain is made of units.",
)
RUSSIAN = (
    "Скорость клубочковой фильтрации падает, и это видно по СКФ.",
    "Измеряют скорость клубочковой фильтрации, или СКФ.",
    "У этих молекул длинные боковые цепи.",
    "Боковая цепь состоит из звеньев.",
    "Без филлохинона и кортизола нельзя.",
    "Уровень филлохинона, а не кортизол.",
)
CHINESE = (
    "机械瓣膜患者要定期检查。",
    "对于机械瓣膜患者，停药很危险。",
    "医生说，肾小球滤过率下降了。",
    "他的肾小球滤过率正常，PIVKA-II不正常。",
    "多数人的肾小球滤过率不会变，PIVKA-II也是。",
)


@pytest.mark.parametrize(
    ("language", "texts", "kind", "expected"),
    [
        ("en", ENGLISH, ACRONYM, ["PIVKA-II"]),
        ("en", ENGLISH, NAME, ["Rotterdam Study"]),
        ("en", ENGLISH, PHRASE, ["bone mineral density", "side chain"]),
        ("ru", RUSSIAN, ACRONYM, ["СКФ"]),
        ("ru", RUSSIAN, PHRASE, ["скорость клубочковой фильтрации", "боковая цепь"]),
        ("ru", RUSSIAN, WORD, ["кортизол", "филлохинон"]),
        ("zh", CHINESE, ACRONYM, ["PIVKA-II"]),
        ("zh", CHINESE, PHRASE, ["肾小球滤过率", "机械瓣膜患者"]),
    ],
)
def test_what_is_repeated_is_found_in_the_form_of_a_dictionary(
    language: str, texts: tuple[str, ...], kind: str, expected: list[str]
) -> None:
    assert found(passages(language, *texts), kind) == expected


def test_what_a_concept_covers_is_no_candidate_and_none_is_cut_through() -> None:
    made = passages("en", *ENGLISH, covered=("bone mineral density", "PIVKA-II", "chain"))
    assert [candidate.text for candidate in suggest(made)] == ["Rotterdam Study", "side chain"]
    assert suggest(passages("zh", *CHINESE, covered=("机械瓣膜患者", "肾小球滤过率", "PIVKA-II"))) == []


def test_no_candidate_begins_or_ends_inside_a_concept() -> None:
    texts = ("Low bone mineral density was found.", "He measured bone mineral density.")
    assert found(passages("en", *texts, covered=("bone mineral",)), PHRASE) == ["bone mineral density"]
    assert found(passages("en", *texts, covered=("bone",)), PHRASE) == ["bone mineral density"]
    assert found(
        passages("en", *(text.replace("bone mineral", "bone or mineral") for text in texts)), PHRASE
    ) == ["mineral density"]
    assert found(passages("en", *texts, covered=("Low bone mineral", "measured bone mineral")), PHRASE) == []


def test_a_piece_of_a_chinese_word_is_no_candidate() -> None:
    """考文献 stands only behind 参, so it is part of a word: of 参考文献, an everyday one."""
    assert suggest(passages("zh", "参考文献很多。", "看参考文献。", "这些参考文献不错。")) == []


def test_a_phrase_that_is_always_part_of_a_longer_one_is_none() -> None:
    texts = ("Severe vitamin K deficiency is rare.", "They had severe vitamin K deficiency too.")
    assert found(passages("en", *texts), PHRASE) == ["severe vitamin K deficiency"]
    alone = (*texts, "Vitamin K is fat-soluble.", "She takes vitamin K.")
    assert found(passages("en", *alone), PHRASE) == ["severe vitamin K deficiency", "vitamin K"]


def test_units_roman_numbers_and_texts_in_capitals_are_no_acronyms() -> None:
    texts = ("TAKE NO MORE THAN THIS", "Take 100 IU or 20 MCG in week IV.")
    assert found(passages("en", *texts, *texts), ACRONYM) == []
    assert found(passages("ru", *("Принимайте 100 МЕ в сутки.",) * 2), ACRONYM) == []


def test_a_candidate_tells_where_and_how_often_with_examples_in_context() -> None:
    made = [Passage("one", "en", ENGLISH[0]), Passage("two", "en", ENGLISH[1])]
    (candidate,) = [c for c in suggest(made) if c.text == "bone mineral density"]
    assert (candidate.count, candidate.articles) == (2, ("one", "two"))
    assert candidate.examples[1] == "The Rotterdam Study measured bone mineral density."
    assert all(len(example) < 120 for example in candidate.examples)


def test_rows_are_a_term_base_that_can_be_read_with_one_row_for_a_shared_acronym() -> None:
    candidates = suggest([*passages("en", *ENGLISH), *passages("zh", *CHINESE)])
    text = rows(candidates)
    glossary, findings = load([("new.csv", text.encode())])
    assert findings == ()
    assert set(glossary.concepts["pivka-ii"].terms) == {"en", "zh"}
    assert len(list(csv.reader(io.StringIO(text)))) == len(candidates)  # a header, and two are one


PIECES = (
    *(
        "MGP",
        "K2",
        "the",
        "of",
        "bone",
        "Study",
        "кость",
        "витамин",
        "K",
        "боковая",
        "цепь",
        "钙化",
        "血管",
        "的",
    ),
    *("-", ",", ".", "(", "5", "мг", " "),
)


@given(
    st.lists(st.lists(st.sampled_from(PIECES)).map("".join).filter(bool), max_size=8),
    st.sampled_from(("ru", "en", "zh")),
)
def test_any_text_gives_candidates_that_occur_as_often_as_they_say(texts: list[str], language: str) -> None:
    made = passages(language, *texts)
    for candidate in suggest(made):
        assert isinstance(candidate, Candidate)
        assert 2 <= candidate.count <= sum(map(len, texts))
        assert candidate.examples
