"""A person's act on an entry, carried out on what is on the disk by then.

    lock the folder -> read what changed -> the entry as it is now -- another than the person saw? --> Conflict
        -> edit -> equals follow -> findings anew -> write -> unlock -> log

What somebody else changed meanwhile in other entries stays; in the same entry it is shown and never written over.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.catalogue.header import Fields, revised
from pipeline.catalogue.joined import joined_blocks
from pipeline.errors import CatalogueError, TermlockError
from pipeline.locks import held_briefly
from pipeline.model import Entry
from pipeline.review import editing
from pipeline.review.editing import Changes
from pipeline.review.judging import Judge
from pipeline.review.log import Log, Record
from pipeline.review.shelf import Document, Place, Shelf

UNDOABLE = 2_000
"""Acts that can be undone, at most."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a person asks for."""

    place: Place
    id: str
    """The entry (`editing.identity`)."""
    seen: str
    """The version of it that the person saw (`editing.version`)."""
    who: str
    action: str
    text: str | None = None
    """The translation that it is to have; None: the one that it has."""
    check: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    document: Document
    changed: tuple[int, ...]
    """Places of the entries that are others now."""
    undo: int = 0
    """What undoes it; 0 where nothing changed."""


class ConflictError(Exception):
    """The entry is another than the person saw."""

    def __init__(self, document: Document, at: int) -> None:
        super().__init__("conflict")
        self.document = document
        self.at = at


class GoneError(TermlockError):
    """The entry is no longer in the catalogue."""

    status = 1


@dataclass(frozen=True, slots=True)
class _Undo:
    act: Act
    pairs: Mapping[str, tuple[Entry, Entry]]
    """Entries before and after, by what names them."""


class Saving:
    """Carries acts out, and undoes them."""

    def __init__(self, shelf: Shelf, log: Log, judge: Callable[[], Judge]) -> None:
        self.shelf = shelf
        self.log = log
        self.judge = judge
        self._undoable: OrderedDict[int, _Undo] = OrderedDict()
        self._count = 0
        self._lock = threading.Lock()

    def do(self, act: Act) -> Done:
        """Carry out an act.

        Raises ConflictError, GoneError, CatalogueError and OutputError; then nothing is changed.
        """
        with self._locked(act.place) as document:
            at = _found(document, act)
            entry = document.catalogue.entries[at]
            if not _may(act, entry):
                raise ConflictError(document, at)
            return self._apply(document, act, at, _EDITS[act.action](document.entries, at, act))

    def undo(self, number: int, who: str) -> Done:
        """Give the entries of an act what they had before, if nobody changed them since.

        Raises GoneError for an act that cannot be undone any more, ConflictError where the entry is another by now.
        """
        with self._lock:
            undo = self._undoable.get(number)
        if undo is None:
            raise GoneError(
                "nothing-to-undo", "This can no longer be undone.", advice="Edit the text instead."
            )
        act = Act(undo.act.place, undo.act.id, undo.act.seen, who, "undo")
        with self._locked(act.place) as document:
            at = _found(document, act)
            changes: dict[int, Entry] = {}
            for name, (before, after) in undo.pairs.items():
                place = document.places.get(name)
                entry = None if place is None else document.catalogue.entries[place]
                if place is not None and entry is not None and _is_still(entry, after):
                    changes[place] = editing.restored(entry, before)
            if at not in changes and act.id in undo.pairs:
                raise ConflictError(document, at)
            done = self._apply(document, act, at, changes)
        with self._lock:
            self._undoable.pop(number, None)
        return done

    def head(self, place: Place, header: Callable[[Document], Fields], record: Record) -> Document:
        """Change a catalogue's header alone, as signing does."""
        with self._locked(place) as document:
            made = self.shelf.write(document, {}, header(document))
        self.log.append(record)
        return made

    @contextmanager
    def _locked(self, place: Place) -> Iterator[Document]:
        if not place.file.parent.is_dir():
            raise CatalogueError(
                "no-catalogue", "The catalogue is gone.", path=place.path, advice="Run: termlock run"
            )
        with held_briefly(place.file.parent):
            yield self.shelf.document(place)

    def _apply(self, document: Document, act: Act, at: int, changes: Changes) -> Done:
        judge, place = self.judge(), document.place
        before = document.catalogue.entries
        changes = {i: entry for i, entry in changes.items() if not _is_still(before[i], entry)}
        if not changes:
            return Done(document, (), 0)
        after = [changes.get(i, entry) for i, entry in enumerate(document.entries)]
        joined = joined_blocks(after)
        # What was joined, and what is now: the findings of one sentence hang on the others.
        apart = {**joined_blocks(document.entries), **joined}
        at_once = {i for i, entry in enumerate(after) if entry.key in apart} if apart else set()
        made = {
            i: judge.annotated(after[i], document.source, place.language, joined.get(after[i].key, ()))
            for i in sorted(at_once | set(changes))
        }
        made = {i: e for i, e in made.items() if e != before[i]}
        now = datetime.now(UTC)
        written = self.shelf.write(document, made, revised(document.catalogue.header, act.who, now))
        changed = {i: made[i] for i in changes}
        pairs = {editing.identity(e.key): (before[i], e) for i, e in changed.items()}
        self.log.append(self._record(document, act, at, changed, now))
        return Done(written, tuple(sorted(made)), self._remember(_Undo(act, pairs)))

    def _remember(self, undo: _Undo) -> int:
        with self._lock:
            self._count += 1
            self._undoable[self._count] = undo
            while len(self._undoable) > UNDOABLE:
                self._undoable.popitem(last=False)
            return self._count

    def _record(self, document: Document, act: Act, at: int, made: Changes, now: datetime) -> Record:
        entry = document.catalogue.entries[at]
        return Record(
            time=now.isoformat(timespec="seconds"),
            who=act.who,
            action=act.action,
            article=document.place.article,
            language=document.place.language,
            segment=entry.context,
            id=act.id,
            was=entry.translation,
            now=made.get(at, entry).translation,
            words=languages.word_count(inline.plain(entry.text), document.source),
            check=act.check,
            others=sum(i != at for i in made),
        )


def _found(document: Document, act: Act) -> int:
    at = document.places.get(act.id)
    if at is None:
        raise GoneError(
            "entry-gone",
            "This segment is no longer in the catalogue: the article has changed.",
            path=document.place.path,
            advice="Copy your text, then load the page again.",
        )
    return at


def _may(act: Act, entry: Entry) -> bool:
    """Whether an act may be carried out on the entry as it is now."""
    if editing.version(entry) == act.seen:
        return True
    if act.text is not None and editing.cleaned(act.text, entry.text) == entry.translation:
        return True
    # The same text, whose flag another person changed: only a new text would undo an approval unseen.
    return editing.has_text_of(entry, act.seen) and (act.text is None or entry.fuzzy)


def _is_still(entry: Entry, known: Entry) -> bool:
    """Whether all that a person decides is as it was."""
    return _decided(entry) == _decided(known)


def _decided(entry: Entry) -> tuple[object, ...]:
    return entry.translation, entry.fuzzy, entry.comments, entry.previous_text, states.is_repeat(entry)


# --- the edits --------------------------------------------------------------------------------------


def _with_text(entry: Entry, act: Act) -> Entry:
    return entry if act.text is None else editing.with_text(entry, editing.cleaned(act.text, entry.text))


def _edit(entries: tuple[Entry, ...], at: int, act: Act) -> Changes:
    return {at: _with_text(entries[at], act)}


def _approve(entries: tuple[Entry, ...], at: int, act: Act) -> Changes:
    made = _with_text(entries[at], act)
    if not made.translation:
        raise GoneError("nothing-to-approve", "There is no text to approve.", advice="Write one first.")
    return editing.followed(entries, at, editing.approved(made))


def _unapprove(entries: tuple[Entry, ...], at: int, _: Act) -> Changes:
    return editing.followed(entries, at, editing.unapproved(entries[at]))


def _ignore(entries: tuple[Entry, ...], at: int, act: Act) -> Changes:
    return {at: editing.with_ignored(entries[at], act.check)}


def _unignore(entries: tuple[Entry, ...], at: int, act: Act) -> Changes:
    return {at: editing.without_ignored(entries[at], act.check)}


def _propagate(entries: tuple[Entry, ...], at: int, _: Act) -> Changes:
    return editing.propagated(entries, at)


_EDITS: Mapping[str, Callable[[tuple[Entry, ...], int, Act], Changes]] = {
    "edit": _edit,
    "approve": _approve,
    "unapprove": _unapprove,
    "ignore": _ignore,
    "unignore": _unignore,
    "propagate": _propagate,
}
"""What each act does."""
ACTIONS = frozenset(_EDITS)
