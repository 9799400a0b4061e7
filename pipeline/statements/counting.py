"""Number words put together: `two hundred and fifty` is 250, «двадцать пять» 25, `twenty-first` an ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pipeline.model import Span

HALF = Decimal("0.5")
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


class Word(NamedTuple):
    """A number word, or several that tell one number."""

    value: Decimal
    span: Span
    cardinal: bool = True
    """It counts something: no ordinal, month, Roman numeral or part of a greater number."""


def fraction(part: Decimal | int, whole: Decimal | int) -> Decimal:
    """`part` of `whole` to three places, as the signs ⅓ and ⅔ are read."""
    value = Decimal(part) / Decimal(whole)
    return value.quantize(Decimal("0.001")).normalize() if value < 10**6 else value


def put_together(words: Sequence[Word], text: str, joint: re.Pattern[str]) -> Iterator[Word]:
    """Number words that stand beside each other as the numbers that they tell.

    `joint`: what may stand between two words of one number. What a scale multiplies is told by
    itself too, as no cardinal: the 2 of `2 to three million` is meant to have it.
    """
    start = 0
    while start < len(words):
        run = [words[start]]
        for following in words[start + 1 :]:
            between = text[run[-1].span.end : following.span.start]
            if not joint.fullmatch(between) or not _fits(run, following, between):
                break
            run.append(following)
        start += len(run)
        value, span = _value(run), Span(run[0].span.start, run[-1].span.end)
        yield Word(value, span, run[-1].cardinal)
        if len(run) > 1 and _is_scale(run[-1].value):
            yield Word(_value(run[:-1]), Span(span.start, run[-2].span.end), cardinal=False)


def _is_scale(value: Decimal) -> bool:
    return value >= _THOUSAND and value == Decimal(10) ** value.adjusted()


def _fits(run: Sequence[Word], following: Word, between: str) -> bool:
    """Whether a word goes on with a number: seven behind twenty, not behind five; a million behind all that is less."""
    last, value = run[-1], following.value
    if not last.cardinal or last.value < 1 or value < 1:
        return False
    listed = bool(between.strip(" \u00a0-"))  # the `and` of one hundred and fifty
    if _is_scale(value):
        return not listed and last.value < value
    if value == _HUNDRED and last.value < _HUNDRED:
        return not listed and last.value < _TEN
    if last.value >= _HUNDRED:
        return value < _HUNDRED or (_is_scale(last.value) and value < last.value)
    is_tens = _TEN < last.value < _TEN**6 and last.value % _TEN == 0
    return not listed and is_tens and value < _TEN


def _value(run: Sequence[Word]) -> Decimal:
    total, group = Decimal(0), Decimal(0)
    for word in run:
        if _is_scale(word.value):
            total, group = total + (group or 1) * word.value, Decimal(0)
        elif word.value == _HUNDRED and 0 < group < _HUNDRED:
            group *= 100
        else:
            group += word.value
    return total + group
