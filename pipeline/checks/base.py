"""What a check sees and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.model import Finding, Severity, TermMatch


class Terms(Protocol):
    """What the terminology checks ask of the glossary (see `pipeline.glossary.matching`)."""

    def approved(self, match: TermMatch, target: str) -> tuple[str, ...]: ...

    def missing(
        self, matches: tuple[TermMatch, ...], target: str, text: str, *, whole: bool = False
    ) -> tuple[TermMatch, ...]: ...

    def forbidden(self, text: str, target: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
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

    def finding(self, check: str, severity: Severity, message: str) -> Finding:
        return Finding(check, severity, message, language=self.target)


class Check(Protocol):
    """One kind of mistake."""

    id: str
    title: str
    """A few words for lists."""
    explanation: str
    """What is compared, when it is an error, what to do."""

    def run(self, subject: Subject) -> Iterator[Finding]: ...
