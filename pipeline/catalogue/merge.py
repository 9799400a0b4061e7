"""Merging an article's segments into a catalogue, so that nothing of a person's is lost.

    old catalogue + template + drafts --merge--> catalogue, what it still needs, findings

Pure. A run merges twice: once without drafts, to learn what is needed, and again, with the
drafts, into what is on disk by then; a text that a person wrote meanwhile wins over a draft.
Merging twice is merging once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.catalogue import states
from pipeline.catalogue.header import Fields, update_header
from pipeline.catalogue.pairing import pair_same, pair_similar
from pipeline.model import Catalogue, Draft, Entry, Finding, Key, Severity, State


@dataclass(frozen=True, slots=True)
class Slot:
    """A segment as a catalogue has it: an entry of the template."""

    key: Key
    kind: str
    extracted: tuple[str, ...] = ()
    """Lines of `#.`: kind of block, legend of tags, terms (`term: ...`)."""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What a merge must know beside the entries."""

    path: str = ""
    """The catalogue's file, for findings."""
    is_source: bool = False
    """Whether this is the catalogue of the article's own language: the identity."""
    origin: str = ""
    """What would make drafts now; withheld ones are tried again when it differs. Empty: nothing would."""
    redraft: bool = False
    """Whether untouched drafts of another origin are made again."""
    accept_unflagged: bool = False
    """Whether drafts whose flags vanished together count as approved."""


@dataclass(frozen=True, slots=True)
class Merged:
    catalogue: Catalogue
    needs: tuple[Key, ...]
    """Entries that lack a valid draft."""
    findings: tuple[Finding, ...] = ()


def merge(
    old: Catalogue | None,
    slots: Sequence[Slot],
    header: Fields,
    options: Options,
    drafts: Mapping[Key, Draft] | None = None,
) -> Merged:
    """The catalogue of `slots` with all that `old` holds of people's work, and with `drafts` where they are needed."""
    return _Merge(old, slots, header, options, drafts or {}).result()


def template(old: Catalogue | None, slots: Sequence[Slot], header: Fields) -> Catalogue:
    """The `.pot`: all entries without translations."""
    entries = tuple(
        Entry(s.key.context, s.key.text, extracted=s.extracted, references=s.references) for s in slots
    )
    changed = old is None or [e.key for e in old.entries] != [e.key for e in entries]
    flags = old.header_flags if old else ()
    return Catalogue(
        update_header(old, header, changed=changed), entries, old.header_comments if old else (), flags
    )


@dataclass(slots=True)
class _Merge:
    old: Catalogue | None
    slots: Sequence[Slot]
    header: Fields
    options: Options
    drafts: Mapping[Key, Draft]
    findings: list[Finding] = field(default_factory=list)
    needs: list[Key] = field(default_factory=list)
    stale: set[Key] = field(default_factory=set)
    """Drafts made when other terms were in force."""
    vanished: frozenset[Key] = frozenset()

    def result(self) -> Merged:
        entries = self.old.entries if self.old else ()
        self.vanished = self.lost_flags()
        active = [self.trusted(e) for e in entries if not e.obsolete] if self.old else []
        obsolete = [e for e in entries if e.obsolete]
        same = pair_same(self.slots, active)
        persons = [i for i, e in enumerate(active) if self.is_persons(e)]
        similar = pair_similar(self.slots, active, same, persons)
        revived = self.revive(obsolete, {*same, *similar})
        made: list[Entry] = []
        for index, slot in enumerate(self.slots):
            past = same.get(index, similar.get(index))
            before = active[past] if past is not None else None
            made.append(self.entry(slot, before if before else revived.get(index)))
        made = self.repeats(made)
        made = [self.drafted(entry) for entry in made]
        used = {*same.values(), *similar.values()}
        gone = [active[i] for i in persons if i not in used]
        back = {id(e) for e in revived.values()}
        kept = self.obsolete([*(e for e in obsolete if id(e) not in back), *gone], {e.key for e in made})
        return Merged(self.catalogue([*made, *kept]), tuple(self.needs), tuple(self.findings))

    def catalogue(self, entries: Iterable[Entry]) -> Catalogue:
        made = tuple(entries)
        old = self.old
        changed = old is None or [e.key for e in old.entries if not e.obsolete] != [
            e.key for e in made if not e.obsolete
        ]
        return Catalogue(
            update_header(old, self.header, changed=changed),
            made,
            old.header_comments if old else (),
            tuple(f for f in old.header_flags if f != "fuzzy") if old else (),
        )

    # --- what an old entry is worth ----------------------------------------------------------

    def trusted(self, entry: Entry) -> Entry:
        """The entry with the flag back that a tool dropped, or that its text belies."""
        if self.options.is_source or self.options.accept_unflagged or entry.fuzzy or not entry.translation:
            return entry
        if entry.key in self.vanished:
            self.find(
                "flags-vanished", entry, "The fuzzy flags of this file vanished together; this draft is held."
            )
            return replace(entry, flags=("fuzzy", *entry.flags))
        untouched = entry.translation == entry.text and _has_words(entry.text)
        if untouched and "same-as-source" not in states.ignored(entry):
            self.find(
                "same-as-source", entry, "The translation equals its source and does not count as approved."
            )
            return replace(entry, flags=("fuzzy", *entry.flags))
        return entry

    def lost_flags(self) -> frozenset[Key]:
        """Drafts whose flags vanished together; told once for the file."""
        asked = self.options.is_source or self.options.accept_unflagged or self.old is None
        lost = frozenset() if asked else states.flags_vanished(self.old)  # type: ignore[arg-type]
        if lost:
            first = next(e for e in self.old.entries if e.key in lost)  # type: ignore[union-attr]
            self.find(
                "flags-vanished",
                first,
                f"{len(lost)} untouched drafts lost their fuzzy flags together; they are held.",
            )
        return lost

    def find(self, check: str, entry: Entry, message: str) -> None:
        advice = " Approve by hand, or run with --accept-unflagged if a person approved what is there."
        self.findings.append(
            Finding(check, Severity.WARNING, message + advice, self.options.path, entry.line, entry.context)
        )

    def is_persons(self, entry: Entry) -> bool:
        """Whether the entry holds work of a person; in the source's catalogue, whether it was edited."""
        if self.options.is_source:
            return bool(entry.translation) and entry.translation != entry.text
        return states.has_persons_text(entry)

    # --- old entries that come back -------------------------------------------------------------

    def revive(self, obsolete: Sequence[Entry], taken: set[int]) -> dict[int, Entry]:
        """Vanished entries whose text is there again, by slot; the same context is preferred."""
        by_text: dict[str, list[Entry]] = {}
        for entry in obsolete:
            if entry.translation:
                by_text.setdefault(entry.text, []).append(entry)
        found: dict[int, Entry] = {}
        for index, slot in enumerate(self.slots):
            candidates = by_text.get(slot.key.text)
            if index in taken or not candidates:
                continue
            chosen = next((e for e in candidates if e.key == slot.key), candidates[0])
            candidates.remove(chosen)
            found[index] = chosen
        return found

    # --- one entry ---------------------------------------------------------------------------

    def entry(self, slot: Slot, before: Entry | None) -> Entry:
        bare = Entry(slot.key.context, slot.key.text, extracted=slot.extracted, references=slot.references)
        if self.options.is_source:
            return self.identity(bare, before)
        if before is None:
            return bare
        kept = replace(bare, comments=before.comments, flags=_other_flags(before))
        if before.text != slot.key.text:
            return self.changed(kept, before) if self.is_persons(before) else bare
        if before.previous_text == slot.key.text and states.state(before) is State.CHANGED:
            return self.returned(kept, before)
        lines = self.lines(before, slot)
        if states.term_lines(before.extracted) != states.term_lines(slot.extracted):
            self.stale.add(slot.key)
        return replace(
            kept,
            translation=before.translation,
            flags=before.flags,
            extracted=(*slot.extracted, *lines),
            previous_context=before.previous_context,
            previous_text=before.previous_text,
        )

    def lines(self, before: Entry, slot: Slot) -> tuple[str, ...]:
        """State lines that stay; an approved entry needs none but `repeat`, a moved draft a new hash."""
        lines = states.state_lines(before)
        current = states.state(before)
        if current is State.APPROVED:
            return tuple(line for line in lines if line == states.REPEAT)
        if current is State.DRAFT and before.key != slot.key:
            old, new = (
                states.draft_hash(before.key, before.translation),
                states.draft_hash(slot.key, before.translation),
            )
            return tuple(line.replace(f"termlock: draft {old}", f"termlock: draft {new}") for line in lines)
        return lines

    def identity(self, bare: Entry, before: Entry | None) -> Entry:
        """The source language's entry: its own text, or what a person made of it."""
        if before is None or before.translation in ("", before.text):
            comments = before.comments if before else ()
            return replace(bare, translation=bare.text, comments=comments)
        if before.text != bare.text:
            return self.changed(replace(bare, comments=before.comments), before)
        message = "The source was edited here; the edit is used when this language is published."
        self.findings.append(
            Finding("source-edited", Severity.INFO, message, self.options.path, before.line, before.context)
        )
        return replace(
            bare, translation=before.translation, comments=before.comments, flags=before.flags,
            extracted=(*bare.extracted, *states.state_lines(before)), previous_text=before.previous_text,
        )  # fmt: skip

    def changed(self, kept: Entry, before: Entry) -> Entry:
        """The source is another now: the translation stays, fuzzy, with the source that it translates."""
        approved = states.state(before) is State.APPROVED
        earlier = tuple(line for line in states.state_lines(before) if line.startswith("termlock: changed"))
        lines = earlier or (states.changed_line(before, approved=approved),)
        return replace(
            kept,
            translation=before.translation,
            flags=("fuzzy", *_other_flags(before)),
            extracted=(*kept.extracted, *lines),
            previous_text=before.previous_text if before.previous_text is not None else before.text,
        )

    def returned(self, kept: Entry, before: Entry) -> Entry:
        """The source is again the one that the translation was made for."""
        if states.was_approved(before):
            return replace(kept, translation=before.translation)
        return replace(kept, translation=before.translation, flags=("fuzzy", *_other_flags(before)))

    # --- repeats and drafts ----------------------------------------------------------------------

    def repeats(self, entries: list[Entry]) -> list[Entry]:
        """Untouched equals of an approved entry take its translation; not where approved ones disagree."""
        if self.options.is_source:
            return entries
        approved: dict[str, set[str]] = {}
        for entry in entries:
            if states.state(entry) is State.APPROVED:
                approved.setdefault(entry.text, set()).add(entry.translation)
        made = []
        for entry in entries:
            texts = approved.get(entry.text, set())
            if len(texts) == 1 and not states.has_persons_text(entry):
                lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
                entry = replace(
                    entry,
                    translation=next(iter(texts)),
                    flags=_other_flags(entry),
                    extracted=(*lines, states.REPEAT),
                )
            made.append(entry)
        return made

    def drafted(self, entry: Entry) -> Entry:
        """The entry with its draft, if it needs one and one was made; else what it needs is noted."""
        if self.options.is_source or not self.needs_draft(entry):
            return entry
        draft = self.drafts.get(entry.key)
        if draft is None:
            self.needs.append(entry.key)
            return entry
        lines = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
        return replace(
            entry,
            translation=draft.text,
            flags=("fuzzy", *_other_flags(entry)) if draft.text else _other_flags(entry),
            extracted=(*lines, *states.draft_lines(entry.key, draft)),
            previous_text=None,
            previous_context=None,
        )

    def needs_draft(self, entry: Entry) -> bool:
        current = states.state(entry)
        if current is State.EMPTY:
            return True
        if current not in (State.DRAFT, State.WITHHELD):
            return False
        made_by = states.origin(entry)
        if entry.key in self.drafts or entry.key in self.stale:
            return True
        differs = bool(self.options.origin) and self.is_engines(made_by) and made_by != self.options.origin
        return differs and (current is State.WITHHELD or self.options.redraft or made_by.startswith("pseudo"))

    def is_engines(self, made_by: str) -> bool:
        """Drafts by rule or from the glossary do not depend on a package."""
        return made_by not in ("rule", "glossary")

    # --- entries without a segment ---------------------------------------------------------------

    def obsolete(self, entries: Iterable[Entry], active: set[Key]) -> list[Entry]:
        """Vanished entries as `#~`, none with the key of an active one or of another."""
        taken = set(active)
        kept: list[Entry] = []
        for entry in entries:
            key, number = entry.key, 1
            while key in taken:
                number += 1
                key = Key(f"{entry.context.split('#')[0]}#{number}", entry.text)
            taken.add(key)
            kept.append(replace(entry, context=key.context, obsolete=True, extracted=(), references=()))
        return kept


def _other_flags(entry: Entry) -> tuple[str, ...]:
    return tuple(flag for flag in entry.flags if flag != "fuzzy")


def _has_words(text: str) -> bool:
    """Whether a text is more than names, numbers and marks, which may stay as they are."""
    letters = [c for c in text if c.isalpha() and not c.isascii()]
    words = [w for w in text.split() if w.isalpha() and w.islower() and len(w) > 2]
    return len(letters) >= 4 or len(words) >= 3
