"""A second person's signature under a whole catalogue: a header field with a hash of its texts.

    X-Termlock-Signed: 5b0c9a1e7f3d2468 2026-11-24 13:28+0000 Мария Иванова

It holds as long as every text is as it was when it was signed, and approved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pipeline.catalogue import states
from pipeline.catalogue.header import Fields, with_fields
from pipeline.model import Catalogue, Entry, State

FIELD = "X-Termlock-Signed"
_VALUE = re.compile(r"([0-9a-f]{16}) (\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4}) (.+)")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a catalogue, and whether it still is what was signed."""

    who: str
    date: str
    holds: bool


def texts_hash(entries: Iterable[Entry]) -> str:
    """Of all keys and translations, in their order; obsolete entries are none of them."""
    parts = [part for e in entries if not e.obsolete for part in (e.context, e.text, e.translation)]
    return states.text_hash(*parts) + states.text_hash(*reversed(parts))


def signature(catalogue: Catalogue) -> Signature | None:
    """The signature under a catalogue; None where nobody signed it."""
    found = _VALUE.fullmatch(dict(catalogue.header).get(FIELD, ""))
    if not found:
        return None
    value, date, who = found.groups()
    return Signature(who, date, value == texts_hash(catalogue.entries) and is_approved(catalogue))


def is_approved(catalogue: Catalogue) -> bool:
    """Whether every text is approved."""
    active = [entry for entry in catalogue.entries if not entry.obsolete]
    return bool(active) and all(states.state(entry) is State.APPROVED for entry in active)


def signed(catalogue: Catalogue, who: str, now: datetime) -> Fields:
    """The header with a signature under the texts as they are."""
    date = now.strftime("%Y-%m-%d %H:%M%z")
    return with_fields(
        catalogue.header, {FIELD: f"{texts_hash(catalogue.entries)} {date} {' '.join(who.split())}"}
    )


def unsigned(catalogue: Catalogue) -> Fields:
    """The header without a signature."""
    return with_fields(catalogue.header, {FIELD: ""})
