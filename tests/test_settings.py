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
    ("[engine]\nbeam_size = -1", "settings-value", 2, "engine.beam_size is -1; it may be from 1 to 64."),
    ("[engine]\nbeam_size = 0", "settings-value", 2, "is 0; it may be from 1 to 64."),
    ("[engine]\ninter_threads = 2000", "settings-value", 2, "from 0 to 1024."),
    ("[engine]\nintra_threads = -1", "settings-value", 2, "from 0 to 1024."),
    ("[engine]\nbatch_tokens = 100_000", "settings-value", 2, "from 0 to 65536."),
    ("[memory]\nleast = 175", "settings-value", 2, "memory.least is 175; it may be from 1 to 101."),
    ("[memory]\nleast = 0", "settings-value", 2, "from 1 to 101."),
    ("[memory]\ndraft = 102", "settings-value", 2, "memory.draft is 102; it may be from 1 to 101."),
    ("[publish]\nmin_reviewed = 80", "settings-value", 2, "is 80; a share from 0 to 1 is wanted."),
    ("[publish]\nmax_machine = -0.5", "settings-value", 2, "is -0.5; a share from 0 to 1 is wanted."),
    ("[publish]\nmax_machine = nan", "settings-value", 2, "is nan; a share from 0 to 1 is wanted."),
    ('[engine]\nname = "google"', "settings-value", 2, "allowed are argos, pseudo, none"),
    ('[glossary]\nfiles = "terms.csv"', "settings-type", 2, "must be a list of texts"),
    ("engine = 3", "settings-type", 1, "must be a table"),
    ('languages = ["ru", "fr"]', "settings-value", 1, "out of: ru, en, zh"),
    ('languages = ["ru", "zh_CN"]', "settings-value", 1, "Write 'zh' instead of 'zh_CN'."),
    (
        'languages = ["Russian", "en-GB"]',
        "settings-value",
        1,
        "Write 'ru' instead of 'Russian', 'en' instead of 'en-GB'.",
    ),
    (
        '[publish.policies]\nru = "foo"',
        "settings-value",
        2,
        "ru is 'foo'; allowed are reviewed, draft, or an empty text.",
    ),
    ('[checks]\ndisable = ["foo"]', "settings-value", 2, "checks.disable holds 'foo'; allowed are "),
    ("languages = []", "settings-value", 1, "out of: ru, en, zh"),
    ('languages = ["ru", "ru"]', "settings-value", 1, "each once"),
    ('[formats]\n\nexclude = ["("]', "settings-value", 3, "no regular expression"),
    ('[formats]\nhtml_exclude = ["nav", "[["]', "settings-value", 2, "'[[', which is no CSS selector"),
    ('[formats]\nhtml_include = [""]', "settings-value", 2, "no CSS selector"),
    ('[output]\nfolder = ""', "settings-value", 2, "must be a folder of its own"),
    ('[output]\nfolder = "sources/out"', "settings-value", 2, "must be a folder of its own"),
    ('[output]\nfolder = "x/../sources"', "settings-value", 2, "must be a folder of its own"),
    ('[sources]\nfolder = "."', "settings-value", 2, "must be a folder below the workspace or elsewhere"),
    ('[glossary]\nfiles = ["/etc/*.csv"]', "settings-value", 2, "from the workspace's folder on"),
    ('[glossary]\nfiles = [""]', "settings-value", 2, "from the workspace's folder on"),
    ("[engine]\nbeam_size = 1000", "settings-value", 2, "is 1000; it may be from 1 to 64."),
    ("x =", "settings-syntax", 1, "The settings are not valid TOML: "),
    ('a = 1\nb = "', "settings-syntax", 2, "The settings are not valid TOML: "),
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


def test_every_number_has_a_range() -> None:
    """One that a library refuses later is told without its line."""
    for table in dataclasses.fields(Settings):
        value = getattr(Settings(), table.name)
        for spec in dataclasses.fields(value) if dataclasses.is_dataclass(value) else ():
            if type(getattr(value, spec.name)) is int:
                assert {"least", "most"} <= set(spec.metadata), spec.name


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
