"""Catalogues in other formats, for people who work elsewhere.

articles -> their segments with the entries on disk -> files of a format
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.catalogues import Target, merged, targets_of
from pipeline.batch.discover import discover
from pipeline.batch.prepare import Prepared, prepare
from pipeline.batch.terms import load_terms
from pipeline.catalogue.files import read_catalogue
from pipeline.errors import InputError, OutputError, UsageError
from pipeline.exchange.csv_table import write_csv
from pipeline.exchange.units import ExchangeFile, ExchangeUnit
from pipeline.exchange.xliff import write_xliff
from pipeline.exchange.xliff2 import write_xliff2
from pipeline.exchange.xlsx import write_xlsx
from pipeline.files import write_atomically
from pipeline.model import Catalogue, Finding
from pipeline.settings import Workspace

Writer = Callable[[Sequence[ExchangeFile]], bytes]
SINGLE: Mapping[str, tuple[str, Writer]] = {"csv": (".csv", write_csv), "xlsx": (".xlsx", write_xlsx)}
"""Formats that hold all articles and languages in one file, with suffixes."""
EACH: Mapping[str, tuple[str, Writer]] = {"xliff": (".xlf", write_xliff), "xliff2": (".xlf", write_xliff2)}
"""Formats with a file for each article and language."""
SUFFIXES = frozenset({".po", ".xlf", ".xliff", ".csv", ".xlsx", ".tmx"})
"""What an import can read (`importing`)."""


@dataclass(slots=True)
class Exported:
    files: list[Path] = field(default_factory=list)
    units: int = 0
    findings: list[Finding] = field(default_factory=list)


def place_of(out: str, kind: str) -> Path:
    """Where a format that is one file is written: a folder gets `termlock.csv`, a name without suffix gets it.

    Raises UsageError for the suffix of another format, which no import could read.
    """
    suffix = f".{kind}"
    place = Path(out)
    if out.endswith(("/", os.sep)) or place.is_dir():
        return place / f"termlock{suffix}"
    if not place.suffix:
        return place.with_name(place.name + suffix)
    if place.suffix.casefold() in SUFFIXES - {suffix}:
        message = f"{place.name} is no name of a file in the format {kind}."
        raise UsageError("wrong-suffix", message, advice=f"Name it {place.stem}{suffix}.")
    return place


def export(
    workspace: Workspace, kind: str, out: Path, paths: Sequence[Path] = (), wanted: Sequence[str] = ()
) -> Exported:
    """Write articles in a format of `SINGLE` or `EACH`: into the file `out`, or into the folder `out` for XLIFF.

    `wanted`: target languages, all if none. Raises UsageError, OutputError.
    """
    done = Exported()
    files = list(_files(workspace, paths, wanted or workspace.settings.languages, done.findings))
    done.units = sum(len(file.units) for file in files)
    if kind in SINGLE:
        _write(out, SINGLE[kind][1](files), done)
        return done
    suffix, write = EACH[kind]
    for file in files:
        _write(out / file.target_language / f"{file.article}{suffix}", write([file]), done)
    return done


def _write(path: Path, data: bytes, done: Exported) -> None:
    try:
        write_atomically(path, data)
    except OSError as error:
        raise OutputError(
            "export-unwritable", f"The file cannot be written ({error.strerror}).", path=str(path)
        ) from error
    done.files.append(path)


def _files(
    workspace: Workspace, paths: Sequence[Path], wanted: Sequence[str], findings: list[Finding]
) -> Iterator[ExchangeFile]:
    terms, _ = load_terms(workspace)
    found = discover(workspace, tuple(paths))
    findings += found.findings
    for source in found.sources:
        try:
            prepared = prepare(source, workspace.settings, terms)
            for target in targets_of(workspace, prepared, terms, datetime.now(UTC)):
                if target.language in wanted and target.language != target.source:
                    old = read_catalogue(target.file, target.path)
                    yield _file(prepared, target, merged(target, old).catalogue)
        except InputError as error:
            findings.append(error.finding())


def _file(prepared: Prepared, target: Target, catalogue: Catalogue) -> ExchangeFile:
    blocks = {segment.key: segment.block for segment in prepared.segments}
    units = tuple(ExchangeUnit(e, blocks[e.key]) for e in catalogue.entries if not e.obsolete)
    return ExchangeFile(prepared.article.name, target.source, target.language, units)
