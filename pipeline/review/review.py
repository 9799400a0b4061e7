"""A review in progress: what the pages and the acts of all browsers share."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pipeline.memory.store import Match
from pipeline.review.base import Desk, Reading
from pipeline.review.judging import Judge
from pipeline.review.log import Log
from pipeline.review.queue import Queue
from pipeline.review.saving import Saving
from pipeline.review.shelf import Document, Place, Shelf
from pipeline.review.tally import Tally, total

LARGE = 2 * 2**20
"""Bytes of catalogues that take more than a moment to read."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the catalogues are, as far as they were read."""

    articles: tuple[Listed, ...]
    read: int
    """Catalogues that were read."""
    catalogues: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in the overview."""

    name: str
    title: str
    source: str
    tallies: dict[str, Tally]
    """By language."""
    faults: dict[str, str]

    @property
    def total(self) -> Tally:
        return total(self.tallies.values())


class Review:
    """The workspace's catalogues, the checks, the log, and what can be undone."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.workspace = desk.workspace
        self.shelf = Shelf(desk.workspace)
        self.log = Log(desk.workspace.output)
        self.queue = Queue(self.shelf)
        self.saving = Saving(self.shelf, self.log, lambda: self.judge)
        self._judge: Judge | None = None
        # One thread for what may wait: the memory's database, and reading ahead.
        self._memory = ThreadPoolExecutor(1, "memory")
        self._ahead = ThreadPoolExecutor(1, "ahead")
        self._asked = ThreadPoolExecutor(1, "asked")
        self._stopping = threading.Event()

    @property
    def judge(self) -> Judge:
        """The checks with the term base as it is now."""
        terms = self.desk.terms()
        if self._judge is None or self._judge.terms is not terms:
            self._judge = Judge(terms, self.desk.workspace.settings.checks)
        return self._judge

    def start(self) -> None:
        """Begin to read all catalogues, so that the overview is soon complete, and the memory."""
        self._ahead.submit(self._read_all)

    def close(self) -> None:
        """End what goes on in the background."""
        self._stopping.set()
        self._ahead.shutdown(cancel_futures=True)
        self._asked.shutdown(cancel_futures=True)
        self._memory.shutdown(cancel_futures=True)

    def _read_all(self) -> None:
        self.judge.warm(self.workspace.settings.languages)
        for places in self.shelf.places().values():
            for place in places.values():
                if self._stopping.is_set():
                    return
                self.shelf.summary(place)
        self._memory.submit(self.desk.remembered, "en", "ru", "", "")

    # --- what pages ask ---------------------------------------------------------------------------

    def progress(self) -> Progress:
        """All articles that translate something, with what is known of their catalogues by now."""
        listed: list[Listed] = []
        read = catalogues = 0
        for name, places in self.shelf.places().items():
            found = {code: self.shelf.known(place) for code, place in places.items()}
            known = {code: summary for code, summary in found.items() if summary}
            read, catalogues = read + len(known), catalogues + len(found)
            source = next((s.source for s in known.values() if s.source), "")
            tallies = {c: s.tally for c, s in known.items() if s.source not in ("", c)}
            title = next((s.title for s in known.values() if not s.fault), name)
            faults = {c: s.fault for c, s in known.items() if s.fault}
            if tallies or faults or len(known) < len(found):
                listed.append(Listed(name, title, source, tallies, faults))
        return Progress(tuple(listed), read, catalogues)

    def is_at_hand(self, article: str) -> bool:
        """Whether an article can be shown at once; if not, it is read in the background from now on."""
        places = self.shelf.places().get(article, {})
        unread = [
            place
            for code, place in places.items()
            if self.shelf.source(place) not in ("", code) and self.shelf.kept(place) is None
        ]
        if sum(self.shelf.size(place) for place in unread) < LARGE:
            return True
        self._asked.submit(lambda: [self.shelf.summary(place) for place in unread])
        return False

    def read_ahead(self, article: str, documents: Sequence[Document]) -> None:
        """Make ready, in the background, what the first change and the first preview would wait for."""
        self._ahead.submit(self.shelf.prepare, documents)
        self._ahead.submit(self.reading, article)

    def places(self, article: str = "", language: str = "") -> list[Place]:
        """Catalogues of an article and in a language; empty: of all."""
        return [
            place
            for name, places in self.shelf.places().items()
            if not article or name == article
            for code, place in places.items()
            if not language or code == language
        ]

    def reading(self, article: str) -> Reading | None:
        """The article as it is now."""
        return self.desk.reading(article)

    def remembered(self, source: str, target: str, text: str, kind: str) -> list[Match]:
        """What the memory has for a text; nothing when it is not ready in time."""
        asked = self._memory.submit(self.desk.remembered, source, target, text, kind)
        try:
            return asked.result(timeout=5)
        except TimeoutError:
            return []

    def document(self, article: str, language: str) -> Document | None:
        """A catalogue by names that came from a browser. Raises CatalogueError."""
        place = self.shelf.place(article, language)
        return self.shelf.document(place) if place else None
