"""The word aligner of the benchmark."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks.alignment.aer import Gold, Rate, gold_cells, rate
from benchmarks.alignment.aligner import Aligner
from benchmarks.alignment.corpus import keys_of
from benchmarks.alignment.hmm import posteriors, transitions
from benchmarks.alignment.model import REACH, load
from benchmarks.alignment.training import train
from benchmarks.alignment.words import words

SUBJECTS = [("Calcium", "Кальций"), ("Magnesium", "Магний"), ("Vitamin", "Витамин"), ("Protein", "Белок")]
VERBS = [("helps", "помогает"), ("harms", "вредит"), ("reaches", "достигает"), ("feeds", "питает")]
OBJECTS = [("bones", "костям"), ("vessels", "сосудам"), ("kidneys", "почкам"), ("nerves", "нервам")]
CORPUS = [
    (f"{s[0]} {v[0]} the {o[0]}.", f"{o[1]} {s[1]} {v[1]}.") for s in SUBJECTS for v in VERBS for o in OBJECTS
]


@pytest.fixture(scope="module")
def aligner() -> Aligner:
    """Trained on sentences whose Russian begins with the object."""
    pairs = [(keys_of(one), keys_of(other)) for one, other in CORPUS]
    return Aligner(train(pairs), "en", "ru")


def shown(aligner: Aligner, text: str, translation: str, source: str) -> set[tuple[str, str]]:
    return {
        (text[link.source.start : link.source.end], translation[link.target.start : link.target.end])
        for link in aligner.links(text, translation, source)
    }


def test_words_are_linked_with_their_translations_wherever_they_stand(aligner: Aligner) -> None:
    found = shown(aligner, "Magnesium harms the kidneys.", "Почкам магний вредит.", "en")
    assert {("Magnesium", "магний"), ("harms", "вредит"), ("kidneys", "Почкам")} <= found
    assert not {("Magnesium", "вредит"), ("the", "магний")} & found


def test_both_ways_give_the_same_links(aligner: Aligner) -> None:
    text, translation = CORPUS[5]
    back = {(t, s) for s, t in shown(aligner, translation, text, "ru")}
    assert shown(aligner, text, translation, "en") == back


def test_names_that_were_never_seen_are_linked_with_themselves(aligner: Aligner) -> None:
    found = shown(aligner, "GGCX MGP helps the bones.", "Костям MGP GGCX помогает.", "en")
    assert {("GGCX", "GGCX"), ("MGP", "MGP")} <= found


def test_a_saved_model_gives_the_same_links(aligner: Aligner, tmp_path: Path) -> None:
    aligner.tables.save(tmp_path / "model.npz")
    again = Aligner(load(tmp_path / "model.npz"), "en", "ru")
    here, there = keys_of("Calcium helps the bones."), keys_of("Костям кальций помогает.")
    for before, after in zip(
        aligner.tables.lookup(here, there), again.tables.lookup(here, there), strict=True
    ):
        assert after == pytest.approx(before, abs=2e-4)
    for text, translation in CORPUS[:20]:
        assert aligner.links(text, translation, "en") == again.links(text, translation, "en")


def test_no_word_stands_for_more_than_one_in_all_and_moves_are_those_between_words() -> None:
    chance = np.random.default_rng(4)
    seen, places = 7, 5
    given = chance.random((3, places, seen)), chance.random((3, seen))
    standing, moves = posteriors(*given, transitions(np.ones(2 * REACH + 1), places))
    assert (standing.sum(axis=1) <= 1 + 1e-9).all()
    assert moves.sum() == pytest.approx(3 * (seen - 1))


def test_a_word_that_is_likelier_to_stand_for_nothing_stands_for_nothing() -> None:
    words_, null = np.full((1, 3, 2), 1e-6), np.array([[0.5, 1e-6]])
    standing, _ = posteriors(words_, null, transitions(np.ones(2 * REACH + 1), 3))
    assert standing[0, :, 0].sum() < 0.01
    assert standing[0, :, 1].sum() > 0.5


def test_forms_of_a_word_have_one_key_and_places_are_exact() -> None:
    text = "Сосудов (MK-7) — 1,8"
    found = words(text)
    assert [w.key for w in found] == ["сосуд", "(", "mk", "-", "7", ")", "-", "1.8"]
    places = [text[w.span.start : w.span.end] for w in found]
    assert places == ["Сосудов", "(", "MK", "-", "7", ")", "—", "1,8"]
    assert found[0].key == words("сосудами")[0].key


GOLD = Gold("x", "en", "zh", "calcium=钙 in~在 the~血管 vessels=血管 ?=？")
ROW = {"en": "calcium in the vessels?", "zh": "血管中的钙？"}


def test_the_error_rate_of_what_a_person_linked_is_zero_and_of_a_wrong_link_is_not(aligner: Aligner) -> None:
    gold = GOLD._replace(links="calcium=钙 the~血管 vessels=血管")
    sure, possible = gold_cells(gold, ROW["en"], ROW["zh"])
    assert len(sure) == 3, "one character for calcium, two for vessels"
    assert len(possible) == 5
    text, translation = "Calcium helps the bones.", "Костям кальций помогает."
    right = Gold("y", "en", "ru", "Calcium=кальций helps=помогает bones=Костям")
    row = {"en": text, "ru": translation}
    assert rate([(right, row, aligner.links(text, translation, "en"))]).error < 0.01
    wrong = Gold("y", "en", "ru", "Calcium=Костям")
    assert rate([(wrong, row, aligner.links(text, translation, "en"))]) == Rate(0.0, 0.0, 1.0)


def test_a_gold_link_to_a_word_that_is_not_there_is_told() -> None:
    with pytest.raises(ValueError, match="x: 在 does not stand in"):
        gold_cells(GOLD, ROW["en"], ROW["zh"])
