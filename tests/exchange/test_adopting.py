"""Sentences of an article and of its translation that belong together."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.exchange.adopting import Sentence, align

SENTENCES = st.builds(
    Sentence,
    st.floats(3, 300),
    st.sampled_from(["p", "li", "h2"]),
    st.lists(st.sampled_from(["number 90", "concept mgp", "tag s"]), max_size=3).map(Counter),
)


def sentence(length: float, *marks: str, kind: str = "p") -> Sentence:
    return Sentence(length, kind, Counter(marks))


HEAD, DOSE, TERM = sentence(20, kind="h1"), sentence(60, "number 90"), sentence(70, "concept mgp")


def pairs(sources: list[Sentence], targets: list[Sentence]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(pair.sources, pair.targets) for pair in align(sources, targets)]


@given(st.lists(SENTENCES, max_size=8), st.lists(SENTENCES, max_size=8))
def test_pairs_keep_the_order_and_no_sentence_stands_in_two(
    sources: list[Sentence], targets: list[Sentence]
) -> None:
    found = align(sources, targets)
    for side in ("sources", "targets"):
        places = [at for pair in found for at in getattr(pair, side)]
        assert places == sorted(set(places))
    assert all(0 <= pair.confidence <= 1 for pair in found)


@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_an_article_is_aligned_with_itself_one_to_one(sources: list[Sentence]) -> None:
    assert pairs(sources, sources) == [((at,), (at,)) for at in range(len(sources))]


def test_a_sentence_that_the_translation_lacks_is_left_out() -> None:
    assert pairs([HEAD, DOSE, TERM], [HEAD, TERM]) == [((0,), (0,)), ((2,), (1,))]
    assert pairs([HEAD, TERM], [HEAD, DOSE, TERM]) == [((0,), (0,)), ((1,), (2,))]


def test_sentences_that_were_joined_or_split_are_followed() -> None:
    joined = sentence(130, "number 90", "concept mgp")
    assert pairs([HEAD, DOSE, TERM], [HEAD, joined]) == [((0,), (0,)), ((1, 2), (1,))]
    assert pairs([HEAD, joined], [HEAD, DOSE, TERM]) == [((0,), (0,)), ((1,), (1, 2))]
