"""Shares and factors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding, Severity
from pipeline.statements.factors import Factor, factors
from pipeline.statements.numbers import Number


class Factors:
    id = "factors"
    title = "Share or factor exchanged"
    explanation = (
        "A third, doubled, half the dose, threefold lower, one in five: a share or factor in words keeps its value. "
        "Told where one of the source is not in the translation and another one stands there, and no "
        "number answers for either. Always an error."
    )
    good = Example("en-ru", "Halve the dose.", "Уменьшите дозу вдвое.")
    bad = Example("en-ru", "Halve the dose.", "Удвойте дозу.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here = factors(subject.plain_text, subject.source)
        if not here:
            return
        there = factors(subject.plain_translation, subject.target)
        lost = _left(here, there, subject.translated_numbers.found)
        added = _left(there, here, subject.numbers.found)
        for factor, other in zip(lost, added, strict=False):
            shown, instead = (
                subject.plain_text[slice(*factor.span)],
                subject.plain_translation[slice(*other.span)],
            )
            message = f"“{shown}” of the source is “{instead}” in the translation."
            yield subject.finding(self.id, Severity.ERROR, message, other.span)


def _left(some: Sequence[Factor], others: Sequence[Factor], numbers: Sequence[Number]) -> list[Factor]:
    """Factors of one text whose value the other does not tell, by a factor or a number; how often, is not counted."""
    told = {value for other in others for value in other.values}
    for number in numbers:
        if not any(o.span.start <= number.span.start < o.span.end for o in others):
            told.add(number.value / 100 if number.unit == "percent" else number.value)
    return [factor for factor in some if not factor.values & told]
