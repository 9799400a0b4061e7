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


def manifest(pages: Iterable[Listed]) -> bytes:
    """What stands on the site, for programs."""
    rows = [asdict(page) for page in sorted(pages, key=lambda p: (p.article, p.language))]
    return (json.dumps({"pages": rows}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_manifest(data: bytes) -> list[Listed]:
    """The pages of a manifest; none where it cannot be read."""
    try:
        return [Listed(**row) for row in json.loads(data)["pages"]]
    except (ValueError, KeyError, TypeError):
        return []


_STYLE = """
body { max-width: 60em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 system-ui, sans-serif;
  color: #1b1b1f; background: #fff }
table { border-collapse: collapse; width: 100% }
td, th { text-align: start; padding: .5em 1em .5em 0; border-bottom: 1px solid #ccc; vertical-align: top }
a { color: #0a58ca }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6ea; background: #17171a } a { color: #8ab4ff } td, th { border-color: #444 }
}
"""


def contents(pages: Sequence[Listed]) -> bytes:
    """A page that leads to every page: an article a row, a language a column."""
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
    code = languages.bcp47(language)
    if page is None:
        return "<td>—</td>"
    address = html.escape(quote(page.path))
    return f'<td><a lang="{code}" hreflang="{code}" href="{address}">{html.escape(page.title)}</a></td>'
