"""No sentence is translated twice, and no draft is taken for what it was not made for."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.batch import crew, drafting
from pipeline.batch.crew import THREADS
from pipeline.batch.report import RunReport
from pipeline.batch.run import RunOptions, run
from pipeline.draft import Job
from pipeline.settings import find_workspace
from tests.conftest import files_of


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    (empty_workspace / "sources/zh/natto.html").write_text(
        "<!doctype html><html lang=zh><meta charset=utf-8><article><h1>纳豆</h1><!-- one -->"
        "<p>纳豆含有维生素K2。每份约含380微克，老人也可以吃。</p></article></html>",
        encoding="utf-8",
    )
    return empty_workspace


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Texts that went to be drafted, each with its target language."""
    jobs: list[tuple[str, str]] = []
    original = crew.draft_all

    def noted(given: Sequence[Job], *arguments: object, **options: object) -> object:
        jobs.extend((job.text, job.target) for job in given)
        return original(given, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(crew, "draft_all", noted)
    return jobs


def drafted(place: Path, engine: str = "") -> RunReport:
    return run(find_workspace(place), RunOptions(engine=engine))


def test_lost_catalogues_come_back_without_a_translation(place: Path, sent: list[tuple[str, str]]) -> None:
    """Drafts and withheld ones alike."""
    first = drafted(place)
    made = files_of(place / "output")
    assert sorted(sent) == sorted(set(sent))
    sent.clear()
    shutil.rmtree(place / "output")
    again = drafted(place)
    assert sent == []
    assert files_of(place / "output").keys() == made.keys()
    for origin, row in again.origins.items():
        wanted = first.origins[origin]
        assert (row.offered, row.withheld, row.reasons) == (wanted.offered, wanted.withheld, wanted.reasons)
        assert row.reused == row.offered + row.withheld


def test_a_changed_comment_and_a_new_article_translate_nothing_twice(
    place: Path, sent: list[tuple[str, str]]
) -> None:
    drafted(place)
    sent.clear()
    article = place / "sources/zh/natto.html"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("<!-- one -->", "<!-- two, and longer -->"), encoding="utf-8")
    (place / "sources/zh/copy.html").write_text(
        text.replace("老人也可以吃。", "老人也可以吃。医生这样说。"), encoding="utf-8"
    )
    drafted(place)
    assert sorted(sent) == [("医生这样说。", "en"), ("医生这样说。", "ru")]


def test_a_changed_term_and_a_changed_beam_are_other_drafts(place: Path, sent: list[tuple[str, str]]) -> None:
    drafted(place)
    terms = place / "glossary/terms.csv"
    text = terms.read_text(encoding="utf-8")
    terms.write_text(text.replace("витамин K2", "витамин K-2"), encoding="utf-8")
    sent.clear()
    drafted(place)
    assert sent == [("纳豆含有维生素K2。", "ru")]
    shutil.rmtree(place / "output")
    (place / "termlock.toml").write_text("[engine]\nbeam_size = 1\n", encoding="utf-8")
    sent.clear()
    drafted(place)
    assert len(sent) == 6


def test_a_draft_with_a_word_that_is_forbidden_by_now_is_made_again(
    place: Path, sent: list[tuple[str, str]]
) -> None:
    drafted(place, "pseudo")
    text = (place / "output/locale/ru/LC_MESSAGES/natto.po").read_text(encoding="utf-8")
    assert "380" in text
    terms = place / "glossary/terms.csv"
    header = terms.read_text(encoding="utf-8").split("\n")[0].split(",")
    row = {"id": "drop", "zh": "滴", "ru": "капля", "ru_forbidden": "老人也可以吃"}
    assert "ru_forbidden" in header
    line = ",".join(row.get(name, "") for name in header)
    terms.write_text(terms.read_text(encoding="utf-8").rstrip("\n") + f"\n{line}\n", encoding="utf-8")
    shutil.rmtree(place / "output")
    sent.clear()
    drafted(place, "pseudo")
    assert sent == [("每份约含380微克，老人也可以吃。", "ru")]


def test_a_draft_that_another_power_cut_left_is_not_taken(place: Path, sent: list[tuple[str, str]]) -> None:
    drafted(place)
    with sqlite3.connect(place / ".termlock/drafts.sqlite") as database:
        rows = database.execute("SELECT value, seal FROM kept").fetchall()
        database.execute("UPDATE kept SET value = ?, seal = ?", rows[0])  # each row is another's
    shutil.rmtree(place / "output")
    sent.clear()
    drafted(place)
    assert len(sent) == len(rows) - 1


def test_a_sentence_that_is_in_hand_already_is_not_sent_again(
    empty_workspace: Path, sent: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where nothing can be kept on the disk."""
    monkeypatch.setattr(drafting, "PORTION", 2)
    (empty_workspace / ".termlock").write_text("in the way")
    for number in range(2 * THREADS + 3):
        (empty_workspace / f"sources/en/a{number}.md").write_text(
            f"# Number {number}\n\nCheese is for nurses.\n", encoding="utf-8"
        )
    drafted(empty_workspace, "pseudo")
    texts = [text for text, _ in sent if text == "Cheese is for nurses."]
    assert len(texts) < 2 * (2 * THREADS + 3)
    for number in range(2 * THREADS + 3):
        for language in ("ru", "zh_CN"):
            path = empty_workspace / f"output/locale/{language}/LC_MESSAGES/a{number}.po"
            assert path.read_text(encoding="utf-8").count('msgstr "⟦') == 2
