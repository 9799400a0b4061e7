"""What lies ready for the review page: terms, articles and memory of a workspace, read again when they change."""

from __future__ import annotations

import threading
import time
from datetime import datetime
from pathlib import Path

from pipeline.batch.discover import ArticleSource, discover
from pipeline.batch.memory import open_memory, sync
from pipeline.batch.prepare import Prepared, prepare
from pipeline.batch.terms import load_terms
from pipeline.errors import GlossaryError, InputError, OutputError, UsageError
from pipeline.files import write_atomically
from pipeline.glossary.matching import TermBase
from pipeline.memory.store import Match, Memory
from pipeline.model import Finding
from pipeline.review.judging import Judge
from pipeline.review.report import report
from pipeline.review.shelf import Shelf
from pipeline.review.wording import wording
from pipeline.settings import Workspace

LOOKED_AFTER = 2.0
"""Seconds after which files are looked at again."""
SYNCED_AFTER = 60.0
"""Seconds after which the memory takes in what was approved since."""

Stamp = tuple[tuple[str, int, int], ...]


class Workdesk:
    """A workspace as `pipeline.review.base.Desk`; its memory must be asked from one thread alone."""

    def __init__(self, workspace: Workspace) -> None:
        """Raises GlossaryError when the term base cannot be read."""
        self.workspace = workspace
        self.findings: tuple[Finding, ...] = ()
        self._lock = threading.Lock()
        self._stamp = self._term_stamp()
        self._terms, self.findings = load_terms(workspace)
        self._looked = time.monotonic()
        self._readings: dict[str, tuple[Stamp, Prepared | None]] = {}
        self._memory: Memory | None = None
        self._synced = 0.0

    def terms(self) -> TermBase:
        """The term base as it is now; a file in the middle of a change leaves the one before in force."""
        with self._lock:
            if time.monotonic() - self._looked > LOOKED_AFTER:
                self._looked = time.monotonic()
                stamp = self._term_stamp()
                if stamp != self._stamp:
                    self._reload(stamp)
            return self._terms

    def _reload(self, stamp: Stamp) -> None:
        try:
            self._terms, self.findings = load_terms(self.workspace)
            self._stamp = stamp
        except GlossaryError:
            return

    def _term_stamp(self) -> Stamp:
        patterns = self.workspace.settings.glossary.files
        return _stamp([file for pattern in patterns for file in sorted(self.workspace.root.glob(pattern))])

    def reading(self, article: str) -> Prepared | None:
        """An article, cut into segments; kept as long as its file is the same."""
        source = self._source(article)
        if source is None:
            return None
        stamp = _stamp([source.file])
        kept = self._readings.get(article)
        if kept and kept[0] == stamp:
            return kept[1]
        try:
            prepared = prepare(source, self.workspace.settings, self.terms())
        except InputError:
            prepared = None
        self._readings[article] = stamp, prepared
        while len(self._readings) > 20:
            self._readings.pop(next(iter(self._readings)))
        return prepared

    def _source(self, article: str) -> ArticleSource | None:
        try:
            found = discover(self.workspace).sources
        except UsageError:
            return None
        return next((source for source in found if source.name == article), None)

    def remembered(self, source: str, target: str, text: str, kind: str) -> list[Match]:
        """Texts with the same source, then texts with nearly the same, the best first."""
        if self._memory is None:
            self._memory, _ = open_memory(self.workspace)
            self._synced = time.monotonic()
        elif time.monotonic() - self._synced > SYNCED_AFTER:
            sync(self.workspace, self._memory)
            self._synced = time.monotonic()
        least = self.workspace.settings.memory.least
        exact = self._memory.exact(source, target, text, kind=kind)
        found = {m.unit.target: m for m in [*exact, *self._memory.fuzzy(source, target, text, least)][::-1]}
        return sorted(found.values(), key=lambda match: -match.percent)[:5]


def write_report(workspace: Workspace, article: str, out: Path | None, interface: str) -> Path:
    """Write the report of an article, by name or file, or for an empty text of all; returns the file.

    Raises UsageError for what names no article, GlossaryError, OutputError.
    """
    shelf = Shelf(workspace)
    name = _name(workspace, shelf, article) if article else ""
    terms, _ = load_terms(workspace)
    data = report(shelf, Judge(terms, workspace.settings.checks), wording(interface), datetime.now(), name)
    if data is None:
        raise UsageError(
            "no-catalogues",
            f"There are no catalogues of {article or 'any article'}.",
            advice="Make them with: termlock run",
        )
    file = out or workspace.output / "report" / f"{name or 'workspace'}.html"
    try:
        write_atomically(file, data)
    except OSError as error:
        raise OutputError(
            "output-unwritable", f"The report cannot be written ({error.strerror}).", path=str(file)
        ) from error
    return file


def _name(workspace: Workspace, shelf: Shelf, article: str) -> str:
    """An article's name, which may be told by its file."""
    if article in shelf.places():
        return article
    sources = discover(workspace, [Path(article)]).sources
    if len(sources) != 1:
        raise UsageError(
            "no-such-article",
            f"{article} names {len(sources)} articles.",
            advice="Name one article or its file.",
        )
    return sources[0].name


def _stamp(files: list[Path]) -> Stamp:
    made = []
    for file in files:
        try:
            found = file.stat()
        except OSError:
            continue
        made.append((str(file), found.st_size, found.st_mtime_ns))
    return tuple(made)
