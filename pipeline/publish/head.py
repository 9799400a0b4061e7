"""What a page says of itself: its language, its charset, where its other languages are, whether it is a draft.

Edits of the article's own tags, and lines put into the head and before the text; no segment is touched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline import languages
from pipeline.formats.front_matter import front_matter
from pipeline.formats.html_tokens import Attribute, Token, attributes, tokenize
from pipeline.model import Article, Span
from pipeline.publish.splice import Edit

_OG_LOCALES = {"ru": "ru_RU", "en": "en_US", "zh": "zh_CN"}
NOTICES = {
    "ru": "Машинный перевод: выделенные фразы никто не проверил. Не используйте эту страницу для решений о здоровье.",
    "en": "Machine translation: nobody has reviewed the marked sentences. Do not base health decisions on this page.",
    "zh": "机器翻译：标出的句子未经人工审校，请勿据此作出健康方面的决定。",
}
_TEXT_NOTICES = {
    "ru": "Машинный перевод: фразы в скобках ⟦ ⟧ никто не проверил. Не используйте этот текст для решений о здоровье.",
    "en": "Machine translation: nobody has reviewed the sentences in ⟦ ⟧. Do not base health decisions on this text.",
    "zh": "机器翻译：⟦ ⟧ 内的句子未经人工审校，请勿据此作出健康方面的决定。",
}
_LABELS = {"ru": "Языки", "en": "Languages", "zh": "语言"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one article."""

    language: str
    key: str
    """What its translations share: the article's name."""
    own_url: str
    """Absolute address; empty where the site's is not told."""
    alternates: tuple[tuple[str, str], ...]
    """Languages that the article is published in, with relative addresses, its own included."""
    urls: tuple[tuple[str, str], ...]
    """The same with absolute addresses; empty where the site's is not told."""
    default_url: str = ""
    """Of the page in the article's own language."""
    draft: bool = False
    switcher: bool = True


def edits_of(article: Article, page: Page) -> list[Edit]:
    """What makes an article a page of a site."""
    if article.format == "html":
        return list(_html(article, page))
    if article.format == "markdown":
        return list(_markdown(article, page))
    start = 1 if article.text.startswith("\ufeff") else 0
    return [Edit(Span(start, start), _TEXT_NOTICES[page.language] + "\n\n")] if page.draft else []


# --- HTML -----------------------------------------------------------------------------------------


def _html(article: Article, page: Page) -> Iterator[Edit]:
    tokens = list(tokenize(article.text))
    foreign = page.language != article.language
    for token in tokens:
        if token.kind == "start":
            values = {a.name: a for a in attributes(article.text, token)}
            yield from _language_edits(token, values, article, page)
            if token.name == "meta":
                yield from _meta_edits(values, page, foreign=foreign)
            elif token.name == "link" and page.urls and _is_ours(values):
                yield Edit(token.span, "")
        elif token.kind == "other" and foreign:
            yield from _xml_edits(article.text, token)
    yield from _inserted(tokens, page)


def _language_edits(
    token: Token, values: dict[str, Attribute], article: Article, page: Page
) -> Iterator[Edit]:
    wanted = languages.bcp47(page.language)
    foreign = page.language != article.language
    for name in ("lang", "xml:lang"):
        value = values.get(name)
        said = languages.normalise(value.value) if value else ""
        if value and foreign and (said == article.language or token.name == "html"):
            yield Edit(value.span, wanted)
    if token.name == "html" and "lang" not in values:
        place = token.span.start + len("<html")
        yield Edit(Span(place, place), f' lang="{wanted}"')


def _meta_edits(values: dict[str, Attribute], page: Page, *, foreign: bool) -> Iterator[Edit]:
    content = values.get("content")
    if foreign and "charset" in values and values["charset"].value.lower() != "utf-8":
        yield Edit(values["charset"].span, "utf-8")
    if foreign and content and "property" in values and values["property"].value.lower() == "og:locale":
        yield Edit(content.span, _OG_LOCALES[page.language])
    declared = content and re.search(r"(charset\s*=\s*)([\w-]+)", content.value, re.IGNORECASE)
    if foreign and content and declared and declared.group(2).lower() != "utf-8":
        start = content.span.start
        yield Edit(Span(start + declared.start(2), start + declared.end(2)), "utf-8")


def _is_ours(values: dict[str, Attribute]) -> bool:
    """Whether a link element says what the site says itself."""
    rel = values["rel"].value.lower() if "rel" in values else ""
    return rel == "canonical" or (rel == "alternate" and "hreflang" in values)


def _xml_edits(text: str, token: Token) -> Iterator[Edit]:
    found = re.match(r"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", text[token.span.start : token.span.end])
    if found and found.group(1).lower() != "utf-8":
        start = token.span.start
        yield Edit(Span(start + found.start(1), start + found.end(1)), "utf-8")


def _inserted(tokens: Iterable[Token], page: Page) -> Iterator[Edit]:
    """Lines at the end of the head, and behind the start of the body."""
    head = body = None
    for token in tokens:
        if token.kind == "end" and token.name == "head" and head is None:
            head = token.span.start
        elif token.kind == "start" and token.name == "body" and body is None:
            body = token.span.end
    lines = "".join(f"{line}\n" for line in _head_lines(page))
    if head is not None and lines:
        yield Edit(Span(head, head), lines)
    shown = "".join(f"\n{line}" for line in _body_lines(page))
    if body is not None and shown:
        yield Edit(Span(body, body), shown)


def _head_lines(page: Page) -> Iterator[str]:
    if page.own_url:
        yield f'<link rel="canonical" href="{html.escape(page.own_url)}">'
    for language, url in page.urls:
        yield f'<link rel="alternate" hreflang="{languages.bcp47(language)}" href="{html.escape(url)}">'
    if page.default_url and page.urls:
        yield f'<link rel="alternate" hreflang="x-default" href="{html.escape(page.default_url)}">'
    if page.draft:
        yield '<meta name="robots" content="noindex">'


def _body_lines(page: Page) -> Iterator[str]:
    if page.switcher and len(page.alternates) > 1:
        yield switcher(page)
    if page.draft:
        yield f'<p class="machine-draft-notice" role="note"><strong>{NOTICES[page.language]}</strong></p>'


def switcher(page: Page) -> str:
    """Links to the page's other languages, each in its own language."""
    parts = []
    for language, address in page.alternates:
        code, name = languages.bcp47(language), languages.native_name(language)
        if language == page.language:
            parts.append(f'<span lang="{code}" aria-current="page">{name}</span>')
        else:
            parts.append(f'<a lang="{code}" hreflang="{code}" href="{html.escape(address)}">{name}</a>')
    return f'<nav class="languages" aria-label="{_LABELS[page.language]}">{" · ".join(parts)}</nav>'


# --- Markdown -------------------------------------------------------------------------------------


def _markdown(article: Article, page: Page) -> Iterator[Edit]:
    """`lang` and `translationKey` in the front matter, as Hugo and Jekyll's plug-ins read them; a notice."""
    found = front_matter(article.text)
    wanted = {"lang": languages.bcp47(page.language), "translationKey": page.key}
    if page.draft:
        wanted["robots"] = "noindex"
    own = {value.key: value for value in found.values}
    for key in ("lang", "language", "locale"):
        if key in own:
            value = own[key]
            wanted.pop("lang", None)
            if languages.normalise(value.text) != page.language:
                quotes = value.style[5:] if value.style.startswith("toml") else ""
                yield Edit(value.span, f"{quotes}{languages.bcp47(page.language)}{quotes}")
    if not found.end:
        start = 1 if article.text.startswith("\ufeff") else 0
        lines = "".join(f"{key}: {_yaml(value)}\n" for key, value in wanted.items())
        notice = f"> **{NOTICES[page.language]}**\n\n" if page.draft else ""
        yield Edit(Span(start, start), f"---\n{lines}---\n\n{notice}")
        return
    is_toml = article.text.lstrip("\ufeff").startswith("+++")
    missing = {key: value for key, value in wanted.items() if key not in own}
    lines = "".join(
        f"{key} = {_yaml(value, quoted=True)}\n" if is_toml else f"{key}: {_yaml(value)}\n"
        for key, value in missing.items()
    )
    place = re.compile(r"^(?:---|\.\.\.|\+\+\+)[ \t]*\r?$", re.MULTILINE).search(
        article.text, article.text.index("\n") + 1
    )
    if place and lines:
        yield Edit(Span(place.start(), place.start()), lines)
    if page.draft:
        yield Edit(Span(found.end, found.end), f"\n> **{NOTICES[page.language]}**\n")


def _yaml(value: str, *, quoted: bool = False) -> str:
    plain = re.fullmatch(r"[A-Za-z][\w/.-]*", value, re.ASCII) and value.lower() not in (
        "yes",
        "no",
        "on",
        "off",
    )
    return value if plain and not quoted else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
