"""Pages that stand on the site and are not true any more: an old dose is neither linked nor left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch.deciding import PublishOptions
from pipeline.model import Severity
from tests.conftest import Run
from tests.publish.workspaces import approve, article, find_workspace, made, page, publish, settings

HTML = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Magnesium</title></head>
<body><p>Take 500 mg of magnesium a day.</p><p>See <a href="bones.html">bones</a>.</p></body></html>
"""
BONES = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Bones</title></head>
<body><p>Bones need <a href="magnesium.html">magnesium</a>.</p></body></html>
"""
RU = {
    "Magnesium": "Магний",
    "Take 500 mg of magnesium a day.": "Принимайте 500 мг магния в день.",
    "See <a1>bones</a1>.": "См. <a1>кости</a1>.",
}
ZH = {
    "Magnesium": "镁",
    "Take 500 mg of magnesium a day.": "每天服用500毫克镁。",
    "See <a1>bones</a1>.": "参见<a1>骨骼</a1>。",
}
RU_BONES = {"Bones": "Кости", "Bones need <a1>magnesium</a1>.": "Костям нужен <a1>магний</a1>."}


@pytest.fixture
def site(empty_workspace: Path) -> Path:
    """A site in three languages."""
    article(empty_workspace, "en/magnesium.html", HTML)
    article(empty_workspace, "en/bones.html", BONES)
    made(empty_workspace)
    approve(empty_workspace, "ru", "magnesium", RU)
    approve(empty_workspace, "zh", "magnesium", ZH)
    approve(empty_workspace, "ru", "bones", RU_BONES)
    publish(find_workspace(empty_workspace))
    return empty_workspace


def corrected(place: Path) -> None:
    """The English article says 300 mg, and nobody has looked at its translations yet."""
    article(place, "en/magnesium.html", HTML.replace("500 mg", "300 mg"))
    made(place)


def rows(place: Path) -> dict[tuple[str, str], dict[str, Any]]:
    told = json.loads((place / "output/site/manifest.json").read_bytes())["pages"]
    return {(row["article"], row["language"]): row for row in told}


def links_to(place: Path, path: str) -> list[str]:
    """Pages of the site that lead to a page."""
    return [
        file.relative_to(place / "output/site").as_posix()
        for file in (place / "output/site").rglob("*.html")
        if any(
            (file.parent / part.partition('"')[0]).resolve() == (place / "output/site" / path).resolve()
            for part in file.read_text(encoding="utf-8").split('href="')[1:]
        )
    ]


def test_a_page_with_a_dose_that_was_corrected_since_is_removed_and_told(site: Path, termlock: Run) -> None:
    assert "500\u00a0мг" in page(site, "ru/magnesium.html")
    corrected(site)
    done = termlock("publish", cwd=site)
    assert done.returncode == 0
    assert (
        "output/site/ru/magnesium.html: warning: An older page stood here; its source has changed since. It was "
        "removed. [page-outdated]" in done.stderr
    )
    assert "2 outdated pages removed" in done.stdout
    for language, folder in (("ru", "ru"), ("zh", "zh_CN")):
        assert not (site / f"output/site/{language}/magnesium.html").exists()
        assert not (site / f"output/site/locale/{folder}/LC_MESSAGES/magnesium.mo").exists()
        assert links_to(site, f"{language}/magnesium.html") == []
        assert ("magnesium", language) not in rows(site)
    assert "300 mg" in page(site, "en/magnesium.html")
    assert 'href="../en/magnesium.html"' in page(site, "ru/bones.html")
    again = termlock("publish", cwd=site)
    assert "page-outdated" not in again.stderr
    assert "nothing has changed." in again.stdout


def test_a_removed_page_comes_back_when_its_new_text_is_approved(site: Path) -> None:
    corrected(site)
    publish(find_workspace(site))
    approve(site, "ru", "magnesium", {"Take 300 mg of magnesium a day.": "Принимайте 300 мг магния в день."})
    report = publish(find_workspace(site))
    assert [f.path for f in report.findings if f.check == "page-outdated"] == []
    assert "300\u00a0мг" in page(site, "ru/magnesium.html")
    assert "ru/magnesium.html" in page(site, "index.html")
    assert rows(site)["magnesium", "ru"]["outdated"] is False


def test_a_kept_outdated_page_is_linked_by_nothing_and_the_manifest_says_so(
    site: Path, termlock: Run
) -> None:
    corrected(site)
    for _ in range(2):
        done = termlock("publish", "--keep-outdated", cwd=site)
        assert (
            "ru/magnesium.html: warning: An older page stands here; its source has changed since."
            in done.stderr
        )
        assert "500\u00a0мг" in page(site, "ru/magnesium.html")
        assert set(links_to(site, "ru/magnesium.html")) <= {"zh/magnesium.html"}  # outdated as well
        row = rows(site)["magnesium", "ru"]
        assert row["outdated"] is True
        assert len(row["outdated_since"]) == len("2026-03-01")
        assert rows(site)["magnesium", "en"]["outdated"] is False
    assert "nothing has changed." in done.stdout


def test_a_page_that_somebody_changed_by_hand_is_never_deleted(site: Path) -> None:
    file = site / "output/site/ru/magnesium.html"
    file.write_text(file.read_text(encoding="utf-8").replace("500", "300"), encoding="utf-8")
    by_hand = file.read_bytes()
    corrected(site)
    report = publish(find_workspace(site))
    assert file.read_bytes() == by_hand
    (told,) = [f for f in report.findings if f.check == "page-outdated" and f.language == "ru"]
    assert "not as termlock wrote it" in told.message
    assert links_to(site, "ru/magnesium.html") == []
    assert rows(site)["magnesium", "ru"]["outdated"] is True


def test_a_file_that_is_in_no_manifest_is_told_and_never_deleted(site: Path) -> None:
    (site / "output/site/manifest.json").unlink()
    corrected(site)
    report = publish(find_workspace(site))
    assert "500\u00a0мг" in page(site, "ru/magnesium.html")
    told = {f.path: f.message for f in report.findings if f.check == "page-outdated"}
    assert "in no manifest" in told["output/site/ru/magnesium.html"]
    assert "ru/magnesium.html" not in page(site, "index.html")


def test_a_manifest_deletes_nothing_outside_of_the_site(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    file = site / "output/site/ru/magnesium.html"
    file.rename(outside / "magnesium.html")
    file.symlink_to(outside / "magnesium.html")
    corrected(site)
    publish(find_workspace(site))
    assert (outside / "magnesium.html").is_file()


def test_machine_drafts_go_when_only_reviewed_text_may_be_published(empty_workspace: Path) -> None:
    article(empty_workspace, "en/bones.html", BONES)
    settings(empty_workspace, "[publish]\nmin_reviewed = 0.0\nmax_machine = 1.0\n")
    made(empty_workspace, "pseudo")
    publish(find_workspace(empty_workspace), (), PublishOptions(policy="draft"))
    assert "machine-draft" in page(empty_workspace, "ru/bones.html")
    settings(empty_workspace, "")
    report = publish(find_workspace(empty_workspace))
    assert not (empty_workspace / "output/site/ru/bones.html").exists()
    assert "ru/bones.html" not in page(empty_workspace, "index.html")
    told = {f.path: f.message for f in report.findings if f.check == "page-outdated"}
    assert "its texts are the same" in told["output/site/ru/bones.html"]


def test_a_text_that_a_reviewer_took_back_is_on_no_page(site: Path) -> None:
    approve(site, "zh", "magnesium", {"Take 500 mg of magnesium a day.": ""})
    report = publish(find_workspace(site))
    told = {f.path: f.message for f in report.findings if f.check == "page-outdated"}
    assert list(told) == ["output/site/zh/magnesium.html"]
    assert "its catalogue has changed since" in told["output/site/zh/magnesium.html"]
    assert not (site / "output/site/zh/magnesium.html").exists()
    assert (site / "output/site/ru/magnesium.html").is_file()


def test_languages_that_are_not_asked_for_are_unlinked_and_stay(site: Path) -> None:
    corrected(site)
    report = publish(find_workspace(site), (), PublishOptions(languages=("en",)))
    assert "500\u00a0мг" in page(site, "ru/magnesium.html")
    assert "ru/magnesium.html" not in page(site, "en/magnesium.html")
    assert "ru/magnesium.html" not in page(site, "index.html")
    told = {f.path for f in report.findings if f.check == "page-outdated"}
    assert told == {"output/site/ru/magnesium.html", "output/site/zh/magnesium.html"}


def test_articles_that_are_not_asked_for_are_looked_at_as_well(site: Path) -> None:
    article(site, "en/magnesium.html", HTML.replace("500 mg", "300 mg"))
    publish(find_workspace(site), (site / "sources/en/bones.html",))
    assert "magnesium.html" not in page(site, "index.html")
    assert rows(site)["magnesium", "en"]["outdated"] is True


def test_an_article_that_cannot_be_read_any_more_leaves_no_old_page(site: Path) -> None:
    article(site, "en/magnesium.html", b"\xff\xfe\x00\x00 300 mg \x81\x8d")
    report = publish(find_workspace(site))
    assert report.status == 1
    assert not (site / "output/site/ru/magnesium.html").exists()
    assert not (site / "output/site/en/magnesium.html").exists()


def test_a_damaged_catalogue_alone_takes_no_true_page_away(site: Path) -> None:
    (site / "output/locale/ru/LC_MESSAGES/magnesium.po").write_text(
        'msgid "a"\nmsgstr "b\n', encoding="utf-8"
    )
    publish(find_workspace(site))
    assert "500\u00a0мг" in page(site, "ru/magnesium.html")
    assert "ru/magnesium.html" in page(site, "index.html")


def test_a_manifest_of_an_earlier_version_is_read_and_its_refused_pages_go(site: Path) -> None:
    file = site / "output/site/manifest.json"
    told = json.loads(file.read_bytes())
    for row in told["pages"]:
        for name in ("source_sha256", "texts_sha256", "compiled_sha256", "outdated", "outdated_since"):
            del row[name]
    file.write_text(json.dumps(told), encoding="utf-8")
    corrected(site)
    report = publish(find_workspace(site))
    assert "manifest-damaged" not in {f.check for f in report.findings}
    assert not (site / "output/site/ru/magnesium.html").exists()


def test_a_page_whose_article_has_another_suffix_now_leaves_nothing_behind(site: Path) -> None:
    (site / "sources/en/magnesium.html").unlink()
    article(site, "en/magnesium.md", "Take 300 mg of magnesium a day.\n")
    made(site)
    approve(site, "ru", "magnesium", {"Take 300 mg of magnesium a day.": "Принимайте 300 мг магния в день."})
    publish(find_workspace(site))
    assert "300\u00a0мг" in page(site, "ru/magnesium.md")
    for path in ("en/magnesium.html", "ru/magnesium.html", "zh/magnesium.html"):
        assert not (site / "output/site" / path).exists()


# --- articles that are gone -------------------------------------------------------------------------------


def told(place: Path, paths: tuple[Path, ...] = (), **options: Any) -> dict[str, str]:
    """What a publication says of outdated pages, by path below the site."""
    report = publish(find_workspace(place), paths, PublishOptions(**options))
    return {
        f.path.removeprefix("output/site/"): f.message
        for f in report.findings
        if f.check == "page-outdated" and f.severity is Severity.WARNING
    }


def test_pages_of_an_article_that_is_gone_are_removed_in_all_languages(site: Path) -> None:
    (site / "sources/en/bones.html").unlink()
    found = told(site)
    assert list(found) == ["en/bones.html", "ru/bones.html"]
    assert set(found.values()) == {"An older page stood here; its article is gone. It was removed."}
    for path in ("en/bones.html", "ru/bones.html", "locale/ru/LC_MESSAGES/bones.mo"):
        assert not (site / "output/site" / path).exists()
    assert {name for name, _ in rows(site)} == {"magnesium"}
    assert "bones" not in page(site, "index.html")
    assert told(site) == {}


def test_pages_of_an_article_that_was_renamed_make_room_for_the_new_ones(site: Path) -> None:
    (site / "sources/en/bones.html").rename(site / "sources/en/skeleton.html")
    made(site)
    assert list(told(site)) == ["en/bones.html", "ru/bones.html"]
    assert "Костям" in page(site, "ru/skeleton.html")
    assert not (site / "output/site/ru/bones.html").exists()


def test_drafts_of_an_article_that_is_gone_are_removed_as_well(empty_workspace: Path) -> None:
    settings(empty_workspace, '[publish]\npolicy = "draft"\nmin_reviewed = 0.0\nmax_machine = 1.0\n')
    article(empty_workspace, "en/bones.html", BONES)
    article(empty_workspace, "en/magnesium.html", HTML)
    made(empty_workspace, "pseudo")
    publish(find_workspace(empty_workspace))
    assert "machine-draft" in page(empty_workspace, "zh/bones.html")
    (empty_workspace / "sources/en/bones.html").unlink()
    assert list(told(empty_workspace)) == ["en/bones.html", "ru/bones.html", "zh/bones.html"]
    assert list((empty_workspace / "output/site").rglob("bones.*")) == []


def test_a_page_of_a_gone_article_that_somebody_changed_stays_and_is_told_each_time(site: Path) -> None:
    file = site / "output/site/ru/bones.html"
    file.write_text(file.read_text(encoding="utf-8").replace("Костям", "Зубам"), encoding="utf-8")
    (site / "sources/en/bones.html").unlink()
    for _ in range(2):
        found = told(site)
        assert "its article is gone" in found["ru/bones.html"]
        assert "not as termlock wrote it" in found["ru/bones.html"]
        assert "Зубам" in page(site, "ru/bones.html")
        assert "ru/bones.html" not in page(site, "index.html")
    file.unlink()
    assert told(site) == {}


def test_pages_of_gone_articles_are_kept_where_that_is_asked(site: Path) -> None:
    (site / "sources/en/bones.html").unlink()
    assert "as was asked" in told(site, keep_outdated=True)["ru/bones.html"]
    assert "Костям" in page(site, "ru/bones.html")
    assert "It was removed." in told(site)["ru/bones.html"]


def test_a_part_of_the_articles_or_languages_removes_no_page_of_another(site: Path) -> None:
    (site / "sources/en/bones.html").unlink()
    found = told(site, (site / "sources/en/magnesium.html",))
    assert "It is removed when all articles are published in all languages." in found["ru/bones.html"]
    assert "Костям" in page(site, "ru/bones.html")
    assert "bones" not in page(site, "index.html")
    assert "It was removed." in told(site, languages=("ru",))["ru/bones.html"]
    assert (site / "output/site/en/bones.html").is_file()
    assert list(told(site)) == ["en/bones.html"]
    assert not (site / "output/site/en/bones.html").exists()


def test_an_article_that_cannot_be_read_just_now_is_not_gone(site: Path) -> None:
    (site / "sources/en/notes.md").write_text("Read [bones](bones.html).\n", encoding="utf-8")
    made(site)
    publish(find_workspace(site))
    folder = site / "sources/en/more"
    folder.mkdir()
    (site / "sources/en/bones.html").rename(folder / "bones.html")
    made(site)
    publish(find_workspace(site))
    assert (site / "output/site/en/more/bones.html").is_file()
    elsewhere = site / "elsewhere"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    elsewhere.rename(site / "unplugged")
    assert told(site) == {}
    assert (site / "output/site/en/more/bones.html").is_file()
    assert "en/more/bones.html" in page(site, "index.html")


def test_a_name_that_two_articles_have_is_not_gone(site: Path) -> None:
    article(site, "ru/bones.html", BONES)
    assert told(site) == {}
    assert "Костям" in page(site, "ru/bones.html")


def test_a_source_folder_in_which_nothing_is_costs_no_page(site: Path) -> None:
    for file in (site / "sources/en").iterdir():
        file.unlink()
    assert told(site) == {}
    assert (site / "output/site/ru/bones.html").is_file()
    assert (site / "output/site/ru/magnesium.html").is_file()
