"""Words of a text as terms see them: folded, whatever letters and marks they are written with."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.tokens import Words

ANY_TEXT = st.text(
    st.sampled_from("витамин K2 МК-7 е\u0301ё calcium's 钙化骨 \u00ad\u200b\u0308₂７Ｋ.,-‑ \n")
    | st.characters(),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MK-7, MK7, MK‑7", ["mk", "7", "mk", "7", "mk", "7"]),
        ("витамин K₂", ["витамин", "k", "2"]),
        ("维生素Ｋ２", ["维", "生", "素", "k", "2"]),
        ("γ-羧化", ["γ", "羧", "化"]),
        ("осте\u00adокальцин", ["остеокальцин"]),
        ("витами\u0301н", ["витамин"]),
        (unicodedata.normalize("NFD", "жёсткий кейл"), ["жёсткий", "кейл"]),
        ("bone's calcium", ["bone", "s", "calcium"]),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert Words(text).folded == words


@pytest.mark.parametrize(
    ("text", "words", "mixed"),
    [
        ("МGР", ["mgp"], {0}),  # Cyrillic М and Р
        ("витaмин", ["витамин"], {0}),  # Latin a
        ("кодF", ["код", "f"], set()),  # F looks like no Cyrillic letter, к о д like no Latin word
        ("Gla-белок", ["gla", "белок"], set()),
    ],
)
def test_a_word_in_two_alphabets_is_of_the_one_it_looks_like(
    text: str, words: list[str], mixed: set[int]
) -> None:
    made = Words(text)
    assert (made.folded, made.mixed) == (words, mixed)


def test_places_are_those_of_the_text_as_it_was_given() -> None:
    text = "о́стро: осте\u00adокальцин, е\u0308ж"
    words = Words(text)
    found = [text[slice(*words.span(i, i))] for i in range(len(words))]
    assert found == ["о́стро", "осте\u00adокальцин", "е\u0308ж"]


@pytest.mark.parametrize(
    ("text", "joint"),
    [
        ("K2", ""), ("K-2", "-"), ("K‑2", "-"), ("K–2", "-"), ("K 2", " "), ("K\u00a02", " "), ("K \n 2", " "),
        ("K. 2", "."), ("K\n\n2", "."), ("K (2", "."),
    ],
)  # fmt: skip
def test_what_joins_two_words(text: str, joint: str) -> None:
    assert Words(text).before(1) == joint


@given(ANY_TEXT)
def test_words_stand_in_order_and_do_not_overlap(text: str) -> None:
    words = Words(text)
    end = 0
    for index in range(len(words)):
        start, stop = words.span(index, index)
        assert end <= start < stop <= len(text)
        end = stop


@given(ANY_TEXT, st.text("abв钙 ", max_size=5))
def test_shifting_a_text_shifts_its_words(text: str, before: str) -> None:
    alone, shifted = Words(text), Words(f"{before}. {text}")
    count = len(Words(before))
    offset = len(before) + 2
    # A combining mark at the start of the text belongs to what stands before it.
    if not text or not unicodedata.combining(text[0]):
        assert shifted.folded[count:] == alone.folded
        spans = [alone.span(i, i) for i in range(len(alone))]
        assert [shifted.span(i, i) for i in range(count, len(shifted))] == [
            (start + offset, end + offset) for start, end in spans
        ]
