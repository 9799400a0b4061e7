"""Numbers in running text: their values, their units, where they stand.

    «в 1,8 раза»  -> 1.8 times          "50–200 mcg" -> 50 mcg, 200 mcg
    «2,5 млн»     -> 2500000            "MK-7", "D3" -> no numbers but names

Values are read by the rules of the text's language (see `digits`): `1,500` is one and a half
thousand in English and Chinese, one and a half in Russian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Span
from pipeline.statements.counting import Word
from pipeline.statements.digits import SPACES, Digits, digit_runs
from pipeline.statements.number_words import words_with_values
from pipeline.statements.units import is_loose, unit_at


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text."""

    value: Decimal
    unit: str
    """Canonical unit (`pipeline.statements.units`), or empty."""
    span: Span
    """The digits with their multiplier, without the unit."""
    whole: Span
    """The digits and the unit."""
    digits: bool = True
    """Written in digits; else a number word, which stands for a number but is not required."""
    cardinal: bool = False
    """A number word that counts something: no ordinal, month or Roman numeral."""
    ambiguous: bool = False
    """Can be read with a decimal mark and with a thousands mark."""
    doubtful: bool = False
    """Its value is not told beyond doubt: no rule may write it in another notation."""
    loose: bool = False
    """The same of its unit."""
    shared: bool = False
    """The unit stands behind a later number of a list: `5 and 10 mg`."""
    special: bool = False
    """A power or fraction, kept as it stands."""


_ABOUT = f"[{SPACES}]?[多余]?"
"""A few more than the number: `3,000 多亿`, `50 и более миллионов`, `300+ billion`."""
_AND_MORE = rf"(?:\+|[{SPACES}](?:и|или) более)?[{SPACES}]?"
_MULTIPLIERS = (
    (re.compile(rf"{_AND_MORE}(?:тыс(?:яч\w*|\.)?|thousand|千(?![克米卡焦]))"), 10**3),
    (re.compile(rf"{_ABOUT}万亿"), 10**12),
    (re.compile(rf"{_ABOUT}万"), 10**4),
    (re.compile(rf"{_AND_MORE}(?:млн\.?|миллион\w*|million|百万)"), 10**6),
    (re.compile(rf"{_ABOUT}亿"), 10**8),
    (re.compile(rf"{_AND_MORE}(?:млрд\.?|миллиард\w*|billion|十亿)"), 10**9),
)
_HUNDREDTHS = re.compile(r"百分之\s*(\d+(?:\.\d+)?)")
_HEAT = re.compile(r"(摄|华)氏(?:温度)?\s?$")
"""华氏77度."""
_MORE_THAN = ("多", "余", "來", "来")
_MORE = re.compile(rf"[{SPACES}]?[{''.join(_MORE_THAN)}]")
_AREA = re.compile(r"(?:кв\.?|куб\.?|(?:квадрат|кубичес)\w+|square|sq\.?|cubic|平方|立方)\s?", re.IGNORECASE)
"""Of `кв. км` the kilometres are compared, as of `km2`."""
_ORDINAL = re.compile(r"[-‑–](?:го|му|ми|ом|ем|ой|ая|я|й|м|х|е)(?![А-Яа-яЁё])")
"""`на 9-м этаже` is no length."""
_DECADE = re.compile(r"['’]?s(?![A-Za-z])")
"""`the 1990s` are no seconds."""
_AGED = re.compile(r"\b(?:over|under|the|aged|mid|early|late)[ -]\d+$", re.IGNORECASE)
"""Nor are `the over-65s`."""
_YEARS = (1000, 2100)


@lru_cache(maxsize=4_096)  # several checks ask for the same text, one after the other
def numbers(text: str, language: str) -> tuple[Number, ...]:
    """All numbers of a text, written in digits or in words, in their order."""
    found = [_number(text, digits, language) for digits in digit_runs(text, language)]
    taken = [n.whole for n in found]
    for word in words_with_values(text, language):
        if not any(word.span.start < t.end and t.start < word.span.end for t in taken):
            found.append(_word(text, word, language))
    return _share(text, sorted(found, key=lambda n: n.span))


_OF_A = re.compile(r"(?: of)? an? ", re.IGNORECASE)
"""Half a milligram."""


def _word(text: str, word: Word, language: str) -> Number:
    value, (start, end), cardinal = word
    if language == "zh" and text[max(0, start - 3) : start] == "百分之":
        return Number(value, "percent", word.span, Span(start - 3, end), digits=False, cardinal=cardinal)
    of_a = _OF_A.match(text, end) if language == "en" and value < 1 else None
    unit, whole_end, _ = _unit_after(text, of_a.end() - 1 if of_a else end, value, language)
    whole = Span(start, whole_end if unit else end)
    return Number(value, unit if cardinal else "", word.span, whole, digits=False, cardinal=cardinal)


_RANGE = re.compile(r"\s*(?:[-‑–—−~～]|to|or|до|или|至|到|或)\s*")
_BETWEEN = re.compile(r"(?:between|между|介于)\s*$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[,，、/]|,?\s?(?:and|и|和))\s*")


def _share(text: str, found: list[Number]) -> tuple[Number, ...]:
    """What stands once behind several numbers: the unit of a range or list, the million of `2.5–3 million`."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        between = text[here.whole.end : following.span.start]
        if here.unit or not all(n.digits or n.cardinal for n in (here, following)):
            continue
        listed = bool(_LIST.fullmatch(between))
        lead = text[max(0, here.whole.start - 10) : here.whole.start]
        is_range = bool(_RANGE.fullmatch(between)) or (listed and bool(_BETWEEN.search(lead)))
        if is_range and (factor := _factor(here, following, text)) > 1:
            here = replace(here, value=here.value * factor, doubtful=True)
        scaled = not here.digits and following.value >= 1000 * here.value  # two to three million years
        if following.unit and (is_range or listed) and not scaled:
            here = replace(here, unit=following.unit, shared=not is_range or following.shared)
        found[index] = here
    return tuple(found)


def _factor(here: Number, following: Number, text: str) -> int:
    """The multiplier of a range's last number, if its first one is meant to have it: not in `500 to 1 thousand`."""
    digits = re.match(r"[\d.,]+", text[following.span.start : following.span.end])
    if here.span != here.whole or here.special or following.special or not digits:
        return 1
    start, end = following.span.start + digits.end(), following.span.end
    factor = next((f for pattern, f in _MULTIPLIERS if pattern.fullmatch(text, start, end)), 1)
    return factor if here.value * factor < following.value else 1


def _number(text: str, digits: Digits, language: str) -> Number:
    start, end = digits.span
    value = digits.value
    if not digits.special and not digits.part:
        for pattern, factor in _MULTIPLIERS:
            if multiplier := pattern.match(text, end):
                value, end = value * factor, multiplier.end()
                break
    unit, whole_end, loose = _unit_after(text, end, value, language)
    whole_start = start
    if not unit and (heat := _HEAT.search(text[max(0, start - 4) : start])):
        unit, loose = ("celsius" if heat.group(1) == "摄" else "fahrenheit"), True
    if (hundredths := _HUNDREDTHS.match(text, max(0, start - 4))) and hundredths.start(1) == start:
        unit, whole_start, whole_end = "percent", hundredths.start(), end
    return Number(
        value,
        unit,
        Span(start, end),
        Span(whole_start, whole_end),
        ambiguous=digits.ambiguous,
        doubtful=digits.doubtful or digits.part or any(mark in text[start:end] for mark in _MORE_THAN),
        loose=loose,
        special=digits.special,
    )


def _unit_after(text: str, end: int, value: Decimal, language: str) -> tuple[str, int, bool]:
    """The unit behind a number that ends at `end`, where it ends, and whether it is told loosely.

    A calendar year has none.
    """
    start = end
    more_than = _MORE.match(text, start) if language == "zh" else None
    if more_than:
        start = more_than.end()  # 300多微克
    decade = _DECADE.match(text, start)
    if _ORDINAL.match(text, start) or (
        decade and ((value < 10**6 and value % 10 == 0) or _AGED.search(text[:start]))
    ):
        return "", end, True
    gap = start
    while start < len(text) and start - gap < 2 and text[start] in SPACES + "-‑":
        start += 1
    if area := _AREA.match(text, start):
        start = area.end()
    found = unit_at(text, start)
    if not found:
        return "", end, bool(more_than)
    name, span = found
    is_calendar = value == int(value) and _YEARS[0] <= value <= _YEARS[1]
    if is_calendar and (name == "year" or (name == "g" and text[span.start : span.end + 1] == "г.")):
        return "", end, True
    if name == "g" and language == "ru" and is_calendar and value > 1900:
        return "", end, True
    return name, span.end, bool(more_than or area) or is_loose(name, text[span.start : span.end], value)
