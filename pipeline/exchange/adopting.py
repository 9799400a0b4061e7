"""An existing human translation of an article, aligned with it sentence by sentence.

A path through both articles is sought whose steps pair one sentence with one, one with two, two with one, or leave one
out (Gale and Church 1993). What tells that sentences belong together: their lengths, the numbers and terms in
both, their tags, the kind of block, and where they stand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LEFT_OUT = 0.3
"""Worth of a step that leaves a sentence out: a pair must be worth more than that on each side."""
MERGED = 0.08
"""What a step costs that is not one to one."""
BAND = 60
"""Sentences that a translation may be before or behind the straight line through both articles."""
_STEPS = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))


@dataclass(frozen=True, slots=True)
class Sentence:
    """What tells which sentence of the other article it belongs to."""

    length: float
    """In characters of an average language, so that both sides can be compared."""
    kind: str
    marks: Counter[str]
    """Numbers, concepts and tags."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentences that belong together, by their indices."""

    sources: tuple[int, ...]
    targets: tuple[int, ...]
    confidence: float
    """0 to 1."""


def align(sources: Sequence[Sentence], targets: Sequence[Sentence]) -> list[Pair]:
    """The pairs, in order; sentences that stand in none have no counterpart."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for at in _cells(len(sources), len(targets)):
        if at not in best:
            continue
        for step in _STEPS:
            to = at[0] + step[0], at[1] + step[1]
            if to[0] > len(sources) or to[1] > len(targets):
                continue
            value = best[at][0] + _worth(sources[at[0] : to[0]], targets[at[1] : to[1]])
            if to not in best or value > best[to][0]:
                best[to] = value, step
    return _path(sources, targets, best)


def _cells(rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """Places near the straight line, row by row."""
    slope = columns / max(1, rows)
    width = BAND + abs(rows - columns)
    for row in range(rows + 1):
        middle = int(row * slope)
        for column in range(max(0, middle - width), min(columns, middle + width) + 1):
            yield row, column


def _path(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
) -> list[Pair]:
    row, column = len(sources), len(targets)
    found: list[Pair] = []
    while row or column:
        step = best[row, column][1]
        left, right = range(row - step[0], row), range(column - step[1], column)
        if left and right:
            likeness = _likeness([sources[i] for i in left], [targets[i] for i in right])
            found.append(Pair(tuple(left), tuple(right), likeness))
        row, column = row - step[0], column - step[1]
    return found[::-1]


def _worth(sources: Sequence[Sentence], targets: Sequence[Sentence]) -> float:
    if not sources or not targets:
        return LEFT_OUT / 2
    merged = MERGED if len(sources) + len(targets) > 2 else 0.0
    # A step over three sentences must be worth more than one over two and one that is left out.
    return (_likeness(sources, targets) - merged) * (len(sources) + len(targets)) / 2


def _likeness(sources: Sequence[Sentence], targets: Sequence[Sentence]) -> float:
    """0 to 1: lengths, marks, kinds."""
    one, other = sum(s.length for s in sources), sum(t.length for t in targets)
    lengths = math.exp(-2 * abs(math.log((one + 15) / (other + 15))))
    left = sum((s.marks for s in sources), Counter())
    right = sum((t.marks for t in targets), Counter())
    total = left.total() + right.total()
    marks = 2 * (left & right).total() / total if total else 0.6
    kinds = float({s.kind for s in sources} == {t.kind for t in targets})
    return 0.4 * lengths + 0.4 * marks + 0.2 * kinds
