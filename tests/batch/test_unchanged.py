"""What is remembered between runs: it spares work, and is never trusted over the files."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch import run as running
from pipeline.batch.report import RunReport
from pipeline.batch.run import RunOptions, run
from pipeline.settings import find_workspace
from tests.conftest import Run, files_of
from tests.publish.workspaces import approve

ARTICLE = "# Натто\n\nНатто богато витамином K2. В порции 50 г его около 380 мкг.\n"
OTHER = "# Cheese\n\nHard cheese holds vitamin K2. Nurses eat it on Mondays.\n"


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    (empty_workspace / "sources/ru/natto.md").write_text(ARTICLE, encoding="utf-8")
    (empty_workspace / "sources/en/cheese.md").write_text(OTHER, encoding="utf-8")
    return empty_workspace


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the articles that runs read and cut."""
    names: list[str] = []
    original = running.prepare

    def noted(source: object, *arguments: object) -> object:
        names.append(source.name)  # type: ignore[attr-defined]
        return original(source, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "prepare", noted)
    return names


def pseudo(place: Path, **options: object) -> RunReport:
    return run(find_workspace(place), RunOptions(**{"engine": "pseudo", "each": True, **options}))  # type: ignore[arg-type]


def test_unchanged_articles_are_not_read_again_and_are_told_as_before(place: Path, read: list[str]) -> None:
    first = pseudo(place)
    assert read == ["cheese", "natto"]
    second = pseudo(place)
    assert read == ["cheese", "natto"]
    wanted, told = first.as_json(), second.as_json()
    assert (told["needed"], told["files_written"], told["origins"]) == (0, 0, {})
    assert len(wanted["articles"]) == 2
    for article in wanted["articles"]:
        for language in article["languages"].values():
            language["written"] = False
    assert (told["articles"], told["terms"]) == (wanted["articles"], wanted["terms"])
    assert told["findings"] == wanted["findings"]


def test_without_an_engine_what_is_lacking_is_still_told(place: Path, read: list[str]) -> None:
    first = pseudo(place, engine="none")
    second = pseudo(place, engine="none")
    assert len(read) == 2
    assert first.needed == second.needed > 0


def catalogue(place: Path) -> Path:
    return place / "output/locale/en/LC_MESSAGES/natto.po"


def edit(path: Path, old: str, new: str) -> None:
    """Edit a file, so that neither its size nor its time tell."""
    about = path.stat()
    text = path.read_text(encoding="utf-8")
    assert old in text
    assert len(old.encode()) == len(new.encode())
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "the article, with its old size and time": (
        lambda place: edit(place / "sources/ru/natto.md", "около 380", "около 390"),
        ["natto"],
    ),
    "a catalogue, with its old size and time": (
        lambda place: edit(catalogue(place), "kind: h1", "kind: h2"),
        ["natto"],
    ),
    "a catalogue is gone": (lambda place: catalogue(place).unlink(), ["natto"]),
    "the template is gone": (lambda place: (place / "output/locale/natto.pot").unlink(), ["natto"]),
    "a setting": (
        lambda place: (place / "termlock.toml").write_text('[output]\nreferences = "file"\n'),
        ["cheese", "natto"],
    ),
    "the term base": (
        lambda place: edit(place / "glossary/terms.csv", "vitamin K2", "vitamin K3"),
        ["cheese", "natto"],
    ),
    "the memory of runs is gone": (
        lambda place: (place / ".termlock/runs.sqlite").unlink(),
        ["cheese", "natto"],
    ),
    "it is cut off": (
        lambda place: (place / ".termlock/runs.sqlite").write_bytes(b"SQLite format 3\0 and no more"),
        ["cheese", "natto"],
    ),
    "it is a folder": (
        lambda place: [(place / ".termlock/runs.sqlite").unlink(), (place / ".termlock/runs.sqlite").mkdir()],
        ["cheese", "natto"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_differs_is_looked_at(place: Path, read: list[str], change: str) -> None:
    pseudo(place)
    read.clear()
    changing, expected = CHANGES[change]
    changing(place)
    again = pseudo(place)
    assert read == expected
    assert again.status == 0
    made = files_of(place / "output")
    assert pseudo(place).files_written == 0
    assert files_of(place / "output") == made


def test_options_that_change_the_work_are_no_other_runs_work(place: Path, read: list[str]) -> None:
    pseudo(place, languages=("en",))
    pseudo(place)
    assert len(read) == 4
    assert "⟦" in (place / "output/locale/zh_CN/LC_MESSAGES/natto.po").read_text(encoding="utf-8")


def test_a_clock_set_back_hides_no_change(place: Path) -> None:
    """An article that is newer than the last run by its text, and older by its time."""
    pseudo(place)
    article = place / "sources/ru/natto.md"
    article.write_text(ARTICLE.replace("Натто богато", "Сыр богат"), encoding="utf-8")
    os.utime(article, (1_000_000_000, 1_000_000_000))
    pseudo(place)
    assert "Сыр богат витамином K2." in catalogue(place).read_text(encoding="utf-8")


def test_a_damaged_row_is_looked_at(place: Path, read: list[str]) -> None:
    """A power cut may leave a database that reads well and holds something else."""
    pseudo(place)
    with sqlite3.connect(place / ".termlock/runs.sqlite") as database:
        for key, value in database.execute("SELECT key, value FROM kept").fetchall():
            other = value.replace(b'"words": ', b'"words": 9')
            assert other != value
            database.execute("UPDATE kept SET value = ? WHERE key = ?", (other, key))
    read.clear()
    pseudo(place)
    assert read == ["cheese", "natto"]


def test_an_article_that_was_passed_over_is_told_at_each_run(place: Path, termlock: Run) -> None:
    (place / "sources/en/empty.md").write_text("```\ncode\n```\n", encoding="utf-8")
    for _ in range(2):
        result = termlock("run", "--engine", "pseudo", "--json", cwd=place)
        report = json.loads(result.stdout)
        assert (result.returncode, [f["check"] for f in report["findings"]]) == (1, ["empty-article"])


def test_approved_texts_with_errors_are_counted_at_each_run(
    place: Path, termlock: Run, read: list[str]
) -> None:
    """A dose that is ten times too high, a tag that is lost."""
    text = "Eat **natto** daily. Take 90 mcg of vitamin K2 a day. Its smell is strong.\n"
    (place / "sources/en/cheese.md").write_text(text, encoding="utf-8")
    pseudo(place)
    wrong = "Принимайте 900 мкг витамина K2 в день."
    texts = {
        "Eat <s1>natto</s1> daily.": "Ешьте натто каждый день.",
        "Take 90 mcg of vitamin K2 a day.": wrong,
    }
    approve(place, "ru", "cheese", {**texts, "Its smell is strong.": "Запах у него сильный."})
    assert pseudo(place).approved_with_errors == 2
    read.clear()
    assert pseudo(place).approved_with_errors == 2
    assert read == []
    for _ in range(2):
        done = termlock("run", "--engine", "pseudo", cwd=place)
        assert "2 approved texts have errors; termlock check tells them" in done.stdout.splitlines()[-2:], (
            done.stdout
        )
        assert done.returncode == 0
    approve(place, "ru", "cheese", {**texts, "Take 90 mcg of vitamin K2 a day.": wrong.replace("900", "90")})
    assert "1 approved text has errors" in termlock("run", "--engine", "pseudo", cwd=place).stdout


def test_a_dry_run_remembers_nothing(place: Path) -> None:
    pseudo(place, dry_run=True)
    assert not (place / ".termlock/runs.sqlite").exists()
    assert not (place / ".termlock/drafts.sqlite").exists()


def test_a_folder_that_cannot_be_written_costs_time_only(place: Path, read: list[str]) -> None:
    (place / ".termlock").write_text("a file in the way")
    pseudo(place)
    assert pseudo(place).files_written == 0
    assert read == ["cheese", "natto"] * 2
