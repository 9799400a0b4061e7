"""Term bases from and to other tools: `termlock glossary import` and `export`.

import   a file's concepts are merged into the files of the term base, each where it stands, new ones at an end
export   the term base, all files together, as one file
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import languages
from pipeline.batch.terms import Files, read_file, term_files
from pipeline.errors import GlossaryError, OutputError, UsageError
from pipeline.files import write_atomically
from pipeline.glossary import csv_terms, csv_update, tbx, tbx_reading
from pipeline.glossary.changes import Change, Changes, merge
from pipeline.glossary.concepts import Concept, Glossary
from pipeline.glossary.load import is_tbx, load
from pipeline.model import Finding
from pipeline.settings import Workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do."""

    changes: Changes
    written: tuple[str, ...]
    """Files that changed, relative to the workspace."""
    findings: tuple[Finding, ...]
    """What is wrong in the imported file; such entries are left out."""

    def as_json(self) -> dict[str, Any]:
        return {
            "added": [change.concept.id for change in self.changes.added],
            "changed": {change.concept.id: list(change.details()) for change in self.changes.changed},
            "unchanged": self.changes.unchanged,
            "files": list(self.written),
        }


def import_terms(workspace: Workspace, file: Path, *, into: Path | None, dry_run: bool) -> Imported:
    """Merge a file into the term base; new concepts go `into` a file of it, by default the last one.

    Raises GlossaryError (a file cannot be read, or would lose something), UsageError and OutputError;
    nothing is written then.
    """
    data = read_file(file, str(file))
    imported, findings = load([(str(file), data)])
    files = term_files(workspace)
    base, _ = load(files)
    table = None if is_tbx(file.name) else csv_terms.read_table(data, str(file))
    given = csv_terms.column_names(table) if table else csv_terms.columns()
    changes = merge(base, imported.concepts.values(), given)
    home = _home(workspace, files, into)
    made: Files = []
    for name in dict.fromkeys([*(path for path, _ in files), home]):
        here = [c.concept for c in changes.changes if _place(c, home) == name]
        if here:
            made.append((name, _updated(name, dict(files).get(name), here)))
    if not dry_run:
        for name, content in made:
            _write(workspace.root / name, name, content)
    return Imported(changes, tuple(name for name, _ in made), findings)


def _place(change: Change, home: str) -> str:
    """The file that holds a concept, or is to hold it."""
    return change.old.path if change.old else home


def _home(workspace: Workspace, files: Files, into: Path | None) -> str:
    if into is None:
        if not files:
            raise UsageError(
                "no-glossary",
                "The workspace has no term base yet.",
                advice="Name the file to be made, e.g. --into glossary/terms.csv.",
            )
        return files[-1][0]
    name = workspace.relative((Path.cwd() / into).resolve())
    if name not in dict(files) and not any(_fits(name, p) for p in workspace.settings.glossary.files):
        patterns = ", ".join(workspace.settings.glossary.files)
        raise UsageError(
            "not-in-glossary",
            f"{name} is no file of the term base, so a run would not read it.",
            advice=f"Files of the term base are {patterns}; see glossary.files in termlock.toml.",
        )
    return name


def _fits(name: str, pattern: str) -> bool:
    path, depth = PurePosixPath(name), len(PurePosixPath(pattern).parts)
    return path.match(pattern) and ("**" in pattern or len(path.parts) == depth)


def _updated(name: str, data: bytes | None, concepts: Sequence[Concept]) -> bytes:
    if data is None:
        return tbx.serialize(concepts) if is_tbx(name) else csv_terms.serialize(concepts)
    return _updated_tbx(name, data, concepts) if is_tbx(name) else csv_update.update(data, concepts, name)


def _updated_tbx(name: str, data: bytes, concepts: Sequence[Concept]) -> bytes:
    """TBX is written anew as a whole, so it must hold nothing that termlock would lose."""
    old, findings = tbx_reading.parse(data, name)
    if findings or tbx.serialize(old) != data:
        raise GlossaryError(
            "glossary-not-ours",
            "The file was not written by termlock, and changing it could lose what termlock has no field for.",
            path=name,
            advice="Export the term base to a new file, and name that one in glossary.files.",
        )
    new = {concept.id: concept for concept in concepts}
    return tbx.serialize([*(new.pop(concept.id, concept) for concept in old), *new.values()])


def export_terms(
    workspace: Workspace, file: Path, *, only: Sequence[str] = (), replace_it: bool = False
) -> tuple[int, tuple[Finding, ...]]:
    """Write the term base to a file; returns how many concepts it holds, and what is wrong in the term base.

    `only`: languages; all when empty. Raises GlossaryError, UsageError and OutputError.
    """
    if not is_tbx(file.name) and file.suffix.lower() != ".csv":
        message, advice = f"{file.name} has no known format.", "Name a file that ends in .csv or .tbx."
        raise UsageError("unknown-format", message, advice=advice)
    wrong = [code for code in only if code not in languages.LANGUAGES]
    if wrong:
        allowed = ", ".join(languages.LANGUAGES)
        raise UsageError(
            "unknown-language", f"There is no language {', '.join(wrong)}.", advice=f"Choose from {allowed}."
        )
    files = term_files(workspace)
    _refuse_existing(workspace, file, files, replace_it)
    glossary, findings = load(files)
    concepts = _limited(glossary, only or languages.LANGUAGES)
    serialize = tbx.serialize if is_tbx(file.name) else csv_terms.serialize
    _write(file, str(file), serialize(concepts, only or languages.LANGUAGES))
    return len(concepts), findings


def _refuse_existing(workspace: Workspace, file: Path, files: Files, replace_it: bool) -> None:
    here = file.resolve()
    if any((workspace.root / name).resolve() == here for name, _ in files):
        message = "The file is part of the term base, and an export would overwrite it."
        raise UsageError("file-exists", message, path=str(file), advice="Name another file.")
    if here.exists() and not replace_it:
        message = "The file exists; what somebody changed in it would be lost."
        raise UsageError(
            "file-exists", message, path=str(file), advice="Import it first, or replace it with --force."
        )


def _limited(glossary: Glossary, only: Sequence[str]) -> list[Concept]:
    """Concepts with the terms of some languages; those without any are left out."""
    made = []
    for concept in glossary.concepts.values():
        terms = {code: value for code, value in concept.terms.items() if code in only}
        if terms:
            made.append(replace(concept, terms=terms))
    return made


def _write(file: Path, name: str, data: bytes) -> None:
    try:
        write_atomically(file, data)
    except OSError as error:
        raise OutputError(
            "output-unwritable",
            f"The file cannot be written ({error.strerror}). What was there before is unchanged.",
            path=name,
            advice="Make room, or check that you may write there.",
        ) from error
