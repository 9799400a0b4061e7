"""Sentences that a translator joined: one entry holds the text of several, the others hold `<empty/>`.

    The dose is 100 mcg.       Доза — 100 мкг, и она безопасна.
    It is safe.                <empty/>

Then numbers, terms, negations and length belong to the block as a whole, and only tags to each sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.catalogue.slots import kind_of
from pipeline.model import Entry, Finding, Key

EMPTY = "<empty/>"
"""A translation that says that another sentence holds this one's text too."""
Judge = Callable[[Entry], tuple[Finding, ...]]
"""What the checks say of an entry that has a translation."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry and what the checks say of it."""

    entry: Entry
    findings: tuple[Finding, ...]
    """Of a joined block, what is said of the whole stands at the first entry that has a text."""
    ignored: frozenset[str]
    """Checks that a person ignores; in a joined block, in any of its entries."""

    @property
    def open(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.check not in self.ignored)


def is_joined(members: Iterable[Entry]) -> bool:
    return any(entry.translation == EMPTY for entry in members)


def judge_block(members: Sequence[Entry], source: str, target: str, judge: Judge) -> list[Judged]:
    """What the checks say of the entries of a block, all of which have a translation."""
    if not is_joined(members):
        return [Judged(entry, judge(entry), states.ignored(entry)) for entry in members]
    ignored = frozenset().union(*(states.ignored(entry) for entry in members))
    whole = list(judge(_whole(members, source, target)))
    judged = []
    for entry in members:
        findings: list[Finding] = []
        if entry.translation != EMPTY:
            findings += (f for f in judge(entry) if f.check == "tags")
            findings += whole
            whole = []
        judged.append(Judged(entry, tuple(findings), ignored))
    return judged


def _whole(members: Sequence[Entry], source: str, target: str) -> Entry:
    """The block as one entry, without its tags: they are each sentence's own."""
    texts = [inline.TAG.sub("", entry.text) for entry in members]
    translations = [inline.TAG.sub("", entry.translation) for entry in members if entry.translation != EMPTY]
    return replace(
        members[0],
        text=languages.joiner(source).join(texts),
        translation=languages.joiner(target).join(translations),
    )


def joined_blocks(entries: Sequence[Entry]) -> dict[Key, tuple[Entry, ...]]:
    """For each entry of a joined block all of that block that have a translation; nothing for the others."""
    if not is_joined(entries):
        return {}
    blocks = (tuple(e for e in block if e.translation) for block in neighbours(entries) if is_joined(block))
    return {entry.key: block for block in blocks for entry in block}


def neighbours(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Blocks as far as a catalogue alone tells them: an `<empty/>` belongs to its neighbours of the same kind."""
    blocks: list[list[Entry]] = []
    for entry in entries:
        before = blocks[-1][-1] if blocks else None
        if before and EMPTY in (before.translation, entry.translation) and kind_of(before) == kind_of(entry):
            blocks[-1].append(entry)
        else:
            blocks.append([entry])
    return blocks
