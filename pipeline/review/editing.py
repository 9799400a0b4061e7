"""What a person's act makes of an entry. Pure; findings are made anew by who writes the entry.

saving a text keeps `fuzzy`, or sets it: a sentence in the middle of its change is never approved
approving         clears it, with all that states that a text is not approved
unapproving       sets it again; the text is a person's and is not drafted anew
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.catalogue import states
from pipeline.catalogue.inherit import other_flags
from pipeline.catalogue.repeats import with_repeats
from pipeline.catalogue.trust import equals_source
from pipeline.model import Entry, Key, State

Changes = Mapping[int, Entry]
"""New entries by their places."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def identity(key: Key) -> str:
    """What names an entry in addresses and requests."""
    return hashlib.sha256(f"{key.context}\0{key.text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def version(entry: Entry) -> str:
    """Tells whether an entry is the one that somebody saw: source, translation, approved or not."""
    return states.text_hash(entry.text, entry.translation, "fuzzy" if entry.fuzzy else "")


def has_text_of(entry: Entry, seen: str) -> bool:
    """Whether the texts are those that somebody saw, whatever the flag is."""
    return any(states.text_hash(entry.text, entry.translation, flag) == seen for flag in ("fuzzy", ""))


def cleaned(text: str, source: str) -> str:
    """A text as it can stand in a catalogue; line breaks become spaces where the source has none."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if "\n" in source else re.sub(r"[ \t]*\n\s*", " ", text.strip("\n"))


def with_text(entry: Entry, text: str) -> Entry:
    """Another translation, which waits for approval."""
    if text == entry.translation:
        return entry
    lines = tuple(line for line in entry.extracted if _stays(line, entry, text))
    flags = ("fuzzy", *other_flags(entry)) if text else other_flags(entry)
    return replace(entry, translation=text, flags=flags, extracted=lines)


def _stays(line: str, entry: Entry, text: str) -> bool:
    """Whether a line of `#.` is true of the entry with another text too: where its draft is from, its old source."""
    if not line.startswith(states.MARK) or line.startswith("termlock: draft-withheld "):
        return True
    current = states.state(entry)
    if current is State.CHANGED:
        return bool(text) and line.startswith("termlock: changed")
    return bool(text) and line.startswith("termlock: draft ") and current in (State.DRAFT, State.EDITED)


def approved(entry: Entry) -> Entry:
    """The entry as a person approved it. It must have a translation."""
    lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    made = replace(
        entry, flags=other_flags(entry), extracted=lines, previous_context=None, previous_text=None
    )
    # A run takes a text that equals its source for a tool's doing, unless a person says that it is right.
    return with_ignored(made, "same-as-source") if equals_source(made) else made


def unapproved(entry: Entry) -> Entry:
    """The entry with its approval taken back."""
    lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    return entry if entry.fuzzy else replace(entry, flags=("fuzzy", *entry.flags), extracted=lines)


def with_ignored(entry: Entry, check: str) -> Entry:
    """With the comment that silences a check for these very texts, in place of lapsed ones."""
    return replace(entry, comments=(*_without(entry, check), states.ignore_comment(check, entry)))


def without_ignored(entry: Entry, check: str) -> Entry:
    """With that comment taken away."""
    return replace(entry, comments=_without(entry, check))


def _without(entry: Entry, check: str) -> tuple[str, ...]:
    return tuple(c for c in entry.comments if not c.strip().startswith(f"termlock: ignore {check} "))


def restored(entry: Entry, before: Entry) -> Entry:
    """The entry with all that a person decides as it was `before`; places and terms stay as they are now."""
    own = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    return replace(
        entry,
        translation=before.translation,
        flags=before.flags,
        comments=before.comments,
        extracted=(*own, *states.state_lines(before)),
        previous_context=before.previous_context,
        previous_text=before.previous_text,
    )


# --- equals -------------------------------------------------------------------------------------------


def followed(entries: Sequence[Entry], place: int, made: Entry) -> Changes:
    """What an approval, or one that was taken back, makes of an entry and of its equals that nobody touched."""
    places = [i for i, entry in enumerate(entries) if entry.text == made.text]
    group = [made if i == place else entries[i] for i in places]
    result = with_repeats(group, group, ())
    return {i: new for i, new in zip(places, result, strict=True) if new != entries[i]}


def propagated(entries: Sequence[Entry], place: int) -> Changes:
    """The text of an entry in all its equals, approved if it is."""
    model = entries[place]
    made: dict[int, Entry] = {}
    for i in equals(entries, place):
        changed = with_text(entries[i], model.translation)
        changed = changed if model.fuzzy else approved(changed)
        if changed != entries[i]:
            made[i] = changed
    return made


def equals(entries: Sequence[Entry], place: int) -> list[int]:
    """Places of the other entries with the same source."""
    return [i for i, entry in enumerate(entries) if entry.text == entries[place].text and i != place]
