"""The memory of a workspace: kept in step with its catalogues and TMX files, searched, imported, exported."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import languages
from pipeline.batch.catalogues import content_of
from pipeline.batch.report import LanguageReport
from pipeline.catalogue import states
from pipeline.catalogue.files import catalogue_files, read_catalogue
from pipeline.catalogue.obsolete import taken_back
from pipeline.catalogue.trust import trusted
from pipeline.errors import CatalogueError, InputError, OutputError
from pipeline.exchange.tmx import TmxUnit, read_tmx, write_tmx
from pipeline.files import write_atomically
from pipeline.memory.store import Memory, Unit, discard
from pipeline.model import Catalogue, Finding, State
from pipeline.settings import Workspace

PLACE = ".termlock/memory.sqlite"


@dataclass(frozen=True, slots=True)
class Synced:
    """What bringing the memory up to date came to."""

    units: int
    """Units that were read anew."""
    findings: tuple[Finding, ...]


def open_memory(workspace: Workspace) -> tuple[Memory, Synced]:
    """The workspace's memory, up to date; in memory alone where its file cannot be written."""
    memory = Memory(workspace.root / PLACE)
    return memory, sync(workspace, memory)


def rebuild(workspace: Workspace) -> tuple[Memory, Synced]:
    """The memory made from nothing. Raises OutputError."""
    try:
        discard(workspace.root / PLACE)
    except OSError as error:
        raise OutputError(
            "memory-unwritable", f"The memory cannot be deleted ({error.strerror}).", path=PLACE
        ) from error
    return open_memory(workspace)


def sync(workspace: Workspace, memory: Memory) -> Synced:
    """Read what changed since, by size and time; what cannot be read is a finding and keeps its units."""
    known = memory.collections()
    findings: list[Finding] = []
    units = 0
    present: set[str] = set()
    refused: list[str] = []
    for file, language in _files(workspace, refused):
        name = workspace.relative(file)
        present.add(name)
        try:
            stamp = _stamp(file)
            if known.get(name) == stamp:
                continue
            units += memory.replace(name, stamp, _units(file, name, language, findings))
        except InputError as error:
            findings.append(error.finding())
        except OSError as error:
            findings.append(
                CatalogueError(
                    "unreadable", f"The file cannot be read ({error.strerror}).", path=name
                ).finding()
            )
    for name in set(known) - present:
        if not name.startswith(tuple(refused)):
            memory.forget(name)
    return Synced(units, tuple(findings))


NOTED = 500
"""Catalogues that are told to the memory at a time."""


class Ledger:
    """Catalogues that a run wrote and that hold nothing approved, so that the next run need not read them for that."""

    def __init__(self, workspace: Workspace, memory: Memory) -> None:
        self._workspace = workspace
        self._memory = memory
        self._stamps: dict[str, str] = {}

    def note(self, file: Path, content: bytes, report: LanguageReport) -> None:
        """A catalogue as it was written: unless somebody has changed it since."""
        with contextlib.suppress(OSError):
            stamp = _stamp(file)
            if not report.states[State.APPROVED] and content_of(file) == content:
                self._stamps[self._workspace.relative(file)] = stamp
        if len(self._stamps) >= NOTED:
            self.tell()

    def tell(self) -> None:
        """Tell the memory, where it does not hold units of these catalogues."""
        self._memory.note(self._stamps)
        self._stamps.clear()


def _stamp(file: Path) -> str:
    stat = file.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"


def _files(workspace: Workspace, refused: list[str]) -> Iterator[tuple[Path, str]]:
    """Catalogues with their language, and TMX files with none; `refused` takes folders that cannot be read.

    The run that follows tells of them, catalogue by catalogue.
    """
    for language in workspace.settings.languages:
        folder = workspace.output / "locale" / languages.locale_name(language) / "LC_MESSAGES"
        for file in catalogue_files(folder, lambda e: refused.append(workspace.relative(Path(e.filename)))):
            yield file, language
    for pattern in workspace.settings.memory.files:
        for file in sorted(workspace.root.glob(pattern)):
            yield file, ""


def _units(file: Path, name: str, language: str, findings: list[Finding]) -> list[Unit]:
    if not language:
        read = read_tmx(file.read_bytes(), name)
        findings.extend(read.findings)
        return [unit for tu in read.units for unit in units_of_tmx(tu)]
    catalogue = read_catalogue(file, name)
    return list(units_of_catalogue(catalogue, language)) if catalogue else []


def units_of_catalogue(catalogue: Catalogue, language: str) -> Iterator[Unit]:
    """What a person approved in a catalogue, obsolete entries included."""
    source = languages.normalise(dict(catalogue.header).get("X-Source-Language", ""))
    if not source or source == language:
        return
    date = _tmx_date(dict(catalogue.header).get("PO-Revision-Date", ""))
    # What a tool made look approved is no translation that a person approved.
    active, _ = trusted([entry for entry in catalogue.entries if not entry.obsolete], "", accept=False)
    gone = [taken_back(entry) for entry in catalogue.entries if entry.obsolete]
    for at, entry in enumerate(active):
        if states.state(entry) is State.APPROVED:
            before = active[at - 1].text if at else ""
            after = active[at + 1].text if at + 1 < len(active) else ""
            kind = entry.context.split("#")[0]
            yield Unit(source, language, entry.text, entry.translation, kind, before, after, True, date)
    for entry in trusted(gone, "", accept=True)[0]:
        if states.state(entry) is State.APPROVED:
            kind = entry.context.split("#")[0]
            yield Unit(source, language, entry.text, entry.translation, kind, approved=True, date=date)


def _tmx_date(date: str) -> str:
    """`2026-11-24 12:00+0000` as TMX and the memory have it; empty if it is no date."""
    found = re.match(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)", date)
    return "{}{}{}T{}{}00Z".format(*found.groups()) if found else ""


def units_of_tmx(unit: TmxUnit) -> Iterator[Unit]:
    """A unit of several languages as pairs from its source language."""
    source = unit.source_language
    for language, text in unit.texts.items():
        if language != source:
            yield Unit(
                source, language, unit.texts[source], text, unit.kind,
                approved=unit.approved, date=unit.date, origin=unit.origin,
            )  # fmt: skip


# --- TMX in and out -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Imported:
    file: Path
    units: int
    findings: tuple[Finding, ...]


def import_tmx(workspace: Workspace, source: Path, *, approve: bool) -> Imported:
    """Take a memory into the workspace's `memory` folder; `approve`: its units count as approved by a person.

    Raises InputError for a file that cannot be read, OutputError.
    """
    try:
        data = source.read_bytes()
    except OSError as error:
        raise InputError(
            "tmx-unreadable", f"The file cannot be read ({error.strerror}).", path=str(source)
        ) from error
    read = read_tmx(data, str(source))
    units = [
        TmxUnit(u.texts, u.source_language, u.kind, u.origin, u.date, u.note, approve or u.approved)
        for u in read.units
    ]
    target = workspace.root / "memory" / f"{source.stem}.tmx"
    if target.exists() and target.resolve() != source.resolve():
        raise OutputError(
            "memory-exists",
            "A memory of that name was imported before.",
            path=workspace.relative(target),
            advice="Delete it, or give the file another name.",
        )
    try:
        write_atomically(target, b"".join(write_tmx(units)))
    except OSError as error:
        raise OutputError(
            "memory-unwritable",
            f"The memory cannot be written ({error.strerror}).",
            path=workspace.relative(target),
        ) from error
    return Imported(target, len(units), read.findings)


def export_tmx(memory: Memory, target: Path) -> int:
    """Write the whole memory as one TMX file; returns the number of units. Raises OutputError."""
    units = list(grouped(memory.units()))
    try:
        write_atomically(target, b"".join(write_tmx(units)))
    except OSError as error:
        raise OutputError(
            "memory-unwritable", f"The file cannot be written ({error.strerror}).", path=str(target)
        ) from error
    return len(units)


def grouped(units: Iterable[Unit]) -> Iterator[TmxUnit]:
    """Pairs with the same source as units of several languages; a second translation is a unit of its own."""
    groups: dict[tuple[str, str, str, str, bool], list[dict[str, Unit]]] = {}
    for unit in units:
        origin = re.sub(r"^.*/LC_MESSAGES/", "", unit.origin)
        layers = groups.setdefault((unit.source_language, unit.source, unit.kind, origin, unit.approved), [])
        layer = next((found for found in layers if unit.target_language not in found), None)
        if layer is None:
            if any(found[unit.target_language].target == unit.target for found in layers):
                continue
            layer = {}
            layers.append(layer)
        layer[unit.target_language] = unit
    for (source, text, kind, origin, approved), layers in groups.items():
        for layer in layers:
            texts = {source: text, **{code: unit.target for code, unit in layer.items()}}
            date = max(unit.date for unit in layer.values())
            yield TmxUnit(texts, source, kind, origin, date, approved=approved)
