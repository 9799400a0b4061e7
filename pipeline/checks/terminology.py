"""Locked and forbidden terms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from pipeline.checks.base import Example, Subject, Terms
from pipeline.model import Finding, Severity, TermMatch


class TermMissing:
    id = "term-missing"
    title = "Approved term missing"
    explanation = (
        "A term of the source is matched by the glossary, and no approved form of its translation, inflected or "
        "not, stands in the text. In a person's text a term that is composed of others may be there in its parts "
        "(“the vessels calcify”). An error in machine drafts, a warning in approved text."
    )
    good = Example("en-ru", "Vitamin K2 activates osteocalcin.", "Витамин K2 активирует остеокальцин.")
    bad = Example("en-ru", "Vitamin K2 activates osteocalcin.", "Витамин K2 активирует белок костей.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.terms is None:
            return
        told: set[str] = set()
        text = subject.plain_translation
        for match in subject.terms.missing(subject.matches, subject.target, text, whole=subject.machine):
            if match.concept in told:
                continue
            told.add(match.concept)
            wanted = subject.terms.approved(match, subject.target)
            yield subject.finding(self.id, subject.grave, _wanted(match.surface, wanted))
        for term, alike in _alike(subject, subject.terms, told):
            message = (
                f"“{alike.surface}” holds letters of another alphabet that only look like those of “{term}”."
            )
            yield subject.finding(self.id, Severity.WARNING, message, alike.span)


_CODE = re.compile(r"(?=.*[A-Z])[A-Z\d]+(?:[-\d][A-Z\d]*)*")
"""A term that is kept as it is in all languages: `MK-7`, `MGP`."""


def _alike(subject: Subject, terms: Terms, told: Container[str]) -> Iterator[tuple[str, TermMatch]]:
    """Kept terms that stand in the translation in letters of another alphabet (a Cyrillic МК-7)."""
    text = subject.plain_translation
    lost = {
        match.concept: match.surface
        for match in subject.matches
        if _CODE.fullmatch(match.surface) and match.surface not in text and match.concept not in told
    }
    if lost:
        for match in terms.find(text, subject.target):
            if match.alike and match.concept in lost:
                yield lost[match.concept], match


def _wanted(term: str, approved: Sequence[str]) -> str:
    if not approved:
        return f"“{term}” is to be translated as (the glossary has no translation)."
    if approved[0] == term:
        return f"“{term}” is to stay as it is."
    return f"“{term}” is to be translated as “{approved[0]}”."


class TermForbidden:
    id = "term-forbidden"
    title = "Forbidden term"
    explanation = "A form that the glossary forbids stands in the text. An error in drafts, else a warning."
    good = Example("en-ru", "The role of MGP is known.", "Роль MGP известна.")
    bad = Example("en-ru", "The role of MGP is known.", "Роль белка МГП (MGP) известна.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.terms is None:
            return
        for form in subject.terms.forbidden(subject.plain_translation, subject.target):
            yield subject.finding(self.id, subject.grave, f"The glossary forbids “{form}”.")
