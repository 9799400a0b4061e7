"""Runs of digits: where they stand in a text and what values they have.

    1,500    1500 in English and Chinese, 1.5 in Russian: `ambiguous`
    p < .05  0.05                1½       1.5
    2,5×10⁶  2500000             10^6     1000000
    1/2      0.5                 140/90   two numbers
    12.03.2021, 1.2.3, 1,2,3     no value of their own: their parts are numbers
    20世纪90年代                 1990, no digits of which may be written anew

`MK-7`, `B12` and `K1 300` hold names, whose digits are no numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Span
from pipeline.statements.counting import fraction

SPACES = " \u00a0\u2009\u202f"
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333", "⅔": "0.667", "⅕": "0.2", "⅛": "0.125"}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_POWER = r"10(?:\^\s?([-−]?\d{1,2})|([⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?!\d)"
_RUN = re.compile(
    r"(?:(?<![^\s(\[<>=≤≥≈~±+–−/])[.,](?=\d))?"  # p < .05
    rf"(?<!\d)(?:\d{{1,3}}(?:[{SPACES}'’]\d{{3}}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,·]\d+)*)"
    r"|[½¼¾⅓⅔⅕⅛]"
)
_TIMES_POWER = re.compile(rf"[{SPACES}]?[×xх*·][{SPACES}]?{_POWER}")
_BARE_POWER = re.compile(_POWER)
_FRACTION = re.compile(rf"[{SPACES}]?([½¼¾⅓⅔⅕⅛])")
_PARTS = re.compile(r"([1-9]) ?/ ?(2|3|4|5|6|8|10)(?![\d/.]|,\d|\s?期)")
_NO_PARTS = re.compile(r"(?:[\d/.,:×xх-]|phase[- ]?|фаз\w*|stage|стади\w+)\s?$", re.IGNORECASE)
"""Of phases and dates a stroke is no fraction bar."""
_DECADE = re.compile(rf"(\d{{1,2}})[{SPACES}]?世纪[{SPACES}]?(\d0)[{SPACES}]?年代")
# A name, not a number: digits behind a letter or a hyphen behind one (MK-7, B12, COVID-19, Омега-3).
_NAME_BEFORE = re.compile(r"(?:[A-Za-zΑ-Ωα-ωА-Яа-яЁё][₀-₉\d]*[-‑–]?|甲萘醌[-‑–]|[₀-₉])$")
_TIMES = re.compile(r"\d[xхХX]$")
_NAME_CHAIN = re.compile(r"(?:[A-Za-zА-Яа-яЁё]+[-‑]?\d+[/,、]\s?)$")
_FIRST_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Digits:
    """A number as its digits tell it, without multiplier and unit."""

    value: Decimal
    span: Span
    ambiguous: bool = False
    """Can be read with a decimal mark and with a thousands mark."""
    doubtful: bool = False
    """The language's own reading is not sure either: `1.500` in Russian, `1,5` in English."""
    special: bool = False
    """A power or fraction: kept as it stands but for its decimal mark, never multiplied or shared."""
    part: bool = False
    """Part of a date, version or list written without spaces."""


def digit_runs(text: str, language: str) -> Iterator[Digits]:
    """All numbers in digits, in their order."""
    position = 0
    while found := _RUN.search(text, position):
        start, position = found.span()
        if _is_name(text, start):
            # `K1 300` is a name and a number, not a grouped 1,300.
            first = _FIRST_DIGITS.match(found.group())
            position = start + len(first[0]) if first else position
            continue
        made = list(_special(text, found, language) or _plain(found, language))
        yield from made
        position = made[-1].span.end


def _is_name(text: str, start: int) -> bool:
    before = text[max(0, start - 24) : start]
    if _TIMES.search(before):
        return False  # 2x500, 36х24
    if not _NAME_BEFORE.search(before):
        return bool(_NAME_CHAIN.search(before)) and start < len(text) and text[start - 1] in "/,、"
    # `p<0.05`, `№5` are numbers; a hyphen behind a space or a digit is a dash.
    return True


def _special(text: str, found: re.Match[str], language: str) -> list[Digits]:
    """Powers of ten, fractions and decades; empty for other runs."""
    start, end = found.span()
    if found.group() in _FRACTIONS:
        return [Digits(Decimal(_FRACTIONS[found.group()]), Span(start, end), special=True)]
    if decade := _DECADE.match(text, start):
        year = (int(decade.group(1)) - 1) * 100 + int(decade.group(2))
        return [Digits(Decimal(year), Span(*decade.span()), doubtful=True, special=True)]
    if parts := _parts(text, start):
        return [parts]
    if power := _BARE_POWER.match(text, start):
        return [Digits(_tens(power), Span(*power.span()), special=True)]
    behind = _TIMES_POWER.match(text, end) or _FRACTION.match(text, end)
    plain = list(_plain(found, language)) if behind else []
    if not behind or len(plain) != 1:
        return []
    value, span = plain[0].value, Span(start, behind.end())
    if behind.re is _FRACTION:
        whole = value == int(value)
        return [Digits(value + Decimal(_FRACTIONS[behind.group(1)]), span, special=True)] if whole else []
    return [Digits(value * _tens(behind), span, doubtful=plain[0].doubtful, special=True)]


def _parts(text: str, start: int) -> Digits | None:
    """1/2 and 1 1/2; nothing where the parts are more than the whole (24/7, 140/90) or a date's."""
    mixed = re.compile(rf"(\d{{1,2}})[{SPACES}](?=[1-9] ?/)").match(text, start)
    found = _PARTS.match(text, mixed.end() if mixed else start)
    if not found or _NO_PARTS.search(text[max(0, start - 8) : start]):
        return None
    part, whole = Decimal(found.group(1)), Decimal(found.group(2))
    if part >= whole:
        return None
    value = fraction(part, whole) + (Decimal(mixed.group(1)) if mixed else 0)
    return Digits(value, Span(start, found.end()), special=True)


def _tens(power: re.Match[str]) -> Decimal:
    exponent = (power.group(1) or power.group(2)).translate(_SUPERSCRIPTS)
    return Decimal(10) ** int(exponent)


def _plain(found: re.Match[str], language: str) -> Iterator[Digits]:
    start, end = found.span()
    plain = re.sub(rf"[{SPACES}'’]", "", found.group())
    if plain[0] in ".," and plain[1:].isdecimal():
        yield Digits(Decimal(f"0.{plain[1:]}"), Span(start, end))
    elif plain[0] not in ".," and (value := _value(plain, language)):
        yield Digits(value[0], Span(start, end), value[1], value[2])
    else:
        for part in re.finditer(r"\d+", found.group()):
            span = Span(start + part.start(), start + part.end())
            yield Digits(Decimal(part.group()), span, part=True)


def _value(plain: str, language: str) -> tuple[Decimal, bool, bool] | None:
    """The value of digits with marks, whether it is ambiguous and doubtful; None if they are several numbers."""
    marks = re.findall(r"[.,·]", plain)
    decimal = "," if language == "ru" else "."
    if not marks:
        return Decimal(plain), False, False
    grouped = bool(re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", plain))
    if len(marks) == 1 and grouped:
        value = plain.replace(marks[0], "." if marks[0] == decimal else "")
        # An English comma before three digits groups them, as everyone knows; nothing else is as sure.
        return Decimal(value), True, marks[0] == "." or language == "ru"
    if len(marks) == 1:
        # `1,5` in English is a decimal of another country, or two numbers.
        foreign = marks[0] == "," and language != "ru"
        return Decimal(re.sub(r"[.,·]", ".", plain)), False, foreign or bool(re.match(r"0\d", plain))
    if grouped and len(set(marks)) == 1:
        return Decimal(re.sub(r"[.,]", "", plain)), False, False
    if mixed := re.fullmatch(r"(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)(?!\2)[.,](\d+)", plain):
        return Decimal(f"{re.sub(r'[.,]', '', mixed.group(1))}.{mixed.group(3)}"), False, False
    return None
