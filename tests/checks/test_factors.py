"""Shares and factors in words."""

from __future__ import annotations

import pytest

from pipeline.statements.factors import factors
from tests.checks.test_checks import found

EXCHANGED = [
    ("en-ru", "About a third of women had low levels.", "Примерно у двух третей женщин уровень был низким."),
    ("en-ru", "Two thirds of women had low levels.", "У трети женщин уровень был низким."),
    ("zh-en", "约三分之一的女性水平较低。", "About two thirds of women had low levels."),
    ("en-zh", "Three quarters of adults.", "四分之一的成年人。"),
    ("ru-en", "Риск вырос втрое.", "The risk doubled."),
    ("en-zh", "The risk doubled.", "风险增至三倍。"),
    ("en-zh", "Halve the dose.", "将剂量加倍。"),
    ("en-ru", "Halve the dose.", "Удвойте дозу."),
    ("ru-en", "Дозу снизили вдвое.", "The dose was doubled."),
    ("ru-en", "Дозу увеличили вдвое.", "The dose was halved."),
    ("zh-ru", "剂量加倍。", "Дозу уменьшают вдвое."),
    ("en-ru", "It is three times as strong.", "Оно вдвое сильнее."),
    ("ru-en", "Каждый пятый пациент.", "One in three patients."),
    ("zh-en", "每五人中有一人缺镁。", "One in ten people lacks magnesium."),
    ("ru-zh", "Уровень был втрое ниже.", "水平高出三倍。"),
]
KEPT = [
    ("en-ru", "Halve the dose.", "Уменьшите дозу вдвое."),
    ("en-zh", "The dose was cut in half.", "剂量减半。"),
    ("ru-en", "Дозу удвоили.", "The dose was doubled."),
    ("en-ru", "It is three times as strong.", "Оно втрое сильнее."),
    ("en-ru", "The risk fell threefold.", "Риск снизился втрое."),
    ("en-ru", "The risk fell by two thirds.", "Риск снизился втрое."),
    ("zh-ru", "风险增加了一倍。", "Риск вырос вдвое."),
    ("ru-en", "Каждый пятый пациент.", "A fifth of the patients."),
    ("ru-en", "Каждый пятый пациент.", "20% of the patients, and half of the nurses."),
    ("en-ru", "It costs two or three times as much.", "Оно стоит в два-три раза дороже."),
    ("en-ru", "It may be 7 to 8 times higher.", "Он может быть в 7–8 раз выше."),
    ("ru-zh", "Титр вырос не менее чем в 4 раза.", "滴度上升至少4倍。"),
    (
        "en-ru",
        "Demand may fall by 2/3 and deaths by half.",
        "Спрос может снизиться на 2/3, а смертность — вдвое.",
    ),
    ("en-ru", "A double-blind trial of half a year.", "Двойное слепое исследование длилось полгода."),
    ("en-zh", "Take it twice a day, half of it at night.", "每天服两次，一半在晚上。"),
    ("ru-en", "Каждый второй день — половина таблетки.", "Half a tablet every other day."),
]


@pytest.mark.parametrize("machine", [True, False])
@pytest.mark.parametrize(("pair", "text", "translation"), EXCHANGED)
def test_a_share_or_factor_that_is_another_one_is_an_error_in_anybodys_text(
    pair: str, text: str, translation: str, machine: bool
) -> None:
    assert ("factors", "error") in found(pair, text, translation, machine=machine)


@pytest.mark.parametrize(("pair", "text", "translation"), KEPT)
def test_one_share_may_be_said_in_many_ways(pair: str, text: str, translation: str) -> None:
    assert "factors" not in [check for check, _ in found(pair, text, translation, machine=True)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "Doubled, tripled, twofold, a 10-fold rise; one in five, half.",
            ["2", "3", "2", "10", "0.2", "0.5"],
        ),
        (
            "ru",
            "Удвоили, утроили, вдесятеро больше; каждый десятый, треть.",
            ["2", "3", "10", "0.1", "0.333"],
        ),
        ("ru", "Утром, утратив, двойной слепой, каждый второй день.", []),
        ("zh", "翻倍，减半，增至三倍，七成，每十人中有一人。", ["2", "0.5", "3", "0.7", "0.1"]),
        ("zh", "增加两倍。", ["2", "3"]),
    ],
)
def test_what_is_read(language: str, text: str, told: list[str]) -> None:
    assert [str(value) for factor in factors(text, language) for value in sorted(factor.values)] == told
