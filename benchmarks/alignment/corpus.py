"""Parallel text to train the aligner with: what speaks of the words that are to be aligned."""

from __future__ import annotations

import lzma
import random
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from benchmarks.alignment.training import Pair
from benchmarks.alignment.words import words

PAIRS = (("en", "ru"), ("en", "zh"), ("ru", "zh"))
LONGEST = 60
"""Words of a sentence that is trained with, at most."""
ENOUGH = 300
"""Sentences for one wanted word; more are taken only by chance."""
BY_CHANCE = 0.05


def read(folder: Path, source: str, target: str) -> Iterator[tuple[str, str]]:
    """Pairs of sentences of `<folder>/<source>-<target>.tsv.xz`."""
    with lzma.open(folder / f"{source}-{target}.tsv.xz", "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            one, other, *_ = line.rstrip("\n").split("\t")
            yield one, other


def select(
    sentences: Iterator[tuple[str, str]], wanted: Collection[str], size: int, seed: int = 1
) -> list[Pair]:
    """Keys of at most `size` pairs, those that hold rare `wanted` source words before others."""
    everything = list(sentences)
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    chance.shuffle(everything)
    seen: Counter[str] = Counter()
    chosen: list[Pair] = []
    for one, other in everything:
        if len(chosen) == size:
            break
        here = keys_of(one)
        if not 0 < len(here) <= LONGEST:
            continue
        useful = [w for w in here if w in wanted and seen[w] < ENOUGH]
        if not useful and chance.random() > BY_CHANCE:
            continue
        there = keys_of(other)
        if 0 < len(there) <= LONGEST * 2:
            seen.update(useful)
            chosen.append((here, there))
    return chosen


def keys_of(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(text))
