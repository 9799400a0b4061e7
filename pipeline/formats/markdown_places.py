"""Where a block's content stands in its document: markdown-it joins its lines without what is before them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from pipeline.formats.characters import markdown_text
from pipeline.model import Piece, Span


class Stretch(NamedTuple):
    """A line of a content."""

    content: int
    """Where it begins in the content."""
    source: int
    """Where it begins in the document."""
    length: int


@dataclass(frozen=True, slots=True)
class Places:
    """A content and where each of its lines stands."""

    content: str
    stretches: tuple[Stretch, ...]
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", [stretch.content for stretch in self.stretches])

    def source(self, offset: int) -> int:
        """Where a place of the content stands in the document."""
        stretch = self.stretches[max(0, bisect_right(self.starts, offset) - 1)]
        return stretch.source + max(0, min(offset - stretch.content, stretch.length))

    def span(self, start: int, end: int) -> Span:
        return Span(self.source(start), self.source(end))

    def cut(self, start: int, end: int) -> Places:
        """A part of the content."""
        parts = []
        for stretch in self.stretches:
            begin, stop = max(start, stretch.content), min(end, stretch.content + stretch.length)
            if begin <= stop:
                parts.append(Stretch(begin - start, stretch.source + begin - stretch.content, stop - begin))
        return Places(self.content[start:end], tuple(parts))

    def html_piece(self, piece: Piece) -> Iterator[Piece]:
        """A piece of the content read as HTML, moved into the document: a text line by line."""
        if piece.kind != "text" or piece.span.end - piece.span.start != len(piece.text):
            yield replace(piece, span=self.span(*piece.span))
            return
        offset = piece.span.start
        for number, line in enumerate(piece.text.split("\n")):
            words = line
            if number:
                end = self.source(offset - 1)
                yield Piece("text", "\n", Span(end, end))
                words = line.lstrip()
            if words:
                begin = self.source(offset + len(line) - len(words))
                yield Piece("text", words, Span(begin, begin + len(words)))
            offset += len(line) + 1

    def texts(self, start: int, end: int) -> Iterator[Piece]:
        """Text pieces of a part of the content; the end of a line is a piece of its own."""
        first = max(0, bisect_right(self.starts, start) - 1)
        for stretch in self.stretches[first : bisect_right(self.starts, end)]:
            begin, stop = max(start, stretch.content), min(end, stretch.content + stretch.length)
            place = stretch.source + begin - stretch.content
            if begin < stop:
                yield from markdown_text(self.content[begin:stop], place)
            if begin <= stop and start <= stretch.content + stretch.length < end:
                yield Piece("text", "\n", Span(place + stop - begin, place + stop - begin))


def places_of(content: str, text: str, lines: Sequence[Span]) -> Places | None:
    """The places of a content in `text`, of which `lines` are the lines that it begins on and goes on with.

    A content's line stands at the right of its source line. None where it is not found there.
    """
    stretches = []
    offset = 0
    for written, line in zip(content.split("\n"), lines, strict=False):
        source = text[line.start : line.end].replace("\0", "\ufffd")
        words = written.lstrip()
        place = source.rfind(words) if words else len(source)
        if place < 0:
            return None
        lead = len(written) - len(words)
        stretches.append(Stretch(offset + lead, line.start + place, len(words)))
        offset += len(written) + 1
    return Places(content, tuple(stretches)) if stretches else None


def cell_of(row: str, content: str, first: int, bars: Sequence[int]) -> tuple[int, int] | None:
    """Which cell of a table's row, from `first` on, holds a content, and where in the row it begins.

    `bars`: where the row's bars stand. None if no cell does.
    """
    edges = [-1, *bars, len(row)]
    for number in range(first, len(edges) - 1):
        cell = row[edges[number] + 1 : edges[number + 1]].rstrip()
        shown = cell.replace("\\|", "|")
        if shown.strip() == content or (number == 0 and shown.endswith(content)):
            length = len(cell) - (len(shown) - len(content)) if number == 0 else len(cell.strip())
            return number, edges[number] + 1 + len(cell) - length
    return None
