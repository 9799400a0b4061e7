"""States of entries, read from the catalogue alone, and the lines that state them.

draft       fuzzy, `#. termlock: draft <hash> <origin>`, the hash fits
edited      fuzzy, the hash fits no more, or no line of ours: a person's text
changed     fuzzy, `#. termlock: changed [hash]`, `#|` holds the source that msgstr translates
memory      fuzzy, `#. termlock: memory 86 %`
withheld    empty, `#. termlock: draft-withheld <origin>: <checks>`
empty       empty
approved    not fuzzy
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from pipeline.model import Catalogue, Draft, Entry, Finding, Key, State

MARK = "termlock:"
_DRAFT = re.compile(r"termlock: draft ([0-9a-f]{8}) (.*)")
_WITHHELD = re.compile(r"termlock: draft-withheld ([^:]*): .*")
_CHANGED = re.compile(r"termlock: changed(?: ([0-9a-f]{8}))?")
_IGNORE = re.compile(r"termlock: ignore (\S+) ([0-9a-f]{8})")
REPEAT = "termlock: repeat"
VANISHED_AT_LEAST = 3
"""Drafts without flags in one file from which on their flags count as lost and not as cleared."""


def text_hash(*parts: str) -> str:
    """Eight hexadecimal digits that tell whether texts changed."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def draft_hash(key: Key, translation: str) -> str:
    return text_hash(key.context, key.text, translation)


def draft_lines(key: Key, draft: Draft) -> tuple[str, ...]:
    """The lines that a draft, or one that was withheld, leaves in `#.`."""
    if draft.withheld:
        checks = ", ".join(dict.fromkeys(f.check for f in draft.withheld))
        return (f"termlock: draft-withheld {draft.origin}: {checks}",)
    score = f", score {draft.score:.2f}" if draft.score else ""
    return (
        f"termlock: draft {draft_hash(key, draft.text)} {draft.origin}{score}",
        *(finding_line(f) for f in draft.findings),
    )


def finding_line(finding: Finding) -> str:
    return f"termlock: {finding.check} {finding.severity}: {' '.join(finding.message.split())}"


def changed_line(entry: Entry, *, approved: bool) -> str:
    """States that the source changed, and, if the text was approved, what was approved."""
    return (
        f"termlock: changed {text_hash(entry.text, entry.translation)}" if approved else "termlock: changed"
    )


def state(entry: Entry) -> State:
    """The state of an entry."""
    if not entry.translation:
        return State.WITHHELD if withheld_origin(entry) else State.EMPTY
    if not entry.fuzzy:
        return State.APPROVED
    for line in entry.extracted:
        if found := _DRAFT.match(line):
            fits = found.group(1) == draft_hash(entry.key, entry.translation)
            return State.DRAFT if fits else State.EDITED
        if _CHANGED.match(line):
            return State.CHANGED
        if line.startswith("termlock: memory "):
            return State.MEMORY
    return State.EDITED


def has_persons_text(entry: Entry) -> bool:
    """Whether a person wrote, approved or was offered from memory what stands in the entry."""
    return state(entry) not in (State.EMPTY, State.WITHHELD, State.DRAFT)


def origin(entry: Entry) -> str:
    """What made the entry's draft: `argos translate-en_ru 1.9`; empty if nothing did."""
    for line in entry.extracted:
        if found := _DRAFT.match(line):
            return re.sub(r", score -?[\d.]+$", "", found.group(2))
    return withheld_origin(entry)


def withheld_origin(entry: Entry) -> str:
    return next((found.group(1) for line in entry.extracted if (found := _WITHHELD.match(line))), "")


def was_approved(entry: Entry) -> bool:
    """Whether a changed entry's text is still the one that was approved for its old source."""
    old_source = entry.previous_text or ""
    wanted = text_hash(old_source, entry.translation)
    return any((found := _CHANGED.match(line)) and found.group(1) == wanted for line in entry.extracted)


def state_lines(entry: Entry) -> tuple[str, ...]:
    """The lines of `#.` that state what the entry is; findings, terms and the like are made anew."""
    kept: tuple[str, ...] = ("termlock: draft", "termlock: changed", "termlock: memory ", "termlock: repeat")
    if state(entry) is State.DRAFT:
        # Known only when the draft is made.
        kept = (*kept, "termlock: tags-placed")
    return tuple(line for line in entry.extracted if line.startswith(kept))


def term_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.startswith("term: "))


def ignored(entry: Entry) -> frozenset[str]:
    """Checks that a person chose to ignore for these very texts (`# termlock: ignore numbers 1a2b3c4d`)."""
    wanted = text_hash(entry.text, entry.translation)
    found = (_IGNORE.match(comment.strip()) for comment in entry.comments)
    return frozenset(match.group(1) for match in found if match and match.group(2) == wanted)


def flags_vanished(catalogue: Catalogue) -> frozenset[Key]:
    """Drafts whose `fuzzy` flags some tool dropped all together; no person approved them.

    So it is when at least three entries hold their draft unchanged and without flag, and no
    entry of the file is fuzzy any more. A person who approves drafts one by one, with runs in
    between, never makes such a file, for a run takes the draft's line away at approval.
    """
    active = [e for e in catalogue.entries if not e.obsolete and e.translation]
    if any(e.fuzzy for e in active):
        return frozenset()
    bare = [e.key for e in active if _is_untouched_draft(e)]
    return frozenset(bare) if len(bare) >= VANISHED_AT_LEAST else frozenset()


def _is_untouched_draft(entry: Entry) -> bool:
    hashes = (found.group(1) for line in entry.extracted if (found := _DRAFT.match(line)))
    return any(value == draft_hash(entry.key, entry.translation) for value in hashes)
