"""Pages of an earlier publication that tell what their articles do not tell any more.

    what stands on the site, what this publication decided --> each older page: up to date, or why not
        refused now           not linked; removed, where it still is what termlock wrote
        not asked for now     not linked while its source is another; kept, for it may well be publishable
        its article is gone   not linked; removed like one that is refused, where all articles are asked for

A dose that was corrected in the source must not be read on an older page; but a file that somebody changed
is theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from pipeline.batch.deciding import Decided
from pipeline.batch.discover import ArticleSource, Discovered
from pipeline.batch.orphans import gone
from pipeline.batch.prepare import read_source
from pipeline.batch.publish_report import PublishReport
from pipeline.batch.site_folder import SiteFolder, compiled_path
from pipeline.errors import ArticleError
from pipeline.model import Finding, Severity
from pipeline.publish.contents import Listed

_GONE = "its article is gone"
Place = tuple[str, str]
"""An article's name and a language."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """What this publication knows of an article."""

    written: Collection[str]
    """Languages in which it will be written."""
    refused: Mapping[str, str]
    """Languages in which it may not be written now, each with the hash of its catalogue's texts."""

    @classmethod
    def of(cls, decided: Decided) -> Fresh:
        refused = {page.language: decided.texts.get(page.language, "") for page in decided.refusals}
        return cls(frozenset(decided.choices), refused)


@dataclass(slots=True)
class Older:
    """The pages that were there before this publication."""

    folder: SiteFolder
    report: PublishReport
    today: str
    """As `2026-03-01`."""
    languages: Collection[str]
    """Those that are published now."""
    keep: bool = False
    """Whether outdated pages stay, without a link to them."""
    whole: bool = True
    """Whether all articles are asked for."""

    def look(self, found: Discovered, fresh: Mapping[str, Fresh | None]) -> None:
        """Tell outdated pages, unlink them, and remove those that may not be published as they are now.

        `found`: all articles; `fresh` has those that were asked for, None where one could not be read.
        """
        by_name = {source.name: source for source in found.sources}
        is_gone = gone(self.folder.workspace, found)
        hashes: dict[str, str] = {}
        for place, page in list(self.folder.listed.items()):
            name, language = place
            if name not in by_name:
                # Where there is no article at all, their folder may be one that is not mounted just now.
                if by_name and is_gone(name):
                    self._outdated(page, _GONE, asked=self.whole and language in self.languages)
                continue
            known = fresh.get(name)
            if known and language in known.written:
                self._moved(page, by_name[name])
                continue
            if name not in hashes:
                hashes[name] = source_hash(by_name[name])
            if why := _why(page, hashes[name], known):
                self._outdated(page, why, asked=name in fresh and language in self.languages)
        self._unknown(by_name, fresh)

    def _moved(self, page: Listed, source: ArticleSource) -> None:
        """A page that will be written under another name, as its article's file has another suffix now."""
        if page.path.endswith(source.file.suffix):
            return
        if self.keep or not self.folder.remove(page.path, page.sha256):
            self._tell(
                page.path, page.language, "An older page stands here; its article has another suffix now."
            )
            return
        self.report.removed += 1
        message = "An older page stood here; its article has another suffix now. It was removed."
        self._tell(page.path, page.language, message)

    def failed(self, source: ArticleSource, language: str) -> None:
        """A page that was to be written, and could not be."""
        page = self.folder.listed.get((source.name, language))
        if page and (why := _why(page, source_hash(source), None)):
            self._outdated(page, why, asked=True)

    def _outdated(self, page: Listed, why: str, *, asked: bool) -> None:
        """One outdated page; `asked`: it is among those to be published, and cannot be."""
        if asked and not self.keep and self.folder.remove(page.path, page.sha256):
            self.folder.remove(compiled_path(page.article, page.language), page.compiled_sha256)
            del self.folder.listed[page.article, page.language]
            self.report.removed += 1
            self._tell(page.path, page.language, f"An older page stood here; {why}. It was removed.")
            return
        since = page.outdated_since or self.today
        self.folder.listed[page.article, page.language] = replace(page, outdated=True, outdated_since=since)
        if not asked and why == _GONE:
            rest = "Nothing links to it any more. It is removed when all articles are published in all languages."
        elif not asked:
            rest = "Nothing links to it any more. Publish it in this language, too."
        elif self.keep:
            rest = "Nothing links to it any more, and it is kept, as was asked."
        else:
            rest = "Nothing links to it any more. It is not as termlock wrote it, so it is kept; delete it yourself."
        self._tell(page.path, page.language, f"An older page stands here; {why}. {rest}")

    def _unknown(self, by_name: Mapping[str, ArticleSource], fresh: Mapping[str, Fresh | None]) -> None:
        """Files in the place of a refused page that no manifest tells of: nobody knows who wrote them."""
        for name, known in fresh.items():
            suffix = by_name[name].file.suffix if name in by_name else ""
            for language in known.refused if known else ():
                path = f"{language}/{name}{suffix}"
                if (name, language) not in self.folder.listed and self.folder.is_file(path):
                    rest = "It is in no manifest, so it is kept; look at it, and delete it if it is outdated."
                    self._tell(path, language, f"A page stands here that may not be published now. {rest}")

    def _tell(self, path: str, language: str, message: str) -> None:
        where = self.folder.workspace.relative(self.folder.folder / path)
        self.report.findings.append(
            Finding("page-outdated", Severity.WARNING, message, where, language=language)
        )


def _why(page: Listed, source: str, known: Fresh | None) -> str:
    """Why a page that is not written now is outdated; empty if, for all that is known, it is not."""
    if source and page.source_sha256 and page.source_sha256 != source:
        return "its source has changed since"
    if known is None or page.language not in known.refused:
        return ""
    if not page.source_sha256:
        return "it may not be published now"
    if page.texts_sha256 != known.refused[page.language]:
        return "its catalogue has changed since"
    return "its texts are the same, but by the settings, the term base and the checks of today it may not be published"


def source_hash(source: ArticleSource) -> str:
    """Of an article's file as it is now; empty where it cannot be read."""
    try:
        return bytes_hash(read_source(source))
    except ArticleError:
        return ""


def bytes_hash(content: bytes) -> str:
    """Of an article's bytes, whatever ends its lines."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
