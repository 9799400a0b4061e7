"""How far a workspace's catalogues are, told from the catalogues alone; those without an article do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline import inline, languages
from pipeline.batch.orphans import Orphans
from pipeline.catalogue import states
from pipeline.catalogue.files import catalogue_files, read_catalogue
from pipeline.catalogue.trust import trusted
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Entry, Finding, Severity, State
from pipeline.settings import Workspace


@dataclass(frozen=True, slots=True)
class CatalogueStatus:
    """One article in one language."""

    article: str
    source: str
    language: str
    segments: int
    approved: int
    fuzzy: int
    """Entries with text that nobody approved: machine drafts, offers of the memory, half-edited and changed ones."""
    drafted: int
    """Those of them that are untouched machine drafts."""
    withheld: int
    """Drafts that were made and not offered."""
    to_do: int
    """Entries without text, withheld ones included."""
    words: int
    """Words of the source."""
    words_approved: int
    words_fuzzy: int
    words_left: int
    """Words of the entries that are not approved."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Translated:
    """A catalogue that translates an article."""

    article: str
    path: str
    """Relative to the workspace."""
    source: str
    language: str
    catalogue: Catalogue


def status(workspace: Workspace) -> tuple[list[CatalogueStatus], list[Finding]]:
    """All catalogues between the workspace's languages, by article and language.

    Catalogues that cannot be read, and those that have no article any more, are findings.
    """
    orphans = Orphans(workspace)
    findings = list(orphans.findings())
    rows = [
        _count(t.catalogue, t.article, t.source, t.language)
        for t in translated(workspace, findings)
        # Those of a language that was taken out are left.
        if t.source in workspace.settings.languages and t.article not in orphans
    ]
    return sorted(rows, key=lambda r: (r.article, r.language)), findings


def translated(workspace: Workspace, findings: list[Finding]) -> Iterator[Translated]:
    """All catalogues in another language than their article's; those that cannot be read become findings."""
    locale = workspace.output / "locale"
    for language in workspace.settings.languages:
        folder = locale / languages.locale_name(language) / "LC_MESSAGES"
        for file in _catalogue_files(workspace, folder, findings):
            path = workspace.relative(file)
            try:
                catalogue = read_catalogue(file, path)
            except CatalogueError as error:
                findings.append(error.finding())
                continue
            header = dict(catalogue.header) if catalogue else {}
            source = languages.normalise(header.get("X-Source-Language", ""))
            if catalogue and source and source != language:
                name = file.relative_to(folder).with_suffix("").as_posix()
                yield Translated(name, path, source, language, catalogue)


def _catalogue_files(workspace: Workspace, folder: Path, findings: list[Finding]) -> list[Path]:
    """Sorted; folders that cannot be read become findings."""

    def refused(error: OSError) -> None:
        message = f"The folder cannot be read ({error.strerror}). Its catalogues are passed over."
        where = workspace.relative(Path(error.filename or folder))
        findings.append(Finding("unreadable", Severity.ERROR, message, where))

    return catalogue_files(folder, refused)


def _count(catalogue: Catalogue, name: str, source: str, language: str) -> CatalogueStatus:
    # What a tool made look approved is not counted as approved.
    entries, _ = trusted([e for e in catalogue.entries if not e.obsolete], "", accept=False)
    counts = Counter(states.state(e) for e in entries)
    words = {e.key: languages.word_count(inline.plain(e.text), source) for e in entries}
    total, approved = sum(words.values()), sum(words[e.key] for e in entries if _is(e, State.APPROVED))
    empty = sum(words[e.key] for e in entries if _is(e, State.EMPTY, State.WITHHELD))
    withheld = counts[State.WITHHELD]
    to_do = withheld + counts[State.EMPTY]
    return CatalogueStatus(
        article=name,
        source=source,
        language=language,
        segments=len(entries),
        approved=counts[State.APPROVED],
        fuzzy=len(entries) - counts[State.APPROVED] - to_do,
        drafted=counts[State.DRAFT],
        withheld=withheld,
        to_do=to_do,
        words=total,
        words_approved=approved,
        words_fuzzy=total - approved - empty,
        words_left=total - approved,
    )


def _is(entry: Entry, *wanted: State) -> bool:
    return states.state(entry) in wanted


def share_approved(rows: Sequence[CatalogueStatus]) -> float:
    """Percent of the words that are approved; 100 where there are none."""
    words = sum(row.words for row in rows)
    return 100 * sum(row.words_approved for row in rows) / words if words else 100.0
