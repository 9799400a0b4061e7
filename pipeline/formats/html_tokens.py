"""An exact tokenizer for HTML: joined, its tokens are the text again, whatever the text is.

html.parser changes between patch releases and knows no places of attributes; bs4 has no places
of end tags and text. Only what splicing needs is told apart here; the tree is bs4's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Span

TokenKind = Literal["text", "start", "end", "comment", "other", "raw"]

RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is no markup; it is one `raw` token."""
_TEXT_ONLY = frozenset({"title"})
"""Elements whose content is text with character references and without tags."""
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_COMMENT_END = re.compile(r"--!?>")
_MARKUP = re.compile(r"<[A-Za-z/!?]")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute with the place of its value."""

    name: str
    """Lower case."""
    value: str
    """As written, entities not decoded."""
    span: Span
    quote: str = ""
    """`"` or `'` around it; empty if none."""


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the page."""

    kind: TokenKind
    span: Span
    name: str = ""
    """Lower-case element name of a tag; of a `raw` token, the element that it is in."""
    empty: bool = False
    """A start tag that ends with `/>`."""


def tokenize(text: str) -> Iterator[Token]:
    """Tokens that tile the text."""
    position = 0
    while position < len(text):
        found = _markup(text, position)
        if not found:
            behind = _MARKUP.search(text, position + 1)
            found = Token("text", Span(position, behind.start() if behind else len(text)))
        yield found
        position = found.span.end
        if found.kind == "start" and found.name in RAW | _TEXT_ONLY and not found.empty:
            end = _raw_end(text, position, found.name)
            if end > position:
                yield Token("raw" if found.name in RAW else "text", Span(position, end), found.name)
            position = end


def _raw_end(text: str, position: int, name: str) -> int:
    """Where the end tag of an element begins in which no other markup counts."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII).search(text, position)
    return found.start() if found else len(text)


def _markup(text: str, position: int) -> Token | None:
    if not _MARKUP.match(text, position):
        return None
    if text.startswith("<!--", position):
        return Token("comment", Span(position, _comment_end(text, position + 4)))
    if text[position + 1] in "!?":
        return Token("other", Span(position, _behind(text.find(">", position), text)))
    is_end = text[position + 1] == "/"
    name = _NAME.match(text, position + (2 if is_end else 1))
    end = _tag_end(text, position)
    if not name or not end:  # a tag that nothing closes is none, and not shown either
        return Token("other", Span(position, end or len(text)))
    empty = not is_end and text[end - 2] == "/"
    return Token("end" if is_end else "start", Span(position, end), name.group().lower(), empty)


def _comment_end(text: str, position: int) -> int:
    """Behind a comment whose content begins at `position`; `<!-->` and `<!--->` are comments without any."""
    for short in (">", "->"):
        if text.startswith(short, position):
            return position + len(short)
    found = _COMMENT_END.search(text, position)
    return found.end() if found else len(text)


def _behind(place: int, text: str) -> int:
    return place + 1 if place >= 0 else len(text)


_QUOTED_OR_END = re.compile(r"""=\s*(["'])|>""")


def _tag_end(text: str, position: int) -> int:
    """Behind the `>` of a tag, where one inside a quoted value does not count if the quote is closed; 0 if none is."""
    at = position
    while found := _QUOTED_OR_END.search(text, at):
        if not found.group(1):
            return found.end()
        close = text.find(found.group(1), found.end())
        if close < 0:
            break
        at = close + 1
    return text.find(">", position) + 1


def attributes(text: str, token: Token) -> tuple[Attribute, ...]:
    """The attributes of a start tag, the first of each name."""
    begin = token.span.start + 1 + len(token.name)
    made: dict[str, Attribute] = {}
    for found in _ATTRIBUTE.finditer(text, begin, token.span.end - 1):
        group = next((g for g in (2, 3, 4) if found.group(g) is not None), 0)
        value = found.group(group) if group else ""
        span = Span(*found.span(group)) if group else Span(found.end(), found.end())
        quote = {2: '"', 3: "'"}.get(group, "")
        made.setdefault(found.group(1).lower(), Attribute(found.group(1).lower(), value, span, quote))
    return tuple(made.values())
