"""Who drafts portions of jobs: threads of this process here, a Dask cluster in `cluster.py`.

A portion's drafts are a pure function of its jobs, whoever makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from pipeline.draft import Job, UnfinishedError, draft_all
from pipeline.engines.base import Engine
from pipeline.engines.profile import Profiles
from pipeline.glossary.matching import TermBase
from pipeline.model import Draft
from pipeline.settings import Checks

Drafts = dict[Job, Draft]
THREADS = 2
"""Portions at a time: while the engine has one of them, the other is judged."""


class Crew(Protocol):
    """Drafts portions, some at the same time."""

    most: int
    """Portions that it should have in hand, so that it never waits for one."""

    def submit(self, jobs: Sequence[Job]) -> Future[Drafts]:
        """Begin with a portion of distinct jobs; fewer drafts come back where it was stopped.

        The future raises EngineError.
        """
        ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What drafting needs beside the jobs."""

    engine: Engine
    terms: TermBase
    offer_withheld: bool
    profiles: Profiles | None
    checks: Checks


def draft_portion(jobs: Sequence[Job], tools: Tools, progress: Callable[[int], None] | None = None) -> Drafts:
    """The drafts of distinct jobs, or of some where the engine was told to stop. Raises EngineError."""
    try:
        drafts = draft_all(
            jobs,
            tools.engine,
            tools.terms,
            offer_withheld=tools.offer_withheld,
            profiles=tools.profiles,
            checks=tools.checks,
            progress=progress,
        )
    except UnfinishedError as unfinished:
        return unfinished.drafts
    return dict(zip(jobs, drafts, strict=True))


class Threads:
    """Two portions at a time in this process; CTranslate2 works outside of Python's lock."""

    most = THREADS + 1

    def __init__(self, tools: Tools, progress: Callable[[int], None] | None) -> None:
        self._tools = tools
        self._progress = progress
        self._telling = Lock()
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="drafting")

    def submit(self, jobs: Sequence[Job]) -> Future[Drafts]:
        return self._pool.submit(draft_portion, jobs, self._tools, self._tell if self._progress else None)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._tools.engine.close()

    def _tell(self, count: int) -> None:
        with self._telling:
            if self._progress:
                self._progress(count)
