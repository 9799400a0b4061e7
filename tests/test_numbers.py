"""Numbers, units, and text that is carried over."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.numeric import unmatched
from pipeline.glossary.numbers import numbers
from pipeline.glossary.protected import carry_over, protected
from pipeline.glossary.units import UNITS

READ = [
    ("ru", "снижает в 1,8 раза", [("1.8", "times")]),
    ("ru", "100–200 мкг MK-7 и 2000 МЕ D3", [("100", "mcg"), ("200", "mcg"), ("2000", "iu")]),
    ("ru", "2,5 млн человек в 2019 г. получали 5 г магния", [("2500000", ""), ("2019", ""), ("5", "g")]),
    ("ru", "в 1990-х годах, 65 % населения, до 72 ч", [("1990", ""), ("65", "percent"), ("72", "hour")]),
    ("ru", "ПРИЁМ 300 МГ В СУТКИ", [("300", "mg")]),
    ("ru", "Mg и Ca не единицы, 25 ЕД единица", [("25", "u")]),
    ("ru", "1\u00a0500 мг кальция", [("1500", "mg")]),
    ("en", "1,500 mg of calcium and 3.5 million people", [("1500", "mg"), ("3500000", "")]),
    ("en", "50 to 200 mcg; K1/K2, MK-7, B12, omega-3", [("50", "mcg"), ("200", "mcg")]),
    ("en", "p < 0.05 after 12 weeks", [("0.05", ""), ("12", "week")]),
    ("en", "Kale: K1 300 to 500 mcg", [("300", "mcg"), ("500", "mcg")]),
    ("en", "10 ME is no unit, 10 IU is", [("10", ""), ("10", "iu")]),
    ("zh", "每日50~200微克，2022年，30%", [("50", "mcg"), ("200", "mcg"), ("2022", ""), ("30", "percent")]),
    ("zh", "20世纪90年代约2亿人，2000国际单位", [("1990", ""), ("200000000", ""), ("2000", "iu")]),
    ("zh", "甲萘醌-7半衰期约3天", [("3", "day")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), READ)
def test_values_and_units_are_read_by_the_rules_of_the_language(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    found = [(n.value, n.unit) for n in numbers(text, language) if n.digits]
    assert found == [(Decimal(value), unit) for value, unit in expected]


def test_what_can_be_read_both_ways_follows_the_language_and_is_marked() -> None:
    (russian,) = numbers("1,500", "ru")
    (english,) = numbers("1,500", "en")
    assert (russian.value, english.value) == (Decimal("1.5"), Decimal(1500))
    assert russian.ambiguous
    assert english.ambiguous


AGREE = [
    ("en", "In January 2020, twenty-five women took 2 capsules.", "zh", "2020年1月，25名女性服用两粒胶囊。"),
    ("zh", "百分之五的人", "en", "5% of the people"),
    ("ru", "в 90-х, то есть дважды за 10 лет", "en", "in the '90s, that is twice in ten years"),
    ("en", "20,000 people", "zh", "2万人"),
    ("ru", "1,8 млрд", "zh", "18亿"),
]


@pytest.mark.parametrize(("source", "text", "target", "translation"), AGREE)
def test_equal_values_agree_whatever_their_notation(
    source: str, text: str, target: str, translation: str
) -> None:
    assert unmatched(numbers(text, source), numbers(translation, target)) == []
    assert unmatched(numbers(translation, target), numbers(text, source)) == []


CARRIED = [
    ("ru", "K2 (100 мкг) + D3 (2000 МЕ) + Mg (300 мг)", "en", "K2 (100 mcg) + D3 (2000 IU) + Mg (300 mg)"),
    ("ru", "0,5–2,0 %", "en", "0.5–2.0%"),
    ("ru", "72 ч", "zh", "72小时"),
    ("en", "50–200 mcg", "ru", "50–200\u00a0мкг"),
    ("en", "1,500 mg", "ru", "1\u00a0500\u00a0мг"),
    ("ru", "2,5 млн", "zh", "250万"),
    ("zh", "50～200微克", "en", "50～200 mcg"),
]


@pytest.mark.parametrize(("source", "text", "target", "expected"), CARRIED)
def test_text_of_numbers_and_names_alone_is_converted_by_notation(
    source: str, text: str, target: str, expected: str
) -> None:
    assert carry_over(text, source, target) == expected


def test_text_with_a_word_in_it_is_not_carried_over() -> None:
    assert carry_over("до 72 ч", "ru", "en") is None
    assert carry_over("витамин K2", "ru", "en") is None


def test_addresses_are_protected_whole() -> None:
    text = "DOI:10.3760/cma.j.cn112138-20200324-00250② и https://example.org/a?b=1, a.b@example.org."
    kinds = {p.kind: p.text for p in protected(text, "ru") if p.kind != "name"}
    assert kinds == {
        "doi": "10.3760/cma.j.cn112138-20200324-00250",
        "url": "https://example.org/a?b=1",
        "email": "a.b@example.org",
    }


def test_no_two_units_are_written_alike() -> None:
    """A dose written for one unit can never be read as another."""
    for language in ("en", "ru", "zh"):
        written = [getattr(unit, language) for unit in UNITS]
        assert len(written) == len(set(written))


@given(
    st.decimals(min_value=1, max_value=9999, places=1, allow_nan=False),
    st.sampled_from([u.name for u in UNITS if u.hard]),
    st.permutations(["en", "ru", "zh"]),
)
def test_conversion_keeps_value_and_unit(value: Decimal, unit: str, languages: list[str]) -> None:
    """Written in one language and carried to the next, a dose is read as the same dose."""
    from pipeline.glossary.units import separator, write

    first = languages[0]
    digits = str(value).replace(".", ",") if first == "ru" else str(value)
    text = digits + separator(unit, first) + write(unit, first)
    for source, target in itertools.pairwise(languages):
        carried = carry_over(text, source, target)
        assert carried is not None
        assert [(n.value, n.unit) for n in numbers(carried, target)] == [(value, unit)]
        text = carried


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "zh"]))
def test_any_text_is_read_and_spans_slice_it(text: str, language: str) -> None:
    for number in numbers(text, language):
        assert 0 <= number.whole.start <= number.span.start < number.span.end <= number.whole.end <= len(text)
