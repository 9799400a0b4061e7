"""What a run takes from the memory before it asks the machine."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.catalogue.offers import with_offer
from pipeline.model import Catalogue, Draft, Entry, State
from tests.conftest import Run, files_of

FIRST = "Natto is eaten in the morning."
SECOND = "Its smell is strong and its taste is mild."
THIRD = "Those who take anticoagulants ask their doctor first."
ARTICLE = f"# Natto\n\n{FIRST} {SECOND} {THIRD}\n"
RUSSIAN = "Натто едят по утрам."


def path_of(place: Path, language: str, article: str) -> Path:
    return place / f"output/locale/{language}/LC_MESSAGES/{article}.po"


def catalogue(place: Path, article: str, language: str = "ru") -> Catalogue:
    return po.parse(path_of(place, language, article).read_bytes())


def entry(place: Path, article: str, text: str, language: str = "ru") -> Entry:
    return next(e for e in catalogue(place, article, language).entries if e.text == text and not e.obsolete)


def approve(place: Path, article: str, texts: dict[str, str], language: str = "ru") -> None:
    old = catalogue(place, article, language)
    made = tuple(
        replace(e, translation=texts[e.text], flags=()) if e.text in texts else e for e in old.entries
    )
    path_of(place, language, article).write_bytes(po.serialize(replace(old, entries=made)))


def source(place: Path, article: str, text: str) -> None:
    (place / f"sources/en/{article}.md").write_text(text, encoding="utf-8")


@pytest.fixture
def place(empty_workspace: Path, termlock: Run) -> Path:
    """A workspace with an article whose first sentence a person approved in Russian."""
    source(empty_workspace, "one", ARTICLE)
    termlock("run", "--engine", "none", cwd=empty_workspace)
    approve(empty_workspace, "one", {FIRST: RUSSIAN})
    return empty_workspace


def run(place: Path, termlock: Run, engine: str = "none") -> dict[str, int]:
    done = termlock("run", "--json", "--engine", engine, cwd=place)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)["memory"]
    return found


def test_the_same_text_in_the_same_place_is_approved_at_once(place: Path, termlock: Run) -> None:
    """An article was copied: the same kind of block, the same sentences before and after."""
    source(place, "two", ARTICLE)
    assert run(place, termlock) == {"approved": 1, "offered": 0}
    found = entry(place, "two", FIRST)
    assert (found.translation, states.state(found)) == (RUSSIAN, State.APPROVED)
    before = files_of(place)
    assert run(place, termlock) == {"approved": 0, "offered": 0}
    assert files_of(place) == before


@pytest.mark.parametrize("text", [f"# Natto\n\n{FIRST} {THIRD}\n", f"# Natto\n\n- {FIRST}\n\n{SECOND}\n"])
def test_the_same_text_between_others_or_in_another_block_is_offered(
    place: Path, termlock: Run, text: str
) -> None:
    source(place, "two", text)
    assert run(place, termlock) == {"approved": 0, "offered": 1}
    found = entry(place, "two", FIRST)
    assert (found.translation, states.state(found)) == (RUSSIAN, State.MEMORY)
    assert "termlock: memory 100 %" in found.extracted
    assert found.previous_text is None
    before = files_of(place)
    run(place, termlock)
    assert files_of(place) == before


def test_what_the_checks_find_wrong_is_offered_and_not_approved(place: Path, termlock: Run) -> None:
    dose = "Take 100 mcg a day."
    article = f"# Natto\n\n{FIRST} {dose}\n"
    source(place, "one", article)
    termlock("run", "--engine", "none", cwd=place)
    approve(place, "one", {dose: "Принимайте 10 мкг в сутки."})
    source(place, "two", article)
    run(place, termlock)
    assert states.state(entry(place, "two", FIRST)) is State.APPROVED
    assert states.state(entry(place, "two", dose)) is State.MEMORY


def test_two_approved_translations_of_one_place_decide_nothing(place: Path, termlock: Run) -> None:
    source(place, "two", ARTICLE)
    run(place, termlock)
    approve(place, "two", {FIRST: "Утром принято есть натто."})
    source(place, "three", ARTICLE)
    assert run(place, termlock) == {"approved": 0, "offered": 1}


def test_an_untouched_draft_gives_way_to_the_same_text_and_a_persons_text_does_not(
    place: Path, termlock: Run
) -> None:
    source(place, "two", f"# Natto\n\n{FIRST}\n")
    source(place, "three", f"# Natto\n\n{FIRST}\n")
    text = path_of(place, "ru", "one").read_bytes()
    path_of(place, "ru", "one").unlink()
    run(place, termlock, "pseudo")
    assert states.state(entry(place, "two", FIRST)) is State.DRAFT
    old = catalogue(place, "three")
    edited = tuple(replace(e, translation="Натто?") if e.text == FIRST else e for e in old.entries)
    path_of(place, "ru", "three").write_bytes(po.serialize(replace(old, entries=edited)))
    path_of(place, "ru", "one").write_bytes(text)
    run(place, termlock, "pseudo")
    assert entry(place, "two", FIRST).translation == RUSSIAN
    assert entry(place, "three", FIRST).translation == "Натто?"


def test_drafts_that_a_tool_made_look_approved_are_not_in_the_memory(place: Path, termlock: Run) -> None:
    """All fuzzy flags of a file vanished together: nobody approved what stands there."""
    run(place, termlock, "pseudo")
    file = path_of(place, "ru", "one")
    file.write_text(re.sub("#, fuzzy\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    source(place, "two", f"# Natto\n\n{SECOND} {THIRD}\n")
    assert run(place, termlock)["approved"] == 0
    assert states.state(entry(place, "two", SECOND)) is State.EMPTY


def test_a_similar_text_is_offered_with_its_source_or_told_beside_the_draft(
    place: Path, termlock: Run
) -> None:
    near, far = "Natto is eaten early in the morning.", "Natto is eaten with rice early in the morning."
    (place / "termlock.toml").write_text("[memory]\ndraft = 85\nleast = 60\n", encoding="utf-8")
    source(place, "two", f"# Rice\n\n{near} {far}\n")
    run(place, termlock, "pseudo")
    offered = entry(place, "two", near)
    assert (offered.translation, states.state(offered)) == (RUSSIAN, State.MEMORY)
    assert offered.previous_text == FIRST
    told = entry(place, "two", far)
    assert states.state(told) is State.DRAFT
    line = next(x for x in told.extracted if x.startswith("termlock: memory-near"))
    assert f"“{FIRST}” was translated “{RUSSIAN}”" in line
    before = files_of(place)
    run(place, termlock, "pseudo")
    assert files_of(place) == before


def test_a_similar_text_with_another_number_is_offered_with_the_right_one_or_told_beside_the_draft(
    place: Path, termlock: Run
) -> None:
    kept = "An opened pack of natto keeps for about 4 days in a cold place, if it is covered well."
    source(place, "one", f"# Natto\n\n{kept}\n")
    run(place, termlock)
    approve(
        place,
        "one",
        {kept: "Открытая упаковка натто хранится в холоде около 4 дней, если её хорошо закрыть."},
    )
    three, cool = kept.replace("4 days", "3 days"), kept.replace("4 days in a cold", "3 days in a cool")
    source(place, "two", f"# Rice\n\n{three} {cool}\n")
    run(place, termlock, "pseudo")
    offered = entry(place, "two", three)
    assert states.state(offered) is State.MEMORY
    assert (
        offered.translation
        == "Открытая упаковка натто хранится в холоде около 3 дней, если её хорошо закрыть."
    )
    told = entry(place, "two", cool)
    assert states.state(told) is State.DRAFT
    assert any("около 4 дней" in line for line in told.extracted if line.startswith("termlock: memory-near"))


def test_one_sentence_approved_in_two_languages_links_the_third(place: Path, termlock: Run) -> None:
    approve(place, "one", {FIRST: "早上吃纳豆。"}, "zh_CN")
    (place / "sources/ru/three.md").write_text(f"{RUSSIAN}\n", encoding="utf-8")
    run(place, termlock)
    found = entry(place, "three", RUSSIAN, "zh_CN")
    assert (found.translation, states.state(found)) == ("早上吃纳豆。", State.MEMORY)
    assert "termlock: memory 100 %, by way of en" in found.extracted


def test_an_imported_memory_is_offered_and_approves_nothing(place: Path, termlock: Run) -> None:
    file = place / "foreign.tmx"
    file.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>'
        f'{SECOND}</seg></tuv><tuv xml:lang="ru"><seg>Запах сильный, вкус мягкий.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert termlock("memory", "import", str(file), "--approve", cwd=place).returncode == 0
    assert run(place, termlock) == {"approved": 0, "offered": 1}
    assert states.state(entry(place, "one", SECOND)) is State.MEMORY


def test_a_draft_that_says_what_the_memory_says_is_not_made_anew(place: Path, termlock: Run) -> None:
    """Its origin is another one than today's, and `redraft` asks for new drafts of such."""
    source(place, "two", f"# Natto\n\n{FIRST} {THIRD}\n")
    run(place, termlock)
    old = catalogue(place, "two")
    held = entry(place, "two", FIRST)
    draft = with_offer(held, Draft(RUSSIAN, "argos other 1.0"))
    made = tuple(draft if e.key == held.key else e for e in old.entries)
    path_of(place, "ru", "two").write_bytes(po.serialize(replace(old, entries=made)))
    (place / "termlock.toml").write_text("[engine]\nredraft = true\n", encoding="utf-8")
    run(place, termlock, "pseudo")
    assert entry(place, "two", FIRST).translation == RUSSIAN
