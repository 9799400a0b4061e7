"""Words and their counterparts replaced by placeholders, so that the model learns to carry those over.

`draft.py` locks terms in the same way (`XT0X`); a model that never saw one drops or breaks it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from training.pairs import NONE, Array

_SPACE = "▁"
MOST = 3
"""Placeholders in one text."""
_LONGEST = 8
"""Pieces of a counterpart."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to translate, its translation, and for each piece of that its place in the text, or NONE."""

    source: Array
    target: Array
    links: Array


class Masking:
    """Replaces words in a share of the texts.

    `pieces` are the vocabulary's, `placeholders` the ids of XT0X, XT1X ... in it.
    """

    def __init__(self, pieces: list[str], placeholders: list[int], share: float) -> None:
        self.begins = np.array([piece.startswith(_SPACE) for piece in pieces])
        self.space = pieces.index(_SPACE)
        self.plain = np.array([any(map(str.isalnum, piece)) for piece in pieces])
        self.placeholders = placeholders
        self.share = share

    def apply(self, text: Text, rng: np.random.Generator) -> Text:
        """The text, in a share of the cases with one to three words replaced on both sides."""
        if rng.random() >= self.share or len(text.source) < 3:
            return text
        found: list[tuple[int, int, int, int]] = []
        for start in rng.permutation(len(text.source))[: 4 * MOST]:
            span = self.span(text, int(start), int(rng.integers(1, 4)))
            if span and all(self.apart(span, other) for other in found):
                found.append(span)
            if len(found) > rng.integers(0, MOST):
                break
        found.sort()
        while found:
            span = found.pop()
            length = len(text.target)
            text = self.replace(text, span, self.placeholders[len(found)])
            shift = len(text.target) - length
            found = [(a, b, c + shift, d + shift) if c >= span[3] else (a, b, c, d) for a, b, c, d in found]
        return text

    def span(self, text: Text, start: int, words: int) -> tuple[int, int, int, int] | None:
        """Words from `start` on and what translates them; None unless both are whole and in one stretch."""
        begins = self.begins[text.source]
        spaced = bool(begins[1:].any())
        if (spaced and not begins[start]) or not self.plain[text.source[start]]:
            return None
        end = start + words
        if spaced:
            later = np.flatnonzero(begins[start + 1 :]) + start + 1
            end = int(later[words - 1]) if len(later) >= words else len(text.source)
        inside = np.flatnonzero((text.links >= start) & (text.links < end) & (text.links != NONE))
        if end > len(text.source) or not len(inside) or not self.plain[text.source[end - 1]]:
            return None
        first, last = self.whole(text.target, int(inside[0]), int(inside[-1]) + 1)
        links = text.links[first:last]
        own = (links == NONE) | ((links >= start) & (links < end))
        if last - first > _LONGEST or not own.all() or not self.plain[text.target[[first, last - 1]]].all():
            return None
        return start, end, first, last

    def whole(self, ids: Array, first: int, last: int) -> tuple[int, int]:
        """The stretch, widened to whole words where words are written apart."""
        begins = self.begins[ids]
        if not begins[1:].any():
            return first, last
        while first > 0 and not begins[first]:
            first -= 1
        while last < len(ids) and not begins[last] and self.plain[ids[last]]:
            last += 1
        return first, last

    @staticmethod
    def apart(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
        return (a[1] <= b[0] or b[1] <= a[0]) and (a[3] <= b[2] or b[3] <= a[2])

    def replace(self, text: Text, span: tuple[int, int, int, int], placeholder: int) -> Text:
        start, end, first, last = span
        new_source = self.written(text.source[start], placeholder)
        new_target = self.written(text.target[first], placeholder)
        links = np.where(
            (text.links >= end) & (text.links != NONE), text.links + len(new_source) - end + start, text.links
        )
        return Text(
            np.concatenate([text.source[:start], new_source, text.source[end:]]),
            np.concatenate([text.target[:first], new_target, text.target[last:]]),
            np.concatenate(
                [links[:first], np.full(len(new_target), start + len(new_source) - 1), links[last:]]
            ),
        )

    def written(self, replaced: int, placeholder: int) -> list[int]:
        """The pieces of a placeholder where a piece stood: SentencePiece leaves a space before a symbol alone."""
        return [self.space, placeholder] if self.begins[replaced] else [placeholder]
