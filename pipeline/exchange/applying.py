"""What an import makes of an entry: never a person's work less than it was, not without a word.

the file left it as it went out      nothing, whatever it has become here
the same text, approved there        approved
another text, unchanged here         taken; but what is approved here is not replaced by what is not approved there
another text, changed here too       what is here stays, and the conflict is told
the same text, no longer approved    stays approved, and is told; the file may be let win
no text any more                     what is here stays, and is told
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from pipeline.catalogue import states
from pipeline.catalogue.inherit import other_flags
from pipeline.exchange.comments import fitting, merged
from pipeline.exchange.units import Proposal, is_noted, split_id, was_hash
from pipeline.model import Entry, State


class Result(StrEnum):
    UNCHANGED = "unchanged"
    TAKEN = "taken"
    APPROVED = "approved"
    CONFLICT = "conflict"
    DOWNGRADE = "downgrade"
    WITHDRAWN = "withdrawn"
    EMPTIED = "emptied"


def applied(entry: Entry, proposal: Proposal, *, overwrite: bool) -> tuple[Entry, Result]:
    """The entry after the proposal, and what became of the proposal's text; comments are taken in any case."""
    entry = _with_comments(entry, proposal)
    text = proposal.translation.strip("\n") if not entry.text.startswith("\n") else proposal.translation
    current = states.state(entry)
    if is_untouched(proposal):
        return entry, Result.UNCHANGED
    if not text.strip():
        emptied = entry.translation and is_noted(proposal.id)
        return entry, Result.EMPTIED if emptied else Result.UNCHANGED
    if text == entry.translation:
        return _same_text(entry, proposal, overwrite=overwrite)
    if not overwrite:
        changed_here = split_id(proposal.id)[1] != was_hash(entry)
        if states.has_persons_text(entry) and current is not State.MEMORY and changed_here:
            return entry, Result.CONFLICT
        if current is State.APPROVED and not proposal.approved:
            return entry, Result.DOWNGRADE
    return _taken(entry, text, approved=proposal.approved), Result.TAKEN


def _same_text(entry: Entry, proposal: Proposal, *, overwrite: bool) -> tuple[Entry, Result]:
    """What becomes of an entry that has the file's text: only its approval may be another."""
    if proposal.flagless or proposal.approved is (states.state(entry) is State.APPROVED):
        return entry, Result.UNCHANGED
    if proposal.approved:
        return _taken(entry, entry.translation, approved=True), Result.APPROVED
    if overwrite:
        return _taken(entry, entry.translation, approved=False), Result.WITHDRAWN
    return entry, Result.DOWNGRADE


def is_untouched(proposal: Proposal) -> bool:
    """Whether a file says of an entry what it said when it went out."""
    was = states.text_hash(proposal.translation, "approved" if proposal.approved else "")
    return split_id(proposal.id)[1] == was


def held(entry: Entry) -> Entry:
    """An entry that was taken as approved, fuzzy: the checks found an error in it."""
    return replace(entry, flags=("fuzzy", *other_flags(entry)))


def _taken(entry: Entry, text: str, *, approved: bool) -> Entry:
    lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    flags = other_flags(entry)
    return replace(
        entry,
        translation=text,
        flags=flags if approved else ("fuzzy", *flags),
        extracted=lines,
        previous_context=None,
        previous_text=None,
    )


def _with_comments(entry: Entry, proposal: Proposal) -> Entry:
    """With what the file says, where it notes what stood there; else with what is new in it."""
    said: tuple[str, ...] = fitting(proposal.shared_comments, entry)
    if proposal.was_comments is not None:
        entry = replace(entry, comments=merged(entry.comments, proposal.comments, proposal.was_comments))
    else:
        said = (*proposal.comments, *said)
    known = {comment.strip() for comment in entry.comments}
    new = [line for line in dict.fromkeys(c.strip() for c in said) if line not in known]
    return replace(entry, comments=(*entry.comments, *new)) if new else entry
