"""Numbers in running text: their values, their units, where they stand.

    «в 1,8 раза»  -> 1.8 times          "50–200 mcg" -> 50 mcg, 200 mcg
    «2,5 млн»     -> 2500000            "MK-7", "D3" -> no numbers but names

Values are read by the rules of the text's language: `1,500` is one and a half thousand in
English and Chinese, one and a half in Russian; where it can be read both ways it is
marked `ambiguous`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.glossary.number_words import words_with_values
from pipeline.glossary.units import unit_at
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


_SPACES = " \u00a0\u2009\u202f"
_DIGITS = re.compile(rf"(?<![\d.,])\d+(?:[.,·]\d+|[{_SPACES}'’]\d{{3}}(?!\d))*")
# A name, not a number: digits behind a letter or a hyphen behind one (MK-7, B12, COVID-19, Омега-3).
_NAME_BEFORE = re.compile(r"(?:[A-Za-zΑ-Ωα-ωА-Яа-яЁё][₀-₉\d]*[-‑–]?|甲萘醌[-‑–]|[₀-₉])$")
_NAME_CHAIN = re.compile(r"(?:[A-Za-zА-Яа-яЁё]+[-‑]?\d+[/,、]\s?)$")
_FIRST_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_MULTIPLIERS = (
    (re.compile(rf"[{_SPACES}]?(?:тыс(?:яч\w*|\.)?|thousand|千(?![克米卡焦]))"), 10**3),
    (re.compile(r"万亿"), 10**12),
    (re.compile(r"万"), 10**4),
    (re.compile(rf"[{_SPACES}]?(?:млн\.?|миллион\w*|million|百万)"), 10**6),
    (re.compile(r"亿"), 10**8),
    (re.compile(rf"[{_SPACES}]?(?:млрд\.?|миллиард\w*|billion|十亿)"), 10**9),
)
_CENTURY_DECADE = re.compile(r"(\d{1,2})世纪(\d0)年代")
_HUNDREDTHS = re.compile(r"百分之\s*(\d+(?:\.\d+)?)")
_MORE_THAN = ("多", "余", "來", "来")
_ORDINAL = re.compile(r"[-‑–](?:го|му|ми|ом|ем|ой|ая|я|й|м|х|е)(?![А-Яа-яЁё])")
"""`на 9-м этаже` is no length."""
_YEARS = (1000, 2100)


def numbers(text: str, language: str) -> tuple[Number, ...]:
    """All numbers of a text, written in digits or in words, in their order."""
    found = list(_written_in_digits(text, language))
    taken = [n.whole for n in found]
    for value, span in words_with_values(text, language):
        if not any(span.start < t.end and t.start < span.end for t in taken):
            unit, end = _unit_after(text, span.end, value, language)
            found.append(Number(value, unit, span, Span(span.start, end), digits=False))
    return _share_units(text, sorted(found, key=lambda n: n.span))


_RANGE = re.compile(r"\s*(?:[-‑–—−~～]|to|or|до|или|至|到|或)\s*")


def _share_units(text: str, found: list[Number]) -> tuple[Number, ...]:
    """A range's first number has the unit of its last: `50–200 mcg`."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        between = text[here.whole.end : following.span.start]
        if (
            here.digits
            and following.digits
            and not here.unit
            and following.unit
            and _RANGE.fullmatch(between)
        ):
            found[index] = replace(here, unit=following.unit)
    return tuple(found)


def _written_in_digits(text: str, language: str) -> Iterator[Number]:
    position = 0
    while found := _DIGITS.search(text, position):
        position = found.end()
        if special := _CENTURY_DECADE.match(text, found.start()):
            value = Decimal((int(special.group(1)) - 1) * 100 + int(special.group(2)))
            position = special.end()
            yield Number(value, "", Span(*special.span()), Span(*special.span()))
            continue
        if _is_name(text, found.start()):
            # `K1 300` is a name and a number, not a grouped 1,300.
            position = found.start() + len(_FIRST_DIGITS.match(found.group())[0])  # type: ignore[index]
            continue
        yield from _number(text, found, language)


def _is_name(text: str, start: int) -> bool:
    before = text[max(0, start - 24) : start]
    if not _NAME_BEFORE.search(before):
        return bool(_NAME_CHAIN.search(before)) and start < len(text) and text[start - 1] in "/,、"
    # `p<0.05`, `№5` are numbers; a hyphen behind a space or a digit is a dash.
    return True


def _number(text: str, found: re.Match[str], language: str) -> Iterator[Number]:
    start, end = found.span()
    for value, ambiguous, length in _values(found.group(), language):
        stop = start + length
        number_end = stop
        if stop == end:
            for pattern, factor in _MULTIPLIERS:
                if multiplier := pattern.match(text, stop):
                    value, number_end = value * factor, multiplier.end()
                    break
        unit, whole_end = _unit_after(text, number_end, value, language)
        whole_start = start
        if hundredths := _HUNDREDTHS.match(text, max(0, start - 4)):
            unit, whole_start, whole_end = "percent", hundredths.start(), number_end
        yield Number(value, unit, Span(start, number_end), Span(whole_start, whole_end), ambiguous=ambiguous)
        return


def _values(digits: str, language: str) -> Iterator[tuple[Decimal, bool, int]]:
    """The value of a run of digits and marks, whether it is ambiguous, how many characters it takes."""
    plain = re.sub(rf"[{_SPACES}'’]", "", digits)
    marks = re.findall(r"[.,·]", plain)
    decimal, thousands = (",", ".") if language == "ru" else (".", ",")
    groups = re.fullmatch(r"[1-9]\d{0,2}((?:[.,]\d{3})+)", plain)
    if not marks:
        yield Decimal(plain), False, len(digits)
    elif len(marks) == 1 and not groups:
        yield Decimal(re.sub(r"[.,·]", ".", plain)), False, len(digits)
    elif groups and len(marks) == 1:
        is_thousands = marks[0] == thousands
        value = plain.replace(marks[0], "" if is_thousands else ".")
        yield Decimal(value), True, len(digits)
    elif groups and len(set(marks)) == 1:
        yield Decimal(re.sub(r"[.,]", "", plain)), False, len(digits)
    elif mixed := re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)([.,])(\d+)", plain):
        whole = re.sub(r"[.,]", "", mixed.group(1))
        yield Decimal(f"{whole}.{mixed.group(3)}"), mixed.group(2) != decimal, len(digits)
    else:  # a date, a version, a section number: its first part stands for it
        first = re.match(r"\d+", digits)
        assert first  # noqa: S101 - the pattern begins with a digit
        yield Decimal(first.group()), False, len(digits)


def _unit_after(text: str, end: int, value: Decimal, language: str) -> tuple[str, int]:
    """The unit behind a number that ends at `end`, and where it ends; a calendar year has none."""
    start = end
    if language == "zh" and text[start : start + 1] in _MORE_THAN:
        start += 1  # 300多微克
    if _ORDINAL.match(text, start):
        return "", end
    while start < len(text) and start - end < 2 and text[start] in _SPACES + "-‑":
        start += 1
    found = unit_at(text, start)
    if not found:
        return "", end
    name, span = found
    is_calendar = value == int(value) and _YEARS[0] <= value <= _YEARS[1]
    if is_calendar and (name == "year" or (name == "g" and text[span.start : span.end + 1] == "г.")):
        return "", end
    if name == "g" and language == "ru" and is_calendar and value > 1900:
        return "", end
    return name, span.end
