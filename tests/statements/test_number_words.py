"""Number words of three languages, simple and put together."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.statements.numbers import numbers

COUNTED = [
    ("en", "Two hundred and fifty milligrams", ("250", "mg")),
    ("en", "forty-five micrograms", ("45", "mcg")),
    ("en", "two thousand five hundred international units", ("2500", "iu")),
    ("en", "for twenty seconds", ("20", "second")),
    ("en", "half a gram", ("0.5", "g")),
    ("en", "two and a half hours", ("2.5", "hour")),
    ("en", "three quarters of them", ("0.75", "")),
    ("en", "a couple of weeks", ("2", "")),
    ("ru", "тридцать пять миллиграммов", ("35", "mg")),
    ("ru", "не больше семисот пятидесяти микрограммов", ("750", "mcg")),
    ("ru", "четыре тысячи международных единиц", ("4000", "iu")),
    ("ru", "двухнедельный курс", ("2", "week")),
    ("ru", "двадцатипятилетняя женщина", ("25", "year")),
    ("ru", "шестикратный рост", ("6", "times")),
    ("ru", "в полтора раза", ("1.5", "times")),
    ("ru", "через полчаса", ("0.5", "hour")),
    ("ru", "две с половиной недели", ("2.5", "week")),
    ("ru", "две трети больных", ("0.667", "")),
    ("zh", "三百二十毫克", ("320", "mg")),
    ("zh", "百分之十五", ("15", "percent")),
    ("zh", "四分之三的人", ("0.75", "")),
    ("zh", "两三周", ("2", "week")),
    ("zh", "半年后", ("0.5", "year")),
]


@pytest.mark.parametrize(("language", "text", "expected"), COUNTED)
def test_number_words_are_put_together_and_have_units(
    language: str, text: str, expected: tuple[str, str]
) -> None:
    found = [(n.value, n.unit) for n in numbers(text, language) if n.cardinal]
    assert (Decimal(expected[0]), expected[1]) in found


PARTS = [
    ("en", "two hundred and fifty milligrams", "50"),
    ("en", "twenty-five drops", "5"),
    ("ru", "пятьсот двадцать граммов", "20"),
    ("ru", "двадцать пять капель", "5"),
    ("zh", "三百二十毫克", "20"),
]


@pytest.mark.parametrize(("language", "text", "part"), PARTS)
def test_a_part_of_a_number_is_none_of_its_own(language: str, text: str, part: str) -> None:
    assert Decimal(part) not in [n.value for n in numbers(text, language)]


NOT_COUNTED = [
    ("en", "This may help."),
    ("en", "They march on."),
    ("zh", "一般来说十分有效，万一不适请停药。"),
    ("zh", "统一剂量，千万不要忘记。"),
]


@pytest.mark.parametrize(("language", "text"), NOT_COUNTED)
def test_words_that_look_like_numbers_are_none(language: str, text: str) -> None:
    assert numbers(text, language) == ()


ORDINALS = [
    ("en", "in the twenty-first century", "21"),
    ("en", "in May", "5"),
    ("ru", "в двадцать первом веке", "21"),
    ("zh", "第三孕期", "3"),
    ("zh", "Ⅱ期试验", "2"),
    ("zh", "七旬老人", "70"),
]


@pytest.mark.parametrize(("language", "text", "value"), ORDINALS)
def test_ordinals_and_months_have_values_and_count_nothing(language: str, text: str, value: str) -> None:
    (ordinal,) = [n for n in numbers(text, language) if n.value == Decimal(value)]
    assert not ordinal.cardinal
