"""Catalogues whose article is gone: told, never removed, and gone on from where the article was only renamed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.batch.report import RunReport
from pipeline.batch.run import RunOptions, run
from pipeline.batch.status import status
from pipeline.catalogue import po, states
from pipeline.model import Entry, State
from pipeline.settings import find_workspace
from tests.conftest import Run, files_of
from tests.publish.workspaces import approve, catalogue_file, rewrite

APART = "Do not take it together with iron."
TEXTS = {
    "Zinc": ("Цинк", "锌"),
    "Zinc is found in oysters and in pumpkin seeds.": (
        "Цинк есть в устрицах и тыквенных семечках.",
        "牡蛎和南瓜子含锌。",
    ),
    "Adults need about 10 mg a day.": ("Взрослым нужно около 10 мг в день.", "成人每天约需10毫克。"),
    APART: ("Принимайте отдельно от железа.", "请与铁剂分开服用。"),
    "Ask a doctor first.": ("Сначала спросите врача.", "请先咨询医生。"),
}
ARTICLE = "<h1>Zinc</h1>\n" + "".join(f"<p>{text}</p>\n" for text in list(TEXTS)[1:])
NOTE = {"ru": "Так у Минздрава: «отдельно».", "zh": "按说明书写“分开服用”。"}


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    """An article whose translations are approved, commented, and in one sentence ignored by a person."""
    (empty_workspace / "sources/en/zinc.html").write_text(ARTICLE, encoding="utf-8")
    ran(empty_workspace)
    for at, language in enumerate(("ru", "zh")):
        approve(empty_workspace, language, "zinc", {source: both[at] for source, both in TEXTS.items()})
        rewrite(empty_workspace, language, "zinc", lambda e, code=language: commented(e, code))
    ran(empty_workspace)
    return empty_workspace


def commented(entry: Entry, language: str) -> Entry:
    if entry.text != APART:
        return entry
    return replace(entry, comments=(NOTE[language], states.ignore_comment("negation", entry)))


def ran(place: Path, *paths: Path) -> RunReport:
    return run(find_workspace(place), RunOptions(engine="pseudo", paths=paths))


def active(place: Path, language: str, name: str) -> list[Entry]:
    found = po.parse(catalogue_file(place, language, name).read_bytes()).entries
    return [replace(entry, references=(), line=0) for entry in found if not entry.obsolete]


def rename(place: Path, old: str, new: str) -> None:
    (place / "sources/en" / old).rename(place / "sources/en" / new)


def codes(report: RunReport) -> list[str]:
    return [f.check for f in report.findings if f.check in ("article-renamed", "catalogue-without-article")]


def test_comments_and_what_was_ignored_come_along_when_an_article_is_renamed(place: Path) -> None:
    before = {language: active(place, language, "zinc") for language in ("ru", "zh")}
    files = files_of(place / "output")
    rename(place, "zinc.html", "zinc-deficiency.html")
    report = ran(place)
    assert codes(report) == ["catalogue-without-article", "article-renamed"]
    for language in ("ru", "zh"):
        assert active(place, language, "zinc-deficiency") == before[language]
        entry = next(e for e in before[language] if e.text == APART)
        assert states.state(entry) is State.APPROVED
        assert entry.comments == (NOTE[language], states.ignore_comment("negation", entry))
    header = dict(po.parse(catalogue_file(place, "ru", "zinc-deficiency").read_bytes()).header)
    assert header["Project-Id-Version"] == "zinc-deficiency"
    after = files_of(place / "output")
    assert {name: after[name] for name in files} == files


def test_a_run_after_a_renaming_writes_nothing(place: Path) -> None:
    rename(place, "zinc.html", "zinc-deficiency.html")
    ran(place)
    before = files_of(place)
    report = ran(place)
    assert (codes(report), report.files_written) == (["catalogue-without-article"], 0)
    assert files_of(place) == before


def test_a_renamed_article_in_which_a_sentence_was_changed_goes_on_too(place: Path) -> None:
    (place / "sources/en/zinc.html").write_text(ARTICLE.replace("10 mg", "11 mg"), encoding="utf-8")
    rename(place, "zinc.html", "zinc-deficiency.html")
    # Four of five texts are the same.
    ran(place)
    found = {e.text: e for e in active(place, "ru", "zinc-deficiency")}
    assert found[APART].comments[0] == NOTE["ru"]
    changed = found["Adults need about 11 mg a day."]
    assert (changed.fuzzy, changed.previous_text) == (True, "Adults need about 10 mg a day.")


def test_another_article_does_not_go_on_from_a_catalogue_that_shares_some_sentences(place: Path) -> None:
    rest = "<p>Copper is found in nuts.</p>\n<p>It is rare.</p>\n"
    (place / "sources/en/copper.html").write_text(ARTICLE[: ARTICLE.index("<p>Ask")] + rest, encoding="utf-8")
    (place / "sources/en/zinc.html").unlink()
    assert codes(ran(place)) == ["catalogue-without-article"]
    assert not any(e.comments for e in active(place, "ru", "copper"))


def test_a_copy_of_an_article_that_is_still_there_begins_without_its_comments(place: Path) -> None:
    shutil.copy(place / "sources/en/zinc.html", place / "sources/en/zinc-2.html")
    assert codes(ran(place)) == []
    assert not any(e.comments for e in active(place, "ru", "zinc-2"))


def test_of_several_old_catalogues_the_one_that_was_worked_on_last_is_gone_on_from(place: Path) -> None:
    rename(place, "zinc.html", "b.html")
    ran(place)
    rewrite(place, "ru", "b", lambda e: replace(e, comments=("Решено.",)) if e.text == APART else e)
    rename(place, "b.html", "a.html")
    ran(place)
    assert next(e for e in active(place, "ru", "a") if e.text == APART).comments == ("Решено.",)


def test_only_the_catalogues_that_are_lacking_are_made_from_old_ones(place: Path) -> None:
    """A run that was killed had written one language already, and somebody went on with it."""
    rename(place, "zinc.html", "b.html")
    ran(place)
    rewrite(place, "ru", "b", lambda e: replace(e, comments=()))
    catalogue_file(place, "zh", "b").unlink()
    ran(place)
    assert not any(e.comments for e in active(place, "ru", "b"))
    assert any(e.comments for e in active(place, "zh", "b"))


def test_a_run_of_some_articles_knows_the_others(place: Path) -> None:
    other = place / "sources/en/b.html"
    other.write_text(ARTICLE, encoding="utf-8")
    assert codes(ran(place, other)) == []
    assert not any(e.comments for e in active(place, "ru", "b"))


def test_an_article_that_is_passed_over_is_there_all_the_same(place: Path) -> None:
    (place / "sources/en/zinc.md").write_text("# Zinc\n", encoding="utf-8")
    assert codes(ran(place)) == []
    (place / "sources/en/zinc.md").unlink()
    (place / "sources/en/zinc.html").rename(place / "sources/en/zinc.docx")
    assert codes(ran(place)) == []


def test_catalogues_of_other_programs_are_not_told(place: Path) -> None:
    foreign = 'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Open"\nmsgstr "Открыть"\n'
    catalogue_file(place, "ru", "website").write_text(foreign, encoding="utf-8")
    assert codes(ran(place)) == []


def test_status_tells_catalogues_without_an_article_and_does_not_count_them(
    place: Path, termlock: Run
) -> None:
    assert {row.article for row in status(find_workspace(place))[0]} == {"zinc"}
    (place / "sources/en/zinc.html").unlink()
    done = termlock("status", "--json", cwd=place)
    said = json.loads(done.stdout)
    assert (done.returncode, said["catalogues"]) == (0, [])
    (finding,) = said["findings"]
    assert (finding["code"], finding["severity"]) == ("catalogue-without-article", "warning")
    assert "Put the article back" in finding["message"]
    assert "ru, en, zh" in finding["message"]
