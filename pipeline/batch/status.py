"""How far a workspace's catalogues are, told from the catalogues alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from pipeline import inline, languages
from pipeline.batch.catalogues import read_catalogue
from pipeline.catalogue import states
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Finding, State
from pipeline.settings import Workspace


@dataclass(frozen=True, slots=True)
class CatalogueStatus:
    """One article in one language."""

    article: str
    source: str
    language: str
    segments: int
    approved: int
    drafted: int
    """Machine drafts and half-edited ones: fuzzy."""
    withheld: int
    """Drafts that were made and not offered."""
    to_do: int
    """Entries without text, withheld ones included."""
    words: int
    """Words of the source."""
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
    """All translated catalogues, by article and language; catalogues that cannot be read are findings."""
    findings: list[Finding] = []
    rows = [_count(t.catalogue, t.article, t.source, t.language) for t in translated(workspace, findings)]
    return sorted(rows, key=lambda r: (r.article, r.language)), findings


def translated(workspace: Workspace, findings: list[Finding]) -> Iterator[Translated]:
    """All catalogues in another language than their article's; those that cannot be read become findings."""
    locale = workspace.output / "locale"
    for language in workspace.settings.languages:
        folder = locale / languages.locale_name(language) / "LC_MESSAGES"
        for file in sorted(folder.rglob("*.po")):
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


def _count(catalogue: Catalogue, name: str, source: str, language: str) -> CatalogueStatus:
    entries = [e for e in catalogue.entries if not e.obsolete]
    counts = Counter(states.state(e) for e in entries)
    words = {e.key: languages.word_count(inline.plain(e.text), source) for e in entries}
    left = sum(words[e.key] for e in entries if states.state(e) is not State.APPROVED)
    withheld = counts[State.WITHHELD]
    to_do = withheld + counts[State.EMPTY]
    return CatalogueStatus(
        article=name,
        source=source,
        language=language,
        segments=len(entries),
        approved=counts[State.APPROVED],
        drafted=len(entries) - counts[State.APPROVED] - to_do,
        withheld=withheld,
        to_do=to_do,
        words=sum(words.values()),
        words_left=left,
    )
