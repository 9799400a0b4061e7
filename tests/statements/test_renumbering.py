"""Only numbers changed in a sentence: the same change is proposed in its translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statements.renumbering import renumbered


@pytest.mark.parametrize(
    ("old", "new", "translation", "made", "source", "target"),
    [
        ("Нужно 90 мкг.", "Нужно 120 мкг.", "90 mcg is needed.", "120 mcg is needed.", "ru", "en"),
        ("Up to 1.8 mg a day.", "Up to 2.4 mg a day.", "До 1,8 мг в сутки.", "До 2,4 мг в сутки.", "en", "ru"),
        ("每天90微克。", "每天75微克。", "90 мкг в сутки.", "75 мкг в сутки.", "zh", "ru"),
        (
            "From 90 to <s1>120 mcg</s1> of MK-7.", "From 45 to <s1>180 mcg</s1> of MK-7.",
            "От 90 до <s1>120 мкг</s1> MK-7.", "От 45 до <s1>180 мкг</s1> MK-7.", "en", "ru",
        ),
        ("From 10 to 20 mg.", "From 20 to 10 mg.", "От 10 до 20 мг.", "От 20 до 10 мг.", "en", "ru"),
    ],
)  # fmt: skip
def test_the_change_is_made_in_the_translation(
    old: str, new: str, translation: str, made: str, source: str, target: str
) -> None:
    assert renumbered(old, new, translation, source, target) == made
    assert renumbered(new, old, made, source, target) == translation


@pytest.mark.parametrize(
    ("old", "new", "translation"),
    [
        ("Take 90 mcg.", "Never take 120 mcg.", "Принимайте 90 мкг."),
        ("Take 90 mcg.", "Take 120 mcg.", "Принимайте девяносто микрограммов."),
        ("Take 90 mcg.", "Take 120 mcg.", "Принимайте 90 мкг (и не 90 мг)."),
        ("Take 90 mcg, then 90 mcg.", "Take 90 mcg, then 45 mcg.", "Сначала 90 мкг, потом 90 мкг."),
        ("Take 90 or 45 mcg.", "Take 45 or 45 mcg.", "90 или 45 мкг."),
        ("Take MK-4.", "Take MK-7.", "Принимайте MK-4."),
        ("Take 90 mcg.", "Take 90 mcg.", "Принимайте 90 мкг."),
    ],
)
def test_in_doubt_nothing_is_proposed(old: str, new: str, translation: str) -> None:
    assert renumbered(old, new, translation, "en", "ru") is None


@given(
    st.lists(st.integers(1, 40), min_size=2, max_size=2), st.lists(st.integers(1, 40), min_size=2, max_size=2)
)
def test_what_is_proposed_can_be_taken_back(old: list[int], new: list[int]) -> None:
    """So that an approval comes back with its source."""
    texts = ["От {} до {} мкг в сутки.".format(*numbers) for numbers in (old, new)]
    translation = "{} to {} mcg a day.".format(*old)
    made = renumbered(texts[0], texts[1], translation, "ru", "en")
    if made is not None:
        assert made == "{} to {} mcg a day.".format(*new)
        assert renumbered(texts[1], texts[0], made, "ru", "en") == translation
