"""Formats of articles: a visible registry, and reading an article from its bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from pipeline import languages
from pipeline.errors import ArticleError
from pipeline.formats.base import Format, Parsed, ParseOptions
from pipeline.formats.encoding import decode
from pipeline.model import Article

MAX_BYTES = 20 * 2**20
"""Largest article, in bytes; the caller looks at a file's size before it reads it."""


def _html(text: str, options: ParseOptions) -> Parsed:
    from pipeline.formats.html import parse

    return parse(text, options)


def _markdown(text: str, options: ParseOptions) -> Parsed:
    from pipeline.formats.markdown import parse

    return parse(text, options)


def _text(text: str, options: ParseOptions) -> Parsed:
    from pipeline.formats.text import parse

    return parse(text, options)


FORMATS: tuple[Format, ...] = (
    Format("html", (".html", ".htm", ".xhtml"), _html),
    Format("markdown", (".md", ".markdown"), _markdown),
    Format("text", (".txt",), _text),
)


def format_for(path: str) -> Format | None:
    """The format that a file's suffix names."""
    suffix = PurePosixPath(path).suffix.lower()
    return next((f for f in FORMATS if suffix in f.suffixes), None)


def parser_of(name: str) -> Callable[[str, ParseOptions], Parsed]:
    """The parser of a format by its name."""
    return next(f.parse for f in FORMATS if f.name == name)


def parse_article(data: bytes, *, name: str, path: str, language: str, options: ParseOptions) -> Article:
    """An article from its bytes.

    `language` empty: what the article declares, else what its text looks like. Raises ArticleError
    (`unknown-format`, `empty-article`, `binary-file`, `undecodable`, `unknown-language`).
    """
    kind = format_for(path)
    if kind is None:
        raise ArticleError("unknown-format", "No format is known for this file.", path=path)
    text, codec = decode(data, path, declares=kind.name == "html")
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000"):
        raise ArticleError(
            "empty-article", "The file is empty.", path=path, advice="Write the article, or delete the file."
        )
    parsed = kind.parse(text, options)
    found = language or languages.normalise(parsed.language, traditional=True) or languages.detect(text)
    if not found:
        raise ArticleError(
            "unknown-language",
            "The article's language cannot be told.",
            path=path,
            advice="Put it into a folder named ru, en or zh, or add the language to its name: article.ru.txt.",
        )
    return Article(name, path, found, kind.name, codec, text, parsed.blocks, parsed.skips, parsed.addresses)
