"""The site's page of contents and its manifest."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote

from pipeline import languages


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the site."""

    article: str
    language: str
    source_language: str
    path: str
    """Below the site's folder."""
    title: str
    policy: str
    segments: dict[str, int]
    """Segments by where their text comes from (`pipeline.publish.choice.Used`)."""
    sha256: str
    """Of the page."""
    title_language: str = ""
    """Where the title is not translated, its language; empty: the page's."""
    source_sha256: str = ""
    """Of the article that the page was made from, whatever ends its lines."""
    texts_sha256: str = ""
    """Of the texts of its catalogue, approved or not."""
    compiled_sha256: str = ""
    """Of the compiled catalogue beside it."""
    outdated: bool = False
    """Whether its source or its catalogue has changed since, and nothing new could be published in its place."""
    outdated_since: str = ""
    """Day on which that was seen first: `2026-03-01`."""


def manifest(pages: Iterable[Listed]) -> bytes:
    """What stands on the site, for programs."""
    rows = [asdict(page) for page in sorted(pages, key=lambda p: (p.article, p.language))]
    return (json.dumps({"pages": rows}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_manifest(data: bytes) -> list[Listed]:
    """The pages of a manifest. Raises ValueError where it is damaged."""
    try:
        pages = [Listed(**row) for row in json.loads(data)["pages"]]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no manifest") from error
    if not all(_is_sound(page) for page in pages):
        raise ValueError("no manifest")
    return pages


def _is_sound(page: Listed) -> bool:
    texts = (
        page.article,
        page.language,
        page.source_language,
        page.path,
        page.title,
        page.policy,
        page.sha256,
        page.title_language,
        page.source_sha256,
        page.texts_sha256,
        page.compiled_sha256,
        page.outdated_since,
    )
    spoken = (
        {page.language, page.source_language, page.title_language or page.language}
        <= set(languages.LANGUAGES)
        if all(map(_is_text, texts))
        else False
    )
    return spoken and page.path.startswith(f"{page.language}/") and ".." not in page.path.split("/")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_STYLE = """
body { max-width: 60em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 system-ui, sans-serif;
  color: #1b1b1f; background: #fff }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td, th { text-align: start; padding: .5em 1em .5em 0; border-bottom: 1px solid #ccc; vertical-align: top;
  overflow-wrap: anywhere }
a { color: #0a58ca }
@media (max-width: 45em) {
  body { margin: 1em auto }
  table, tbody, tr, td { display: block }
  thead { display: none }
  tr { border-bottom: 2px solid #ccc; padding: .5em 0 }
  td { border: 0; padding: .2em 0 }
  td::before { content: attr(data-language); display: block; font-size: .8rem; opacity: .7 }
}
@media (prefers-color-scheme: dark) {
  body { color: #e6e6ea; background: #17171a } a { color: #8ab4ff } td, th, tr { border-color: #444 }
}
"""


def contents(pages: Sequence[Listed]) -> bytes:
    """A page that leads to every page that is up to date: an article a row, a language a column."""
    pages = [page for page in pages if not page.outdated]
    shown = sorted({page.language for page in pages}, key=languages.LANGUAGES.index)
    by_place = {(page.article, page.language): page for page in pages}
    head = "".join(
        f'<th scope="col" lang="{languages.bcp47(code)}">{languages.native_name(code)}</th>' for code in shown
    )
    rows = []
    for article in sorted({page.article for page in pages}):
        cells = "".join(_cell(by_place.get((article, code)), code) for code in shown)
        rows.append(f"<tr>{cells}</tr>")
    body = "\n".join(rows)
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Articles · Статьи · 文章</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Articles · Статьи · 文章</h1>\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
        "</table>\n</body>\n</html>\n"
    )
    return text.encode("utf-8")


def _cell(page: Listed | None, language: str) -> str:
    code, name = languages.bcp47(language), languages.native_name(language)
    if page is None:
        return f'<td data-language="{name}">—</td>'
    spoken = languages.bcp47(page.title_language) if page.title_language else code
    link = f'<a lang="{spoken}" hreflang="{code}" href="{html.escape(quote(page.path))}">{html.escape(page.title)}</a>'
    return f'<td data-language="{name}">{link}</td>'
