"""Drafting on a cluster: the same catalogues as without one, whoever dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import cluster, drafting
from pipeline.batch.cluster import Cluster, Hiring, Order, equip, hashes_of
from pipeline.batch.identity import program
from pipeline.batch.run import RunOptions, run
from pipeline.engines import create_engine
from pipeline.errors import EngineError, UsageError
from pipeline.glossary.concepts import Glossary
from pipeline.settings import Checks, EngineSettings, find_workspace
from tests.conftest import ROOT, files_of
from tests.engines.tiny import make_model, pieces_of, train_tokenizer, write_metadata

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")


@pytest.fixture
def place(empty_workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Articles in two languages, in portions of twelve entries."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(drafting, "PORTION", 12)
    for number in range(8):
        russian = f"# Дневник {number}\n\nМенахинон-7 принимали по {number + 20} мкг. Врачи были довольны.\n"
        english = f"# Diary {number}\n\nNatto is rich in **vitamin K2**. Nurse {number} likes 50 g of it.\n"
        (empty_workspace / f"sources/ru/d{number}.md").write_text(russian, encoding="utf-8")
        (empty_workspace / f"sources/en/e{number}.md").write_text(english, encoding="utf-8")
    (empty_workspace / "termlock.toml").write_text("[engine]\nbeam_size = 2\n", encoding="utf-8")
    return empty_workspace


def made(place: Path) -> dict[str, list[str]]:
    """All catalogues but for their dates."""
    return {
        name: [line for line in data.decode().splitlines() if "Date:" not in line]
        for name, data in files_of(place / "output").items()
    }


def alone(place: Path) -> dict[str, list[str]]:
    """What a run without a cluster makes; nothing of it is left."""
    assert run(find_workspace(place), RunOptions()).status == 0
    wanted = made(place)
    for path in [*(place / ".termlock").glob("*.sqlite"), *(place / "output").rglob("*.po*")]:
        path.unlink()
    return wanted


def on_cluster(place: Path, address: str = "local:2") -> Any:
    workspace = find_workspace(place)
    return run(workspace, RunOptions(), crew=Hiring(workspace, address))


def test_a_cluster_makes_the_same_catalogues_byte_by_byte(place: Path) -> None:
    wanted = alone(place)
    assert on_cluster(place).status == 0
    assert made(place) == wanted


def test_a_killed_workers_portions_are_made_by_another(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill -9 while it is at work, as the kernel does when memory is short."""
    wanted = alone(place)
    original = Cluster.submit
    killed: list[int] = []

    def submit(self: Cluster, jobs: Any) -> Any:
        future = original(self, jobs)
        if not killed:
            pids = self._client.run(os.getpid)
            killed.append(next(iter(pids.values())))
            threading.Timer(0.3, os.kill, [killed[0], signal.SIGKILL]).start()
        return future

    monkeypatch.setattr(Cluster, "submit", submit)
    report = on_cluster(place)
    assert killed
    assert (report.status, report.findings) == (0, [])
    assert made(place) == wanted


def test_a_run_with_nothing_to_draft_starts_no_cluster(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(find_workspace(place), RunOptions())
    monkeypatch.setattr(cluster, "Cluster", None)
    assert on_cluster(place).files_written == 0


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A scheduler and a worker of their own, as on other machines; their address."""
    (tmp_path / "other home").mkdir()
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "HOME": str(tmp_path / "other home"), "PYTHONPATH": path}
    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file)]
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_scheduler", *common, "--host", "127.0.0.1", "--port", "0"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        ),
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_worker", *common, "--nthreads", "2", "--no-dashboard"],
            env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path / "other home",
        ),
    ]  # fmt: skip
    try:
        end = time.monotonic() + 60
        while not file.is_file() or not file.stat().st_size:
            assert time.monotonic() < end
            time.sleep(0.05)
        yield json.loads(file.read_text())["address"]
    finally:
        for process in reversed(begun):
            process.terminate()
        for process in begun:
            process.wait(30)


def test_a_scheduler_elsewhere_serves_as_well(place: Path, scheduler: str) -> None:
    wanted = alone(place)
    assert on_cluster(place, scheduler).status == 0
    assert made(place) == wanted


def test_nobody_at_the_address_is_told_and_catalogues_are_extracted(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    report = on_cluster(place, "tcp://127.0.0.1:9")
    assert [f.check for f in report.findings] == ["cluster-unreachable"]
    assert report.status == 3
    assert len(files_of(place / "output")) == 64


@pytest.mark.parametrize("address", ["local", "local:0", "host:8786", "http://host", ""])
def test_a_wrong_address_is_wrong_use(place: Path, address: str) -> None:
    with pytest.raises(UsageError) as caught:
        Hiring(find_workspace(place), address)
    assert caught.value.code == "cluster-address"


def order(place: Path) -> Order:
    folder = place / "packages/ru_en"
    make_model(folder / "model", pieces_of(train_tokenizer(folder)))
    write_metadata(folder, "ru", "en")
    settings = EngineSettings(packages="packages", starter=False)
    engine = create_engine("argos", settings, place)
    hashes = hashes_of(engine, [("ru", "en"), ("en", "ru")])
    assert [len(route) for route in hashes.values()] == [1, 0]
    return Order(program(), "argos", settings, Checks(), place, Glossary({}), hashes)


def test_a_worker_with_another_file_of_the_same_version_is_refused(place: Path) -> None:
    wanted = order(place)
    assert equip(wanted).engine.missing([("ru", "en")]) == ()
    model = place / "packages/ru_en/model/model.bin"
    data = model.read_bytes()
    model.write_bytes(data[:-100] + bytes(100))
    with pytest.raises(EngineError) as caught:
        equip(wanted)
    assert caught.value.code == "package-differs"
    assert "ru to en" in caught.value.message


def test_a_worker_without_the_package_or_with_another_program_is_refused(place: Path) -> None:
    wanted = order(place)
    with pytest.raises(EngineError, match="here are not the driver's"):
        equip(replace(wanted, root=place / "elsewhere"))
    with pytest.raises(EngineError, match="another version of termlock"):
        equip(replace(wanted, program=b"other"))


def test_a_refused_worker_ends_drafting_with_its_reason(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The driver's own hashes are made wrong: no worker has such packages."""
    wrong = (("en_ru 9", "0"),)
    monkeypatch.setattr(cluster, "hashes_of", lambda _, directions: dict.fromkeys(directions, wrong))
    report = on_cluster(place)
    (finding,) = report.findings
    assert finding.check == "cluster-refused"
    assert "tcp://" in finding.message
    assert "en_ru 9" in finding.message
    assert len(files_of(place / "output")) == 64
