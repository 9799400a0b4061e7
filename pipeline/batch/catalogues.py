"""One article's catalogues: what they lack, and writing them.

A catalogue is read twice: when the run plans, and again just before it is written, so that what
a person saved meanwhile is merged and never overwritten.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pipeline import inline, languages
from pipeline.batch.identity import digest_of_bytes
from pipeline.batch.prepare import Prepared
from pipeline.batch.report import LanguageReport, TermReport
from pipeline.catalogue import merge as merging
from pipeline.catalogue import po, states
from pipeline.catalogue.files import read_catalogue, write_catalogue
from pipeline.catalogue.header import Fields, new_header
from pipeline.catalogue.joined import Judge, judge_block
from pipeline.catalogue.merge import Merged
from pipeline.catalogue.slots import Slot
from pipeline.checks.entries import annotated, judge
from pipeline.glossary.matching import TermBase
from pipeline.locks import held_briefly
from pipeline.model import Catalogue, Draft, Entry, Finding, Key, Offer, Severity, State, Tag, TermMatch
from pipeline.settings import Checks, Workspace

OPEN = (State.EMPTY, State.WITHHELD, State.DRAFT)


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
    checks: Checks = field(default_factory=Checks)
    blocks: Mapping[Key, int] = field(default_factory=dict)
    """Which block of the article each segment stands in."""
    options: merging.Options = field(default_factory=merging.Options)
    before: Catalogue | None = None
    """What it begins from where it has no file yet: the catalogue of an article that was renamed."""
    needs: tuple[Key, ...] = ()
    drafts: dict[Key, Draft | Offer] = field(default_factory=dict)
    open: tuple[Entry, ...] = ()
    """Entries that the memory may offer something for: empty, withheld, or untouched drafts."""
    wanted: bool = True
    """Whether it is to be drafted in this run."""
    waiting: int = 0
    """Entries whose drafts are still being made."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What writing one catalogue came to."""

    written: bool
    findings: tuple[Finding, ...]
    language_report: LanguageReport
    terms: TermReport
    lacks: int
    """Entries that are to be drafted and have no draft."""
    content: bytes | None
    """Digest of the file as it was written or found; None where that is not known."""


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
        made.append(
            Target(
                file, path, article.language, language, slots, header, matches, terms,
                checks=workspace.settings.checks, blocks={s.key: s.block for s in prepared.segments},
            )
        )  # fmt: skip
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


def plan(target: Target) -> None:
    """Find out what a catalogue lacks. Raises CatalogueError."""
    old = read_catalogue(target.file, target.path)
    if target.language:
        made = merged(target, old)
        target.needs = made.needs
        if target.language != target.source:
            target.open = tuple(
                e for e in made.catalogue.entries if not e.obsolete and states.state(e) in OPEN
            )


def merged(target: Target, old: Catalogue | None) -> Merged:
    """A catalogue as it is for the article as it is now."""
    if not target.language:
        return Merged(merging.template(old, target.slots, target.header), ())
    return merging.merge(old or target.before, target.slots, target.header, target.options, target.drafts)


def write(target: Target, *, dry_run: bool) -> Outcome:
    """Merge into what is on disk now, and write it if that changes anything.

    Raises CatalogueError (nothing is overwritten) and OutputError.
    """
    if dry_run:
        return _write(target, dry_run=True)
    with held_briefly(target.file.parent, target.path):
        return _write(target, dry_run=False)


def _write(target: Target, *, dry_run: bool) -> Outcome:
    before = content_of(target.file)
    old = read_catalogue(target.file, target.path)
    result = merged(target, old)
    terms = TermReport()
    catalogue = result.catalogue
    if target.language and target.language != target.source:
        catalogue = replace(catalogue, entries=_annotated(catalogue.entries, target, terms))
    active = [entry for entry in catalogue.entries if not entry.obsolete]
    report = LanguageReport(Counter(map(states.state, active)), sum(map(_is_wrong, active)))
    # Unless the file was exchanged while it was read.
    content = before if before == content_of(target.file) else None
    if old is None or not po.same(old, catalogue):
        report.written = not dry_run
        if not dry_run:
            data = po.serialize(catalogue)
            content = digest_of_bytes(data)
            write_catalogue(target.file, target.path, data)
    lacks = len(result.needs) if target.wanted else 0
    return Outcome(report.written, result.findings, report, terms, lacks, content)


def _is_wrong(entry: Entry) -> bool:
    """Whether an approved entry has a finding that is an error."""
    approved = states.state(entry) is State.APPROVED
    return approved and any(f.severity is Severity.ERROR for f in states.findings(entry))


def content_of(file: Path) -> bytes | None:
    """Digest of a file's bytes; None where it cannot be read."""
    try:
        return digest_of_bytes(file.read_bytes())
    except OSError:
        return None


def _annotated(entries: Sequence[Entry], target: Target, terms: TermReport) -> tuple[Entry, ...]:
    """The entries with the findings of all checks in `#.`, but for those that a person ignored."""
    active = [entry for entry in entries if not entry.obsolete]
    found: dict[Key, tuple[Finding, ...]] = {}
    for _, block in itertools.groupby(active, lambda entry: target.blocks.get(entry.key)):
        members = [entry for entry in block if entry.translation]
        judged = judge_block(members, target.source, target.language, judge_of(target))
        found |= {one.entry.key: one.open for one in judged}
    for entry in active:
        _count(entry, target, found.get(entry.key, ()), terms)
    return tuple(e if e.obsolete else annotated(e, found.get(e.key, ())) for e in entries)


def _count(entry: Entry, target: Target, findings: Sequence[Finding], terms: TermReport) -> None:
    current = states.state(entry)
    if target.matches.get(entry.key) and current in (State.DRAFT, State.WITHHELD):
        missing = any(f.check == "term-missing" for f in findings)
        terms.matched += 1
        terms.kept += current is State.DRAFT and not missing
        terms.flagged += current is State.WITHHELD or missing


def judge_of(target: Target) -> Judge:
    """What the checks say of an entry of a catalogue."""

    def say(entry: Entry) -> tuple[Finding, ...]:
        matches = target.matches.get(entry.key)
        if matches is None:
            matches = target.terms.find(inline.plain(entry.text), target.source)
        return judge(entry, target.source, target.language, matches, target.terms, target.checks)

    return say
