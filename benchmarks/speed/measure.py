"""Running a program and measuring it: seconds by the clock, seconds of processor, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a program, its children included."""

    wall: float
    cpu: float
    """User and system, of all cores."""
    peak: float
    """MB of the largest process."""
    output: str


def measured(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a program to its end. Raises RuntimeError when it fails."""
    variables = {**os.environ, "PYTHONPATH": _path(), **(environment or {})}
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the programs are this project's own
        list(command), cwd=cwd, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout  # noqa: S101 - it is a pipe
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def _path() -> str:
    return os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)


def termlock(place: Path, *options: str) -> Measured:
    """A run of the command over a workspace."""
    return measured([sys.executable, "-m", "pipeline.cli.main", "run", "--quiet", *options], place)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
