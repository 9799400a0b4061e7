"""Rung 2: the approved term goes where the engine's own word for it stands.

Vitamin K2 slows [arterial calcification].
Витамин K2 замедляет [отложение солей в артериях].    links of the attention
Витамин K2 замедляет  кальцификацию артерий.          verified like any other draft
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.alignment import aligned
from pipeline.checks.numeric import misread
from pipeline.drafting.locks import Lock, broken, locks_of, overlap
from pipeline.drafting.putting import Place, put
from pipeline.drafting.verdict import judge
from pipeline.drafting.work import Candidate, Work
from pipeline.glossary.matching import TermBase
from pipeline.languages import HAN
from pipeline.model import Hypothesis, Span
from pipeline.statements.numbers import numbers

PLACEABLE = frozenset(
    "term-missing term-forbidden numbers units names script untranslated "
    "safety-word negation negation-added opposite doubled".split()
)
"""Errors that placing can mend: a term left untranslated is one of letters and of words, one left out (kidney,
bleeding, 未羧化) is a word that safety hangs on, a negation, or leaves its neighbours side by side."""
LONGEST = 64
"""Characters that a term replaces at most: a longer stretch is no wrong word but a sentence of its own."""


def place_terms(works: Sequence[Work], terms: TermBase) -> None:
    """Mend the attempts of each work in their order until one is clean; what is only better is kept aside."""
    for work in works:
        locks = locks_of(work, terms)
        for attempt in tuple(work.attempts):
            made = placed(work, attempt, locks, terms) if attempt.fails_only(PLACEABLE) else None
            if made and not made.errors:
                work.best = made
                break
            if made and len(made.errors) < len(attempt.errors):
                work.mended.append(made)


def placed(work: Work, attempt: Candidate, locks: Sequence[Lock], terms: TermBase) -> Candidate | None:
    """The attempt with those of its missing terms and wrong numbers in place whose places are sure; None if none is."""
    hypothesis, target = attempt.hypothesis, work.job.target
    places = dict(_forbidden(hypothesis.text, locks, terms, target))
    for lock in broken(work, hypothesis.text, locks, terms):
        if lock not in places and (span := _place(work, hypothesis, lock)):
            places[lock] = span
    sure = _apart(hypothesis, places, locks, target)
    if not sure:
        return None
    made = put(hypothesis, [Place(lock, span) for lock, span in sure.items()], target)
    # A place that was told by elimination says nothing of the form that is wanted.
    work.unfit.update(lock.source for lock in made.left if _is_linked(hypothesis, lock))
    return judge(work, made.hypothesis, made.notes, terms) if made.notes else None


def _is_linked(hypothesis: Hypothesis, lock: Lock) -> bool:
    return any(overlap(link.source, lock.source) for link in hypothesis.links)


def _forbidden(text: str, locks: Sequence[Lock], terms: TermBase, target: str) -> Iterator[tuple[Lock, Span]]:
    """Forbidden forms are where the approved ones belong; no links are needed."""
    left = [lock for lock in locks if lock.match]
    for found in terms.find_forbidden(text, target):
        lock = next((k for k in left if k.match and k.match.concept == found.concept), None)
        if lock:
            left.remove(lock)
            yield lock, found.span


def _place(work: Work, hypothesis: Hypothesis, lock: Lock) -> Span | None:
    if lock.item and lock.item.number:
        return _number(work, hypothesis, lock)
    return _untranslated(hypothesis.text, lock) or _words(hypothesis, lock, work.job.target)


def _untranslated(text: str, lock: Lock) -> Span | None:
    """Where the source's own word was left, if it stands there once; no links are needed."""
    if lock.match is None or lock.match.surface.casefold() not in text.casefold():
        return None  # the search is worth a pattern of its own only where there is something to find
    letter = rf"[^\W{HAN}]"  # Chinese has no space around it: artery硬化
    term = re.escape(lock.match.surface)
    found = list(re.finditer(rf"(?<!{letter}){term}(?!{letter})", text, re.IGNORECASE))
    return Span(*found[0].span()) if len(found) == 1 else None


def _words(hypothesis: Hypothesis, lock: Lock, target: str) -> Span | None:
    """Where a term or name is to stand: not over a sentence, nor over a number that is none of its own."""
    span = aligned(hypothesis, lock.source, target)
    if span is None or span.end - span.start > LONGEST:
        return None
    there = [
        number
        for number in numbers(hypothesis.text, target)
        if (number.digits or number.value > 1) and overlap(number.whole, span)
    ]
    own = lock.forms[0].text  # K2 holds a number itself, and may be said as `К-два`
    written = ((hypothesis.text[n.span.start : n.span.end], f"{n.value:f}") for n in there)
    return span if all(text in own or value in own for text, value in written) else None


def _number(work: Work, hypothesis: Hypothesis, lock: Lock) -> Span | None:
    """Where a number stands with a wrong value or unit; None unless it is a wrong one and no other."""
    target = work.job.target
    there = numbers(hypothesis.text, target)
    span = aligned(hypothesis, lock.source, target)
    own = {lock.item.number.value} if lock.item and lock.item.number else set()
    touched = [n for n in there if span and overlap(n.whole, span)]
    if not touched:
        touched = [n for n in there if n.value in own]
        span = touched[0].whole if len(touched) == 1 else None
    wrong = misread(there, numbers(work.plain, work.job.source))
    if span is None or not all(n in wrong or n.value in own for n in touched):
        return None
    return Span(min(span.start, touched[0].whole.start), max(span.end, touched[-1].whole.end))


def _apart(
    hypothesis: Hypothesis, places: Mapping[Lock, Span], locks: Sequence[Lock], target: str
) -> dict[Lock, Span]:
    """The places that overlap no other, nor words that stand for something else that is locked."""
    if not places:
        return {}
    kept = (aligned(hypothesis, lock.source, target) for lock in locks if lock not in places)
    others = [*places.values(), *(span for span in kept if span)]
    return {lock: span for lock, span in places.items() if sum(overlap(span, other) for other in others) == 1}
