"""Placeholders come back each exactly once, or nothing is restored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.locking import STYLES, Masked, mask, unmask
from pipeline.model import Span

TEXT = "Принимайте витамин K2, 100 мкг в день."
PARTS = [(Span(11, 21), "vitamin K2"), (Span(23, 30), "100 mcg")]


def masked(style: str = STYLES[0], target: str = "en") -> Masked:
    made = mask(TEXT, PARTS, target=target, style=style)
    assert made is not None
    return made


def test_spans_become_placeholders() -> None:
    assert masked().text == "Принимайте XT0X, XT1X в день."


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("change", [str, str.lower, lambda t: " ".join(t)])
def test_placeholders_are_restored_whatever_spaces_and_case(style: str, change: object) -> None:
    zero, one = (change(style.format(n)) for n in (0, 1))  # type: ignore[operator]
    assert unmask(f"Take {one} of {zero} a day.", masked(style)) == "Take 100 mcg of vitamin K2 a day."


@pytest.mark.parametrize(
    "broken",
    [
        "Take XT0X.", "XT0X XT1X XT1X", "XT0X XT2X", "nothing", "XT0X XT1X XT", "XT0Xа XT1X", "1X XT0X XT1X",
        "[0] XT0X", "XT 0 XT1X",
    ],
)  # fmt: skip
def test_nothing_is_restored_unless_each_came_back_once(broken: str) -> None:
    assert unmask(broken, masked()) is None


def test_full_width_and_look_alike_letters_are_placeholders_too() -> None:
    assert unmask("Take ＸＴ１Ｘ of ХТ0Х.", masked()) == "Take 100 mcg of vitamin K2."
    assert unmask("Take ［1］ of 【0】.", masked("[{}]")) == "Take 100 mcg of vitamin K2."


def test_a_possessive_or_a_hyphen_may_follow_a_placeholder() -> None:
    assert unmask("XT0X's share, XT1X-dose", masked()) == "vitamin K2's share, 100 mcg-dose"


def test_no_space_stays_beside_a_restored_term_in_chinese() -> None:
    assert unmask("每天服用 XT0X 和 XT1X。", masked(target="zh")) == "每天服用vitamin K2和100 mcg。"


def test_a_text_that_holds_a_placeholder_itself_is_not_masked() -> None:
    assert mask("Код XT0X уже есть", [(Span(0, 3), "code")], target="en") is None


@given(
    st.text(st.characters(exclude_characters="XxTt[]{}0123456789"), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.text(min_size=1, max_size=8)), max_size=5),
    st.sampled_from(STYLES),
)
def test_an_engine_that_copies_everything_gives_the_replacements_in_place(
    text: str, points: list[tuple[int, str]], style: str
) -> None:
    """Values that hold placeholders themselves are not read again: all are restored in one pass."""
    cuts = sorted({min(point, len(text)) for point, _ in points})
    values = [value for _, value in points]
    spans = [(Span(a, b), v) for a, b, v in zip(cuts, cuts[1:], values, strict=False)]
    made = mask(text, spans, target="en", style=style)
    assert made is not None
    expected = text[: spans[0][0].start] if spans else text
    for index, (span, value) in enumerate(spans):
        end = spans[index + 1][0].start if index + 1 < len(spans) else len(text)
        expected += value + text[span.end : end]
    assert unmask(made.text, made) == expected
