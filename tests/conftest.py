"""Fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import settings

# How long one example takes is no property of the code: other work may share the machine. The same examples each
# time: what fails, fails for the change at hand. `pytest --hypothesis-profile explore` looks for new ones.
settings.register_profile("termlock", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("termlock")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared() -> Path:
    """A folder of real articles and packages that some machines have beside the checkout."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("needs a data folder beside the checkout")
    return SHARED


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample workspace with its catalogues."""
    place = tmp_path / "sample"
    place.mkdir()
    for name in ("sources", "glossary", "output"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "termlock.toml", place)
    return place


@pytest.fixture
def empty_workspace(tmp_path: Path) -> Path:
    """A workspace without articles and with a small term base."""
    place = tmp_path / "workspace"
    for language in ("ru", "en", "zh"):
        (place / "sources" / language).mkdir(parents=True)
    (place / "glossary").mkdir()
    shutil.copy(ROOT / "pipeline/cli/workspace/glossary/terms.csv", place / "glossary/terms.csv")
    (place / "termlock.toml").write_text("", encoding="utf-8")
    return place


@pytest.fixture
def termlock(tmp_path: Path) -> Run:
    """Runs the command in a process of its own, with a home of its own: `termlock("run", cwd=place)`."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)

    def run(
        *arguments: str, cwd: Path, before: Sequence[str] = (), **environment: str
    ) -> subprocess.CompletedProcess[str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "ARGOS_"))}
        return subprocess.run(
            [*before, sys.executable, "-m", "pipeline.cli.main", *arguments],
            cwd=cwd,
            env={**kept, "HOME": str(home), "PYTHONPATH": str(ROOT), **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def files_of(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their path, but for the cache, which may come and go."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file())
    names = {p.relative_to(folder).as_posix(): p for p in found}
    return {name: p.read_bytes() for name, p in names.items() if not name.startswith(".termlock/")}
