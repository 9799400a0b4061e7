"""What the entries of a file on disk are worth, before they are merged.

Other tools wrap lines of `#.`, drop all flags of a file at once, or write the source where there
is no translation. What such a tool made of an entry is undone here, so that it neither loses a
state nor counts as a person's approval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.catalogue import states
from pipeline.model import Entry, Finding, Severity


def trusted(entries: Sequence[Entry], path: str, *, accept: bool) -> tuple[list[Entry], list[Finding]]:
    """The active entries with the flags back that were lost, or that their texts belie.

    `accept`: a person says that the drafts whose flags vanished together are approved. What equals
    its source is held all the same: a tool that drops flags may have written it too.
    """
    entries = [_cleaned(entry) for entry in entries]
    vanished = frozenset() if accept else states.flags_vanished(entries)
    made: list[Entry] = []
    findings: list[Finding] = []
    for entry in entries:
        if entry.key in vanished:
            entry = states.held(entry)
        elif equals_source(entry):
            findings.append(_same_as_source(entry, path))
            entry = _held(entry)
        made.append(entry)
    if waiting := [] if accept else [entry for entry in made if states.was_unflagged(entry)]:
        findings.insert(0, _flags_vanished(waiting, path))
    return made, findings


def _cleaned(entry: Entry) -> Entry:
    """Segments hold no line ends at their ends; msgfmt refuses a translation that differs in that."""
    translation = entry.translation
    if not entry.text.startswith("\n"):
        translation = translation.lstrip("\n")
    if not entry.text.endswith("\n"):
        translation = translation.rstrip("\n")
    extracted = states.unwrapped(entry.extracted)
    if (translation, extracted) == (entry.translation, entry.extracted):
        return entry
    return replace(entry, translation=translation, extracted=extracted)


def _held(entry: Entry) -> Entry:
    return replace(entry, flags=("fuzzy", *entry.flags))


def equals_source(entry: Entry) -> bool:
    """Whether a text without flag is its source, with words in it, and no person said that it may be."""
    return (
        bool(entry.translation)
        and not entry.fuzzy
        and entry.translation == entry.text
        and _has_words(entry.text)
        and not states.is_repeat(entry)
        and "same-as-source" not in states.ignored(entry)
    )


def _has_words(text: str) -> bool:
    """Whether a text is more than names, numbers and marks, which may stay as they are."""
    letters = [c for c in text if c.isalpha() and not c.isascii()]
    words = [w for w in text.split() if w.isalpha() and w.islower() and len(w) > 2]
    return len(letters) >= 4 or len(words) >= 3


def _same_as_source(entry: Entry, path: str) -> Finding:
    message = (
        "The translation equals its source and does not count as approved."
        f" If it is right, add the comment `# {states.ignore_comment('same-as-source', entry)}`."
    )
    return Finding("same-as-source", Severity.WARNING, message, path, entry.line, entry.context)


def _flags_vanished(waiting: Sequence[Entry], path: str) -> Finding:
    message = (
        f"{len(waiting)} untouched drafts lost their fuzzy flags together; they are held as drafts."
        " If a person approved them, say so with `termlock run --accept-unflagged`, now or later."
    )
    first = waiting[0]
    return Finding("flags-vanished", Severity.WARNING, message, path, first.line, first.context)
