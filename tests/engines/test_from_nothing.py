"""From nothing to a working run, with real weights: a file, an index on a local server, argostranslate's own folder.

The packages are those that `training.argos` makes of the starter, so that they must draft what the starter drafts.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from pipeline.engines.reading import STARTER
from tests.conftest import Run
from tests.engines.server import Site, serve
from training.argos import write_packages

VERSION = json.loads((STARTER / "package.json").read_text(encoding="utf-8"))["version"]
TEXTS = {
    "en": "Calcium is good for the bones.\n\nThe doctor can help you.\n\nThe heart is a muscle.\n",
    "ru": "Кальций полезен для костей.\n\nВрач может помочь.\n\nСердце — это мышца.\n",
    "zh": "钙对骨骼有益。\n\n医生可以帮助你。\n\n心脏是一块肌肉。\n",
}
ARGOSTRANSLATE = """
import sys, types
companion = types.ModuleType("argostranslate.translate")  # the real one needs stanza and torch
companion.get_installed_languages = types.SimpleNamespace(cache_clear=lambda: None)
sys.modules["argostranslate.translate"] = companion
from argostranslate.package import install_from_path
for path in sys.argv[1:]:
    install_from_path(path)
"""


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_packages(STARTER, tmp_path_factory.mktemp("archives"))


@pytest.fixture(scope="module")
def mirror(archives: list[Path]) -> Iterator[Site]:
    """A server with the packages and an index as argospm-index has it: without sizes and hashes."""
    rows = []
    for path in archives:
        source, target = path.name.split("-")[1].split("_")
        rows.append(
            {"package_version": VERSION, "argos_version": "1.9", "from_code": source, "to_code": target,
             "from_name": "", "to_name": "", "links": [path.name]}
        )  # fmt: skip
    files = {f"/{path.name}": path.read_bytes() for path in archives}
    with serve(Site({**files, "/index.json": json.dumps(rows).encode()})) as site:
        yield site


def workspace(folder: Path, settings: str) -> Path:
    for language, text in TEXTS.items():
        (folder / "sources" / language).mkdir(parents=True)
        (folder / "sources" / language / f"{language}-article.txt").write_text(text, encoding="utf-8")
    (folder / "termlock.toml").write_text(settings, encoding="utf-8")
    return folder


def drafted(place: Path) -> dict[tuple[str, str], str]:
    """Drafts by catalogue and source; empty where they are withheld."""
    found = {}
    for file in sorted((place / "output/locale").glob("*/LC_MESSAGES/*.po")):
        for entry in polib.pofile(str(file)):
            found[file.relative_to(place).as_posix(), entry.msgid] = entry.msgstr
    return found


def run(place: Path, termlock: Run) -> dict[str, Any]:
    done = termlock("run", "--json", cwd=place)
    assert done.returncode == 0, done.stderr
    origins: dict[str, Any] = json.loads(done.stdout)["origins"]
    return origins


@pytest.fixture
def starters(tmp_path: Path, termlock: Run) -> dict[tuple[str, str], str]:
    """What the starter drafts of the same articles."""
    place = workspace(tmp_path / "starters", "")
    assert all("starter" in origin for origin in run(place, termlock))
    return drafted(place)


@pytest.mark.parametrize("way", ["file", "index", "argostranslate"])
def test_from_nothing_to_a_run(
    way: str,
    archives: list[Path],
    mirror: Site,
    starters: dict[tuple[str, str], str],
    tmp_path: Path,
    termlock: Run,
) -> None:
    place = workspace(tmp_path / "work", "[engine]\nstarter = false\n")
    before = termlock("run", cwd=place)
    assert before.returncode == 3
    assert "termlock models install en-ru" in before.stderr
    if way == "file":
        made = termlock("models", "install", *map(str, archives), cwd=place)
    elif way == "index":
        made = termlock("models", "install", "--needed", "--index", f"{mirror.url}/index.json", cwd=place)
    else:
        made = subprocess.run(
            [sys.executable, "-c", ARGOSTRANSLATE, *map(str, archives)],
            env={"HOME": str(tmp_path / "home"), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
        )
    assert made.returncode == 0, made.stderr
    assert (place / "termlock.lock").exists() == (way != "argostranslate")
    verified = termlock("models", "verify", cwd=place)
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.count("sound") == 4
    listed = termlock("models", "list", cwd=place).stdout
    assert f"ru-zh: ru_en {VERSION} + en_zh {VERSION}" in listed
    origins = run(place, termlock)
    assert set(origins) == {
        *(f"argos {leg} {VERSION}" for leg in ("en_ru", "en_zh", "ru_en", "zh_en")),
        f"argos ru_en {VERSION} + en_zh {VERSION}",
        f"argos zh_en {VERSION} + en_ru {VERSION}",
    }
    assert sum(made["offered"] for made in origins.values()) > 9, "most of the 18 are offered"
    assert drafted(place) == starters


def test_a_package_of_the_starter_is_made_the_same_each_time(archives: list[Path], tmp_path: Path) -> None:
    again = write_packages(STARTER, tmp_path)
    assert [p.read_bytes() for p in again] == [p.read_bytes() for p in archives]
    assert again[0].name == f"translate-en_ru-{VERSION.replace('.', '_')}.argosmodel"
