"""Markdown: blocks from markdown-it-py's tree, their places from its line maps.

A content's lines stand at the right of their source lines; marks of quotes and lists before
them, and everything else that is no text, is markup.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.formats import html
from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.characters import markdown_text
from pipeline.formats.collect import Collector
from pipeline.formats.front_matter import front_matter
from pipeline.formats.html_attributes import addresses_of
from pipeline.formats.html_tokens import attributes, tokenize
from pipeline.formats.markdown_inline import decode, parse_inline, parser
from pipeline.model import Address, Piece, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_DEFINITION = re.compile(r"\]:\s*(<[^<>\n]*>|\S+)")
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def parse(text: str, options: ParseOptions) -> Parsed:
    """Blocks and skips of a document; their spans cover every character that is not white space."""
    return _Document(text, options).parse()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A line of a content and where it stands."""

    content: int
    source: int
    length: int


@dataclass(slots=True)
class _Document:
    text: str
    options: ParseOptions
    out: Collector = field(init=False)
    lines: list[Span] = field(init=False)
    """Each line without its end."""
    env: dict[str, Any] = field(default_factory=dict)
    language: str = ""

    def __post_init__(self) -> None:
        self.out = Collector(self.text, self.options)
        self.lines = [
            Span(m.start(), m.start() + len(m.group().rstrip("\r\n"))) for m in _LINE.finditer(self.text)
        ]

    def parse(self) -> Parsed:
        body = self._front_matter()
        # Blank lines in its place keep the numbers of lines.
        head = re.sub(r"[^\r\n]", " ", self.text[:body])
        tokens = parser().parse(head + self.text[body:], self.env)
        self._blocks(tokens)
        self._definitions()
        return self.out.parsed(self.language)

    def _front_matter(self) -> int:
        found = front_matter(self.text)
        for value in found.values:
            if value.key in ("lang", "language", "locale"):
                self.language = self.language or value.text
            elif value.key in self.options.front_matter and value.text.strip():
                kind = "title" if value.key == "title" else f"meta:{value.key}"
                piece = Piece("text", value.text, value.span)
                self.out.add(kind, [piece], cited=False, markup=value.style)
        spans = sorted(p.span for b in self.out.blocks for p in b.pieces)
        position = 0
        for span in [*spans, Span(found.end, found.end)]:
            self.out.skip(Span(position, span.start), "metadata")
            position = span.end
        return found.end

    def _blocks(self, tokens: list[Token]) -> None:
        stack: list[str] = []
        cell = 0
        for token in tokens:
            if token.type == "tr_open":
                cell = 0
            if token.nesting == 1:
                stack.append(_kind(token))
            elif token.nesting == -1:
                stack.pop()
            elif token.type == "inline" and token.map:
                if stack and stack[-1] in ("th", "td"):
                    self._cell(token, stack[-1], cell)
                    cell += 1
                else:
                    self._inline(token, _block_kind(stack))
            elif token.type in ("fence", "code_block") and token.map:
                self._skip_lines(token.map, "code")
            elif token.type == "html_block" and token.map:
                self._html(token.map)

    def _skip_lines(self, lines: list[int], reason: str) -> None:
        last = min(lines[1], len(self.lines)) - 1
        self.out.skip(Span(self.lines[lines[0]].start, self.lines[last].end), reason)

    def _html(self, lines: list[int]) -> None:
        """A block of HTML, read as HTML."""
        last = min(lines[1], len(self.lines)) - 1
        span = Span(self.lines[lines[0]].start, self.lines[last].end)
        parsed = html.parse(self.text[span.start : span.end], self.options)
        for block in parsed.blocks:
            pieces = [
                replace(p, span=Span(p.span.start + span.start, p.span.end + span.start))
                for p in block.pieces
            ]
            self.out.add(block.kind, pieces, markup=block.markup or "html")
        self.out.addresses += [
            replace(a, span=Span(a.span.start + span.start, a.span.end + span.start))
            for a in parsed.addresses
        ]
        for skip in parsed.skips:
            self.out.skip(Span(skip.span.start + span.start, skip.span.end + span.start), skip.reason)

    def _address(self, start: int, end: int) -> None:
        written = self.text[start:end]
        self.out.addresses.append(Address(Span(start, end), decode(written.strip("<>")), "markdown:address"))

    def _tag_addresses(self, tag: str, stretches: list[_Stretch], start: int) -> None:
        """Addresses in a tag of HTML that stands in a line of Markdown."""
        if not tag.startswith("<") or "=" not in tag:
            return
        token = next(tokenize(tag))
        values = {a.name: a for a in attributes(tag, token)} if token.kind == "start" else {}
        for address in addresses_of(values):
            begin = _source(stretches, start + address.span.start)
            end = _source(stretches, start + address.span.end, end=True)
            self.out.addresses.append(replace(address, span=Span(begin, end)))

    def _definitions(self) -> None:
        """Addresses of reference definitions (`[k2]: ../k2.md "Title"`)."""
        for known in self.env.get("references", {}).values():
            first, last = known["map"]
            start, end = self.lines[first].start, self.lines[min(last, len(self.lines)) - 1].end
            if found := _DEFINITION.search(self.text, start, end):
                self._address(*found.span(1))

    # --- contents -----------------------------------------------------------------------------------

    def _inline(self, token: Token, kind: str) -> None:
        assert token.map  # noqa: S101 - the caller looked
        stretches: list[_Stretch] = []
        offset = 0
        for number, content in enumerate(token.content.split("\n"), token.map[0]):
            if number >= len(self.lines):
                break
            line = self.lines[number]
            source = self.text[line.start : line.end].replace("\0", "\ufffd")
            place = source.rfind(content) if content else len(source)
            if place < 0:
                stripped = content.strip()
                place = source.rfind(stripped) - (len(content) - len(content.lstrip()))
                if source.rfind(stripped) < 0 or place < 0:
                    self.out.skip(line, "markup")
                    return
            stretches.append(_Stretch(offset, line.start + place, len(content)))
            offset += len(content) + 1
        self._content(token.content, stretches, kind)

    def _cell(self, token: Token, kind: str, index: int) -> None:
        """A table's cell: the text between two bars, escapes and all."""
        assert token.map  # noqa: S101 - the caller looked
        line = self.lines[token.map[0]]
        row = self.text[line.start : line.end]
        bars = [found.end() - 1 for found in _BAR.finditer(row)]
        first = row.find("|")
        edges = bars if first >= 0 and not row[:first].strip(" \t>") else [-1, *bars]
        if index >= len(edges):
            return
        start = edges[index] + 1
        end = edges[index + 1] if index + 1 < len(edges) else len(row)
        content = row[start:end]
        if content.strip():
            begin = start + len(content) - len(content.lstrip())
            self._content(content.strip(), [_Stretch(0, line.start + begin, len(content.strip()))], kind)

    def _content(self, content: str, stretches: list[_Stretch], kind: str) -> None:
        found = parse_inline(content, self.env)
        for start, end in found.addresses:
            self._address(_source(stretches, start), _source(stretches, end, end=True))
        for attribute in found.attributes:
            span = Span(_source(stretches, attribute.start), _source(stretches, attribute.end, end=True))
            piece = Piece("text", decode(attribute.text), span)
            self.out.add(attribute.kind, [piece], cited=False, markup=attribute.markup)
        pieces: list[Piece] = []
        position = 0
        for mark in found.markup:
            if mark.start < position:
                continue
            self._tag_addresses(content[mark.start : mark.end], stretches, mark.start)
            pieces += self._text(content, stretches, position, mark.start)
            span = Span(_source(stretches, mark.start), _source(stretches, mark.end, end=True))
            pieces.append(Piece(mark.kind, "", span, mark.element, mark.note, mark.written))
            position = mark.end
        pieces += self._text(content, stretches, position, len(content))
        self.out.add(kind, pieces)

    def _text(self, content: str, stretches: list[_Stretch], start: int, end: int) -> list[Piece]:
        """Text pieces of a stretch of content; the end of a line is a piece of its own."""
        made: list[Piece] = []
        for stretch in stretches:
            begin, stop = max(start, stretch.content), min(end, stretch.content + stretch.length)
            newline = start <= stretch.content + stretch.length < end
            if begin > stop or (begin == stop and not newline):
                continue
            place = stretch.source + begin - stretch.content
            made += markdown_text(content[begin:stop], place)
            if newline:
                after = place + stop - begin
                made.append(Piece("text", "\n", Span(after, after)))
        return made


def _source(stretches: list[_Stretch], offset: int, *, end: bool = False) -> int:
    """Where a place of the content stands in the document; `end` for one that ends a stretch."""
    for stretch in stretches:
        last = stretch.content + stretch.length
        if stretch.content <= offset < last or (end and stretch.content < offset <= last) or offset == last:
            return stretch.source + offset - stretch.content
    return stretches[-1].source + stretches[-1].length if stretches else 0


_KINDS = {
    "list_item": "li",
    "blockquote": "blockquote",
    "footnote": "footnote",
    "footnote_reference": "footnote",
}


def _kind(token: Token) -> str:
    name = token.type.removesuffix("_open")
    return token.tag if name in ("heading", "th", "td", "dt", "dd") else _KINDS.get(name, name)


def _block_kind(stack: list[str]) -> str:
    """The kind of a text by the blocks that it stands in, the innermost first."""
    for kind in reversed(stack):
        if re.fullmatch(r"h[1-6]|li|dt|dd|blockquote|footnote", kind):
            return kind
    return "p"
