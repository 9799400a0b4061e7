"""Blocks to segments: sentences with their inline tags, keys and places.

A cut never leaves an inline element in two segments: an element that covers whole sentences
has its tags between them, any other forbids the cuts inside it.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline import inline
from pipeline.model import Article, Block, Piece, Segment, Skip, Span, Tag
from pipeline.sentences import line_of, line_starts, sentence_starts

Mode = Literal["sentence", "block"]

_BARE_INTEGER = re.compile(r"[(（]?[+−-]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*[.)）]{0,2}")
_NOTES = re.compile(r"(?:[\[【]\d[\d,，;\s–-]*[\]】]\s*)+")
"""References alone: `[1]`, `[2, 3]`."""
_SILENT = frozenset({"br", "wbr", "img", "comment", "input", "footnote-ref", "task", "attributes"})
"""Empty elements that are no word of a sentence; at its edge they stay outside of it."""


@dataclass(frozen=True, slots=True)
class Segmented:
    """An article's segments, and the blocks that are none."""

    segments: tuple[Segment, ...]
    """In the order of the article."""
    skips: tuple[Skip, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A piece with its place in the block's text, in which a code or formula counts as a word."""

    piece: Piece
    start: int
    end: int


def segment(article: Article, mode: Mode = "sentence") -> Segmented:
    """Cut an article's blocks into segments with their keys.

    The segments of a block, in order, with the white space and the silent or outer tags
    between them, are the block.
    """
    lines = line_starts(article.text)
    seen: dict[tuple[str, str], int] = {}
    segments: list[Segment] = []
    skips: list[Skip] = []
    for index, block in enumerate(article.blocks):
        shown: set[Span] = set()
        for pieces in cut(block, article.language, mode):
            text, tags = inline.encode(pieces)
            if reason := why_no_segment(text):
                skips += [Skip(p.span, reason) for p in pieces if p.kind == "text" and p.text.strip()]
                continue
            count = seen[block.kind, text] = seen.get((block.kind, text), 0) + 1
            context = block.kind if count == 1 else f"{block.kind}#{count}"
            words = _words(pieces)
            line = line_of(lines, words.start)
            segments.append(Segment(context, text, block.kind, index, line, _extent(words, tags), tags))
            shown |= {span for tag in tags for span in (tag.open, tag.close) if span}
        skips += [
            Skip(p.span, inline.why_left_out(p))
            for p in block.pieces
            if p.kind != "text" and p.span not in shown
        ]
    return Segmented(tuple(segments), tuple(skips))


def why_no_segment(text: str) -> str:
    """Why a text is no segment: nothing but marks, or a bare integer; empty if it is one."""
    plain = inline.plain(text)
    if not any(c.isalnum() for c in plain) or _NOTES.fullmatch(plain):
        return "marker"
    return "number" if _BARE_INTEGER.fullmatch(plain.strip()) else ""


def _words(pieces: Sequence[Piece]) -> Span:
    """From the first to the last character that is not white space; an empty element is one."""
    spans = []
    for piece in pieces:
        if piece.kind == "text" and (stripped := piece.text.strip()):
            start = piece.text.index(stripped[0])
            spans.append(inline.piece_at(piece, start, start + len(stripped)).span)
        elif piece.kind == "empty":
            spans.append(piece.span)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _extent(words: Span, tags: Sequence[Tag]) -> Span:
    """The words with the tags that are shown around them."""
    start = min([words.start, *(tag.open.start for tag in tags)])
    return Span(start, max([words.end, *(tag.close.end if tag.close else tag.open.end for tag in tags)]))


def cut(block: Block, language: str, mode: Mode = "sentence") -> list[tuple[Piece, ...]]:
    """The pieces of each sentence of a block."""
    placed, text = _place(block.pieces)
    starts = sentence_starts(text, language) if mode == "sentence" else []
    elements = _elements(placed)
    starts, outer = _respect(elements, _behind_notes(placed, elements, starts, text), text)
    bounds = [0, *starts, len(text)]
    kept = [p for i, p in enumerate(placed) if i not in outer]
    return _distribute(kept, bounds, text)


def _place(pieces: Sequence[Piece]) -> tuple[list[_Placed], str]:
    placed: list[_Placed] = []
    parts: list[str] = []
    position = 0
    for piece in pieces:
        shown = piece.text if piece.kind == "text" else ""
        if piece.kind == "empty" and piece.element not in _SILENT:
            shown = "Xxxx"
        placed.append(_Placed(piece, position, position + len(shown)))
        parts.append(shown)
        position += len(shown)
    return placed, "".join(parts)


@dataclass(frozen=True, slots=True)
class _Element:
    """A pair of tags: the indices of its pieces and the text inside, without white space at its ends."""

    opening: int
    closing: int
    start: int
    end: int


def _elements(placed: Sequence[_Placed]) -> list[_Element]:
    partner = inline.partners([item.piece for item in placed])
    return [
        _Element(opening, closing, placed[opening].end, placed[closing].start)
        for closing, opening in partner.items()
        if opening < closing
    ]


_NOTE = re.compile(r"[\[(（【]?\d{1,3}(?:[,，–-]\d{1,3})*[\])）】]?|[*†‡]+")


def _behind_notes(
    placed: Sequence[_Placed], elements: Sequence[_Element], starts: Sequence[int], text: str
) -> list[int]:
    """Cuts behind the raised number of a note: `……有效。<sup>1</sup>` belongs together."""
    ends = {
        e.start: e.end
        for e in elements
        if placed[e.opening].piece.element == "sup" and _NOTE.fullmatch(text[e.start : e.end].strip())
    }
    moved = set()
    for place in starts:
        while place in ends and not text[place - 1].isspace():
            place = ends[place]
            place += len(text[place:]) - len(text[place:].lstrip())
        moved.add(place)
    return sorted(place for place in moved if text[place:].strip())


def _respect(elements: Sequence[_Element], starts: list[int], text: str) -> tuple[list[int], set[int]]:
    """Cuts that leave every element whole, and the pieces of elements that stand around whole sentences."""
    current = list(starts)
    while current:
        forbidden = {
            place
            for element in elements
            for place in _inside(element, current, text)
            if not _covers_sentences(element, current, text)
        }
        if not forbidden:
            break
        current = [place for place in current if place not in forbidden]
    outer: set[int] = set()
    for element in elements:
        if _inside(element, current, text):
            outer |= {element.opening, element.closing}
    return current, outer


def _inside(element: _Element, starts: Sequence[int], text: str) -> Sequence[int]:
    """Cuts with words of the element on both sides."""
    _, first = _blank(text, element.start)
    last, _ = _blank(text, element.end)
    return starts[bisect_right(starts, first) : bisect_left(starts, last)]


def _covers_sentences(element: _Element, starts: Sequence[int], text: str) -> bool:
    """Whether nothing but white space stands between the element's ends and cuts, or ends of the text."""
    for place, edge in ((element.start, 0), (element.end, len(text))):
        low, high = _blank(text, place)
        at = bisect_left(starts, low)
        if not low <= edge <= high and (at == len(starts) or starts[at] > high):
            return False
    return True


def _blank(text: str, place: int) -> tuple[int, int]:
    """The white space around a place: where it begins and ends."""
    low = high = place
    while low and text[low - 1].isspace():
        low -= 1
    while high < len(text) and text[high].isspace():
        high += 1
    return low, high


def _distribute(placed: Sequence[_Placed], bounds: Sequence[int], text: str) -> list[tuple[Piece, ...]]:
    """Pieces by sentence; text pieces are cut, silent tags at a sentence's edge are left out."""
    sentences: list[tuple[Piece, ...]] = []
    position = 0
    for start, stop in itertools.pairwise(bounds):
        mine: list[Piece] = []
        while _before_cut(placed, position, stop, len(text)):
            item = placed[position]
            mine += _part(item, start, stop)
            if item.end > stop:
                break
            position += 1
        # A start tag that opens right behind the cut belongs to the next sentence.
        behind = _last_word(mine)
        if opening := next((p for p in mine[behind:] if p.kind == "open"), None):
            while placed[position - 1].piece is not opening:
                position -= 1
            position -= 1
            del mine[behind:]
        if any((p.kind == "text" and p.text.strip()) or p.kind == "empty" for p in mine):
            sentences.append(tuple(_without_silent_edges(mine)))
    return sentences


def _last_word(pieces: Sequence[Piece]) -> int:
    """Index behind the last piece that is neither white space nor a start tag."""
    index = len(pieces)
    while index and (
        pieces[index - 1].kind == "open" or not (pieces[index - 1].text.strip() or pieces[index - 1].element)
    ):
        index -= 1
    return index


def _before_cut(placed: Sequence[_Placed], position: int, stop: int, length: int) -> bool:
    """Whether a piece belongs before a cut; one at the cut itself if it is an end tag, or all that is left."""
    if position >= len(placed):
        return False
    item = placed[position]
    if item.start == stop:
        return stop == length or item.piece.kind == "close"
    return item.start < stop


def _part(item: _Placed, start: int, stop: int) -> list[Piece]:
    if item.piece.kind != "text":
        return [item.piece]
    begin, end = max(item.start, start), min(item.end, stop)
    return [inline.piece_at(item.piece, begin - item.start, end - item.start)] if begin < end else []


def _without_silent_edges(pieces: Sequence[Piece]) -> list[Piece]:
    """Without silent tags at the ends, and elements there that hold nothing else; one around all stays around it."""
    partner = inline.partners(pieces)
    words = [0, *itertools.accumulate(_says_something(piece) for piece in pieces)]
    start, end = 0, len(pieces)
    around: list[int] = []
    while start < end:
        first, last = partner.get(start, start), partner.get(end - 1, end - 1)
        if start <= first < end and words[first + 1] == words[start]:
            start = first + 1
        elif start <= last and words[end] == words[last]:
            end = last
        elif first == end - 1 > start:
            around.append(start)
            start, end = start + 1, end - 1
        else:
            break
    closing = [pieces[partner[index]] for index in reversed(around)]
    return [*(pieces[index] for index in around), *pieces[start:end], *closing]


def _says_something(piece: Piece) -> bool:
    return bool(piece.text.strip()) or (piece.kind == "empty" and piece.element not in _SILENT)
