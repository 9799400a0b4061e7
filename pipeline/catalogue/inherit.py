"""What a slot takes over from the old entry that it continues.

same source         the entry as it is, in its state
another source      a person's text, fuzzy, with the source that it translates; of a draft its comments only
the source again    the text as it was, approved if it was approved for this source
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.catalogue import states
from pipeline.catalogue.slots import Slot, empty_entry
from pipeline.model import Entry, State

Adapt = Callable[[str, str, str], str | None]
"""Old source, new source, translation of the old one -> that of the new one, where it can be told."""


def inherited(slot: Slot, before: Entry | None, adapt: Adapt | None = None) -> Entry:
    """The slot's entry in a catalogue of translations; `adapt` proposes texts for changed sources."""
    bare = empty_entry(slot)
    if before is None:
        return bare
    kept = replace(bare, comments=before.comments, flags=other_flags(before))
    if _comes_back(before, slot):
        return _returned(kept, before, adapt)
    if before.text == slot.key.text:
        return _carried(kept, before, slot)
    return _changed(kept, before, adapt) if states.has_persons_text(before) else kept


def identity(slot: Slot, before: Entry | None, adapt: Adapt | None = None) -> Entry:
    """The slot's entry in the catalogue of the source language: its own text, or what a person made of it."""
    bare = empty_entry(slot)
    if before is None:
        return replace(bare, translation=bare.text)
    kept = replace(bare, comments=before.comments, flags=other_flags(before))
    if before.translation in ("", before.text, bare.text):
        return replace(kept, translation=bare.text)
    return inherited(slot, before, adapt)


def is_edited_source(entry: Entry) -> bool:
    """Whether a person edited an entry of the source language's catalogue."""
    return bool(entry.translation) and entry.translation != entry.text


def other_flags(entry: Entry) -> tuple[str, ...]:
    """The flags but `fuzzy`."""
    return tuple(flag for flag in entry.flags if flag != "fuzzy")


def _carried(kept: Entry, before: Entry, slot: Slot) -> Entry:
    """The same source: the translation and what states its worth stay."""
    current = states.state(before)
    if current is State.EMPTY:
        return kept
    lines = states.state_lines(states.moved(before, slot.key))
    made = replace(kept, translation=before.translation, extracted=(*slot.extracted, *lines))
    if current in (State.DRAFT, State.WITHHELD):
        made = replace(made, flags=before.flags if current is State.DRAFT else made.flags)
        differs = states.term_lines(before.extracted) != states.term_lines(slot.extracted)
        return states.with_terms_changed(made) if differs else made
    if current is State.APPROVED:
        return made
    return replace(
        made,
        flags=before.flags,
        previous_context=before.previous_context,
        previous_text=before.previous_text,
    )


def _changed(kept: Entry, before: Entry, adapt: Adapt | None) -> Entry:
    """The source is another now: the translation stays, fuzzy, with the source that was translated.

    Where only numbers changed, the same change is proposed in the text of what was approved.
    """
    current = states.state(before)
    approved = current is State.APPROVED
    if current is State.CHANGED:
        lines = states.state_lines(before)
    else:
        lines = (states.changed_line(before, approved=approved),)
    known = None if approved else before.previous_text
    may_adapt = adapt and (approved or states.approved_text(before, adapt) is not None)
    text = adapt(before.text, kept.text, before.translation) if adapt and may_adapt else None
    return replace(
        kept,
        translation=text or before.translation,
        flags=("fuzzy", *kept.flags),
        extracted=(*kept.extracted, *lines),
        previous_text=before.text if known is None else known,
    )


def _comes_back(before: Entry, slot: Slot) -> bool:
    """Whether the source is again the one that a fuzzy translation was made for."""
    person = states.has_persons_text(before) and before.fuzzy
    return person and before.previous_text == slot.key.text


def _returned(kept: Entry, before: Entry, adapt: Adapt | None) -> Entry:
    approved = states.approved_text(before, adapt)
    if approved is not None:
        return replace(kept, translation=approved)
    return replace(kept, translation=before.translation, flags=("fuzzy", *kept.flags))
