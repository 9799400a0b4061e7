"""What the XML formats share: character data, and tags of a segment as inline codes.

Pairs that are nested stand as one element around their text, others as two empty ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from pipeline import inline, safe_xml
from pipeline.errors import InputError

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Codes:
    """Names of a format's inline elements."""

    pair: str
    empty: str
    start: str
    """Begins what does not nest."""
    end: str
    link: str
    """Attribute of `end` that names its beginning."""


def text_of(text: str) -> str:
    """Character data; what XML cannot hold is left out."""
    return escape(_CONTROL.sub("", text), {"\r": "&#13;"})


def attribute(value: str) -> str:
    """A quoted attribute."""
    return quoteattr(_CONTROL.sub("", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def with_codes(text: str, codes: Codes, prefix: str = "") -> str:
    """A segment with its tags as inline elements, whose ids are their names behind `prefix`."""
    tokens = inline.split_tags(text)
    nested = _nested(tokens)
    parts: list[str] = []
    for at, token in enumerate(tokens):
        name = attribute(prefix + token.name)
        if token.kind is None:
            parts.append(text_of(token.text))
        elif token.kind == "empty":
            parts.append(f"<{codes.empty} id={name}/>")
        elif at in nested:
            parts.append(f"<{codes.pair} id={name}>" if token.kind == "open" else f"</{codes.pair}>")
        elif token.kind == "open":
            parts.append(f"<{codes.start} id={name}/>")
        else:
            parts.append(f"<{codes.end} {codes.link}={name}/>")
    return "".join(parts)


def _nested(tokens: Sequence[inline.Token]) -> frozenset[int]:
    """Places of tags that come in pairs and nest."""
    found: set[int] = set()
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            open_at.append(at)
        elif token.kind == "close":
            while open_at:
                start = open_at.pop()
                if tokens[start].name == token.name:
                    found |= {start, at}
                    break
    return frozenset(found)


def without_codes(element: safe_xml.Element, codes: Codes) -> str:
    """The segment with its tags. Elements that are no codes give their text."""
    parts: list[str] = []
    for item in element.content:
        if isinstance(item, str):
            parts.append(item)
            continue
        name = item.attributes.get("id" if item.name != codes.end else codes.link, "").rpartition(":")[2]
        inner = without_codes(item, codes)
        written = {
            codes.pair: f"<{name}>{inner}</{name}>",
            codes.empty: f"<{name}/>",
            codes.start: f"<{name}>",
            codes.end: f"</{name}>",
        }
        parts.append(written.get(item.name, inner) if name else inner)
    return "".join(parts)


def scanned(data: bytes, entries: Sequence[str], handle: object, path: str) -> safe_xml.Element:
    """`safe_xml.scan`, whose faults are told as InputError (`xml-unreadable`)."""
    try:
        return safe_xml.scan(data, entries, handle)  # type: ignore[arg-type]
    except safe_xml.XmlError as error:
        raise InputError(
            "xml-unreadable",
            f"The file cannot be read: {error.message}.",
            path=path,
            line=error.line,
            advice="Export it again from the tool that made it.",
        ) from error
