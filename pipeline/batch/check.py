"""Running all checks over catalogues, whoever made them.

    files -> read -> source and target language -> each translated entry -> findings, located
                                                -> all entries of a pair of languages -> what clashes

A catalogue need not be ours: `msgid` is the source, and the header, the folder or the caller tell
the languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from pipeline import languages
from pipeline.batch.catalogues import Target, judge_of
from pipeline.batch.terms import load_terms
from pipeline.catalogue import states
from pipeline.catalogue.files import read_catalogue
from pipeline.catalogue.joined import EMPTY, judge_block, neighbours
from pipeline.checks.base import Subject
from pipeline.checks.entries import subject_of
from pipeline.checks.markup import Tags
from pipeline.checks.registry import run_catalogue_checks
from pipeline.errors import CatalogueError, UsageError
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.matching import TermBase
from pipeline.model import Catalogue, Entry, Finding, Severity
from pipeline.settings import Checks, Workspace


@dataclass(slots=True)
class CheckReport:
    """What the checks found."""

    findings: list[Finding] = field(default_factory=list)
    catalogues: int = 0
    """Translated catalogues that were read; those of an article's own language are none."""
    entries: int = 0
    """Entries with a translation."""
    ignored: int = 0
    """Findings that a person chose to ignore."""

    def add(self, finding: Finding, place: Place, ignored: frozenset[str]) -> None:
        """Count a finding as ignored, or locate it."""
        if finding.check in ignored:
            self.ignored += 1
        else:
            found = replace(
                finding,
                path=place.path,
                line=place.entry.line,
                segment=place.entry.context,
                language=place.language,
                ignore=_ignoring(finding.check, place.entry),
            )
            self.findings.append(found)


def _ignoring(check: str, entry: Entry) -> str:
    """The comment that ignores a finding; empty where a text can only be corrected.

    An untouched draft is made again, and what lacks its tags can be written into no article.
    """
    if check == Tags.id or not states.has_persons_text(entry):
        return ""
    return f"# {states.ignore_comment(check, entry)}"


class Place(NamedTuple):
    """An entry of a catalogue."""

    path: str
    language: str
    entry: Entry
    subject: Subject


def check(workspace: Workspace | None, paths: Sequence[Path] = (), source: str = "") -> CheckReport:
    """Check the workspace's catalogues, or the `.po` files at or below `paths`.

    `source` is the source language of catalogues whose header names none. Without a workspace
    there is no term base: a finding says that terms were not checked.
    Raises UsageError for a path that does not exist and for an unknown language.
    """
    asked = languages.normalise(source)
    if source and not asked:
        known = ", ".join(languages.LANGUAGES)
        raise UsageError(
            "unknown-language", f"{source} is no language of termlock.", advice=f"It knows {known}."
        )
    report = CheckReport()
    terms = _terms(workspace, report)
    settings = workspace.settings.checks if workspace else Checks()
    pairs: dict[tuple[str, str], list[Place]] = {}
    for file in _files(workspace, paths):
        try:
            target, entries = _read(file, workspace, terms, asked)
        except CatalogueError as error:
            report.findings.append(error.finding())
            continue
        if target.source != target.language:
            places = _check_entries(target, entries, report)
            pairs.setdefault((target.source, target.language), []).extend(places)
    for places in pairs.values():
        _check_together(places, settings, report)
    report.findings.sort(key=lambda finding: (finding.path, finding.line))
    return report


def _terms(workspace: Workspace | None, report: CheckReport) -> TermBase:
    if workspace is None:
        message = (
            "There is no workspace here, so no term base: terms were not checked. Name one with --workspace."
        )
        report.findings.append(Finding("no-glossary", Severity.WARNING, message))
        return TermBase(Glossary())
    terms, findings = load_terms(workspace)
    report.findings += findings
    return terms


def _files(workspace: Workspace | None, paths: Iterable[Path]) -> list[Path]:
    if not paths and workspace is not None:
        return sorted((workspace.output / "locale").rglob("*.po"))
    found: dict[Path, None] = {}
    for path in paths:
        places = [Path.cwd() / path, *([workspace.root / path] if workspace else [])]
        place = next((p for p in places if p.exists()), None)
        if place is None:
            raise UsageError(
                "no-such-path", f"{path} does not exist.", advice="Name a .po file or a folder of them."
            )
        found.update(dict.fromkeys(sorted(place.rglob("*.po")) if place.is_dir() else [place]))
    return list(found)


def _read(file: Path, workspace: Workspace | None, terms: TermBase, asked: str) -> tuple[Target, list[Entry]]:
    """A catalogue and its entries that have a translation. Raises CatalogueError."""
    path = workspace.relative(file) if workspace else _shown(file)
    catalogue = read_catalogue(file, path) or Catalogue((), ())
    header = dict(catalogue.header)
    source = languages.normalise(header.get("X-Source-Language", "")) or asked
    language = languages.normalise(header.get("Language", "")) or _folder_language(file)
    if not source or not language:
        raise _unknown_language(path, "target" if source else "source")
    target = Target(file, path, source, language, (), catalogue.header, {}, terms)
    if workspace:
        target.checks = workspace.settings.checks
    return target, [e for e in catalogue.entries if e.translation and not e.obsolete]


def _check_entries(target: Target, entries: Sequence[Entry], report: CheckReport) -> list[Place]:
    """Check a catalogue's entries one by one, or block by block where sentences were joined."""
    report.catalogues += 1
    report.entries += len(entries)
    places = []
    for block in neighbours(entries):
        for judged in judge_block(block, target.source, target.language, judge_of(target)):
            entry = judged.entry
            subject = subject_of(entry, target.source, target.language, (), target.terms)
            place = Place(target.path, target.language, entry, subject)
            for finding in judged.findings:
                report.add(finding, place, judged.ignored)
            if entry.translation != EMPTY:
                places.append(place)
    return places


def _check_together(places: Sequence[Place], settings: Checks, report: CheckReport) -> None:
    """Check the entries of one pair of languages against each other."""
    for clash in run_catalogue_checks([place.subject for place in places], settings):
        place, other = places[clash.here], places[clash.there]
        message = f"{clash.finding.message} ({other.path}:{other.entry.line})"
        report.add(replace(clash.finding, message=message), place, states.ignored(place.entry))


def _shown(file: Path) -> str:
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


def _folder_language(file: Path) -> str:
    """`ru` for `.../ru/LC_MESSAGES/k2.po` and for `ru.po`; empty for other names."""
    return next(
        (code for p in (file.stem, *(f.name for f in file.parents)) if (code := languages.normalise(p))), ""
    )


def _unknown_language(path: str, side: str) -> CatalogueError:
    advice = {
        "source": "Name it: --source en, or the header field X-Source-Language.",
        "target": "Name it in the header field Language.",
    }
    message = f"The catalogue does not say its {side} language; it was not checked."
    return CatalogueError(f"{side}-language-unknown", message, path=path, advice=advice[side])
