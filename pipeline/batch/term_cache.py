"""What was made of the glossary by an earlier run, in `.termlock/` of the workspace.

    .termlock/terms-<hash of all that it depends on>-<name>.bin

It may be deleted at any time. What cannot be read or written, or is damaged, is made anew without a word.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from pipeline import glossary, grammar
from pipeline.files import write_atomically
from pipeline.glossary.stored import SHAPE

FOLDER = ".termlock"


class TermCache:
    """The cache for some files of a glossary; with `keep` false, nothing is written."""

    def __init__(self, root: Path, files: Sequence[tuple[str, bytes]], *, keep: bool = True) -> None:
        self._folder = root / FOLDER
        self._prefix = f"terms-{_key(files)}-"
        self._keep = keep

    def load(self, name: str) -> bytes | None:
        """What was saved under a name; None if there is nothing."""
        try:
            return self._path(name).read_bytes()
        except OSError:
            return None

    def save(self, name: str, data: bytes) -> None:
        """Keep bytes under a name, and drop what was kept for other states of the glossary."""
        if not self._keep:
            return
        with contextlib.suppress(OSError):
            write_atomically(self._path(name), data)
            for path in self._folder.glob("terms-*.bin"):
                if not path.name.startswith(self._prefix):
                    path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{self._prefix}{name.replace(' ', '-')}.bin"


def _key(files: Sequence[tuple[str, bytes]]) -> str:
    """Changes with the files, with the rules of matching, with the dictionary and with the kind of machine."""
    digest = hashlib.sha256(
        repr((SHAPE, sys.byteorder, version("pymorphy3"), version("pymorphy3-dicts-ru"))).encode()
    )
    for path, data in files:
        digest.update(repr((path, len(data))).encode() + data)
    for room in (glossary, grammar):
        for module in sorted(Path(room.__path__[0]).glob("*.py")):
            digest.update(module.read_bytes())
    return digest.hexdigest()[:20]
