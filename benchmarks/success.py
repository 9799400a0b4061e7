"""Whether a term's approved translation stands in a text, told apart from what the product thinks.

Words are compared by their lemmas: those of all readings that the dictionary gives a Russian word,
an English word without its ending, Chinese characters as they are. So a fault of the product's
matching cannot hide a missing term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from benchmarks.lemmas import lemmas
from pipeline.glossary.concepts import Glossary
from pipeline.languages import HAN

_WORD = re.compile(rf"[{HAN}]|[А-Яа-яЁё]+|\d+|[^\W\d_А-Яа-яЁё{HAN}]+")


class Witness:
    """Looks for approved forms in texts."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary

    def form(self, concept: str, language: str, text: str) -> str:
        """The approved form that stands in a text, the preferred before others; empty if none does."""
        return next((form for form in self.forms(concept, language) if stands(form, text)), "")

    def forms(self, concept: str, language: str) -> tuple[str, ...]:
        """Texts of the approved forms; empty if the glossary has none in that language."""
        terms = self.glossary.concepts[concept].terms.get(language)
        return tuple(form.text for form in terms.approved) if terms else ()


def stands(form: str, text: str) -> bool:
    """Whether the words of a form stand one after another in a text, inflected or not."""
    wanted = [lemmas(word) for word in _words(form)]
    return _within(wanted, [lemmas(word) for word in _words(text)])


def _within(wanted: Sequence[frozenset[str]], there: Sequence[frozenset[str]]) -> bool:
    return any(
        all(one & other for one, other in zip(wanted, there[at:], strict=False))
        for at in range(len(there) - len(wanted) + 1)
    )


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text)
