"""Batches of both directions of all pairs, from short to long, with placeholders in some.

Pairs --Stream: rounds, length cap--> (file, pair, direction) --sort by length, cut--> Batch
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from training.model import PAD
from training.pairs import NONE, Array, Pairs
from training.placeholders import Masking, Text
from training.vocabulary import BEGIN, END

ROUND_TOKENS = 250_000
"""Tokens from which batches of one length are cut."""
IGNORED = -1
"""In `Batch.links`: nothing to attend to in particular."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts and translations of about one length, padded."""

    source: Array
    """(texts, length): pieces, END."""
    target: Array
    """(texts, length + 1): BEGIN, language token, pieces, END."""
    links: Array
    """(texts, length): for each of `target[:, 1:]` the place in the source that it translates, or IGNORED."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the next batches are made of."""

    cap: int
    """Most pieces of a text."""
    special: float
    """Share of domain text."""


class Stream:
    """One direction of one file of pairs: each round every pair as often as its weight says, in random order."""

    def __init__(self, pairs: Pairs, reverse: bool, prefix: int, seed: int, special: bool) -> None:
        self.pairs, self.reverse, self.prefix = pairs, reverse, prefix
        self.rng = np.random.default_rng(seed)
        self.weights = np.where(pairs.special, float(special), pairs.weights * (not special))
        self.longest = np.maximum(pairs.firsts, pairs.seconds())
        self.waiting = np.zeros(0, np.int64)

    def take(self, tokens: int, cap: int) -> list[int]:
        """Pairs of so many tokens, none longer than the cap; longer ones wait until it has grown."""
        taken: list[int] = []
        while tokens > 0:
            able = self.longest[self.waiting] <= cap
            found = self.waiting[able]
            total = np.cumsum(np.diff(self.pairs.starts)[found] + 3)
            number = int(np.searchsorted(total, tokens)) + 1
            taken += found[:number].tolist()
            tokens -= int(total[min(number, len(found)) - 1]) if len(found) else 0
            left = np.ones(len(self.waiting), bool)
            left[np.flatnonzero(able)[:number]] = False
            self.waiting = self.waiting[left]
            if tokens > 0:
                copies = np.floor(self.weights + self.rng.random(len(self.weights))).astype(np.int64)
                again = self.rng.permutation(np.repeat(np.arange(len(copies)), copies))
                self.waiting = np.concatenate([self.waiting, again])
        return taken

    def text(self, pair: int) -> Text:
        first, second = self.pairs.sides(pair)
        a = (self.pairs.ids[first], self.pairs.links[first])
        b = (self.pairs.ids[second], self.pairs.links[second])
        (source, _), (target, links) = (b, a) if self.reverse else (a, b)
        return Text(source.astype(np.int64), target.astype(np.int64), links.astype(np.int64))


def batches(
    general: Sequence[Stream],
    special: Sequence[Stream],
    plan: Plan,
    size: int,
    masking: Masking | None,
    seed: int,
) -> Iterator[Batch]:
    """The batches of one round, in random order, each of at most `size` tokens with padding."""
    rng = np.random.default_rng(seed)
    items: list[tuple[Text, int]] = []
    for streams, share in ((general, 1 - plan.special), (special, plan.special)):
        for stream in streams:
            tokens = int(ROUND_TOKENS * share / len(streams))
            for pair in stream.take(tokens, plan.cap):
                text = stream.text(pair)
                items.append((masking.apply(text, rng) if masking else text, stream.prefix))
    items.sort(key=lambda item: (len(item[0].target) // 2, len(item[0].source), rng.random()))
    groups = cut(items, size)
    for index in rng.permutation(len(groups)):
        yield collate(groups[index])


def cut(items: Sequence[tuple[Text, int]], size: int) -> list[Sequence[tuple[Text, int]]]:
    """Stretches of at most `size` tokens with their padding."""
    groups: list[Sequence[tuple[Text, int]]] = []
    start = source = target = 0
    for index, (text, _) in enumerate(items):
        source, target = max(source, len(text.source) + 1), max(target, len(text.target) + 2)
        if (index - start + 1) * (source + target) > size and index > start:
            groups.append(items[start:index])
            start, source, target = index, len(text.source) + 1, len(text.target) + 2
    return [*groups, items[start:]] if items else []


def collate(items: Sequence[tuple[Text, int]]) -> Batch:
    width = max(len(text.source) for text, _ in items) + 1
    length = max(len(text.target) for text, _ in items) + 2
    source = np.full((len(items), width), PAD, np.int64)
    target = np.full((len(items), length + 1), PAD, np.int64)
    links = np.full((len(items), length), IGNORED, np.int64)
    for row, (text, prefix) in enumerate(items):
        n, m = len(text.source), len(text.target)
        source[row, :n], source[row, n] = text.source, END
        target[row, :2], target[row, 2 : m + 2], target[row, m + 2] = (BEGIN, prefix), text.target, END
        links[row, 1 : m + 1] = np.where(text.links == NONE, IGNORED, text.links)
        links[row, m + 1] = n
    return Batch(source, target[:, : length + 1], links)
