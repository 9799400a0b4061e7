"""Which piece translates which, learned from the pairs themselves."""

from __future__ import annotations

import numpy as np

from training.alignment import align
from training.pairs import NONE, Pairs

WORDS = 40


def invented(number: int = 600) -> Pairs:
    """Texts of a language whose word k is translated by k + WORDS, the last one first."""
    rng = np.random.default_rng(4)
    texts = [rng.choice(WORDS, size=rng.integers(3, 9), replace=False) + 1 for _ in range(number)]
    ids = np.concatenate([np.concatenate([t, np.roll(t, 1) + WORDS]) for t in texts]).astype(np.uint16)
    sizes = np.array([len(t) for t in texts])
    starts = np.concatenate([[0], np.cumsum(2 * sizes)])
    ones = np.ones(number, np.float32)
    return Pairs(ids, starts, sizes, ones, ones > 2, np.full(len(ids), NONE, np.uint8))


def test_translations_are_found_whatever_their_order() -> None:
    pairs = invented()
    align(pairs, 2 * WORDS + 1)
    right = 0
    for pair in range(len(pairs)):
        first, second = pairs.sides(pair)
        places = np.arange(len(pairs.ids[first]))
        right += int((pairs.links[first] == np.roll(places, -1)).sum())
        right += int((pairs.links[second] == np.roll(places, 1)).sum())
    assert right > 0.97 * len(pairs.ids)


def test_a_word_without_counterpart_has_no_link() -> None:
    pairs = invented()
    extra = pairs.ids.copy()
    lonely = 2 * WORDS + 1
    first, second = pairs.sides(0)
    extra[second.start] = lonely
    pairs = Pairs(extra, pairs.starts, pairs.firsts, pairs.weights, pairs.special, pairs.links)
    align(pairs, lonely + 1)
    assert (pairs.links[first][:-1] != NONE).all()
    assert pairs.links[second][1:].max() < NONE
