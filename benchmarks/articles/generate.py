"""Workspaces with as many generated articles as are wanted: Markdown, HTML and plain text in turn.

python -m benchmarks.articles.generate FOLDER 100 ru,en,zh
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from benchmarks.articles.base import Texts, phrases_of

ROOT = Path(__file__).resolve().parent.parent.parent
SENTENCES, ITEMS, SECTIONS = 18, 5, 3
"""Of an article, beside its title."""
Block = tuple[str, str]
"""`h1`, `h2`, `p` or `li`, and its text."""


def blocks(language: str, number: int) -> Iterator[Block]:
    """The article of a number: a title, sections of two paragraphs, and a list."""
    phrases = phrases_of(language)
    said = Texts(phrases.sentences, phrases.slots).starting_at(number * SENTENCES)
    headings = Texts(phrases.headings, phrases.slots)
    items = Texts(phrases.items, phrases.slots)
    yield "h1", Texts(phrases.titles, phrases.slots).text(number)
    for section in range(SECTIONS):
        yield "h2", headings.text(number * SECTIONS + section)
        for _ in range(2):
            yield "p", phrases.joiner.join(next(said) for _ in range(SENTENCES // SECTIONS // 2))
    for item in range(ITEMS):
        yield "li", items.text(number * ITEMS + item)


def markdown(found: Sequence[Block]) -> str:
    marks = {"h1": "# ", "h2": "## ", "p": "", "li": "- "}
    return "\n\n".join(marks[kind] + text for kind, text in found) + "\n"


def plain(found: Sequence[Block]) -> str:
    return "\n\n".join(("- " if kind == "li" else "") + text for kind, text in found) + "\n"


def html(found: Sequence[Block], language: str) -> str:
    lines = [f"<{kind}>{escape(text)}</{kind}>" for kind, text in found if kind != "li"]
    lines += ["<ul>", *(f"<li>{escape(text)}</li>" for kind, text in found if kind == "li"), "</ul>"]
    page = "\n".join(["<article>", *lines, "</article>"])
    return f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n{page}\n</html>\n'


def write_article(sources: Path, language: str, number: int) -> Path:
    """One article in `sources/<language>`, a thousand to a folder."""
    found = list(blocks(language, number))
    kinds = {".md": markdown(found), ".html": html(found, language), ".txt": plain(found)}
    suffix = list(kinds)[number % 3]
    path = sources / language / f"{language}-{number // 1000:03}" / f"article-{number:06}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(kinds[suffix], encoding="utf-8")
    return path


def workspace(place: Path, articles: int, languages: Sequence[str], settings: str = "") -> Path:
    """A workspace with the sample's term base and so many articles in all, the languages in turn."""
    shutil.rmtree(place, ignore_errors=True)
    (place / "glossary").mkdir(parents=True)
    for file in (ROOT / "glossary").glob("*.csv"):
        shutil.copy(file, place / "glossary")
    (place / "termlock.toml").write_text(settings, encoding="utf-8")
    for number in range(articles):
        write_article(place / "sources", languages[number % len(languages)], number // len(languages))
    return place


if __name__ == "__main__":
    workspace(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(","))
