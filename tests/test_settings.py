"""Settings: defaults, every kind of mistake, and where it is said to be."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, find_workspace, parse

ROOT = Path(__file__).resolve().parent.parent


def test_no_key_is_needed() -> None:
    """An empty file means the defaults."""
    assert parse("") == Settings()


@pytest.mark.parametrize("path", [ROOT / "termlock.toml", ROOT / "pipeline/cli/workspace/termlock.toml"])
def test_the_settings_that_ship_state_the_defaults(path: Path) -> None:
    """What the file shows as defaults are the defaults, and it shows every key."""
    text = path.read_text(encoding="utf-8")
    assert parse(text) == Settings()
    shown = tomllib.loads(text)
    for field in dataclasses.fields(Settings):
        value = getattr(Settings(), field.name)
        if dataclasses.is_dataclass(value):
            assert set(shown[field.name]) == {f.name for f in dataclasses.fields(value)}


MISTAKES = [
    ('langages = ["ru"]', "settings-unknown-key", 1, "Did you mean 'languages'?"),
    ("[engine]\nbeam_siz = 3", "settings-unknown-key", 2, "engine.beam_siz is not known"),
    ('[engine]\nbeam_size = "3"', "settings-type", 2, "must be a whole number"),
    ("[engine]\nbeam_size = true", "settings-type", 2, "must be a whole number"),
    ("[engine]\nbeam_size = -1", "settings-value", 2, "must not be negative"),
    ('[engine]\nname = "google"', "settings-value", 2, "allowed are argos, pseudo, none"),
    ('[glossary]\nfiles = "terms.csv"', "settings-type", 2, "must be a list of texts"),
    ("engine = 3", "settings-type", 1, "must be a table"),
    ('languages = ["ru", "fr"]', "settings-value", 1, "out of: ru, en, zh"),
    ("languages = []", "settings-value", 1, "out of: ru, en, zh"),
    ('languages = ["ru", "ru"]', "settings-value", 1, "each once"),
    ('[formats]\n\nexclude = ["("]', "settings-value", 3, "no regular expression"),
    ("x =", "settings-syntax", 1, "not valid TOML"),
    ('a = 1\nb = "', "settings-syntax", 2, "not valid TOML"),
]


@pytest.mark.parametrize(("text", "code", "line", "part"), MISTAKES)
def test_a_mistake_is_told_with_its_file_line_key_and_what_is_allowed(
    text: str, code: str, line: int, part: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "work/termlock.toml")
    assert caught.value.code == code
    assert (caught.value.path, caught.value.line) == ("work/termlock.toml", line)
    assert part in str(caught.value)
    assert caught.value.status == 2


def test_the_workspace_is_found_by_walking_up(tmp_path: Path) -> None:
    (tmp_path / "termlock.toml").write_text('languages = ["zh"]\n', encoding="utf-8")
    deep = tmp_path / "sources" / "ru"
    deep.mkdir(parents=True)
    found = find_workspace(deep)
    assert found.root == tmp_path
    assert found.settings.languages == ("zh",)


def test_a_named_folder_without_settings_is_an_error(tmp_path: Path) -> None:
    """`--workspace DIR` does not walk up: a mistyped folder never leads to another workspace."""
    (tmp_path / "termlock.toml").write_text("", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    with pytest.raises(SettingsError, match="termlock init"):
        find_workspace(tmp_path, tmp_path / "inner")


def test_settings_in_another_encoding_are_told(tmp_path: Path) -> None:
    (tmp_path / "termlock.toml").write_bytes("# настройки".encode("cp1251"))
    with pytest.raises(SettingsError) as caught:
        find_workspace(tmp_path)
    assert caught.value.code == "settings-unreadable"
