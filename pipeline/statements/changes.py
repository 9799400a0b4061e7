"""Changes of a value: by so much or to so much, and from which value to which.

A fall to 20% is no fall by 20%, and a fall from 80 to 35 no rise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.model import Span
from pipeline.statements.numbers import Number

_CHANGED_EN = (
    r"\b(?:f[ae]lls?|drop(?:s|ped)?|rose|rises?|declin\w+|increas\w+|decreas\w+|reduc\w+|went (?:up|down)|climbed|grew|"
    r"lower\w*|rais\w+|down|up)\b"
)
_CHANGED_RU = (
    r"\b(?:сни[зж]|упа|пада|уменьш|увелич|вырос|выраст|повы[сш]|подня|сокра|понизи|возрос|рас[тш])\w*\b"
)
_GAP = r"(?:[^.;,\d]{0,40}? )?"
_ABOUT = r"(?:about |nearly |almost |around |some |up to |примерно |почти |около )?"
_BY = {
    "en": re.compile(rf"\bby {_ABOUT}$", re.IGNORECASE),
    "ru": re.compile(rf"{_CHANGED_RU}{_GAP}на {_ABOUT}$", re.IGNORECASE),
    "zh": re.compile(r"(?:[降升增减][低高加少]|下降|上升|提高|减少)了?[约近]?(?:百分之)?$"),
}
_TO = {
    "en": re.compile(rf"{_CHANGED_EN}{_GAP}to {_ABOUT}$", re.IGNORECASE),
    "ru": re.compile(rf"{_CHANGED_RU}{_GAP}до {_ABOUT}$", re.IGNORECASE),
    "zh": re.compile(r"[降升增减][低高加少]?[至到为][约近]?(?:百分之)?$"),
}
_FAR = 80
"""Characters before a number in which its change is told."""


class Change(NamedTuple):
    """A number that a change is told by."""

    value: Decimal
    is_end: bool
    """What comes of it (to so much), not how much it is (by so much)."""
    span: Span


def changes(text: str, found: Sequence[Number], language: str) -> tuple[Change, ...]:
    """The numbers of a text by which, or to which, something changed; `found`: its numbers."""
    made = []
    for number in found:
        before = text[max(0, number.whole.start - _FAR) : number.whole.start]
        for is_end, pattern in ((False, _BY[language]), (True, _TO[language])):
            if pattern.search(before):
                made.append(Change(number.value, is_end, number.whole))
                break
    return tuple(made)


_FROM_TO = {
    "en": (r"\bfrom $", r"[^.;\d]{0,16}? to (?:about )?"),
    "ru": (r"\b(?:с|со|от) $", r"[^.;\d]{0,16}? (?:до|по) "),
    "zh": (r"(?:从|由|自)$", r"[^，。；\d]{0,12}?[到至]约?"),
}


def courses(text: str, found: Sequence[Number], language: str) -> tuple[tuple[Number, Number], ...]:
    """Pairs of numbers that tell from where and to where; `found`: the text's numbers in their order."""
    lead, between = _courses(language)
    return tuple(
        (one, other)
        for one, other in pairwise(found)
        if lead.search(text[: one.whole.start]) and between.fullmatch(text, one.whole.end, other.whole.start)
    )


@lru_cache(maxsize=3)
def _courses(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    lead, between = _FROM_TO[language]
    return re.compile(lead, re.IGNORECASE), re.compile(between, re.IGNORECASE)
