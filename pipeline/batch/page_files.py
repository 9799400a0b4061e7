"""What a published page becomes on disk: its bytes, its compiled catalogue, its title in the contents."""

from __future__ import annotations

from dataclasses import replace

from pipeline import inline
from pipeline.batch.deciding import Decided
from pipeline.catalogue import po
from pipeline.errors import ArticleError
from pipeline.model import Article, Entry
from pipeline.publish.choice import Used
from pipeline.publish.splice import Text


def encoded(text: str, article: Article, language: str) -> bytes:
    """A page's bytes; in the article's own encoding, what it lacks becomes a character reference, where HTML reads it.

    Raises ArticleError where that cannot be.
    """
    if language != article.language:
        return text.encode("utf-8")
    try:
        return text.encode(article.encoding, "xmlcharrefreplace" if article.format == "html" else "strict")
    except UnicodeEncodeError as error:
        letter = text[error.start]
        raise ArticleError(
            "unencodable",
            f"{letter!r} cannot be written in {article.encoding}, the article's encoding; the page is not written.",
            path=article.path,
            advice="Save the article in UTF-8.",
        ) from error


def compiled_of(decided: Decided, language: str) -> bytes:
    """The compiled catalogue: texts that a person approved and that stand on the page."""
    choices = zip(decided.prepared.segments, decided.choices[language], strict=True)
    entries = tuple(
        Entry(segment.context, segment.text, choice.text.text)
        for segment, choice in choices
        if choice.used in (Used.APPROVED, Used.LAST)
    )
    catalogue = replace(decided.catalogues[language], entries=entries)
    return po.compile_mo(catalogue)


def title_of(decided: Decided, language: str) -> Text:
    """The first title or heading of a page, else the article's name."""
    for kind in ("title", "h1", "h2"):
        for segment, choice in zip(decided.prepared.segments, decided.choices[language], strict=True):
            shown = inline.plain(choice.text.text)
            if segment.kind == kind and shown:
                return choice.text._replace(text=shown)
    return Text(decided.prepared.article.name, language)
