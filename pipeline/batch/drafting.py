"""Drafts for a stream of articles: portions of entries go to the crew as articles are read.

    add(targets) --> portions --the cache knows some--> crew --> each target's drafts, the cache

The engine is loaded when the first draft is needed, and no more than a few portions are in hand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from pipeline.batch.catalogues import Target
from pipeline.batch.crew import Crew, Drafts, Threads, Tools
from pipeline.batch.draft_cache import DraftCache
from pipeline.batch.leverage import Leverage
from pipeline.batch.report import OriginReport, RunReport
from pipeline.batch.stopping import Stop
from pipeline.draft import Job
from pipeline.engines import create_engine
from pipeline.engines.base import Direction, Engine
from pipeline.engines.profile import Profiles, cache_file
from pipeline.errors import EngineError
from pipeline.glossary.matching import TermBase
from pipeline.model import Draft, Key
from pipeline.settings import Settings

PORTION = 500
"""Entries drafted at a time, at least: the engine sorts them by length, and they are in memory together."""
Wanted = tuple[Target, Key]


class SegmentProgress(Protocol):
    def segments(self, total: int) -> None: ...

    def segments_done(self, count: int) -> None: ...


@dataclass(slots=True)
class _Portion:
    """Entries that are being drafted."""

    wanted: list[tuple[Target, Key, Job]]
    known: Drafts
    """Drafts that need not be made."""
    future: Future[Drafts] | None = None
    sent: list[Job] = field(default_factory=list)


class Drafting:
    """The engine of a run, and what it made."""

    def __init__(
        self,
        settings: Settings,
        root: Path,
        name: str,
        terms: TermBase,
        report: RunReport,
        progress: SegmentProgress | None,
        leverage: Leverage | None = None,
        stop: Stop | None = None,
        crew: Callable[[Tools], Crew] | None = None,
    ) -> None:
        """`crew` makes the crew when the first portion is sent; threads of this process where none is given."""
        self.leverage = leverage
        self.settings = settings.engine
        self.checks = settings.checks
        self.root = root
        self.name = name or settings.engine.name
        self.terms = terms
        self.report = report
        self.progress = progress
        self.stop = stop or Stop()
        self._hire = crew or (lambda tools: Threads(tools, progress.segments_done if progress else None))
        self._engine: Engine | None = None
        self._crew: Crew | None = None
        self._cache: DraftCache | None = None
        self._gathered: list[Wanted] = []
        self._flying: deque[_Portion] = deque()
        self._awaited: dict[Job, Draft | None] = {}
        """Jobs in hand that a later portion waits for as well."""
        self._missing: set[Direction] = set()
        self._failed = False

    @property
    def engine(self) -> Engine | None:
        """The engine; None when drafting is off."""
        if self._engine is None and self.name != "none":
            try:
                self._engine = create_engine(self.name, self.settings, self.root, self.stop.asked)
            except EngineError as error:
                # Without an engine the catalogues are extracted all the same.
                self.report.add_error(error)
                self.name = "none"
                return None
            self.report.add_findings(self._engine.findings)
        return self._engine

    def origin(self, source: str, target: str) -> str:
        """What would draft in this direction now; empty if nothing would."""
        if self.engine is None or self.engine.missing([(source, target)]):
            return ""
        return self.engine.origin(source, target)

    def add(self, targets: Iterable[Target]) -> None:
        """Give each target what the memory offers, and have it drafted as far as packages are installed.

        `waiting` tells what is still to come.
        """
        for target in targets:
            if self.leverage:
                self.leverage.fill(target)
            if target.needs and self.engine and not self._failed and not self._lacks(target):
                self._gathered += ((target, key) for key in target.needs)
                target.waiting = len(target.needs)
        if len(self._gathered) >= PORTION:
            self._send_all()

    def finish(self) -> None:
        """Wait for all that was added."""
        self._send_all()
        while self._flying:
            self._collect()
        if self._missing and self.engine:
            self.report.add_error(self.engine.missing_error(tuple(sorted(self._missing))))

    def close(self) -> None:
        """Release the engine's memory."""
        if self._cache:
            self._cache.close()
        if self._crew:
            self._crew.close()

    # --- sending ------------------------------------------------------------------------------------

    def _lacks(self, target: Target) -> bool:
        direction = (target.source, target.language)
        if direction not in self._missing and self.engine and self.engine.missing([direction]):
            self._missing.add(direction)
        return direction in self._missing

    def _send_all(self) -> None:
        gathered, self._gathered = self._gathered, []
        for wanted in _portions(gathered):
            if self.stop.asked():
                return
            if self.engine and not self._failed:
                try:
                    self._send(wanted, self.engine)
                    continue
                except EngineError as error:  # no cluster
                    self._fail(error)
            for target, _ in wanted:
                target.waiting -= 1

    def _send(self, wanted: Sequence[Wanted], engine: Engine) -> None:
        crew, cache = self._workshop(engine)
        while len(self._flying) >= crew.most:
            self._collect()
        rows = [(t, key, Job(key.text, t.source, t.language, t.matches.get(key, ()))) for t, key in wanted]
        in_hand = {job for portion in self._flying for job in portion.sent}
        portion = _Portion(rows, {})
        for job in dict.fromkeys(job for _, _, job in rows):
            if job in in_hand:
                self._awaited[job] = None
            elif draft := cache.get(job):
                portion.known[job] = draft
            else:
                portion.sent.append(job)
        if self.progress:
            self.progress.segments(len(rows))
            self.progress.segments_done(len(rows) - len(portion.sent))
        if portion.sent:
            portion.future = crew.submit(portion.sent)
        self._flying.append(portion)

    def _workshop(self, engine: Engine) -> tuple[Crew, DraftCache]:
        if self._crew is None or self._cache is None:
            offer, profiles = self.settings.offer_withheld, Profiles(cache_file())
            self._crew = self._hire(Tools(engine, self.terms, offer, profiles, self.checks))
            self._cache = DraftCache(self.root, self.settings, self.checks, engine, self.terms)
        return self._crew, self._cache

    # --- collecting ---------------------------------------------------------------------------------

    def _collect(self) -> None:
        """Wait for the oldest portion, and give its drafts to the targets."""
        portion = self._flying.popleft()
        made = self._result(portion)
        if made and self._cache:
            self._cache.put(made.items())
        for job in made:
            if job in self._awaited:
                self._awaited[job] = made[job]
        for target, key, job in portion.wanted:
            target.waiting -= 1
            if draft := portion.known.get(job) or made.get(job) or self._awaited.get(job):
                target.drafts[key] = self.leverage.noted(target, key, draft) if self.leverage else draft
                self._count(draft, reused=job in portion.known)

    def _result(self, portion: _Portion) -> Drafts:
        if portion.future is None:
            return {}
        try:
            # Whoever asks for the end may do so while this waits.
            while not self.stop.asked():
                try:
                    return portion.future.result(timeout=0.2)
                except TimeoutError:
                    if portion.future.done():
                        raise
            return portion.future.result(timeout=self.stop.left())
        except EngineError as error:
            self._fail(error)
        except KeyboardInterrupt:
            self.stop.ask()
        except (TimeoutError, CancelledError):
            pass  # stopped
        return {}

    def _fail(self, error: EngineError) -> None:
        """Nothing more is drafted in this run."""
        if not self._failed:
            self.report.add_error(error)
        self._failed = True

    def _count(self, draft: Draft, *, reused: bool) -> None:
        made = self.report.origins.setdefault(draft.origin, OriginReport())
        made.reused += reused
        if draft.withheld:
            made.withheld += 1
            made.reasons.update({f.check for f in draft.withheld})
        else:
            made.offered += 1


def _portions(wanted: Iterable[Wanted]) -> Iterator[list[Wanted]]:
    """Some entries at a time; equal texts stay together, for they are translated once for all languages."""
    by_text: dict[tuple[str, str], list[Wanted]] = {}
    for target, key in wanted:
        by_text.setdefault((target.source, key.text), []).append((target, key))
    portion: list[Wanted] = []
    for group in by_text.values():
        portion += group
        if len(portion) >= PORTION:
            yield portion
            portion = []
    if portion:
        yield portion
