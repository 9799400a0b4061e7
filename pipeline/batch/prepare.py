"""One article, read and cut: all that a run needs to know of it before its catalogues are looked at."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import inline, languages
from pipeline.batch.discover import ArticleSource
from pipeline.errors import ArticleError
from pipeline.formats import MAX_BYTES, parse_article
from pipeline.formats.front_matter import front_matter
from pipeline.glossary.matching import TermBase
from pipeline.model import Article, Finding, Segment, Severity, Skip, TermMatch
from pipeline.segmentation import segment
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article as segments with their terms."""

    article: Article
    segments: tuple[Segment, ...]
    skips: tuple[Skip, ...]
    """All that stands in no segment, in the order of the article."""
    matches: tuple[tuple[TermMatch, ...], ...]
    """Terms of each segment, in the order of the segments."""
    findings: tuple[Finding, ...] = ()
    draftable: bool = True

    @property
    def words(self) -> int:
        """Words of all segments, counted in the article's language."""
        return sum(languages.word_count(inline.plain(s.text), self.article.language) for s in self.segments)

    def skip_counts(self) -> Counter[str]:
        return Counter(skip.reason for skip in self.skips)


def read_source(source: ArticleSource) -> bytes:
    """An article's bytes. Raises ArticleError when it cannot be read or is too large."""
    try:
        about = source.file.stat()
        if not stat.S_ISREG(about.st_mode):
            raise ArticleError(
                "unreadable",
                "This is no file but a device or a pipe.",
                path=source.path,
                advice="Put a copy of the article in its place.",
            )
        size = about.st_size
        if size > MAX_BYTES:
            raise ArticleError(
                "article-too-large",
                f"The file has {size / 2**20:.0f} MB; articles may have {MAX_BYTES // 2**20} MB.",
                path=source.path,
                advice="Split it into several articles.",
            )
        return Path(source.file).read_bytes()
    except OSError as error:
        raise ArticleError(
            "unreadable",
            f"The file cannot be read ({error.strerror}).",
            path=source.path,
            advice="Check that it is there and that you may read it.",
        ) from error


def prepare(
    source: ArticleSource, settings: Settings, terms: TermBase, content: bytes | None = None
) -> Prepared:
    """Read, parse, cut and match one article, whose bytes may be given. Raises ArticleError."""
    article = parse_article(
        read_source(source) if content is None else content,
        name=source.name,
        path=source.path,
        language=source.language,
        options=settings.formats,
    )
    if article.language not in settings.languages:
        raise ArticleError(
            "language-not-wanted",
            f"The article's language is {languages.name(article.language)}, which the settings do not name.",
            path=article.path,
            advice="Add it to languages in termlock.toml, or move the article into its language's folder.",
        )
    cut = segment(article, "block" if settings.segmentation.mode == "block" else "sentence")
    if not cut.segments:
        raise ArticleError(
            "empty-article",
            "The article holds no text to translate.",
            path=article.path,
            advice="See what was left out with: termlock run --dry-run --explain",
        )
    matches = tuple(terms.find(inline.plain(s.text), article.language) for s in cut.segments)
    skips = tuple(sorted((*article.skips, *cut.skips), key=lambda s: s.span))
    traditional = _traditional(article)
    mistaken = _mistaken(article, cut.segments, source)
    broken = _broken_front_matter(article, settings)
    findings = (
        *broken,
        *_foreign(article, source),
        *mistaken,
        *traditional,
        *_alike(article, cut.segments, matches),
    )
    draftable = not traditional and not mistaken
    return Prepared(article, cut.segments, skips, matches, findings, draftable)


def _mistaken(article: Article, segments: Sequence[Segment], source: ArticleSource) -> tuple[Finding, ...]:
    """An article that clearly is in another language than its place says: its drafts would be its own text."""
    text = "\n".join(inline.plain(segment.text) for segment in segments)
    if not (other := languages.contradicted(text, article.language)):
        return ()
    here, there = languages.name(article.language), languages.name(other)
    said = "its folder or its name says" if source.language else "it declares"
    message = (
        f"The article counts as {here}, as {said}, but its text is {there}; it is extracted and not drafted. "
        + (f"Move it into the folder {other}." if source.language else f"Correct its declaration to {other}.")
    )
    return (Finding("language-mistaken", Severity.WARNING, message, article.path, segments[0].line),)


def _broken_front_matter(article: Article, settings: Settings) -> tuple[Finding, ...]:
    """A front matter that cannot be read, and so has no title and description."""
    keys = settings.formats.front_matter
    if article.format != "markdown" or not keys or any(_is_metadata(block.kind) for block in article.blocks):
        return ()  # what was read is not read again
    if not (fault := front_matter(article.text).fault):
        return ()
    message = (
        f"The front matter is no valid {fault.language} ({fault.what}): none of it is translated, "
        f"not {', '.join(keys)}. Mend it: texts that hold marks of their own stand between quotation marks."
    )
    return (Finding("front-matter", Severity.WARNING, message, article.path, fault.line),)


def _is_metadata(kind: str) -> bool:
    return kind == "title" or kind.startswith("meta:")


def _foreign(article: Article, source: ArticleSource) -> tuple[Finding, ...]:
    """An article in the folder of a language that termlock does not translate from."""
    if not source.foreign:
        return ()
    looks = languages.detect(article.text) == article.language
    message = (
        f"The folder {source.foreign} names a language that cannot be translated from; the article is taken as "
        f"{languages.name(article.language)}, because {'its text looks like it' if looks else 'it declares so'}. "
        f"Move it into the folder of its language ({', '.join(languages.LANGUAGES)}), or out of the source folder."
    )
    return (Finding("folder-language", Severity.WARNING, message, article.path),)


def _alike(
    article: Article, segments: Sequence[Segment], matches: Sequence[tuple[TermMatch, ...]]
) -> tuple[Finding, ...]:
    """Terms in letters of another alphabet that only look like their own: they are found, and searches miss them."""
    return tuple(
        Finding(
            "lookalike-letters",
            Severity.WARNING,
            f"“{match.surface}” holds letters of another alphabet that only look like those of the term. Type it anew.",
            article.path,
            segment.line,
            segment.context,
            article.language,
        )
        for segment, found in zip(segments, matches, strict=True)
        for match in found
        if match.alike
    )


def _traditional(article: Article) -> tuple[Finding, ...]:
    if article.language != "zh" or not (places := languages.traditional_offsets(article.text)):
        return ()
    line = article.text.count("\n", 0, places[0]) + 1
    message = (
        "The article is written in traditional Chinese characters; it is extracted and not drafted. "
        "Convert it to simplified characters first."
    )
    return (Finding("traditional-chinese", Severity.WARNING, message, article.path, line),)
