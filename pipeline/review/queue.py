"""The order in which segments come before a reviewer: the most dangerous first, over all articles."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from pipeline import inline, languages
from pipeline.errors import CatalogueError
from pipeline.review import editing
from pipeline.review.risk import needs_review, risk
from pipeline.review.shelf import Document, Place, Shelf, Stamp


class Task(NamedTuple):
    """An entry that waits for a reviewer; tasks sort as they are to be done."""

    rank: float
    """Its risk, negative: the most dangerous first."""
    article: str
    language: str
    at: int
    """Its place among the active entries."""
    id: str
    words: int


class Waiting(NamedTuple):
    """What waits in some catalogues."""

    next: Task | None
    """The first behind the one that was asked for."""
    segments: int
    words: int


class Queue:
    """The tasks of all catalogues, sorted catalogue by catalogue, made again when one changes."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._kept: dict[Place, tuple[Stamp, tuple[Task, ...]]] = {}
        self._lock = threading.Lock()

    def waiting(self, places: Iterable[Place], after: tuple[str, str, str] | None = None) -> Waiting:
        """The first task behind an entry (article, language, identity), or of all; and how many there are.

        The entry itself need not wait any more.
        """
        lists = [self.tasks(place) for place in places]
        behind = self._task(after) if after else None
        found: list[Task] = []
        for tasks in lists:
            at = bisect_right(tasks, behind) if behind else 0
            found += tasks[at : at + 1]
        return Waiting(
            min(found, default=None),
            sum(map(len, lists)),
            sum(task.words for tasks in lists for task in tasks),
        )

    def tasks(self, place: Place) -> tuple[Task, ...]:
        """The tasks of a catalogue, sorted; none of one that cannot be read."""
        summary = self.shelf.summary(place)
        with self._lock:
            kept = self._kept.get(place)
        if kept and kept[0] == summary.stamp:
            return kept[1]
        try:
            document = self.shelf.document(place)
        except CatalogueError:
            return ()
        made = () if document.is_source or not document.source else tuple(sorted(_tasks(document)))
        with self._lock:
            self._kept[place] = document.stamp, made
        return made

    def _task(self, entry: tuple[str, str, str]) -> Task | None:
        """The task that an entry is or would be."""
        article, language, name = entry
        place = self.shelf.place(article, language)
        try:
            document = self.shelf.document(place) if place else None
        except CatalogueError:
            return None
        at = document.places.get(name) if document else None
        return None if document is None or at is None else _task(document, at)


def _tasks(document: Document) -> Iterable[Task]:
    return (_task(document, at) for at, entry in enumerate(document.entries) if needs_review(entry))


def _task(document: Document, at: int) -> Task:
    entry, place = document.catalogue.entries[at], document.place
    words = languages.word_count(inline.plain(entry.text), document.source)
    rank = -risk(entry, document.source).weight
    return Task(rank, place.article, place.language, at, editing.identity(entry.key), words)
