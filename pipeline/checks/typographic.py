"""Marks and spaces as Russian and Chinese printers set them (see `pipeline.typography`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.languages import HAN
from pipeline.model import Finding, Severity, Span
from pipeline.typography import DRAFTS, Rules, typeset


class RussianMarks:
    id = "ru-marks"
    title = "Russian quotation marks and dashes"
    explanation = (
        "Russian quotes «так» and, inside, „так“, and between words stands a dash, not a hyphen. For your "
        "information: drafts are set so at once, published articles too."
    )
    good = Example("en-ru", "The “paradox” is a myth.", "«Парадокс»\u00a0— это миф.")
    bad = Example("en-ru", "The “paradox” is a myth.", '"Парадокс" - это миф.')
    _wanted = re.compile(r"[\"“”]| (?:-{1,2}|–) ")
    _rules = DRAFTS

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.target != "ru" or not self._wanted.search(subject.translation):
            return
        text = subject.translation
        if (span := _first_difference(text, typeset(text, "ru", self._rules))) is not None:
            shown = typeset(text, "ru", self._rules)[slice(*span)]
            yield _found(subject, self.id, Severity.INFO, span, f"Russian sets {shown.strip()} here.")


class ChineseMarks:
    id = "zh-marks"
    title = "Half-width marks beside Han"
    explanation = (
        "Beside Chinese characters commas, full stops, colons, brackets and quotes are full-width ones. A warning: "
        "drafts are set so at once, published articles too."
    )
    good = Example("en-zh", "It is safe, they say.", "他们说，它是安全的。")
    bad = Example("en-zh", "It is safe, they say.", "他们说,它是安全的.")
    _wanted = re.compile(r"[,.;:!?()\"']")
    _rules = Rules(zh_spaces=False)

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.target != "zh" or not self._wanted.search(subject.translation):
            return
        text = subject.translation
        if (span := _first_difference(text, typeset(text, "zh", self._rules))) is not None:
            shown = text[slice(*span)].strip()
            yield _found(
                subject, self.id, Severity.WARNING, span, f"“{shown}” is a half-width mark beside Han."
            )


class HanSpaces:
    id = "zh-spaces"
    title = "Spaces between Han"
    explanation = "No space stands between two Chinese characters. A warning: drafts are set so at once."
    good = Example("en-zh", "It is safe.", "它是安全的。")
    bad = Example("en-zh", "It is safe.", "它是 安全的。")
    _space = re.compile(rf"(?<=[{HAN}])[ \u3000]+(?=[{HAN}])")

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.target == "zh" and (found := self._space.search(subject.plain_translation)):
            yield subject.finding(
                self.id, Severity.WARNING, "A space between Chinese characters.", found.span()
            )


def _found(subject: Subject, check: str, severity: Severity, span: Span, message: str) -> Finding:
    """A finding whose place is counted with tags already."""
    return Finding(check, severity, message, language=subject.target, span=span)


def _first_difference(text: str, other: str) -> Span | None:
    if text == other:
        return None
    start = next(
        (i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other))
    )
    return Span(start, min(start + 1, len(text)))
