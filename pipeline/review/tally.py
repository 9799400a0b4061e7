"""How far a catalogue is, in numbers that an edit changes without counting all anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.model import Entry, Severity, State

Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of entries and of the words of their sources."""

    segments: int = 0
    words: int = 0
    states: Counter[State] = field(default_factory=Counter)
    words_of: Counter[State] = field(default_factory=Counter)
    """Words by state."""
    findings: Counter[Severity] = field(default_factory=Counter)
    """Open findings of the checks."""
    flawed: Counter[Severity] = field(default_factory=Counter)
    """Entries with such findings."""

    @property
    def words_left(self) -> int:
        return self.words - self.words_of[State.APPROVED]

    @property
    def done(self) -> bool:
        return self.segments == self.states[State.APPROVED]

    def __add__(self, other: Tally) -> Tally:
        return self._with(other, 1)

    def __sub__(self, other: Tally) -> Tally:
        return self._with(other, -1)

    def _with(self, other: Tally, sign: int) -> Tally:
        return Tally(
            self.segments + sign * other.segments,
            self.words + sign * other.words,
            _sum(self.states, other.states, sign),
            _sum(self.words_of, other.words_of, sign),
            _sum(self.findings, other.findings, sign),
            _sum(self.flawed, other.flawed, sign),
        )


def _sum(one: Counter[Name], two: Counter[Name], sign: int) -> Counter[Name]:
    return Counter({key: one[key] + sign * two[key] for key in {*one, *two}})


def tally(entries: Iterable[Entry], source: str) -> Tally:
    """The counts of active entries; `source` is the language of their sources."""
    segments = words = 0
    counts: Counter[State] = Counter()
    words_of: Counter[State] = Counter()
    findings: Counter[Severity] = Counter()
    flawed: Counter[Severity] = Counter()
    for entry in entries:
        current = states.state(entry)
        size = languages.word_count(inline.plain(entry.text), source)
        segments, words = segments + 1, words + size
        counts[current] += 1
        words_of[current] += size
        found = [finding.severity for finding in states.findings(entry)]
        findings.update(found)
        flawed.update(set(found))
    return Tally(segments, words, counts, words_of, findings, flawed)


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    whole = Tally()
    for one in tallies:
        whole += one
    return whole
