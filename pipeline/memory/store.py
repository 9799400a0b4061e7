"""The memory's database: SQLite, a cache that may be deleted at any time and is made from catalogues and TMX files.

texts            each distinct text once, tags and all
pairs            who says what: kind, neighbours, origin, whether a person approved it here
collections      catalogues and files that pairs are from, and in which directions they translate
words, frequency an index over texts (`near`)
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.memory import filling, lookup, near
from pipeline.memory.units import Match, Unit, rank

__all__ = ["Match", "Memory", "Unit"]
LAYOUT = 3
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
CREATE TABLE collections(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE directions(
  collection INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, units INTEGER NOT NULL
);
CREATE TABLE frequency(term TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5(terms, content='', columnsize=0, detail=none, tokenize='ascii');
"""
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class Memory:
    """An open database; `path` None: in memory.

    A damaged file is thrown away and made anew. Where the file cannot be used (no right to write,
    another program that holds it) the memory is in memory alone.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.db = (self._open(path) if path else None) or _made(sqlite3.connect(":memory:"))

    def _open(self, path: Path) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _made(sqlite3.connect(path))
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF in _BUSY:
                    return None
                with contextlib.suppress(OSError):
                    discard(path)
            except OSError:
                return None
        return None

    def close(self) -> None:
        self.db.close()

    # --- filling ------------------------------------------------------------------------------------

    def collections(self) -> dict[str, str]:
        """Stamps of what the memory was made from, by name."""
        return dict(self.db.execute("SELECT name, stamp FROM collections"))

    def replace(self, name: str, stamp: str, units: Iterable[Unit]) -> int:
        """The units of a catalogue or file in place of those that it gave before; returns how many are new to it."""
        units = list(units)
        digest = filling.digest(units)
        with self._transaction():
            known = self.db.execute("SELECT digest FROM collections WHERE name = ?", (name,)).fetchone()
            if known == (digest,):
                self.db.execute("UPDATE collections SET stamp = ? WHERE name = ?", (stamp, name))
                return 0
            self._forget(name)
            query = "INSERT INTO collections(name, stamp, digest) VALUES (?, ?, ?)"
            collection = self.db.execute(query, (name, stamp, digest)).lastrowid
            filling.insert(self.db, collection or 0, units)
        return len(units)

    def note(self, stamps: Mapping[str, str]) -> None:
        """Catalogues that have no units, by name; what the memory has of any of them stays."""
        rows = [(name, stamp, filling.digest([])) for name, stamp in stamps.items()]
        with self._transaction():
            query = "INSERT OR IGNORE INTO collections(name, stamp, digest) VALUES (?, ?, ?)"
            self.db.executemany(query, rows)

    def forget(self, name: str) -> None:
        """Take out the units of a catalogue or file that is gone."""
        with self._transaction():
            self._forget(name)

    def _forget(self, name: str) -> None:
        found = self.db.execute("SELECT id FROM collections WHERE name = ?", (name,)).fetchone()
        if found:
            # Texts stay: they cost little, serve other pairs, and go with the next rebuild.
            for table, column in (
                ("pairs", "collection"),
                ("directions", "collection"),
                ("collections", "id"),
            ):
                self.db.execute(f"DELETE FROM {table} WHERE {column} = ?", found)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException:
            self.db.execute("ROLLBACK")
            raise

    def generation(self) -> str:
        """Tells whether any unit came or went since."""
        rows = self.db.execute(
            "SELECT name, digest FROM collections WHERE id IN (SELECT collection FROM directions) ORDER BY name"
        ).fetchall()
        return hashlib.blake2b(repr(rows).encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()

    # --- finding ------------------------------------------------------------------------------------

    def languages(self) -> frozenset[str]:
        """Languages that some unit has."""
        rows = self.db.execute("SELECT source FROM directions UNION SELECT target FROM directions")
        return frozenset(language for (language,) in rows)

    def exact(
        self,
        source: str,
        target: str,
        text: str,
        *,
        kind: str = "",
        before: str | None = None,
        after: str | None = None,
    ) -> list[Match]:
        """Units with this very text: the same place first, then approved ones, then the newest."""
        found = lookup.text_id(self.db, source, text)
        if found is None:
            return []
        place = lookup.place_of(kind, before, after)
        matches = sorted(lookup.of_text(self.db, found, target, 100, place), key=rank)
        return matches or lookup.by_way(self.db, found, source, target, text)

    def fuzzy(self, source: str, target: str, text: str, least: int = 75, limit: int = 5) -> list[Match]:
        """Units with nearly this text, the nearest first; `least`: percent, 1 to 99."""
        return near.fuzzy(self.db, source, target, text, least, limit)

    def search(self, text: str, limit: int = 20) -> list[Match]:
        """Units one of whose sides holds these words, in any language."""
        return list(dict.fromkeys(near.search(self.db, text, limit)))[:limit]

    def units(self) -> Iterator[Unit]:
        """All units, in the order in which they came in."""
        rows = self.db.execute(f"{lookup.select()} ORDER BY p.rowid")
        for row in rows:
            yield lookup.match_of(row, 100).unit

    def statistics(self) -> list[tuple[str, str, str, int, int]]:
        """For each origin and direction: units, and how many of them a person approved here."""
        return self.db.execute(
            f"SELECT {lookup.ORIGIN}, s.language, t.language, count(*), sum(p.approved) FROM pairs p "
            "JOIN texts s ON s.id = p.source JOIN texts t ON t.id = p.target JOIN collections c ON c.id = p.collection "
            "GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        ).fetchall()


def discard(path: Path) -> None:
    """Delete a database with what SQLite keeps beside it. Raises OSError."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _made(db: sqlite3.Connection) -> sqlite3.Connection:
    """The database with its tables. Raises sqlite3.DatabaseError if they are damaged or of another layout."""
    db.isolation_level = None
    try:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        if db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
            db.execute("BEGIN IMMEDIATE")  # another process may be making them too
            if db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version={LAYOUT}")
            db.execute("COMMIT")
        db.execute("SELECT count(*) FROM collections").fetchone()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
