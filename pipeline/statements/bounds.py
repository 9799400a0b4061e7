"""Numbers that are bounds: `at least 50`, `не более 50`, `50以上`.

A strict bound counts as its loose neighbour (`more than 50` as `at least 50`): translations exchange
them freely, and only the side matters to who takes the dose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from pipeline.model import Span
from pipeline.statements.bound_words import BEFORE, BEHIND, FAR, SYMBOLS
from pipeline.statements.numbers import Number

Side = Literal["least", "most"]


class Bound(NamedTuple):
    """A number that bounds what is meant from below (`least`) or from above (`most`)."""

    value: Decimal
    side: Side
    span: Span
    """The words and the number."""
    unit: str = ""
    """Canonical unit of the number, or empty."""

    def may_be(self, other: Bound) -> bool:
        """Whether the other may be the same number: units that only one of them has tell nothing."""
        return self.value == other.value and (self.unit == other.unit or not self.unit or not other.unit)


_NEAR = {
    "en": r"\s*(?:about |some |another |(?:the )?age of |age |the |[$€£])?$",
    "ru": r"\s*(?:чем )?(?:на |за |в |у |через |для |при |с |до )?$",
    "zh": r"\s*约?$",
}
_SIDES: tuple[Side, Side] = ("least", "most")
_OTHER: dict[Side, Side] = {"least": "most", "most": "least"}
_WIDEST = 32
"""Characters before a number in which its words may stand."""
_FARTHEST = 64
"""The same of `minimum` and `maximum`, which have a noun behind them."""

_Patterns = dict[str, tuple[tuple[Side, re.Pattern[str]], ...]]


def _words(listed: str) -> str:
    return f"(?:{'|'.join(listed.split())})".replace("_", " ")


def _patterns(listed: dict[str, tuple[str, str]]) -> _Patterns:
    """Of each language, from below and from above."""
    return {
        code: tuple((s, re.compile(p, re.IGNORECASE)) for s, p in zip(_SIDES, pair, strict=True))
        for code, pair in listed.items()
    }


_NO_LETTER = "(?<![A-Za-zА-Яа-яё])"
_LEFT = {"en": _NO_LETTER, "ru": _NO_LETTER, "zh": ""}
"""What a word begins behind."""
_PREFIXES = _patterns(
    {
        code: (
            rf"(?:{_LEFT[code]}{_words(least)}{_NEAR[code]}|(?<![-=]){SYMBOLS[0]}\s*$)",
            rf"(?:{_LEFT[code]}{_words(most)}{_NEAR[code]}|(?<![-=]){SYMBOLS[1]}\s*$)",
        )
        for code, (least, most) in BEFORE.items()
    }
)
_SUFFIXES = _patterns(
    {code: (rf"\s*{_words(least)}", rf"\s*{_words(most)}") for code, (least, most) in BEHIND.items()}
)
_EXTREMES = _patterns(
    {
        code: (
            rf"{_LEFT[code]}{_words(least)}(?=({between})$)",
            rf"{_LEFT[code]}{_words(most)}(?=({between})$)",
        )
        for code, (least, most, between) in FAR.items()
    }
)


def bounds(text: str, found: Iterable[Number], language: str) -> tuple[Bound, ...]:
    """The numbers of a text that are bounds; `found`: the text's numbers."""
    return tuple(bound for number in found if (bound := _bound(text, number, language)))


def _bound(text: str, number: Number, language: str) -> Bound | None:
    found = (
        *_before(text, number, language),
        *_behind(text, number, language),
        *_extreme(text, number, language),
    )
    return found[0] if found else None


def _before(text: str, number: Number, language: str) -> Iterator[Bound]:
    end = number.whole.start
    before = text[max(0, end - _WIDEST) : end]
    # Of `not more than` and `more than`, which end alike, the one that begins first is meant.
    words = [(m.start(), side) for side, pattern in _PREFIXES[language] if (m := pattern.search(before))]
    if not words:
        return
    begin, side = min(words)
    span = Span(end - len(before) + begin, number.whole.end)
    if not _is_idle(text, number, span.start):
        yield Bound(number.value, _OTHER[side] if _counts_back(text, span) else side, span, number.unit)


def _behind(text: str, number: Number, language: str) -> Iterator[Bound]:
    for side, pattern in _SUFFIXES[language]:
        if behind := pattern.match(text, number.whole.end):
            yield Bound(number.value, side, Span(number.whole.start, behind.end()), number.unit)
    if number.unit in _TIMES and (behind := _INSIDE.match(text, number.whole.end)):
        yield Bound(number.value, "most", Span(number.whole.start, behind.end()), number.unit)


def _extreme(text: str, number: Number, language: str) -> Iterator[Bound]:
    """`The minimum daily dose is 50`; of `the minimum and the maximum` neither is meant."""
    start = max(0, number.whole.start - _FARTHEST)
    before = text[start : number.whole.start]
    found = [(m.start(), side) for side, pattern in _EXTREMES[language] if (m := pattern.search(before))]
    if len(found) == 1:
        begin, side = found[0]
        yield Bound(number.value, side, Span(start + begin, number.whole.end), number.unit)


# --- what the words do not say ------------------------------------------------------------------------

_TIMES = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))
_INSIDE = re.compile(r"\s*内(?![酯容分服科])")
_SPAN_OF_TIME = re.compile(r"over\s+(?:about |the )?$", re.IGNORECASE)
_OF_AGE = re.compile(
    r"(?:\b(?:for|of|aged?|adults|people|those|anyone|everyone|(?:wo)?men|(?:fe)?males|girls|boys|children|kids|infants|patients|persons|"
    r"individuals|participants|subjects|smokers|seniors))\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"от\s*$", re.IGNORECASE)
_TO = re.compile(r"до\s*$", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"\b(?:от|со?)\s[^.;:!?]{1,40}$", re.IGNORECASE)
_RANGE_BEHIND = re.compile(r"[^.;:!?]{0,40}\bдо\b", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:повы[сш]|увелич|сни[зж]|дов[её][дс]|подн[яи]|вырос|упа[лд]|уменьш|сокра[тщ]|возр[оа]с|дош|доход|рас[тш]|пада)\w*\s+"
    r"(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)


def _is_idle(text: str, number: Number, start: int) -> bool:
    """Whether words before a number bound nothing: `over 3 years` (за 3 года), «от 5 до 10», «вырос до 10».

    `start`: where the words begin.
    """
    words, before = text[start : number.whole.start], text[:start]
    if _SPAN_OF_TIME.match(words):
        return number.unit in _TIMES and not _OF_AGE.search(before)
    if _FROM.match(words):
        return bool(_RANGE_BEHIND.match(text, number.whole.end))
    return bool(_TO.match(words)) and bool(_RANGE_BEFORE.search(before) or _CHANGES.search(before))


_MOMENT = re.compile(r"\b(?:earlier|later|sooner|раньше|ранее|позже|позднее)\b", re.IGNORECASE)
_OF_WHAT_FOLLOWS = re.compile(r"\s*(?:before|prior|ahead|до|перед)\b", re.IGNORECASE)


def _counts_back(text: str, span: Span) -> bool:
    """Whether time is counted back from what follows: no later than 2 hours before a meal is 2 hours or more."""
    return bool(_MOMENT.search(text, *span)) and bool(_OF_WHAT_FOLLOWS.match(text, span.end))
