"""Citations that stand untranslated on an HTML page: their element says what language they are in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline import languages
from pipeline.formats import html_rules as rules
from pipeline.formats.html_tokens import Token, attributes, tokenize
from pipeline.model import Article, Span
from pipeline.publish.edits import Edit

_TAG = re.compile(r"<[^>]*>")
_CYRILLIC, _HAN, _LATIN = re.compile("[А-Яа-яЁё]"), re.compile(f"[{languages.HAN}]"), re.compile("[A-Za-z]")


def citation_edits(article: Article, language: str) -> Iterator[Edit]:
    """`lang` at elements that hold nothing but a citation in another language than the page's."""
    cited = [skip.span.start for skip in article.skips if skip.reason == "bibliography"]
    for token, content in _paragraphs(article) if cited else ():
        at = bisect_left(cited, content.start)
        if at == len(cited) or cited[at] >= content.end:
            continue
        spoken = _language(_TAG.sub("", article.text[slice(*content)]), article.language)
        names = {attribute.name for attribute in attributes(article.text, token)}
        if spoken and spoken != language and not names & {"lang", "xml:lang"}:
            place = token.span.start + 1 + len(token.name)
            yield Edit(Span(place, place), f' lang="{languages.bcp47(spoken)}"')


def _paragraphs(article: Article) -> Iterator[tuple[Token, Span]]:
    """Block elements without others in them, and where their content stands."""
    opened: Token | None = None
    for token in tokenize(article.text):
        if token.kind not in ("start", "end") or token.name not in rules.BLOCK:
            continue
        closes = token.name == opened.name if opened and token.kind == "end" else False
        follows = opened is not None and token.kind == "start" and opened.name in rules.closed_by(token.name)
        if opened and (closes or follows):
            yield opened, Span(opened.span.end, token.span.start)
        opened = token if token.kind == "start" else None


def _language(words: str, own: str) -> str:
    """What a citation is in, as its letters tell; empty where they do not: Latin ones may be of many languages."""
    if _HAN.search(words):
        return "zh"
    if _CYRILLIC.search(words):
        return "ru"
    return "en" if own == "en" and _LATIN.search(words) else ""
