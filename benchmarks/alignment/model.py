"""Tables of a word alignment model for one pair of languages, both ways at once.

Cells are pairs of a source and a target word that stand together in some pair of sentences;
all that is not a cell has the probability `FLOOR`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.signedinteger[Any]]

FLOOR = 1e-7
ALIKE = 0.3
"""Probability that an unknown word is translated by itself (names, numbers)."""
NULL = 0.15
"""Share of words that no word of the other text stands for."""
REACH = 100
"""Longest jump between neighbours that is told from longer ones."""


@dataclass(slots=True)
class Tables:
    """A model; `forward` is the probability of a target word given a source word."""

    source_words: dict[str, int]
    target_words: dict[str, int]
    cells: Ints
    """Sorted: source id times the number of target words plus target id."""
    forward: Floats
    backward: Floats
    """By cell."""
    forward_null: Floats
    backward_null: Floats
    """Probability of each target (source) word that stands for nothing."""
    forward_jumps: Floats
    backward_jumps: Floats
    """Weight of each distance between the places of two neighbours, from -REACH to REACH."""

    def lookup(self, source: Sequence[str], target: Sequence[str]) -> tuple[Floats, Floats]:
        """Probabilities `[source word][target word]` forward and backward, for words known or not."""
        rows = np.array([self.source_words.get(w, -1) for w in source], dtype=np.int64)
        columns = np.array([self.target_words.get(w, -1) for w in target], dtype=np.int64)
        wanted = rows[:, None] * len(self.target_words) + columns[None, :]
        at = np.minimum(np.searchsorted(self.cells, wanted), len(self.cells) - 1)
        known = (self.cells[at] == wanted) & (rows[:, None] >= 0) & (columns[None, :] >= 0)
        alike = np.array([[ALIKE if s == t else FLOOR for t in target] for s in source])
        return np.where(known, self.forward[at], alike), np.where(known, self.backward[at], alike)

    def nulls(self, source: Sequence[str], target: Sequence[str]) -> tuple[Floats, Floats]:
        """Probability that each target word, and each source word, stands for nothing."""
        return (
            np.array([_known(self.forward_null, self.target_words.get(w)) for w in target]),
            np.array([_known(self.backward_null, self.source_words.get(w)) for w in source]),
        )

    def save(self, file: Path) -> None:
        """Write what matters of the model; improbable cells are left out."""
        rows, columns = np.divmod(self.cells, len(self.target_words))
        # Without its cell, a word would count as a name that is likely translated by itself.
        alike = np.array(list(self.source_words))[rows] == np.array(list(self.target_words))[columns]
        kept = alike | (np.maximum(self.forward, self.backward) > 1e-4)
        np.savez_compressed(
            file,
            source_words=np.array(list(self.source_words)),
            target_words=np.array(list(self.target_words)),
            cells=self.cells[kept],
            forward=self.forward[kept].astype(np.float32),
            backward=self.backward[kept].astype(np.float32),
            forward_null=self.forward_null.astype(np.float32),
            backward_null=self.backward_null.astype(np.float32),
            forward_jumps=self.forward_jumps,
            backward_jumps=self.backward_jumps,
        )


def _known(values: Floats, at: int | None) -> float:
    return FLOOR if at is None else max(float(values[at]), FLOOR)


def load(file: Path) -> Tables:
    """A model that was saved."""
    with np.load(file) as stored:
        arrays: dict[str, Any] = {name: stored[name] for name in stored.files}
    for side in ("source_words", "target_words"):
        arrays[side] = {str(word): at for at, word in enumerate(arrays[side])}
    return Tables(**arrays)
