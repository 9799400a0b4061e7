"""Locked and forbidden terms."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Subject
from pipeline.model import Finding, Severity


class TermMissing:
    id = "term-missing"
    title = "Approved term missing"
    explanation = (
        "A term of the source is matched by the glossary, and no approved form of its translation, inflected or "
        "not, stands in the text. In a person's text a term that is composed of others may be there in its parts "
        "(“the vessels calcify”). An error in machine drafts, a warning in approved text."
    )

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.terms is None:
            return
        severity = Severity.ERROR if subject.machine else Severity.WARNING
        told: set[str] = set()
        text = subject.plain_translation
        for match in subject.terms.missing(subject.matches, subject.target, text, whole=subject.machine):
            if match.concept in told:
                continue
            told.add(match.concept)
            wanted = subject.terms.approved(match, subject.target)
            choice = f"“{wanted[0]}”" if wanted else "(the glossary has no translation)"
            yield subject.finding(self.id, severity, f"“{match.surface}” is to be translated as {choice}.")


class TermForbidden:
    id = "term-forbidden"
    title = "Forbidden term"
    explanation = "A form that the glossary forbids stands in the text. An error in drafts, else a warning."

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.terms is None:
            return
        severity = Severity.ERROR if subject.machine else Severity.WARNING
        for form in subject.terms.forbidden(subject.plain_translation, subject.target):
            yield subject.finding(self.id, severity, f"The glossary forbids “{form}”.")
