"""Publishing a workspace: reviewed catalogues and articles in, a site out.

    discover -> prepare -> merge in memory with each catalogue -> choose a text for each segment -> gate
        -> links, head, typography -> splice and prove -> output/site/<language>/<article>.<ext>

Pages, compiled catalogues, assets, a page of contents, a manifest. A page that may not be published is told
and not written; one published before stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import inline, languages
from pipeline.batch.catalogues import Target, check_entry, merged, read_catalogue, targets_of
from pipeline.batch.discover import discover
from pipeline.batch.lock import locked
from pipeline.batch.prepare import Prepared, prepare
from pipeline.batch.report import plain
from pipeline.batch.terms import load_terms
from pipeline.catalogue import po
from pipeline.errors import ArticleError, InputError, OutputError, UsageError
from pipeline.files import write_atomically
from pipeline.glossary.matching import TermBase
from pipeline.model import Catalogue, Entry, Finding, Key, Severity
from pipeline.publish.choice import Choice, Gate, choose, choose_source, counts, refused
from pipeline.publish.contents import Listed, contents, manifest, read_manifest
from pipeline.publish.head import Page, edits_of
from pipeline.publish.preview import preview
from pipeline.publish.site import Links, Site, links_of, relative_links
from pipeline.publish.splice import Options, Text
from pipeline.publish.verified import publish_text
from pipeline.settings import Typography, Workspace
from pipeline.typography import Rules, typeset


@dataclass(frozen=True, slots=True)
class PublishOptions:
    paths: tuple[Path, ...] = ()
    """Articles or folders of articles; empty: all."""
    languages: tuple[str, ...] = ()
    """Languages to be published; empty: those of the settings."""
    policy: str = ""
    """Overrides the settings' policies."""
    bare: bool = False
    """Whether only the translated text is put into the article: no head, no links, no typography."""


@dataclass(slots=True)
class PageReport:
    """One page: written, or refused with the reasons."""

    article: str
    language: str
    path: str
    written: bool = False
    changed: bool = False
    reasons: tuple[str, ...] = ()
    segments: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class PublishReport:
    pages: list[PageReport] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files_written: int = 0

    @property
    def status(self) -> int:
        """1 where an error finding was told, else 0."""
        return int(any(f.severity is Severity.ERROR for f in self.findings))

    def as_json(self) -> dict[str, Any]:
        return {**plain(self), "status": self.status}


@dataclass(slots=True)
class _Ready:
    """An article with what is published of it in each language."""

    prepared: Prepared
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    catalogues: dict[str, Catalogue] = field(default_factory=dict)


def publish(workspace: Workspace, options: PublishOptions) -> PublishReport:
    """Publish the articles of a workspace.

    Raises UsageError (settings, term base, paths, languages) and OutputError (another run, a folder
    that cannot be written); every other fault is in the report.
    """
    wrong = [code for code in options.languages if code not in workspace.settings.languages]
    if wrong:
        raise UsageError(
            "unknown-language",
            f"The workspace has no language {', '.join(wrong)}.",
            advice=f"Its languages are {', '.join(workspace.settings.languages)}.",
        )
    with locked(workspace.output):
        return _Publish(workspace, options).go()


class _Publish:
    def __init__(self, workspace: Workspace, options: PublishOptions) -> None:
        self.workspace = workspace
        self.options = options
        self.settings = workspace.settings.publish
        self.folder = workspace.output / "site"
        self.report = PublishReport()
        self.terms: TermBase
        self.terms, findings = load_terms(workspace)
        self.report.findings += findings
        self.listed: dict[tuple[str, str], Listed] = {}
        self.assets: set[str] = set()

    def go(self) -> PublishReport:
        articles = list(self._ready())
        site = self._site(articles)
        for ready in articles:
            for language in self._languages():
                if language in ready.choices:
                    self._page(ready, language, site)
        if not self.options.bare:
            self._whole_site()
        return self.report

    def _languages(self) -> tuple[str, ...]:
        return self.options.languages or self.workspace.settings.languages

    # --- what may be published ----------------------------------------------------------------------

    def _ready(self) -> Iterator[_Ready]:
        found = discover(self.workspace, self.options.paths)
        self.report.findings += found.findings
        now = datetime.now(UTC)
        for source in found.sources:
            try:
                prepared = prepare(source, self.workspace.settings, self.terms)
            except ArticleError as error:
                self.report.findings.append(error.finding())
                continue
            ready = _Ready(prepared)
            for target in targets_of(self.workspace, prepared, self.terms, now):
                if target.language in self._languages():
                    self._choose(ready, target)
            yield ready

    def _choose(self, ready: _Ready, target: Target) -> None:
        """Decide on an article in a language; a refusal is told."""
        article, segments = ready.prepared.article, ready.prepared.segments
        try:
            catalogue = merged(target, read_catalogue(target.file, target.path)).catalogue
        except InputError as error:
            self.report.findings.append(error.finding())
            return
        entries = {entry.key: entry for entry in catalogue.entries if not entry.obsolete}
        if target.language == article.language:
            found = [] if self.options.bare else [entries.get(s.key) for s in segments]
            choices = [
                choose_source(s, e, target.language)
                for s, e in zip(segments, found or [None] * len(segments), strict=True)
            ]
        else:
            drafts = (self.options.policy or self.settings.policy_of(target.language)) == "draft"
            choices = choose(
                segments, entries, article.language, target.language,
                lambda entry: check_entry(entry, target, target.matches.get(Key(entry.context, entry.text), ())),
                drafts=drafts,
            )  # fmt: skip
            self._tell_held(choices, ready, target)
            gate = Gate(self.settings.min_reviewed, self.settings.max_machine)
            reasons = refused(segments, choices, article.language, gate)
            if reasons:
                self._refuse(ready, target, choices, reasons)
                return
        ready.choices[target.language] = choices
        ready.catalogues[target.language] = catalogue

    def _refuse(self, ready: _Ready, target: Target, choices: list[Choice], reasons: tuple[str, ...]) -> None:
        name = ready.prepared.article.name
        self.report.pages.append(
            PageReport(name, target.language, "", reasons=reasons, segments=dict(counts(choices)))
        )
        message = (
            f"Not published: {'; '.join(reasons)}. Review the catalogue, or lower the bound in termlock.toml."
        )
        self.report.findings.append(
            Finding("publish-refused", Severity.INFO, message, target.path, language=target.language)
        )

    def _tell_held(self, choices: Sequence[Choice], ready: _Ready, target: Target) -> None:
        for segment, choice in zip(ready.prepared.segments, choices, strict=True):
            for finding in choice.held:
                message = (
                    f"Approved, but held: {finding.message} Correct it, or ignore {finding.check} by name."
                )
                self.report.findings.append(
                    Finding(
                        "publish-held", Severity.ERROR, message, target.path,
                        segment=segment.context, language=target.language,
                    )
                )  # fmt: skip

    # --- the site -----------------------------------------------------------------------------------

    def _site(self, articles: Sequence[_Ready]) -> Site:
        """All articles of the workspace, and what of them is or will be published."""
        before = self._before()
        pages: dict[str, set[str]] = {}
        for listed in before:
            if (self.folder / listed.path).is_file():
                self.listed[listed.article, listed.language] = listed
                pages.setdefault(listed.article, set()).add(listed.language)
        for ready in articles:
            pages.setdefault(ready.prepared.article.name, set()).update(ready.choices)
        sources = self.workspace.settings.sources.folder.rstrip("/")
        everything = discover(self.workspace).sources
        own = {ready.prepared.article.name: ready.prepared.article.language for ready in articles}
        known = {listed.article: listed.source_language for listed in before}
        names = {PurePosixPath(s.path).relative_to(sources).as_posix(): s.name for s in everything}
        spoken = {s.name: own.get(s.name) or s.language or known.get(s.name, "en") for s in everything}
        frozen = {name: frozenset(found) for name, found in pages.items()}
        base = self.settings.base_url
        return Site(sources, names, spoken, frozen, base if not base or base.endswith("/") else base + "/")

    def _before(self) -> list[Listed]:
        try:
            return read_manifest((self.folder / "manifest.json").read_bytes())
        except OSError:
            return []

    def _page(self, ready: _Ready, language: str, site: Site) -> None:
        article, segments = ready.prepared.article, ready.prepared.segments
        choices = ready.choices[language]
        path = site.page(article.name, language)
        others: list[Any] = []
        if not self.options.bare:
            links = self._links(ready, language, site)
            others = [*links.edits, *edits_of(article, self._head(ready, language, site))]
        options = Options(
            language,
            "block" if self.workspace.settings.segmentation.mode == "block" else "sentence",
            mark_language=not self.options.bare,
        )
        texts = [self._typeset(c.text, article.language) for c in choices]
        written = publish_text(article, segments, texts, self.workspace.settings.formats, options, others)
        self.report.findings += written.findings
        data = _encoded(written.text, article.encoding if language == article.language else "utf-8")
        changed = self._write(path, data)
        page = PageReport(
            article.name, language, path, written=True, changed=changed, segments=dict(counts(choices))
        )
        self.report.pages.append(page)
        self.listed[article.name, language] = Listed(
            article.name, language, article.language, path, _title(ready, choices),
            self.options.policy or self.settings.policy_of(language), dict(counts(choices)),
            hashlib.sha256(data).hexdigest(),
        )  # fmt: skip
        if not self.options.bare:
            self._write(
                f"locale/{PurePosixPath(_po(article.name, language)).with_suffix('.mo')}",
                po.compile_mo(ready.catalogues[language]),
            )

    def _typeset(self, text: Text, source: str) -> Text:
        if self.options.bare or text.language == source:
            return text
        return text._replace(text=typeset(text.text, text.language, _rules(self.settings.typography)))

    def _links(self, ready: _Ready, language: str, site: Site) -> Links:
        article = ready.prepared.article
        wanted = {path for _, path, _ in relative_links(article, site.sources)}
        exists = {path: (self.workspace.sources / path).is_file() for path in wanted}
        links = links_of(article, language, site, exists)
        self.assets |= links.assets
        if language == article.language:
            self.report.findings += links.findings
        return links

    def _head(self, ready: _Ready, language: str, site: Site) -> Page:
        name, own = ready.prepared.article.name, ready.prepared.article.language
        spoken = [code for code in self.workspace.settings.languages if code in site.pages.get(name, ())]
        up = "../" * (1 + name.count("/"))
        urls = tuple((code, site.url(name, code)) for code in spoken) if site.base_url else ()
        return Page(
            language,
            name,
            site.url(name, language) if site.base_url else "",
            tuple((code, up + site.page(name, code)) for code in spoken),
            urls,
            site.url(name, own) if site.base_url else "",
            draft=any(choice.text.draft for choice in ready.choices[language]),
            switcher=self.settings.switcher,
        )

    def _whole_site(self) -> None:
        """What belongs to no single page: assets, contents, manifest."""
        for path in sorted(self.assets):
            try:
                self._write(path, (self.workspace.sources / path).read_bytes())
            except OSError as error:
                message = f"The file cannot be copied ({error.strerror})."
                self.report.findings.append(
                    Finding(
                        "asset-unreadable",
                        Severity.ERROR,
                        message,
                        self.workspace.relative(self.workspace.sources / path),
                    )
                )
        pages = list(self.listed.values())
        self._write("index.html", contents(pages))
        self._write("manifest.json", manifest(pages))

    def _write(self, path: str, data: bytes) -> bool:
        """Write a file of the site if that changes it. Raises OutputError."""
        file = self.folder / path
        try:
            if file.is_file() and file.read_bytes() == data:
                return False
            write_atomically(file, data)
        except OSError as error:
            raise OutputError(
                "output-unwritable",
                f"The page cannot be written ({error.strerror}). What was there before is unchanged.",
                path=self.workspace.relative(file),
                advice="Make room, or check that you may write there, and publish again.",
            ) from error
        self.report.files_written += 1
        return True


def write_preview(workspace: Workspace, article: Path, out: Path | None) -> Path:
    """Write an article with its translations in columns; returns the file.

    Raises UsageError for a path that names no article, InputError for one that cannot be read, OutputError.
    """
    terms, _ = load_terms(workspace)
    sources = discover(workspace, [article]).sources
    if len(sources) != 1:
        raise UsageError(
            "no-such-article", f"{article} names {len(sources)} articles.", advice="Name one article's file."
        )
    prepared = prepare(sources[0], workspace.settings, terms)
    entries: dict[str, dict[Key, Entry]] = {}
    for target in targets_of(workspace, prepared, terms, datetime.now(UTC)):
        if target.language:
            catalogue = merged(target, read_catalogue(target.file, target.path)).catalogue
            entries[target.language] = {e.key: e for e in catalogue.entries if not e.obsolete}
    file = out or workspace.output / "preview" / f"{prepared.article.name}.html"
    try:
        write_atomically(file, preview(prepared.article, prepared.segments, entries))
    except OSError as error:
        raise OutputError(
            "output-unwritable", f"The preview cannot be written ({error.strerror}).", path=str(file)
        ) from error
    return file


def _rules(settings: Typography) -> Rules:
    return Rules(settings.ru_quotes, settings.ru_spaces, settings.zh_marks, settings.zh_spaces)


def _encoded(text: str, encoding: str) -> bytes:
    """Bytes in the article's own encoding; what it lacks becomes a character reference, which HTML reads."""
    return text.encode(encoding, "xmlcharrefreplace")


def _po(name: str, language: str) -> str:
    return f"{languages.locale_name(language)}/LC_MESSAGES/{name}.po"


def _title(ready: _Ready, choices: Sequence[Choice]) -> str:
    """The first title or heading of a page, else the article's name."""
    for kind in ("title", "h1", "h2"):
        for segment, choice in zip(ready.prepared.segments, choices, strict=True):
            if segment.kind == kind:
                return inline.plain(choice.text.text)
    return ready.prepared.article.name
