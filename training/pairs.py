"""Pairs of texts as pieces, kept in flat arrays on disk."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

NONE = 255
"""A piece without a counterpart."""
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Pairs:
    """English texts and their counterparts in one other language."""

    ids: Array
    """Pieces of the first text, of the second, of the next pair's first ... (uint16)."""
    starts: Array
    """Where each pair begins in `ids`, and where the last one ends (int64)."""
    firsts: Array
    """Pieces of each English text."""
    weights: Array
    """How often each pair is seen in a round (float32)."""
    special: Array
    """Whether a pair is of the domain (bool)."""
    links: Array
    """For each piece the place of its counterpart in the other text, or `NONE` (uint8)."""

    def __len__(self) -> int:
        return len(self.firsts)

    def seconds(self) -> Array:
        """Pieces of each counterpart."""
        return np.diff(self.starts) - self.firsts

    def sides(self, pair: int) -> tuple[slice, slice]:
        """Where the two texts of a pair stand in `ids` and `links`."""
        start, middle = int(self.starts[pair]), int(self.starts[pair] + self.firsts[pair])
        return slice(start, middle), slice(middle, int(self.starts[pair + 1]))


def save(pairs: Pairs, path: Path) -> None:
    np.savez(path, **{field.name: getattr(pairs, field.name) for field in fields(pairs)})


def load(path: Path) -> Pairs:
    with np.load(path) as data:
        return Pairs(**{name: data[name] for name in data.files})
