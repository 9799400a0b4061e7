"""What an entry becomes when the memory or the machine offers a text for it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.catalogue import states
from pipeline.catalogue.inherit import other_flags
from pipeline.model import Draft, Entry, Offer


def with_offer(entry: Entry, offer: Draft | Offer) -> Entry:
    """The entry with a draft, or with what the memory has: fuzzy, or approved where the memory may approve."""
    lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    bare = replace(entry, translation=offer.text, previous_text=None, previous_context=None)
    if isinstance(offer, Draft):
        flags = ("fuzzy", *other_flags(entry)) if offer.text else other_flags(entry)
        return replace(bare, flags=flags, extracted=(*lines, *states.draft_lines(entry.key, offer)))
    if offer.approved:
        return replace(bare, flags=other_flags(entry), extracted=lines)
    return replace(
        bare,
        flags=("fuzzy", *other_flags(entry)),
        extracted=(*lines, states.memory_line(offer)),
        previous_text=offer.source if offer.source != entry.text else None,
    )
