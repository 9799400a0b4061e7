"""The shape of a translation: whether it is there, whole, and as long as it should be."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding, Severity

BANDS = {
    ("en", "ru"): (0.55, 1.07, 1.9),
    ("ru", "en"): (0.5, 0.93, 1.7),
    ("en", "zh"): (0.15, 0.31, 0.85),
    ("zh", "en"): (1.2, 3.22, 6.2),
    ("ru", "zh"): (0.14, 0.29, 0.85),
    ("zh", "ru"): (1.2, 3.40, 7.0),
}
"""Characters of the target for one of the source: lowest, median, highest for a sentence of 40 or more.

Human translations of this domain keep within 0.73-1.54 (en-ru), 0.65-1.36, 0.20-0.69, 1.45-4.97, 0.18-0.68
and 1.48-5.67 in 98 of 100 cases; the bounds leave room beyond that.
"""
_MIDDLE = (0.1, 1.0, 10.0)


class Empty:
    id = "empty"
    title = "Nothing but marks"
    explanation = (
        "The source holds words, and the translation holds no letter and no digit. Always an error. A sentence "
        "whose text another sentence took over is written `<empty/>`."
    )
    good = Example("en-ru", "Why?", "Зачем?")
    bad = Example("en-ru", "Why should I?", "…")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = (
            any(map(str.isalnum, text)) for text in (subject.plain_text, subject.plain_translation)
        )
        if here and not there:
            yield subject.finding(self.id, Severity.ERROR, "The translation holds no word.")


class Length:
    id = "length"
    title = "Length out of band"
    explanation = (
        "The translation is much shorter or longer than human translations between these languages are. "
        "Short texts are given more room. An error in machine drafts, else a warning."
    )
    good = Example("en-zh", "It helps the heart.", "它对心脏有益。")
    bad = Example("en-ru", "It helps the heart of nearly everyone who takes it for more than a year.", "Да.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        low, middle, high = BANDS.get((subject.source, subject.target), _MIDDLE)
        size, expected = len(subject.plain_translation), len(subject.plain_text)
        # A short text may differ by some characters whatever the ratio says.
        room = 6 if subject.target == "zh" else 16
        if size < expected * low - room * 0.5 or size > expected * high + room:
            message = f"{size} characters where about {max(1, round(expected * middle))} were expected."
            yield subject.finding(self.id, subject.grave, message)


class Truncated:
    id = "truncated"
    title = "Cut off"
    explanation = (
        "The engine stopped at its length limit, or a sentence that ends with a mark is translated by one that "
        "does not. An error if the engine stopped or the translation is short as well, else a warning."
    )
    good = Example(
        "en-ru", "It is good for you and for all of yours.", "Это полезно для вас и для всех ваших."
    )
    bad = Example(
        "en-ru", "It is good for you and also for all of yours.", "Это полезно для вас и для всех ваших"
    )
    _ends = ".!?…。！？"
    _closing = "\"'»”’)）」』]】"

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.truncated:
            yield subject.finding(self.id, Severity.ERROR, "The engine stopped before the sentence ended.")
            return
        source = subject.plain_text.rstrip(self._closing + " ")
        target = subject.plain_translation.rstrip(self._closing + " ")
        if source[-1:] in self._ends and len(source) > 30 and target[-1:] not in self._ends + ":：;；":
            message = f"The source ends with “{source[-1]}”, the translation with no final mark."
            severity = Severity.ERROR if self._is_short(subject) else Severity.WARNING
            yield subject.finding(self.id, severity, message)

    def _is_short(self, subject: Subject) -> bool:
        _, middle, _ = BANDS.get((subject.source, subject.target), _MIDDLE)
        return len(subject.plain_translation) < 0.75 * middle * len(subject.plain_text)
