"""Training: IBM model 1, then the hidden Markov model, both directions made to agree.

Sparse words are kept from collecting whatever is near by a Dirichlet prior (variational Bayes,
as in fast_align); the two directions agree as in Liang, Taskar and Klein 2006.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.alignment.hmm import posteriors, transitions
from benchmarks.alignment.model import NULL, REACH, Floats, Ints, Tables

Pair = tuple[Sequence[str], Sequence[str]]
"""Keys of the words of a source sentence and of its translation."""
PRIOR = 0.1
CHUNK = 1000
"""Pairs of one shape that are handled at once."""


@dataclass(slots=True)
class _Group:
    """Pairs of one shape."""

    sources: Ints
    """`[pair][source place]`."""
    targets: Ints
    cells: Ints
    """`[pair][source place][target place]`: index into the cells."""


def train(pairs: Sequence[Pair], *, first: int = 5, second: int = 5) -> Tables:
    """A model of some pairs of sentences after `first` rounds of model 1 and `second` of the HMM."""
    tables, groups = _begin(pairs)
    for round_ in range(first + second):
        counts = _Counts(tables)
        for group in groups:
            _model1(tables, group, counts) if round_ < first else _hmm(tables, group, counts)
        counts.into(tables)
    return tables


def _begin(pairs: Sequence[Pair]) -> tuple[Tables, list[_Group]]:
    source_words: dict[str, int] = {}
    target_words: dict[str, int] = {}
    shapes: dict[tuple[int, int], list[tuple[list[int], list[int]]]] = defaultdict(list)
    for source, target in pairs:
        if source and target:
            numbered = (
                [source_words.setdefault(w, len(source_words)) for w in source],
                [target_words.setdefault(w, len(target_words)) for w in target],
            )
            shapes[len(source), len(target)].append(numbered)
    groups = [
        _group(members[at : at + CHUNK], len(target_words))
        for _, members in sorted(shapes.items())
        for at in range(0, len(members), CHUNK)
    ]
    cells = np.unique(np.concatenate([np.unique(g.cells) for g in groups]))
    for group in groups:
        group.cells = np.searchsorted(cells, group.cells).astype(np.int32)
    even = np.full(len(cells), 1.0)
    tables = Tables(
        source_words,
        target_words,
        cells,
        even / len(target_words),
        even / len(source_words),
        np.full(len(target_words), 1 / len(target_words)),
        np.full(len(source_words), 1 / len(source_words)),
        np.ones(2 * REACH + 1),
        np.ones(2 * REACH + 1),
    )
    return tables, groups


def _group(members: Sequence[tuple[list[int], list[int]]], columns: int) -> _Group:
    sources = np.array([source for source, _ in members], dtype=np.int64)
    targets = np.array([target for _, target in members], dtype=np.int64)
    return _Group(sources, targets, sources[:, :, None] * columns + targets[:, None, :])


class _Counts:
    """What one round expects to have seen."""

    def __init__(self, tables: Tables) -> None:
        self.forward = np.zeros(len(tables.cells))
        self.backward = np.zeros(len(tables.cells))
        self.forward_null = np.zeros(len(tables.target_words))
        self.backward_null = np.zeros(len(tables.source_words))
        self.forward_jumps = np.zeros(2 * REACH + 1)
        self.backward_jumps = np.zeros(2 * REACH + 1)

    def add(self, group: _Group, forward: Floats, backward: Floats) -> None:
        """Count links, and what of each word is left for none."""
        at = group.cells.ravel()
        np.add.at(self.forward, at, forward.ravel())
        np.add.at(self.backward, at, backward.ravel())
        np.add.at(self.forward_null, group.targets.ravel(), _rest(forward.sum(axis=1)))
        np.add.at(self.backward_null, group.sources.ravel(), _rest(backward.sum(axis=2)))

    def into(self, tables: Tables) -> None:
        """New probabilities."""
        rows, columns = np.divmod(tables.cells, len(tables.target_words))
        tables.forward = _bayes(self.forward, rows, len(tables.source_words))
        tables.backward = _bayes(self.backward, columns, len(tables.target_words))
        tables.forward_null = (self.forward_null + PRIOR) / (self.forward_null + PRIOR).sum()
        tables.backward_null = (self.backward_null + PRIOR) / (self.backward_null + PRIOR).sum()
        if self.forward_jumps.any():
            tables.forward_jumps = self.forward_jumps / self.forward_jumps.sum()
            tables.backward_jumps = self.backward_jumps / self.backward_jumps.sum()


def _rest(total: Floats) -> Floats:
    return np.maximum(0, 1 - total).ravel()


def _bayes(counts: Floats, groups: Ints, size: int) -> Floats:
    """Expected probabilities under a sparse Dirichlet prior; those of a group sum to less than 1."""
    kinds = np.bincount(groups, minlength=size)
    total = np.bincount(groups, counts, minlength=size) + PRIOR * kinds
    made: Floats = np.exp(_digamma(counts + PRIOR) - _digamma(total)[groups])
    return made


def _digamma(x: Floats) -> Floats:
    """The logarithmic derivative of the gamma function, by recurrence and its asymptotic series."""
    shift = np.zeros_like(x)
    x = x.copy()
    for _ in range(6):
        small = x < 6
        shift[small] -= 1 / x[small]
        x[small] += 1
    inverse = 1 / (x * x)
    made: Floats = shift + np.log(x) - 0.5 / x - inverse * (1 / 12 - inverse * (1 / 120 - inverse / 252))
    return made


def _model1(tables: Tables, group: _Group, counts: _Counts) -> None:
    forward, backward = tables.forward[group.cells], tables.backward[group.cells]
    null_forward = tables.forward_null[group.targets] * NULL / (1 - NULL)
    null_backward = tables.backward_null[group.sources] * NULL / (1 - NULL)
    forward /= (forward.sum(axis=1) + null_forward * forward.shape[1])[:, None, :]
    backward /= (backward.sum(axis=2) + null_backward * backward.shape[2])[:, :, None]
    counts.add(group, forward, backward)


def _hmm(tables: Tables, group: _Group, counts: _Counts) -> None:
    forward, ahead = posteriors(
        tables.forward[group.cells],
        tables.forward_null[group.targets],
        transitions(tables.forward_jumps, group.sources.shape[1]),
    )
    backward, back = posteriors(
        tables.backward[group.cells].transpose(0, 2, 1),
        tables.backward_null[group.sources],
        transitions(tables.backward_jumps, group.targets.shape[1]),
    )
    backward = backward.transpose(0, 2, 1)
    agreed = forward * backward
    counts.add(group, agreed, agreed)
    _count_jumps(ahead, counts.forward_jumps)
    _count_jumps(back, counts.backward_jumps)


def _count_jumps(moves: Floats, into: Floats) -> None:
    places = np.arange(len(moves))
    distance = np.clip(places[None, :] - places[:, None], -REACH, REACH) + REACH
    np.add.at(into, distance.ravel(), moves.ravel())
