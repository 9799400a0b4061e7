"""States of entries, read from the catalogue alone, and the lines that state them.

draft       fuzzy, `#. termlock: draft <hash> <origin>`, the hash fits
edited      fuzzy, the hash fits no more, or no line of ours: a person's text
changed     fuzzy, `#. termlock: changed [hash]`, `#|` holds the source that msgstr translates
memory      fuzzy, `#. termlock: memory 86 %`
withheld    empty, `#. termlock: draft-withheld <origin>: <checks>`
empty       empty
approved    not fuzzy; `#. termlock: repeat <hash>` where a run copied it from an equal

A draft that waits to be made again has `#. termlock: terms-changed` beside its line, and what lost its flag
together with others `#. termlock: unflagged <hash>`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.model import Draft, Entry, Finding, Key, Offer, Severity, State

MARK = "termlock:"
_DRAFT = re.compile(r"termlock: draft ([0-9a-f]{8}) (.*)")
_WITHHELD = re.compile(r"termlock: draft-withheld ([^:]*): (.*)")
_CHANGED = re.compile(r"termlock: changed(?: ([0-9a-f]{8}))?")
_SCORE = re.compile(r", score (-?[\d.]+)$")
_MEMORY = re.compile(r"termlock: memory (\d+) %")
_FINDING = re.compile(r"termlock: ([a-z-]+) (error|warning|info): (.*)")
_IGNORE = re.compile(r"termlock: ignore (\S+) ([0-9a-f]{8})")
EDITED = "termlock: edited"
"""States of an obsolete entry that it is not approved, where no other line does."""
_TERMS_CHANGED = "termlock: terms-changed"
_UNFLAGGED = "termlock: unflagged "
MADE_WITH_DRAFT = ("tags-placed", "term-placed", "number-placed", "lock-order", "in-pieces", "memory-near")
"""Findings that are known only when a draft is made: no later check of the text can tell them."""
_LINES = {
    State.DRAFT: (
        "termlock: draft ",
        *(f"termlock: {check} " for check in MADE_WITH_DRAFT),
        _TERMS_CHANGED,
        _UNFLAGGED,
    ),
    State.WITHHELD: ("termlock: draft-withheld ", "termlock: memory-near ", _TERMS_CHANGED),
    State.EDITED: ("termlock: draft ",),
    State.CHANGED: ("termlock: changed", _UNFLAGGED),
    State.MEMORY: ("termlock: memory ", _UNFLAGGED),
}
"""What begins the lines that state what an entry is."""
_BEGINNING = re.compile(r"kind: |term: |termlock: |[a-z]+\d* = ")
"""What begins a line of `#.` that termlock wrote."""
VANISHED_AT_LEAST = 3
"""Drafts without flags in one file from which on their flags count as lost and not as cleared."""


WRITTEN_TO_ONE = 3
"""Drafts with a text of a person's own for each one without, from which on the file is a person's work."""


def text_hash(*parts: str) -> str:
    """Eight hexadecimal digits that tell whether texts changed."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def draft_hash(key: Key, translation: str) -> str:
    return text_hash(key.context, key.text, translation)


def draft_lines(key: Key, draft: Draft) -> tuple[str, ...]:
    """The lines that a draft, or one that was withheld, leaves in `#.`."""
    if draft.withheld:
        checks = ", ".join(dict.fromkeys(f.check for f in draft.withheld))
        return (
            f"termlock: draft-withheld {draft.origin}: {checks}",
            *(finding_line(f) for f in draft.findings if f.check == "memory-near"),
        )
    score = f", score {draft.score:.2f}" if draft.score else ""
    return (
        f"termlock: draft {draft_hash(key, draft.text)} {draft.origin}{score}",
        *(finding_line(f) for f in draft.findings),
    )


def finding_line(finding: Finding) -> str:
    return f"termlock: {finding.check} {finding.severity}: {' '.join(finding.message.split())}"


def memory_line(offer: Offer) -> str:
    """States that a text is from the memory, and how near its source is."""
    way = f", by way of {offer.via}" if offer.via else ""
    return f"termlock: memory {offer.percent} %{way}"


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
            return _SCORE.sub("", found.group(2))
    return withheld_origin(entry)


def score(entry: Entry) -> float | None:
    """What the engine thought of its draft, in log-probability per token; None where it did not say."""
    drafts = (found.group(2) for line in entry.extracted if (found := _DRAFT.match(line)))
    return next((float(found.group(1)) for line in drafts if (found := _SCORE.search(line))), None)


def memory_percent(entry: Entry) -> int | None:
    """How near the memory's source is to the entry's; None for what is not from the memory."""
    found = (_MEMORY.match(line) for line in entry.extracted)
    return next((int(match.group(1)) for match in found if match), None)


def findings(entry: Entry) -> tuple[Finding, ...]:
    """What the checks said when the entry was last written (`finding_line`)."""
    found = (_FINDING.match(line) for line in entry.extracted)
    return tuple(
        Finding(m.group(1), Severity(m.group(2)), m.group(3), segment=entry.context) for m in found if m
    )


def withheld_checks(entry: Entry) -> tuple[str, ...]:
    """The checks that a withheld draft failed."""
    found = (_WITHHELD.match(line) for line in entry.extracted)
    return next((tuple(m.group(2).split(", ")) for m in found if m), ())


def withheld_origin(entry: Entry) -> str:
    return next((found.group(1) for line in entry.extracted if (found := _WITHHELD.match(line))), "")


def was_approved(entry: Entry) -> bool:
    """Whether a changed entry's text is still the one that was approved for its old source."""
    old_source = entry.previous_text or ""
    wanted = text_hash(old_source, entry.translation)
    return any((found := _CHANGED.match(line)) and found.group(1) == wanted for line in entry.extracted)


def approved_text(entry: Entry, adapt: Callable[[str, str, str], str | None] | None = None) -> str | None:
    """What was approved for a changed entry's old source; None if nothing was, or if a person wrote another text.

    Where a run proposed the change of the source in the text too, `adapt` takes it back.
    """
    if was_approved(entry):
        return entry.translation
    if adapt is None or entry.previous_text is None or state(entry) is not State.CHANGED:
        return None
    text = adapt(entry.text, entry.previous_text, entry.translation)
    return text if text and was_approved(replace(entry, translation=text)) else None


def state_lines(entry: Entry) -> tuple[str, ...]:
    """The lines of `#.` that state what the entry is; findings, terms and the like are made anew."""
    if is_repeat(entry):
        return (repeat_line(entry),)
    return tuple(line for line in entry.extracted if line.startswith(_LINES.get(state(entry), ())))


def unwrapped(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of `#.` as they were before a tool (polib) wrapped them."""
    whole: list[str] = []
    for line in lines:
        if whole and not _BEGINNING.match(line):
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line)
    return tuple(whole)


# --- repeats, changed terms, other keys ----------------------------------------------------------


def repeat_line(entry: Entry) -> str:
    """States that a run copied the approved text of an equal entry, and which text it copied."""
    return f"termlock: repeat {text_hash(entry.text, entry.translation)}"


def is_repeat(entry: Entry) -> bool:
    """Whether an approved text is a copy that no person touched."""
    return not entry.fuzzy and bool(entry.translation) and repeat_line(entry) in entry.extracted


def with_terms_changed(entry: Entry) -> Entry:
    """A draft that was made when other terms were in force, and is to be made again."""
    lines = [line for line in entry.extracted if line != _TERMS_CHANGED]
    return replace(entry, extracted=(*lines, _TERMS_CHANGED))


def terms_changed(entry: Entry) -> bool:
    return _TERMS_CHANGED in entry.extracted


def is_unsure(entry: Entry) -> bool:
    """Whether a line tells that the text is not approved, whatever the flags say."""
    lines = ("termlock: draft ", "termlock: changed", "termlock: memory ", EDITED)
    return any(line.startswith(lines) for line in entry.extracted)


def moved(entry: Entry, key: Key) -> Entry:
    """The entry under another key; an untouched draft stays one."""
    if key == entry.key:
        return entry
    made = replace(entry, context=key.context, text=key.text)
    if state(entry) is not State.DRAFT:
        return made
    old, new = draft_hash(entry.key, entry.translation), draft_hash(key, entry.translation)
    lines = (line.replace(f"termlock: draft {old}", f"termlock: draft {new}") for line in entry.extracted)
    return replace(made, extracted=tuple(lines))


# --- terms, findings, flags ----------------------------------------------------------------------


def term_lines(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.startswith("term: "))


def ignored(entry: Entry) -> frozenset[str]:
    """Checks that a person chose to ignore for these very texts (`# termlock: ignore numbers 1a2b3c4d`)."""
    wanted = text_hash(entry.text, entry.translation)
    found = (_IGNORE.match(comment.strip()) for comment in entry.comments)
    return frozenset(match.group(1) for match in found if match and match.group(2) == wanted)


def ignore_comment(check: str, entry: Entry) -> str:
    """The translator comment by which a person ignores a check for these very texts."""
    return f"termlock: ignore {check} {text_hash(entry.text, entry.translation)}"


def flags_vanished(entries: Sequence[Entry]) -> frozenset[Key]:
    """Entries whose `fuzzy` flags some tool dropped all together; no person approved them.

    So it is when at least three entries hold their draft unchanged and without flag, and no
    entry of the file is fuzzy any more. Then entries whose source changed and offers of the memory
    are held as well. A person who approves drafts one by one, with runs in between, never makes
    such a file, for a run takes the draft's line away at approval; nor is it suspected where a
    person wrote most of the file's texts anew.
    """
    active = [e for e in entries if not e.obsolete and e.translation]
    if any(e.fuzzy for e in active):
        return frozenset()
    drafts = [e.key for e in active if _is_untouched_draft(e)]
    offers = [e.key for e in active if is_unsure(e) and not any(_DRAFT.match(x) for x in e.extracted)]
    written = sum(_is_written(e) for e in active)
    if len(drafts) < VANISHED_AT_LEAST or written >= WRITTEN_TO_ONE * len(drafts):
        return frozenset()
    return frozenset([*drafts, *offers])


def _is_written(entry: Entry) -> bool:
    """Whether a person wrote another text in a draft's place since the last run, and cleared its flag."""
    return any(_DRAFT.match(line) for line in entry.extracted) and not _is_untouched_draft(entry)


def _is_untouched_draft(entry: Entry) -> bool:
    hashes = (found.group(1) for line in entry.extracted if (found := _DRAFT.match(line)))
    return any(value == draft_hash(entry.key, entry.translation) for value in hashes)


def held(entry: Entry) -> Entry:
    """An entry whose flag vanished together with others: fuzzy again, and it stays known that it had none."""
    line = f"{_UNFLAGGED}{text_hash(entry.text, entry.translation)}"
    lines = (other for other in entry.extracted if not other.startswith(_UNFLAGGED))
    return replace(entry, flags=("fuzzy", *entry.flags), extracted=(*lines, line))


def was_unflagged(entry: Entry) -> bool:
    """Whether an entry is held that lost its flag with others, and still has the text that it had then."""
    return entry.fuzzy and f"{_UNFLAGGED}{text_hash(entry.text, entry.translation)}" in entry.extracted


def accepted(entry: Entry) -> Entry:
    """What was held and a person says to be approved."""
    if not was_unflagged(entry):
        return entry
    return replace(entry, flags=tuple(flag for flag in entry.flags if flag != "fuzzy"))
