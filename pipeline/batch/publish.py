"""Publishing a workspace: reviewed catalogues and articles in, a site out.

    discover -> prepare -> decide (a text for each segment, typography, proof, the gate) for all articles
        -> links, head -> splice -> output/site/<language>/<article>.<ext>

Pages, compiled catalogues, assets, a page of contents, a manifest. A page that may not be published is told
and not written; one published before is removed, for it may tell a dose that its source does not tell any more
(`outdated`). One article's fault is a finding; the others go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pipeline import languages
from pipeline.batch.deciding import Decided, PublishOptions, decide
from pipeline.batch.discover import ArticleSource, discover
from pipeline.batch.outdated import Fresh, Older, bytes_hash
from pipeline.batch.page_files import compiled_of, encoded, title_of
from pipeline.batch.prepare import prepare, read_source
from pipeline.batch.publish_report import PageReport, PublishReport
from pipeline.batch.site_folder import SiteFolder, compiled_path
from pipeline.batch.terms import load_terms
from pipeline.errors import ArticleError, TermlockError, UsageError, fault
from pipeline.locks import locked
from pipeline.model import Article
from pipeline.publish.choice import counts
from pipeline.publish.contents import Listed
from pipeline.publish.edits import Edit
from pipeline.publish.head import bare_edits, edits_of
from pipeline.publish.page import Page
from pipeline.publish.site import Exists, Links, Site, links_of, relative_links
from pipeline.publish.splice import splice
from pipeline.settings import Workspace

KEPT_ARTICLES = 500
"""Articles that are kept in memory between the decision and the writing; others are read twice."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an article before the first page is written."""

    source: ArticleSource
    language: str
    fresh: Fresh

    @property
    def pages(self) -> frozenset[str]:
        """Languages in which it will be written."""
        return frozenset(self.fresh.written)


def publish(
    workspace: Workspace, paths: Sequence[Path] = (), options: PublishOptions | None = None
) -> PublishReport:
    """Publish the articles of a workspace; `paths`: articles or folders of articles, all if none.

    Raises UsageError (settings, term base, paths, languages) and OutputError (another run, no
    output folder); every other fault is in the report.
    """
    options = options or PublishOptions()
    wrong = [code for code in options.languages if code not in workspace.settings.languages]
    if wrong:
        raise UsageError(
            "unknown-language",
            f"The workspace has no language {', '.join(wrong)}.",
            advice=f"Its languages are {', '.join(workspace.settings.languages)}.",
        )
    if options.bare and options.policy == "draft":
        raise UsageError(
            "bare-drafts",
            "A bare page holds no marks, and drafts must be marked.",
            advice="Leave out --bare, or --policy draft.",
        )
    with locked(workspace.output):
        return _Publish(workspace, options).go(paths)


class _Publish:
    """The state of one publication."""

    def __init__(self, workspace: Workspace, options: PublishOptions) -> None:
        self.workspace = workspace
        self.options = options
        self.settings = workspace.settings.publish
        self.now = datetime.now(UTC)
        self.report = PublishReport()
        self.terms, findings = load_terms(workspace)
        self.report.findings += findings
        self.folder = SiteFolder(workspace, self.report)
        wanted = options.languages or workspace.settings.languages
        self.older = Older(
            self.folder, self.report, self.now.date().isoformat(), wanted, options.keep_outdated
        )
        self.kept: dict[str, Decided] = {}
        self.assets: set[str] = set()

    def go(self, paths: Sequence[Path]) -> PublishReport:
        self.older.whole = not paths
        found = discover(self.workspace, paths)
        self.report.findings += found.findings
        known = {source.name: self._known(source) for source in found.sources}
        readable = [article for article in known.values() if article]
        site = self._site(
            readable, {name: article.fresh if article else None for name, article in known.items()}
        )
        for article in readable:
            self._article(article, site)
        if not self.options.bare:
            self.folder.copy(self.assets)
            self.folder.finish()
        return self.report

    # --- what will be written -----------------------------------------------------------------------

    def _decide(self, source: ArticleSource) -> Decided:
        content = read_source(source)
        prepared = prepare(source, self.workspace.settings, self.terms, content)
        decided = decide(self.workspace, prepared, self.terms, self.options, self.now)
        decided.source_sha256 = bytes_hash(content)
        return decided

    def _known(self, source: ArticleSource) -> Known | None:
        try:
            decided = self._decide(source)
        except ArticleError as error:
            self.report.add_error(error)
            return None
        except Exception as error:  # the last resort: a fault of ours in one article stops no other
            self._tell_fault(source.path, error)
            return None
        self.report.findings += decided.findings
        self.report.pages += decided.refusals
        article = decided.prepared.article
        if len(self.kept) < KEPT_ARTICLES:
            self.kept[article.name] = decided
        return Known(source, article.language, Fresh.of(decided))

    def _tell_fault(self, path: str, error: Exception) -> None:
        self.report.findings.append(fault(error, path, "The article could not be published"))

    def _site(self, known: Sequence[Known], fresh: Mapping[str, Fresh | None]) -> Site:
        """All articles of the workspace, and what of them is or will be published and up to date."""
        sources = self.workspace.settings.sources.folder.rstrip("/")
        found = discover(self.workspace)
        everything = found.sources
        self.folder.read()
        self.older.look(found, fresh)
        own = {listed.article: listed.source_language for listed in self.folder.listed.values()}
        own |= {article.source.name: article.language for article in known}
        pages: dict[str, frozenset[str]] = {}
        for (name, language), listed in self.folder.listed.items():
            if not listed.outdated:
                pages[name] = pages.get(name, frozenset()) | {language}
        for article in known:
            pages[article.source.name] = pages.get(article.source.name, frozenset()) | article.pages
        return Site(
            sources,
            {PurePosixPath(s.path).relative_to(sources).as_posix(): s.name for s in everything},
            {s.name: own.get(s.name) or s.language or "en" for s in everything},
            pages,
            self.settings.base_url.rstrip("/") + "/" if self.settings.base_url else "",
        )

    # --- pages --------------------------------------------------------------------------------------

    def _article(self, known: Known, site: Site) -> None:
        try:
            decided = self.kept.pop(known.source.name, None) or self._decide(known.source)
        except TermlockError as error:
            self.report.add_error(error)
            return
        for language in self.workspace.settings.languages:
            if language not in decided.choices:
                continue
            try:
                self._page(decided, language, site)
            except TermlockError as error:
                self.report.add_error(error)
                self.older.failed(known.source, language)
            except Exception as error:  # as above
                self._tell_fault(known.source.path, error)
                self.older.failed(known.source, language)

    def _page(self, decided: Decided, language: str, site: Site) -> None:
        article, choices = decided.prepared.article, decided.choices[language]
        proved = decided.proved[language]
        text = splice(
            article,
            decided.prepared.segments,
            proved.texts,
            proved.options,
            self._edits(decided, language, site),
        )
        data = encoded(text, article, language)
        path = site.page(article.name, language)
        changed = self.folder.write(path, data)
        used = dict(counts(choices))
        self.report.pages.append(
            PageReport(article.name, language, path, written=True, changed=changed, segments=used)
        )
        if self.options.bare:
            return
        compiled = compiled_of(decided, language)
        self.folder.write(compiled_path(article.name, language), compiled)
        title = title_of(decided, language)
        self.folder.listed[article.name, language] = Listed(
            article.name,
            language,
            article.language,
            path,
            title.text,
            self.options.policy_of(self.workspace, language),
            used,
            hashlib.sha256(data).hexdigest(),
            title.language if title.language in languages.LANGUAGES and title.language != language else "",
            decided.source_sha256,
            decided.texts[language],
            hashlib.sha256(compiled).hexdigest(),
        )

    def _edits(self, decided: Decided, language: str, site: Site) -> list[Edit]:
        """What is changed beside the texts."""
        article = decided.prepared.article
        if self.options.bare:
            return bare_edits(article, language)
        links = self._links(article, language, site)
        return [*links.edits, *edits_of(article, self._head(decided, language, site))]

    def _links(self, article: Article, language: str, site: Site) -> Links:
        wanted = {path for _, path, _ in relative_links(article, site.sources)}
        links = links_of(article, language, site, {path: self._leads_to(path) for path in wanted})
        self.assets |= links.assets
        if language == article.language:
            self.report.findings += links.findings
        return links

    def _leads_to(self, path: str) -> Exists:
        try:
            place = self.workspace.sources / path
            return "file" if place.is_file() else "folder" if place.is_dir() else ""
        except (OSError, ValueError):  # a name too long, or with a null byte
            return ""

    def _head(self, decided: Decided, language: str, site: Site) -> Page:
        name, own = decided.prepared.article.name, decided.prepared.article.language
        spoken = [code for code in self.workspace.settings.languages if code in site.pages.get(name, ())]
        up = "../" * (1 + name.count("/"))
        based = bool(site.base_url)
        return Page(
            language,
            name,
            site.url(name, language) if based else "",
            tuple((code, up + site.page(name, code)) for code in spoken),
            tuple((code, site.url(name, code)) for code in spoken) if based else (),
            site.url(name, own) if based and own in spoken else "",
            draft=any(choice.text.draft for choice in decided.choices[language]),
            switcher=self.settings.switcher,
            retold=decided.spoken.retold(decided.prepared.segments, decided.proved[language].texts, language),
        )
