"""Words of a translation that stand for a stretch of the source, from links with noise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment import aligned, change, relinked, shifted
from pipeline.model import Hypothesis, Link, Span
from tests.drafting.replay import linked, unbracketed


def found(source: str, target: str, language: str) -> str | None:
    """The words that stand for the first bracket of the source."""
    hypothesis = linked(source, target)
    span = aligned(hypothesis, unbracketed(source)[1][1], language)
    return hypothesis.text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("source", "target", "language", "expected"),
    [
        ("It slows [calcification].", "Он замедляет [отложение].", "ru", "отложение"),
        ("It slows [arterial calcification].", "Он замедляет [отложение солей].", "ru", "отложение солей"),
        ("Lack [of calcium] hurts.", "Вреден недостаток [в кальцине].", "ru", "кальцине"),
        ("[Bone] grows.", "[The bones] grow.", "en", "bones"),
        ("It is [vitamin K] here.", "Тут есть [витамин К] вот.", "ru", "витамин К"),
        ("It slows [calcification].", "它减缓[的变硬]。", "zh", "变硬"),
        ("A [factor] helps.", "[一种因素]有用。", "zh", "因素"),
    ],
)
def test_a_stretch_is_found_without_the_function_words_at_its_edges(
    source: str, target: str, language: str, expected: str
) -> None:
    assert found(source, target, language) == expected


def test_function_words_and_words_without_links_are_bridged() -> None:
    text = "отложение солей в самих артериях видно"
    links = (Link(Span(0, 8), Span(0, 9)), Link(Span(0, 8), Span(24, 32)), Link(Span(20, 24), Span(33, 38)))
    span = aligned(Hypothesis(text, 0.0, links), Span(0, 8), "ru")
    assert span is None  # two unlinked words and a preposition are too much to be sure
    near = "отложение в артериях видно"
    links = (Link(Span(0, 8), Span(0, 9)), Link(Span(0, 8), Span(12, 20)), Link(Span(20, 24), Span(21, 26)))
    assert aligned(Hypothesis(near, 0.0, links), Span(0, 8), "ru") == Span(0, 20)


def test_words_that_look_elsewhere_are_not_bridged() -> None:
    text = "кровяные сильные трубки"
    links = (Link(Span(0, 8), Span(0, 8)), Link(Span(9, 15), Span(9, 16)), Link(Span(0, 8), Span(17, 23)))
    assert aligned(Hypothesis(text, 0.0, links), Span(0, 8), "ru") is None


def test_a_stray_link_is_taken_for_noise() -> None:
    text = "отложение кальциевых солей опасно для всех людей"
    source = Span(0, 20)
    links = (
        Link(source, Span(0, 9)), Link(source, Span(10, 20)), Link(source, Span(21, 26)),
        Link(Span(21, 25), Span(27, 33)), Link(source, Span(38, 42)), Link(Span(26, 30), Span(43, 48)),
    )  # fmt: skip
    assert aligned(Hypothesis(text, 0.0, links), source, "ru") == Span(0, 26)


def test_a_word_belongs_to_what_most_of_it_looks_at() -> None:
    text = "кальцификация"
    links = (Link(Span(0, 5), Span(0, 4)), Link(Span(6, 9), Span(4, 13)))
    assert aligned(Hypothesis(text, 0.0, links), Span(0, 5), "ru") is None
    assert aligned(Hypothesis(text, 0.0, links), Span(6, 9), "ru") == Span(0, 13)


def test_without_links_there_is_no_answer() -> None:
    assert aligned(Hypothesis("Текст без связей", 0.0), Span(0, 4), "ru") is None


def test_changes_move_links_and_the_new_words_get_their_own() -> None:
    hypothesis = linked("It slows [calcification] here.", "Он замедляет [отложение] здесь.")
    span = hypothesis.text.index("отложение")
    text, places = change(hypothesis.text, [(Span(span, span + 9), "кальцификацию артерий")])
    target = places[0][1]
    links = relinked(hypothesis.links, places, Span(9, 22), target)
    assert text == "Он замедляет кальцификацию артерий здесь."
    assert [k for k in links if k.target == target] == [Link(Span(9, 22), target)]
    assert [text[k.target.start : k.target.end] for k in links][-2:] == ["здес", "ь"]


@given(
    st.text("аб в", min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.text("xy", max_size=4)), max_size=3),
    st.integers(0, 20), st.integers(0, 20),
)  # fmt: skip
def test_stretches_outside_of_changes_keep_their_words(
    text: str, points: list[tuple[int, str]], one: int, other: int
) -> None:
    cuts = sorted({min(at, len(text)) for at, _ in points})
    changes = [
        (Span(a, b), new) for a, b, (_, new) in zip(cuts[::2], cuts[1::2], points, strict=False) if a < b
    ]
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    made, places = change(text, changes)
    moved = shifted(Span(start, end), places)
    assert 0 <= moved.start <= moved.end <= len(made)
    if not any(start < old.end and old.start < end for old, _ in places):
        assert made[moved.start : moved.end] == text[start:end]
