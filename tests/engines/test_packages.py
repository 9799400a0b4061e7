"""Packages are found one folder at a time, checked, and chosen by place and version."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engines import create_engine
from pipeline.engines.packages import Packages, find_packages, missing_packages
from pipeline.engines.reading import InstalledPackage
from pipeline.settings import EngineSettings
from tests.engines.conftest import MakePackage


def labels(folder: Path, *, with_starter: bool = False) -> list[str]:
    found = find_packages(folder, with_starter=with_starter)
    return sorted(package.label for package in found.by_direction.values())


def test_packages_of_our_languages_are_found(make_package: MakePackage, tmp_path: Path) -> None:
    make_package("en", "ru")
    make_package("zh", "en", "1.1")
    make_package("en", "de")
    make_package("en", "zt")
    make_package("en", "zh-Hant")
    make_package("en", "en", type="sbd")
    found = find_packages(tmp_path / "packages", with_starter=False)
    assert labels(tmp_path / "packages") == ["en_ru 1.9", "zh_en 1.1"]
    assert found.findings == ()


def test_the_newest_version_wins_by_number_not_by_letters(make_package: MakePackage, tmp_path: Path) -> None:
    for version in ("1.9", "1.10", "1.2", "odd"):
        make_package("en", "ru", version)
    assert labels(tmp_path / "packages") == ["en_ru 1.10"]


def test_a_package_stands_before_the_starter(make_package: MakePackage, tmp_path: Path) -> None:
    make_package("en", "ru", "0.0.1")
    assert "en_ru 0.0.1" in labels(tmp_path / "packages", with_starter=True)
    assert "starter-en_zh" in " ".join(labels(tmp_path / "packages", with_starter=True))


def test_the_workspace_stands_before_what_argostranslate_installed(
    make_package: MakePackage, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = home / ".local/share/argos-translate/packages"
    make_package("en", "ru", "1.0")
    for direction in (("en", "ru"), ("ru", "en")):
        path = make_package(*direction, "9.0")
        installed.mkdir(parents=True, exist_ok=True)
        path.rename(installed / path.name)
    from argostranslate import settings

    monkeypatch.setattr(settings, "package_dirs", [installed])
    assert labels(tmp_path / "packages") == ["en_ru 1.0", "ru_en 9.0"]


def test_the_folder_setting_may_name_one_package(make_package: MakePackage) -> None:
    assert labels(make_package("en", "ru")) == ["en_ru 1.9"]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda p: (p / "metadata.json").unlink(), "metadata cannot be read"),
        (lambda p: (p / "metadata.json").write_text("{"), "metadata cannot be read"),
        (lambda p: (p / "metadata.json").write_text("[]"), "metadata cannot be read"),
        (lambda p: (p / "metadata.json").write_bytes(b"\xff\xfe\x00"), "metadata cannot be read"),
        (lambda p: (p / "sentencepiece.model").unlink(), "neither sentencepiece.model nor bpe.model"),
        (lambda p: (p / "model/model.bin").unlink(), "model/model.bin is missing"),
        (lambda p: (p / "model/model.bin").write_bytes(b""), "cut off"),
        (lambda p: (p / "model/model.bin").write_bytes(b"version https://git-lfs\n" * 9), "no CTranslate2"),
        (lambda p: (p / "model/config.json").write_text("{"), "config.json is broken"),
        (lambda p: (p / "model/config.json").write_text("[]"), "config.json is broken"),
        (lambda p: (p / "model/shared_vocabulary.json").unlink(), "vocabulary.json is missing"),
        (lambda p: (p / "model/shared_vocabulary.json").write_text('["a"]'), "target prefix >>ru<<"),
    ],
)  # fmt: skip
def test_a_damaged_package_is_a_finding_and_the_others_are_used(
    make_package: MakePackage, tmp_path: Path, damage: object, words: str
) -> None:
    path = make_package("en", "ru", target_prefix=">>ru<<")
    make_package("ru", "en")
    assert callable(damage)
    damage(path)
    found = find_packages(tmp_path / "packages", with_starter=False)
    (finding,) = found.findings
    assert (finding.check, finding.path) == ("package-damaged", str(path))
    assert words in finding.message
    assert "Install it again" in finding.message
    assert list(found.by_direction) == [("ru", "en")]


def test_weights_cut_anywhere_are_a_finding(make_package: MakePackage, tmp_path: Path) -> None:
    path = make_package("en", "ru")
    data = (path / "model/model.bin").read_bytes()
    for length in [*range(200), *range(200, len(data), 997), len(data) - 1]:
        (path / "model/model.bin").write_bytes(data[:length])
        found = find_packages(tmp_path / "packages", with_starter=False)
        assert [f.check for f in found.findings] == ["package-damaged"], length


def test_a_prefix_that_the_vocabulary_has_is_read(make_package: MakePackage, tmp_path: Path) -> None:
    make_package("en", "ru", target_prefix=">>ru<<")
    (package,) = find_packages(tmp_path / "packages", with_starter=False).by_direction.values()
    assert package.target_prefix == ">>ru<<"
    assert (package.source_positions, package.target_positions) == (64, 64)


def test_an_archive_that_was_not_unpacked_is_told(tmp_path: Path) -> None:
    (tmp_path / "packages").mkdir()
    (tmp_path / "packages" / "translate-en_ru-1_9.argosmodel").write_bytes(b"PK")
    (finding,) = find_packages(tmp_path / "packages", with_starter=False).findings
    assert finding.check == "package-packed"


def test_a_packages_folder_that_is_not_there_is_a_finding_and_the_starter_serves(tmp_path: Path) -> None:
    found = find_packages(tmp_path / "nowhere")
    assert [f.check for f in found.findings] == ["no-packages-folder"]
    assert found.route("en", "ru")


def test_routes_prefer_full_packages_then_the_direct_way(make_package: MakePackage, tmp_path: Path) -> None:
    def way(source: str, target: str) -> str:
        return " + ".join(p.label for p in find_packages(tmp_path / "packages").route(source, target))

    (tmp_path / "packages").mkdir()
    version = json.loads((Path(find_packages(None).route("en", "ru")[0].path) / "package.json").read_text())[
        "version"
    ]
    assert way("ru", "zh") == f"starter-ru_en {version} + starter-en_zh {version}"
    make_package("ru", "en")
    assert way("ru", "zh") == f"ru_en 1.9 + starter-en_zh {version}"
    make_package("en", "zh")
    assert way("ru", "zh") == "ru_en 1.9 + en_zh 1.9"
    make_package("ru", "zh", "1.0")
    assert way("ru", "zh") == "ru_zh 1.0"
    assert way("ru", "ru") == ""


def test_missing_directions_name_what_to_install(make_package: MakePackage, tmp_path: Path) -> None:
    make_package("ru", "en")
    packages = find_packages(tmp_path / "packages", with_starter=False)
    error = missing_packages(packages, [("ru", "zh"), ("en", "ru")])
    assert error.code == "packages-missing"
    assert error.status == 3
    assert "en to ru, ru to zh" in str(error)
    assert "termlock models install en-ru en-zh;" in str(error)
    assert "translate-ru_en" not in str(error)


def test_looking_for_packages_leaves_an_unused_home_alone(tmp_path: Path) -> None:
    home = tmp_path / "clean"
    home.mkdir()
    code = "from pipeline.engines.packages import find_packages as f; assert f(None).route('ru', 'zh')"
    subprocess.run([sys.executable, "-c", code], check=True, env={"HOME": str(home), "PATH": ""})
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("trouble", ["no home", "broken settings", "bad setting"])
def test_packages_are_read_though_argostranslate_cannot_start(
    make_package: MakePackage, tmp_path: Path, trouble: str
) -> None:
    make_package("en", "ru")
    home = tmp_path / "odd"
    env = {"HOME": str(home), "PATH": ""}
    if trouble == "no home":
        home.write_text("a file")
    else:
        (home / ".config/argos-translate").mkdir(parents=True)
        broken = "[1]" if trouble == "broken settings" else '{"ARGOS_INTER_THREADS": "many"}'
        (home / ".config/argos-translate/settings.json").write_text(broken)
    code = (
        "import os, sys, pathlib; from pipeline.engines.packages import find_packages as f;"
        f"print(f(pathlib.Path({str(tmp_path / 'packages')!r})).route('en', 'ru')[0].label, os.environ['HOME'])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, env=env, capture_output=True, text=True)
    assert done.stdout == f"en_ru 1.9 {home}\n"


def test_create_engine_takes_the_folder_from_the_workspace(make_package: MakePackage, tmp_path: Path) -> None:
    make_package("en", "ru")
    engine = create_engine("argos", EngineSettings(packages="packages", starter=False), tmp_path)
    assert engine.origin("en", "ru") == "argos en_ru 1.9"
    assert engine.missing([("en", "ru"), ("en", "zh")]) == (("en", "zh"),)


def test_a_detour_over_full_packages_comes_before_a_direct_starter() -> None:
    def package(source: str, target: str, *, starter: bool = False) -> InstalledPackage:
        return InstalledPackage(Path("/p"), source, target, "1", starter=starter)

    direct, first, second = package("ru", "zh", starter=True), package("ru", "en"), package("en", "zh")
    known = {("ru", "zh"): direct, ("ru", "en"): first}
    assert Packages(known).route("ru", "zh") == (direct,)
    assert Packages(known | {("en", "zh"): second}).route("ru", "zh") == (first, second)
