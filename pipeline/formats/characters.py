"""Text with character references and escapes as pieces: stretches as they stand, and one piece for each reference."""

from __future__ import annotations

import html
import html.entities
import re
from collections.abc import Callable

from pipeline.model import Piece, Span

_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z][A-Za-z0-9]{0,31};?)")
"""As the HTML standard has them, those without `;` included."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|[A-Za-z][A-Za-z0-9]{0,31});")
"""As CommonMark has them."""


def html_text(raw: str, start: int) -> list[Piece]:
    """HTML text that begins at `start`: the pieces' texts joined are `html.unescape(raw)`."""
    return _split(raw, start, _REFERENCE, lambda found: html.unescape(found.group()))


def attribute_text(raw: str) -> str:
    """The value of an HTML attribute: a reference without `;` before a letter or `=` is none (`?a=1&copy=2`)."""

    def decode(found: re.Match[str]) -> str:
        name = found.group()
        if name.endswith(";") or name.startswith("&#"):
            return html.unescape(name)
        is_query = raw[found.end() : found.end() + 1] == "="
        return name if is_query else html.entities.html5.get(name[1:], name)

    return _REFERENCE.sub(decode, raw)


def markdown_text(raw: str, start: int) -> list[Piece]:
    """Markdown text without markup that begins at `start`, its escapes and entities resolved."""
    return _split(raw, start, _ESCAPE, lambda found: found.group(1) or html.unescape(found.group()))


def _split(
    raw: str, start: int, pattern: re.Pattern[str], decode: Callable[[re.Match[str]], str]
) -> list[Piece]:
    pieces: list[Piece] = []
    position = 0
    for found in pattern.finditer(raw):
        shown = decode(found)
        if shown == found.group():
            continue  # an ampersand that begins nothing
        if found.start() > position:
            pieces.append(_text(raw, start, position, found.start()))
        # A reference to a character that there is not (`&#1;`) shows nothing.
        pieces.append(Piece("text", shown, Span(start + found.start(), start + found.end())))
        position = found.end()
    if position < len(raw):
        pieces.append(_text(raw, start, position, len(raw)))
    return pieces


def _text(raw: str, start: int, begin: int, end: int) -> Piece:
    return Piece("text", raw[begin:end], Span(start + begin, start + end))
