"""A run: articles in, catalogues out.

    discover -> prepare (read, cut, match) -> plan (what the catalogues lack)
        -> draft (one batch over a window of articles) -> merge with what is on disk now -> write

Articles go through in windows, so that memory is bounded and a stopped run keeps what was
complete. One article's fault is a finding; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from pipeline.batch.catalogues import Target, plan, targets_of, write
from pipeline.batch.discover import discover
from pipeline.batch.drafting import Drafting
from pipeline.batch.lock import locked
from pipeline.batch.prepare import Prepared, prepare
from pipeline.batch.report import ArticleReport, Explained, RunReport
from pipeline.batch.terms import load_terms
from pipeline.catalogue import merge as merging
from pipeline.errors import InputError, OutputError, UsageError
from pipeline.settings import Workspace

WINDOW_JOBS = 20_000
"""Entries drafted in one batch, at most about."""
WINDOW_ARTICLES = 500


class Progress(Protocol):
    """Is told how a run gets on."""

    def articles(self, total: int) -> None: ...

    def article_done(self) -> None: ...

    def segments(self, total: int) -> None:
        """`total` more entries are to be drafted."""

    def segments_done(self, count: int) -> None: ...


@dataclass(frozen=True, slots=True)
class RunOptions:
    paths: tuple[Path, ...] = ()
    """Articles or folders of articles; empty: all."""
    languages: tuple[str, ...] = ()
    """Target languages whose catalogues are drafted; empty: those of the settings."""
    engine: str = ""
    """Overrides `engine.name` of the settings."""
    dry_run: bool = False
    explain: bool = False
    accept_unflagged: bool = False
    """Whether entries of a file whose fuzzy flags vanished together count as approved."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(slots=True)
class _Planned:
    """An article of the window with its catalogues."""

    prepared: Prepared
    targets: list[Target]
    report: ArticleReport


def run(workspace: Workspace, options: RunOptions, progress: Progress | None = None) -> RunReport:
    """Run the main job over a workspace.

    Raises UsageError (settings, term base, paths, languages) and OutputError (another run,
    no output folder), and KeyboardInterrupt when it is stopped, after what was drafted is
    written; every other fault is in the report.
    """
    wrong = [code for code in options.languages if code not in workspace.settings.languages]
    if wrong:
        raise UsageError(
            "unknown-language",
            f"The workspace has no language {', '.join(wrong)}.",
            advice=f"Its languages are {', '.join(workspace.settings.languages)}.",
        )
    job = _Run(workspace, options, progress)
    if options.dry_run:
        return job.go()
    with locked(workspace.output):
        return job.go()


class _Run:
    """The state of one run."""

    def __init__(self, workspace: Workspace, options: RunOptions, progress: Progress | None) -> None:
        self.workspace = workspace
        self.options = options
        self.progress = progress
        self.report = RunReport()
        self.terms, findings = load_terms(workspace, keep=not options.dry_run)
        self.report.add_findings(findings)
        found = discover(workspace, options.paths)
        self.report.add_findings(found.findings)
        self.sources = found.sources

    def go(self) -> RunReport:
        if self.progress:
            self.progress.articles(len(self.sources))
        drafting = Drafting(
            self.workspace.settings.engine,
            self.workspace.root,
            self.options.engine,
            self.terms,
            self.report,
            self.progress,
        )
        for window in self._windows(drafting):
            self._finish(window, drafting)
        # Not when the run is stopped: the engine would go on with all that it was given.
        drafting.close()
        return self.report

    def _windows(self, drafting: Drafting) -> Iterator[list[_Planned]]:
        window: list[_Planned] = []
        jobs = 0
        for source in self.sources:
            try:
                prepared = prepare(source, self.workspace.settings, self.terms)
            except InputError as error:
                self.report.add_error(error)
                self._article_done()
                continue
            window.append(self._plan(prepared, drafting))
            jobs += sum(len(target.needs) for target in window[-1].targets)
            if jobs >= WINDOW_JOBS or len(window) >= WINDOW_ARTICLES:
                yield window
                window, jobs = [], 0
        if window:
            yield window

    def _plan(self, prepared: Prepared, drafting: Drafting) -> _Planned:
        self.report.add_findings(prepared.findings)
        article = prepared.article
        report = ArticleReport(
            article.name,
            article.path,
            article.language,
            article.format,
            len(prepared.segments),
            prepared.words,
            prepared.skip_counts(),
        )
        self.report.articles.append(report)
        if self.options.explain:
            self.report.explained += explain(prepared)
        planned = _Planned(prepared, [], report)
        for target in targets_of(self.workspace, prepared, self.terms, self.options.now):
            target.options = self._merge_options(target, drafting)
            try:
                plan(target)
            except InputError as error:
                self.report.add_error(error)
                continue
            if not prepared.draftable or (
                self.options.languages and target.language not in self.options.languages
            ):
                target.needs = ()
            planned.targets.append(target)
            self.report.needed += len(target.needs)
        return planned

    def _merge_options(self, target: Target, drafting: Drafting) -> merging.Options:
        is_source = target.language == target.source
        return merging.Options(
            path=target.path,
            is_source=is_source,
            origin=drafting.origin(target.source, target.language)
            if target.language and not is_source
            else "",
            redraft=self.workspace.settings.engine.redraft,
            accept_unflagged=self.options.accept_unflagged,
        )

    def _finish(self, window: list[_Planned], drafting: Drafting) -> None:
        stopped: KeyboardInterrupt | None = None
        if not self.options.dry_run:
            try:
                drafting.draft([target for planned in window for target in planned.targets])
            except KeyboardInterrupt as interrupt:
                stopped = interrupt  # what is drafted is written all the same
        for planned in window:
            for target in planned.targets:
                self._write(planned, target)
            self._article_done()
        if stopped:
            raise stopped

    def _write(self, planned: _Planned, target: Target) -> None:
        try:
            outcome = write(target, dry_run=self.options.dry_run)
        except (InputError, OutputError) as error:
            self.report.add_error(error)
            return
        self.report.add_findings(outcome.findings)
        self.report.files_written += outcome.written
        self.report.terms.matched += outcome.terms.matched
        self.report.terms.kept += outcome.terms.kept
        self.report.terms.flagged += outcome.terms.flagged
        if target.language:
            planned.report.languages[target.language] = outcome.language_report

    def _article_done(self) -> None:
        if self.progress:
            self.progress.article_done()


def explain(prepared: Prepared) -> list[Explained]:
    """What of an article stands in no segment, and why."""
    article = prepared.article
    rows: list[Explained] = []
    line, position = 1, 0
    for skip in prepared.skips:
        line += article.text.count("\n", position, skip.span.start)
        position = skip.span.start
        text = " ".join(article.text[skip.span.start : skip.span.end].split())
        last = rows[-1] if rows else None
        if last and last.reason == skip.reason == "markup" and last.line == line:
            last.text += f" {text}"  # bars of a table's row, tags of a line
        elif text:
            rows.append(Explained(article.path, line, skip.reason, text))
    return rows
