"""What an engine offers to drafting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from pipeline.errors import EngineError
from pipeline.model import Finding, Hypothesis, Request

Direction = tuple[str, str]
"""Source and target language."""


class StoppedError(Exception):
    """An engine was told to stop in the middle of a call."""

    def __init__(self, results: Sequence[Sequence[Hypothesis]]) -> None:
        """`results`: of each request, none where there is none yet."""
        super().__init__("stopped")
        self.results = results


class Engine(Protocol):
    """Translates plain texts in batches."""

    name: str
    findings: tuple[Finding, ...]
    """What is wrong with installed packages."""

    def missing(self, directions: Iterable[Direction]) -> tuple[Direction, ...]:
        """Directions that the engine cannot translate, not even by way of English."""
        ...

    def missing_error(self, directions: Sequence[Direction]) -> EngineError:
        """The error that tells which packages are missing and how to install them."""
        ...

    def origin(self, source: str, target: str) -> str:
        """What translates in a direction, with versions: `argos en_ru 1.9`, `argos ru_en 1.9 + en_zh 1.9`."""
        ...

    def fingerprint(self, source: str, target: str) -> str:
        """What tells the packages of a direction from all others: measurements are remembered by it."""
        ...

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> Sequence[Sequence[Hypothesis]]:
        """Hypotheses for each request, best first; equal texts are translated once.

        `progress` is told how many requests more are done. Raises EngineError, and StoppedError where the
        engine can be stopped. May be called from several threads.
        """
        ...

    def close(self) -> None:
        """Release memory; the engine may be used again."""
        ...
