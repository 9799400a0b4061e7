"""Entries whose text is no longer in the article (`#~`): laid aside, and taken back when it returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.catalogue import states
from pipeline.catalogue.inherit import other_flags
from pipeline.catalogue.slots import kind_of
from pipeline.model import Entry, Key, State


def laid_aside(entries: Iterable[Entry], active: Iterable[Key]) -> list[Entry]:
    """The entries as `#~`, none with the key of an active one or of another (fatal for msgfmt)."""
    taken = set(active)
    kept: list[Entry] = []
    for entry in entries:
        key, number = entry.key, 1
        while key in taken:
            number += 1
            key = Key(f"{kind_of(entry)}#{number}", entry.text)
        taken.add(key)
        kept.append(_obsolete(states.moved(entry, key)))
    return kept


def _obsolete(entry: Entry) -> Entry:
    """With a line that tells if the text is not approved, for some tools drop the flags of `#~` entries."""
    entry = _flagged(entry) if entry.obsolete else entry
    current = states.state(entry)
    lines = states.state_lines(entry)
    if current is State.EDITED and not lines:
        lines = (states.EDITED,)
    sure = current is State.APPROVED
    return replace(
        entry,
        flags=entry.flags if entry.translation else other_flags(entry),
        extracted=() if sure else lines,
        references=(),
        previous_context=None if sure else entry.previous_context,
        previous_text=None if sure else entry.previous_text,
        obsolete=True,
    )


def taken_back(entry: Entry) -> Entry:
    """A laid aside entry as it was when it was active."""
    entry = _flagged(entry)
    lines = tuple(line for line in entry.extracted if line != states.EDITED)
    return replace(entry, obsolete=False, extracted=lines)


def _flagged(entry: Entry) -> Entry:
    """With the flag back that a tool dropped."""
    unsure = entry.previous_text is not None or states.is_unsure(entry)
    if entry.translation and unsure and not entry.fuzzy:
        return replace(entry, flags=("fuzzy", *entry.flags))
    return entry
