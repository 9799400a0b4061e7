"""What can befall a run while it is at work, each done to it.

| fault | where |
|---|---|
| Ctrl-C or kill once; twice; with an engine that hangs | here; the terminal's words in `cli/test_terminal.py` |
| kill -9 of the run | here |
| kill -9 of a worker of a cluster | `test_cluster.py` |
| a full disk, a read-only disk, a folder that may not be written | `test_bad_input.py`; the cache's here |
| a package that is exchanged or damaged between finding and loading it, or while it drafts | here |
| a clock set back | `test_unchanged.py` |
| two runs at once | here, two real ones; `test_bad_input.py` |
| no memory for a batch | here; halving in `engines/test_model.py` |
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import crew, drafting
from pipeline.batch.run import RunOptions, run
from pipeline.batch.stopping import Stop
from pipeline.catalogue import po
from pipeline.engines import model as models
from pipeline.engines.argos import ArgosEngine
from pipeline.errors import OutputError
from pipeline.settings import find_workspace
from tests.conftest import ROOT, Run
from tests.engines.tiny import make_model, pieces_of, train_tokenizer, write_metadata

Start = Callable[..., "subprocess.Popen[str]"]
_PATIENCE = 60.0
"""Seconds until a test gives up; nothing is measured by it."""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a Python program; those that still run at the end are killed."""
    (tmp_path / "home").mkdir(exist_ok=True)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ARGOS_"))}
    environment = {**kept, "HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    begun: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
        begun.append(
            subprocess.Popen(
                [sys.executable, *arguments],
                cwd=cwd, env=environment, text=True, encoding="utf-8",
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )
        )  # fmt: skip
        return begun[-1]

    yield begin
    for process in begun:
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    """Forty articles in Chinese, eight entries each."""
    for number in range(40):
        lines = "\n\n".join(f"第{number}号病人第{week}周每天吃纳豆。" for week in range(7))
        (empty_workspace / f"sources/zh/n{number:02}.md").write_text(f"# 日记{number}\n\n{lines}\n")
    return empty_workspace


def catalogues(place: Path) -> list[Path]:
    return sorted((place / "output/locale").rglob("*.po"))


def drafted(place: Path) -> int:
    parsed = (po.parse(path.read_bytes(), path.name) for path in catalogues(place))
    return sum(e.fuzzy or "draft-withheld" in " ".join(e.extracted) for c in parsed for e in c.entries)


def test_a_killed_run_keeps_what_was_complete_and_the_next_goes_on(
    place: Path, start: Start, termlock: Run
) -> None:
    """Catalogues are written as articles are complete, whole ones, and no draft that was made is made again."""
    (place / "termlock.toml").write_text("[engine]\nbeam_size = 1\n", encoding="utf-8")
    small = "from pipeline.batch import drafting; drafting.PORTION = 32; from pipeline.cli.main import main; main()"
    process = start("-c", small, "run", cwd=place)
    until(lambda: len(catalogues(place)) >= 6)
    process.kill()
    process.wait()
    assert process.returncode == -signal.SIGKILL
    kept = drafted(place)
    assert 0 < kept < 640
    result = termlock("run", "--json", cwd=place)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert report["needed"] <= 640 - kept
    assert drafted(place) == 640
    again = json.loads(termlock("run", "--json", cwd=place).stdout)
    assert (again["needed"], again["files_written"]) == (0, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_a_stopped_run_keeps_each_draft_that_was_made(
    place: Path, start: Start, termlock: Run, number: signal.Signals
) -> None:
    """Also of the portion that was in hand: the next run asks the engine for the others alone."""
    process = start("-m", "pipeline.cli.main", "run", cwd=place)
    assert process.stderr
    process.stderr.readline()  # some are drafted
    process.send_signal(number)
    _, error = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 3, error
    assert "finishing what is in hand" in error
    assert "stopped; what was complete is written" in error
    kept = drafted(place)
    assert not list(place.rglob("*.tmp"))
    result = termlock("run", "--json", cwd=place)
    report = json.loads(result.stdout)
    assert drafted(place) == 640
    assert report["needed"] - sum(o["reused"] for o in report["origins"].values()) <= 640 - kept


HANGS = """
import time
from pipeline.batch import crew, stopping
crew.draft_all = lambda *a, **k: time.sleep(3600)
stopping.GRACE = {grace}
from pipeline.cli.main import main
main()
"""


def test_a_second_signal_ends_a_run_at_once(place: Path, start: Start) -> None:
    process = start("-c", HANGS.format(grace=3600), "run", cwd=place)
    until(lambda: (place / ".termlock").is_dir())
    assert process.stderr
    process.send_signal(signal.SIGINT)
    assert "once more to stop at once" in process.stderr.readline()
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    assert process.wait(_PATIENCE) == 3


def test_an_engine_that_hangs_does_not_keep_a_stopped_run(place: Path, start: Start) -> None:
    process = start("-c", HANGS.format(grace=0.5), "run", cwd=place)
    until(lambda: (place / ".termlock").is_dir())
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 3
    assert "Traceback" not in error


def test_two_real_runs_at_once_the_second_is_refused(place: Path, start: Start, termlock: Run) -> None:
    first = start("-c", HANGS.format(grace=0), "run", cwd=place)
    until(lambda: (place / "output").is_dir() and list((place / ".termlock").glob("terms-*")))
    until(lambda: termlock("run", "--engine", "none", cwd=place).returncode == 3)
    first.kill()
    first.wait()
    assert termlock("run", "--engine", "none", cwd=place).returncode == 0  # the lock died with its holder


# --- packages -----------------------------------------------------------------------------------------


@pytest.fixture
def package(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A package zh-en of the workspace's own, the only one there is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder = place / "packages/zh_en"
    make_model(folder / "model", pieces_of(train_tokenizer(folder)))
    write_metadata(folder, "zh", "en")
    settings = 'languages = ["en", "zh"]\n[engine]\npackages = "packages"\nstarter = false\nbeam_size = 1\n'
    (place / "termlock.toml").write_text(settings, encoding="utf-8")
    return folder


def damage(package: Path) -> None:
    """As a copy in the middle of a run does: another file of another size."""
    path = package / "model/model.bin"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2] + bytes(100) + data[len(data) // 2 :])


@pytest.mark.parametrize("moment", ["found, not loaded", "loaded"])
def test_a_package_that_is_exchanged_in_the_middle(
    place: Path, package: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before it is loaded nothing is drafted with it; once loaded it is in memory, and drafts are its own."""
    load, model = models.load_model, ArgosEngine.model
    exchanged: list[Path] = []

    def before(*arguments: Any) -> Any:
        make_model(package / "model", pieces_of(package / "sentencepiece.model"), positions=70)
        return load(*arguments)

    def after(*arguments: Any) -> Any:
        made = model(*arguments)
        if not exchanged:
            damage(package)
            exchanged.append(package)
        return made

    if moment == "loaded":
        monkeypatch.setattr(ArgosEngine, "model", after)
    else:
        monkeypatch.setattr("pipeline.engines.argos.load_model", before)
    monkeypatch.setattr(drafting, "PORTION", 24)
    report = run(find_workspace(place), RunOptions())
    codes = {finding.check for finding in report.findings}
    if moment == "loaded":
        assert not codes & {"package-changed", "package-damaged"}
        assert drafted(place) == 320
    else:
        assert codes == {"package-changed"}
        assert (report.status, drafted(place)) == (3, 0)
    assert len(catalogues(place)) == 80  # extracted in any case, those behind the fault as well
    monkeypatch.undo()
    monkeypatch.setenv("HOME", str(place))
    second = run(find_workspace(place), RunOptions())
    if moment == "loaded":  # damaged for good: told, and what was drafted stays
        assert {f.check for f in second.findings} == {"package-damaged"}
        assert drafted(place) == 320
    else:
        assert (second.status, drafted(place)) == (0, 320)


def test_no_memory_for_a_batch_costs_that_batch_alone(
    place: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A batch that does not fit is tried in halves; the run does not notice."""
    original = models.Model._submit
    sizes: list[int] = []

    class Job:
        def done(self) -> bool:
            return True

        def result(self) -> object:
            raise MemoryError("std::bad_alloc")

    def small_memory(self: models.Model, batch: object, *arguments: object) -> object:
        size = len(batch.parts)  # type: ignore[attr-defined]
        sizes.append(size)
        return [Job()] if size > 20 else original(self, batch, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(models.Model, "_submit", small_memory)
    report = run(find_workspace(place), RunOptions())
    assert (report.status, drafted(place)) == (0, 320)
    assert max(sizes) > 20


def test_a_full_disk_under_the_cache_costs_time_only(place: Path) -> None:
    """The caches' folder has no room, the output's has."""
    (place / ".termlock").mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(place / ".termlock")], capture_output=True
    )
    if made.returncode:
        pytest.skip("no right to mount a disk")
    try:
        report = run(find_workspace(place), RunOptions(engine="pseudo"))
        again = run(find_workspace(place), RunOptions(engine="pseudo"))
        assert (report.status, again.status, again.files_written) == (0, 0, 0)
        assert drafted(place) == 640
    finally:
        subprocess.run(["umount", str(place / ".termlock")], check=True)


def test_the_output_that_may_not_be_written_is_told_and_drafts_are_kept(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fills up while a run drafts: with room again, nothing is translated a second time."""

    def full(*_: object) -> None:
        raise OutputError("output-unwritable", "The catalogue cannot be written (No space left on device).")

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.batch.catalogues.write_catalogue", full)
        assert run(find_workspace(place), RunOptions(engine="pseudo")).status == 3
    monkeypatch.setattr(crew, "draft_all", full)  # nothing is asked of it
    report = run(find_workspace(place), RunOptions(engine="pseudo"))
    assert (report.status, drafted(place)) == (0, 640)


def test_asking_for_the_end_before_the_first_article_is_heard(place: Path) -> None:
    stop = Stop()
    stop.ask()
    with pytest.raises(KeyboardInterrupt):
        run(find_workspace(place), RunOptions(engine="pseudo"), None, stop)
    assert catalogues(place) == []
