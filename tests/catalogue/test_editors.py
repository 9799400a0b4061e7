"""Catalogues that other tools saved come in as their users meant them.

`editors/termlock.po` is a catalogue as a run leaves it: approved, copied, edited, withheld, changed,
drafted and obsolete entries, a comment. The files beside it are the same after work in a tool.
Written by the tool itself: weblate (translate-toolkit 3.20, which Weblate writes with), omegat
(OmegaT 3.6), polib (1.2), msgmerge (0.21, --previous). Made by hand as the tool writes: poedit
(3.4, on Windows), lokalize (23.08).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.catalogue.header import new_header
from pipeline.catalogue.merge import Options, merge
from pipeline.catalogue.slots import Slot, kind_of
from pipeline.model import Catalogue, Entry, State
from tests.catalogue.strategies import NOW
from tests.catalogue.world import active, obsolete

EDITORS = Path(__file__).parent / "editors"
HEADER = new_header("k2 and arteries", "en", "ru", NOW)
TERM = "term: Matrix Gla protein = матриксный Gla-белок | матриксный белок Gla | белок MGP"
ENGINE = Options(path="k2.po", origin="argos translate-en_ru 1.9")

TITLE, HEADING = ("title", "Vitamin K2 and the arteries"), ("h1", "Vitamin K2 and the arteries")
PROTEIN = ("p", "Matrix Gla protein keeps calcium out of the artery wall.")
WORKS = ("p", "It works only when <a1>vitamin K2</a1> has activated it.")
MK4, MK7, DAY = ("li", "MK-4"), ("li", "MK-7"), ("li", "about 100–200 mcg a day")
DOSE, FOOD, DOSE2 = ("td", "dose"), ("td", "food"), ("td#2", "dose")
SEE = ("p", 'See "Food sources" for natto, cheese \\ butter.')
NOBODY = ("p", "Nobody has shown that more is better.")
_LONG = (
    "Adults who take warfarin must not start supplements without asking a doctor, "
    "because even small doses may change how the blood clots."
)
WARFARIN = ("p", _LONG)


def slots() -> list[Slot]:
    made = []
    for entry in po.parse((EDITORS / "termlock.pot").read_bytes()).entries:
        made.append(Slot(entry.key, kind_of(entry), entry.extracted, entry.references))
    return made


def opened(name: str) -> Catalogue:
    return po.parse((EDITORS / f"{name}.po").read_bytes(), f"{name}.po")


def after_a_run(name: str) -> Catalogue:
    """What a run without an engine makes of the file; a second run changes nothing."""
    made = merge(opened(name), slots(), HEADER, ENGINE).catalogue
    assert [e.key for e in active(made)] == [slot.key for slot in slots()]
    assert merge(made, slots(), HEADER, ENGINE).catalogue == made
    return made


def changes(made: Catalogue) -> dict[tuple[str, str], tuple[State, str]]:
    """States and texts that differ from those of the file as termlock left it."""
    before = {e.key: e for e in active(opened("termlock"))}
    return {
        e.key: (states.state(e), e.translation)
        for e in active(made)
        if (states.state(e), e.translation) != (states.state(before[e.key]), before[e.key].translation)
    }


def test_the_sample_shows_the_life_of_a_catalogue() -> None:
    found = {tuple(e.key): states.state(e) for e in active(opened("termlock"))}
    assert found == {
        TITLE: State.APPROVED, HEADING: State.APPROVED, PROTEIN: State.APPROVED, WORKS: State.EDITED,
        WARFARIN: State.WITHHELD, MK4: State.DRAFT, MK7: State.DRAFT, DAY: State.DRAFT, DOSE: State.DRAFT,
        FOOD: State.DRAFT, DOSE2: State.DRAFT, SEE: State.CHANGED, NOBODY: State.DRAFT,
    }  # fmt: skip
    assert after_a_run("termlock") == opened("termlock")
    assert (EDITORS / "termlock.po").read_bytes() == po.serialize(opened("termlock"))


@pytest.mark.parametrize("path", sorted(EDITORS.glob("*.po")), ids=lambda path: path.stem)
def test_no_tool_makes_a_run_lose_or_invent_an_approval(path: Path) -> None:
    made = after_a_run(path.stem)
    entries = {tuple(e.key): e for e in active(made)}
    for key in (TITLE, HEADING, PROTEIN):
        assert states.state(entries[key]) is State.APPROVED
    assert entries[DAY].comments[0] == "Проверено по этикетке."
    assert made.header_comments == ("Каталог статьи о витамине K2.",)
    assert [(e.text, e.translation, e.fuzzy) for e in obsolete(made)] == [
        ("This sentence was removed.", "Это предложение убрано.", False),
        ("And here is one that was altered again.", "А вот это изменено.", True),
    ]
    for key in (WORKS, FOOD):
        assert states.state(entries[key]) is not State.APPROVED


def test_work_in_weblate() -> None:
    made = after_a_run("weblate")
    assert changes(made) == {
        MK4: (State.APPROVED, "MK-4"),
        WARFARIN: (State.APPROVED, entry(made, WARFARIN).translation),
        # One occurrence of `dose` was approved: its untouched equal follows.
        DOSE: (State.APPROVED, "количество"),
        DOSE2: (State.APPROVED, "количество"),
        SEE: (State.APPROVED, "См. «Источники в еде»: натто, сыр \\ масло."),
    }
    assert dict(made.header)["Last-Translator"].startswith("Мария Иванова")


def test_work_in_poedit_on_windows() -> None:
    """Its file has CRLF ends; a run writes LF."""
    made = after_a_run("poedit")
    assert changes(made) == {
        MK7: (State.APPROVED, "MK-7"),
        WARFARIN: (State.APPROVED, entry(made, WARFARIN).translation),
        SEE: (State.APPROVED, "См. «Источники в еде»: натто, сыр \\ масло."),
    }
    assert entry(made, DAY).comments == ("Проверено по этикетке.", "Ещё раз спросить врача.")
    assert "X-Poedit-Bookmarks" in dict(made.header)
    assert b"\r" not in po.serialize(made)


def test_work_in_lokalize() -> None:
    assert changes(after_a_run("lokalize")) == {
        DOSE: (State.APPROVED, "доза"),
        DOSE2: (State.APPROVED, "доза"),
    }


def test_polib_wraps_lines_and_nothing_else_changes() -> None:
    """Its wrapping of `#. term:` does not make a draft look as if its terms had changed."""
    assert changes(after_a_run("polib")) == {}
    assert not any(states.terms_changed(e) for e in after_a_run("polib").entries)
    assert entry(after_a_run("polib"), PROTEIN).extracted[1] == TERM


def test_omegat_empties_what_was_fuzzy_and_a_run_approves_nothing_for_it() -> None:
    """Its user translated one sentence; fuzzy entries come out empty, and their flags are gone."""
    found = changes(after_a_run("omegat"))
    assert found.pop(NOBODY) == (State.APPROVED, "Никем не показано, что чем больше, тем лучше.")
    assert set(found) == {WORKS, MK4, MK7, DAY, DOSE, FOOD, DOSE2, SEE}
    assert set(found.values()) == {(State.EMPTY, "")}


def test_msgmerge_takes_the_lines_and_texts_become_a_persons() -> None:
    """With its lines gone nobody can tell a draft from a person's text: it is never drafted again."""
    made = after_a_run("msgmerge")
    found = changes(made)
    assert {state for state, _ in found.values()} == {State.EDITED, State.EMPTY}
    assert found.pop(WARFARIN) == (State.EMPTY, "")
    assert set(found) == {MK4, MK7, DAY, DOSE, FOOD, DOSE2, SEE, NOBODY}
    assert entry(made, SEE).previous_text == 'See "Food sources" for natto and cheese.'
    assert merge(opened("msgmerge"), slots(), HEADER, ENGINE).needs == (WARFARIN,)


def entry(made: Catalogue, key: tuple[str, str]) -> Entry:
    return next(e for e in active(made) if e.key == key)
