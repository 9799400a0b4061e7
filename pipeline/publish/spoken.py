"""Elements of an HTML page that say their own language, and what becomes of that when their text is translated.

<blockquote lang="ru"> in an English article --> on the Chinese page, translated: lang="zh-Hans"
                                              --> left as it is: Russian, whatever the article is in
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import inline, languages
from pipeline.formats import html_rules as rules
from pipeline.formats.html_tokens import RAW, Token, attributes, tokenize
from pipeline.model import Article, Segment, Span
from pipeline.publish.splice import Text

_CODE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(slots=True)
class Element:
    """An element within the page that says its language."""

    tag: Span
    """Its start tag."""
    language: str
    """`ru`, `en`, `zh`, or another language's code as it is written."""
    end: int
    """Where its content ends."""


class Spoken:
    """The languages of an article's parts, as its markup tells them."""

    def __init__(self, article: Article) -> None:
        self.article = article
        told = article.format == "html" and re.search(r"\blang\b", article.text, re.IGNORECASE)
        self.elements = sorted(_elements(article), key=lambda e: e.tag) if told else []
        self.starts = [element.tag.end for element in self.elements]

    def around(self, place: int) -> Element | None:
        """The innermost element with a language that a place of the article is in."""
        for element in reversed(self.elements[: bisect_right(self.starts, place)]):
            if place < element.end:
                return element
        return None

    def at(self, place: int) -> str:
        """The language of a place."""
        element = self.around(place)
        return element.language if element else self.article.language

    def retold(
        self, segments: Sequence[Segment], texts: Sequence[Text | None], language: str
    ) -> frozenset[int]:
        """Where the tags begin of elements whose text is in `language` now, and not what it was."""
        if not self.elements:
            return frozenset()
        found: set[int] = set()
        for segment, text in zip(segments, texts, strict=True):
            if text is None or text.language != language or text.text == segment.text:
                continue
            if element := self.around(segment.span.start):
                found.add(element.tag.start)
            found |= self._inline(segment, text.text)
        return frozenset(found)

    def _inline(self, segment: Segment, text: str) -> set[int]:
        """Elements within a sentence: a foreign word that the translator kept keeps its language."""
        told = {element.tag: element for element in self.elements}
        return {
            tag.open.start
            for tag in segment.tags
            if tag.open in told and _inside(text, tag.label) != _inside(segment.text, tag.label)
        }


def _inside(text: str, label: str) -> str:
    found = re.search(rf"<{label}>(.*?)</{label}>", text, re.DOTALL)
    return " ".join(inline.plain(found.group(1)).split()) if found else ""


class _Open:
    """Elements that are open at a place of the page, as a browser sees them."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, Element | None]] = []

    def close(self, index: int, at: int) -> Iterator[Element]:
        """Close those from `index` on."""
        for _, element in self.stack[index:]:
            if element:
                element.end = at
                yield element
        del self.stack[index:]

    def closed_by(self, name: str) -> int:
        """The first one that the start tag of `name` closes."""
        closed = rules.closed_by(name)
        for index in range(len(self.stack) - 1, max(-1, len(self.stack) - 30), -1):
            if self.stack[index][0] in closed:
                return index
            if self.stack[index][0] in rules.SCOPES:
                break
        return len(self.stack)

    def last(self, name: str) -> int:
        """The innermost one of a name."""
        found = (index for index in range(len(self.stack) - 1, -1, -1) if self.stack[index][0] == name)
        return next(found, len(self.stack))


def _elements(article: Article) -> Iterator[Element]:
    """The elements of a page that say a language, but for the page itself."""
    opened = _Open()
    for token in tokenize(article.text):
        if token.kind == "start":
            yield from opened.close(opened.closed_by(token.name), token.span.start)
            if token.name not in rules.VOID and token.name not in RAW and not token.empty:
                opened.stack.append((token.name, _said(article, token)))
        elif token.kind == "end":
            yield from opened.close(opened.last(token.name), token.span.start)
    yield from opened.close(0, len(article.text))


def _said(article: Article, token: Token) -> Element | None:
    if token.name == "html":
        return None
    values = {a.name: a.value.strip() for a in attributes(article.text, token)}
    code = values.get("lang") or values.get("xml:lang") or ""
    language = languages.normalise(code) or (code if _CODE.fullmatch(code) else "")
    return Element(token.span, language, len(article.text)) if language else None
