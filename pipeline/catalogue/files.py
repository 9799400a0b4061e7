"""Catalogues on the disk: read whole or not at all, written so that no reader sees half of one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from pipeline.catalogue import po
from pipeline.errors import CatalogueError, OutputError
from pipeline.files import write_atomically
from pipeline.model import Catalogue


def catalogue_files(folder: Path, refused: Callable[[OSError], object]) -> list[Path]:
    """All `.po` files below a folder, sorted; `refused` is told of folders that are there and cannot be read."""

    def failed(error: OSError) -> None:
        if not isinstance(error, FileNotFoundError):
            refused(error)

    found = os.walk(folder, onerror=failed)
    return sorted(Path(place) / name for place, _, names in found for name in names if name.endswith(".po"))


def read_catalogue(file: Path, path: str) -> Catalogue | None:
    """The catalogue on disk, None if there is none; `path` names it in messages. Raises CatalogueError."""
    try:
        return po.parse(file.read_bytes(), path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CatalogueError(
            "catalogue-unreadable",
            f"The catalogue cannot be read ({error.strerror}).",
            path=path,
            advice="It is left as it is.",
        ) from error


def write_catalogue(file: Path, path: str, data: bytes) -> None:
    """Put a catalogue's bytes in the place of what was there. Raises OutputError; then the old ones are there."""
    try:
        write_atomically(file, data)
    except OSError as error:
        raise OutputError(
            "output-unwritable",
            f"The catalogue cannot be written ({error.strerror}). What was there before is unchanged.",
            path=path,
            advice="Make room, or check that you may write there, and run again.",
        ) from error
