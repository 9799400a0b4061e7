"""`termlock check`: the checks on catalogues, ours and a translator's."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from pipeline.catalogue.states import text_hash
from tests.conftest import Run, files_of

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: {language}\\n"
{source}
"""
DOSE = """msgctxt "p"
msgid "Take 100 mcg of menaquinone a day."
msgstr "Принимайте 100 мг менахинона в день."
"""
DOSE_LINE = 8
"""Line of its msgid under the header."""


def written(place: Path, name: str, body: str, *, language: str = "ru", source: str = "en") -> Path:
    file = place / name
    file.parent.mkdir(parents=True, exist_ok=True)
    field = f'"X-Source-Language: {source}\\n"\n' if source else ""
    file.write_text(HEADER.format(language=language, source=field) + body, encoding="utf-8")
    return file


def test_the_sample_is_free_of_errors_and_checking_changes_no_file(sample: Path, termlock: Run) -> None:
    before = files_of(sample)
    result = termlock("check", cwd=sample)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "12 catalogues" in result.stdout
    assert files_of(sample) == before


def test_a_dose_that_a_person_got_wrong_is_found_where_it_stands(sample: Path, termlock: Run) -> None:
    file = sample / "output/locale/ru/LC_MESSAGES/calcium-supplements-questions.po"
    text = file.read_text(encoding="utf-8")
    assert "\u00a0мг" in text
    file.write_text(text.replace("\u00a0мг", "\u00a0мкг", 1), encoding="utf-8")
    result = termlock("check", "--json", cwd=sample)
    found = [f for f in json.loads(result.stdout)["findings"] if f["severity"] == "error"]
    assert result.returncode == 1
    assert found
    lines = file.read_text(encoding="utf-8").split("\n")
    for finding in found:
        assert finding["path"] == "output/locale/ru/LC_MESSAGES/calcium-supplements-questions.po"
        assert finding["code"] in ("units", "numbers")
        assert finding["segment"]
        assert lines[finding["line"] - 1].startswith("msgid")


def test_a_translators_own_file_is_checked_with_the_workspaces_terms(
    empty_workspace: Path, tmp_path: Path, termlock: Run
) -> None:
    """The file lies outside the workspace, without contexts and without a source language of its own."""
    body = (
        'msgid "MGP is found in the wall of the artery."\nmsgstr "Этот белок есть в стенке артерии."\n\n'
        'msgid "It is safe."\nmsgstr ""\n'
    )
    file = written(tmp_path, "theirs/k2.po", body, source="")
    without = termlock("check", str(file), cwd=empty_workspace)
    assert without.returncode == 1
    assert "source-language-unknown" in without.stdout
    assert "--source" in without.stdout
    result = termlock("check", str(file), "--source", "en-US", cwd=empty_workspace)
    assert result.returncode == 0, "a missing term in a person's text is a warning"
    assert f"{file.as_posix()}:6: warning: “MGP” is to stay as it is. [term-missing]" in result.stdout
    assert "1 catalogue, 1 translated entry: 0 errors, 1 warning, 0 ignored" in result.stdout


def test_without_a_workspace_numbers_are_checked_and_the_user_hears_that_terms_are_not(
    tmp_path: Path, termlock: Run
) -> None:
    written(tmp_path, "k2.po", DOSE)
    result = termlock("check", "k2.po", cwd=tmp_path)
    assert result.returncode == 1
    assert f"k2.po:{DOSE_LINE}: error: " in result.stdout
    assert "[units, p]" in result.stdout
    assert "[no-glossary]" in result.stdout
    assert termlock("check", cwd=tmp_path).returncode == 2, "with nothing named there is nothing to check"


def test_a_folder_is_searched_for_catalogues_and_one_that_is_broken_does_not_stop_the_others(
    empty_workspace: Path, termlock: Run
) -> None:
    written(empty_workspace, "in/b.po", DOSE)
    (empty_workspace / "in/a.po").write_text('msgid "cut off', encoding="utf-8")
    (empty_workspace / "in/notes.txt").write_text("Take 1 mg.", encoding="utf-8")
    result = termlock("check", "in", cwd=empty_workspace)
    assert result.returncode == 1
    assert "in/a.po:1: error:" in result.stdout
    assert f"in/b.po:{DOSE_LINE}: error:" in result.stdout
    assert "notes" not in result.stdout


def test_the_folder_tells_the_language_where_the_header_does_not(
    empty_workspace: Path, termlock: Run
) -> None:
    body = 'msgid "Take 100 mcg of menaquinone a day."\nmsgstr "每天服用100毫克甲萘醌。"\n'
    written(empty_workspace, "output/locale/zh_CN/LC_MESSAGES/k2.po", body, language="")
    result = termlock("check", cwd=empty_workspace)
    assert "[units]" in result.stdout
    written(empty_workspace, "output/locale/somewhere.po", body, language="")
    assert "[target-language-unknown]" in termlock("check", cwd=empty_workspace).stdout


def test_a_finding_that_a_person_ignored_is_counted_and_not_told(
    empty_workspace: Path, termlock: Run
) -> None:
    texts = ("Take 100 mcg of menaquinone a day.", "Принимайте 100 мг менахинона в день.")
    ignore = f"# termlock: ignore units {text_hash(*texts)}\n"
    written(empty_workspace, "k2.po", ignore + DOSE)
    result = termlock("check", "k2.po", cwd=empty_workspace)
    assert result.returncode == 0, result.stdout
    assert "0 errors, 0 warnings, 1 ignored" in result.stdout
    lapsed = ignore + DOSE.replace("в день", "ежедневно")
    written(empty_workspace, "k2.po", lapsed)
    assert termlock("check", "k2.po", cwd=empty_workspace).returncode == 1, "the text is another one now"


RUSSIAN = "Принимайте отдельно от варфарина."
WARFARIN = f'''msgctxt "p"
msgid "Do not take it with warfarin."
msgstr "{RUSSIAN}"
'''
DRAFTED = """#. termlock: draft {hash} argos x 1
#, fuzzy
"""


@pytest.mark.parametrize("form", ["lines", "table", "json", "sarif", "github"])
def test_what_a_translator_adds_to_ignore_a_finding_is_told_whole(
    form: str, empty_workspace: Path, termlock: Run
) -> None:
    """In Poedit nobody can make the hash of two texts."""
    file = written(empty_workspace, "k2.po", WARFARIN)
    said = termlock("check", "k2.po", "--format", form, cwd=empty_workspace).stdout
    found = re.search(r"# termlock: ignore negation [0-9a-f]{8}", said)
    assert found, said
    written(empty_workspace, "k2.po", f"{found.group()}\n{WARFARIN}")
    again = termlock("check", "k2.po", cwd=empty_workspace)
    assert (again.returncode, "1 ignored" in again.stdout) == (0, True), file.read_text(encoding="utf-8")


def test_of_a_machines_draft_and_of_what_is_no_entry_nothing_is_to_be_ignored(
    empty_workspace: Path, termlock: Run
) -> None:
    text = "Do not take it with warfarin."
    drafted = DRAFTED.format(hash=text_hash("p", text, RUSSIAN)) + WARFARIN
    written(empty_workspace, "k2.po", drafted)
    (empty_workspace / "cut.po").write_text('msgid "cut off', encoding="utf-8")
    result = termlock("check", "k2.po", "cut.po", "--json", cwd=empty_workspace)
    findings = json.loads(result.stdout)["findings"]
    assert {f["code"] for f in findings} >= {"negation"}
    assert [f["ignore"] for f in findings] == ["" for _ in findings]


def test_the_catalogue_of_the_articles_own_language_and_obsolete_entries_are_not_judged(
    empty_workspace: Path, termlock: Run
) -> None:
    written(empty_workspace, "en.po", DOSE, language="en")
    obsolete = "".join(f"#~ {line}\n" for line in DOSE.strip().split("\n"))
    written(empty_workspace, "ru.po", obsolete)
    result = termlock("check", "en.po", "ru.po", cwd=empty_workspace)
    assert result.returncode == 0
    assert "1 catalogue, 0 translated entries" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("nowhere.po",), "nowhere.po does not exist"), (("--source", "fr"), "fr is no language of termlock")],
)
def test_wrong_use_is_said_and_ends_with_status_2(
    arguments: tuple[str, ...], said: str, empty_workspace: Path, termlock: Run
) -> None:
    shutil.rmtree(empty_workspace / "sources")
    result = termlock("check", *arguments, cwd=empty_workspace)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
