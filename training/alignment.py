"""Which piece translates which: IBM model 1 with a diagonal prior, in both directions, where they agree.

Dyer, Chahuneau, Smith 2013 (fast_align) for the prior; Liang, Taskar, Klein 2006 for the agreement.
All links of many pairs are one flat array: for each pair, for each second piece, for each first one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.pairs import NONE, Array, Pairs

STEEPNESS = 4.0
ROUNDS = 4
LEARNED_FROM = 160_000
"""Pairs that the tables are learned from."""
LEARNED_LENGTH = 40
SURE = 0.2
"""Least agreement of the two directions for a link."""
_SMALL = np.float32(1e-6)
_LINKS = 4_000_000
"""Links at a time."""


@dataclass(frozen=True, slots=True)
class Links:
    """All possible links of some pairs."""

    key: Array
    """First piece times the size of the vocabulary plus second piece."""
    prior: Array
    row: Array
    """Number of the second piece, counted through all pairs."""
    column: Array
    """Number of the first piece, counted through all pairs."""
    starts: Array
    """Where each row's links begin."""


def links_of(pairs: Pairs, chosen: Array, size: int) -> Links:
    """The links of the chosen pairs, and their prior for the place in the sentence."""
    firsts, seconds = pairs.firsts[chosen].astype(np.int64), pairs.seconds()[chosen].astype(np.int64)
    lengths = np.repeat(firsts, seconds)
    row = np.repeat(np.arange(len(lengths)), lengths)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    i = np.arange(len(row)) - starts[row]
    offset = np.concatenate([[0], np.cumsum(seconds)[:-1]])
    j = np.arange(len(lengths)) - np.repeat(offset, seconds)
    begin = np.repeat(pairs.starts[chosen], seconds)[row]
    first = pairs.ids[begin + i].astype(np.int64)
    second = np.repeat(
        pairs.ids[np.repeat(pairs.starts[chosen] + firsts, seconds) + j].astype(np.int64), lengths
    )
    where = (i / np.repeat(lengths, lengths)) - np.repeat(j / np.repeat(seconds, seconds), lengths)
    prior = np.exp(-STEEPNESS * np.abs(where)).astype(np.float32)
    columns = np.concatenate([[0], np.cumsum(firsts)[:-1]])
    return Links(first * size + second, prior, row, np.repeat(columns, seconds)[row] + i, starts)


def stretches(pairs: Pairs, chosen: Array) -> list[Array]:
    """The chosen pairs in groups that fit into memory."""
    links = np.cumsum(pairs.firsts[chosen].astype(np.int64) * pairs.seconds()[chosen])
    return np.split(chosen, np.flatnonzero(np.diff(links // _LINKS)) + 1)


def posteriors(links: Links, forward: Array, backward: Array) -> tuple[Array, Array]:
    """Probabilities of each link, given its second and given its first piece."""
    found = []
    for table, place in ((forward, links.row), (backward, links.column)):
        value = table[links.key] * links.prior + _SMALL
        found.append(value / np.bincount(place, value).astype(np.float32)[place])
    return found[0], found[1]


def tables(pairs: Pairs, size: int) -> tuple[Array, Array]:
    """p(second | first) and p(first | second), flat, indexed as `Links.key` is."""
    able = np.flatnonzero((pairs.firsts <= LEARNED_LENGTH) & (pairs.seconds() <= LEARNED_LENGTH))
    chosen = np.sort(np.random.default_rng(1).permutation(able)[:LEARNED_FROM])
    forward = backward = np.full(size * size, 1.0, np.float32)
    for _ in range(ROUNDS):
        counts = [np.zeros(size * size, np.float32) for _ in range(2)]
        for stretch in stretches(pairs, chosen):
            links = links_of(pairs, stretch, size)
            for count, found in zip(counts, posteriors(links, forward, backward), strict=True):
                np.add.at(count, links.key, found)
        a, b = (count.reshape(size, size) for count in counts)
        forward = (a / (a.sum(1, keepdims=True) + 1.0)).ravel()
        backward = (b / (b.sum(0, keepdims=True) + 1.0)).ravel()
    return forward, backward


def align(pairs: Pairs, size: int) -> None:
    """Fill `pairs.links`."""
    forward, backward = tables(pairs, size)
    for stretch in stretches(pairs, np.arange(len(pairs))):
        links = links_of(pairs, stretch, size)
        a, b = posteriors(links, forward, backward)
        both = np.sqrt(a * b)
        firsts, seconds = pairs.firsts[stretch].astype(np.int64), pairs.seconds()[stretch].astype(np.int64)
        in_first = links.column - np.repeat(np.cumsum(firsts) - firsts, firsts * seconds)
        in_second = links.row - np.repeat(np.cumsum(seconds) - seconds, firsts * seconds)
        rows, columns = best(links.row, both, in_first), best(links.column, both, in_second)
        n = m = 0
        for pair, more, others in zip(stretch, firsts, seconds, strict=True):
            first, second = pairs.sides(int(pair))
            pairs.links[first], pairs.links[second] = columns[n : n + more], rows[m : m + others]
            n, m = n + more, m + others


def best(place: Array, value: Array, other: Array) -> Array:
    """For each place the `other` of its best link, or NONE."""
    order = np.lexsort((value, place))
    last = np.append(np.flatnonzero(np.diff(place[order])), len(order) - 1)
    chosen = order[last]
    return np.where(value[chosen] > SURE, other[chosen], NONE).astype(np.uint8)
