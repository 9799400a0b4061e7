"""The forms under which a word of a term may stand in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.concepts import Form
from pipeline.glossary.morphology import inflected
from pipeline.glossary.tokens import Words
from pipeline.grammar import english, russian
from pipeline.grammar.features import agree, bit

KNOWN = (
    "кальций",
    "кость",
    "артерия",
    "сердце",
    "почка",
    "желток",
    "лечение",
    "доза",
    "камень",
    "сосуд",
    "мышца",
)


def forms(text: str, **labels: str) -> list[set[str]]:
    form = Form(text, **labels)  # type: ignore[arg-type]
    return [set(word.forms) for word in inflected(Words(text), form, "ru")]


@pytest.mark.parametrize(
    ("word", "some"),
    [
        ("остеокальцин", {"остеокальцина", "остеокальцину", "остеокальцином", "остеокальцине"}),
        ("варфарин", {"варфарина", "варфарином"}),
        ("гликозаминогликан", {"гликозаминогликаны", "гликозаминогликанов"}),
        ("эпоксидредуктаза", {"эпоксидредуктазы", "эпоксидредуктазой"}),
        ("инсулинорезистентность", {"инсулинорезистентности", "инсулинорезистентностью"}),
        ("натто", {"натто"}),
        ("энзим", {"энзима", "энзимы"}),  # the dictionary has it as a form of another word only
        ("новорождённый", {"новорождённого", "новорождённых"}),
        ("недокарбоксилированный", {"недокарбоксилированного", "недокарбоксилированная"}),
        ("БАД", {"бад", "бады", "бадов"}),
    ],
)
def test_words_that_no_dictionary_knows_decline_like_words_that_it_knows(word: str, some: set[str]) -> None:
    (found,) = forms(word)
    assert some <= found


@pytest.mark.parametrize(
    ("word", "none"),
    [
        ("сыр", {"сырой", "сырого", "сырых"}),  # `сыр` is also a short form of сырой
        ("остеокальцин", {"остеокальциным"}),  # as if it were a surname
        ("печень", {"печь", "пёк"}),
        ("К", {"ко"}),
    ],
)
def test_forms_of_other_words_that_are_spelled_alike_are_left_out(word: str, none: set[str]) -> None:
    (found,) = forms(word)
    assert not none & found


def test_a_term_may_name_the_word_that_it_declines_like() -> None:
    assert forms("менахинон", like="инсулин") == forms("менахинон")
    assert "менахинона" not in forms("менахинон", like="натто")[0]


@pytest.mark.parametrize("word", KNOWN)
def test_a_word_declines_like_itself(word: str) -> None:
    assert {word} < set(russian.by_example(word, word)) == forms(word)[0]


@given(st.sampled_from(KNOWN), st.data())
def test_a_noun_has_all_forms_that_the_dictionary_has(word: str, data: st.DataObject) -> None:
    parse = next(p for p in russian.analyzer().parse(word) if "nomn" in p.tag and "NOUN" in p.tag)
    form = data.draw(st.sampled_from(parse.lexeme))
    assert form.word in forms(word)[0]


@pytest.mark.parametrize(
    ("text", "head", "agreeing"),
    [
        ("минеральная плотность костной ткани", 1, [0]),
        ("биологически активная добавка", 2, [1]),
        ("сердечно-сосудистое заболевание", 2, [1]),
        ("мочегонное средство", 1, [0]),
        ("кальцификация коронарных артерий", 0, []),
        ("матриксный Gla-белок", 2, [0]),
        ("гамма-карбоксилирование", 1, []),
        ("женщины в постменопаузе", 0, []),
        ("препарат, разжижающий кровь", 0, [1]),
    ],
)
def test_adjectives_agree_with_the_head_of_a_russian_term(text: str, head: int, agreeing: list[int]) -> None:
    words = inflected(Words(text), Form(text), "ru")
    assert [i for i, word in enumerate(words) if word.head] == [head]
    assert [i for i, word in enumerate(words) if word.agrees] == agreeing


def test_two_soft_cheeses_agree() -> None:
    assert agree(bit("gent", "plur"), bit("gent", "masc"))
    assert not agree(bit("nomn", "femn"), bit("nomn", "masc"))


@pytest.mark.parametrize(
    ("word", "pos", "some"),
    [
        ("artery", "", {"artery", "arteries"}),
        ("thrombosis", "", {"thrombosis", "thromboses"}),
        ("bacterium", "", {"bacterium", "bacteria"}),
        ("greens", "", {"greens", "green"}),
        ("vertebra", "", {"vertebrae", "vertebras"}),
        ("woman", "", {"women"}),
        ("calcify", "verb", {"calcifies", "calcified", "calcifying"}),
        ("clot", "verb", {"clots", "clotted", "clotting"}),
        ("bleed", "verb", {"bleeds", "bled", "bleeding"}),
        ("absorb", "verb", {"absorbed", "absorbing"}),
        ("hypercalcemia", "", {"hypercalcemia", "hypercalcaemia"}),
        ("haemodialysis", "", {"hemodialysis", "haemodialysis"}),
        ("ischemic", "adj", {"ischemic", "ischaemic"}),
        ("fibre", "", {"fiber", "fibers", "fibres"}),
        ("randomised", "adj", {"randomised"}),
        ("normalization", "", {"normalisation", "normalizations"}),
    ],
)
def test_english_words_have_their_inflections_in_both_spellings(word: str, pos: str, some: set[str]) -> None:
    assert some <= set(english.inflected(word, pos).forms)


def test_of_and_the_have_one_form() -> None:
    assert [set(english.inflected(word, "").forms) for word in ("of", "the")] == [{"of"}, {"the"}]
