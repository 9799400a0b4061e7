"""The memory's database: SQLite, a cache that may be deleted at any time and is made from catalogues and TMX files.

texts(id, language, text)     each distinct text once, tags and all
pairs(source, target, ...)    who says what: kind, neighbours, origin, whether a person approved it here
words                         an inverted index over texts (FTS5), for texts that are nearly the same
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.memory.words import index_terms, tokens

LAYOUT = 2
"""Version of the tables; a database of another one is thrown away."""
_SCHEMA = """
CREATE TABLE texts(
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE INDEX texts_hash ON texts(hash);
CREATE TABLE pairs(
  source INTEGER NOT NULL, target INTEGER NOT NULL, collection INTEGER NOT NULL, kind TEXT NOT NULL,
  before INTEGER NOT NULL, after INTEGER NOT NULL, approved INTEGER NOT NULL, date TEXT NOT NULL,
  origin TEXT NOT NULL
);
CREATE INDEX pairs_source ON pairs(source);
CREATE INDEX pairs_target ON pairs(target);
CREATE INDEX pairs_collection ON pairs(collection);
CREATE TABLE collections(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row);
"""
_ORIGIN = "coalesce(nullif(p.origin, ''), c.name)"


def _select(*, reverse: bool = False) -> str:
    """Pairs with their texts; `reverse`: the target's text first."""
    one, other = ("target", "source") if reverse else ("source", "target")
    return (
        "SELECT s.language, t.language, s.text, t.text, p.kind, p.before, p.after, p.approved, p.date, "
        f"{_ORIGIN}, {int(reverse)} FROM pairs p JOIN texts s ON s.id = p.{one} JOIN texts t ON t.id = p.{other} "
        "JOIN collections c ON c.id = p.collection"
    )


COMMON = 3_000
"""A word in more texts than this does not find candidates by itself."""
CANDIDATES = 120


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation."""

    source_language: str
    target_language: str
    source: str
    """With its tags."""
    target: str
    kind: str = ""
    """Kind of block; empty where it is not known."""
    before: str = ""
    """The segment before it in its article."""
    after: str = ""
    approved: bool = False
    """Whether a person approved it in this workspace."""
    date: str = ""
    origin: str = ""
    """Catalogue or file that it is from."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that was found for a text."""

    unit: Unit
    percent: int
    """100: the same text; 99: the same words, written or inflected in another way."""
    reverse: bool = False
    """Whether it was translated in the other direction."""
    pivot: str = ""
    """The text in a third language that links both; empty for a direct unit."""
    same_place: bool = False
    """Whether kind and both neighbours are the same too."""


def text_hash(text: str) -> int:
    """63 bits of a text."""
    return (
        int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        >> 1
    )


class Memory:
    """An open database; `path` None: in memory. A damaged file is thrown away and made anew."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.db = self._open()

    def _open(self) -> sqlite3.Connection:
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        for attempt in (1, 2):
            try:
                db = sqlite3.connect(str(self.path) if self.path else ":memory:", isolation_level=None)
                db.execute("PRAGMA journal_mode=WAL")
                db.execute("PRAGMA synchronous=NORMAL")
                version = db.execute("PRAGMA user_version").fetchone()[0]
                if version == LAYOUT:
                    db.execute("SELECT count(*) FROM collections").fetchone()
                    return db
                if version == 0 and not db.execute("SELECT 1 FROM sqlite_master").fetchone():
                    db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={LAYOUT}; COMMIT;")
                    return db
                db.close()
            except sqlite3.DatabaseError:
                if attempt == 2 or not self.path:
                    raise
            self._discard()
        raise AssertionError("unreachable")

    def _discard(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            if self.path:
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)

    def close(self) -> None:
        self.db.close()

    # --- filling ------------------------------------------------------------------------------------

    def collections(self) -> dict[str, str]:
        """Stamps of what the memory was made from, by name."""
        return dict(self.db.execute("SELECT name, stamp FROM collections"))

    def replace(self, name: str, stamp: str, units: Iterable[Unit]) -> int:
        """The units of a catalogue or file in place of those that it gave before; returns how many."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            self._forget(name)
            cursor = self.db.execute("INSERT INTO collections(name, stamp) VALUES (?, ?)", (name, stamp))
            count = self._insert(cursor.lastrowid or 0, units)
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise
        return count

    def forget(self, name: str) -> None:
        """Take out the units of a catalogue or file that is gone."""
        self.db.execute("BEGIN IMMEDIATE")
        self._forget(name)
        self.db.execute("COMMIT")

    def _forget(self, name: str) -> None:
        found = self.db.execute("SELECT id FROM collections WHERE name = ?", (name,)).fetchone()
        if found:
            # Texts stay: they cost little, serve other pairs, and go with the next rebuild.
            self.db.execute("DELETE FROM pairs WHERE collection = ?", found)
            self.db.execute("DELETE FROM collections WHERE id = ?", found)

    def _insert(self, collection: int, units: Iterable[Unit]) -> int:
        count = 0
        known: dict[tuple[str, str], int] = {}
        for unit in units:
            source = self._text(unit.source_language, unit.source, known)
            target = self._text(unit.target_language, unit.target, known)
            place = (unit.kind, text_hash(unit.before), text_hash(unit.after))
            row = (source, target, collection, *place, int(unit.approved), unit.date, unit.origin)
            self.db.execute("INSERT INTO pairs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            count += 1
            if len(known) > 100_000:
                known.clear()
        return count

    def _text(self, language: str, text: str, known: dict[tuple[str, str], int]) -> int:
        key = (language, text)
        if key in known:
            return known[key]
        found = self._text_id(language, text)
        if found is None:
            words = tokens(text, language)
            found = self.db.execute(
                "INSERT INTO texts(hash, language, text, size) VALUES (?, ?, ?, ?)",
                (text_hash(text), language, text, len(words)),
            ).lastrowid
            terms = " ".join(_coded(word, language) for word in index_terms(words, language))
            self.db.execute("INSERT INTO words(rowid, terms) VALUES (?, ?)", (found, terms))
        known[key] = found or 0
        return known[key]

    def _text_id(self, language: str, text: str) -> int | None:
        rows = self.db.execute("SELECT id, language, text FROM texts WHERE hash = ?", (text_hash(text),))
        return next((row[0] for row in rows if row[1:] == (language, text)), None)

    # --- finding ------------------------------------------------------------------------------------

    def exact(
        self, source: str, target: str, text: str, *, kind: str = "", before: str = "", after: str = ""
    ) -> list[Match]:
        """Units with this very text: the same place first, then approved ones, then the newest."""
        found = self._text_id(source, text)
        if found is None:
            return []
        place = (kind, text_hash(before), text_hash(after))
        matches = [self._match(row, 100, place) for row in self._pairs(found, target)]
        return sorted(matches, key=_rank) or self._pivots(found, source, target, text)

    def _pairs(self, text: int, target: str) -> Iterator[tuple[object, ...]]:
        yield from self.db.execute(
            f"{_select()} WHERE p.source = ?1 AND t.language = ?2 "
            "UNION ALL "
            f"{_select(reverse=True)} WHERE p.target = ?1 AND t.language = ?2",
            (text, target),
        )

    def _match(self, row: Sequence[object], percent: int, place: tuple[str, int, int] | None = None) -> Match:
        source, target, text, translation, kind, before, after, approved, date, origin, turned = row
        unit = Unit(
            str(source), str(target), str(text), str(translation), str(kind),
            approved=bool(approved), date=str(date), origin=str(origin),
        )  # fmt: skip
        same = place is not None and not turned and place == (kind, before, after)
        return Match(unit, percent, bool(turned), same_place=same)

    def _pivots(self, text: int, source: str, target: str, shown: str) -> list[Match]:
        """Units by way of a third language: one sentence of it that was approved in both."""
        rows = self.db.execute(
            "WITH near(id, approved) AS (SELECT target, approved FROM pairs WHERE source = ?1"
            " UNION SELECT source, approved FROM pairs WHERE target = ?1)"
            f" SELECT m.text, t.text, min(n.approved, p.approved), p.date, {_ORIGIN}"
            " FROM near n JOIN texts m ON m.id = n.id"
            " JOIN pairs p ON p.source = m.id OR p.target = m.id"
            " JOIN texts t ON t.id = CASE WHEN p.source = m.id THEN p.target ELSE p.source END"
            " JOIN collections c ON c.id = p.collection"
            " WHERE t.language = ?2 AND t.id != ?1",
            (text, target),
        ).fetchall()
        found = {
            (middle, translation): Match(
                Unit(source, target, shown, translation, approved=bool(approved), date=date, origin=origin),
                100,
                pivot=middle,
            )
            for middle, translation, approved, date, origin in rows
        }
        return sorted(found.values(), key=_rank)

    def fuzzy(self, source: str, target: str, text: str, least: int = 75, limit: int = 5) -> list[Match]:
        """Units with nearly this text, the nearest first; `least`: percent, 1 to 99."""
        from rapidfuzz.distance import Indel

        wanted = tokens(text, source)
        best: list[tuple[float, int]] = []
        for identity, candidate, size in self._candidates(wanted, source):
            low, high = sorted((size, len(wanted)))
            if not high or 200 * low < least * (low + high):
                continue
            if candidate == text:
                continue
            likeness = Indel.normalized_similarity(
                wanted, tokens(candidate, source), score_cutoff=least / 100
            )
            if likeness:
                best.append((likeness, identity))
        matches: list[Match] = []
        for likeness, identity in sorted(best, reverse=True)[: limit * 3]:
            percent = min(99, int(likeness * 100))
            matches += [self._match(row, percent) for row in self._pairs(identity, target)]
            if len(matches) >= limit:
                break
        return sorted(matches, key=_rank)[:limit]

    def _candidates(self, wanted: list[str], language: str) -> list[tuple[int, str, int]]:
        """Texts that share rare words with the one that is looked for."""
        coded = [_coded(term, language) for term in index_terms(wanted, language)]
        if not coded:
            return []
        marks = ",".join("?" * len(coded))
        counts = dict(self.db.execute(f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})", coded))
        ranked = sorted((count, term) for term, count in counts.items())
        chosen = [term for count, term in ranked if count <= COMMON][:6] or [term for _, term in ranked[:2]]
        if not chosen:
            return []
        found: dict[int, int] = {}
        for term in chosen:
            for (identity,) in self.db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (term, COMMON)
            ):
                found[identity] = found.get(identity, 0) + 1
        nearest = sorted(found, key=lambda identity: -found[identity])[:CANDIDATES]
        marks = ",".join("?" * len(nearest))
        return self.db.execute(f"SELECT id, text, size FROM texts WHERE id IN ({marks})", nearest).fetchall()

    def search(self, text: str, limit: int = 20) -> list[Match]:
        """Units one of whose sides holds these words, in any language."""
        from pipeline.languages import LANGUAGES

        found: list[Match] = []
        for language in LANGUAGES:
            terms = [_coded(term, language) for term in index_terms(tokens(text, language), language)]
            if not terms:
                continue
            rows = self.db.execute(
                "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?",
                (" AND ".join(terms), limit),
            ).fetchall()
            for (identity,) in rows:
                for target in LANGUAGES:
                    found += [_as_translated(self._match(row, 100)) for row in self._pairs(identity, target)]
        return list(dict.fromkeys(found))[:limit]

    def units(self) -> Iterator[Unit]:
        """All units, in the order in which they came in."""
        rows = self.db.execute(f"{_select()} ORDER BY p.rowid")
        for row in rows:
            yield self._match(row, 100).unit

    def statistics(self) -> list[tuple[str, str, str, int, int]]:
        """For each origin and direction: units, and how many of them a person approved here."""
        return self.db.execute(
            f"SELECT {_ORIGIN}, s.language, t.language, count(*), sum(p.approved) FROM pairs p "
            "JOIN texts s ON s.id = p.source JOIN texts t ON t.id = p.target JOIN collections c ON c.id = p.collection "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        ).fetchall()


def _as_translated(match: Match) -> Match:
    """A match in the direction in which its unit was translated."""
    unit = match.unit
    if not match.reverse:
        return match
    turned = replace(
        unit,
        source_language=unit.target_language,
        target_language=unit.source_language,
        source=unit.target,
        target=unit.source,
    )
    return Match(turned, match.percent)


def _rank(match: Match) -> tuple[object, ...]:
    return (
        -match.percent,
        not match.same_place,
        not match.unit.approved,
        match.reverse,
        _newest_first(match.unit.date),
    )


def _newest_first(date: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in date)


def _coded(term: str, language: str) -> str:
    """A word as one ASCII token, apart from the same word in another language."""
    return f"{language}{text_hash(term):015x}"
