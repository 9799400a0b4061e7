"""One article's catalogues: what they lack, and writing them.

A catalogue is read twice: when the run plans, and again just before it is written, so that what
a person saved meanwhile is merged and never overwritten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pipeline import inline, languages
from pipeline.batch.prepare import Prepared
from pipeline.batch.report import LanguageReport, TermReport
from pipeline.catalogue import merge as merging
from pipeline.catalogue import po, states
from pipeline.catalogue.header import Fields, new_header
from pipeline.catalogue.merge import Merged
from pipeline.catalogue.slots import Slot
from pipeline.checks.base import Subject
from pipeline.checks.registry import run_checks
from pipeline.errors import CatalogueError, OutputError
from pipeline.files import write_atomically
from pipeline.glossary.matching import TermBase
from pipeline.model import Catalogue, Draft, Entry, Finding, Key, State, Tag, TermMatch
from pipeline.settings import Workspace


@dataclass(slots=True)
class Target:
    """One `.po` file of an article, or its `.pot`."""

    file: Path
    path: str
    """Relative to the workspace."""
    source: str
    language: str
    """Empty for the template."""
    slots: tuple[Slot, ...]
    header: Fields
    matches: Mapping[Key, tuple[TermMatch, ...]]
    terms: TermBase
    options: merging.Options = field(default_factory=merging.Options)
    needs: tuple[Key, ...] = ()
    drafts: dict[Key, Draft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing one catalogue came to."""

    written: bool
    findings: tuple[Finding, ...]
    language_report: LanguageReport
    terms: TermReport


def catalogue_path(workspace: Workspace, article: str, language: str) -> Path:
    """`output/locale/ru/LC_MESSAGES/k2.po`, or `output/locale/k2.pot` for no language."""
    locale = workspace.output / "locale"
    if not language:
        return locale / f"{article}.pot"
    return locale / languages.locale_name(language) / "LC_MESSAGES" / f"{article}.po"


def targets_of(workspace: Workspace, prepared: Prepared, terms: TermBase, now: datetime) -> list[Target]:
    """The template and a catalogue for each language of the workspace."""
    article = prepared.article
    matches = {s.key: m for s, m in zip(prepared.segments, prepared.matches, strict=True)}
    made = []
    for language in ("", *workspace.settings.languages):
        file = catalogue_path(workspace, article.name, language)
        slots = tuple(
            Slot(
                s.key,
                s.kind,
                _extracted(
                    s.kind, s.tags, matches[s.key], language if language != article.language else "", terms
                ),
                _references(workspace.settings.output.references, article.path, s.line),
            )
            for s in prepared.segments
        )
        header = new_header(article.name, languages.bcp47(article.language), language, now)
        path = workspace.relative(file)
        made.append(Target(file, path, article.language, language, slots, header, matches, terms))
    return made


def _extracted(
    kind: str, tags: Sequence[Tag], matches: Sequence[TermMatch], language: str, terms: TermBase
) -> tuple[str, ...]:
    lines = [f"kind: {kind}"]
    lines += [f"{tag.label} = {tag.legend}" for tag in tags]
    if language:
        for match in matches:
            approved = terms.approved(match, language)
            if approved:
                lines.append(f"term: {match.surface} = {' | '.join(approved[:3])}")
    return tuple(dict.fromkeys(lines))


def _references(style: str, path: str, line: int) -> tuple[str, ...]:
    return {"line": (f"{path}:{line}",), "file": (path,), "none": ()}[style]


def read_catalogue(file: Path, path: str) -> Catalogue | None:
    """The catalogue on disk, None if there is none. Raises CatalogueError."""
    try:
        return po.parse(file.read_bytes(), path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise CatalogueError(
            "catalogue-unreadable",
            f"The catalogue cannot be read ({error.strerror}).",
            path=path,
            advice="It is left as it is.",
        ) from error


def plan(target: Target) -> None:
    """Find out what a catalogue lacks. Raises CatalogueError."""
    old = read_catalogue(target.file, target.path)
    if target.language:
        target.needs = merged(target, old).needs


def merged(target: Target, old: Catalogue | None) -> Merged:
    """A catalogue as it is for the article as it is now."""
    if not target.language:
        return Merged(merging.template(old, target.slots, target.header), ())
    return merging.merge(old, target.slots, target.header, target.options, target.drafts)


def write(target: Target, *, dry_run: bool) -> Outcome:
    """Merge into what is on disk now, and write it if that changes anything.

    Raises CatalogueError (nothing is overwritten) and OutputError.
    """
    old = read_catalogue(target.file, target.path)
    result = merged(target, old)
    terms = TermReport()
    catalogue = result.catalogue
    if target.language and target.language != target.source:
        catalogue = replace(
            catalogue, entries=tuple(_annotated(entry, target, terms) for entry in catalogue.entries)
        )
    report = LanguageReport(Counter(states.state(e) for e in catalogue.entries if not e.obsolete))
    if old is None or not po.same(old, catalogue):
        report.written = not dry_run
        if not dry_run:
            _save(target, po.serialize(catalogue))
    return Outcome(report.written, result.findings, report, terms)


def _save(target: Target, data: bytes) -> None:
    try:
        write_atomically(target.file, data)
    except OSError as error:
        raise OutputError(
            "output-unwritable",
            f"The catalogue cannot be written ({error.strerror}). What was there before is unchanged.",
            path=target.path,
            advice="Make room, or check that you may write there, and run again.",
        ) from error


def _annotated(entry: Entry, target: Target, terms: TermReport) -> Entry:
    """The entry with the findings of all checks in `#.`, but for those that a person ignored."""
    if entry.obsolete:
        return entry
    current = states.state(entry)
    matches = target.matches.get(entry.key, ())
    findings = check_entry(entry, target, matches) if entry.translation else ()
    ignored = states.ignored(entry)
    own = [line for line in entry.extracted if not line.startswith(states.MARK)]
    lines = [states.finding_line(f) for f in findings if f.check not in ignored]
    if matches and current in (State.DRAFT, State.WITHHELD):
        missing = any(f.check == "term-missing" for f in findings)
        terms.matched += 1
        terms.kept += current is State.DRAFT and not missing
        terms.flagged += current is State.WITHHELD or missing
    return replace(entry, extracted=(*own, *states.state_lines(entry), *lines))


def check_entry(entry: Entry, target: Target, matches: tuple[TermMatch, ...]) -> tuple[Finding, ...]:
    """What the checks say of an entry's translation."""
    return run_checks(
        Subject(
            source=target.source,
            target=target.language,
            text=entry.text,
            translation=entry.translation,
            plain_text=inline.plain(entry.text),
            plain_translation=inline.plain(entry.translation),
            machine=states.state(entry) is State.DRAFT,
            matches=matches,
            terms=target.terms,
        )
    )
