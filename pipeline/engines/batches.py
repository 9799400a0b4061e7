"""Batches for CTranslate2: texts of about the same length together, long ones cut.

    texts --cut, tokenize--> Parts --sort--> Batches (bounded tokens, one decoding bound) --> CTranslate2

What a part is decoded with depends on the part alone, not on what else is translated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.engines.cutting import cut
from pipeline.engines.reading import InstalledPackage
from pipeline.engines.tokenizer import Tokenizer
from pipeline.model import Span

BATCH_TOKENS = 2048
"""Source tokens of a batch, padding included; the beams multiply it in the decoder."""
LONGEST = 200
"""Pieces of a text that is translated in one go where the package tells no limit."""
_STEP = 8
_SPARE = 4
"""Tokens that a model adds of itself: beginning, end, prefix."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or a stretch of a long one, as pieces."""

    text: int
    """Index of the text."""
    offset: int
    """Where the stretch begins in the text."""
    pieces: list[str]
    spans: list[Span]
    """Of each piece, in the text."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may be for a model, in pieces."""

    source: int
    target: int

    @classmethod
    def of(cls, package: InstalledPackage) -> Limits:
        source = package.longest or LONGEST
        if package.source_positions:
            source = max(1, min(source, package.source_positions - _SPARE))
        return cls(source, max(1, package.target_positions - _SPARE) if package.target_positions else 2048)

    def bound(self, pieces: int) -> int:
        """Most tokens of a translation of so many pieces: a loop cannot run away.

        The longest real translations have 2.5 times the pieces of their source.
        """
        steps = -(-pieces // _STEP) * _STEP
        return min(steps * 3 + 24, self.target)


@dataclass(slots=True)
class Batch:
    parts: list[Part] = field(default_factory=list)
    bound: int = 0


def parts_of(index: int, text: str, tokenizer: Tokenizer, limits: Limits) -> Iterator[Part]:
    """The text as one part, or as several if it is too long; none if there is nothing to translate."""

    def fits(stretch: str) -> bool:
        return len(tokenizer.encode(stretch)[0]) <= limits.source

    pieces, spans = tokenizer.encode(text) if text.strip() else ([], [])
    if len(pieces) <= limits.source:
        if pieces:
            yield Part(index, 0, pieces, spans)
        return
    for offset, stretch in cut(text, fits):
        pieces, spans = tokenizer.encode(stretch)
        # One character may still be too many pieces (a ligature of a whole phrase).
        pieces, spans = pieces[: limits.source], spans[: limits.source]
        if pieces and stretch.strip():
            yield Part(index, offset, pieces, [Span(s.start + offset, s.end + offset) for s in spans])


def batches_of(parts: Iterable[Part], limits: Limits, tokens: int = BATCH_TOKENS) -> Iterator[Batch]:
    """Batches, the longest first, so that no long one is left for the end alone."""
    batch = Batch()
    for part in sorted(parts, key=lambda part: (-len(part.pieces), part.text, part.offset)):
        bound = limits.bound(len(part.pieces))
        full = bool(batch.parts) and (len(batch.parts) + 1) * len(batch.parts[0].pieces) > tokens
        if batch.parts and (full or bound != batch.bound):
            yield batch
            batch = Batch()
        batch.parts.append(part)
        batch.bound = bound
    if batch.parts:
        yield batch


def halves(batch: Batch) -> Sequence[Batch]:
    """Two batches in place of one that did not fit into memory."""
    middle = len(batch.parts) // 2
    return Batch(batch.parts[:middle], batch.bound), Batch(batch.parts[middle:], batch.bound)
