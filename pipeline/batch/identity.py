"""What the results of a run depend on beside the articles and catalogues: one digest of each kind."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pipeline

_LIBRARIES = (
    *(
        "beautifulsoup4",
        "charset-normalizer",
        "ctranslate2",
        "markdown-it-py",
        "mdit-py-plugins",
        "pymorphy3",
    ),
    *("pymorphy3-dicts-ru", "PyYAML", "sacremoses", "sentencepiece", "sentencex", "unicode-segmentation-rs"),
)
"""Those that decide how articles are cut and what is drafted."""


def digest(*parts: object) -> bytes:
    """Sixteen bytes that tell values with the same `repr` from all others."""
    return hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def digest_of_bytes(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def digest_of_files(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Of names and contents, in their order."""
    return digest([(name, digest_of_bytes(data)) for name, data in files])


@cache
def program() -> bytes:
    """Changes with every change of this program and with the libraries that decide on its results."""
    root = Path(pipeline.__file__).parent
    code = ((path.relative_to(root).as_posix(), path.read_bytes()) for path in sorted(root.rglob("*.py")))
    return digest(digest_of_files(code), [(name, _version(name)) for name in _LIBRARIES])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
