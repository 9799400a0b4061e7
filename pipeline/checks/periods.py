"""How often: the period of a rate."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding, Severity, Span
from pipeline.statements.periods import intervals, periods


class Periods:
    id = "periods"
    title = "Period exchanged"
    explanation = (
        "A rate keeps its period: what is taken once a week is not taken once a day, nor every other day what is "
        "taken daily, nor three times a day what is taken every three days. Told where a period of the source is not "
        "in the translation and another one stands there. Always an error."
    )
    good = Example("en-ru", "Take 50,000 IU once a week.", "Принимайте 50 000 МЕ раз в неделю.")
    bad = Example("en-ru", "Take 50,000 IU once a week.", "Принимайте 50 000 МЕ раз в день.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        yield from self._periods(subject)
        here = intervals(subject.plain_text, subject.source)
        there = intervals(subject.plain_translation, subject.target) if here else ()
        for one in here:
            turned = [o for o in there if o.number == one.number and o.is_gap is not one.is_gap]
            if turned and not any(o.number == one.number and o.is_gap is one.is_gap for o in there):
                yield self._finding(subject, one.span, turned[0].span)

    def _periods(self, subject: Subject) -> Iterator[Finding]:
        here = periods(subject.plain_text, subject.source)
        if not here:
            return
        there = periods(subject.plain_translation, subject.target)
        lost = [p for p in here if p.name not in {other.name for other in there}]
        added = [p for p in there if p.name not in {other.name for other in here}]
        if lost and added:
            yield self._finding(subject, lost[0].span, added[0].span)

    def _finding(self, subject: Subject, here: Span, there: Span) -> Finding:
        shown = subject.plain_text[slice(*here)].strip()
        wrong = subject.plain_translation[slice(*there)].strip()
        message = f"“{shown}” of the source is “{wrong}” in the translation."
        return subject.finding(self.id, Severity.ERROR, message, there)
