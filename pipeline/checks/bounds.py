"""Numbers that bound from the wrong side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.base import Example, Numbered, Subject
from pipeline.checks.denial import clause
from pipeline.model import Finding, Severity, Span
from pipeline.statements.bounds import Bound, Side, bounds
from pipeline.statements.negations import Negations
from pipeline.statements.quantities import TIMES_OF_DAY


class Bounds:
    id = "bounds"
    title = "Bound turned round"
    explanation = (
        "At least 50 became less than 50, not more than 1,000 became more than 1,000, a minimum dose became the "
        "maximum: the same number bounds from the other side, and no denial in one of the clauses alone turns it "
        "round. Always an error."
    )
    good = Example("en-ru", "Take at least 50 mg.", "Принимайте не менее 50 мг.")
    bad = Example("en-ru", "Take at least 50 mg.", "Принимайте менее 50 мг.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here = bounds(subject.numbers.text, subject.numbers.found, subject.source)
        if not here:
            return
        there = bounds(subject.translated_numbers.text, subject.translated_numbers.found, subject.target)
        for bound in here:
            others = [other for other in there if bound.may_be(other)]
            # Of a number that stands twice (≥ 2 cases within 2 weeks), either may be bounded in the translation.
            sides = {b.side for b in here if bound.may_be(b)}
            if others and all(_is_wrong(subject, bound, other, sides) for other in others):
                yield _finding(subject, bound, others[0])
        lost = _in_words(here, subject.numbers, subject.translated_numbers)
        added = _in_words(there, subject.translated_numbers, subject.numbers)
        if lost and added:
            yield _finding(subject, lost[0], added[0])


def _in_words(some: Sequence[Bound], text: Numbered, other: Numbered) -> list[Bound]:
    """Bounds in words whose value the other text does not name: under twelve; no other check asks for them."""
    values = {number.value for number in other.found}
    return [
        bound
        for bound in some
        if bound.value not in values
        and bound.value == int(bound.value) > 1
        and bound.unit in ("", "year")
        and not any(character.isdecimal() for character in text.text[slice(*bound.span)])
    ]


def _is_wrong(subject: Subject, bound: Bound, other: Bound, sides: set[Side]) -> bool:
    """Whether a number of the translation bounds from a side from which none of the source does."""
    if other.side not in sides:
        return not _is_turned(subject, bound, other)
    # `Do not take more than 10` and «принимайте не меньше 10».
    return len(sides) == 1 and _is_forbidden(subject, bound, other)


_AMOUNT = re.compile(r"\s*(?:[^\W\d]+\s+){0,2}[^\W\d]{0,4}\s*")
"""What may stand between a denial and the bound that it turns round: a verb."""
_FORBIDS = re.compile(r"not|cannot|never|\w+n['’]t|не|нельзя|不|[切请]?[勿忌]|别", re.IGNORECASE)


def _is_forbidden(subject: Subject, bound: Bound, other: Bound) -> bool:
    """Whether one of the texts alone forbids what its bound tells, right before it; a time may be told either way."""
    if TIMES_OF_DAY & {bound.unit, other.unit}:
        return False
    here = _denials(bound, subject.numbers, subject.negations)
    there = _denials(other, subject.translated_numbers, subject.translated_negations)
    if bool(here) is bool(there):
        return False
    spans, text, place = (
        (here, subject.numbers.text, bound) if here else (there, subject.translated_numbers.text, other)
    )
    return any(
        _FORBIDS.fullmatch(text[slice(*span)])
        and span.end <= place.span.start
        and _AMOUNT.fullmatch(text, span.end, place.span.start) is not None
        for span in spans
    )


def _finding(subject: Subject, bound: Bound, other: Bound) -> Finding:
    text, translation = subject.numbers.text, subject.translated_numbers.text
    message = f"“{text[slice(*bound.span)]}” of the source is “{translation[slice(*other.span)]}” in the translation."
    place = other.span if translation == subject.plain_translation else None
    return subject.finding(Bounds.id, Severity.ERROR, message, place)


def _is_turned(subject: Subject, bound: Bound, other: Bound) -> bool:
    """Whether a denial in one of the texts alone turns its bound round: `should not take more than 4 g`, `最多4克`."""
    here = _denials(bound, subject.numbers, subject.negations)
    there = _denials(other, subject.translated_numbers, subject.translated_negations)
    turned = [
        any(span.end <= b.span.start or begins for span in spans)
        for b, spans, begins in (
            (bound, here, _begins(bound, subject.numbers.text)),
            (other, there, _begins(other, subject.translated_numbers.text)),
        )
    ]
    return turned[0] != turned[1] and not (here and there)


def _begins(bound: Bound, text: str) -> bool:
    """Whether a bound begins its clause, so that a denial behind it turns it round: «Больше 4 г принимать нельзя»."""
    start, _ = clause(text, bound.span)
    return not text[start : bound.span.start].strip()


def _denials(bound: Bound, numbers: Numbered, negations: Negations) -> list[Span]:
    """What denies in the clause of a bound, besides the words of the bound."""
    start, end = clause(numbers.text, bound.span)
    return [
        span
        for span in negations.plain
        if start <= span.start < end and (span.end <= bound.span.start or bound.span.end <= span.start)
    ]
