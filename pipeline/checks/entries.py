"""Catalogue entries before the checks: what they say of one, and their findings as its lines in `#.`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline import inline
from pipeline.catalogue import states
from pipeline.checks.base import Subject, Terms
from pipeline.checks.registry import run_checks
from pipeline.model import Entry, Finding, Severity, State, TermMatch
from pipeline.settings import Checks


def subject_of(
    entry: Entry, source: str, language: str, matches: tuple[TermMatch, ...], terms: Terms
) -> Subject:
    """An entry as the checks see it; `matches`: the terms of its source."""
    return Subject(
        source=source,
        target=language,
        text=entry.text,
        translation=entry.translation,
        plain_text=inline.plain(entry.text),
        plain_translation=inline.plain(entry.translation),
        machine=states.state(entry) is State.DRAFT,
        matches=matches,
        terms=terms,
    )


def judge(
    entry: Entry,
    source: str,
    language: str,
    matches: tuple[TermMatch, ...],
    terms: Terms,
    settings: Checks | None = None,
) -> tuple[Finding, ...]:
    """What the checks say of an entry's translation, which is not empty."""
    return run_checks(subject_of(entry, source, language, matches, terms), settings or Checks())


def annotated(entry: Entry, findings: Iterable[Finding]) -> Entry:
    """The entry with these findings in `#.` in place of older ones, but for those that a person ignored.

    What is for information only is told by `termlock check`, not in the catalogue.
    """
    ignored = states.ignored(entry)
    told = (f for f in findings if f.check not in ignored and f.severity is not Severity.INFO)
    own = [line for line in entry.extracted if not line.startswith(states.MARK)]
    return replace(entry, extracted=(*own, *states.state_lines(entry), *map(states.finding_line, told)))
