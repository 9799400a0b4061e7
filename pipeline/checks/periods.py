"""How often: the period of a rate."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding, Severity
from pipeline.statements.periods import periods


class Periods:
    id = "periods"
    title = "Period exchanged"
    explanation = (
        "A rate keeps its period: what is taken once a week is not taken once a day, nor every other day what is "
        "taken daily. Told where a period of the source is not in the translation and another one stands there. "
        "Always an error."
    )
    good = Example("en-ru", "Take 50,000 IU once a week.", "Принимайте 50 000 МЕ раз в неделю.")
    bad = Example("en-ru", "Take 50,000 IU once a week.", "Принимайте 50 000 МЕ раз в день.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here = periods(subject.plain_text, subject.source)
        if not here:
            return
        there = periods(subject.plain_translation, subject.target)
        lost = [p for p in here if p.name not in {other.name for other in there}]
        added = [p for p in there if p.name not in {other.name for other in here}]
        if lost and added:
            shown = subject.plain_text[slice(*lost[0].span)].strip()
            wrong = subject.plain_translation[slice(*added[0].span)].strip()
            message = f"“{shown}” of the source is “{wrong}” in the translation."
            yield subject.finding(self.id, Severity.ERROR, message, added[0].span)
