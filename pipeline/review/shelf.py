"""The catalogues of a workspace as the page sees them: read when they change, and written whole.

A catalogue that was read is kept by its file's number, size and time, up to so many entries; its lines are kept
by entry, so that a change of one entry does not write the others anew.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import inline, languages
from pipeline.catalogue import writer
from pipeline.catalogue.files import catalogue_files, read_catalogue, write_catalogue
from pipeline.catalogue.header import Fields
from pipeline.catalogue.trust import trusted
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Entry, Finding, Key
from pipeline.review.editing import Changes, identity
from pipeline.review.tally import Tally, tally
from pipeline.settings import Workspace

KEPT = 150_000
"""Entries of catalogues that are kept in memory."""
_FIELD = "X-Source-Language"
_HEAD = 16 * 1024
"""Bytes in which a header is looked for."""
LISTED_FOR = 2.0
"""Seconds for which a list of files holds."""

Stamp = tuple[int, int, int]
"""Number, size and time of a file."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the catalogue of an article in a language is."""

    article: str
    language: str
    file: Path = field(compare=False)
    path: str = field(compare=False)
    """Relative to the workspace."""


@dataclass(frozen=True, slots=True)
class Document:
    """A catalogue as it is on the disk; changes make another one."""

    place: Place
    stamp: Stamp
    source: str
    """Language of the article."""
    catalogue: Catalogue
    """Active entries first."""
    size: int
    """Active entries."""
    places: Mapping[str, int]
    """Active entries by what names them (`editing.identity`)."""
    tally: Tally
    order: tuple[Key, ...] = ()
    """Keys of the active entries."""
    findings: tuple[Finding, ...] = ()
    """What is doubtful about the file as a whole."""
    blocks: tuple[str, ...] | None = None
    """The lines of all entries; None as long as nobody needed them."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The active ones."""
        return self.catalogue.entries[: self.size]

    @property
    def is_source(self) -> bool:
        return self.source == self.place.language


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept of every catalogue."""

    stamp: Stamp
    source: str
    title: str
    tally: Tally
    fault: str = ""
    """Why it cannot be read."""


class Shelf:
    """All catalogues of a workspace. Its methods may be called from several threads."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._lock = threading.Lock()
        self._reading: dict[Place, threading.Lock] = {}
        self._sources: dict[Place, tuple[Stamp, str]] = {}
        self._kept: OrderedDict[Place, Document] = OrderedDict()
        self._summaries: dict[Place, Summary] = {}
        self._places: dict[str, dict[str, Place]] = {}
        self._listed = -LISTED_FOR

    # --- what there is ----------------------------------------------------------------------------

    def places(self) -> Mapping[str, Mapping[str, Place]]:
        """Catalogues by article and language, those of the articles' own languages included."""
        with self._lock:
            if time.monotonic() - self._listed >= LISTED_FOR:
                self._places = self._list()
                self._listed = time.monotonic()
            return self._places

    def _list(self) -> dict[str, dict[str, Place]]:
        found: dict[str, dict[str, Place]] = {}
        for language in self.workspace.settings.languages:
            folder = self.workspace.output / "locale" / languages.locale_name(language) / "LC_MESSAGES"
            for file in catalogue_files(folder, lambda _: None):
                name = file.relative_to(folder).with_suffix("").as_posix()
                place = Place(name, language, file, self.workspace.relative(file))
                found.setdefault(name, {})[language] = place
        return dict(sorted(found.items()))

    def place(self, article: str, language: str) -> Place | None:
        """Where a catalogue is; None if there is none. Only names that were found on the disk are known."""
        return self.places().get(article, {}).get(language)

    def known(self, place: Place) -> Summary | None:
        """The summary of a catalogue, if it was read since it last changed."""
        summary = self._summaries.get(place)
        return summary if summary and summary.stamp == _stamp(place.file) else None

    def summary(self, place: Place) -> Summary:
        """The summary of a catalogue, which is read if need be."""
        found = self.known(place)
        if found:
            return found
        try:
            self.document(place)
        except CatalogueError as error:
            fault = Summary(_stamp(place.file), "", place.article, Tally(), str(error))
            self._summaries[place] = fault
        return self._summaries[place]

    # --- reading and writing --------------------------------------------------------------------------

    def document(self, place: Place) -> Document:
        """A catalogue as it is now. Raises CatalogueError when it cannot be read or is gone."""
        with self._lock:
            reading = self._reading.setdefault(place, threading.Lock())
        with reading:  # one reads, the others wait for what it reads
            stamp = _stamp(place.file)
            kept = self.kept(place, stamp)
            if kept:
                return kept
            catalogue = read_catalogue(place.file, place.path)
            if catalogue is None:
                raise CatalogueError(
                    "no-catalogue", "The catalogue is gone.", path=place.path, advice="Run: termlock run"
                )
            return self._keep(_document(place, stamp, catalogue))

    def kept(self, place: Place, stamp: Stamp | None = None) -> Document | None:
        """A catalogue if it is at hand as it is now."""
        stamp = stamp or _stamp(place.file)
        with self._lock:
            kept = self._kept.get(place)
            if kept is None or kept.stamp != stamp:
                return None
            self._kept.move_to_end(place)
            return kept

    def size(self, place: Place) -> int:
        """Bytes of a catalogue's file."""
        return _stamp(place.file)[1]

    def source(self, place: Place) -> str:
        """The language of an article, as the header of one of its catalogues has it; the rest is not read."""
        stamp = _stamp(place.file)
        known = self._sources.get(place)
        if known is None or known[0] != stamp:
            known = self._sources[place] = stamp, _source(place.file)
        return known[1]

    def _keep(self, document: Document) -> Document:
        place = document.place
        summary = Summary(document.stamp, document.source, _title(document), document.tally)
        with self._lock:
            self._kept[place] = document
            self._kept.move_to_end(place)
            self._summaries[place] = summary
            size = sum(kept.size for kept in self._kept.values())
            while size > KEPT and len(self._kept) > 1:
                size -= self._kept.popitem(last=False)[1].size
        return document

    def write(self, document: Document, changes: Changes, header: Fields) -> Document:
        """Put changed entries and a header into a catalogue, which must be locked. Raises OutputError."""
        entries = list(document.catalogue.entries)
        blocks = list(document.blocks or map(writer.block, entries))
        for at, entry in changes.items():
            entries[at] = entry
            blocks[at] = writer.block(entry)
        catalogue = replace(document.catalogue, entries=tuple(entries), header=header)
        place = document.place
        write_catalogue(place.file, place.path, writer.assemble(catalogue, blocks))
        before = tally((document.catalogue.entries[at] for at in changes), document.source)
        after = tally(changes.values(), document.source)
        return self._keep(
            replace(
                document,
                stamp=_stamp(place.file),
                catalogue=catalogue,
                blocks=tuple(blocks),
                tally=document.tally - before + after,
            )
        )

    def prepare(self, documents: Iterable[Document]) -> None:
        """Make the lines of all entries, so that the first change is written as soon as the others."""
        for document in documents:
            if document.blocks is None and self.kept(document.place) is document:
                blocks: list[str] = []
                for number, entry in enumerate(document.catalogue.entries):
                    blocks.append(writer.block(entry))
                    if number % 50 == 0:
                        time.sleep(0.001)  # whoever waits for an answer goes first
                if self.kept(document.place) is document:
                    self._keep(replace(document, blocks=tuple(blocks)))


def _stamp(file: Path) -> Stamp:
    try:
        found = file.stat()
    except OSError:
        return 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns


def _source(file: Path) -> str:
    """What the header at a file's beginning says of the article's language; empty if it says nothing."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD).partition(b"\n\n")[0].decode("utf-8", "replace")
    except OSError:
        return ""
    found = re.search(rf"{_FIELD}:\s*([\w-]+)", head)
    return languages.normalise(found.group(1)) if found else ""


def _document(place: Place, stamp: Stamp, catalogue: Catalogue) -> Document:
    source = languages.normalise(dict(catalogue.header).get(_FIELD, ""))
    active = [entry for entry in catalogue.entries if not entry.obsolete]
    findings: list[Finding] = []
    if source != place.language:
        active, findings = trusted(active, place.path, accept=False)
    whole = replace(catalogue, entries=(*active, *(e for e in catalogue.entries if e.obsolete)))
    order = tuple(entry.key for entry in active)
    places = {identity(key): at for at, key in enumerate(order)}
    kept = tuple(f for f in findings if f.check == "flags-vanished")
    return Document(place, stamp, source, whole, len(active), places, tally(active, source), order, kept)


def _title(document: Document) -> str:
    """The article's title or first heading, as its source has it."""
    for kind in ("title", "h1", "h2"):
        for entry in document.entries[:50]:
            if entry.context.split("#")[0] == kind:
                return inline.plain(entry.text)
    return document.place.article
