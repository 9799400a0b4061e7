"""An article that changes, its catalogue, a translator, tools and runs; and what must always hold.

The world keeps its own account of what people did: which text was approved for which source, and
which comments and flags were set. `run` merges as a run does and then compares with that account.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.catalogue import po, states
from pipeline.catalogue.header import new_header
from pipeline.catalogue.inherit import Adapt
from pipeline.catalogue.merge import Merged, Options, merge
from pipeline.catalogue.slots import Slot
from pipeline.model import Catalogue, Draft, Entry, Finding, Key, Severity, State
from tests.catalogue.strategies import NOW

HEADER = new_header("k2", "ru", "en", NOW)
ENGINE = "argos translate-ru_en 1.9"
Block = tuple[str, str]
"""Kind and text."""


def slots_of(article: Sequence[Block], terms: str = "") -> list[Slot]:
    """The slots of an article, occurrences numbered as segmentation numbers them."""
    seen: Counter[Block] = Counter()
    slots = []
    for line, (kind, text) in enumerate(article, 1):
        seen[kind, text] += 1
        number = seen[kind, text]
        key = Key(kind if number == 1 else f"{kind}#{number}", text)
        extracted = (f"kind: {kind}", *((f"term: K2 = {terms}",) if terms else ()))
        slots.append(Slot(key, kind, extracted, (f"sources/ru/k2.md:{line}",)))
    return slots


def draft_text(source: str) -> str:
    return f"machine: {source}"


WITHHELD = ("нет", "K2 (100 мкг)")
"""Sources whose drafts the machine itself doubts."""


def drafts_for(needs: Sequence[Key]) -> dict[Key, Draft]:
    why = (Finding("numbers", Severity.ERROR, "A number is lost."),)
    return {
        key: Draft("", ENGINE, withheld=why)
        if key.text in WITHHELD
        else Draft(draft_text(key.text), ENGINE, -0.3)
        for key in needs
    }


def run(
    old: Catalogue | None,
    slots: Sequence[Slot],
    options: Options | None = None,
    meanwhile: Callable[[Catalogue], Catalogue] | None = None,
) -> Merged:
    """Merge as a run does: plan, draft, merge into what is there by then; what is returned was read from the file."""
    options = options or Options(origin=ENGINE)
    planned = merge(old, slots, HEADER, options)
    if meanwhile and old is not None:
        old = meanwhile(old)
    merged = merge(old, slots, HEADER, options, drafts_for(planned.needs))
    return replace(merged, catalogue=po.parse(po.serialize(merged.catalogue)))


def active(catalogue: Catalogue) -> list[Entry]:
    return [entry for entry in catalogue.entries if not entry.obsolete]


def obsolete(catalogue: Catalogue) -> list[Entry]:
    return [entry for entry in catalogue.entries if entry.obsolete]


def is_approved(entry: Entry) -> bool:
    return not entry.fuzzy and bool(entry.translation)


@dataclass
class World:
    article: list[Block]
    catalogue: Catalogue | None = None
    is_source: bool = False
    terms: str = ""
    approvals: set[tuple[str, str]] = field(default_factory=set)
    """Sources and texts that a person approved as their translation."""
    touched: set[str] = field(default_factory=set)
    """Texts that a person wrote, approved, or that count as such."""
    cut: list[Block] = field(default_factory=list)
    """Blocks that were taken from the article and may come back."""
    count: int = 0
    was_in_a_tool: bool = False
    adapt: Adapt | None = None

    # --- people and tools ---------------------------------------------------------------------

    def edit(self, index: int, change: Callable[[Entry], Entry]) -> None:
        """A person changes one active entry in an editor."""
        if self.catalogue is None:
            return
        entries = active(self.catalogue)
        if not entries:
            return
        at = self.catalogue.entries.index(entries[index % len(entries)])
        changed = change(self.catalogue.entries[at])
        made = [changed if i == at else entry for i, entry in enumerate(self.catalogue.entries)]
        self.catalogue = replace(self.catalogue, entries=tuple(made))
        self._note(changed)

    def everywhere(self, change: Callable[[Entry], Entry], *, approves: bool = False) -> None:
        """A tool changes every entry of the file; what loses its flag counts as approved, or must not.

        One tool between two runs: when one drops the lines of an entry and another its flag,
        nothing tells any more that it was not approved.
        """
        if self.catalogue is None or self.was_in_a_tool:
            return
        self.was_in_a_tool = True
        made = tuple(change(entry) for entry in self.catalogue.entries)
        self.catalogue = replace(self.catalogue, entries=made)
        for entry in made:
            self.touched.add(entry.translation)
            if approves and not entry.obsolete:
                self._note(entry)

    def _note(self, entry: Entry) -> None:
        if entry.translation:
            self.touched.add(entry.translation)
            if is_approved(entry):
                self.approvals.add((entry.text, entry.translation))

    def new_text(self) -> str:
        self.count += 1
        return f"person {self.count}"

    # --- runs -----------------------------------------------------------------------------------

    def run(self, *, accept: bool = False) -> None:
        slots = slots_of(self.article, self.terms)
        options = self._options()
        first = replace(options, accept_unflagged=accept)
        self._merged(self.catalogue, slots, run(self.catalogue, slots, first), options)

    def run_while(self, edit: Callable[[], None]) -> None:
        """A person saves the catalogue while the run drafts."""
        if self.catalogue is None:
            return
        slots = slots_of(self.article, self.terms)
        options = self._options()

        def meanwhile(_: Catalogue) -> Catalogue:
            edit()
            assert self.catalogue
            return self.catalogue

        merged = run(self.catalogue, slots, options, meanwhile)
        self._merged(self.catalogue, slots, merged, None)

    def _options(self) -> Options:
        origin = "" if self.is_source else ENGINE
        return Options(is_source=self.is_source, origin=origin, adapt=self.adapt)

    def _approved(self, entry: Entry) -> str | None:
        """What was approved for a changed entry's old source."""
        return states.approved_text(entry, self.adapt)

    def _merged(
        self, old: Catalogue | None, slots: Sequence[Slot], merged: Merged, options: Options | None
    ) -> None:
        """Compare a merge with what people did."""
        self.catalogue = merged.catalogue
        self.was_in_a_tool = False
        assert [entry.key for entry in active(merged.catalogue)] == [slot.key for slot in slots]
        if options:
            again = merge(merged.catalogue, slots, HEADER, options)
            assert again.catalogue == merged.catalogue, "merging twice is merging once"
            assert again.needs == ()
        self._nothing_approved_by_itself()
        if old is not None:
            self._nothing_lost(old)
            self._approvals_kept(old, slots)

    def _nothing_approved_by_itself(self) -> None:
        assert self.catalogue
        for entry in self.catalogue.entries:
            if self.is_source and entry.translation == entry.text:
                continue
            if is_approved(entry):
                assert (entry.text, entry.translation) in self.approvals, entry
            approved = self._approved(entry)
            if approved is not None:
                assert (entry.previous_text, approved) in self.approvals, entry
            elif states.has_persons_text(entry):
                assert entry.translation in self.touched, entry

    def _nothing_lost(self, old: Catalogue) -> None:
        assert self.catalogue
        now = self.catalogue.entries
        texts = {entry.translation for entry in now} | {self._approved(entry) for entry in now}
        comments = Counter(comment for entry in now for comment in entry.comments)
        flags = Counter(flag for entry in now for flag in entry.flags)
        held = states.flags_vanished(old.entries)
        for entry in old.entries:
            if entry.key in held:
                entry = replace(entry, flags=("fuzzy", *entry.flags))
            persons = states.has_persons_text(entry) and not states.is_repeat(entry)
            approved = self._approved(entry)
            if approved is not None:
                assert approved in texts, entry
            elif persons and not (self.is_source and entry.translation == entry.text):
                assert entry.translation in texts or (self.is_source and entry.translation in self._sources())
        for comment, number in Counter(c for e in old.entries for c in e.comments).items():
            assert comments[comment] >= number, comment
        for flag, number in Counter(f for e in old.entries for f in e.flags if f != "fuzzy").items():
            assert flags[flag] >= number, flag

    def _sources(self) -> set[str]:
        return {text for _, text in self.article}

    def _approvals_kept(self, old: Catalogue, slots: Sequence[Slot]) -> None:
        """Every approval is in force where its source stands, or waits for its source to come back."""
        assert self.catalogue
        held = states.flags_vanished(old.entries)
        places = Counter(slot.key.text for slot in slots)
        before = Counter(entry.text for entry in active(old))
        now = {(e.text, e.translation) for e in active(self.catalogue) if is_approved(e)}
        waiting = {(e.text, e.translation) for e in obsolete(self.catalogue) if is_approved(e)}
        waiting |= {
            (e.previous_text or "", text)
            for e in self.catalogue.entries
            if (text := self._approved(e)) is not None
        }
        for entry in active(old):
            if not is_approved(entry) or states.is_repeat(entry) or entry.key in held:
                continue
            if entry.translation == entry.text and "same-as-source" not in states.ignored(entry):
                continue  # held until somebody says that it is right
            if self.is_source and entry.translation in (entry.text, *self._sources()):
                continue
            pair = entry.text, entry.translation
            assert pair in now | waiting, entry
            if places[entry.text] >= before[entry.text]:
                assert pair in now, entry
        for entry in old.entries:
            approved = None if self.is_source else self._approved(entry)
            if approved is not None and entry.fuzzy and not entry.obsolete and entry.key not in held:
                assert (entry.previous_text, approved) in now | waiting, entry
        for source, text in waiting:
            if places[source] and not before[source]:
                assert any(pair[0] == source for pair in now), (source, text)


def state_of(world: World, text: str) -> State:
    assert world.catalogue
    return next(states.state(entry) for entry in active(world.catalogue) if entry.text == text)
