"""What goes wrong with numbers whose values are all there: a minus lost, a ratio turned round, another month."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Numbered
from pipeline.statements.numbers import Number
from pipeline.statements.signs import is_negative, months, ratios, tells_less


def mark_errors(here: Numbered, there: Numbered, source: str, target: str) -> Iterator[str]:
    """Messages; `source`, `target`: the languages of the two texts."""
    for number in _signs_lost(here, there):
        yield f"{here.shown(number)} of the source has lost its minus in the translation."
    for number in _signs_lost(there, here):
        yield f"{there.shown(number)} of the translation has a minus that the source lacks."
    pairs, other_pairs = ratios(here.text), ratios(there.text)
    for one, other in sorted(pairs - other_pairs):
        if one != other and (other, one) in other_pairs - pairs:
            yield f"{one}:{other} of the source is turned round in the translation."
    named, renamed = months(here.text, source), months(there.text, target)
    if named and renamed and not named & renamed:
        yield "The translation names another month than the source."


def _signs_lost(here: Numbered, there: Numbered) -> list[Number]:
    """Numbers with a minus whose value the other text has without one; where it fell it may."""
    lost = []
    for number in here.found:
        if not number.digits or not is_negative(here.text, number):
            continue
        same = [n for n in there.found if n.value == number.value]
        if not same or any(is_negative(there.text, n) for n in same):
            continue
        if number.unit == "celsius" or not tells_less(there.text):
            lost.append(number)
    return lost
