"""What `termlock publish` tells at its end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.batch.report import plain
from pipeline.errors import OutputError, TermlockError
from pipeline.model import Finding, Severity


@dataclass(slots=True)
class PageReport:
    """One page: written, or refused with the reasons."""

    article: str
    language: str
    path: str = ""
    """Below the site's folder; empty if it is refused."""
    written: bool = False
    changed: bool = False
    reasons: tuple[str, ...] = ()
    segments: dict[str, int] = field(default_factory=dict)
    """Segments by where their text comes from (`pipeline.publish.choice.Used`)."""


@dataclass(slots=True)
class PublishReport:
    pages: list[PageReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files_written: int = 0
    removed: int = 0
    """Outdated pages that were removed."""
    unfinished: bool = False
    """Whether something could not be written."""

    @property
    def status(self) -> int:
        """Exit status: 3 where something could not be written, 1 where an error finding was told, else 0."""
        if self.unfinished:
            return 3
        return int(any(f.severity is Severity.ERROR for f in self.findings))

    def add_error(self, error: TermlockError) -> None:
        """Record an error that ended one article or one page."""
        self.findings.append(error.finding())
        self.unfinished = self.unfinished or isinstance(error, OutputError)

    def as_json(self) -> dict[str, Any]:
        return {**plain(self), "status": self.status}
