"""The head of a published HTML page, the links to its other languages, and the notice on a draft."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from pipeline import languages
from pipeline.formats.html_attributes import Attributes, is_json_ld
from pipeline.formats.html_tokens import Attribute, Token, attributes, tokenize
from pipeline.formats.json_ld import json_strings
from pipeline.model import Article, Span
from pipeline.publish.citations import citation_edits
from pipeline.publish.edits import Edit
from pipeline.publish.page import NOTICES, Page

_OG_LOCALES = {"ru": "ru_RU", "en": "en_US", "zh": "zh_CN"}
_LABELS = {"ru": "Языки", "en": "Languages", "zh": "语言"}
_IN_HEAD = frozenset(
    {"html", "head", "title", "meta", "link", "base", "script", "style", "noscript", "template"}
)


def html_edits(article: Article, page: Page) -> Iterator[Edit]:
    """What makes an HTML article a page of a site."""
    tags = list(_tags(article))
    foreign = page.language != article.language
    if foreign:
        yield from charset_edits(article)
        yield from _charset_line(article, tags)
        yield from citation_edits(article, page.language)
    for token, values in tags:
        yield from _language_edits(token, values, article, page)
        if token.name == "meta":
            yield from _meta_edits(values, page, foreign=foreign)
        elif token.name == "link" and _is_replaced(values, page, foreign=foreign):
            yield Edit(token.span, "")
        elif token.name == "script" and foreign and is_json_ld(values):
            yield from _json_edits(article, token, page)
    yield from _inserted(article, tags, page)


def _tags(article: Article) -> Iterator[tuple[Token, Attributes]]:
    """The start tags of a page with their attributes."""
    for token in tokenize(article.text):
        if token.kind == "start":
            yield token, {a.name: a for a in attributes(article.text, token)}


def _value(values: Attributes, name: str) -> str:
    return values[name].value.strip().lower() if name in values else ""


# --- charset and language -------------------------------------------------------------------------


def charset_edits(article: Article) -> Iterator[Edit]:
    """UTF-8 in place of another charset, wherever the page declares one."""
    for name, span in _charsets(article):
        if name.lower() != "utf-8":
            yield Edit(span, "utf-8")


def _charsets(article: Article) -> Iterator[tuple[str, Span]]:
    """The charsets that a page declares."""
    for token in tokenize(article.text):
        if token.kind == "other":
            declared = article.text[token.span.start : token.span.end]
            yield from _named(r"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", declared, token.span)
        elif token.kind == "start" and token.name == "meta":
            values = {a.name: a for a in attributes(article.text, token)}
            if charset := values.get("charset"):
                yield from _named(r"\s*(\S+)", charset.value, charset.span)
            if _value(values, "http-equiv") == "content-type" and (content := values.get("content")):
                yield from _named(r".*?charset\s*=\s*([\w.:-]+)", content.value, content.span)


def _named(pattern: str, text: str, stretch: Span) -> Iterator[tuple[str, Span]]:
    if found := re.match(pattern, text, re.IGNORECASE | re.DOTALL):
        yield found.group(1), Span(stretch.start + found.start(1), stretch.start + found.end(1))


def _charset_line(article: Article, tags: Sequence[tuple[Token, Attributes]]) -> Iterator[Edit]:
    """A charset for a page that had none and is now in another one; a byte order mark says it too."""
    if article.encoding != "utf-8" and not article.text.startswith("\ufeff") and not any(_charsets(article)):
        head = next((token.span.end for token, _ in tags if token.name == "head"), None)
        if head is None:
            head = next(
                (token.span.end for token, _ in tags if token.name == "html"), _places(article.text)[0]
            )
        yield Edit(Span(head, head), '<meta charset="utf-8">')


def _language_edits(token: Token, values: Attributes, article: Article, page: Page) -> Iterator[Edit]:
    wanted = languages.bcp47(page.language)
    for name in ("lang", "xml:lang"):
        if value := values.get(name):
            is_page = token.name == "html" or token.span.start in page.retold
            if is_page and languages.normalise(value.value) != page.language:
                yield Edit(value.span, wanted if _is_written(value, article.text) else f'="{wanted}"')
    if token.name == "html" and "lang" not in values:
        place = token.span.start + len("<html")
        yield Edit(Span(place, place), f' lang="{wanted}"')


def _is_written(value: Attribute, text: str) -> bool:
    """Whether an attribute has a value; `<html lang>` has none."""
    return bool(value.value or value.quote) or text[value.span.start - 1] == "="


# --- metadata -------------------------------------------------------------------------------------


def _meta_edits(values: Attributes, page: Page, *, foreign: bool) -> Iterator[Edit]:
    content = values.get("content")
    if not content:
        return
    named = _value(values, "property") or _value(values, "name")
    if foreign and named == "og:locale":
        yield Edit(content.span, _OG_LOCALES[page.language])
    elif foreign and _value(values, "http-equiv") == "content-language":
        yield Edit(content.span, languages.bcp47(page.language))
    elif named == "og:url" and page.own_url:
        yield Edit(content.span, html.escape(page.own_url))
    elif named == "robots" and page.draft:
        yield Edit(content.span, "noindex")


def _is_replaced(values: Attributes, page: Page, *, foreign: bool) -> bool:
    """Whether a link says what the site says itself, or what is true of the article's own page alone."""
    kinds = _value(values, "rel").split()
    if "canonical" in kinds:
        return foreign or bool(page.urls)
    return "alternate" in kinds and "hreflang" in values and bool(page.urls)


def _json_edits(article: Article, script: Token, page: Page) -> Iterator[Edit]:
    """`inLanguage` in data for search engines."""
    start = script.span.end
    end = re.compile("</script", re.IGNORECASE).search(article.text, start)
    for _, texts in json_strings(article.text[start : end.start() if end else len(article.text)]):
        for text in texts:
            if text.key == "inLanguage" and languages.normalise(text.text) == article.language:
                span = Span(start + text.span.start, start + text.span.end)
                yield Edit(span, languages.bcp47(page.language))


# --- lines put in ---------------------------------------------------------------------------------


def _inserted(article: Article, tags: Sequence[tuple[Token, Attributes]], page: Page) -> Iterator[Edit]:
    """Lines at the end of the head, and behind the start of the body, or where those would be."""
    head, body = _places(article.text)
    is_xml = article.path.lower().endswith(".xhtml") or article.text.lstrip("\ufeff").startswith("<?xml")
    lines = "".join(f"{line[:-1]}{'/' if is_xml else ''}>\n" for line in _head_lines(tags, page))
    shown = list(_body_lines(page))
    if body == head:
        lines += "".join(f"{line}\n" for line in shown)
    elif shown:
        yield Edit(Span(body, body), "".join(f"\n{line}" for line in shown))
    if lines:
        yield Edit(Span(head, head), lines)


def _places(text: str) -> tuple[int, int]:
    """Where the head ends, and where the body begins; a page may leave out the tags of both."""
    head = body = -1
    first = 1 if text.startswith("\ufeff") else 0
    for token in tokenize(text):
        if token.kind == "end" and token.name == "head" and head < 0:
            head = token.span.start
        elif token.kind == "start" and token.name == "body":
            body = token.span.end
            head = token.span.start if head < 0 else head
        if body >= 0:
            break
        in_head = token.name in _IN_HEAD or token.kind in ("comment", "other", "raw")
        if head < 0 and not in_head and text[token.span.start : token.span.end].strip("\ufeff \t\r\n"):
            head = body = max(token.span.start, first)
            break
        if head >= 0 and token.kind == "start":
            body = token.span.start
            break
    head = len(text) if head < 0 else head
    return head, head if body < 0 else body


def _head_lines(tags: Sequence[tuple[Token, Attributes]], page: Page) -> Iterator[str]:
    if page.own_url:
        yield f'<link rel="canonical" href="{html.escape(page.own_url)}">'
    for language, url in page.urls:
        yield f'<link rel="alternate" hreflang="{languages.bcp47(language)}" href="{html.escape(url)}">'
    if page.default_url and page.urls:
        yield f'<link rel="alternate" hreflang="x-default" href="{html.escape(page.default_url)}">'
    told = {
        _value(values, "property") or _value(values, "name") for token, values in tags if token.name == "meta"
    }
    if any(name.startswith("og:") for name in told) and "og:locale" not in told:
        yield f'<meta property="og:locale" content="{_OG_LOCALES[page.language]}">'
    if page.draft and "robots" not in told:
        yield '<meta name="robots" content="noindex">'


def _body_lines(page: Page) -> Iterator[str]:
    if page.switcher and len(page.alternates) > 1:
        yield _switcher(page)
    if page.draft:
        yield f'<p class="machine-draft-notice" role="note"><strong>{NOTICES[page.language]}</strong></p>'


def _switcher(page: Page) -> str:
    """Links to the page's other languages, each in its own language."""
    parts = []
    for language, address in page.alternates:
        code, name = languages.bcp47(language), languages.native_name(language)
        if language == page.language:
            parts.append(f'<span lang="{code}" aria-current="page">{name}</span>')
        else:
            parts.append(f'<a lang="{code}" hreflang="{code}" href="{html.escape(address)}">{name}</a>')
    return f'<nav class="languages" aria-label="{_LABELS[page.language]}">{" · ".join(parts)}</nav>'
