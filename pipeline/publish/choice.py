"""What is published of each entry, and whether an article may be published at all.

approved, no open error finding          its translation
source changed since                     the last approved text, while no check of meaning says a word of it
draft, under the policy `draft`          the draft, marked; never one with a number that has a unit
a block with joined sentences            all of it, or its source
anything else                            the source, marked with its language
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.catalogue.joined import EMPTY, is_joined, judge_block
from pipeline.model import Entry, Finding, Key, Segment, Severity, State
from pipeline.publish.splice import Text
from pipeline.statements.negations import negations
from pipeline.statements.numbers import numbers

Check = Callable[[Entry], tuple[Finding, ...]]
"""What the checks say of an entry."""


MEANING = frozenset(
    (
        *("tags", "numbers", "units", "exchanged", "periods", "quantities", "factors", "bounds", "changes"),
        *(
            "negation",
            "negation-added",
            "opposite",
            "safety-word",
            "routes",
            "addresses",
            "names",
            "term-missing",
        ),
    )
)
"""Checks that compare what two texts say. A person's text that they warn of may be right, and was looked at; but
nobody has looked at an older text beside its new source."""


class Used(StrEnum):
    """Where the text of a published segment comes from."""

    APPROVED = "approved"
    LAST = "last-approved"
    DRAFT = "draft"
    EDITED = "unreviewed"
    """A person's text that nobody approved."""
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is published for a segment."""

    text: Text
    used: Used
    held: tuple[Finding, ...] = ()
    """Open error findings that keep an approved text back."""

    def spoken_in(self, language: str) -> Choice:
        """The same, where its source is in another language than its article."""
        return replace(self, text=self.text._replace(language=language)) if self.used is Used.SOURCE else self


@dataclass(frozen=True, slots=True)
class Gate:
    """What an article must reach to be published."""

    min_reviewed: float = 1.0
    """Share of the source's words whose translation is approved, 0 to 1."""
    max_machine: float = 1.0
    """Share of the source's words that may be unedited machine text, 0 to 1."""


DRAFTED = Gate(0.0, 1.0)
"""Where a person asks for drafts on the command line: the bounds are for what the settings publish."""


def choose(
    segments: Sequence[Segment],
    entries: Mapping[Key, Entry],
    source: str,
    target: str,
    check: Check,
    *,
    drafts: bool,
) -> list[Choice]:
    """The text of each segment of an article; `drafts`: the policy allows machine drafts.

    Where a translator joined sentences (`<empty/>`), the checks judge the block as a whole, and it is published whole.
    """
    chosen: list[Choice] = []
    for _, group in itertools.groupby(segments, lambda segment: segment.block):
        members = list(group)
        found = [entries.get(segment.key) for segment in members]
        judge = _Judge(check, found, source, target)
        one = [
            _choose(segment, entry, source, target, judge, drafts=drafts)
            for segment, entry in zip(members, found, strict=True)
        ]
        if judge.is_joined and not _is_whole(one):
            one = [
                Choice(Text(segment.text, source), Used.SOURCE, choice.held)
                for segment, choice in zip(members, one, strict=True)
            ]
        chosen += one
    return chosen


def _is_whole(choices: Sequence[Choice]) -> bool:
    """Whether every sentence is published, and some text of them."""
    published = all(choice.used is not Used.SOURCE for choice in choices)
    return published and any(choice.text.text != EMPTY for choice in choices)


class _Judge:
    """Open findings of a block's entries: those that no person ignored by name."""

    def __init__(self, check: Check, entries: Sequence[Entry | None], source: str, target: str) -> None:
        self.check = check
        self.members = [entry for entry in entries if entry and entry.translation]
        self.is_joined = is_joined(self.members)
        self.languages = source, target

    def __call__(self, entry: Entry) -> tuple[Finding, ...]:
        """The errors."""
        return tuple(f for f in self._open(entry) if f.severity is Severity.ERROR)

    def serves(self, entry: Entry) -> bool:
        """Whether an older translation may stand for a new source: no error, and no doubt of what it says."""
        return not any(
            f.severity is Severity.ERROR or (f.severity is Severity.WARNING and f.check in MEANING)
            for f in self._open(entry)
        )

    def _open(self, entry: Entry) -> list[Finding]:
        members = self.members if self.is_joined else [entry]
        return [f for member in judge_block(members, *self.languages, self.check) for f in member.open]


def _choose(
    segment: Segment, entry: Entry | None, source: str, target: str, judge: _Judge, *, drafts: bool
) -> Choice:
    fallback = Choice(Text(segment.text, source), Used.SOURCE)
    if entry is None or not entry.translation:
        return fallback
    current = states.state(entry)
    text = Text(entry.translation, target)
    if current is State.APPROVED:
        held = judge(entry)
        return Choice(fallback.text, Used.SOURCE, held) if held else Choice(text, Used.APPROVED)
    if current is State.CHANGED and states.was_approved(entry):
        serves = _says_the_same(entry.previous_text or "", entry.text, source) and judge.serves(entry)
        return Choice(text, Used.LAST) if serves else fallback
    dosed = _has_dose(entry.text, source) or _has_dose(entry.translation, target)
    if not drafts or dosed or judge(entry):
        return fallback
    return Choice(text._replace(draft=True), Used.DRAFT if current is State.DRAFT else Used.EDITED)


def choose_source(segment: Segment, entry: Entry | None, language: str) -> Choice:
    """The text of a segment in the article's own language: as a person edited it in its catalogue, else as it is."""
    edited = entry.translation if entry and not entry.fuzzy else ""
    same_tags = Counter(inline.tag_labels(edited)) == Counter(inline.tag_labels(segment.text))
    return Choice(Text(edited if edited and same_tags else segment.text, language), Used.APPROVED)


def _says_the_same(old: str, new: str, language: str) -> bool:
    """Whether two sources agree in all that a translation must not get wrong."""
    return _facts(old, language) == _facts(new, language)


def _facts(text: str, language: str) -> tuple[object, ...]:
    """Numbers with their units in their order, for a swap of two doses is a change; negations; tags."""
    plain = inline.plain(text)
    found = [(number.value, number.unit) for number in numbers(plain, language)]
    denied = [plain[start:end].lower() for start, end in negations(plain, language)]
    return found, denied, Counter(inline.tag_labels(text))


def _has_dose(text: str, language: str) -> bool:
    return any(number.unit for number in numbers(inline.plain(text), language))


def refused(
    segments: Sequence[Segment], choices: Sequence[Choice], language: str, gate: Gate
) -> tuple[str, ...]:
    """Why an article is not published; empty if it may be. `language`: its source's."""
    words = [languages.word_count(inline.plain(s.text), language) or 1 for s in segments]
    total = sum(words) or 1

    def share(*used: Used) -> float:
        return sum(n for n, choice in zip(words, choices, strict=True) if choice.used in used) / total

    reasons = []
    reviewed, machine = share(Used.APPROVED, Used.LAST), share(Used.DRAFT)
    if reviewed < gate.min_reviewed:
        reasons.append(
            f"{_percent(reviewed)} of its words are reviewed, {_percent(gate.min_reviewed)} are asked (min_reviewed)"
        )
    if machine > gate.max_machine:
        reasons.append(
            f"{_percent(machine)} is machine text, at most {_percent(gate.max_machine)} is allowed (max_machine)"
        )
    if gate is DRAFTED and all(choice.used is Used.SOURCE for choice in choices):
        reasons.append("nothing of it is translated")
    return tuple(reasons)


def _percent(share: float) -> str:
    """Rounded down, so that 99.9 is not told as 100."""
    return f"{int(share * 1000) / 10:g} %"


def counts(choices: Iterable[Choice]) -> Counter[str]:
    """How many segments come from where."""
    return Counter(str(choice.used) for choice in choices)
