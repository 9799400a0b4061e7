"""A cache file that cannot be used is let go of."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from pipeline.batch import cache_file
from pipeline.batch.cache_file import CacheFile

OPEN_FILES = Path("/proc/self/fd")


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="the system does not list a process's open files")
def test_a_file_without_room_for_a_table_is_not_held_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk a table cannot be made; a file still open would keep the disk from being unmounted."""
    monkeypatch.setattr(cache_file, "_TABLE", "CREATE TABLE")
    path = tmp_path / "кэш.sqlite"
    cache = CacheFile(path)
    errors: list[sqlite3.Error] = []
    give_up = cache._give_up

    def kept(error: Exception) -> None:
        # What a debugger or a log does: the error's frames, and all that they name, stay.
        assert isinstance(error, sqlite3.Error)
        errors.append(error)
        give_up(error)

    monkeypatch.setattr(cache, "_give_up", kept)
    cache.put([(b"key", "витамин K2".encode())])
    assert errors
    assert cache.get(b"key") is None
    assert str(path) not in {os.readlink(opened) for opened in OPEN_FILES.iterdir() if opened.is_symlink()}
