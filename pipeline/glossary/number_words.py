"""Number words in three languages: what may stand for a number written in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Span

_EN: dict[str, int | Decimal] = {
    "zero": 0, "one": 1, "once": 1, "first": 1, "two": 2, "twice": 2, "second": 2, "both": 2, "three": 3, "third": 3,
    "four": 4, "fourth": 4, "five": 5, "fifth": 5, "six": 6, "sixth": 6, "seven": 7, "seventh": 7, "eight": 8,
    "eighth": 8, "nine": 9, "ninth": 9, "ten": 10, "tenth": 10, "eleven": 11, "twelve": 12, "dozen": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "thousand": 1000, "million": 10**6, "half": Decimal("0.5"), "quarter": Decimal("0.25"),
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_RU: dict[str, int | Decimal] = {
    r"нол\w{1,2}": 0, r"од(?:ин|н[аоуиы]\w{0,2})": 1, r"перв\w{2,3}": 1, r"однажды": 1, r"дв(?:а|е|ух|ум|умя|ое)": 2,
    r"втор\w{2,3}": 2, r"дважды|вдвое": 2, r"об(?:а|е|оих|еих)": 2, r"тр(?:и|[её]х|[её]м|емя|ое)": 3,
    r"трет(?:ий|ь\w{1,3})": 3, r"трижды|втрое": 3, r"четыр(?:е|[её]х|[её]м|ьмя)": 4, r"четв[её]рт\w{2,3}": 4,
    r"вчетверо": 4, r"пят(?:ь|и|ью)": 5, r"пят(?:ый|ая|ое|ого|ой)": 5, r"шест(?:ь|и|ью)": 6, r"шест(?:ой|ая|ого)": 6,
    r"сем(?:ь|и|ью)": 7, r"седьм\w{2,3}": 7, r"вос(?:емь|ьми)": 8, r"восьм(?:ой|ая|ого)": 8, r"девят\w{1,3}": 9,
    r"десят(?:ь|и|ью|ый|ая|ое|ого|ой)": 10, r"одиннадцат\w{1,3}": 11, r"двенадцат\w{1,3}|дюжин\w": 12,
    r"тринадцат\w{1,3}": 13, r"четырнадцат\w{1,3}": 14, r"пятнадцат\w{1,3}": 15, r"шестнадцат\w{1,3}": 16,
    r"семнадцат\w{1,3}": 17, r"восемнадцат\w{1,3}": 18, r"девятнадцат\w{1,3}": 19, r"двадцат\w{1,3}": 20,
    r"тридцат\w{1,3}": 30, r"сорок\w?|сороков\w{2,3}": 40, r"пят(?:ьдесят|идесят\w{1,3})": 50,
    r"шест(?:ьдесят|идесят\w{1,3})": 60, r"сем(?:ьдесят|идесят\w{1,3})": 70,
    r"вос(?:емьдесят|ьмидесят\w{1,3})": 80, r"девяност\w{1,3}": 90, r"сто|ста|сот\w{1,2}": 100, r"двести|двухсот": 200,
    r"триста|тр[её]хсот": 300, r"тысяч\w{0,3}": 1000, r"миллион\w{0,2}": 10**6,
    r"половин\w|пол|полтора": Decimal("0.5"),
    r"четверт(?:ь|и|ью)": Decimal("0.25"), r"январ\w{1,2}": 1, r"феврал\w{1,2}": 2, r"март\w?": 3, r"апрел\w{1,2}": 4,
    r"ма[йяею]": 5, r"июн\w": 6, r"июл\w": 7, r"август\w?": 8, r"сентябр\w{1,2}": 9, r"октябр\w{1,2}": 10,
    r"ноябр\w{1,2}": 11, r"декабр\w{1,2}": 12,
}  # fmt: skip
_ZH_DIGITS = dict(zip("零一二三四五六七八九两〇", (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 0), strict=True))
_ZH_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_ZH_RUN = re.compile(r"(?:百分之)?([零一二三四五六七八九两〇十百千万亿]+)")
_ZH_HALF = re.compile(r"一?半")


@lru_cache(maxsize=1)
def _en_pattern() -> re.Pattern[str]:
    words = "|".join(sorted(_EN, key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<tens>\w+ty)[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine)|(?P<word>{words}))s?\b",
        re.I,
    )


@lru_cache(maxsize=1)
def _ru_pattern() -> tuple[re.Pattern[str], tuple[Decimal, ...]]:
    groups = "|".join(f"({pattern})" for pattern in _RU)
    return re.compile(rf"\b(?:{groups})\b", re.I), tuple(Decimal(v) for v in _RU.values())


def words_with_values(text: str, language: str) -> Iterator[tuple[Decimal, Span]]:
    """Number words of a text (month names and ordinals among them) with their values."""
    if language == "en":
        yield from _english(text)
    elif language == "ru":
        pattern, values = _ru_pattern()
        for found in pattern.finditer(text):
            assert found.lastindex  # noqa: S101 - every alternative is a group
            yield values[found.lastindex - 1], Span(*found.span())
    else:
        yield from _chinese(text)


def _english(text: str) -> Iterator[tuple[Decimal, Span]]:
    for found in _en_pattern().finditer(text):
        if found["word"]:
            yield Decimal(_EN[found["word"].lower()]), Span(*found.span())
        elif (tens := found["tens"].lower()) in _EN:
            yield Decimal(_EN[tens] + _EN[found["ones"].lower()]), Span(*found.span())


def _chinese(text: str) -> Iterator[tuple[Decimal, Span]]:
    for found in _ZH_RUN.finditer(text):
        if found.group() != "百分":
            yield Decimal(_chinese_value(found.group(1))), Span(*found.span())
    for found in _ZH_HALF.finditer(text):
        yield Decimal("0.5"), Span(*found.span())


def _chinese_value(run: str) -> int:
    """The value of a run of Chinese numerals, e.g. 二十五, 三百, 一万二千."""
    total, section, digit = 0, 0, 0
    for character in run:
        if character in _ZH_DIGITS:
            digit = _ZH_DIGITS[character]
        elif (scale := _ZH_SCALES[character]) >= 10**4:
            total = (total + section + digit or 1) * scale
            section, digit = 0, 0
        else:
            section += (digit or 1) * scale
            digit = 0
    return total + section + digit
