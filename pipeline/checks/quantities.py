"""Quantities: how many tablets, for how long, how often."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from pipeline.checks.base import Example, Numbered, Subject
from pipeline.checks.numeric import unmatched
from pipeline.model import Finding, Severity
from pipeline.statements.counting import HALF
from pipeline.statements.equivalents import bare_time
from pipeline.statements.measures import SPOONS
from pipeline.statements.numbers import Number
from pipeline.statements.quantities import Quantity, quantities


class Quantities:
    id = "quantities"
    title = "Quantity exchanged"
    explanation = (
        "So many tablets, drops or spoons, so many weeks, so many times a day: what is counted keeps its number, and "
        "the number what it counts, in digits or in words. Told where a quantity of the source is not in the "
        "translation and another one of its kind, or the same number of another kind, stands there; 14 days are two "
        "weeks, and tablets may be capsules. Always an error."
    )
    good = Example("en-ru", "Take two tablets twice a day.", "Принимайте по 2 таблетки 2 раза в день.")
    bad = Example("en-ru", "Take two tablets twice a day.", "Принимайте по две таблетки три раза в день.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = subject.numbers, subject.translated_numbers
        some, others = quantities(here.text, subject.source), quantities(there.text, subject.target)
        lost, added = _left(some, others), _left(others, some)
        for quantity in _halves(lost, others, there):
            message = f"{here.text[slice(*quantity.span)].strip()} of the source is not in the translation."
            yield subject.finding(self.id, Severity.ERROR, message)
        for quantity in _halves(added, some, here):
            message = f"{there.text[slice(*quantity.span)].strip()} of the translation is not in the source."
            place = quantity.span if there.text == subject.plain_translation else None
            yield subject.finding(self.id, Severity.ERROR, message, place)
        if not (lost and added):
            return
        told = {*unmatched(here.found, there.found), *unmatched(there.found, here.found)}
        for quantity in lost:
            if other := next((o for o in added if _exchanged(quantity, o)), None):
                added.remove(other)
                if not _is_told(quantity, other, told):
                    yield self._finding(subject, here, there, quantity, other)

    def _finding(
        self, subject: Subject, here: Numbered, there: Numbered, quantity: Quantity, other: Quantity
    ) -> Finding:
        shown, instead = here.text[slice(*quantity.span)].strip(), there.text[slice(*other.span)].strip()
        message = f"“{shown}” of the source is “{instead}” in the translation."
        place = other.span if there.text == subject.plain_translation else None
        return subject.finding(self.id, Severity.ERROR, message, place)


def _halves(lost: Sequence[Quantity], others: Sequence[Quantity], other: Numbered) -> Iterator[Quantity]:
    """Times of a half more, or of a half, where the other text has that period alone: a month for «полтора месяца»."""
    values = {number.value for number in other.found}
    times = [o for o in others if o.family == "time"]
    for quantity in lost:
        if (
            quantity.family == "time"
            and quantity.value % 1 == HALF
            and not {quantity.value, HALF} & values
            and not times
            and bare_time(quantity.kind).search(other.text)
        ):
            yield quantity


def _left(some: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Quantities of one text that the other lacks."""
    supply = [o.size for o in others]
    left = []
    for quantity in some:
        if quantity.size in supply:
            supply.remove(quantity.size)
        elif quantity.size not in (o.size for o in others):
            left.append(quantity)
    return left


def _exchanged(one: Quantity, other: Quantity) -> bool:
    """Whether one stands for the other: the same number of something else, or another number of the same."""
    if one.family != other.family:
        return False
    if one.kind == other.kind:
        # A tablet without a number may be one among many.
        bare = one.number is None and one.kind != "times", other.number is None and other.kind != "times"
        return not any(bare) or min(one.value, other.value) < 1
    if one.value != other.value or (one.number is None and one.kind != "times"):
        return False
    return not ({one.kind, other.kind} <= SPOONS and "spoon" in (one.kind, other.kind))


def _is_told(one: Quantity, other: Quantity, told: Set[Number]) -> bool:
    """Whether the checks of numbers and units tell of it already."""
    if one.number in told or other.number in told:
        return True
    both = one.number and other.number and one.number.unit and other.number.unit
    return bool(both and one.number and one.number.digits and one.kind != other.kind)
