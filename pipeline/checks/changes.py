"""By so much or to so much, and from where to where."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding, Severity, Span
from pipeline.statements.changes import changes, courses


class Changes:
    id = "changes"
    title = "Change turned round"
    explanation = (
        "What fell by 20% did not fall to 20%, and what fell from 80 to 35 did not change from 35 to 80: the same "
        "numbers stand in the translation, with another role. Always an error."
    )
    good = Example("en-ru", "Mortality fell to 20%.", "Смертность снизилась до 20 %.")
    bad = Example("en-ru", "Mortality fell to 20%.", "Смертность снизилась на 20 %.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = subject.numbers, subject.translated_numbers
        if not here.found or not there.found:
            return
        of_source = changes(here.text, here.found, subject.source)
        of_translation = changes(there.text, there.found, subject.target) if of_source else ()
        for change in of_source:
            same = [other for other in of_translation if other.value == change.value]
            roles = {c.is_end for c in of_source if c.value == change.value}
            if same and all(other.is_end not in roles for other in same):
                yield self._finding(subject, change.span, same[0].span)
        turned = {
            (other.value, one.value): (one, other)
            for one, other in courses(there.text, there.found, subject.target)
        }
        asked = courses(here.text, here.found, subject.source) if turned else ()
        for one, other in asked:
            if one.value != other.value and (place := turned.get((one.value, other.value))):
                span = Span(place[0].whole.start, place[1].whole.end)
                yield self._finding(subject, Span(one.whole.start, other.whole.end), span)

    def _finding(self, subject: Subject, here: Span, there: Span) -> Finding:
        text, translation = subject.numbers.text, subject.translated_numbers.text
        shown, instead = (_with_lead(text, here), _with_lead(translation, there))
        message = f"“{shown}” of the source is “{instead}” in the translation."
        place = there if translation == subject.plain_translation else None
        return subject.finding(self.id, Severity.ERROR, message, place)


def _with_lead(text: str, span: Span) -> str:
    """The numbers with what tells their role before them."""
    start = max(0, span.start - 6)
    return (
        text[start : span.end].split(" ", 1)[-1]
        if " " in text[start : span.start]
        else text[start : span.end]
    )
