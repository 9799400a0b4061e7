"""What a tag's attributes hold: texts, addresses, and what a translator should know."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from pipeline.formats import html_rules as rules
from pipeline.formats.characters import attribute_text
from pipeline.formats.html_tokens import Attribute, Token
from pipeline.model import Address, Span

Attributes = Mapping[str, Attribute]
"""A tag's attributes by name."""
_SET_ENTRY = re.compile(r"[^\s,][^\s]*[^\s,]|[^\s,]")


def texts_of(token: Token, values: Attributes) -> Iterator[tuple[str, Attribute]]:
    """Attributes with texts, each with the kind of its block."""
    if token.name == "meta":
        named = values.get("name") or values.get("property")
        kind = rules.METAS.get(named.value.lower(), "") if named else ""
        if kind and "content" in values:
            yield kind, values["content"]
        return
    for name, kind in rules.ATTRIBUTES.items():
        if name in values:
            yield kind, values[name]
    if token.name == "input" and "value" in values and _value(values, "type") in rules.BUTTONS:
        yield "button", values["value"]


def _value(values: Attributes, name: str) -> str:
    return values[name].value.strip().lower() if name in values else ""


def is_json_ld(values: Attributes) -> bool:
    """Whether a script holds data for search engines."""
    return _value(values, "type") == "application/ld+json"


def addresses_of(values: Attributes) -> list[Address]:
    """Links among a tag's attributes."""
    made = [
        Address(found.span, attribute_text(found.value), f"attribute:{found.quote}")
        for name in rules.LINKS
        if (found := values.get(name)) and found.value.strip()
    ]
    if (pictures := values.get("srcset")) and pictures.quote:
        made += _of_set(pictures)
    return made


def _of_set(pictures: Attribute) -> Iterator[Address]:
    """Addresses of `a.png 1x, b.png 2x`."""
    position = 0
    while found := _SET_ENTRY.search(pictures.value, position):
        span = Span(pictures.span.start + found.start(), pictures.span.start + found.end())
        yield Address(span, attribute_text(found.group()), f"attribute:{pictures.quote}")
        comma = pictures.value.find(",", found.end())
        position = comma + 1 if comma >= 0 else len(pictures.value)


def note_of(name: str, values: Attributes) -> str:
    """What a translator should know of a tag."""
    for attribute in ("href", "src"):
        if attribute in values and (value := html.unescape(values[attribute].value)):
            return f"{name} {value if len(value) <= 60 else value[:57] + '…'}"
    return name
