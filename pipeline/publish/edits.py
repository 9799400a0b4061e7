"""Edits of an article, and those where two texts meet: what one language puts between sentences, another does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline import inline, languages
from pipeline.model import Piece, Span


class Edit(NamedTuple):
    """A stretch of the article and what stands in its place."""

    span: Span
    text: str


def joined(joint: Span, between: Sequence[Piece], joiner: str) -> Iterator[Edit]:
    """Edits that put the language's joiner between two sentences; words that stand there, and line breaks, stay."""
    tags = [piece for piece in between if piece.kind != "text" and piece.span.start >= joint.start]
    ends = [*(piece.span.start for piece in between[1:]), joint.end]
    blanks = []
    for piece, end in zip(between, ends, strict=False):
        if piece.kind == "text" and (part := _part(piece, joint)).text:
            if part.text.strip():
                return
            # What stands behind the end of a line of Markdown, such as `> `, goes with it.
            blanks.append(Span(part.span.start, end) if part.text == "\n" else part.span)
    if bool(joiner) == bool(blanks) or any(tag.element == "br" for tag in tags):
        return
    for span in blanks:
        yield Edit(span, "")
    if joiner:
        place = next((tag.span.start for tag in tags if tag.kind == "open"), joint.end)
        yield Edit(Span(place, place), joiner)


def _part(piece: Piece, stretch: Span) -> Piece:
    """What of a text piece lies in a stretch."""
    start = max(0, stretch.start - piece.span.start)
    return inline.piece_at(piece, start, max(start, min(len(piece.text), stretch.end - piece.span.start)))


def is_one_word(before: str, behind: str) -> bool:
    """Whether two characters side by side would be read as one word; Han needs no space.

    `2022.07.020感谢` in Russian is not `2022.07.020Спасибо`.
    """
    return all(c.isalnum() and not languages.is_han(c) for c in (before, behind))
