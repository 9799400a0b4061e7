"""JSON-LD, data for search engines in a page: its texts with exact places."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import Span

KEYS = frozenset({"headline", "description", "name", "alternativeHeadline"})
"""Keys whose texts are translated."""
_NAMES_OF = re.compile(r"(?:Person|Organization|Brand|Corporation|Hospital|Publisher|WebSite)\b")
"""Types whose `name` is a name of its own."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair of code units: no file can hold it."""
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s"{}\[\],:]+')


@dataclass(frozen=True, slots=True)
class JsonText:
    """A text under a key."""

    key: str
    text: str
    """Decoded."""
    span: Span
    """Of what stands between its quotation marks."""


@dataclass(slots=True)
class _Object:
    texts: list[JsonText] = field(default_factory=list)
    type: str = ""


def json_strings(raw: str) -> Iterator[tuple[str, list[JsonText]]]:
    """Each object's type and its texts, inner objects first; nothing where the data is not valid."""
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return
    stack = [_Object()]
    key = before = ""
    for found in _TOKEN.finditer(raw):
        mark = found.group()
        if mark == "{":
            stack.append(_Object())
        elif mark == "}":
            closed = stack.pop()
            yield closed.type, closed.texts
        elif mark.startswith('"'):
            text = str(json.loads(mark))
            if before == ":" and key and not _HALF.search(text):
                stack[-1].texts.append(JsonText(key, text, Span(found.start() + 1, found.end() - 1)))
                stack[-1].type = text if key == "@type" else stack[-1].type
            key = "" if before == ":" else text
        if mark in ("{", "[", "]", "}", ","):
            key = ""
        before = mark


def json_texts(raw: str) -> Iterator[JsonText]:
    """Texts that are translated: headlines, descriptions, and names but for those of people and organisations."""
    for kind, texts in json_strings(raw):
        for text in texts:
            if text.key in KEYS and text.text.strip() and not (text.key == "name" and _NAMES_OF.search(kind)):
                yield text
