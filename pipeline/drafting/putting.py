"""Putting what is locked at its places in a hypothesis, one after the other, the words around it mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.alignment import change, relinked, shifted
from pipeline.drafting.locks import Lock, overlap
from pipeline.glossary.fitting import Change, Setting, fit
from pipeline.glossary.fitting.chinese import is_spaced
from pipeline.model import Finding, Hypothesis, Severity, Span

SLOT = "ʘ"
"""Stands where a lock is to stand; a letter that no text holds, so a word to whoever reads the sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lock is to stand."""

    lock: Lock
    span: Span
    """In the hypothesis."""
    bare: bool = False
    """Whether a placeholder stands there and no translation."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A hypothesis with locks at their places."""

    hypothesis: Hypothesis
    notes: tuple[Finding, ...]
    """What a reviewer should know."""
    left: tuple[Lock, ...]
    """Locks that no form of theirs fits at their places: a noun where a verb stands."""


def put(hypothesis: Hypothesis, places: Sequence[Place], language: str) -> Fitted:
    """The hypothesis with each lock at its place if it fits there.

    Left to right: each is fitted into a sentence that holds those before it.
    """
    waiting = sorted(places, key=lambda place: place.span)
    spaced = is_spaced(_without(hypothesis.text, [p.span for p in waiting if p.bare]))
    notes: list[Finding] = []
    left: list[Lock] = []
    while waiting:
        place = waiting.pop(0)
        changes = _changes(hypothesis.text, place, language, spaced)
        if not changes or any(overlap(c.span, other.span) for c in changes for other in waiting):
            left.append(place.lock)
            continue
        text, moved = change(hypothesis.text, changes)
        target = next(new for old, new in moved if old == changes[0].span)
        notes += _note(place, hypothesis.text, text[target.start : target.end].strip(), language)
        links = relinked(hypothesis.links, moved, place.lock.source, target)
        hypothesis = replace(hypothesis, text=text, links=links)
        waiting = [replace(other, span=shifted(other.span, moved)) for other in waiting]
    return Fitted(hypothesis, tuple(notes), tuple(left))


def _without(text: str, spans: Sequence[Span]) -> str:
    """A text with stretches cut out, and the spaces that placeholders have around them."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start].rstrip() + "\n" + text[span.end :].lstrip()
    return text


def _changes(text: str, place: Place, language: str, spaced: bool) -> tuple[Change, ...] | None:
    """The first approved form that fits there; protected text stands as it is."""
    setting = Setting(text, place.span, place.bare, place.lock.plural, spaced)
    if place.lock.match is None and language != "zh":
        return (Change(place.span, place.lock.forms[0].text),)
    # A placeholder tells no part of speech: there the form that the source's own goes with is the one, or an
    # adjective where a noun follows that the placeholder must belong to.
    first, *others = place.lock.forms
    forms = (first, *(form for form in others if not place.bare or form.pos == "adj"))
    fitted = (fit(setting, form, language) for form in forms)
    return next((changes for changes in fitted if changes), None)


def _note(place: Place, text: str, put: str, language: str) -> list[Finding]:
    there = text[place.span.start : place.span.end]
    if place.lock.match is None:
        if place.bare:
            return []
        message = f"“{put}” was put in place of “{there}”: see that it stands where it should."
        return [Finding("number-placed", Severity.WARNING, message, language=language)]
    message = f"“{put}” was put in place of “{there}”: see that it fits."
    if place.bare:
        message = f"“{put}” was put where the engine left it a place: see that it fits."
    return [Finding("term-placed", Severity.WARNING, message, language=language)]
