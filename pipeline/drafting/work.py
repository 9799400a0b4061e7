"""What is known of a segment while it climbs the ladder."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline import inline
from pipeline.model import Finding, Hypothesis, Span, TermMatch
from pipeline.settings.model import Checks


@dataclass(frozen=True, slots=True)
class Job:
    """One segment to be drafted in one language."""

    text: str
    """`msgid`, with tags."""
    source: str
    target: str
    matches: tuple[TermMatch, ...] = ()
    """Glossary terms of the plain text."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A translation with its tags and what the checks say of it."""

    text: str
    hypothesis: Hypothesis
    """The same without tags, with its links."""
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    """Everything that is no error."""

    def fails_only(self, checks: frozenset[str]) -> bool:
        return {finding.check for finding in self.errors} <= checks


@dataclass(slots=True)
class Work:
    """A job and what was made of it so far."""

    job: Job
    stripped: inline.Stripped
    checks: Checks = field(default_factory=Checks)
    """Which checks judge it, and how gravely."""
    best: Candidate | None = None
    """The candidate that is offered."""
    origin: str = ""
    """What made it, where it was not the engine."""
    attempts: list[Candidate] = field(default_factory=list)
    """What was tried and failed, in the order of the rungs, likelier hypotheses first."""
    unfit: set[Span] = field(default_factory=set)
    """Stretches of the plain text whose terms have no form for the place where they would stand."""
    mended: list[Candidate] = field(default_factory=list)
    """Attempts of which some errors were mended and others left: better to look at, no ground for further rungs."""

    @property
    def plain(self) -> str:
        return self.stripped.text

    @property
    def done(self) -> bool:
        return self.best is not None

    def take(self, candidate: Candidate) -> bool:
        """Keep a candidate; whether it is clean, and so the one that is offered."""
        if candidate.errors:
            self.attempts.append(candidate)
        else:
            self.best = candidate
        return self.done


def start(job: Job, checks: Checks) -> Work:
    return Work(job, inline.strip_tags(job.text), checks)
