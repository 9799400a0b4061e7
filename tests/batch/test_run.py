"""What a run does with articles and catalogues."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.catalogue.offers import with_offer
from pipeline.model import Catalogue, Draft, Entry, Finding, Severity, State
from tests.conftest import ROOT, Run, files_of
from tests.publish.workspaces import approve

ARTICLE = """# Magnesium

Magnesium is a cofactor of many enzymes. Adults need about 300 mg a day.

- Do not exceed 250 mg from supplements.
- MK-7

| Dose | Value |
|---|---|
| 100–200 mcg | K2 (100 mcg) |
"""


def catalogue(place: Path, language: str, article: str) -> Catalogue:
    return po.parse((place / f"output/locale/{language}/LC_MESSAGES/{article}.po").read_bytes())


def entry(place: Path, language: str, article: str, text: str) -> Entry:
    return next(e for e in catalogue(place, language, article).entries if e.text == text and not e.obsolete)


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    (empty_workspace / "sources/en/magnesium.md").write_text(ARTICLE, encoding="utf-8")
    return empty_workspace


def test_every_language_gets_a_catalogue_with_the_same_keys(place: Path, termlock: Run) -> None:
    assert termlock("run", cwd=place).returncode == 0
    keys = {
        language: [e.key for e in catalogue(place, language, "magnesium").entries]
        for language in ("ru", "en", "zh_CN")
    }
    assert keys["ru"] == keys["en"] == keys["zh_CN"]
    assert (place / "output/locale/magnesium.pot").is_file()
    assert [e.text for e in catalogue(place, "en", "magnesium").entries] == [
        "Magnesium",
        "Magnesium is a cofactor of many enzymes.",
        "Adults need about 300 mg a day.",
        "Do not exceed 250 mg from supplements.",
        "MK-7",
        "Dose",
        "Value",
        "100–200 mcg",
        "K2 (100 mcg)",
    ]


def test_what_needs_no_engine_is_drafted_by_rule_and_from_the_glossary(place: Path, termlock: Run) -> None:
    termlock("run", cwd=place)
    expected = {
        "Magnesium": "Магний",
        "MK-7": "MK-7",
        "100–200 mcg": "100–200\u00a0мкг",
        "K2 (100 mcg)": "K2 (100\u00a0мкг)",
    }
    for text, draft in expected.items():
        found = entry(place, "ru", "magnesium", text)
        assert (found.translation, states.state(found)) == (draft, State.DRAFT)
    assert entry(place, "zh_CN", "magnesium", "100–200 mcg").translation == "100–200微克"


def test_withheld_drafts_are_empty_and_tell_the_package_and_the_reason(place: Path, termlock: Run) -> None:
    termlock("run", cwd=place)
    found = [e for e in catalogue(place, "ru", "magnesium").entries if states.state(e) is State.WITHHELD]
    for item in found:
        assert item.translation == ""
        assert any(
            re.match(r"termlock: draft-withheld argos starter-en_ru [\d.]+: \w", line)
            for line in item.extracted
        )


def test_a_second_run_writes_and_drafts_nothing(place: Path, termlock: Run) -> None:
    termlock("run", cwd=place)

    def now() -> dict[Path, tuple[int, bytes]]:
        """But for the caches, which may come and go."""
        files = [p for p in place.rglob("*") if p.is_file() and ".termlock" not in p.parts]
        return {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in files}

    before = now()
    result = termlock("run", "--json", cwd=place)
    report = json.loads(result.stdout)
    assert (report["needed"], report["files_written"], report["origins"]) == (0, 0, {})
    assert now() == before


def test_the_pseudo_engine_marks_text_and_keeps_tags_and_terms(empty_workspace: Path, termlock: Run) -> None:
    source = "Take **natto** or `MK-7`, see [the study](x.html) on vitamin K2: 50 mcg."
    (empty_workspace / "sources/en/a.md").write_text(source + "\n", encoding="utf-8")
    termlock("run", "--engine", "pseudo", cwd=empty_workspace)
    (found,) = catalogue(empty_workspace, "ru", "a").entries
    assert found.translation.startswith("⟦")
    assert found.translation.endswith("⟧")
    assert "витамин K2" in found.translation
    assert "50\u00a0мкг" in found.translation
    tags = re.findall(r"</?\w+/?>", found.text)
    assert sorted(re.findall(r"</?[a-z]\d/?>", found.translation)) == sorted(tags)


def test_without_an_engine_catalogues_are_extracted_only(place: Path, termlock: Run) -> None:
    result = termlock("run", "--engine", "none", cwd=place)
    assert result.returncode == 0
    assert {states.state(e) for e in catalogue(place, "ru", "magnesium").entries} == {State.EMPTY}


def test_missing_packages_are_told_with_directions_and_a_command_and_catalogues_are_extracted(
    place: Path, termlock: Run
) -> None:
    (place / "termlock.toml").write_text("[engine]\nstarter = false\n", encoding="utf-8")
    result = termlock("run", cwd=place)
    assert result.returncode == 3
    assert "No installed package translates en to ru, en to zh" in result.stderr
    assert "termlock models install en-ru en-zh" in result.stderr
    assert len(catalogue(place, "ru", "magnesium").entries) == 9


def test_a_dry_run_writes_nothing(place: Path, termlock: Run) -> None:
    before = files_of(place)
    result = termlock("run", "--dry-run", "--explain", cwd=place)
    assert result.returncode == 0
    assert "18 entries would be drafted; nothing was written." in result.stdout
    assert "sources/en/magnesium.md:9: markup: |---|---|" in result.stdout
    assert files_of(place) == before


def test_languages_restricts_what_is_drafted_but_all_catalogues_stay_aligned(
    place: Path, termlock: Run
) -> None:
    termlock("run", "--languages", "zh", cwd=place)
    assert entry(place, "zh_CN", "magnesium", "MK-7").translation == "MK-7"
    assert entry(place, "ru", "magnesium", "MK-7").translation == ""


def test_a_larger_package_would_be_tried_where_a_draft_was_withheld(place: Path, termlock: Run) -> None:
    """A withheld entry remembers what failed: with the same package it is not tried again, with another it is."""
    termlock("run", cwd=place)
    path = place / "output/locale/ru/LC_MESSAGES/magnesium.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"starter-en_ru [\d.]+:", "starter-en_ru 0.0.1:", text), encoding="utf-8")
    report = json.loads(termlock("run", "--json", cwd=place).stdout)
    assert report["needed"] == text.count("draft-withheld")


def test_changed_terms_make_untouched_drafts_again(place: Path, termlock: Run) -> None:
    termlock("run", cwd=place)
    terms = place / "glossary/terms.csv"
    terms.write_text(terms.read_text(encoding="utf-8").replace("магний,", "магнезий,"), encoding="utf-8")
    termlock("run", cwd=place)
    assert entry(place, "ru", "magnesium", "Magnesium").translation == "Магнезий"


def test_redraft_makes_anew_what_nobody_touched_and_tries_again_what_was_withheld(
    place: Path, termlock: Run
) -> None:
    """After an update of the program, say, whose checks or forms are better."""
    texts = ["Magnesium is a cofactor of many enzymes.", "Adults need about 300 mg a day."]
    file = place / "output/locale/ru/LC_MESSAGES/magnesium.po"
    termlock("run", cwd=place)
    first = {text: entry(place, "ru", "magnesium", text) for text in texts}
    origin = states.origin(first[texts[0]])
    wrong = Finding("negation", Severity.ERROR, "")
    changed = {
        texts[0]: with_offer(first[texts[0]], Draft("", origin, withheld=(wrong,))),
        texts[1]: replace(first[texts[1]], translation="Взрослым нужно около 300 мг в день.", flags=()),
    }
    old = catalogue(place, "ru", "magnesium")
    made = tuple(changed.get(e.text, e) for e in old.entries)
    file.write_bytes(po.serialize(replace(old, entries=made)))
    termlock("run", cwd=place)
    before = files_of(place)
    assert states.state(entry(place, "ru", "magnesium", texts[0])) is State.WITHHELD
    termlock("run", "--redraft", "--dry-run", cwd=place)
    assert files_of(place) == before
    assert termlock("run", "--redraft", cwd=place).returncode == 0
    assert entry(place, "ru", "magnesium", texts[0]).translation == first[texts[0]].translation
    assert states.state(entry(place, "ru", "magnesium", texts[1])) is State.APPROVED
    after = files_of(place)
    termlock("run", "--redraft", cwd=place)
    assert files_of(place) == after


def test_ten_runs_with_source_changes_lose_nothing_that_a_person_did(place: Path, termlock: Run) -> None:
    """An approval, an edit of a draft, a comment and a flag survive changes all around them."""
    termlock("run", cwd=place)
    path = place / "output/locale/ru/LC_MESSAGES/magnesium.po"
    approved = "Магний — кофактор многих ферментов."
    text = path.read_text(encoding="utf-8")
    text = text.replace('msgid "MK-7"\nmsgstr "MK-7"', 'msgid "MK-7"\nmsgstr "форма MK-7"')
    text = text.replace("#. kind: h1\n", "# Проверено: М. Иванова\n#. kind: h1\n")
    path.write_text(text, encoding="utf-8")
    approve(place, "ru", "magnesium", {"Magnesium is a cofactor of many enzymes.": approved})
    article = place / "sources/en/magnesium.md"
    for number in range(10):
        extra = f"\nParagraph {number} says nothing new.\n" if number % 2 else ""
        article.write_text(ARTICLE.replace("- MK-7", f"- Item {number}\n- MK-7") + extra, encoding="utf-8")
        assert termlock("run", cwd=place).returncode == 0
        kept = entry(place, "ru", "magnesium", "Magnesium is a cofactor of many enzymes.")
        assert (kept.translation, kept.fuzzy) == (approved, False)
        edited = entry(place, "ru", "magnesium", "MK-7")
        assert (edited.translation, edited.fuzzy) == ("форма MK-7", True)
        assert entry(place, "ru", "magnesium", "Magnesium").comments == ("Проверено: М. Иванова",)


def test_a_changed_number_is_proposed_fuzzy_with_the_old_source_and_comes_back_approved(
    place: Path, termlock: Run
) -> None:
    termlock("run", cwd=place)
    done = {"Adults need about 300 mg a day.": "Взрослым нужно около 300 мг в сутки."}
    approve(place, "ru", "magnesium", done)
    article = place / "sources/en/magnesium.md"
    article.write_text(ARTICLE.replace("300 mg a day", "350 mg a day"), encoding="utf-8")
    termlock("run", cwd=place)
    changed = entry(place, "ru", "magnesium", "Adults need about 350 mg a day.")
    assert states.state(changed) is State.CHANGED
    assert changed.previous_text == "Adults need about 300 mg a day."
    assert changed.translation == "Взрослым нужно около 350 мг в сутки."
    article.write_text(ARTICLE.replace("Adults need about 300 mg a day.", ""), encoding="utf-8")
    termlock("run", cwd=place)
    gone = [e for e in catalogue(place, "ru", "magnesium").entries if e.obsolete]
    assert [e.translation for e in gone] == ["Взрослым нужно около 350 мг в сутки."]
    article.write_text(ARTICLE.replace("300 mg a day", "350 mg a day"), encoding="utf-8")
    termlock("run", cwd=place)
    back = entry(place, "ru", "magnesium", "Adults need about 350 mg a day.")
    assert back.translation == "Взрослым нужно около 350 мг в сутки."
    assert back.fuzzy
    article.write_text(ARTICLE, encoding="utf-8")
    termlock("run", cwd=place)
    approved = entry(place, "ru", "magnesium", "Adults need about 300 mg a day.")
    assert (approved.translation, approved.fuzzy) == ("Взрослым нужно около 300 мг в сутки.", False)


def test_an_approved_translation_comes_back_approved_when_its_text_does(sample: Path, termlock: Run) -> None:
    article = sample / "sources/en/calcium-supplements-questions.txt"
    whole = article.read_text(encoding="utf-8")
    article.write_text(whole.replace("Spinach is not a good source. ", ""), encoding="utf-8")
    termlock("run", cwd=sample)
    assert [
        e.obsolete for e in catalogue(sample, "ru", article.stem).entries if e.text.startswith("Spinach")
    ] == [True]
    article.write_text(whole, encoding="utf-8")
    termlock("run", cwd=sample)
    back = entry(sample, "ru", article.stem, "Spinach is not a good source.")
    assert states.state(back) is State.APPROVED


def test_a_text_saved_while_a_run_drafts_is_not_overwritten(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The catalogue is read again just before it is written, and a person's text wins over a draft."""
    from pipeline.batch import crew
    from pipeline.batch.run import RunOptions, run
    from pipeline.settings import find_workspace

    workspace = find_workspace(place)
    run(workspace, RunOptions(engine="none"))
    path = place / "output/locale/ru/LC_MESSAGES/magnesium.po"
    original = crew.draft_all

    def while_a_person_saves(*arguments: object, **options: object) -> object:
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('msgid "MK-7"\nmsgstr ""', 'msgid "MK-7"\nmsgstr "МОЁ"'), encoding="utf-8"
        )
        return original(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(crew, "draft_all", while_a_person_saves)
    run(workspace, RunOptions(engine="pseudo"))
    assert entry(place, "ru", "magnesium", "MK-7").translation == "МОЁ"
    assert entry(place, "zh_CN", "magnesium", "MK-7").translation == "MK-7"


def test_a_stopped_run_writes_what_was_drafted_until_then(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch import crew, drafting
    from pipeline.batch.run import RunOptions, run
    from pipeline.settings import find_workspace

    original = crew.draft_all
    portions: list[int] = []

    def stopped_in_the_second_portion(jobs: list[object], *arguments: object, **options: object) -> object:
        portions.append(len(jobs))
        if len(portions) >= 2:
            raise KeyboardInterrupt
        return original(jobs, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(drafting, "PORTION", 5)
    monkeypatch.setattr(crew, "draft_all", stopped_in_the_second_portion)
    with pytest.raises(KeyboardInterrupt):
        run(find_workspace(place), RunOptions(engine="pseudo"))
    assert portions[0] == 6  # a text's two languages stay together
    for language in ("ru", "zh_CN"):
        made = [states.state(e) for e in catalogue(place, language, "magnesium").entries]
        assert made == [State.DRAFT] * 3 + [State.EMPTY] * 6
    monkeypatch.setattr(crew, "draft_all", original)
    run(find_workspace(place), RunOptions(engine="pseudo"))
    assert all(states.state(e) is State.DRAFT for e in catalogue(place, "ru", "magnesium").entries)


def test_an_edit_of_the_source_languages_catalogue_is_kept_and_told(sample: Path, termlock: Run) -> None:
    path = sample / "output/locale/en/LC_MESSAGES/calcium-supplements-questions.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgstr "Spinach is not a good source."', 'msgstr "Spinach is a poor source."'),
        encoding="utf-8",
    )
    result = termlock("run", cwd=sample)
    assert "[source-edited, p]" in result.stderr
    assert (
        entry(sample, "en", path.stem, "Spinach is not a good source.").translation
        == "Spinach is a poor source."
    )


def test_a_run_names_the_articles_that_it_is_given_only(sample: Path, termlock: Run) -> None:
    shutil.rmtree(sample / "output")
    termlock("run", "--engine", "none", "sources/zh", cwd=sample)
    made = sorted(p.stem for p in (sample / "output/locale").glob("*.pot"))
    assert made == ["menaquinone-food-sources", "vitamin-k-anticoagulants"]


def test_init_makes_a_workspace_that_runs_at_once_and_keeps_what_is_there(
    tmp_path: Path, termlock: Run
) -> None:
    place = tmp_path / "new"
    assert termlock("init", str(place), cwd=tmp_path).returncode == 0
    (place / "glossary/terms.csv").write_text(
        "id,en,ru,zh\nk2,vitamin K2,витамин K2,维生素K2\n", encoding="utf-8"
    )
    again = termlock("init", str(place), cwd=tmp_path)
    assert "kept" in again.stdout
    assert (place / "glossary/terms.csv").read_text(encoding="utf-8").startswith("id,en,ru,zh\nk2")
    result = termlock("run", "--workspace", str(place), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (place / "output/locale/zh_CN/LC_MESSAGES/example.po").is_file()
    status = termlock("status", "--json", "--workspace", str(place), cwd=tmp_path)
    rows = json.loads(status.stdout)["catalogues"]
    assert [(r["article"], r["source"], r["language"]) for r in rows] == [
        ("example", "en", "ru"),
        ("example", "en", "zh"),
    ]


def test_version_and_completion(tmp_path: Path, termlock: Run) -> None:
    from pipeline import __version__

    assert termlock("--version", cwd=tmp_path).stdout.strip() == f"termlock {__version__}"
    shown = termlock("--show-completion", "bash", cwd=ROOT, _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1")
    assert "complete" in shown.stdout
