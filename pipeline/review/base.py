"""What the review page is given: the workspace, its term base, its articles, its memory."""

from __future__ import annotations

from typing import Protocol

from pipeline.glossary.matching import TermBase
from pipeline.memory.store import Match
from pipeline.model import Article, Segment
from pipeline.settings import Workspace


class Reading(Protocol):
    """An article as it is now, cut into segments."""

    @property
    def article(self) -> Article: ...

    @property
    def segments(self) -> tuple[Segment, ...]: ...


class Desk(Protocol):
    """What lies ready for a review."""

    @property
    def workspace(self) -> Workspace: ...

    def terms(self) -> TermBase:
        """The term base as it is now; the same object as long as its files are the same."""

    def reading(self, article: str) -> Reading | None:
        """The article of this name; None if it is gone or cannot be read."""

    def remembered(self, source: str, target: str, text: str, kind: str) -> list[Match]:
        """What the memory has for a text, the best first."""
