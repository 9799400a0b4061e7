"""What a check sees and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple, Protocol

from pipeline import inline
from pipeline.model import Finding, Severity, Span, TermMatch
from pipeline.statements.negations import Negations, read_negations
from pipeline.statements.numbers import Number, numbers


class Terms(Protocol):
    """What the terminology checks ask of the glossary (see `pipeline.glossary.matching`)."""

    def find(self, text: str, language: str) -> Sequence[TermMatch]: ...

    def approved(self, match: TermMatch, target: str) -> tuple[str, ...]: ...

    def missing(
        self, matches: tuple[TermMatch, ...], target: str, text: str, *, whole: bool = False
    ) -> tuple[TermMatch, ...]: ...

    def forbidden(self, text: str, target: str) -> tuple[str, ...]: ...


# No slots: what several checks need is worked out once, when the first asks.
@dataclass(frozen=True)
class Subject:
    """A source text and its translation."""

    source: str
    """Language code of the source."""
    target: str
    text: str
    """The source segment with its tags."""
    translation: str
    """The translation with its tags; not empty."""
    plain_text: str
    """`text` without tags."""
    plain_translation: str
    machine: bool = False
    """Whether a machine made the translation: what may be a person's choice is an error there."""
    truncated: bool = False
    """Whether the decoder stopped at its length limit."""
    matches: tuple[TermMatch, ...] = ()
    terms: Terms | None = field(default=None, compare=False)

    @property
    def grave(self) -> Severity:
        """An error in a machine's text, a warning in a person's, who may have a reason."""
        return Severity.ERROR if self.machine else Severity.WARNING

    @cached_property
    def numbers(self) -> Numbered:
        """The source as numbers are read in it."""
        return _numbered(self.text, self.source)

    @cached_property
    def translated_numbers(self) -> Numbered:
        return _numbered(self.translation, self.target)

    @cached_property
    def negations(self) -> Negations:
        return _negations(self.plain_text, self.source)

    @cached_property
    def translated_negations(self) -> Negations:
        return _negations(self.plain_translation, self.target)

    def finding(
        self, check: str, severity: Severity, message: str, span: tuple[int, int] | None = None
    ) -> Finding:
        """A finding; `span`: what is wrong in `plain_translation`, if it stands there."""
        place = None if span is None else self.place(Span(*span))
        return Finding(check, severity, message, language=self.target, span=place)

    def place(self, span: Span) -> Span:
        """Where a stretch of the plain translation stands in the translation with its tags."""
        if self.translation == self.plain_translation or not span.start < span.end:
            return span
        places = inline.places(self.translation)
        return Span(places[span.start], places[span.end - 1] + 1)


class Numbered(NamedTuple):
    """A segment without tags, and its numbers."""

    text: str
    """`10<sup>6</sup>` is a power, the 1 of `2004<sup>1</sup>` no digit of the year."""
    found: tuple[Number, ...]

    def shown(self, number: Number) -> str:
        """The number with its unit, as it stands in the text."""
        return self.text[number.whole.start : number.whole.end]


_POWER = re.compile(r"(?<![\d.,])10<sup>([+−-]?\d{1,2})</sup>")
_NOTE = re.compile(r"(?<=\d)<(su[bp])>[\d,–-]+</\1>")


# Several hypotheses of one source, and several languages of one article, are judged one after the other.
@lru_cache(maxsize=256)
def _numbered(text: str, language: str) -> Numbered:
    legible = inline.plain(_NOTE.sub("", _POWER.sub(r"10^\1", text))) if "<" in text else inline.plain(text)
    return Numbered(legible, numbers(legible, language))


@lru_cache(maxsize=256)
def _negations(text: str, language: str) -> Negations:
    return read_negations(text, language)


class Example(NamedTuple):
    """A source and its translation, for the documentation; the tests hold the checks to them."""

    pair: str
    """Languages: `en-ru`."""
    text: str
    translation: str


class Described(Protocol):
    """What people are told of a check."""

    id: str
    title: str
    """A few words for lists."""
    explanation: str
    """What is compared, when it is an error, what to do."""


class Check(Described, Protocol):
    """One kind of mistake."""

    good: Example
    """A translation in which nothing is found."""
    bad: Example
    """A translation in which this is found."""

    def run(self, subject: Subject) -> Iterator[Finding]: ...


class CatalogueCheck(Described, Protocol):
    """A mistake that only several entries show."""

    good: tuple[Example, ...]
    bad: tuple[Example, ...]

    def run(self, subjects: Sequence[Subject]) -> Iterator[Clash]:
        """What clashes; all subjects are of one pair of languages."""
        ...


class Clash(NamedTuple):
    """A finding that two entries make together."""

    here: int
    """Index of the subject that it is told of."""
    there: int
    """Index of the one that it clashes with."""
    finding: Finding
