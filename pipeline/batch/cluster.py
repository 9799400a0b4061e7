"""Drafting on a Dask cluster: many processes here (`local:4`), or many machines (`tcp://host:8786`).

    driver: reads, matches, writes  --portions of jobs-->  workers: engine, glossary  --drafts--> driver

Each worker is given the glossary and the settings once, looks for the packages on its own machine and
compares their contents with the driver's. A portion's drafts depend on its jobs alone, so that a worker
that dies has its portions made by another one, and nobody can tell.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.batch.crew import Crew, Drafts, Tools, draft_portion
from pipeline.batch.identity import program
from pipeline.draft import Job
from pipeline.engines import create_engine
from pipeline.engines.base import Direction
from pipeline.engines.model import available_cores
from pipeline.engines.pins import Fingerprints
from pipeline.engines.profile import Profiles, cache_file
from pipeline.errors import EngineError, TermlockError, UsageError
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.matching import TermBase
from pipeline.model import Draft
from pipeline.settings import Checks, EngineSettings, Workspace

PATIENCE = 30
"""Seconds to wait for the scheduler and for the first worker."""
AT_A_TIME = 2
"""Portions that a worker has in hand: while the engine has one, the other is judged."""
_LOCAL = re.compile(r"local:([1-9]\d{0,2})")
_REMOTE = re.compile(r"(?:tcp|tls|ws|wss)://\S+")

Hashes = Mapping[Direction, tuple[tuple[str, str], ...]]
"""For each direction its packages in their order: name with version, SHA-256 of the contents."""
Answer = tuple[list[Draft | None], tuple[str, str, str, str]]
"""Drafts in the order of the jobs; or code, message, path and advice of an error."""


@dataclass(frozen=True, slots=True)
class Order:
    """All that a worker needs to draft as the driver would."""

    program: bytes
    engine: str
    settings: EngineSettings
    checks: Checks
    root: Path
    glossary: Glossary
    hashes: Hashes


class Station:
    """The tools of one worker, made when the worker begins; a plugin of Dask."""

    def __init__(self, order: Order, name: str) -> None:
        self.order = order
        self.name = name
        self.tools: Tools | None = None
        self.refusal = ""

    def setup(self, worker: Any) -> None:
        """Called by Dask on each worker, also on those that come later. Raises nothing: see `refusal`."""
        try:
            self.tools = equip(self.order)
        except TermlockError as error:
            self.refusal = f"{worker.address}: {error}"

    def teardown(self, worker: Any) -> None:
        if self.tools:
            self.tools.engine.close()


def equip(order: Order) -> Tools:
    """The engine and the glossary on this machine. Raises EngineError where it is not as the driver's."""
    if order.program != program():
        raise EngineError(
            "cluster-differs",
            "This worker has another version of termlock, or of the libraries that it drafts with.",
            advice="Install the driver's on all workers.",
        )
    engine = create_engine(order.engine, order.settings, order.root)
    here = hashes_of(engine, order.hashes)
    for direction, wanted in order.hashes.items():
        if here[direction] != wanted:
            names = " and ".join(name for name, _ in wanted)
            raise EngineError(
                "package-differs",
                f"The packages for {' to '.join(direction)} here are not the driver's ({names}).",
                advice="Install the same files on all workers: termlock models install FILE",
            )
    terms = TermBase(order.glossary)
    return Tools(engine, terms, order.settings.offer_withheld, Profiles(cache_file()), order.checks)


def hashes_of(engine: Any, directions: Mapping[Direction, Any] | Sequence[Direction]) -> Hashes:
    """What an engine would translate with; nothing for engines without packages."""
    prints = Fingerprints()
    packages = getattr(engine, "packages", None)
    routes = {d: packages.route(*d) if packages else () for d in directions}
    return {d: tuple((p.label, prints.of(p)) for p in route) for d, route in routes.items()}


def draft_here(jobs: Sequence[Job], station: str) -> Answer:
    """Runs on a worker."""
    from distributed import Reschedule, get_worker

    plugin: Station = get_worker().plugins[station]
    if plugin.tools is None:
        time.sleep(0.5)  # not at once to the same worker again
        raise Reschedule
    try:
        made = draft_portion(jobs, plugin.tools)
    except EngineError as error:
        return [], (error.code, error.message, error.path, error.advice)
    return [made.get(job) for job in jobs], ("", "", "", "")


class Cluster:
    """See `pipeline.batch.crew.Crew`."""

    def __init__(self, workspace: Workspace, tools: Tools, address: str) -> None:
        """Start or reach the cluster, and equip its workers. Raises EngineError."""
        self._stack = contextlib.ExitStack()
        codes = workspace.settings.languages
        directions = [(s, t) for s in codes for t in codes if s != t]
        self._tools = tools
        try:
            self._client, settings = self._connected(address, workspace.settings.engine)
            order = Order(
                program(), tools.engine.name, settings, tools.checks, workspace.root,
                Glossary(dict(tools.terms.glossary.concepts)), hashes_of(tools.engine, directions),
            )  # fmt: skip
            self._station = f"termlock-{os.getpid()}-{time.monotonic_ns()}"
            self._equip(order)
        except BaseException:
            self._stack.close()
            raise
        self.most = 2 * AT_A_TIME * len(self._client.scheduler_info()["workers"])

    def _connected(self, address: str, settings: EngineSettings) -> tuple[Any, EngineSettings]:
        import dask
        from distributed import Client, LocalCluster

        # Work comes back from dead workers as often as is needed, not three times.
        dask.config.set({"distributed.scheduler.allowed-failures": 100})
        # Workers keep the memory that an engine asks for again and again; Dask's default returns it each time,
        # which takes half of their time.
        dask.config.set({"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None})
        if local := _LOCAL.fullmatch(address):
            number = int(local.group(1))
            cluster = self._stack.enter_context(
                LocalCluster(
                    n_workers=number, threads_per_worker=AT_A_TIME, dashboard_address=None, silence_logs=50
                )
            )
            return self._stack.enter_context(Client(cluster)), _shared(settings, number)
        try:
            client = self._stack.enter_context(Client(address, timeout=PATIENCE))
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError) as error:
            raise EngineError(
                "cluster-unreachable",
                f"No scheduler with a worker answers at {address} ({type(error).__name__}).",
                advice="Start them with: dask scheduler, and on each machine: dask worker ADDRESS",
            ) from error
        return client, settings

    def _equip(self, order: Order) -> None:
        from distributed import WorkerPlugin

        plugin = type("TermlockStation", (Station, WorkerPlugin), {})(order, self._station)
        self._client.register_plugin(plugin, name=self._station)
        refused = self._client.run(_refusal, self._station)
        if told := [text for text in refused.values() if text]:
            raise EngineError("cluster-refused", "; ".join(told))

    def submit(self, jobs: Sequence[Job]) -> Future[Drafts]:
        made: Future[Drafts] = Future()
        made.set_running_or_notify_cancel()
        task = self._client.submit(draft_here, jobs, self._station, pure=False)
        task.add_done_callback(lambda done: _deliver(done, jobs, made))
        return made

    def close(self) -> None:
        with contextlib.suppress(Exception):  # whatever a cluster that is being taken down complains of
            self._client.unregister_worker_plugin(self._station)
        self._stack.close()
        self._tools.engine.close()


def _shared(settings: EngineSettings, workers: int) -> EngineSettings:
    """The cores of this machine shared among its workers, unless the settings say how many each has."""
    if settings.inter_threads or settings.intra_threads:
        return settings
    return replace(settings, inter_threads=max(1, available_cores() // workers), intra_threads=1)


def _refusal(station: str, dask_worker: Any = None) -> str:
    """Why a worker cannot draft; empty if it can. Runs on each worker."""
    plugin: Station = dask_worker.plugins[station]
    return plugin.refusal


def _deliver(task: Any, jobs: Sequence[Job], made: Future[Drafts]) -> None:
    """Hand a task's result to whoever waits for the portion."""
    try:
        drafts, (code, message, path, advice) = task.result()
    except BaseException as error:
        lost = EngineError(
            "cluster-lost",
            f"The cluster gave a portion up ({type(error).__name__}: {error}).",
            advice="See the logs of its workers.",
        )
        made.set_exception(lost)
        return
    if code:
        made.set_exception(EngineError(code, message, path=path, advice=advice))
    else:
        made.set_result({job: draft for job, draft in zip(jobs, drafts, strict=True) if draft})


class Hiring:
    """Makes the crew of a cluster when the first portion is there: a run with nothing to draft starts none."""

    def __init__(self, workspace: Workspace, address: str) -> None:
        """Raises UsageError for an address that is none, or where Dask is not installed."""
        if not (_LOCAL.fullmatch(address) or _REMOTE.fullmatch(address)):
            raise UsageError(
                "cluster-address",
                f"{address} is no cluster.",
                advice="Name one as local:4 (four processes here) or tcp://host:8786 (a Dask scheduler).",
            )
        try:
            import distributed  # noqa: F401 - told now and not in the middle of a run
        except ImportError as error:
            raise UsageError(
                "library-missing",
                "Clusters need Dask, which is not installed.",
                advice="Install it: pip install --no-deps --require-hashes -r requirements-cluster.txt",
            ) from error
        self._workspace = workspace
        self._address = address

    def __call__(self, tools: Tools) -> Crew:
        return Cluster(self._workspace, tools, self._address)
