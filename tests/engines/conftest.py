"""Fixtures of the engines' tests: a home of their own, and one tiny package to copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines.argos import ArgosEngine
from pipeline.engines.packages import find_packages
from pipeline.settings import EngineSettings
from tests.engines.tiny import make_model, pieces_of, train_tokenizer, write_metadata

MakePackage = Callable[..., Path]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No package that this machine's user installed is seen."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "SNAP", "ARGOS_PACKAGES_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole package without metadata."""
    folder = tmp_path_factory.mktemp("package")
    make_model(folder / "model", pieces_of(train_tokenizer(folder)), add_source_eos=True)
    return folder


@pytest.fixture
def make_package(template: Path, tmp_path: Path) -> MakePackage:
    """Writes `packages/NAME` for a direction and gives its path."""

    def make(source: str, target: str, version: str = "1.9", name: str = "", **more: Any) -> Path:
        path = tmp_path / "packages" / (name or f"translate-{source}_{target}-{version}")
        shutil.copytree(template, path)
        write_metadata(path, source, target, version, **more)
        return path

    return make


@pytest.fixture(scope="module")
def starter() -> Iterator[ArgosEngine]:
    """The real starter model."""
    engine = ArgosEngine(find_packages(None), EngineSettings(inter_threads=1, intra_threads=1))
    yield engine
    engine.close()
