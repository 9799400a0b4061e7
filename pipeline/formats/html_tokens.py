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
_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


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
    position, last_angle, lowered = 0, text.rfind(">"), text.lower()
    raw = ""
    while position < len(text):
        if raw:
            end = lowered.find(f"</{raw}", position)
            end = len(text) if end < 0 else end
            if end > position:
                yield Token("raw", Span(position, end), raw)
            position, raw = end, ""
            continue
        found = _markup(text, position, last_angle) if text[position] == "<" else None
        if found:
            yield found
            position = found.span.end
            if found.kind == "start" and found.name in RAW and not found.empty:
                raw = found.name
            continue
        end = position + 1
        while (end := text.find("<", end)) >= 0 and not _begins_markup(text, end, last_angle):
            end += 1
        end = len(text) if end < 0 else end
        yield Token("text", Span(position, end))
        position = end


def _begins_markup(text: str, position: int, last_angle: int) -> bool:
    following = text[position + 1 : position + 2]
    return position < last_angle and (
        (following.isalpha() and following.isascii()) or following in ("/", "!", "?")
    )


def _markup(text: str, position: int, last_angle: int) -> Token | None:
    if not _begins_markup(text, position, last_angle):
        return None
    if text.startswith("<!--", position):
        end = text.find("-->", position + 4)
        return Token("comment", Span(position, end + 3 if end >= 0 else len(text)))
    if text[position + 1] in "!?":
        return Token("other", Span(position, text.find(">", position) + 1))
    is_end = text[position + 1] == "/"
    name = _NAME.match(text, position + (2 if is_end else 1))
    end = _tag_end(text, position)
    if not name:
        return Token("other", Span(position, end))
    empty = not is_end and text[end - 2] == "/"
    return Token("end" if is_end else "start", Span(position, end), name.group().lower(), empty)


_QUOTED_OR_END = re.compile(r"""=\s*(["'])|>""")


def _tag_end(text: str, position: int) -> int:
    """Behind the `>` of a tag; one inside a quoted value does not count, if the quote is closed nearby."""
    at = position
    while found := _QUOTED_OR_END.search(text, at):
        if not found.group(1):
            return found.end()
        close = text.find(found.group(1), found.end(), found.end() + 100_000)
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
