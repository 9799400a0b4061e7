"""Markdown: blocks from markdown-it-py's tree, their places from its line maps.

A content's lines stand at the right of their source lines; marks of quotes and lists before
them, and everything else that is no text, is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.formats import html
from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.characters import attribute_text
from pipeline.formats.collect import Collector
from pipeline.formats.front_matter import front_matter
from pipeline.formats.html_attributes import addresses_of, texts_of
from pipeline.formats.html_tokens import attributes, tokenize
from pipeline.formats.markdown_inline import ON, Markup, decode, parse_inline
from pipeline.formats.markdown_marks import texts
from pipeline.formats.markdown_places import Places, Stretch, cell_of, places_of
from pipeline.formats.markdown_rules import ADMONITION, parser
from pipeline.model import Address, Piece, Span

if TYPE_CHECKING:
    from markdown_it.token import Token

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
_ATTRIBUTES = re.compile(r"(?<=\s)\{:?\s*(?:[#.][\w-]+\s*)+\}$")
_DEFINITION = re.compile(r"\]:\s*(<[^<>\n]*>|\S+)")
_DEFINITION_TITLE = re.compile(
    r"""\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))""", re.DOTALL
)
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


def parse(text: str, options: ParseOptions) -> Parsed:
    """Blocks and skips of a document; their spans cover every character that is not white space."""
    return _Document(text, options).parse()


@dataclass(slots=True)
class _Document:
    text: str
    options: ParseOptions
    out: Collector = field(init=False)
    lines: list[Span] = field(init=False)
    """Each line without its end."""
    env: dict[str, Any] = field(default_factory=dict)
    language: str = ""
    off: bool = False
    """Between `translate:off` and `translate:on`."""

    def __post_init__(self) -> None:
        self.out = Collector(self.text, self.options)
        self.lines = [
            Span(m.start(), m.start() + len(m.group().rstrip("\r\n")))
            for m in _LINE.finditer(self.text, self._start)
        ]

    @property
    def _start(self) -> int:
        """Where the first line begins: a byte order mark is no part of it."""
        return 1 if self.text.startswith("\ufeff") else 0

    def parse(self) -> Parsed:
        body = self._front_matter()
        # Blank lines in its place keep the numbers of lines.
        head = re.sub(r"[^\r\n]", " ", self.text[self._start : body])
        tokens = parser().parse(head + self.text[max(body, self._start) :], self.env)
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
        for at, token in enumerate(tokens):
            if token.type == "tr_open":
                cell = 0
            if token.nesting == 1:
                stack.append(_kind(token))
            elif token.nesting == -1:
                stack.pop()
            elif token.type == "inline" and token.map:
                if stack and stack[-1] in ("th", "td"):
                    cell = self._cell(token, stack[-1], cell)
                elif tokens[at - 1].type != "admonition_title_open" or _has_title(tokens[at - 2]):
                    opens = tokens[at - 2].type.removesuffix("_open") if at > 1 else ""
                    self._inline(token, _block_kind(stack), opens)
            elif token.type in ("fence", "code_block") and token.map:
                self._skip_lines(token.map, "code")
            elif token.type == "html_block" and token.map:
                self._html(token)

    def _skip_lines(self, lines: list[int], reason: str) -> None:
        last = min(lines[1], len(self.lines)) - 1
        self.out.skip(Span(self.lines[lines[0]].start, self.lines[last].end), reason)

    def _html(self, token: Token) -> None:
        """A block of HTML, read as HTML."""
        assert token.map  # noqa: S101 - the caller looked
        lines = self.lines[token.map[0] : token.map[1]]
        start, content = lines[0].start, self.text[lines[0].start : lines[-1].end]
        places = None
        if token.content.rstrip("\n") != content.rstrip(
            "\r\n"
        ):  # marks of quotations and lists are before its lines
            places = places_of(token.content.rstrip("\n"), self.text, lines)
        content = places.content if places else content
        parsed, self.off = html.parse_part(content, self.options, off=self.off)

        def moved(span: Span) -> Span:
            return places.span(*span) if places else Span(span.start + start, span.end + start)

        for block in parsed.blocks:
            pieces = [replace(p, span=moved(p.span)) for p in block.pieces]
            if places and not block.markup:
                pieces = [part for p in block.pieces for part in places.html_piece(p)]
            self.out.add(block.kind, pieces, markup=block.markup or "html")
        self.out.addresses += [replace(a, span=moved(a.span)) for a in parsed.addresses]
        for skip in parsed.skips:
            self.out.skip(moved(skip.span), skip.reason)

    def _address(self, start: int, end: int) -> None:
        written = self.text[start:end]
        self.out.addresses.append(Address(Span(start, end), decode(written.strip("<>")), "markdown:address"))

    def _tag(self, places: Places, start: int, end: int) -> None:
        """Addresses and texts in a tag of HTML that stands in a line of Markdown."""
        tag = places.content[start:end]
        if not tag.startswith("<") or "=" not in tag:
            return
        token = next(tokenize(tag))
        values = {a.name: a for a in attributes(tag, token)} if token.kind == "start" else {}

        def place(span: Span) -> Span:
            return places.span(start + span.start, start + span.end)

        self.out.addresses += [replace(a, span=place(a.span)) for a in addresses_of(values)]
        for kind, found in texts_of(token, values):
            if "\n" not in found.value:
                piece = Piece("text", attribute_text(found.value), place(found.span))
                self.out.add(kind, [piece], cited=False, markup=f"attribute:{found.quote}")

    def _definitions(self) -> None:
        """Addresses and titles of reference definitions (`[k2]: ../k2.md "Title"`)."""
        for known in self.env.get("references", {}).values():
            first, last = known["map"]
            start, end = self.lines[first].start, self.lines[min(last, len(self.lines)) - 1].end
            found = _DEFINITION.search(self.text, start, end)
            if not found:
                continue
            self._address(*found.span(1))
            title = _DEFINITION_TITLE.match(self.text, found.end(), end) if known["title"] else None
            if title:
                number = next(g for g in (1, 2, 3) if title.group(g) is not None)
                piece = Piece("text", decode(title.group(number)), Span(*title.span(number)))
                markup = f"markdown:title:{title.group().strip()[0]}"
                self.out.add("title-attribute", [piece], cited=False, markup=markup)

    # --- contents -----------------------------------------------------------------------------------

    def _inline(self, token: Token, kind: str, opens: str) -> None:
        assert token.map  # noqa: S101 - the caller looked
        lines = self.lines[token.map[0] : token.map[0] + token.content.count("\n") + 1]
        places = places_of(token.content, self.text, lines)
        if places is None:
            self._skip_lines(token.map, "markup")
            return
        for start, end in texts(token.content, opens):
            self._content(places.cut(start, end), kind)

    def _cell(self, token: Token, kind: str, first: int) -> int:
        """A table's cell: the text between two bars, escapes and all; returns the number of the next one."""
        assert token.map  # noqa: S101 - the caller looked
        line = self.lines[token.map[0]]
        row = self.text[line.start : line.end].replace("\0", "\ufffd")
        if not token.content:
            return first
        found = cell_of(row, token.content, first, [bar.end() - 1 for bar in _BAR.finditer(row)])
        if not found:
            return first
        number, begin = found
        length = len(token.content) + token.content.count("|")
        self._content(Places(row[begin : begin + length], (Stretch(0, line.start + begin, length),)), kind)
        return number + 1

    def _content(self, places: Places, kind: str) -> None:
        content = places.content
        found = parse_inline(content, self.env)
        if self.off and (on := next((m for m in found.markup if _is(ON, content, m)), None)):
            self.off = False
            self.out.skip(places.span(0, on.end), "untranslatable")
            places = places.cut(on.end, len(content))
            self._content(places, kind)
            return
        if self.off:
            self.out.skip(places.span(0, len(content)), "untranslatable")
            return
        self.off = found.off
        for start, end in found.addresses:
            self._address(*places.span(start, end))
        for attribute in found.attributes:
            piece = Piece("text", decode(attribute.text), places.span(attribute.start, attribute.end))
            self.out.add(attribute.kind, [piece], cited=False, markup=attribute.markup)
        pieces: list[Piece] = []
        position = 0
        for mark in sorted([*found.markup, *_extensions(content, kind)], key=lambda m: m.start):
            if mark.start < position:
                continue
            self._tag(places, mark.start, mark.end)
            pieces += places.texts(position, mark.start)
            span = places.span(mark.start, mark.end)
            pieces.append(Piece(mark.kind, "", span, mark.element, mark.note, mark.written))
            position = mark.end
        pieces += places.texts(position, len(content))
        self.out.add(kind, pieces)


def _is(pattern: re.Pattern[str], content: str, mark: Markup) -> bool:
    return bool(pattern.fullmatch(content[mark.start : mark.end]))


def _has_title(token: Token) -> bool:
    """Whether an admonition has a title of its own; else its name serves as one."""
    found = ADMONITION.match(f"{token.markup} {token.info.strip()}") if token.info else None
    return bool(found and found.group(1))


def _extensions(content: str, kind: str) -> Iterator[Markup]:
    """Marks that CommonMark takes for text: attributes behind headings."""
    if re.fullmatch(r"h[1-6]", kind) and (behind := _ATTRIBUTES.search(content)):
        yield Markup(*behind.span(), "empty", "attributes")


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
