"""Equal sentences of one article: a person approves one, and the others follow it.

A copy is marked `#. termlock: repeat <hash>` and follows its original as long as nobody touches it:

one approved original     untouched equals take its text, copies its new one
originals that disagree   nothing is filled; a copy of a text that no original has any more is held
the original withdrawn    (made fuzzy or emptied by a person) its copies are held: nobody approved them
the original vanished     its copies stay, and fill new equals; without a copy it does so itself as it goes
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.catalogue import states
from pipeline.catalogue.inherit import other_flags
from pipeline.model import Entry, State


def with_repeats(entries: Sequence[Entry], old: Iterable[Entry], vanished: Iterable[Entry]) -> list[Entry]:
    """The entries, their untouched equals filled.

    `old` are the active entries before this merge, `vanished` those of them that no slot continues.
    """
    originals = _approved(entry for entry in entries if not states.is_repeat(entry))
    copies = _approved(entry for entry in entries if states.is_repeat(entry))
    aside = _approved(vanished)
    withdrawn = {entry.text for entry in old if _is_withdrawn(entry)}
    made = []
    for entry in entries:
        texts = originals.get(entry.text, set())
        if not texts and entry.text not in withdrawn:
            texts = copies.get(entry.text) or aside.get(entry.text, set())
        made.append(_following(entry, texts))
    return made


def repeated(active: Iterable[Entry]) -> frozenset[str]:
    """Sources whose equals will be filled: all approved originals agree."""
    found = _approved(entry for entry in active if not states.is_repeat(entry))
    return frozenset(source for source, texts in found.items() if len(texts) == 1)


def _approved(entries: Iterable[Entry]) -> dict[str, set[str]]:
    """Approved translations of each source."""
    texts: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if states.state(entry) is State.APPROVED:
            texts[entry.text].add(entry.translation)
    return texts


def _following(entry: Entry, texts: set[str]) -> Entry:
    copy = states.is_repeat(entry)
    if copy and entry.translation in texts and len(texts) != 1:
        return entry
    if len(texts) == 1 and (copy or not states.has_persons_text(entry)):
        return _filled(entry, next(iter(texts)))
    return _held(entry) if copy else entry


def _filled(entry: Entry, text: str) -> Entry:
    lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    made = replace(entry, translation=text, flags=other_flags(entry))
    return replace(made, extracted=(*lines, states.repeat_line(made)))


def _held(entry: Entry) -> Entry:
    lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    return replace(entry, flags=("fuzzy", *entry.flags), extracted=lines)


def _is_withdrawn(entry: Entry) -> bool:
    """Whether a person took back an approval: what a run left without lines is fuzzy or empty now."""
    if states.is_unsure(entry) or entry.previous_text is not None:
        return False
    current = states.state(entry)
    emptied = current is State.EMPTY and not any(x.startswith("termlock: repeat") for x in entry.extracted)
    return emptied or current is State.EDITED
