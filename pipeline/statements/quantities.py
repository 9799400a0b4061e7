"""Quantities: numbers with what they count, whichever way they are written.

two weeks, 2 недели, 14天       the same time
half a tablet, полтаблетки, 半片  half of one tablet
twice a day, 2 раза в сутки     two times for each period
1 g, 1000 мг                    the same mass
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Span
from pipeline.statements.counting import HALF
from pipeline.statements.measures import measure_at, single_measures
from pipeline.statements.numbers import Number, numbers
from pipeline.statements.periods import periods

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}
_MONTHS = {"month": 1, "year": 12}
_GRAMS = {"kg": 3, "g": 0, "mg": -3, "mcg": -6, "ng": -9, "pg": -12}
_LITRES = {"l": 0, "dl": -1, "ml": -3}
TIMES_OF_DAY = frozenset({*_SECONDS, *_MONTHS})


@dataclass(frozen=True, slots=True)
class Quantity:
    """So and so much of something."""

    value: Decimal
    kind: str
    """A unit, a measure (`tablet`), or `times` for each period."""
    span: Span
    number: Number | None = None
    """What tells the value; None: one without a number."""

    @property
    def family(self) -> str:
        """What it can be mistaken for: a time, an amount, or how often."""
        if self.kind in TIMES_OF_DAY:
            return "time"
        return "often" if self.kind == "times" else "amount"

    @property
    def size(self) -> tuple[str, Decimal]:
        return size(self.value, self.kind)


def size(value: Decimal, kind: str) -> tuple[str, Decimal]:
    """A value in a unit that all of its kind share: 14 days are 2 weeks, 6 months half a year."""
    if kind in _SECONDS:
        return "second", value * _SECONDS[kind]
    if kind in _MONTHS:
        return "month", value * _MONTHS[kind]
    if kind in _GRAMS:
        return "g", value.scaleb(_GRAMS[kind]).normalize()
    if kind in _LITRES:
        return "l", value.scaleb(_LITRES[kind]).normalize()
    return kind, value


@lru_cache(maxsize=4_096)  # as for numbers
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a text in their order."""
    found = numbers(text, language)
    often = list(_often(text, found, language)) if periods(text, language) else []
    counted = [n for n in found if (n.digits or n.cardinal) and not _is_part(n, found)]
    made = [*_counted(text, counted, language), *(_and_a_half(text, counted) if language == "en" else ())]
    taken = [q.span for q in made]
    ones = (
        Quantity(Decimal(1), kind, span)
        for kind, span in single_measures(text, language)
        if not any(t.start < span.end and span.start < t.end for t in taken)
    )
    return tuple(sorted((*often, *made, *ones), key=lambda q: q.span))


_AND_A_HALF = re.compile(
    r"\b(?:an?|one) (second|minute|hour|day|week|month|year) and (?=a half\b)", re.IGNORECASE
)


def _and_a_half(text: str, numbers: Sequence[Number]) -> Iterator[Quantity]:
    """An hour and a half."""
    for words in _AND_A_HALF.finditer(text):
        half = next((n for n in numbers if n.span.start == words.end()), None)
        if half:
            yield Quantity(1 + HALF, words.group(1).lower(), Span(words.start(), half.span.end), half)


def _is_part(number: Number, found: Sequence[Number]) -> bool:
    """Whether a longer number holds it: the half of two and a half."""
    return any(
        o.span != number.span and o.span.start <= number.span.start and number.span.end <= o.span.end
        for o in found
        if o.cardinal
    )


_SCALE = 1000
"""From here on a range's last number tells a scale that its first one may share: two to three million years."""
_RANGE = re.compile(r"\s*(?:[-‑–—−~～]|to|or|до|или|至|到|或)\s*")
_HALF_BEHIND = re.compile(r"半")
_HALF_WITHIN = re.compile(r"个半(?:小时|月|钟头|星期)")


def _counted(text: str, numbers: Sequence[Number], language: str) -> Iterator[Quantity]:
    following: Quantity | None = None
    for number in reversed(numbers):
        made = _one(text, number, language)
        if not made and following and not number.unit:
            between = text[number.whole.end : following.span.start]
            if _RANGE.fullmatch(between) and following.value < _SCALE * number.value:
                made = Quantity(number.value, following.kind, number.whole, number)
        if made:
            yield made
        following = made


def _one(text: str, number: Number, language: str) -> Quantity | None:
    value, unit, end = number.value, number.unit, number.whole.end
    if language == "zh" and not unit and (more := _HALF_WITHIN.match(text, end)):
        kind = "month" if more.group().endswith("月") else "week" if "星" in more.group() else "hour"
        return Quantity(value + HALF, kind, Span(number.whole.start, more.end()), number)
    if not unit and (measure := measure_at(text, number.span.end, language)):
        unit, end = measure[0], measure[1].end
    is_date = text[number.span.end : end].strip() == "日"
    if not unit or unit in ("times", "percent", "point") or is_date:
        return None
    if language == "zh" and value >= 1 and (half := _HALF_BEHIND.match(text, end)):
        value, end = value + HALF, half.end()
    return Quantity(value, unit, Span(number.whole.start, end), number)


_OCCASIONS = {
    "en": re.compile(
        r"\b(?:once|twice|thrice)\b(?=[ -](?:an?|per|each|every|daily|weekly|monthly|in)\b)", re.I
    ),
    "ru": re.compile(
        r"\b(?:однократно|дважды|двукратно|трижды|тр[её]хкратно|четырежды"
        r"|(?<![\w\d] )раз(?= в (?:день|сутки|неделю|месяц|год)))\b",
        re.I,
    ),
    "zh": re.compile(r"(?!)"),
}
_HOW_OFTEN = {"once": 1, "twice": 2, "thrice": 3, "раз": 1, "однократно": 1, "дважды": 2, "двукратно": 2, "трижды": 3,
              "трёхкратно": 3, "трехкратно": 3, "четырежды": 4}  # fmt: skip
_FACTOR_BEFORE = re.compile(r"\b(?:в|by)\s$")
_FACTOR_BEHIND = re.compile(r"\s(?:as|more|less|higher|lower|greater|the|больше|меньше|выше|ниже|чаще)\b")


def _often(text: str, found: Sequence[Number], language: str) -> Iterator[Quantity]:
    for words in _OCCASIONS[language].finditer(text):
        yield Quantity(Decimal(_HOW_OFTEN[words.group().lower()]), "times", Span(*words.span()))
    for number in found:
        shown = text[number.span.end : number.whole.end].strip(" \u00a0-")
        is_factor = _FACTOR_BEFORE.search(text[: number.whole.start]) or _FACTOR_BEHIND.match(
            text, number.whole.end
        )
        if (
            number.unit == "times"
            and (number.digits or number.cardinal)
            and re.fullmatch(r"times?|раза?|次|", shown)
            and not is_factor
        ):
            yield Quantity(number.value, "times", number.whole, number)
