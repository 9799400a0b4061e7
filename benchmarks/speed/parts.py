"""The parts of `make bench`: each gives the lines of its table."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from benchmarks.articles.generate import workspace
from benchmarks.speed.grown import grow
from benchmarks.speed.measure import Measured, measured, median, termlock
from benchmarks.speed.texts import packages_in, texts_of

LANGUAGES = ("ru", "en", "zh")


def fresh(place: Path) -> Path:
    """The workspace without what runs made; the cache of the term base stays, as on any second day."""
    shutil.rmtree(place / "output", ignore_errors=True)
    for path in (place / ".termlock").glob("*.sqlite"):
        path.unlink()
    return place


def full_size(place: Path) -> Path:
    """Packages as large as Argos Translate's, beside the workspace; made once."""
    folder = place.parent / "full-size"
    if not folder.exists():
        with resources.as_file(resources.files("pipeline.engines") / "starter" / "model") as model:
            packages_in(folder, grow(model, place.parent / "grown"))
    return folder


def _with(packages: Path | None) -> str:
    """Settings of a workspace that uses packages."""
    return f"[engine]\npackages = {json.dumps(str(packages))}\n" if packages else ""


def limit(
    place: Path, articles: int, rounds: int, sources: Sequence[Sequence[str]], packages: Path | None = None
) -> Iterator[str]:
    """A run end to end against the perfect calls, round by round, for articles in some languages at a time."""
    size = ", packages of full size" if packages else ""
    for languages in sources:
        workspace(place, articles, languages, _with(packages))
        second = json.loads(
            measured([sys.executable, "-m", "benchmarks.speed.tries", str(place)], place).output
        )
        characters = sum(len(s) for text in texts_of(place) for block in text.blocks for s in block)
        termlock(place, "--engine", "none")
        walls, cpus, speed = [], [], []
        for _ in range(rounds):
            ours = termlock(fresh(place))
            best = json.loads(_limit(place).output)
            walls.append(best["wall"] / ours.wall)
            cpus.append(best["cpu"] / ours.cpu)
            speed.append((best["sentences"] / ours.wall, characters / ours.wall))
        said, read = (median([pair[i] for pair in speed]) for i in (0, 1))
        yield (
            f"| limit / termlock, from {'+'.join(languages)}, {articles} articles{size} | {median(walls):.2f} | "
            f"{median(cpus):.2f} | {said:.0f} segments/s, {read:.0f} source characters/s; "
            f"second tries: {second['share']:.0%} of the first ones' tokens, with which it is "
            f"{median(cpus) * (1 + second['share']):.2f} of processor | {rounds} |"
        )


def _limit(place: Path) -> Measured:
    return measured([sys.executable, "-m", "benchmarks.speed.limit", str(place)], place)


def peer(place: Path, python: Path, articles: int, rounds: int, large: Path | None = None) -> Iterator[str]:
    """A run end to end against argostranslate's translate, both with their start."""
    workspace(place, articles, LANGUAGES, _with(large))
    packages = large or place.parent / "packages"
    if not packages.exists():
        packages_in(packages)
    size = ", packages of full size" if large else ""
    rows = [
        {
            "language": text.language,
            "targets": [code for code in LANGUAGES if code != text.language],
            "blocks": [
                {"text": ("" if text.language == "zh" else " ").join(block), "sentences": block}
                for block in text.blocks
            ],
        }
        for text in texts_of(place)
    ]
    file = place.parent / "articles.json"
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    script = Path(__file__).with_name("peer.py")
    termlock(place, "--engine", "none")
    walls, cpus, calls, best = [], [], [], []
    for _ in range(rounds):
        ours = termlock(fresh(place))
        perfect = json.loads(_limit(place).output)
        other = measured([str(python), str(script), str(file)], place, {"ARGOS_PACKAGES_DIR": str(packages)})
        alone = json.loads(other.output.splitlines()[-1])
        walls.append(other.wall / ours.wall)
        cpus.append(other.cpu / ours.cpu)
        calls.append(alone["cpu"] / ours.cpu)
        best.append(alone["cpu"] / perfect["cpu"])
    yield (
        f"| argostranslate / termlock, {articles} articles{size}, both with their start | {median(walls):.1f} | "
        f"{median(cpus):.1f} | argostranslate's translate alone: {median(calls):.1f}; "
        f"it takes {median(best):.1f} times the limit | {rounds} |"
    )


def again(place: Path, articles: int, rounds: int) -> Iterator[str]:
    """Cold start, a second run, one changed paragraph."""
    workspace(place, articles, LANGUAGES)
    first = [termlock(place, "--engine", "pseudo")]
    nothing = [termlock(place, "--engine", "pseudo") for _ in range(rounds)]
    article = sorted((place / "sources/en").rglob("*.md"))[0]
    changed = []
    for number in range(rounds):
        article.write_text(article.read_text(encoding="utf-8") + f"\nNurses ate {number} eggs.\n")
        changed.append(termlock(place, "--engine", "pseudo"))
    for name, found in (
        (f"first run over {articles:,} articles, pseudo engine", first),
        ("second run, nothing to do", nothing),
        ("one new paragraph", changed),
    ):
        yield _seconds(name, found)
    workspace(place, 1, ("en",))
    cold = [termlock(fresh(place)) for _ in range(rounds)]
    yield _seconds("cold start to one article's drafts, term base known", cold)


def _seconds(name: str, found: list[Measured]) -> str:
    wall, cpu = median([m.wall for m in found]), median([m.cpu for m in found])
    return f"| {name} | {wall:.2f} s | {cpu:.2f} s | {max(m.peak for m in found):.0f} MB | {len(found)} |"


def memory(place: Path, sizes: tuple[int, ...]) -> Iterator[str]:
    """Peak memory of first runs with the pseudo engine: all that grows is the same with another."""
    for articles in sizes:
        workspace(place, articles, LANGUAGES)
        yield _seconds(f"{articles:,} articles, pseudo engine", [termlock(place, "--engine", "pseudo")])


def clusters(place: Path, articles: int, rounds: int) -> Iterator[str]:
    """One process against `local:2`, and against `local:2` of which a worker is killed."""
    workspace(place, articles, LANGUAGES)
    termlock(place, "--engine", "none")
    two: list[tuple[float, float]] = []
    killed: list[tuple[float, float]] = []
    for _ in range(rounds):
        one = termlock(fresh(place))
        made = termlock(fresh(place), "--cluster", "local:2")
        two.append((one.wall / made.wall, one.cpu / made.cpu))
        wall = _with_a_killed_worker(fresh(place))
        killed.append((one.wall / wall, 0.0))
    for name, pairs in (("one process / local:2", two), ("one process / local:2, a worker killed", killed)):
        cpu = f"{median([c for _, c in pairs]):.2f}" if pairs[0][1] else ""
        yield f"| {name}, {articles} articles | {median([w for w, _ in pairs]):.2f} | {cpu} | | {rounds} |"


def _with_a_killed_worker(place: Path) -> float:
    """Seconds of a run whose first worker is killed once drafts come in."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "pipeline.cli.main", "run", "--quiet", "--cluster", "local:2"]
    process = subprocess.Popen(command, cwd=place)  # noqa: S603 - our own
    while process.poll() is None and not (place / ".termlock/drafts.sqlite").exists():
        time.sleep(0.05)
    for pid in _workers(process.pid)[:1]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if process.wait():
        raise RuntimeError("the run failed")
    return time.perf_counter() - start


def _workers(parent: int) -> list[int]:
    """Children of a process that have a multiprocessing spawn line, oldest first."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            line = path.read_text()
            command = (path.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(line.rsplit(")", 1)[1].split()[1]) == parent and b"spawn_main" in command:
            found.append(int(path.parent.name))
    return sorted(found)
