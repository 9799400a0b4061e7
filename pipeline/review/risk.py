"""Which segments a reviewer should see first: where a mistake would do harm, and where one is likely.

open errors > a changed source > doses > negations > other numbers > terms, warnings > a low score
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline import inline
from pipeline.catalogue import states
from pipeline.model import Entry, Severity, Span, State
from pipeline.statements.negations import negations
from pipeline.statements.numbers import numbers

WEIGHTS = {"error": 200, "changed": 60, "dose": 50, "negation": 40, "number": 12, "warning": 8, "terms": 4}
"""What each reason counts; terms count one by one, up to `MOST_TERMS`."""
MOST_TERMS = 5
SCORED = 15
"""What the lowest score counts at most."""
LOW = -0.6
"""The score, per token, from which on down it is named as a reason."""


class Dangers(NamedTuple):
    """What in a text must not be got wrong; places are those in it without tags."""

    doses: tuple[Span, ...]
    numbers: tuple[Span, ...]
    negations: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """How dangerous a segment is, and why."""

    weight: float
    reasons: tuple[str, ...]
    """Out of `WEIGHTS`, the weightiest first, and `score`."""


@lru_cache(maxsize=50_000)
def dangers(text: str, language: str) -> Dangers:
    """Doses, other numbers and negations of a segment."""
    plain = inline.plain(text)
    found = [n for n in numbers(plain, language) if n.digits]
    return Dangers(
        tuple(n.whole for n in found if n.unit),
        tuple(n.whole for n in found if not n.unit),
        negations(plain, language),
    )


def needs_review(entry: Entry) -> bool:
    """Whether an entry waits for a person: not approved, or approved and held back by an error."""
    if states.state(entry) is not State.APPROVED:
        return True
    return any(finding.severity is Severity.ERROR for finding in states.findings(entry))


@lru_cache(maxsize=50_000)
def risk(entry: Entry, source: str) -> Risk:
    """The risk of an entry by what its catalogue says; `source`: the language of its source."""
    found = dangers(entry.text, source)
    severities = {finding.severity for finding in states.findings(entry)}
    current = states.state(entry)
    held = {
        "error": Severity.ERROR in severities,
        "changed": current is State.CHANGED,
        "dose": bool(found.doses),
        "negation": bool(found.negations),
        "number": bool(found.numbers),
        "warning": Severity.WARNING in severities,
    }
    weight = float(sum(WEIGHTS[name] for name, is_so in held.items() if is_so))
    reasons = [name for name, is_so in held.items() if is_so]
    if terms := len(states.term_lines(entry.extracted)):
        weight += WEIGHTS["terms"] * min(terms, MOST_TERMS)
        reasons.append("terms")
    score = states.score(entry)
    if score is not None and score < 0:
        weight += min(SCORED, -10 * score)
        reasons += ["score"] if score <= LOW else []
    return Risk(weight, tuple(reasons))
