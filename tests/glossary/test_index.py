"""The search structure: the same as looking for each form at each place, only faster."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.glossary.concepts import Form
from pipeline.glossary.index import Index
from pipeline.glossary.indexing import build
from pipeline.glossary.morphology import inflected
from pipeline.glossary.packing import pack, unpack
from pipeline.glossary.tokens import Words
from pipeline.grammar import russian
from pipeline.languages import LANGUAGES

VOCABULARY = {
    "en": ["calcium", "vitamin", "K", "deficiency", "artery", "bone", "of", "stone", "low", "density"],
    "ru": [
        "кальций",
        "кальция",
        "витамин",
        "дефицит",
        "артерия",
        "кости",
        "низкий",
        "плотность",
        "мягкая",
        "ткань",
    ],
    "zh": ["钙", "化", "骨", "血", "管", "动", "脉", "主"],
}
INFLECTED = {
    "en": ["arteries", "bones", "calcium's", "stones", "densities", "vitamins", "deficiencies", "X"],
    "ru": [
        "кальцию",
        "витаминами",
        "дефицита",
        "артериями",
        "костью",
        "низкой",
        "плотности",
        "мягких",
        "тканях",
        "и",
    ],
    "zh": ["的", "X", "素"],
}


def a_glossary(language: str) -> st.SearchStrategy[list[str]]:
    form = st.lists(st.sampled_from(VOCABULARY[language]), min_size=1, max_size=4)
    return st.lists(form.map((" " if language != "zh" else "").join), max_size=8, unique=True)


def a_text(language: str) -> st.SearchStrategy[str]:
    words = st.sampled_from([*VOCABULARY[language], *INFLECTED[language]])
    joints = st.sampled_from([" ", " ", " ", ", ", "-", "\u00a0"] + ([""] if language == "zh" else []))
    return st.lists(st.tuples(words, joints), max_size=14).map(lambda parts: "".join(w + j for w, j in parts))


def an_index(forms: list[str], language: str) -> Index:
    return Index(build([(text, Form(text)) for text in forms], language, ordinary=False))


def by_force(forms: list[str], text: str, language: str) -> set[tuple[int, int, str]]:
    """Each form at each place: its words' forms, and for Russian all agreement, as a plain list of conditions."""
    words = Words(text)
    places = [i for i in range(len(words)) if not words.is_possessive(i)]
    found = set()
    for form in forms:
        wanted = inflected(Words(form), Form(form), language)
        for start in range(len(places) - len(wanted) + 1):
            window = places[start : start + len(wanted)]
            readings = [word.forms.get(words.folded[i], -1) for word, i in zip(wanted, window, strict=True)]
            if -1 in readings or any(
                words.before(i) not in (" ", "-") for i in window[1:] if language != "zh"
            ):
                continue
            if language == "zh" and any(words.before(i) == "." for i in window[1:]):
                continue
            if any(not reading & word.cases for word, reading in zip(wanted, readings, strict=True)):
                continue
            heads = [i for i, word in enumerate(wanted) if word.head]
            agreeing = [i for i, word in enumerate(wanted) if word.agrees and heads]
            if any(not _agree(readings[i], readings[heads[0]]) for i in agreeing):
                continue
            if "K" in form.split() and any(words.written(i) == "k" for i in window):
                continue
            found.add((*words.span(window[0], window[-1]), form))
    return found


def _agree(adjective: int, noun: int) -> bool:
    cases = ("nomn", "gent", "datv", "accs", "ablt", "loct")
    bits = {(c, g): 1 << i * 4 + j for i, c in enumerate(cases) for j, g in enumerate(("m", "f", "n", "pl"))}
    together = any(adjective & bit and noun & bit for bit in bits.values())
    counted = adjective & bits["gent", "pl"] and any(noun & bits["gent", g] for g in ("m", "f", "n"))
    return bool(together or counted)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_the_trie_finds_what_looking_for_each_form_finds(language: str, data: st.DataObject) -> None:
    forms, text = data.draw(a_glossary(language)), data.draw(a_text(language))
    found = {(f.start, f.end, f.leaf.concept) for f in an_index(forms, language).find(text)}
    assert found == by_force(forms, text, language)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_shifting_a_text_shifts_what_is_found(language: str, data: st.DataObject) -> None:
    index, text = an_index(data.draw(a_glossary(language)), language), data.draw(a_text(language))
    alone = [(f.start + 3, f.end + 3, f.leaf.concept) for f in index.find(text)]
    assert [(f.start, f.end, f.leaf.concept) for f in index.find(f"«. {text}")] == alone


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_an_index_unpacked_finds_what_it_found(language: str, data: st.DataObject) -> None:
    forms, text = data.draw(a_glossary(language)), data.draw(a_text(language))
    sections = build([(form, Form(form)) for form in forms], language)
    assert Index(unpack(pack(sections))).find(text) == Index(sections).find(text)


@pytest.mark.parametrize("language", ["en", "ru"])
@given(data=st.data())
def test_nothing_is_found_inside_a_longer_word(language: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(VOCABULARY[language]))
    letters = st.text("abcdefgh" if language == "en" else "абвгдежз", max_size=3)
    before, after = data.draw(letters), data.draw(letters)
    word = before + form + after
    (made,) = inflected(Words(form), Form(form), language)
    found = an_index([form], language).find(f"({word})")
    assert bool(found) == (Words(word).folded[0] in made.forms)


CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


@pytest.mark.parametrize(
    ("adjective", "noun"),
    [
        ("мягкий", "сыр"),
        ("костный", "ткань"),
        ("почечный", "камень"),
        ("кровеносный", "сосуд"),
        ("низкий", "давление"),
    ],
)
@settings(deadline=None)
@given(data=st.data())
def test_a_russian_term_is_found_in_every_case_and_number(
    adjective: str, noun: str, data: st.DataObject
) -> None:
    """As the dictionary inflects adjective and noun together; in another gender or number it is none."""
    head = next(p for p in russian.analyzer().parse(noun) if {"NOUN", "nomn", "sing"} in p.tag)
    lead = next(p for p in russian.analyzer().parse(adjective) if {"ADJF", "nomn"} in p.tag)
    case, number = data.draw(st.sampled_from(list(product(CASES, ("sing", "plur")))))
    wanted = {case, number} | ({head.tag.gender} if number == "sing" else set())
    animacy = {"inan"} if case == "accs" and (number == "plur" or head.tag.gender == "masc") else set()
    form = f"{lead.inflect({'nomn', 'sing', head.tag.gender}).word} {noun}"
    inflected_text = f"{lead.inflect(wanted | animacy).word} {head.inflect({case, number}).word}"
    index = an_index([form], "ru")
    assert [(f.start, f.end) for f in index.find(f"Вот {inflected_text}.")] == [(4, 4 + len(inflected_text))]
    wrong = lead.inflect({"nomn", "sing", "femn" if head.tag.gender != "femn" else "masc"}).word
    assert index.find(f"Вот {wrong} {head.inflect({'nomn', 'sing'}).word}.") == []
