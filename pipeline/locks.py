"""Locks on folders that die with their holder and leave no file behind.

locked            one run at a time on one output folder: a second one is told to wait
held_briefly      one writer at a time on the catalogues of one folder, from reading to writing
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import OutputError

PATIENCE = 15.0
"""Seconds that a writer waits for another one, which holds a folder for parts of a second."""
_STEP = 0.005


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of an output folder, which is made when it is not there.

    Raises OutputError when another run holds it or the folder cannot be made.
    """
    with _opened(folder, "The output folder cannot be used", str(folder)) as handle:
        if not _taken(handle):
            raise OutputError(
                "output-busy",
                "Another run is writing to the output folder.",
                path=str(folder),
                advice="Wait until it has ended.",
            )
        yield


@contextlib.contextmanager
def held_briefly(folder: Path, path: str = "") -> Iterator[None]:
    """Hold the lock of a folder of catalogues while one of them, `path` in messages, is read, changed and written.

    Runs and the review page take it, so that neither writes over what the other has just written.
    Raises OutputError when it is not free within `PATIENCE` seconds or the folder cannot be made.
    """
    with _opened(folder, "The catalogue cannot be written", path or str(folder)) as handle:
        end = time.monotonic() + PATIENCE
        while not _taken(handle):
            if time.monotonic() > end:
                raise OutputError(
                    "catalogue-busy",
                    "Another program holds the catalogues of this folder.",
                    path=path or str(folder),
                    advice="End it, or try again when it has finished.",
                )
            time.sleep(_STEP)
        yield


@contextlib.contextmanager
def _opened(folder: Path, trouble: str, path: str) -> Iterator[int]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise OutputError(
            "output-unwritable",
            f"{trouble} ({error.strerror}).",
            path=path,
            advice=f"Check that {folder.name} is a folder and that you may write to it.",
        ) from error
    try:
        yield handle
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    """Whether the lock is ours now; always where the system has none: there two writers are the operator's to avoid."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks
    return True
