"""What a page says of itself: its language, its charset, where its other languages are, whether it is a draft.

Edits of the article's own tags, and lines put into the head and before the text; no segment is touched.
"""

from __future__ import annotations

from pipeline.model import Article, Span
from pipeline.publish.edits import Edit
from pipeline.publish.head_html import charset_edits, html_edits
from pipeline.publish.head_markdown import markdown_edits
from pipeline.publish.page import TEXT_NOTICES, Page


def edits_of(article: Article, page: Page) -> list[Edit]:
    """What makes an article a page of a site."""
    if article.format == "html":
        return list(html_edits(article, page))
    if article.format == "markdown":
        return list(markdown_edits(article, page))
    start = 1 if article.text.startswith("\ufeff") else 0
    return [Edit(Span(start, start), TEXT_NOTICES[page.language] + "\n\n")] if page.draft else []


def bare_edits(article: Article, language: str) -> list[Edit]:
    """What a page needs to be read at all: other languages are written in UTF-8, and say so."""
    is_foreign_page = article.format == "html" and language != article.language
    return list(charset_edits(article)) if is_foreign_page else []
