"""Long texts are cut where a reader would pause, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.batches import BATCH_TOKENS, Limits, Part, batches_of, halves
from pipeline.engines.cutting import cut
from pipeline.engines.reading import STARTER, InstalledPackage
from pipeline.model import Span


def stretches(text: str, most: int) -> list[str]:
    return [stretch for _, stretch in cut(text, lambda s: len(s) <= most)]


@given(st.text(alphabet="ab, .;。，1 （«»\n", max_size=200), st.integers(1, 40))
def test_stretches_joined_are_the_text_and_all_fit(text: str, most: int) -> None:
    found = list(cut(text, lambda s: len(s) <= most))
    assert "".join(stretch for _, stretch in found) == text
    assert all(text[offset : offset + len(stretch)] == stretch for offset, stretch in found)
    assert all(0 < len(stretch) <= most for _, stretch in found)


def test_a_sentence_end_comes_before_a_comma() -> None:
    assert stretches("One, two. Three, four, five", 20) == ["One, two. ", "Three, four, five"]


def test_a_comma_comes_before_a_space_and_numbers_stay_whole() -> None:
    assert stretches("доза 1,5 мг в день, затем 2,5 мг", 25) == ["доза 1,5 мг в день, ", "затем 2,5 мг"]
    assert stretches("доза 1000,5 мг в день", 12) == ["доза 1000,5 ", "мг в день"]


def test_chinese_is_cut_behind_its_marks() -> None:
    assert stretches("维生素K2很重要，它存在于纳豆中。每日45微克", 18) == [
        "维生素K2很重要，它存在于纳豆中。",
        "每日45微克",
    ]


def test_a_word_without_end_is_cut_anywhere() -> None:
    assert stretches("a" * 10, 4) == ["aaaa", "aaaa", "aa"]


def test_a_character_that_never_fits_is_taken_as_it_is() -> None:
    assert [s for _, s in cut("ab", lambda stretch: stretch == "")] == ["a", "b"]


def part(length: int, text: int = 0) -> Part:
    return Part(text, 0, ["x"] * length, [Span(0, 1)] * length)


LIMITS = Limits(200, 240)


@given(st.lists(st.integers(1, 200), max_size=120))
def test_batches_hold_every_part_once_within_their_bounds(lengths: list[int]) -> None:
    batches = list(batches_of([part(n, i) for i, n in enumerate(lengths)], LIMITS))
    assert sorted(p.text for b in batches for p in b.parts) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch.parts) * max(len(p.pieces) for p in batch.parts) <= BATCH_TOKENS
        assert {LIMITS.bound(len(p.pieces)) for p in batch.parts} == {batch.bound}


def test_the_bound_of_a_text_depends_on_the_text_alone() -> None:
    alone = next(batches_of([part(10)], LIMITS)).bound
    (among,) = (b.bound for b in batches_of([part(10, 1), part(90, 2)], LIMITS) if b.parts[0].text == 1)
    assert alone == among


def test_a_batch_comes_apart_into_halves() -> None:
    (batch,) = batches_of([part(5, i) for i in range(5)], LIMITS)
    one, other = halves(batch)
    assert (len(one.parts), len(other.parts)) == (2, 3)
    assert one.bound == other.bound == batch.bound


def test_limits_leave_room_for_what_the_model_adds() -> None:
    package = InstalledPackage(STARTER, "en", "ru", "1", source_positions=256, target_positions=256)
    assert Limits.of(package) == Limits(200, 252)
    small = InstalledPackage(STARTER, "en", "ru", "1", source_positions=64, longest=128)
    assert Limits.of(small).source == 60
    assert Limits.of(InstalledPackage(STARTER, "en", "ru", "1", longest=128)).source == 128
