"""A cache in one file of `.termlock/`: bytes by key, of which nothing is ever needed.

It may be deleted, cut off or damaged at any time, also while it is used: what cannot be read is
not there, and where nothing can be written it forgets. Each value carries a check sum with its
key, so that a file that a power cut damaged gives nothing rather than something else.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB NOT NULL, seal BLOB NOT NULL)"
MOST = 1_000_000
"""Values kept at most; the oldest go first."""


class CacheFile:
    """Values by key, over SQLite; for one thread."""

    def __init__(self, path: Path, *, keep: bool = True) -> None:
        """`keep` false: it is read and never written."""
        self.path = path
        self._keep = keep
        self._database: sqlite3.Connection | None = None
        self._broken = False

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key; None if there is nothing, or nothing that can be trusted."""
        database = self._open(make=False)
        if database is None:
            return None
        try:
            row = database.execute("SELECT value, seal FROM kept WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        value = row[0] if row else None
        return value if isinstance(value, bytes) and row[1] == _seal(key, value) else None

    def put(self, items: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep values, all or none of them, on the disk before this returns unless the power fails."""
        rows = [(key, value, _seal(key, value)) for key, value in items]
        database = self._open(make=True) if rows and self._keep else None
        if database is None:
            return
        try:
            with database:
                database.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._give_up(error)

    def close(self) -> None:
        """Drop what is too old, and let go of the file."""
        if self._database is None:
            return
        with contextlib.suppress(sqlite3.Error):
            first, last = self._database.execute("SELECT min(rowid), max(rowid) FROM kept").fetchone()
            if self._keep and last and last - first >= MOST:
                with self._database:
                    self._database.execute("DELETE FROM kept WHERE rowid <= ?", (last - MOST,))
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        self._database = None

    def _open(self, *, make: bool) -> sqlite3.Connection | None:
        """The database; None where there is none yet (unless it is to be made) or it cannot be used."""
        if self._database is None and not self._broken and (make or self.path.is_file()):
            try:
                if make:
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                self._database = _connected(self.path, make=make)
            except (OSError, sqlite3.Error) as error:
                self._give_up(error)
        return self._database

    def _give_up(self, error: Exception) -> None:
        """Go on without the file; one that is no database, or a damaged one, is deleted for the next run."""
        self._broken = True
        if self._database is not None:
            with contextlib.suppress(sqlite3.Error):
                self._database.close()
            self._database = None
        is_damaged = isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        )
        if is_damaged and self._keep:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)


def _connected(path: Path, *, make: bool) -> sqlite3.Connection:
    mode = "rwc" if make else "rw"
    try:
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=1.0)
    except sqlite3.OperationalError:
        if make:
            raise
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=1.0)
    try:
        # A process that is killed loses nothing by this; a power cut may, and the seals tell.
        database.execute("PRAGMA synchronous = OFF")
        if make:
            database.execute(_TABLE)
    except BaseException:
        database.close()
        raise
    return database


def _seal(key: bytes, value: bytes) -> bytes:
    return hashlib.blake2b(value, key=hashlib.blake2b(key, digest_size=32).digest(), digest_size=12).digest()
