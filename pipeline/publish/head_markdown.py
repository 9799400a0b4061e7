"""Front matter of a published Markdown file, and the notice on a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import languages
from pipeline.formats.front_matter import front_matter
from pipeline.model import Article, Span
from pipeline.publish.edits import Edit
from pipeline.publish.page import NOTICES, Page


def markdown_edits(article: Article, page: Page) -> Iterator[Edit]:
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
    end = "\r\n" if "\r\n" in article.text else "\n"
    if not found.end:
        start = 1 if article.text.startswith("\ufeff") else 0
        lines = "".join(f"{key}: {_yaml(value)}{end}" for key, value in wanted.items())
        notice = f"> **{NOTICES[page.language]}**{end}{end}" if page.draft else ""
        yield Edit(Span(start, start), f"---{end}{lines}---{end}{end}{notice}")
        return
    is_toml = article.text.lstrip("\ufeff").startswith("+++")
    missing = {key: value for key, value in wanted.items() if key not in own}
    lines = "".join(
        f"{key} = {_yaml(value, quoted=True)}{end}" if is_toml else f"{key}: {_yaml(value)}{end}"
        for key, value in missing.items()
    )
    place = re.compile(r"^(?:---|\.\.\.|\+\+\+)[ \t]*\r?$", re.MULTILINE).search(
        article.text, article.text.index("\n") + 1
    )
    if place and lines:
        yield Edit(Span(place.start(), place.start()), lines)
    if page.draft:
        yield Edit(Span(found.end, found.end), f"{end}> **{NOTICES[page.language]}**{end}{end}")


def _yaml(value: str, *, quoted: bool = False) -> str:
    plain = re.fullmatch(r"[A-Za-z][\w/.-]*", value, re.ASCII) and value.lower() not in (
        "yes",
        "no",
        "on",
        "off",
    )
    return value if plain and not quoted else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
