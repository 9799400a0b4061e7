"""One run at a time on one output folder, by a lock that dies with its holder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import OutputError


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of an output folder, which is made when it is not there.

    The lock is on the folder itself, so that no lock file is left behind. Raises OutputError
    when another run holds it or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(
            "output-unwritable",
            f"The output folder cannot be used ({error.strerror}).",
            path=str(folder),
            advice="Check that it is a folder and that you may write to it.",
        ) from error
    try:
        _flock(handle, folder)
        yield
    finally:
        os.close(handle)


def _flock(handle: int, folder: Path) -> None:
    try:
        import fcntl
    except ImportError:  # no such locks on this system: two runs at once are the operator's to avoid
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise OutputError(
            "output-busy",
            "Another run is writing to the output folder.",
            path=str(folder),
            advice="Wait until it has ended.",
        ) from error
    except OSError:
        return  # a file system without locks
