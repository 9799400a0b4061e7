"""Putting units into the database, many at a time."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.memory.lookup import place_of, text_id
from pipeline.memory.near import add_words, terms_of
from pipeline.memory.units import Unit, text_hash
from pipeline.memory.words import tokens

AT_A_TIME = 20_000


def digest(units: Iterable[Unit]) -> str:
    """Tells whether units are the same as others."""
    made = hashlib.blake2b(digest_size=16)
    for unit in units:
        made.update(repr(unit).encode("utf-8", "backslashreplace"))
    return made.hexdigest()


def insert(db: sqlite3.Connection, collection: int, units: Sequence[Unit]) -> None:
    """Add the units of a collection; a transaction is open."""
    directions = Counter((unit.source_language, unit.target_language) for unit in units)
    for start in range(0, len(units), AT_A_TIME):
        _insert_some(db, collection, units[start : start + AT_A_TIME])
    rows = [(collection, *direction, count) for direction, count in directions.items()]
    db.executemany("INSERT INTO directions VALUES (?, ?, ?, ?)", rows)


def _insert_some(db: sqlite3.Connection, collection: int, units: Sequence[Unit]) -> None:
    known = _with_numbers(db, _texts(units))
    rows = [
        (
            known[unit.source_language, unit.source], known[unit.target_language, unit.target], collection,
            *place_of(unit.kind, unit.before, unit.after), int(unit.approved), unit.date, unit.origin,
        )
        for unit in units
    ]  # fmt: skip
    db.executemany("INSERT INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _texts(units: Iterable[Unit]) -> Iterator[tuple[str, str]]:
    for unit in units:
        yield unit.source_language, unit.source
        yield unit.target_language, unit.target


def _with_numbers(db: sqlite3.Connection, texts: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Numbers of texts; those that are new are put in."""
    known: dict[tuple[str, str], int] = {}
    rows: list[tuple[int, int, str, str, int]] = []
    indexed: list[tuple[int, list[str]]] = []
    free = (db.execute("SELECT max(id) FROM texts").fetchone()[0] or 0) + 1
    for language, text in dict.fromkeys(texts):
        found = text_id(db, language, text)
        if found is None:
            found, free = free, free + 1
            words = tokens(text, language)
            rows.append((found, text_hash(text), language, text, len(words)))
            indexed.append((found, terms_of(words, language)))
        known[language, text] = found
    db.executemany("INSERT INTO texts(id, hash, language, text, size) VALUES (?, ?, ?, ?, ?)", rows)
    add_words(db, indexed)
    return known
