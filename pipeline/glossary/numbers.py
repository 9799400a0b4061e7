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

from pipeline.glossary.digits import SPACES, Digits, digit_runs
from pipeline.glossary.number_words import words_with_values
from pipeline.glossary.units import is_loose, unit_at
from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text."""

    value: Decimal
    unit: str
    """Canonical unit (`pipeline.glossary.units`), or empty."""
    span: Span
    """The digits with their multiplier, without the unit."""
    whole: Span
    """The digits and the unit."""
    digits: bool = True
    """Written in digits; else a number word, which stands for a number but is not required."""
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


_MULTIPLIERS = (
    (re.compile(rf"[{SPACES}]?(?:тыс(?:яч\w*|\.)?|thousand|千(?![克米卡焦]))"), 10**3),
    (re.compile(r"万亿"), 10**12),
    (re.compile(r"万"), 10**4),
    (re.compile(rf"[{SPACES}]?(?:млн\.?|миллион\w*|million|百万)"), 10**6),
    (re.compile(r"亿"), 10**8),
    (re.compile(rf"[{SPACES}]?(?:млрд\.?|миллиард\w*|billion|十亿)"), 10**9),
)
_HUNDREDTHS = re.compile(r"百分之\s*(\d+(?:\.\d+)?)")
_MORE_THAN = ("多", "余", "來", "来")
_ORDINAL = re.compile(r"[-‑–](?:го|му|ми|ом|ем|ой|ая|я|й|м|х|е)(?![А-Яа-яЁё])")
"""`на 9-м этаже` is no length."""
_DECADE = re.compile(r"['’]?s(?![A-Za-z])")
"""`the 1990s` are no seconds."""
_YEARS = (1000, 2100)


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """All numbers of a text, written in digits or in words, in their order."""
    found = [_number(text, digits, language) for digits in digit_runs(text, language)]
    taken = [n.whole for n in found]
    for value, span in words_with_values(text, language):
        if not any(span.start < t.end and t.start < span.end for t in taken):
            unit, end, _ = _unit_after(text, span.end, value, language)
            found.append(Number(value, unit, span, Span(span.start, end), digits=False))
    return _share(text, sorted(found, key=lambda n: n.span))


_RANGE = re.compile(r"\s*(?:[-‑–—−~～]|to|or|до|или|至|到|或)\s*")
_BETWEEN = re.compile(r"(?:between|между|介于)\s*$", re.IGNORECASE)
_LIST = re.compile(r"\s*(?:[,，、/]|,?\s?(?:and|и|和))\s*")


def _share(text: str, found: list[Number]) -> tuple[Number, ...]:
    """What stands once behind several numbers: the unit of a range or list, the million of `2.5–3 million`."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        between = text[here.whole.end : following.span.start]
        if not (here.digits and following.digits) or here.unit:
            continue
        listed = bool(_LIST.fullmatch(between))
        lead = text[max(0, here.whole.start - 10) : here.whole.start]
        is_range = bool(_RANGE.fullmatch(between)) or (listed and bool(_BETWEEN.search(lead)))
        if is_range and (factor := _factor(here, following, text)) > 1:
            here = replace(here, value=here.value * factor, doubtful=True)
        if following.unit and (is_range or listed):
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
    if (hundredths := _HUNDREDTHS.match(text, max(0, start - 4))) and hundredths.start(1) == start:
        unit, whole_start, whole_end = "percent", hundredths.start(), end
    return Number(
        value,
        unit,
        Span(start, end),
        Span(whole_start, whole_end),
        ambiguous=digits.ambiguous,
        doubtful=digits.doubtful or digits.part,
        loose=loose,
        special=digits.special,
    )


def _unit_after(text: str, end: int, value: Decimal, language: str) -> tuple[str, int, bool]:
    """The unit behind a number that ends at `end`, where it ends, and whether it is told loosely.

    A calendar year has none.
    """
    start = end
    more_than = language == "zh" and text[start : start + 1] in _MORE_THAN
    if more_than:
        start += 1  # 300多微克
    if _ORDINAL.match(text, start) or (_DECADE.match(text, start) and value % 10 == 0):
        return "", end, True
    while start < len(text) and start - end < 2 and text[start] in SPACES + "-‑":
        start += 1
    found = unit_at(text, start)
    if not found:
        return "", end, more_than
    name, span = found
    is_calendar = value == int(value) and _YEARS[0] <= value <= _YEARS[1]
    if is_calendar and (name == "year" or (name == "g" and text[span.start : span.end + 1] == "г.")):
        return "", end, True
    if name == "g" and language == "ru" and is_calendar and value > 1900:
        return "", end, True
    return name, span.end, more_than or is_loose(name, text[span.start : span.end], value)
