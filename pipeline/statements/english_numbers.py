"""English number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.model import Span
from pipeline.statements.counting import HALF, Word, fraction, put_together

_CARDINALS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "thousand": 10**3, "million": 10**6,
    "billion": 10**9, "dozen": 12, "both": 2, "couple": 2,
}  # fmt: skip
_OTHERS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "once": 1, "twice": 2, "thrice": 3,
    "january": 1, "february": 2, "april": 4, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""Ordinals, months, and what counts occasions only."""
_MONTHS = {"March": 3, "May": 5}
"""In small letters they are verbs."""
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WORD = re.compile(
    rf"\b(?P<cardinal>{_any(_CARDINALS)})s?\b|(?<!ty )\b(?P<other>{_any(_OTHERS)})\b", re.IGNORECASE
)
"""Twenty seconds are no ordinal."""
_MONTH = re.compile(r"\b(?:March|May)\b")
_SOME = re.compile(r"(?<!\ba )(?<!\bone )\b(?:hundred|thousand|million|billion|dozen)s?$", re.IGNORECASE)
"""Several hundred, dozens of: no number that could be compared."""
_JOINT = re.compile(r"[ \u00a0-]|,? and ", re.IGNORECASE)
_AND_A_HALF = re.compile(r"(?: \w+)? and a (half|quarter)\b", re.IGNORECASE)
"""Two and a half, one year and a half."""
_SCALED = re.compile(r"[ \u00a0-](?:(decade)|(centur))(?:s|y|ies)\b", re.IGNORECASE)
_FRACTION = re.compile(
    rf"\b(?:(?P<parts>a|an|one|two|three|four|five|seven|nine)[ -])?"
    rf"(?P<whole>(?:{_any(_PARTS)})s?)\b(?! (?:of )?(?:decade|centur))",
    re.IGNORECASE,
)


def english(text: str) -> Iterator[Word]:
    """The number words of an English text; what is told in two ways is there twice."""
    for number in put_together(list(_words(text)), text, _JOINT):
        shown = text[max(0, number.span.start - 4) : number.span.end]
        several = _SOME.search(shown) and " " not in text[slice(*number.span)]
        yield number._replace(cardinal=number.cardinal and not several)
        if more := _AND_A_HALF.match(text, number.span.end):
            part = HALF if more.group(1).lower() == "half" else HALF / 2
            end = more.start(0) if text[more.start()] != " " else more.end()
            yield Word(number.value + part, Span(number.span.start, end))
        if scale := _SCALED.match(text, number.span.end):
            yield Word(
                number.value * (10 if scale.group(1) else 100), Span(number.span.start, scale.end()), False
            )
    for found in _MONTH.finditer(text):
        yield Word(Decimal(_MONTHS[found.group()]), Span(*found.span()), cardinal=False)
    yield from _fractions(text)


def _words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        cardinal = bool(found["cardinal"])
        table, word = (_CARDINALS, found["cardinal"]) if cardinal else (_OTHERS, found["other"])
        yield Word(Decimal(table[word.lower()]), Span(*found.span()), cardinal)


def _fractions(text: str) -> Iterator[Word]:
    """Halves, quarters, and other parts where they are counted: `a third`, `two thirds`, not `the third`."""
    for found in _FRACTION.finditer(text):
        counted, part = found["parts"], found["whole"].lower().removesuffix("s")
        whole = _PARTS[part]
        if (not counted and whole not in (2, 4)) or (part == "fourth" and not counted):
            continue
        parts = _CARDINALS.get((counted or "one").lower(), 1)
        start = found.start() if counted else found.start("whole")
        yield Word(fraction(parts, whole), Span(start, found.end()))
