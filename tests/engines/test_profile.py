"""The memory of measurements: a cache that may be missing, broken or not writable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.engines.profile import Profiles, cache_file, fingerprint
from pipeline.engines.reading import InstalledPackage


def test_rates_are_remembered_and_those_of_other_runs_kept(tmp_path: Path) -> None:
    path = tmp_path / "a" / "profiles.json"
    one, other = Profiles(path), Profiles(path)
    one.put("x", {"[{}]": 1.0})
    other.put("y", {"[{}]": 0.5})
    again = Profiles(path)
    assert (again.get("x"), again.get("y"), again.get("z")) == ({"[{}]": 1.0}, {"[{}]": 0.5}, None)


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"x": 1}', '{"x": {"a": "b"}}', "\0", '{"x": {"a": null}}']
)
def test_a_broken_cache_is_an_empty_one_and_is_replaced(tmp_path: Path, content: str) -> None:
    path = tmp_path / "profiles.json"
    path.write_text(content)
    profiles = Profiles(path)
    assert profiles.get("x") is None
    profiles.put("x", {"a": 1.0})
    assert json.loads(path.read_text()) == {"x": {"a": 1.0}}


def test_a_cache_that_cannot_be_written_is_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    profiles = Profiles(tmp_path / "file" / "profiles.json")
    profiles.put("x", {"a": 1.0})
    assert profiles.get("x") == {"a": 1.0}


def test_the_cache_is_the_users_and_moves_with_the_variable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_file() == tmp_path / "termlock" / "profiles.json"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_file() == tmp_path / "home" / ".cache" / "termlock" / "profiles.json"


def test_packages_are_told_apart_by_their_content(tmp_path: Path) -> None:
    package = InstalledPackage(tmp_path, "en", "ru", "1.9")
    (tmp_path / "model").mkdir()
    (tmp_path / "sentencepiece.model").write_bytes(b"pieces")
    weights = tmp_path / "model" / "model.bin"
    weights.write_bytes(b"w" * 300_000)
    first = fingerprint([package])
    assert fingerprint([package]) == first
    assert fingerprint([package, package]) != first
    weights.write_bytes(b"w" * 299_999 + b"x")
    assert fingerprint([package]) != first


def test_a_package_without_files_has_a_fingerprint_too(tmp_path: Path) -> None:
    assert fingerprint([InstalledPackage(tmp_path, "en", "ru", "1.9")])
