"""What of a source text must stand in its translation in a given way: terms, numbers, addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.checks.numeric import misread
from pipeline.drafting.rules import match_case
from pipeline.drafting.work import Work
from pipeline.glossary.concepts import Form, Policy
from pipeline.glossary.matching import TermBase
from pipeline.glossary.notation import locked, rewrite
from pipeline.glossary.protected import Protected, holds, protected
from pipeline.grammar.english_forms import is_plural
from pipeline.grammar.places import read_place
from pipeline.grammar.sentence import Sentence
from pipeline.model import Span, TermMatch
from pipeline.statements.numbers import Number, numbers


@dataclass(frozen=True, slots=True)
class Lock:
    """A stretch of the source and what it may be in the target language."""

    source: Span
    """In the plain text."""
    forms: tuple[Form, ...]
    """Approved forms, the one to be used first; for protected text the one way to write it."""
    match: TermMatch | None = None
    """The term; None for protected text."""
    item: Protected | None = None
    plural: bool | None = None
    """Whether the term stands in the plural; None where the source's language does not tell."""

    @property
    def value(self) -> str:
        """What is put where nothing can be inflected."""
        text = self.forms[0].text
        return match_case(self.match.surface, text) if self.match else text


def locks_of(work: Work, terms: TermBase) -> tuple[Lock, ...]:
    """All locks of a segment in their order: terms first, protected text between them."""
    job, plain = work.job, work.plain
    locks = [
        Lock(match.span, forms, match, plural=_plural(match, plain, job.source))
        for match in job.matches
        if not _is_forbidden(match, terms) and (forms := terms.approved_forms(match, job.target))
    ]
    for item in protected(plain, job.source):
        if not any(overlap(item.span, lock.source) for lock in locks):
            locks.append(Lock(item.span, (Form(rewrite(item, job.target)),), item=item))
    return tuple(sorted(locks, key=lambda lock: lock.source))


def narrowed(lock: Lock, target: str) -> Lock:
    """The part of a lock that a placeholder stands for: of times and counts the digits alone."""
    if lock.item is None:
        return lock
    span, text = locked(lock.item, target)
    return replace(lock, source=span, forms=(Form(text),))


def _is_forbidden(match: TermMatch, terms: TermBase) -> bool:
    concept = terms.glossary.concepts.get(match.concept)
    return concept is not None and concept.policy is Policy.FORBID


def _plural(match: TermMatch, plain: str, language: str) -> bool | None:
    if language == "en":
        return is_plural(match.surface)
    if language == "ru":
        number = read_place(Sentence(plain), match.span).number
        return number == "plur" if number else None
    return None


def broken(work: Work, text: str, locks: Sequence[Lock], terms: TermBase) -> tuple[Lock, ...]:
    """The locks that a translation does not keep."""
    job = work.job
    missing = terms.missing(job.matches, job.target, text, whole=True)
    wrong = misread(numbers(work.plain, job.source), numbers(text, job.target))
    return tuple(
        lock for lock in locks if (lock.match in missing if lock.match else _is_broken(lock, text, wrong))
    )


def _is_broken(lock: Lock, text: str, wrong: Sequence[Number]) -> bool:
    if lock.item is None or lock.item.number:
        return any(overlap(lock.source, number.whole) for number in wrong)
    return not holds(text, lock.item)


def overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
