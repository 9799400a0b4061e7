"""Running all checks over catalogues, whoever made them.

    files -> read -> source and target language -> each translated entry -> findings, located

A catalogue need not be ours: `msgid` is the source, and the header, the folder or the caller tell
the languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import inline, languages
from pipeline.batch.catalogues import Target, check_entry, read_catalogue
from pipeline.batch.terms import load_terms
from pipeline.catalogue import states
from pipeline.errors import CatalogueError, UsageError
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.matching import TermBase
from pipeline.model import Catalogue, Entry, Finding, Severity
from pipeline.settings import Workspace


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
    for file in _files(workspace, paths):
        try:
            _check_file(file, workspace, terms, asked, report)
        except CatalogueError as error:
            report.findings.append(error.finding())
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


def _check_file(
    file: Path, workspace: Workspace | None, terms: TermBase, asked: str, report: CheckReport
) -> None:
    path = workspace.relative(file) if workspace else _shown(file)
    catalogue = read_catalogue(file, path)
    if catalogue is None:
        return
    header = dict(catalogue.header)
    source = languages.normalise(header.get("X-Source-Language", "")) or asked
    language = languages.normalise(header.get("Language", "")) or _folder_language(file)
    if not source or not language:
        raise _unknown_language(path, "target" if source else "source")
    if source == language:
        return
    report.catalogues += 1
    target = Target(file, path, source, language, (), catalogue.header, {}, terms)
    for entry in _translated(catalogue):
        report.entries += 1
        matches = terms.find(inline.plain(entry.text), source)
        ignored = states.ignored(entry)
        for finding in check_entry(entry, target, matches):
            if finding.check in ignored:
                report.ignored += 1
            else:
                report.findings.append(
                    replace(finding, path=path, line=entry.line, segment=entry.context, language=language)
                )


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


def _translated(catalogue: Catalogue) -> list[Entry]:
    return [e for e in catalogue.entries if e.translation and not e.obsolete]
