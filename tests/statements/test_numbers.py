"""Numbers, units, and text that is carried over."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.numeric import unmatched
from pipeline.glossary.notation import carry_over, locks
from pipeline.glossary.protected import protected
from pipeline.statements.numbers import numbers
from pipeline.statements.units import UNITS

READ = [
    ("ru", "снижает в 1,8 раза", [("1.8", "times")]),
    ("ru", "100–200 мкг MK-7 и 2000 МЕ D3", [("100", "mcg"), ("200", "mcg"), ("2000", "iu")]),
    ("ru", "2,5 млн человек в 2019 г. получали 5 г магния", [("2500000", ""), ("2019", ""), ("5", "g")]),
    ("ru", "в 1990-х годах, 65 % населения, до 72 ч", [("1990", ""), ("65", "percent"), ("72", "hour")]),
    ("ru", "ПРИЁМ 300 МГ В СУТКИ", [("300", "mg")]),
    ("ru", "Mg и Ca не единицы, 25 ЕД единица", [("25", "u")]),
    ("ru", "выросло на 36 единиц", [("36", "u")]),
    ("ru", "1\u00a0500 мг кальция", [("1500", "mg")]),
    ("en", "1,500 mg of calcium and 3.5 million people", [("1500", "mg"), ("3500000", "")]),
    ("en", "50 to 200 mcg; K1/K2, MK-7, B12, omega-3", [("50", "mcg"), ("200", "mcg")]),
    ("en", "p < 0.05 after 12 weeks", [("0.05", ""), ("12", "week")]),
    ("en", "Kale: K1 300 to 500 mcg", [("300", "mcg"), ("500", "mcg")]),
    ("en", "10 ME is no unit, 10 IU is", [("10", ""), ("10", "iu")]),
    ("zh", "每日50~200微克，2022年，30%", [("50", "mcg"), ("200", "mcg"), ("2022", ""), ("30", "percent")]),
    ("zh", "20世纪90年代约2亿人，2000国际单位", [("1990", ""), ("200000000", ""), ("2000", "iu")]),
    ("zh", "约 10 万人、1.2 亿元，20 世纪 60 年代", [("100000", ""), ("120000000", ""), ("1960", "")]),
    ("zh", "3,000 多亿美元、50多万人", [("300000000000", ""), ("500000", "")]),
    ("ru", "по 2х500 мг и 2x250 мг", [("2", ""), ("500", "mg"), ("2", ""), ("250", "mg")]),
    ("ru", "на 2,2 млн кв. км, 300 и более миллионов", [("2200000", "km"), ("300000000", "")]),
    ("en", "a $300+ billion loss over 5 square metres", [("300000000000", ""), ("5", "m")]),
    ("zh", "长 1,600 多公里", [("1600", "km")]),
    ("zh", "甲萘醌-7半衰期约3天", [("3", "day")]),
    ("en", "p < .05 with .5 mg", [("0.05", ""), ("0.5", "mg")]),
    ("ru", "см. рис.2, стр.15", [("2", ""), ("15", "")]),
    ("ru", "12.03.2021, версия 1.2.3", [(n, "") for n in ("12", "3", "2021", "1", "2", "3")]),
    ("ru", "в 2019 100 человек", [("2019", ""), ("100", "")]),
    ("en", "in the 1990s and the 80s", [("1990", ""), ("80", "")]),
    ("en", "1½ tablets, ½ g", [("1.5", ""), ("0.5", "g")]),
    ("en", "10^9 CFU, 1.5×10⁶/mL", [("1000000000", ""), ("1500000", "")]),
    ("ru", "2,5 × 10⁶ клеток", [("2500000", "")]),
    ("ru", "по 2 × 100 мг", [("2", ""), ("100", "mg")]),
    ("ru", "от 2,5 до 3 млн человек", [("2500000", ""), ("3000000", "")]),
    ("zh", "2.5~3万人", [("25000", ""), ("30000", "")]),
    ("ru", "от 500 до 1 тыс.", [("500", ""), ("1000", "")]),
    ("en", "between 5 and 10 mg, 10 and 20 g", [("5", "mg"), ("10", "mg"), ("10", "g"), ("20", "g")]),
    ("en", "rose by 2 percentage points, to 5%", [("2", "point"), ("5", "percent")]),
    ("ru", "на 2 процентных пункта", [("2", "point")]),
    ("en", "by 2 mm of mercury", [("2", "mmhg")]),
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
    ("ru", "12.03.2021", "en", "March 12, 2021"),
    ("en", "March 12, 2021", "zh", "2021年3月12日"),
    ("en", "2.5–3 million people", "zh", "250万~300万人"),
    ("en", "half a tablet, that is ½", "ru", "½, то есть половина таблетки"),
    ("en", "10^6 cells", "ru", "1 млн клеток"),
    ("en", "nearly 2 million children", "zh", "近 200 万儿童"),
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
    ("en", "1,000.5 mg", "ru", "1\u00a0000,5\u00a0мг"),
    ("ru", "2,5 млн", "zh", "250万"),
    ("zh", "2万", "en", "20,000"),
    ("zh", "2万", "ru", "20\u00a0тыс."),
    ("zh", "50～200微克", "en", "50–200 mcg"),
    ("zh", "（5克），3克。", "en", "(5 g), 3 g."),
    ("zh", "３０％", "ru", "30\u00a0%"),
    ("zh", "百分之30", "en", "30%"),
    ("ru", "2 × 100 мг", "zh", "2 × 100毫克"),
    ("ru", "2,5×10⁶", "en", "2.5×10⁶"),
    ("en", "1½ g", "ru", "1½\u00a0г"),
    ("en", "1 day", "ru", "1\u00a0день"),
    ("en", "22 days", "ru", "22\u00a0дня"),
    ("en", "12 weeks", "ru", "12\u00a0недель"),
    ("en", "1.5 months", "ru", "1,5\u00a0месяца"),
    ("ru", "1 год", "en", "1 year"),
    ("ru", "2–3 года", "en", "2–3 years"),
    ("ru", "1,8 раза", "zh", "1.8倍"),
    ("en", "2 percentage points", "ru", "2\u00a0процентных пункта"),
    ("en", "2021-03-12", "ru", "2021-03-12"),
    ("en", "12:30", "ru", "12:30"),
    ("ru", "MGP", "en", "MGP"),
    ("ru", "5 мг.", "zh", "5毫克。"),
    ("en", "3 days", "ru", "3\u00a0дня"),
    ("ru", "21 день", "en", "21 days"),
    ("zh", "1天", "en", "1 day"),
    ("zh", "1.8倍", "ru", "1,8\u00a0раза"),
    ("en", "5 years", "ru", "5\u00a0лет"),
]


@pytest.mark.parametrize(("source", "text", "target", "expected"), CARRIED)
def test_text_of_numbers_and_names_alone_is_converted_by_notation(
    source: str, text: str, target: str, expected: str
) -> None:
    carried = carry_over(text, source, target)
    assert carried
    assert carried.text == expected


NOT_CARRIED = [
    *(("ru", "1.500 мг", "en"), ("ru", "1,500 мг", "en"), ("en", "1.500 mg", "ru"), ("en", "1,5 mg", "ru")),
    *(("ru", "12.03.2021", "en"), ("en", "03/12/2021", "ru"), ("ru", "1.2.3", "en"), ("en", "1,2,3", "ru")),
    *(("ru", "+7 495 123-45-67", "en"), ("ru", "8 800 100-20-30", "en"), ("ru", "№ 5", "en")),
    *(("ru", "2 раза", "zh"), ("en", "3 times", "ru"), ("zh", "3次", "en"), ("zh", "5日", "en")),
    *(("en", "1990s", "ru"), ("en", "20s", "ru"), ("zh", "20世纪90年代", "en"), ("ru", "2000 г", "en")),
    *(("zh", "300多微克", "en"), ("ru", "2,5–3 млн", "zh"), ("en", "300 calories", "ru")),
    *(("en", "WARNING", "ru"), ("en", "DO NOT EXCEED 500 MG DAILY", "ru"), ("en", "95% CI", "ru")),
    *(("en", "WHO", "zh"), ("zh", "WHO", "ru"), ("en", "omega-3", "ru"), ("en", "3 m²", "ru")),
]


@pytest.mark.parametrize(("source", "text", "target"), NOT_CARRIED)
def test_what_can_be_read_in_two_ways_is_not_written_by_rule(source: str, text: str, target: str) -> None:
    assert carry_over(text, source, target) is None


DOSES = st.lists(
    st.one_of(
        st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False).map(str),
        st.integers(1, 2_000_000).map(lambda v: f"{v:,}"),
        st.integers(1, 2_000_000).map(lambda v: f"{v:,}".replace(",", "\u00a0")),
        st.integers(0, 3000).map(str),
        st.sampled_from([form for unit in UNITS for c in ("en", "ru", "zh") for form in unit.forms(c)]),
        st.sampled_from(
            [*" -–/,.×:(<％万千多½⁶~%个～。", ", ", "млн", " million", "10^6", "МЕ", "№", "K2", "s"]
        ),
        st.sampled_from(["MK-7", "Mg", "世纪90年代", "百分之", "12.03.2021", "5日", "раза", "раз в"]),
    ),
    max_size=6,
).map("".join)


@given(DOSES, st.permutations(["en", "ru", "zh"]))
@settings(max_examples=3000)
def test_a_rule_never_changes_a_value_or_a_unit(text: str, languages: list[str]) -> None:
    """Whatever the text is: what is carried over is read in the target as it was in the source."""
    source, target, _ = languages
    if carried := carry_over(text, source, target):
        here = [(n.value, n.unit) for n in numbers(text, source) if n.digits]
        assert [(n.value, n.unit) for n in numbers(carried.text, target) if n.digits] == here


LOCKED = [
    ("en", "Take 2 x 1,500 mg for 3 days, i.e. 5 times.", "ru", ["2", "1\u00a0500\u00a0мг", "3", "5"]),
    ("en", "Do NOT take MGP with CYP4F2.", "ru", ["MGP", "CYP4F2"]),
    ("en", "DO NOT EXCEED THE DOSE", "ru", []),
    ("ru", "Принимать 1.500 мг 12.03.2021 в 12:30.", "en", ["12.03.2021", "12:30"]),
    ("zh", "每日300多微克，2次。", "en", ["300", "2"]),
]


@pytest.mark.parametrize(("source", "text", "target", "expected"), LOCKED)
def test_what_is_sure_is_locked_in_a_sentence(
    source: str, text: str, target: str, expected: list[str]
) -> None:
    assert [shown for _, shown in locks(text, source, target)] == expected


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
        written = [form for unit in UNITS for form in set(unit.forms(language))]
        assert len(written) == len(set(written))


@given(
    st.decimals(min_value=1, max_value=9999, places=1, allow_nan=False),
    st.sampled_from([u.name for u in UNITS if u.hard]),
    st.permutations(["en", "ru", "zh"]),
)
def test_conversion_keeps_value_and_unit(value: Decimal, unit: str, languages: list[str]) -> None:
    """Written in one language and carried to the next, a dose is read as the same dose."""
    from pipeline.statements.units import separator, write

    first = languages[0]
    digits = str(value).replace(".", ",") if first == "ru" else str(value)
    text = digits + separator(unit, first) + write(unit, first, value)
    for source, target in itertools.pairwise(languages):
        carried = carry_over(text, source, target)
        assert carried is not None
        assert [(n.value, n.unit) for n in numbers(carried.text, target)] == [(value, unit)]
        text = carried.text


@given(st.text(max_size=80), st.sampled_from(["en", "ru", "zh"]))
def test_any_text_is_read_and_spans_slice_it(text: str, language: str) -> None:
    for number in numbers(text, language):
        assert 0 <= number.whole.start <= number.span.start < number.span.end <= number.whole.end <= len(text)
