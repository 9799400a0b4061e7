"""Units of one text: what is said of it directly, in the other direction, and by way of a third language."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from pipeline.memory.units import Match, Unit, rank, text_hash

ORIGIN = "coalesce(nullif(p.origin, ''), c.name)"
UNKNOWN = -1
"""Hash of a neighbour that is not known; it is never equal to another."""
Place = tuple[str, int, int]
"""Kind of block, and hashes of the segments before and after."""


def place_of(kind: str, before: str | None, after: str | None) -> Place:
    """Where a segment stands, as the database has it."""
    return kind, _neighbour(before), _neighbour(after)


def _neighbour(text: str | None) -> int:
    return UNKNOWN if text is None else text_hash(text)


def select(*, reverse: bool = False) -> str:
    """Pairs with their texts; `reverse`: the target's text first."""
    one, other = ("target", "source") if reverse else ("source", "target")
    return (
        "SELECT s.language, t.language, s.text, t.text, p.kind, p.before, p.after, p.approved, p.date, "
        f"{ORIGIN}, {int(reverse)} FROM pairs p JOIN texts s ON s.id = p.{one} JOIN texts t ON t.id = p.{other} "
        "JOIN collections c ON c.id = p.collection"
    )


_OF_TEXT = (
    f"{select()} WHERE p.source = ?1 AND t.language = ?2 "
    f"UNION ALL {select(reverse=True)} WHERE p.target = ?1 AND t.language = ?2"
)
_BY_WAY = (
    "WITH near(id, approved) AS (SELECT target, approved FROM pairs WHERE source = ?1"
    " UNION SELECT source, approved FROM pairs WHERE target = ?1)"
    f" SELECT m.language, m.text, t.text, min(n.approved, p.approved), p.date, {ORIGIN}"
    " FROM near n JOIN texts m ON m.id = n.id"
    " JOIN pairs p ON p.source = m.id OR p.target = m.id"
    " JOIN texts t ON t.id = CASE WHEN p.source = m.id THEN p.target ELSE p.source END"
    " JOIN collections c ON c.id = p.collection"
    " WHERE t.language = ?2 AND t.id != ?1 ORDER BY p.rowid"
)


def text_id(db: sqlite3.Connection, language: str, text: str) -> int | None:
    """The number of a text; None if the memory does not have it."""
    rows = db.execute("SELECT id, language, text FROM texts WHERE hash = ?", (text_hash(text),))
    return next((row[0] for row in rows if row[1:] == (language, text)), None)


def of_text(
    db: sqlite3.Connection, text: int, target: str, percent: int, place: Place | None = None
) -> Iterator[Match]:
    """Matches of a text with all its translations into a language."""
    for row in db.execute(_OF_TEXT, (text, target)):
        yield match_of(row, percent, place)


def match_of(row: Sequence[object], percent: int, place: Place | None = None) -> Match:
    """A row of `select`."""
    source, target, text, translation, kind, before, after, approved, date, origin, turned = row
    unit = Unit(
        str(source), str(target), str(text), str(translation), str(kind),
        approved=bool(approved), date=str(date), origin=str(origin),
    )  # fmt: skip
    known = UNKNOWN not in (before, after) and not turned
    return Match(unit, percent, bool(turned), same_place=known and place == (kind, before, after))


def by_way(db: sqlite3.Connection, text: int, source: str, target: str, shown: str) -> list[Match]:
    """Matches by way of a third language: one sentence of it that was translated into both."""
    found = {
        (middle, translation): Match(
            Unit(source, target, shown, translation, approved=bool(approved), date=date, origin=origin),
            100,
            pivot=middle,
            via=via,
        )
        for via, middle, translation, approved, date, origin in db.execute(_BY_WAY, (text, target))
    }
    return sorted(found.values(), key=rank)
