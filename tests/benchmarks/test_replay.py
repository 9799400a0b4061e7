"""Edits of linked translations, the engine that says them again, and terms made wrong on purpose."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.damage import Damage
from benchmarks.edits import Edit, Linked, edit, project
from benchmarks.engines import synonyms
from benchmarks.replay import ReplayEngine
from benchmarks.russian import inflected_like
from pipeline.glossary.load import load
from pipeline.glossary.locking import STYLES, mask, unmask
from pipeline.glossary.matching import TermBase
from pipeline.model import Link, Request, Span
from tests.conftest import ROOT

TERMS = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])
SOURCE = "Osteocalcin needs vitamin K2 in the bones."
SAID = "Остеокальцину в костях нужен витамин K2."


def span(text: str, part: str) -> Span:
    found = re.search(rf"\b{re.escape(part)}(?!\w)", text) or re.search(re.escape(part), text)
    assert found
    return Span(found.start(), found.end())


def linked(source: str, said: str, *pairs: tuple[str, str]) -> Linked:
    links = (Link(span(source, here), span(said, there)) for here, there in pairs)
    return Linked(said, tuple(sorted(links, key=lambda link: link.target)))


STORED = linked(
    SOURCE,
    SAID,
    ("Osteocalcin", "Остеокальцину"),
    ("needs", "нужен"),
    ("vitamin", "витамин"),
    ("K2", "K2"),
    ("in", "в"),
    ("bones", "костях"),
)
ENGINE = ReplayEngine("references", {("en", "ru"): {SOURCE: STORED}}, loss=0)


def said(text: str, engine: ReplayEngine = ENGINE) -> Linked:
    found = engine.translate([Request(text, "en", "ru")])[0][0]
    return Linked(found.text, found.links)


def shown(source: str, translation: Linked) -> list[tuple[str, str]]:
    return [(source[s.start : s.end], translation.text[t.start : t.end]) for s, t in translation.links]


def test_after_an_edit_links_lead_to_the_same_words() -> None:
    made = edit(STORED, [Edit(span(SAID, "в костях"), "в скелете", span(SOURCE, "in the bones"))])
    assert made.text == "Остеокальцину в скелете нужен витамин K2."
    assert shown(SOURCE, made) == [
        ("Osteocalcin", "Остеокальцину"),
        ("in the bones", "в скелете"),
        ("needs", "нужен"),
        ("vitamin", "витамин"),
        ("K2", "K2"),
    ]


def test_what_is_left_out_leaves_no_double_space_and_no_link() -> None:
    made = edit(STORED, [Edit(span(SAID, "нужен"), "")])
    assert made.text == "Остеокальцину в костях витамин K2."
    assert "needs" not in [here for here, _ in shown(SOURCE, made)]


@given(
    st.lists(st.tuples(st.integers(0, len(SAID)), st.integers(0, 8), st.text("аб ", max_size=5)), max_size=5)
)
def test_links_stay_inside_the_text_and_name_the_words_they_named(cuts: list[tuple[int, int, str]]) -> None:
    edits = [Edit(Span(at, min(at + size, len(SAID))), new) for at, size, new in cuts]
    made = edit(STORED, edits)
    before = set(shown(SOURCE, STORED))
    assert set(shown(SOURCE, made)) <= before


def test_a_stored_text_comes_back_with_its_links() -> None:
    assert said(SOURCE) == STORED


@pytest.mark.parametrize("style", STYLES)
def test_a_mask_stands_where_the_masked_words_stood(style: str) -> None:
    masked = mask(SOURCE, [(span(SOURCE, "vitamin K2"), "витамин K2")], target="ru", style=style)
    assert masked is not None
    assert said(masked.text).text == f"Остеокальцину в костях нужен {style.format(0)}."
    assert unmask(said(masked.text).text, masked) == SAID


def test_a_mask_has_its_place_where_the_plain_translation_leaves_the_term_out() -> None:
    without = edit(STORED, [Edit(span(SAID, "витамин K2"), "")])
    engine = ReplayEngine("x", {("en", "ru"): {SOURCE: without}}, beneath=ENGINE.stored, loss=0)
    assert said(SOURCE, engine).text == "Остеокальцину в костях нужен ."
    assert said(SOURCE.replace("vitamin K2", "XT0X"), engine).text == "Остеокальцину в костях нужен XT0X."


def test_masks_are_worn_as_engines_wear_them_and_always_in_the_same_way() -> None:
    rough = ReplayEngine("references", {("en", "ru"): {SOURCE: STORED}}, loss=0.4)
    answers = {said(SOURCE.replace("vitamin K2", f"XT{n}X"), rough).text for n in range(30)}
    assert any("xt" in answer for answer in answers), "small letters"
    assert any(answer == "Остеокальцину в костях нужен ." for answer in answers), "lost"
    assert answers == {said(SOURCE.replace("vitamin K2", f"XT{n}X"), rough).text for n in range(30)}


def test_a_part_of_a_source_is_translated_by_its_part() -> None:
    made = said("in the bones")
    assert made.text == "в костях"
    assert shown("in the bones", made) == [("in", "в"), ("bones", "костях")]


def test_what_was_never_seen_stays_untranslated() -> None:
    assert said("Кто здесь?").text == "Кто здесь?"


def test_words_without_a_translation_are_projected_nowhere() -> None:
    assert project(span(SOURCE, " the "), STORED.links) is None


CALCIUM = ("Too little calcium weakens the bones.", "Недостаток кальция ослабляет кости.")


@pytest.mark.parametrize("seed", range(12))
def test_damage_leaves_no_approved_term_and_keeps_the_rest(seed: int) -> None:
    stored = linked(*CALCIUM, ("calcium", "кальция"), ("bones", "кости"))
    made = Damage(TERMS, synonyms(), seed).spoil(CALCIUM[0], "en", "ru", stored)
    matches = TERMS.find(CALCIUM[0], "en")
    assert TERMS.missing(matches, "ru", made.text) == matches
    assert made.text.startswith("Недостаток ")
    assert made.text.endswith("ослабляет кости.")
    assert ("bones", "кости") in shown(CALCIUM[0], made)


def test_a_wrong_term_that_the_glossary_approves_is_not_used() -> None:
    stored = linked(*CALCIUM, ("calcium", "кальция"))
    for seed in range(20):
        made = Damage(TERMS, {"calcium": {"ru": "ионы кальция"}}, seed).spoil(CALCIUM[0], "en", "ru", stored)
        assert "кальция" not in made.text


def test_damage_depends_on_the_seed_alone_and_is_of_many_kinds() -> None:
    stored = linked(*CALCIUM, ("calcium", "кальция"), ("bones", "кости"))

    def texts() -> list[str]:
        return [
            Damage(TERMS, synonyms(), seed).spoil(CALCIUM[0], "en", "ru", stored).text for seed in range(40)
        ]

    made = texts()
    assert made == texts()
    for wrong in ("извести", "calcium", "калкиум", ""):
        assert CALCIUM[1].replace("кальция ", f"{wrong} " if wrong else "") in made
    assert any(word in text for text in made for word in ("фонаря", "корзины", "зеркала", "моста"))


@pytest.mark.parametrize(
    ("wrong", "model", "before", "expected"),
    [
        ("корзина", "менахинонами", "с ", "корзинами"),
        ("костная известь", "остеокальцина", "уровень ", "костной извести"),
        ("хрупкость костей", "остеопорозом", "с ", "хрупкостью костей"),
        ("зеркало", "кальцию", "", "зеркалу"),
        ("мост", "артерии", "в ", "мосте"),
        ("гамма-кислота", "MGP", "", "гамма-кислота"),
    ],
)
def test_a_wrong_russian_term_has_the_case_and_number_of_the_right_one(
    wrong: str, model: str, before: str, expected: str
) -> None:
    text = before + model
    place = Span(len(before), len(text))
    assert inflected_like(wrong, text, place, {"остеокальцин", "менахинон", "артерия"}) == expected
