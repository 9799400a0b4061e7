"""The places of a catalogue that the article makes: entries of the template."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Entry, Key


@dataclass(frozen=True, slots=True)
class Slot:
    """A segment as a catalogue has it: an entry of the template."""

    key: Key
    kind: str
    extracted: tuple[str, ...] = ()
    """Lines of `#.`: kind of block, legend of tags, terms (`term: ...`)."""
    references: tuple[str, ...] = ()


def empty_entry(slot: Slot) -> Entry:
    """The template's entry."""
    return Entry(slot.key.context, slot.key.text, extracted=slot.extracted, references=slot.references)


def kind_of(entry: Entry) -> str:
    """The kind of block in an entry's context: `p` of `p#2`."""
    return entry.context.split("#")[0]
