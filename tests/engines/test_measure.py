"""Measuring packages side by side: the figures are kept and shown, and the better package is used."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.installing import pin_installed
from pipeline.batch.measure import Measurement, measure
from pipeline.batch.models import Place, list_models
from pipeline.engines import create_engine
from pipeline.engines.measured import Figures, best, figures_of, remember
from pipeline.engines.packages import find_packages
from pipeline.engines.profile import Profiles, cache_file
from pipeline.engines.reading import InstalledPackage
from pipeline.errors import EngineError, InputError, UsageError
from pipeline.settings import EngineSettings
from tests.conftest import Run
from tests.engines.conftest import MakePackage

pytest.importorskip("sacrebleu")

FAST = EngineSettings(inter_threads=1, intra_threads=1, beam_size=1)
FIGURES = Figures(
    rows=10, chrf=30, bleu=5, length=0, half_width=0, repeated=0, untranslated=0, speed=100, at=1
)
HEALTH, OWN = "health@00000000", "file:mine@11111111"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "mine.tsv"
    lines = ("en\tru\tzh", "Calcium is good.\tКальций полезен.\t钙有益。", "The heart.\tСердце.\t心脏。")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    root = tmp_path / "workspace"
    root.mkdir()
    return Place(root, tmp_path / "packages")


def measured(place: Place, direction: str, table: Path | None) -> Measurement:
    return measure(place, direction, FAST, data=table)


def test_packages_are_measured_side_by_side_the_better_is_used_and_listed(
    make_package: MakePackage, place: Place, table: Path
) -> None:
    """A package of random weights stands before the starter until both were measured."""
    make_package("en", "ru", "9.9")
    assert find_packages(place.folder).route("en", "ru")[0].version == "9.9"
    found = measured(place, "en_ru", table)
    first, second = found.results
    assert (first.path, second.label) == ("starter", "en_ru 9.9")
    assert first.figures.chrf > second.figures.chrf
    assert (first.used, second.used) == (True, False)
    assert (first.of_unknown_training, second.of_unknown_training) == (False, True)
    assert find_packages(place.folder).route("en", "ru")[0].starter
    rows = {row.place: row for row in list_models(place).rows if (row.source, row.target) == ("en", "ru")}
    assert rows["starter"].measured == first.figures
    assert rows["starter"].measured_on == found.text == "mine"
    assert [row.used for row in rows.values()].count(True) == 1


def test_a_setting_overrides_what_was_measured(
    make_package: MakePackage, place: Place, table: Path, tmp_path: Path
) -> None:
    make_package("en", "ru", "9.9")
    measured(place, "en-ru", table)
    for prefer, label in (
        ("en-ru 9.9", "en_ru 9.9"),
        ("en-ru translate-en_ru-9.9", "en_ru 9.9"),
        ("en-ru starter", "starter-en_ru"),
    ):
        settings = EngineSettings(packages="packages", prefer=(prefer,))
        assert label in create_engine("argos", settings, tmp_path).origin("en", "ru")
    found = find_packages(place.folder, prefer=["en-ru 9.8"])
    assert found.route("en", "ru")[0].starter
    assert [f.check for f in found.findings] == ["package-not-preferred"]
    assert "en-ru 9.8 is not installed" in found.findings[0].message


def test_the_lock_stands_before_what_was_measured_and_after_the_setting(
    make_package: MakePackage, place: Place, table: Path
) -> None:
    make_package("en", "ru", "9.9")
    pin_installed(place)
    assert [result.used for result in measured(place, "en-ru", table).results] == [False, True]
    assert find_packages(place.folder, root=place.root).route("en", "ru")[0].version == "9.9"
    chosen = find_packages(place.folder, root=place.root, prefer=["en-ru starter"])
    assert chosen.route("en", "ru")[0].starter


def test_a_direction_without_a_package_of_its_own_is_measured_through_english(
    place: Place, table: Path, make_package: MakePackage
) -> None:
    make_package("de", "en")
    (result,) = measured(replace(place, starter=True), "ru-zh", table).results
    assert result.label.startswith("starter-ru_en")
    assert " + starter-en_zh" in result.label
    assert result.used


def test_a_damaged_package_is_a_finding_and_the_others_are_measured(
    make_package: MakePackage, place: Place, table: Path
) -> None:
    (make_package("en", "ru") / "sentencepiece.model").write_bytes(b"broken")
    found = measured(place, "en-ru", table)
    assert [result.path for result in found.results] == ["starter"]
    assert [f.check for f in found.findings] == ["package-damaged"]
    with pytest.raises(EngineError, match="cannot be used"):
        measured(replace(place, starter=False), "en-ru", table)


def test_text_that_was_trained_with_is_labelled_and_does_not_choose(
    make_package: MakePackage, place: Place
) -> None:
    """As the starter of version 0.1 was: it saw the whole health set."""
    make_package("en", "ru", "0.1", termlock_kept_out=0)
    make_package("en", "ru", "0.2", termlock_kept_out=10)
    (old,) = [p for p in find_packages(place.folder).candidates["en", "ru"] if p.version == "0.1"]
    assert old.kept_out == 0
    profiles = Profiles(None)
    candidates = find_packages(place.folder, with_starter=False).candidates["en", "ru"]
    assert [p.version for p in candidates] == ["0.2", "0.1"]
    remember(profiles, HEALTH, "en-ru", [candidates[0]], FIGURES)
    remember(profiles, HEALTH, "en-ru", [old], replace(FIGURES, chrf=90, seen=1.0))
    assert best(candidates, profiles) == candidates[0]
    remember(profiles, HEALTH, "en-ru", [old], replace(FIGURES, chrf=90))
    assert best(candidates, profiles) == old


def test_packages_are_compared_on_the_same_text_a_persons_own_first(
    make_package: MakePackage, tmp_path: Path
) -> None:
    new, old = make_package("en", "ru", "2"), make_package("en", "ru", "1")
    assert new != old
    candidates = find_packages(tmp_path / "packages", with_starter=False).candidates["en", "ru"]
    first, second = candidates
    profiles = Profiles(None)

    def told(text: str, package: InstalledPackage, chrf: float, at: float = 1) -> InstalledPackage:
        remember(profiles, text, "en-ru", [package], replace(FIGURES, chrf=chrf, at=at))
        return best(candidates, profiles)

    assert told(HEALTH, second, 50) == first, "the first was not measured"
    assert told(OWN, first, 10) == first, "no text that both were measured on"
    assert told(HEALTH, first, 50) == first, "equal: the order stays"
    assert told(HEALTH, first, 40) == second
    assert told(OWN, second, 5) == first, "on the person's own text the first is better"
    assert told("file:later@22222222", first, 1, at=2) == first
    assert told("file:later@22222222", second, 2, at=2) == second, "what was measured last counts"


def test_the_first_of_three_is_not_set_aside_unmeasured(make_package: MakePackage, tmp_path: Path) -> None:
    for version in ("1", "2", "3"):
        make_package("en", "ru", version)
    first, *others = find_packages(tmp_path / "packages", with_starter=False).candidates["en", "ru"]
    profiles = Profiles(None)
    for chrf, package in enumerate(others, 50):
        remember(profiles, HEALTH, "en-ru", [package], replace(FIGURES, chrf=chrf))
    assert best([first, *others], profiles) == first
    remember(profiles, HEALTH, "en-ru", [first], FIGURES)
    assert best([first, *others], profiles) == others[1]


def test_figures_are_kept_beside_the_calibration_and_go_with_the_package(
    make_package: MakePackage, place: Place, table: Path
) -> None:
    path = make_package("en", "ru")
    profile = cache_file()
    assert profile
    Profiles(profile).put("placeholders en-ru 0", {"[{}]": 1.0})
    kept = measured(replace(place, starter=False), "en-ru", table).results[0].figures
    data = json.loads(profile.read_text())
    assert len(data) == 2
    assert data["placeholders en-ru 0"] == {"[{}]": 1.0}
    (package,) = find_packages(place.folder, with_starter=False).candidates["en", "ru"]
    assert list(figures_of(Profiles(profile), "en-ru", [package]).values()) == [kept]
    weights = path / "model/model.bin"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x07")
    assert figures_of(Profiles(profile), "en-ru", [package]) == {}
    data = {key: {"chrf": 1.0} for key in data}
    profile.write_text(json.dumps(data))
    assert find_packages(place.folder).route("en", "ru"), "figures of another version are passed over"


def test_wrong_use_is_told(place: Place, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no direction"):
        measured(place, "en-de", None)
    with pytest.raises(InputError, match="cannot be read"):
        measured(place, "en-ru", tmp_path / "none.tsv")
    with pytest.raises(EngineError, match="No installed package"):
        measured(Place(None, None, starter=False), "en-ru", None)


def test_the_command_shows_figures_and_says_what_they_rest_on(
    empty_workspace: Path, table: Path, termlock: Run
) -> None:
    done = termlock("models", "measure", "en-ru", "--data", str(table), cwd=empty_workspace)
    assert done.returncode == 0, done.stderr
    assert "chrF" in done.stdout
    assert "Measured on mine, 2 rows; the engine alone" in done.stdout
    assert "SEEN" not in done.stdout
    listed = termlock("models", "list", cwd=empty_workspace).stdout
    assert any("starter" in line and "mine" in line and "yes" in line for line in listed.split("\n"))
    from pipeline.measuring.sets import health_rows

    seen = health_rows()[1]
    table.write_text(f"en\tru\n{seen['en']}\t{seen['ru']}\n", encoding="utf-8")
    again = termlock("models", "measure", "en-ru", "--data", str(table), cwd=empty_workspace).stdout
    assert "SEEN IN TRAINING: starter-en_ru" in again
    assert "SEEN in training" in termlock("models", "list", cwd=empty_workspace).stdout
    told = termlock("models", "measure", "en-ru", "--data", str(table), "--json", cwd=empty_workspace)
    assert json.loads(told.stdout)["packages"][0]["figures"]["seen"] == 1.0
