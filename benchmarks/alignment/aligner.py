"""Links between the words of a text and of its translation, from a trained model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.alignment.hmm import posteriors, transitions
from benchmarks.alignment.model import Floats, Tables
from benchmarks.alignment.words import words
from pipeline.model import Link

SURE = 0.3
"""Least geometric mean of both directions' probabilities for a link."""


@dataclass(frozen=True, slots=True)
class Aligner:
    """Aligns one pair of languages, either way."""

    tables: Tables
    source: str
    target: str

    def links(self, text: str, translation: str, source: str, *, least: float = SURE) -> tuple[Link, ...]:
        """Links in the order of the translation; `source` tells which of the two languages `text` is in.

        Each word of the translation has the link of its likeliest word, and others that are
        as sure as `least` asks.
        """
        swapped = source != self.source
        one, other = (translation, text) if swapped else (text, translation)
        here, there = words(one), words(other)
        if not here or not there:
            return ()
        agreed = self.agreement([w.key for w in here], [w.key for w in there])
        found = [(here[i].span, there[j].span) for i, j in zip(*np.nonzero(agreed >= least), strict=True)]
        made = [Link(t, s) if swapped else Link(s, t) for s, t in found]
        return tuple(sorted(made, key=lambda link: (link.target, link.source)))

    def agreement(self, source: list[str], target: list[str]) -> Floats:
        """`[source word][target word]`: geometric mean of the probabilities of a link in both directions."""
        forward, backward = self.tables.lookup(source, target)
        null_forward, null_backward = self.tables.nulls(source, target)
        ahead, _ = posteriors(
            forward[None], null_forward[None], transitions(self.tables.forward_jumps, len(source))
        )
        back, _ = posteriors(
            backward.T[None], null_backward[None], transitions(self.tables.backward_jumps, len(target))
        )
        made: Floats = np.sqrt(ahead[0] * back[0].T)
        return made
