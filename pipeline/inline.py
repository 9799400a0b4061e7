"""Inline elements as short tags, and back.

    <strong>MGP</strong> binds <a href="…">calcium</a>   pieces of a format
    <s1>MGP</s1> binds <a2>calcium</a2>                    what people and catalogues see
    MGP binds calcium                                      what an engine sees, with marks beside it

A tag is the first letter of the element and its number in the segment: `<s1>…</s1>`,
`<i2/>` when empty; `sub` and `sup` keep their names. Literal text that looks like such a tag
is written with `&lt;`, and a literal `&lt;` with `&amp;lt;`; nothing else is escaped, so
`p < 0.05` stays as it is.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from pipeline.model import Piece, Span, Tag

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][0-9]+|sub|sup)(?P<empty>/?)>")
_LITERAL = re.compile(r"&((?:amp;)*)lt;")
_SPACES = re.compile(r"[ \t\n\r\f\v\u0085\u2028\u2029\u3000]+")
"""White space that is one space in a segment; no-break spaces are text."""

TagKind = Literal["open", "close", "empty"]


class Token(NamedTuple):
    """A stretch of a segment: text (`name` empty) or a tag."""

    text: str
    """As it stands in the segment."""
    name: str = ""
    """`s1`, `sub` ..."""
    kind: TagKind | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag beside the plain text."""

    name: str
    kind: TagKind
    offset: int
    """In the plain text."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """A segment without its tags."""

    text: str
    """Plain text, unescaped."""
    marks: tuple[Mark, ...]
    """The tags in their order."""


def escape(text: str) -> str:
    """Literal text as it stands in a segment."""
    text = _LITERAL.sub(r"&amp;\1lt;", text)
    return TAG.sub(lambda found: "&lt;" + found.group()[1:], text)


def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return _LITERAL.sub(lambda found: f"&{found.group(1)[4:]}lt;" if found.group(1) else "<", text)


def split_tags(text: str) -> tuple[Token, ...]:
    """A segment as text and tags, in order; joined they are the segment."""
    tokens: list[Token] = []
    position = 0
    for found in TAG.finditer(text):
        if found.start() > position:
            tokens.append(Token(text[position : found.start()]))
        kind: TagKind = "close" if found["close"] else "empty" if found["empty"] else "open"
        tokens.append(Token(found.group(), found["name"], kind))
        position = found.end()
    if position < len(text):
        tokens.append(Token(text[position:]))
    return tuple(tokens)


def tag_labels(text: str) -> tuple[str, ...]:
    """The tags of a segment as they are written, in order."""
    return tuple(found.group() for found in TAG.finditer(text))


def is_nested(labels: Sequence[str]) -> bool:
    """Whether each end tag ends the tag that was opened last, and none is left open."""
    stack: list[str] = []
    for label in labels:
        if label.endswith("/>"):
            continue
        if not label.startswith("</"):
            stack.append(label[1:-1])
        elif not stack or stack.pop() != label[2:-1]:
            return False
    return not stack


def plain(text: str) -> str:
    """A segment without tags, unescaped."""
    return unescape(TAG.sub("", text))


def places(text: str) -> tuple[int, ...]:
    """Where each character of `plain(text)` stands in the segment, and where the segment ends."""
    found: list[int] = []
    position = 0
    for token in split_tags(text):
        if not token.kind:
            start = 0
            for literal in _LITERAL.finditer(token.text):
                found += range(position + start, position + literal.start())
                found += [position + literal.start()] * len(unescape(literal.group()))
                start = literal.end()
            found += range(position + start, position + len(token.text))
        position += len(token.text)
    return (*found, position)


def strip_tags(text: str) -> Stripped:
    """Plain text and, beside it, where its tags stood."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for token in split_tags(text):
        if token.kind:
            marks.append(Mark(token.name, token.kind, length))
        else:
            parts.append(unescape(token.text))
            length += len(parts[-1])
    return Stripped("".join(parts), tuple(marks))


def collapse(text: str) -> str:
    """Runs of white space as one space."""
    return _SPACES.sub(" ", text)


_CODE = frozenset({"code", "kbd", "samp", "var", "tt", "svg", "math", "ruby"})
_MARKUP = frozenset({"br", "wbr", "img", "comment", "input", "footnote-ref", "task", "attributes", "a"})


def why_left_out(piece: Piece) -> str:
    """Why a tag that stands in no segment does not (one of `SKIP_REASONS`)."""
    if piece.element in _CODE:
        return "code"
    return "untranslatable" if piece.kind == "empty" and piece.element not in _MARKUP else "markup"


# --- pieces -> segment --------------------------------------------------------------------------


def encode(pieces: Sequence[Piece]) -> tuple[str, tuple[Tag, ...]]:
    """The segment of some pieces, and its tags.

    White space is normalised, and dropped at both ends; an element around all of the segment
    shows no tag; a start or end tag without its partner is shown as an empty one.
    """
    partner = partners(pieces)
    kept = list(range(len(pieces)))
    kept = _trim(pieces, kept)
    while len(kept) > 1 and partner.get(kept[0]) == kept[-1]:
        kept = _trim(pieces, kept[1:-1])
    return _write(pieces, kept, partner)


class _Tagged(Protocol):
    """What has a start, an end, or neither."""

    @property
    def kind(self) -> str: ...

    @property
    def element(self) -> str: ...


def partners(pieces: Sequence[_Tagged]) -> dict[int, int]:
    """Index of the end tag for each start tag, and the other way round.

    An end tag ends the nearest open element of its name, and leaves those that were opened inside of it without one.
    """
    partner: dict[int, int] = {}
    stack: list[int] = []
    waiting: Counter[str] = Counter()
    for index, piece in enumerate(pieces):
        if piece.kind == "open":
            stack.append(index)
            waiting[piece.element] += 1
        elif piece.kind == "close" and waiting[piece.element]:
            while pieces[opening := stack.pop()].element != piece.element:
                waiting[pieces[opening].element] -= 1
            waiting[piece.element] -= 1
            partner[opening] = index
            partner[index] = opening
    return partner


def _trim(pieces: Sequence[Piece], kept: list[int]) -> list[int]:
    """Without text pieces of mere white space at the ends."""

    def blank(index: int) -> bool:
        return pieces[index].kind == "text" and not collapse(pieces[index].text).strip(" ")

    while kept and blank(kept[0]):
        kept = kept[1:]
    while kept and blank(kept[-1]):
        kept = kept[:-1]
    return kept


def _write(pieces: Sequence[Piece], kept: list[int], partner: dict[int, int]) -> tuple[str, tuple[Tag, ...]]:
    out: list[str] = []
    tags: list[Tag] = []
    labels: dict[int, str] = {}
    after_space = True
    for is_text, group in itertools.groupby(kept, key=lambda index: pieces[index].kind == "text"):
        if is_text:
            # Together, for `<` and `s1>` in two pieces are literal text that looks like a tag.
            text = collapse("".join(pieces[index].text for index in group))
            text = text.lstrip(" ") if after_space else text
            if text:
                out.append(escape(text))
                after_space = text.endswith(" ")
            continue
        for index in group:
            piece = pieces[index]
            if piece.kind == "close" and index in partner:
                out.append(f"</{labels[partner[index]]}>")
                continue
            tag = _tag(pieces, index, partner.get(index), len(tags) + 1)
            labels[index] = tag.label
            tags.append(tag)
            if piece.kind == "empty":
                after_space = piece.element == "br"
            out.append(f"<{tag.label}>" if tag.close else f"<{tag.label}/>")
    return _strip_end(out), tuple(tags)


def _strip_end(out: list[str]) -> str:
    """Joined, without the space that stands last, be it before closing tags."""
    index = len(out) - 1
    while index >= 0 and TAG.fullmatch(out[index]) and out[index].startswith("</"):
        index -= 1
    if index >= 0 and not TAG.fullmatch(out[index]):
        out[index] = out[index].rstrip(" ")
    return "".join(out)


def _tag(pieces: Sequence[Piece], index: int, partner: int | None, number: int) -> Tag:
    piece = pieces[index]
    name = piece.element
    letter = name[0].lower() if name and "a" <= name[0].lower() <= "z" else "t"
    label = name if name in ("sub", "sup") else f"{letter}{number}"
    end = pieces[partner] if piece.kind == "open" and partner is not None else None
    legend = piece.note or name
    legend = legend if legend.startswith(name) else f"{name} {legend}"
    return Tag(label, legend, piece.span, end.span if end else None, end.written if end else "")


def piece_at(piece: Piece, start: int, stop: int) -> Piece:
    """Part of a text piece: characters [start, stop) of its decoded text; an entity or escape is never cut."""
    if piece.span.end - piece.span.start != len(piece.text):
        # One thing, or an attribute's or a setting's value, whose places are its whole.
        return Piece("text", piece.text[start:stop], piece.span)
    return Piece("text", piece.text[start:stop], Span(piece.span.start + start, piece.span.start + stop))
