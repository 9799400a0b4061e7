"""Translators' comments between a table and the catalogues.

A comment belongs to one language. A table notes what stood there when it was made, line by line:

deleted in the table, as it was here      deleted
edited in the table, as it was here       replaced
edited in the table, and here too         both stay

Older tables have one comment column for all languages and note nothing: there only what no language
of the entry has yet is new.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from pipeline.catalogue import states
from pipeline.model import Entry

_LOST = re.compile("[\x00-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What a cell may not hold, or a spreadsheet may drop."""


def noted(lines: Iterable[str]) -> tuple[str, ...]:
    """What a table notes of the comments that it shows."""
    return tuple(_hash(line) for line in lines if said(line))


def said(line: str) -> str:
    """A line as a cell gives it back; empty for one that says nothing."""
    return _LOST.sub("", line).strip()


def merged(here: Sequence[str], there: Sequence[str], was: Sequence[str]) -> tuple[str, ...]:
    """An entry's comments after a table: `there` stands in it now, `was` is what it notes (`noted`)."""
    there = [line for line in there if said(line)]
    if noted(there) == tuple(was):
        return tuple(here)
    if noted(here) == tuple(was):
        return tuple(dict.fromkeys(there))
    wanted = set(noted(there))
    deleted = set(was) - wanted
    kept = [line for line in here if _hash(line) not in deleted]
    known = {*noted(here), *was}
    return (*kept, *(line for line in dict.fromkeys(there) if _hash(line) not in known))


def unknown(shared: Iterable[str], known: Collection[str]) -> tuple[str, ...]:
    """What of a comment for all languages none of them has; `known`: notes of what they have (`noted`)."""
    return tuple(line for line in dict.fromkeys(shared) if said(line) and _hash(line) not in known)


def fitting(shared: Iterable[str], entry: Entry) -> tuple[str, ...]:
    """What of a comment for all languages may stand at an entry: a line for termlock only where it is of its texts."""
    return tuple(
        line
        for line in shared
        if not line.strip().startswith(states.MARK) or states.ignored(replace(entry, comments=(line,)))
    )


def _hash(line: str) -> str:
    return states.text_hash(said(line))
