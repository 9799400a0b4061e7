"""Doses that changed places."""

from __future__ import annotations

import pytest

from tests.checks.test_checks import found

CHANGED = [
    (
        "en-ru",
        "Take 500 mg of calcium and 250 mg of magnesium.",
        "Принимайте 250 мг кальция и 500 мг магния.",
    ),
    ("zh-en", "每天500毫克钙和200毫克镁。", "200 mg of calcium and 500 mg of magnesium a day."),
    (
        "ru-en",
        "Мужчинам нужно 400 мг магния, женщинам — 310 мг.",
        "Men need 310 mg of magnesium, women 400 mg.",
    ),
    ("zh-ru", "儿童50微克，成人100微克。", "Детям — 100 мкг, взрослым — 50 мкг."),
    ("en-ru", "MK-4 lasts 2 hours, MK-7 lasts 72 hours.", "MK-7 держится 2 часа, MK-4 — 72 часа."),
    ("en-ru", "Take 100 mg of magnesium and 100 mcg of K2.", "Примите 100 мкг магния и 100 мг K2."),
    ("ru-zh", "Утром 5 мг, вечером 10 мг.", "早上10毫克，晚上5毫克。"),
]
KEPT = [
    (
        "en-ru",
        "Take 500 mg of calcium and 250 mg of magnesium.",
        "Принимайте 250 мг магния и 500 мг кальция.",
    ),
    ("ru-zh", "Мужчинам нужно 400 мг магния, женщинам — 310 мг.", "女性需要310毫克镁，男性需要400毫克。"),
    ("en-zh", "The range of serum magnesium is 0.75 to 0.95 mmol/L.", "血清镁的范围是0.75至0.95毫摩尔/升。"),
    (
        "en-zh",
        "Adults absorb only 10 mcg from a 500 mcg tablet of B12.",
        "一片500微克的B12，成年人只能吸收10微克。",
    ),
    ("en-ru", "Adults, and teenagers from 11 years: 4,000 IU.", "4000 МЕ взрослым и подросткам с 11 лет."),
    ("en-ru", "Calcium 500 mg; magnesium 500 mg.", "500 мг магния, 500 мг кальция."),
]


def told(pair: str, text: str, translation: str) -> set[tuple[str, str]]:
    return {
        (check, grade)
        for check, grade in found(pair, text, translation, machine=False)
        if check == "exchanged"
    }


@pytest.mark.parametrize(("pair", "text", "translation"), CHANGED, ids=lambda value: value[:24])
def test_doses_that_changed_places_are_an_error(pair: str, text: str, translation: str) -> None:
    assert told(pair, text, translation) == {("exchanged", "error")}


@pytest.mark.parametrize(("pair", "text", "translation"), KEPT, ids=lambda value: value[:24])
def test_another_order_is_none(pair: str, text: str, translation: str) -> None:
    assert told(pair, text, translation) == set()


NAMES = [
    (
        "en-ru",
        "Natto is rich in MK-7, while butter holds mostly MK-4.",
        "Натто богат MK-4, а масло содержит MK-7.",
    ),
    ("en-zh", "K1 stays in the liver, whereas K2 reaches the bones.", "K2留在肝脏，而K1到达骨骼。"),
    ("ru-en", "Утром — D3, вечером — D2.", "D2 in the morning, D3 in the evening."),
]


@pytest.mark.parametrize(("pair", "text", "translation"), NAMES)
def test_names_of_a_kind_that_changed_places_are_told(pair: str, text: str, translation: str) -> None:
    assert ("names", "error") in found(pair, text, translation)
    assert ("names", "warning") in found(pair, text, translation, machine=False)


@pytest.mark.parametrize(
    ("pair", "text", "translation"),
    [
        ("en-ru", "MK-7 stays longer than MK-4.", "По сравнению с MK-4 MK-7 держится дольше."),
        ("zh-en", "与MK-4相比，MK-7持续更久。", "MK-7 lasts longer than MK-4."),
        ("ru-zh", "Витамины K1 и B12.", "维生素B12和K1。"),
        ("en-zh", "K1 and K2; K1 first.", "K2和K1；先服K1。"),
    ],
)
def test_names_may_change_places_in_comparisons_and_when_they_are_of_different_kinds(
    pair: str, text: str, translation: str
) -> None:
    assert "names" not in [check for check, _ in found(pair, text, translation)]
