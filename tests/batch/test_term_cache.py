"""The cache of the term base: never needed, never trusted, never in the way."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.batch.terms import load_terms
from pipeline.glossary.matching import TermBase
from pipeline.settings import Workspace, find_workspace
from tests.conftest import ROOT, Run

TEXT = "Витамин K2 и остеокальцин: кальцификация артерий"
EXPECTED = ["Витамин K2", "остеокальцин", "кальцификация артерий"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "glossary").mkdir()
    shutil.copy(ROOT / "glossary/health.csv", tmp_path / "glossary")
    (tmp_path / "termlock.toml").write_text("", encoding="utf-8")
    return find_workspace(tmp_path, tmp_path)


def found(base: TermBase) -> list[str]:
    return [match.surface for match in base.find(TEXT, "ru")]


def kept(workspace: Workspace) -> list[Path]:
    return sorted((workspace.root / ".termlock").glob("*"))


def test_what_is_read_from_the_cache_is_what_was_made(workspace: Workspace) -> None:
    first, first_findings = load_terms(workspace)
    assert found(first) == EXPECTED
    assert len(kept(workspace)) == 2
    second, findings = load_terms(workspace)
    assert (found(second), findings) == (EXPECTED, first_findings)
    assert dict(second.glossary.concepts) == dict(first.glossary.concepts)


def test_a_second_run_does_not_load_the_dictionary(workspace: Workspace) -> None:
    found(load_terms(workspace)[0])
    program = (
        "import sys; from pathlib import Path; from pipeline.batch.terms import load_terms\n"
        "from pipeline.settings import find_workspace\n"
        f"root = Path({str(workspace.root)!r})\n"
        f"print(len(load_terms(find_workspace(root, root))[0].find({TEXT!r}, 'ru')), 'pymorphy3' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["3", "False"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, b"termlock pack 1\n"])
def test_damaged_files_are_made_anew_without_a_word(workspace: Workspace, damage: bytes) -> None:
    found(load_terms(workspace)[0])
    whole = {path: path.read_bytes() for path in kept(workspace)}
    for path, data in whole.items():
        path.write_bytes(damage + data[len(damage) : len(data) // 2])
    base, findings = load_terms(workspace)
    assert (found(base), findings) == (EXPECTED, ())
    assert {path: path.read_bytes() for path in kept(workspace)} == whole


def test_a_changed_term_base_is_seen_and_what_was_kept_of_the_old_one_goes(workspace: Workspace) -> None:
    found(load_terms(workspace)[0])
    before = kept(workspace)
    path = workspace.root / "glossary/health.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("остеокальцин", "остеокальцит"), encoding="utf-8"
    )
    assert found(load_terms(workspace)[0]) == ["Витамин K2", "кальцификация артерий"]
    after = kept(workspace)
    assert len(after) == 2
    assert not set(before) & set(after)


def test_the_folder_may_be_a_file_or_be_gone(workspace: Workspace) -> None:
    place = workspace.root / ".termlock"
    place.write_text("no folder", encoding="utf-8")
    assert found(load_terms(workspace)[0]) == EXPECTED
    place.unlink()
    assert found(load_terms(workspace)[0]) == EXPECTED
    shutil.rmtree(place)
    assert found(load_terms(workspace)[0]) == EXPECTED


def test_a_dry_run_keeps_nothing(sample: Path, termlock: Run) -> None:
    assert termlock("run", "--dry-run", cwd=sample).returncode == 0
    assert not (sample / ".termlock").exists()
    termlock("run", "--engine", "none", cwd=sample)
    assert (sample / ".termlock").exists()
