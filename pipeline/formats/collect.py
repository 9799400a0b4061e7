"""Gathering blocks and skips while a page or a text is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.bibliography import is_bibliography_heading, looks_like_citation
from pipeline.inline import partners, why_left_out
from pipeline.model import Address, Block, Piece, Skip, Span
from pipeline.sentences import line_of, line_starts


@dataclass(slots=True)
class Collector:
    """Blocks in their order, with furniture and cited works left out."""

    text: str
    options: ParseOptions
    blocks: list[Block] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    lines: list[int] = field(init=False)
    excluded: list[re.Pattern[str]] = field(init=False)
    bibliography: int = 0
    """Level of the heading under which works are cited; 0 outside."""

    def __post_init__(self) -> None:
        self.lines = line_starts(self.text)
        self.excluded = [re.compile(pattern, re.IGNORECASE) for pattern in self.options.exclude]

    def skip(self, span: Span, reason: str) -> None:
        """Leave a stretch out, without the white space at its ends."""
        content = self.text[span.start : span.end]
        if stripped := content.strip():
            start = span.start + len(content) - len(content.lstrip())
            self.skips.append(Skip(Span(start, start + len(stripped)), reason))

    def add(self, kind: str, pieces: Sequence[Piece], *, cited: bool = True, markup: str = "") -> None:
        """A block of these pieces; `cited` false where a text cannot be a citation (attributes, metadata).

        `markup`: what it is written in (`pipeline.formats.values`).
        """
        kept = self._matched(pieces)
        words = "".join(piece.text for piece in kept)
        if not words.strip():
            self._skip_all(kept, "markup")
            return
        reason = self._reason(kind, " ".join(words.split()), cited)
        if reason:
            self._skip_all(kept, reason)
            return
        first = next(p for p in kept if p.kind == "text" and p.text.strip())
        start = first.span.start + len(first.text) - len(first.text.lstrip())
        line = line_of(self.lines, min(start, first.span.end - 1))
        self.blocks.append(Block(kind, tuple(kept), line, markup))

    def _reason(self, kind: str, words: str, cited: bool) -> str:
        """Why a block is left out; empty if it is not."""
        if any(pattern.fullmatch(words) for pattern in self.excluded):
            return "excluded"
        if not cited or self.options.translate_bibliography:
            return ""
        if kind == "footnote":
            return "bibliography" if looks_like_citation(words) else ""
        if level := heading_level(kind):
            if is_bibliography_heading(words):
                self.bibliography = level
                return ""
            if self.bibliography and level <= self.bibliography:
                self.bibliography = 0
        return "bibliography" if self.bibliography or looks_like_citation(words) else ""

    def _skip_all(self, pieces: Sequence[Piece], reason: str) -> None:
        for piece in pieces:
            if piece.kind == "text":
                self.skip(piece.span, reason)
            else:
                self.skip(piece.span, why_left_out(piece))

    def _matched(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Without start and end tags at the ends that have no partner in the block: those are markup around it."""
        paired = partners(pieces)
        words = [
            i for i, p in enumerate(pieces) if p.kind == "empty" or (p.kind == "text" and p.text.strip())
        ]
        first, last = (words[0], words[-1]) if words else (len(pieces), -1)
        around = {
            index
            for index, piece in enumerate(pieces)
            if piece.kind in ("open", "close") and index not in paired and not first < index < last
        }
        for index in around:
            self.skip(pieces[index].span, "markup")
        return [piece for index, piece in enumerate(pieces) if index not in around]

    def parsed(self, language: str = "") -> Parsed:
        """What was gathered; all that stands nowhere is markup."""
        blocks = tuple(sorted(self.blocks, key=lambda b: b.pieces[0].span))
        spans = sorted([*(p.span for b in blocks for p in b.pieces), *(s.span for s in self.skips)])
        position = 0
        for span in spans:
            if span.start > position:
                self._skip_words(Span(position, span.start))
            position = max(position, span.end)
        self._skip_words(Span(position, len(self.text)))
        skips = tuple(sorted(self.skips, key=lambda s: s.span))
        addresses = tuple(sorted(self.addresses, key=lambda a: a.span))
        return Parsed(blocks, skips, language, addresses)

    def _skip_words(self, span: Span) -> None:
        """Markup, a skip for each run on a line."""
        for found in re.finditer(r"[^\s\ufeff](?:[^\r\n]*[^\s])?", self.text[span.start : span.end]):
            self.skips.append(Skip(Span(span.start + found.start(), span.start + found.end()), "markup"))


def heading_level(kind: str) -> int:
    """1 to 6 for `h1` to `h6`, else 0."""
    return int(kind[1]) if re.fullmatch(r"h[1-6]", kind) else 0
