"""Writing files so that a reader sees the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path

_LEFT = re.compile(r"\..+\.[a-z0-9_]{8}\.tmp")
"""Names of what `write_atomically` writes before it is in its place."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, flush it to the disk, and put it in its place. Raises OSError.

    Missing folders are made. Permissions of a file that is there are kept; a link stays a link.
    """
    path = Path(os.path.realpath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def clear_leftovers(folder: Path) -> None:
    """Delete what a writer that was killed left in a folder; nobody else may be writing there."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder)):
            if _LEFT.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
