"""Drafts for a window of articles: the engine is loaded when the first is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from pipeline.batch.catalogues import Target
from pipeline.batch.report import OriginReport, RunReport
from pipeline.draft import Job, draft_all
from pipeline.engines import create_engine
from pipeline.engines.base import Engine
from pipeline.errors import EngineError
from pipeline.glossary.matching import TermBase
from pipeline.model import Draft, Key
from pipeline.settings import EngineSettings

PORTION = 1_000
"""Entries drafted at a time, at least: what a run that is stopped may lose."""
Wanted = tuple[Target, Key]


class SegmentProgress(Protocol):
    def segments(self, total: int) -> None: ...

    def segments_done(self, count: int) -> None: ...


class Drafting:
    """The engine of a run, and what it made."""

    def __init__(
        self,
        settings: EngineSettings,
        root: Path,
        name: str,
        terms: TermBase,
        report: RunReport,
        progress: SegmentProgress | None,
    ) -> None:
        self.settings = settings
        self.root = root
        self.name = name or settings.name
        self.terms = terms
        self.report = report
        self.progress = progress
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine | None:
        """The engine; None when drafting is off."""
        if self._engine is None and self.name != "none":
            try:
                self._engine = create_engine(self.name, self.settings, self.root)
            except EngineError as error:
                # Without an engine the catalogues are extracted all the same.
                self.report.add_error(error)
                self.name = "none"
                return None
            self.report.findings.extend(self._engine.findings)
        return self._engine

    def origin(self, source: str, target: str) -> str:
        """What would draft in this direction now; empty if nothing would."""
        if self.engine is None or self.engine.missing([(source, target)]):
            return ""
        return self.engine.origin(source, target)

    def draft(self, targets: Iterable[Target]) -> None:
        """Give each target the drafts that it needs, as far as packages are installed."""
        wanted = [(target, key) for target in targets for key in target.needs]
        if not wanted or self.engine is None:
            return
        missing = set(self.engine.missing({(t.source, t.language) for t, _ in wanted}))
        if missing:
            self.report.add_error(self.engine.missing_error(tuple(sorted(missing))))
        wanted = [(t, key) for t, key in wanted if (t.source, t.language) not in missing]
        if self.progress:
            self.progress.segments(len(wanted))
        for portion in _portions(wanted):
            try:
                self._draft_portion(portion, self.engine)
            except EngineError as error:
                self.report.add_error(error)
                return

    def _draft_portion(self, wanted: Sequence[Wanted], engine: Engine) -> None:
        drafts = draft_all(
            [Job(key.text, t.source, t.language, t.matches.get(key, ())) for t, key in wanted],
            engine,
            self.terms,
            offer_withheld=self.settings.offer_withheld,
            progress=self.progress.segments_done if self.progress else None,
        )
        for (target, key), draft in zip(wanted, drafts, strict=True):
            target.drafts[key] = draft
            self._count(draft)

    def _count(self, draft: Draft) -> None:
        made = self.report.origins.setdefault(draft.origin, OriginReport())
        if draft.withheld:
            made.withheld += 1
            made.reasons.update({f.check for f in draft.withheld})
        else:
            made.offered += 1

    def close(self) -> None:
        """Release the engine's memory."""
        if self._engine is not None:
            self._engine.close()


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
