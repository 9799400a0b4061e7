"""From CTranslate2's pieces and attention to hypotheses with links, whole again after cutting and routing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, overload

from pipeline.engines.batches import Part
from pipeline.engines.tokenizer import Tokenizer
from pipeline.languages import joiner
from pipeline.model import Hypothesis, Link, Span

_CONTROL = re.compile(r"</?s>|<(?:pad|blank|bos|eos)>|>>\w+<<")
UNKNOWN = "<unk>"


class Hypotheses(Sequence[Hypothesis]):
    """Hypotheses that are read when they are asked for: of most texts the first one serves."""

    def __init__(self, count: int, read: Callable[[int], Hypothesis]) -> None:
        """`read` makes the hypothesis of a rank, the best being 0."""
        self._read = read
        self._made: list[Hypothesis | None] = [None] * count

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, rank: int) -> Hypothesis: ...

    @overload
    def __getitem__(self, rank: slice) -> Sequence[Hypothesis]: ...

    def __getitem__(self, rank: int | slice) -> Hypothesis | Sequence[Hypothesis]:
        if isinstance(rank, slice):
            return tuple(self[at] for at in range(*rank.indices(len(self))))
        made = self._made[rank]
        if made is None:
            made = self._made[rank] = self._read(rank % len(self._made))
        return made


def read_result(part: Part, result: Any, tokenizer: Tokenizer, end: str) -> Sequence[Hypothesis]:
    """All hypotheses for a part; `end` is the token that closes a complete one."""

    def read(rank: int) -> Hypothesis:
        pieces, attention = list(result.hypotheses[rank]), result.attention[rank]
        return _hypothesis(part, pieces, float(result.scores[rank]), attention, tokenizer, end)

    return Hypotheses(len(result.hypotheses), read)


def _hypothesis(
    part: Part, pieces: list[str], score: float, attention: Any, tokenizer: Tokenizer, end: str
) -> Hypothesis:
    truncated = not pieces or pieces[-1] != end
    kept: list[str] = []
    sources: list[Span] = []
    for piece, row in zip(pieces, attention, strict=True):
        # The prefix, the end, and what a weak model writes of such tokens in between.
        if piece == end or _CONTROL.fullmatch(piece):
            continue
        at = _strongest(row, len(part.pieces))
        # A word that the model has no piece for (a name, an emoji) is taken over as it is.
        shown = part.pieces[at] if piece == UNKNOWN else piece
        if shown == UNKNOWN:
            continue
        kept.append(shown)
        sources.append(part.spans[at])
    text, spans = tokenizer.decode(kept)
    links = tuple(
        Link(source, target)
        for source, target in zip(sources, spans, strict=True)
        if source.start < source.end and target.start < target.end
    )
    return Hypothesis(text, score, links, truncated)


def _strongest(row: Sequence[float], length: int) -> int:
    return row.index(max(row[:length]))


def join(parts: Sequence[tuple[Part, Sequence[Hypothesis]]], target: str) -> Sequence[Hypothesis]:
    """Hypotheses of a whole text; those of the parts of a long one are joined, best with best."""
    if len(parts) == 1:
        return parts[0][1]
    ordered = [found for _, found in sorted(parts, key=lambda item: item[0].offset)]
    return tuple(
        _joined([found[rank] for found in ordered], joiner(target))
        for rank in range(min(len(found) for found in ordered))
    )


def _joined(pieces: Sequence[Hypothesis], space: str) -> Hypothesis:
    text = ""
    links: list[Link] = []
    for piece in pieces:
        if text and piece.text:
            text += space
        links += [
            Link(link.source, Span(link.target.start + len(text), link.target.end + len(text)))
            for link in piece.links
        ]
        text += piece.text
    score = sum(piece.score for piece in pieces) / len(pieces)
    return Hypothesis(text, score, tuple(links), any(piece.truncated for piece in pieces))


def through(middle: Hypothesis, last: Hypothesis) -> Hypothesis:
    """A hypothesis of the second leg of a route, with links to the text that the first leg translated.

    Where the second leg looks at a piece of the middle text, its link leads on to what that piece,
    or the pieces that overlap it, looked at. The score is that of the weaker leg: it stays a
    log-probability per token, to be held against the same bounds as that of a direct package.
    """
    links: list[Link] = []
    for link in last.links:
        sources = [
            first.source
            for first in middle.links
            if first.target.start < link.source.end and link.source.start < first.target.end
        ]
        links += [Link(source, link.target) for source in dict.fromkeys(sources)]
    return Hypothesis(
        last.text, min(middle.score, last.score), tuple(links), middle.truncated or last.truncated
    )
