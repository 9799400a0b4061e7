"""What may stand for a number in the other language: a half for 50%, two weeks for 14 days, 19:00 for 7 p.m."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.statements.chinese_numbers import digit
from pipeline.statements.factors import tenths
from pipeline.statements.measures import measure_at
from pipeline.statements.numbers import Number
from pipeline.statements.periods import periods
from pipeline.statements.quantities import TIMES_OF_DAY, quantities, size

_DOUBLE = (
    r"\bdoubl\w+|\btwo-?fold|\btwice\b|удво\w+|\bвдвое\b|двукратн\w+|двойн\w+"
    r"|翻一?番|翻了一番|翻倍|加倍|[一1]倍|[两二]倍"
)
_TRIPLE = r"\btripl\w+|\bthree-?fold|утро(?:и|е|ё)\w+|\bвтрое\b|тр[её]хкратн\w+|троекратн\w+|[两二2]倍|三倍"
_HALVED = r"\bhalv\w+|\bhalf\b|\bвдвое\b|наполовину|половин\w+|в два раза|减半|一?半|减少一半|对折"
_WORDS = {
    ("percent", 50): re.compile(_HALVED, re.I),
    ("percent", 100): re.compile(_DOUBLE, re.I),
    ("percent", 200): re.compile(_TRIPLE, re.I),
    ("times", 1): re.compile(_DOUBLE, re.I),
    ("times", 2): re.compile(f"{_DOUBLE}|{_HALVED}", re.I),
    ("times", 3): re.compile(_TRIPLE, re.I),
    ("times", 4): re.compile(r"\bquadrupl\w+|учетвер\w+|\bвчетверо\b|翻两番", re.I),
}
_OFF = re.compile(r"([一二三四五六七八九1-9])折")
_WHOLES = frozenset(map(Decimal, (2, 3, 4, 5, 10, 20, 100)))
"""Of so many a share is told: four out of five."""
_NEAR = 16
"""Characters between the numbers of `four of the five`."""


def said_otherwise(
    number: Number, text: str, language: str, others: Sequence[Number], other: str, target: str
) -> bool:
    """Whether the text `other` in the language `target`, whose numbers are `others`, says a number in another way.

    `text`: what the number stands in.
    """
    return (
        _in_words(number, other, target)
        or (number.unit == "percent" and _as_share(number.value, others))
        or (number.special and _in_parts(text[slice(*number.span)], others, other))
        or _is_part(number, text, others, other)
        or _same_size(number, other, target)
        or (number.value == 1 and _bare(number, text, language, other, target))
        or _same_clock(number, text, other)
        or _same_heat(number, others)
        or _as_decade(number, others)
    )


def _in_words(number: Number, other: str, target: str) -> bool:
    words = _WORDS.get((number.unit, int(number.value))) if number.value == int(number.value) else None
    if words and words.search(other):
        return True
    if number.unit != "percent" or target != "zh":
        return False
    parts = [part for part, _ in tenths(other)]
    off = [10 - digit(found.group(1)) for found in _OFF.finditer(other)]
    return any(number.value == 10 * n for n in (*parts, *off))


def _as_share(value: Decimal, others: Sequence[Number]) -> bool:
    """75% as three quarters or as three out of four."""
    if any(not n.unit and 0 < n.value < 1 and abs(100 * n.value - value) < 1 for n in others):
        return True
    near = (
        (one, another)
        for one in others
        for another in others
        if one.value < another.value and another.value in _WHOLES and not one.unit
        and max(one.span.start - another.span.end, another.span.start - one.span.end) <= _NEAR
    )  # fmt: skip
    return any(100 * one.value == value * another.value for one, another in near)


def _in_parts(shown: str, others: Sequence[Number], other: str) -> bool:
    """The two numbers of 2/3: two of three, or a date; no range, which is one or two for a half."""
    if not (parts := _PARTS.fullmatch(shown)):
        return False
    part, whole = ([n for n in others if n.value == Decimal(value)] for value in parts.groups())
    return any(
        not _RANGE.fullmatch(other[min(one.span.end, two.span.end) : max(one.span.start, two.span.start)])
        for one in part
        for two in whole
    )


_DASHED = re.compile(r"\d\s?(?:[-‑–—~～至到]|to|до)\s?\d")
_PARTS = re.compile(r"(\d+) ?/ ?(\d+)")
_RANGE = re.compile(r"\s*(?:[-‑–—−~～,，、]|to|or|до|или|至|到|或)?\s*")


def _is_part(number: Number, text: str, others: Sequence[Number], other: str) -> bool:
    """The 2 or the 3 of two of three where the other text has 2/3."""
    if _DASHED.search(text[max(0, number.span.start - 4) : number.span.end + 4]):
        return False
    shown = (other[slice(*n.span)] for n in others if n.special and not number.unit)
    return any(number.value in map(Decimal, parts.groups()) for s in shown if (parts := _PARTS.fullmatch(s)))


def _same_size(number: Number, other: str, target: str) -> bool:
    """14 days as two weeks, 24 hours as «сутки», 1 g as 1000 mg."""
    if not number.unit or number.unit in ("times", "percent"):
        return False
    wanted = size(number.value, number.unit)
    if any(q.size == wanted for q in quantities(other, target) if q.number):
        return True
    alone = [kind for kind in TIMES_OF_DAY if size(Decimal(1), kind) == wanted]
    return any(bare_time(kind).search(other) for kind in alone)


_BARE_TIMES = {
    "second": r"\bsecond\b|секунд[уы]?\b|[一每]秒",
    "minute": r"\bminute\b|минут[уы]\b|[一每]分钟",
    "hour": r"\bhour\b|\bчас[ау]?\b|[一每]个?小时",
    "day": r"\bday\b|\bсут(?:ки|ок|очн\w+)|\bд(?:ень|ня)\b|[一每当单][天日昼]|昼夜",
    "week": r"\bweek\b|\bнедел[яюие]\b|[一每]个?[周星]",
    "month": r"\bmonth\b|\bмесяца?\b|[一每]个?月",
    "year": r"\byear\b|\bгода?\b|[一每]年",
}


@lru_cache(maxsize=16)
def bare_time(kind: str) -> re.Pattern[str]:
    """One period that is told without a number, in any language: `an hour`, «сутки», 每周."""
    return re.compile(rf"(?<![\d]\s)(?:{_BARE_TIMES[kind]})", re.IGNORECASE)


def _bare(number: Number, text: str, language: str, other: str, target: str) -> bool:
    """One tablet as a tablet, once a day as daily."""
    if number.unit == "times":
        return bool(periods(other, target))
    measure = None if number.unit else measure_at(text, number.span.end, language)
    if not measure:
        return False
    places = (place for place in range(len(other)) if target == "zh" or other[place] in " \u00a0")
    found = (measure_at(other, place, target) for place in places)
    return any(there[0] == measure[0] for there in found if there)


_EVENING = re.compile(
    r"(?P<en>\d{1,2})(?:[:.]\d\d)?\s?p\.?\s?m\b|(?P<ru>\d{1,2})(?::\d\d)?\s(?:час\w*\s)?(?:вечера|дня|пополудни)"
    r"|(?:下午|晚上|傍晚|晚间|[今当]晚|夜里)\s?(?P<zh>\d{1,2})\s?[点时:：]",
    re.IGNORECASE,
)
_OF_THE_DAY = re.compile(r"(?<![\d.,:])(1[2-9]|2[0-3])(?=\s?(?:[:：.]\d\d(?!\d)|час|ч\b|[点时]))")


def _same_clock(number: Number, text: str, other: str) -> bool:
    """7 p.m. as 19:00."""

    def evening(shown: str) -> set[int]:
        return {int(next(filter(None, found.groups()))) % 12 + 12 for found in _EVENING.finditer(shown)}

    def of_the_day(shown: str) -> set[int]:
        return {int(found.group()) for found in _OF_THE_DAY.finditer(shown)}

    hour = int(number.value) if number.value == int(number.value) else -1
    here = evening(text) & of_the_day(other)
    there = of_the_day(text) & evening(other)
    return hour % 12 + 12 in here or hour in there


def _same_heat(number: Number, others: Sequence[Number]) -> bool:
    """98.6 °F as 37 °C, and the other way round."""
    if number.unit == "fahrenheit":
        heat = (number.value - 32) * 5 / 9
        return any(n.unit == "celsius" and abs(n.value - heat) < 1 for n in others)
    if number.unit == "celsius":
        return any(n.unit == "fahrenheit" and abs((n.value - 32) * 5 / 9 - number.value) < 1 for n in others)
    return False


def _as_decade(number: Number, others: Sequence[Number]) -> bool:
    """The 1990s as the nineties."""
    is_decade = 1900 <= number.value < 2000 and number.value % 10 == 0
    return is_decade and any(n.value == number.value % 100 and not n.unit for n in others)
