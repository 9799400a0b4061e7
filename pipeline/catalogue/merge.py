"""Merging an article's segments into a catalogue, so that nothing of a person's is lost.

    old catalogue --trust--> old entries --pairing--> each slot's past --inherit--> entries
        --repeats--> equals filled --drafts--> catalogue, what it still needs, findings

Pure. A run merges twice: once without drafts, to learn what is needed, and again, with the
drafts, into what is on disk by then; a text that a person wrote meanwhile wins over a draft.
Merging twice is merging once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.catalogue import states
from pipeline.catalogue.header import Fields, update_header
from pipeline.catalogue.inherit import Adapt, identity, inherited, is_edited_source, other_flags
from pipeline.catalogue.obsolete import laid_aside, taken_back
from pipeline.catalogue.offers import with_offer
from pipeline.catalogue.pairing import Worth, pair
from pipeline.catalogue.repeats import repeated, with_repeats
from pipeline.catalogue.slots import Slot, empty_entry
from pipeline.catalogue.trust import trusted
from pipeline.model import Catalogue, Draft, Entry, Finding, Key, Offer, Severity, State


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
    anew: bool = False
    """Whether all untouched drafts are made again, and those that were withheld."""
    adapt: Adapt | None = None
    """Proposes texts for sources that changed a little; none where there is none."""
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
    drafts: Mapping[Key, Draft | Offer] | None = None,
) -> Merged:
    """The catalogue of `slots` with all that `old` holds of people's work, and with `drafts` where they are needed."""
    entries = old.entries if old else ()
    active = [entry for entry in entries if not entry.obsolete]
    findings: list[Finding] = []
    if not options.is_source:
        if options.accept_unflagged:
            active = [states.accepted(entry) for entry in active]
        active, findings = trusted(active, options.path, accept=options.accept_unflagged)
    made, rest = _continued(slots, active, [e for e in entries if e.obsolete], options)
    needs: tuple[Key, ...] = ()
    if options.is_source:
        findings = [_source_edited(entry, options.path) for entry in made if is_edited_source(entry)]
    else:
        vanished = [entry for entry in rest if not entry.obsolete]
        made, needs = _with_drafts(with_repeats(made, active, vanished), options, drafts or {})
        if any(isinstance(offer, Offer) and offer.approved for offer in (drafts or {}).values()):
            made = with_repeats(made, active, vanished)
    kept = laid_aside(rest, (entry.key for entry in made))
    return Merged(_catalogue(old, header, (*made, *kept)), needs, tuple(findings))


def template(old: Catalogue | None, slots: Sequence[Slot], header: Fields) -> Catalogue:
    """The `.pot`: all entries without translations."""
    return _catalogue(old, header, tuple(empty_entry(slot) for slot in slots), flags=("fuzzy",))


def _catalogue(
    old: Catalogue | None, header: Fields, entries: Iterable[Entry], flags: Sequence[str] = ()
) -> Catalogue:
    """With the header of `old`, dated anew if entries came or went; a template's header may be fuzzy."""
    made = tuple(entries)
    if old is None:
        return Catalogue(update_header(None, header, changed=True), made)
    keys = [entry.key for entry in old.entries if not entry.obsolete]
    changed = keys != [entry.key for entry in made if not entry.obsolete]
    kept = tuple(flag for flag in old.header_flags if flag != "fuzzy" or flag in flags)
    return Catalogue(update_header(old, header, changed=changed), made, old.header_comments, kept)


# --- old entries ----------------------------------------------------------------------------------


def _continued(
    slots: Sequence[Slot], active: Sequence[Entry], obsolete: Sequence[Entry], options: Options
) -> tuple[list[Entry], list[Entry]]:
    """The slots' entries with what they take over, and the old entries that nothing continues."""

    def worth(entry: Entry) -> Worth:
        has_text = is_edited_source(entry) if options.is_source else states.has_persons_text(entry)
        if has_text:
            return Worth.TEXT
        return Worth.NOTE if entry.comments or other_flags(entry) else Worth.NOTHING

    back = [taken_back(entry) for entry in obsolete]
    if not options.is_source:
        back, _ = trusted(back, options.path, accept=True)

    def waits(entry: Entry) -> bool:
        return states.approved_text(entry, options.adapt) is not None

    pairs = pair(slots, active, back, worth, frozenset() if options.is_source else repeated(active), waits)
    past = {new: active[index] for new, index in pairs.active.items()}
    past |= {new: back[index] for new, index in pairs.obsolete.items()}
    take_over = identity if options.is_source else inherited
    made = [
        _located(take_over(slot, past.get(i), options.adapt), past.get(i)) for i, slot in enumerate(slots)
    ]
    used, used_obsolete = set(pairs.active.values()), set(pairs.obsolete.values())
    rest = [entry for i, entry in enumerate(obsolete) if i not in used_obsolete]
    rest += [e for i, e in enumerate(active) if i not in used and worth(e) is not Worth.NOTHING]
    return made, rest


def _located(entry: Entry, before: Entry | None) -> Entry:
    """The entry with the line of the old file, for findings."""
    return replace(entry, line=before.line) if before else entry


def _source_edited(entry: Entry, path: str) -> Finding:
    message = "The source was edited here; the edit is used when this language is published."
    return Finding("source-edited", Severity.INFO, message, path, entry.line, entry.context)


# --- drafts -----------------------------------------------------------------------------------------


def _with_drafts(
    entries: Iterable[Entry], options: Options, drafts: Mapping[Key, Draft | Offer]
) -> tuple[list[Entry], tuple[Key, ...]]:
    """The entries with the drafts that they need and that were made; and which need one still."""
    made: list[Entry] = []
    needs: list[Key] = []
    for entry in entries:
        draft = drafts.get(entry.key)
        if _needs_draft(entry, options) or (draft and _may_be_drafted(entry)):
            if draft is None:
                needs.append(entry.key)
            else:
                entry = with_offer(entry, draft)
        made.append(entry)
    return made, tuple(needs)


def _may_be_drafted(entry: Entry) -> bool:
    return states.state(entry) in (State.EMPTY, State.WITHHELD, State.DRAFT)


def _needs_draft(entry: Entry, options: Options) -> bool:
    current = states.state(entry)
    if current is State.EMPTY:
        return True
    if current not in (State.DRAFT, State.WITHHELD):
        return False
    if states.was_unflagged(entry):
        return options.anew  # a person may have approved it
    if states.terms_changed(entry):
        return True
    made_by = states.origin(entry)
    # Drafts by rule or from the glossary do not depend on a package.
    made = bool(options.origin) and made_by not in ("rule", "glossary")
    if options.anew:
        return made
    differs = made and made_by != options.origin
    return differs and (current is State.WITHHELD or options.redraft or made_by.startswith("pseudo"))
