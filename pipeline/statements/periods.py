"""Periods that a rate is told for: `twice a day`, «раз в неделю», 每月.

A dose for a week that is taken every day is seven doses. Only words that make a rate are read:
`for a week`, «через неделю», 一周后 tell how long or when, not how often.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Span


class Period(NamedTuple):
    """A period as it stands in a text."""

    name: str
    """`hour`, `day`, `alternate` (every other day), `week`, `month`, `year`."""
    span: Span


_NO_RATE_EN = (
    r"(?<!\bfor )(?<!\bin )(?<!half )(?<!than )(?<!\bof )(?<!within )(?<!after )(?<!\bonly )(?<!over )"
)
_NOT_WHEN_EN = r"\b(?! (?:ago|later|after|before|earlier|or|when|old|in which)\b|['’-])"


def _english(unit: str, *others: str) -> str:
    rate = rf"(?:{_NO_RATE_EN}\ban?|\bper|\beach|\bevery) {unit}{_NOT_WHEN_EN}"
    counted = rf"(?<=times )an? {unit}\b|(?<=once )an? {unit}\b|(?<=twice )an? {unit}\b"
    return "|".join((rate, counted, rf"(?<=[\w²³])/{unit}\b", *others))


_NUMERAL_ZH = r"[\d一二两三四五六七八九十]"
_COUNTED_ZH = rf"[^，。；、！？]{{0,5}}?{_NUMERAL_ZH}(?:至|到|[-–~～])?{_NUMERAL_ZH}?\s?[次片粒颗滴杯]"
_WORDS = {
    "en": {
        "alternate": r"\b(?:every|each) (?:other|second) day|\balternate[- ]days?\b|\bevery (?:two|2) days",
        "hour": _english("hour", r"\bhourly\b", r"(?<=[\w²])/hr?\b", r"\b(?:mph|kph)\b"),
        "day": _english(
            "day",
            r"\bdaily\b",
            r"\bnightly\b",
            r"\b(?:every|each) (?:morning|evening|night)\b",
            r"(?<=\w)/d\b",
        ),
        "week": _english("week", r"\bweekly\b", r"(?<=\w)/wk\b"),
        "month": _english("month", r"\bmonthly\b"),
        "year": _english("year", r"\b(?:yearly|annual|annually)\b"),
    },
    "ru": {
        "alternate": r"\bчерез (?:один )?день\b(?! после)|\bчерез сутки\b(?! после)|\bкажд\w+ второй день"
        r"|\bраз в (?:два|2) (?:дня|суток)",
        "hour": r"\bв час\b(?! (?:дня|ночи|пик))|\bежечасн\w+|\bкаждый час\b|(?<=\w)/ч(?:ас)?\b",
        "day": r"\bв (?:день|сутки)\b(?! (?:операц|рожд|смерт|экзам|выпис|при[её]ма|когда))"
        r"|\bежедневн\w+|\bежесуточн\w+|\b(?:средне)?суточн\w+|\bкажд\w+ (?:день|сутки|утро|вечер|ночь)\b"
        r"|(?<=\w)/(?:сут|день)\w*|\bдневн(?:ая|ой|ую|ые|ых) (?:доз|норм|потреб)\w+",
        "week": r"\bв неделю\b|\bеженедельн\w+|\bкажд\w+ недел[юяи]\b|(?<=\w)/нед\w*|\bнедельн\w+ доз\w+",
        "month": r"\bв месяц\b|\bежемесячн\w+|\bкажд\w+ месяц\b|(?<=\w)/мес\w*",
        "year": r"\bв год\b(?! (?:рожд|смерт|основ|когда))|\bежегодн\w+|\bкаждый год\b|(?<=\w)/год\b|\bгодов\w+",
    },
    "zh": {
        "alternate": r"隔[天日]|每隔一[天日]|每[两二2]\s?[天日]",
        "hour": r"每(?:一|个)?小时|[/／]小时|(?<=\w)/h\b|时速",
        "day": rf"每(?:一|人)?[天日晚早夜]|[/／][天日]|(?<=\w)/d\b|日均|天天|[一1]\s?[天日]{_COUNTED_ZH}"
        r"|日(?:剂量|摄入量|用量)",
        "week": rf"每(?:一|个)?(?:周(?!期|围|边)|星期|礼拜)|[/／]周|[一1]\s?(?:周|个?星期){_COUNTED_ZH}|周剂量",
        "month": r"每(?:一|个)?个?月(?!经)|[/／]月|月均|[一1]个月" + _COUNTED_ZH,
        "year": r"每(?:一)?年|[/／]年|年均|[一1]年" + _COUNTED_ZH,
    },
}


@lru_cache(maxsize=3)
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{words})" for name, words in _WORDS[language].items()), re.I)


@lru_cache(maxsize=4_096)  # as for numbers
def periods(text: str, language: str) -> tuple[Period, ...]:
    """The periods of a text's rates, in their order."""
    return tuple(
        Period(found.lastgroup, Span(*found.span()))
        for found in _pattern(language).finditer(text)
        if found.lastgroup
    )


class Interval(NamedTuple):
    """A number between two doses or of doses: every three days, three times a day."""

    number: int
    is_gap: bool
    """Every so many days, not so many times a day."""
    span: Span


_COUNTS = {
    "en": dict(zip("two three four five six seven eight nine ten twelve".split(), (*range(2, 11), 12), strict=True)),
    "ru": {
        "два": 2, "две": 2, "двух": 2, "три": 3, "трёх": 3, "трех": 3, "четыре": 4, "четырёх": 4, "четырех": 4,
        "пять": 5, "шесть": 6, "семь": 7, "восемь": 8, "десять": 10, "двенадцать": 12, "дважды": 2, "трижды": 3,
    },
    "zh": dict(zip("两二三四五六七八九十", (2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)),
}  # fmt: skip
_COUNTS["en"]["twice"] = 2
_GAPS = {
    "en": r"\b(?:every|each) (?P<n>\w+) (?:hour|day|night|week|month|year)s\b",
    "ru": r"\b(?:раз(?:а|у)? в|кажды[ех]) (?P<n>\w+) (?:час|дн|сут|недел|меся|год|лет)",
    "zh": r"每隔?(?P<n>[两二三四五六七八九十]|\d+)\s?(?:个?小时|天|日|周|个?星期|个?月|年)(?!内)",
}
_TIMES = {
    "en": r"\b(?P<n>\w+)(?: times| doses)? (?:an?|per|each|every) (?:hour|day|night|week|month|year)\b",
    "ru": r"\b(?P<n>\w+)(?: раза?| при[её]ма?)? (?:в|на|за) (?:час|день|сутки|неделю|месяц|год)\b",
    "zh": r"(?:每|[一1])(?:个?小时|天|日|周|个?星期|个?月|年)[^，。；]{0,6}?(?P<n>[两二三四五六七八九十]|\d+)\s?次",
}


@lru_cache(maxsize=4_096)  # as for numbers
def intervals(text: str, language: str) -> tuple[Interval, ...]:
    """How many times in a period, and how many periods between two times, of two and more."""
    found = []
    for is_gap, patterns in ((True, _GAPS), (False, _TIMES)):
        for words in re.finditer(patterns[language], text, re.IGNORECASE):
            shown = words["n"].lower()
            count = int(shown) if shown.isdecimal() and len(shown) < 4 else _COUNTS[language].get(shown, 0)
            if count > 1:
                found.append(Interval(count, is_gap, Span(*words.span())))
    return tuple(found)
