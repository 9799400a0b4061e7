"""Chinese number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.model import Span
from pipeline.statements.counting import HALF, Word, fraction

_DIGITS = dict(zip("零一二三四五六七八九两〇俩", (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 0, 2), strict=True))
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NO_NUMBERS = (
    r"一(?:般|定|些|样|起|直|旦|致|切|向|贯|律|概|方面|味|经|边|再|同|系列|连串|并)|十分(?!钟|之|[零一二三四五六七八九])"
    r"|万一|统一|唯一|千万(?=[不别要])|百(?:合|姓)|千(?:克|米|卡|焦)"
)
"""Words that are written with numerals and count nothing: 一般 generally, 十分 very, 万一 in case."""
_RUN = re.compile(
    rf"(?:{_NO_NUMBERS})|(?P<ordinal>第)?(?P<run>[零一二三四五六七八九两〇俩十百千万亿]+)(?:点(?P<places>[零一二三四五六七八九]+))?"
)
_EITHER = re.compile(r"([一二两三四五六七八九])(?=[一二三四五六七八九]([十百千万亿]?))")
_HALF = re.compile(r"一?半(?!径|衰|数以上|胱)")
_PART = re.compile(r"([零一二三四五六七八九十百千万\d]+)分之([零一二三四五六七八九两十百\d]+)")
_DECADE = re.compile(r"([二三四五六七八九])旬")


def digit(shown: str) -> int:
    """The value of one digit, Chinese or not: 三, 3."""
    return _DIGITS[shown] if shown in _DIGITS else int(shown)


def chinese(text: str) -> Iterator[Word]:
    """The number words of a Chinese text; what is told in two ways is there twice."""
    for found in _RUN.finditer(text):
        run = found["run"]
        if not run or text.startswith("百分之", found.start()):
            continue
        value, span = Decimal(_value(run)), Span(*found.span("run"))
        if found["places"]:
            places = "".join(str(_DIGITS[place]) for place in found["places"])
            yield Word(value + Decimal(f"0.{places}"), Span(span.start, found.end("places")))
            continue
        # 几百 are several hundreds.
        if not _EITHER.match(run):
            yield Word(value, span, not found["ordinal"] and run not in ("百", "千", "万", "亿"))
        for either in _EITHER.finditer(run):  # 二三十 is 20 to 30, 两三 2 to 3
            scale = _SCALES.get(either.group(2), 1)
            yield Word(Decimal(_DIGITS[either.group(1)] * scale), span)
            yield Word(Decimal(_DIGITS[run[either.end()]] * scale), span)
    for found in _HALF.finditer(text):
        yield Word(HALF, Span(*found.span()))
    for found in _DECADE.finditer(text):
        yield Word(Decimal(10 * _DIGITS[found.group(1)]), Span(*found.span()), cardinal=False)
    yield from _fractions(text)


def _fractions(text: str) -> Iterator[Word]:
    for found in _PART.finditer(text):
        whole, part = map(_number, found.groups())
        if whole and part and found.group(1) != "百":
            yield Word(fraction(part, whole), Span(*found.span()))


def _number(shown: str) -> Decimal | None:
    """The value of digits or numerals; None if they are mixed."""
    if shown.isdecimal():
        return Decimal(shown)
    return None if any(character.isdecimal() for character in shown) else Decimal(_value(shown))


def _value(run: str) -> int:
    """The value of a run of Chinese numerals, e.g. 二十五, 三百, 一万二千."""
    total, section, digit = 0, 0, 0
    for character in run:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif (scale := _SCALES[character]) >= 10**4:
            total = (total + section + digit or 1) * scale
            section, digit = 0, 0
        else:
            section += (digit or 1) * scale
            digit = 0
    return total + section + digit
