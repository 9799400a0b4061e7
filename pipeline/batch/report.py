"""What a run tells at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from typing import Any

from pipeline.errors import InputError, OutputError, TermlockError
from pipeline.model import Finding, Severity


@dataclass(slots=True)
class LanguageReport:
    """One catalogue after a run."""

    states: Counter[str] = field(default_factory=Counter)
    """Entries by state (`pipeline.model.State`)."""
    wrong: int = 0
    """Approved entries with findings that are errors."""
    written: bool = False


@dataclass(slots=True)
class ArticleReport:
    """One article after a run."""

    name: str
    path: str
    language: str
    format: str
    segments: int
    words: int
    skips: Counter[str]
    """Stretches in no segment, by reason."""
    languages: dict[str, LanguageReport] = field(default_factory=dict)


@dataclass(slots=True)
class Totals:
    """All articles that were read, or found unchanged."""

    articles: int = 0
    segments: int = 0
    words: int = 0


@dataclass(slots=True)
class OriginReport:
    """What one engine with its packages made in this run."""

    offered: int = 0
    withheld: int = 0
    reused: int = 0
    """Of both, those that an earlier run had made and that were kept."""
    reasons: Counter[str] = field(default_factory=Counter)
    """Checks that made drafts be withheld; one draft may fail several."""


@dataclass(slots=True)
class TermReport:
    """Entries that are drafted or withheld and whose source matches terms."""

    matched: int = 0
    kept: int = 0
    """Each term stands in an approved form."""
    flagged: int = 0
    """The entry carries a finding, or its draft was withheld."""

    def add(self, other: TermReport) -> None:
        self.matched += other.matched
        self.kept += other.kept
        self.flagged += other.flagged


@dataclass(slots=True)
class MemoryReport:
    """What the memory gave."""

    approved: int = 0
    """Entries that were approved at once: the same text in the same place was approved here."""
    offered: int = 0
    """Entries that were given a translation of the same text, or of a similar one."""


@dataclass(slots=True)
class Explained:
    """A stretch of an article that stands in no segment."""

    path: str
    line: int
    reason: str
    text: str


@dataclass(slots=True)
class RunReport:
    """A whole run."""

    totals: Totals = field(default_factory=Totals)
    articles: list[ArticleReport] = field(default_factory=list)
    """Each of them, where it was asked for: over many articles the rest of a run takes less memory."""
    findings: list[Finding] = field(default_factory=list)
    """Located findings of the run itself (inputs passed over, held approvals ...)."""
    origins: dict[str, OriginReport] = field(default_factory=dict)
    terms: TermReport = field(default_factory=TermReport)
    memory: MemoryReport = field(default_factory=MemoryReport)
    explained: list[Explained] = field(default_factory=list)
    approved_with_errors: int = 0
    """Entries that a person approved and in which the checks find errors."""
    needed: int = 0
    """Entries that had no valid draft when the run began."""
    files_written: int = 0
    status: int = 0
    """Exit status: 0 clean, 1 an input was passed over, 3 the run could not finish."""

    def add_article(self, article: ArticleReport, *, each: bool) -> None:
        self.totals.articles += 1
        self.totals.segments += article.segments
        self.totals.words += article.words
        if each:
            self.articles.append(article)

    def add_error(self, error: TermlockError) -> None:
        """Record an error that ended one input or one output."""
        self.findings.append(error.finding())
        self.status = max(self.status, error.status if isinstance(error, (InputError, OutputError)) else 3)

    def add_findings(self, findings: tuple[Finding, ...]) -> None:
        """Record findings; an error among them is an input that was passed over."""
        self.findings.extend(findings)
        if any(f.severity is Severity.ERROR for f in findings):
            self.status = max(self.status, 1)

    def as_json(self) -> dict[str, Any]:
        values: dict[str, Any] = plain(self)
        return values


def plain(value: Any) -> Any:
    """Dataclasses and counters as JSON has them; `dataclasses.asdict` breaks counters."""
    if is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value
