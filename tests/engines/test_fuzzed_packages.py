"""Damaged packages, member by member: refused or used, never a crash, never a file outside of their folder."""

from __future__ import annotations

import json
import shutil
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.engines.argos import ArgosEngine
from pipeline.engines.packages import Packages, find_packages
from pipeline.engines.reading import InstalledPackage
from pipeline.engines.unpacking import install_archive
from pipeline.errors import TermlockError
from pipeline.model import Request
from pipeline.settings import EngineSettings
from tests.engines.conftest import MakePackage

T = TypeVar("T")
FUZZ = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
FAST = EngineSettings(inter_threads=1, intra_threads=1, beam_size=1)
NAMES = st.text("ab/.\\:~\0 \u202e语-*", min_size=1, max_size=12) | st.sampled_from(
    [
        "../x",
        "a/../../x",
        "/x",
        "//x",
        "C:\\x",
        "..",
        ".",
        "a/",
        "metadata.json",
        "x" * 300,
        "model/model.bin/x",
    ]
)
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    (
        "package_version",
        "argos_version",
        "from_code",
        "to_code",
        "type",
        "target_prefix",
        "links",
        "termlock_kept_out",
    )
)


def members_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def pack(members: dict[str, bytes], archive: Path) -> Path:
    """An archive whose check sums are right, whatever is in it."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are equal up to their first NUL, zipfile warns
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name), data)
    return archive


def everything(folder: Path) -> set[str]:
    found = {p.relative_to(folder).as_posix() for p in folder.rglob("*")}
    # argostranslate makes folders in its home when it is first imported.
    return {name for name in found if name.partition("/")[0] != "home"}


def attempt(action: Callable[[], T]) -> tuple[T | None, str]:
    """What an action gives, or the code of its error; any other error than ours passes."""
    try:
        return action(), ""
    except TermlockError as error:
        return None, error.code


def installed(members: dict[str, bytes], tmp_path: Path) -> InstalledPackage | None:
    """What is installed of an archive; checks that nothing is left of a refused one, nor beside its folder."""
    archive = pack(members, tmp_path / "box/in/a.argosmodel")
    folder = tmp_path / "box/deep/packages"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    before = everything(tmp_path)
    package, code = attempt(lambda: install_archive(archive, folder))
    made = everything(tmp_path) - before
    assert all(name.startswith("box/deep/packages/translate-") for name in made), made
    assert bool(made) == bool(package)
    assert code in ("", "package-damaged", "package-foreign")
    return package


@FUZZ
@given(names=st.lists(NAMES, min_size=1, max_size=4))
@example(names=["../../../escaped"])
@example(names=["\0"])
@example(names=["\0", "\0:"])
def test_members_of_any_name_stay_in_the_folder(
    names: list[str], make_package: MakePackage, tmp_path: Path
) -> None:
    source = tmp_path / "packages/a"
    members = members_of(source if source.exists() else make_package("en", "ru", name="a"))
    installed({**members, **dict.fromkeys(names, b"x")}, tmp_path)


@FUZZ
@given(changed=st.dictionaries(KEYS, JSON, max_size=4), whole=st.none() | JSON)
@example(changed={"target_prefix": ["a"]}, whole=None)
@example(changed={"package_version": "../../x"}, whole=None)
@example(changed={"termlock_kept_out": float("inf")}, whole=None)
def test_any_metadata_is_read_or_refused(
    changed: dict[str, Any], whole: Any, make_package: MakePackage, tmp_path: Path
) -> None:
    source = tmp_path / "packages/a"
    members = members_of(source if source.exists() else make_package("en", "ru", name="a"))
    data = json.loads(members["metadata.json"]) | changed if whole is None else whole
    members["metadata.json"] = json.dumps(data).encode("utf-8", "surrogatepass")
    if package := installed(members, tmp_path):
        assert package.path.parent == tmp_path / "box/deep/packages"
        assert package in find_packages(package.path.parent).candidates[package.source, package.target]


@FUZZ
@given(data=st.data())
def test_damaged_files_are_refused_or_translate_without_a_crash(
    data: st.DataObject, make_package: MakePackage, tmp_path: Path
) -> None:
    """Weights, vocabulary, configuration or tokenizer with some bytes changed, cut off, or with some added."""
    source = tmp_path / "packages/a"
    members = members_of(source if source.exists() else make_package("en", "ru", name="a"))
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    for _ in range(data.draw(st.integers(1, 5))):
        # The beginning, where headers are, is hit as often as all the rest.
        most = data.draw(st.sampled_from([min(200, len(content)), len(content)]))
        content[data.draw(st.integers(0, most - 1))] = data.draw(st.integers(0, 255))
    members[name] = bytes(
        content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content
    )
    package = installed(members, tmp_path)
    if package is None:
        return
    engine = ArgosEngine(Packages({("en", "ru"): package}), FAST)
    found, code = attempt(lambda: engine.translate([Request("Vitamin K2, 45 mcg.", "en", "ru")]))
    assert code in ("", "package-damaged", "engine-failed")
    assert code or (found and isinstance(found[0][0].text, str))
