"""A run: articles in, catalogues out.

    discover -> unchanged? -> prepare (read, cut, match) -> plan (what the catalogues lack)
        -> draft (portions of entries) -> merge with what is on disk now -> write

Articles go through in a stream: while some are drafted, others are read and written. An article's
catalogues are written as soon as its last draft is there, so that memory is bounded and a
stopped run keeps what was complete. One article's fault is a finding; the others go on.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from pipeline.batch.catalogues import Outcome, Target, plan, targets_of, write
from pipeline.batch.crew import Crew, Tools
from pipeline.batch.discover import ArticleSource, discover
from pipeline.batch.drafting import Drafting
from pipeline.batch.explaining import explain
from pipeline.batch.identity import digest, digest_of_files, program
from pipeline.batch.leverage import Leverage
from pipeline.batch.memory import Ledger, open_memory
from pipeline.batch.orphans import Orphans
from pipeline.batch.prepare import Prepared, prepare, read_source
from pipeline.batch.report import ArticleReport, RunReport, TermReport
from pipeline.batch.stopping import Stop
from pipeline.batch.terms import load_terms, term_files
from pipeline.batch.unchanged import Remembered, Unchanged
from pipeline.catalogue import merge as merging
from pipeline.errors import InputError, OutputError, TermlockError, UsageError, fault
from pipeline.files import clear_leftovers
from pipeline.locks import held_briefly, locked
from pipeline.settings import Workspace
from pipeline.statements.renumbering import renumbered

Hire = Callable[[Tools], Crew]


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
    each: bool = False
    """Whether the report has a row for each article."""
    accept_unflagged: bool = False
    """Whether entries of a file whose fuzzy flags vanished together count as approved."""
    redraft: bool = False
    """Whether untouched drafts, and those that were withheld, are made again."""
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(slots=True)
class _Planned:
    """An article with its catalogues, which may wait for drafts."""

    source: ArticleSource
    content: bytes
    """The article's bytes."""
    prepared: Prepared
    targets: list[Target]
    report: ArticleReport
    whole: bool = True
    """Whether all its catalogues could be read."""

    @property
    def waits(self) -> bool:
        return any(target.waiting for target in self.targets)


def run(
    workspace: Workspace,
    options: RunOptions,
    progress: Progress | None = None,
    stop: Stop | None = None,
    crew: Hire | None = None,
) -> RunReport:
    """Run the main job over a workspace.

    `stop` may ask for the end; `crew` makes the crew that drafts, threads of this process if None.
    Raises UsageError (settings, term base, paths, languages) and OutputError (another run,
    no output folder), and KeyboardInterrupt when it was stopped, after what was drafted is
    written; every other fault is in the report.
    """
    wrong = [code for code in options.languages if code not in workspace.settings.languages]
    if wrong:
        raise UsageError(
            "unknown-language",
            f"The workspace has no language {', '.join(wrong)}.",
            advice=f"Its languages are {', '.join(workspace.settings.languages)}.",
        )
    job = _Run(workspace, options, progress, stop or Stop(), crew)
    if options.dry_run:
        return job.go()
    with locked(workspace.output):
        _clear_leftovers(workspace)
        return job.go()


def _clear_leftovers(workspace: Workspace) -> None:
    """Delete half-written files of runs that were killed."""
    for place, _, _ in os.walk(workspace.output / "locale"):
        with contextlib.suppress(OutputError), held_briefly(Path(place)):
            clear_leftovers(Path(place))


class _Run:
    """The state of one run."""

    def __init__(
        self,
        workspace: Workspace,
        options: RunOptions,
        progress: Progress | None,
        stop: Stop,
        crew: Hire | None,
    ) -> None:
        self.workspace = workspace
        self.options = options
        self.progress = progress
        self.stop = stop
        self.report = RunReport()
        # Before the term base is read: what changes in between is looked at again next time.
        terms = digest_of_files(term_files(workspace))
        self.terms, findings = load_terms(workspace, keep=not options.dry_run)
        self.report.add_findings(findings)
        found = discover(workspace, options.paths)
        self.report.add_findings(found.findings)
        self.sources = deque(found.sources)
        self.orphans = Orphans(workspace, None if options.paths else found)
        if not options.paths:
            self.report.add_findings(self.orphans.findings())
        leverage = self._leverage()
        self.drafting = Drafting(
            workspace.settings,
            workspace.root,
            options.engine,
            self.terms,
            self.report,
            progress,
            leverage,
            stop,
            crew,
        )
        self.open: list[_Planned] = []
        memory = leverage.memory.generation() if leverage else ""
        self.unchanged = Unchanged(workspace, self._basis(terms), memory, keep=not options.dry_run)
        self.ledger = Ledger(workspace, leverage.memory) if leverage else None

    def _leverage(self) -> Leverage | None:
        """The memory; none when nothing is to be written, its file included."""
        if self.options.dry_run:
            return None
        memory, synced = open_memory(self.workspace)
        # What cannot be read is told where it is read as a catalogue; the memory is only a help.
        self.report.findings += [f for f in synced.findings if f.path.endswith(".tmx")]
        return Leverage(memory, self.workspace.settings.memory, self.report.memory)

    def _basis(self, terms: bytes) -> bytes:
        """What results depend on beside the articles and their catalogues."""
        codes = self.workspace.settings.languages
        origins = [(s, t, self.drafting.origin(s, t)) for s in codes for t in codes if s != t]
        options = (self.options.languages, self.drafting.name, self.options.accept_unflagged)
        return digest(program(), self.workspace.settings, options, terms, origins)

    def go(self) -> RunReport:
        if self.progress:
            self.progress.articles(len(self.sources))
        while self.sources and not self.stop.asked():
            self._article(self.sources.popleft())
            self._write_complete()
        self.drafting.finish()
        self._write_complete()
        self.unchanged.close()
        if self.ledger:
            self.ledger.tell()
        if self.stop.asked():
            # The crew is left alone: it would go on with all that it was given.
            self._write_open()
            raise KeyboardInterrupt
        self.drafting.close()
        return self.report

    def _article(self, source: ArticleSource) -> None:
        looked_at = self.options.explain or self.options.redraft
        known = None if looked_at else self.unchanged.find(source)
        if known:
            self._tell(known)
            return
        try:
            content = read_source(source)
            prepared = prepare(source, self.workspace.settings, self.terms, content)
            planned = self._plan(source, content, prepared)
        except Exception as error:
            self._pass_over(source.path, error, "The article was passed over")
            self._article_done()
            return
        self.open.append(planned)
        if not self.options.dry_run:
            self.drafting.add(planned.targets)

    def _pass_over(self, path: str, error: Exception, failed: str) -> None:
        """Tell why one file is left out; a fault of ours, which nobody expects, stops no other file either."""
        if isinstance(error, InputError | OutputError):
            self.report.add_error(error)
        elif isinstance(error, TermlockError):
            raise error
        else:
            self.report.add_findings((fault(error, path, failed),))

    def _tell(self, known: Remembered) -> None:
        """An article of which nothing changed."""
        self.report.add_article(known.report, each=self.options.each)
        self.report.add_findings(known.findings)
        self.report.terms.add(known.terms)
        self.report.approved_with_errors += sum(lang.wrong for lang in known.report.languages.values())
        self.report.needed += known.needed
        self._article_done()

    def _plan(self, source: ArticleSource, content: bytes, prepared: Prepared) -> _Planned:
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
        self.report.add_article(report, each=self.options.each)
        if self.options.explain:
            self.report.explained += explain(prepared)
        planned = _Planned(source, content, prepared, [], report)
        targets = targets_of(self.workspace, prepared, self.terms, self.options.now)
        if renamed := self.orphans.continued(targets):
            self.report.add_findings((renamed,))
        for target in targets:
            target.options = self._merge_options(target)
            try:
                plan(target)
            except Exception as error:
                self._pass_over(target.path, error, "The catalogue was left as it is")
                planned.whole = False
                continue
            if not prepared.draftable or (
                self.options.languages and target.language not in self.options.languages
            ):
                target.wanted, target.needs, target.open = False, (), ()
            planned.targets.append(target)
            self.report.needed += len(target.needs)
        return planned

    def _merge_options(self, target: Target) -> merging.Options:
        is_source = target.language == target.source
        return merging.Options(
            path=target.path,
            is_source=is_source,
            origin=self.drafting.origin(target.source, target.language)
            if target.language and not is_source
            else "",
            redraft=self.workspace.settings.engine.redraft,
            anew=self.options.redraft,
            adapt=None if is_source else partial(renumbered, source=target.source, target=target.language),
            accept_unflagged=self.options.accept_unflagged,
        )

    # --- writing ------------------------------------------------------------------------------------

    def _write_complete(self) -> None:
        """Write the articles that wait for nothing any more."""
        complete = [planned for planned in self.open if not planned.waits]
        self.open = [planned for planned in self.open if planned.waits]
        for planned in complete:
            self._write(planned)

    def _write_open(self) -> None:
        """Write what there is of the others, while there is time: their drafts are kept in the cache as well."""
        for planned in self.open:
            left = self.stop.left()
            if left is not None and left > 0 and any(target.drafts for target in planned.targets):
                self._write(planned)

    def _write(self, planned: _Planned) -> None:
        outcomes: dict[str, Outcome] = {}
        for target in planned.targets:
            try:
                outcome = write(target, dry_run=self.options.dry_run)
            except Exception as error:
                self._pass_over(target.path, error, "The catalogue was left as it is")
                planned.whole = False
                continue
            outcomes[target.language] = outcome
            self.report.add_findings(outcome.findings)
            self.report.files_written += outcome.written
            self.report.terms.add(outcome.terms)
            if target.language:
                planned.report.languages[target.language] = outcome.language_report
                self.report.approved_with_errors += outcome.language_report.wrong
            if self.ledger and outcome.written and outcome.content:
                self.ledger.note(target.file, outcome.content, outcome.language_report)
        if planned.whole and not self.options.dry_run:
            self._remember(planned, outcomes)
        self._article_done()

    def _remember(self, planned: _Planned, outcomes: Mapping[str, Outcome]) -> None:
        """Keep what is to be said of the article as long as it stays so; not where the next run may say more."""
        lacks = sum(outcome.lacks for outcome in outcomes.values())
        contents = {language: outcome.content for language, outcome in outcomes.items() if outcome.content}
        if len(contents) < len(outcomes) or (lacks and self.drafting.name != "none"):
            return
        if any(outcome.written and outcome.findings for outcome in outcomes.values()):
            return
        findings = [*planned.prepared.findings, *(f for o in outcomes.values() for f in o.findings)]
        terms = TermReport()
        for outcome in outcomes.values():
            terms.add(outcome.terms)
        known = Remembered(planned.report, tuple(findings), terms, lacks)
        self.unchanged.put(planned.source, planned.content, contents, known)

    def _article_done(self) -> None:
        if self.progress:
            self.progress.article_done()
