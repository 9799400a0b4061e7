"""Articles of which nothing changed since an earlier run, told by contents and not by times.

    .termlock/runs.sqlite: article -> digest of all that its catalogues come from, and what was told of it

The digest holds the article's bytes, its catalogues' bytes, the settings, the term base, the packages
and the program. Where it differs, or nothing is kept, the article is read, cut and merged as ever: the
file may be deleted at any time, and is never trusted over the files that it speaks of.
"""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.batch.cache_file import CacheFile
from pipeline.batch.catalogues import OPEN, catalogue_path
from pipeline.batch.discover import ArticleSource
from pipeline.batch.identity import digest, digest_of_bytes
from pipeline.batch.prepare import read_source
from pipeline.batch.report import ArticleReport, LanguageReport, TermReport, plain
from pipeline.errors import ArticleError
from pipeline.model import Finding, Severity
from pipeline.settings import Workspace

PLACE = ".termlock/runs.sqlite"
Contents = Mapping[str, bytes]
"""Digest of each catalogue's bytes, by language (empty for the template)."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a run would say of an article that it finds as an earlier one left it."""

    report: ArticleReport
    findings: tuple[Finding, ...]
    terms: TermReport
    needed: int = 0
    """Entries without a draft that nothing would draft."""

    @property
    def is_open(self) -> bool:
        """Whether there are entries that nobody touched."""
        counts = (language.states for language in self.report.languages.values())
        return any(states.get(state) for states in counts for state in OPEN)


class Unchanged:
    """The articles that an earlier run left with nothing to do."""

    def __init__(self, workspace: Workspace, basis: bytes, memory: str, *, keep: bool = True) -> None:
        """`basis` changes with all that results depend on beside articles and catalogues, `memory` with any unit."""
        self._workspace = workspace
        self._basis = basis
        self._memory = digest(memory)
        self._file = CacheFile(workspace.root / PLACE, keep=keep)

    def find(self, source: ArticleSource) -> Remembered | None:
        """What is to be said of an article that needs nothing; None if it is to be looked at."""
        kept = self._file.get(digest(source.name))
        if kept is None:
            return None
        with contextlib.suppress(ArticleError, OSError):
            contents = {language: digest_of_bytes(self._read(source, language)) for language in self._all()}
            if kept[:16] == self._digest(source, read_source(source), contents):
                known = _remembered(kept[32:])
                # Only entries that nobody touched may be offered something else by another memory.
                return known if known and (kept[16:32] == self._memory or not known.is_open) else None
        return None

    def put(self, source: ArticleSource, data: bytes, contents: Contents, what: Remembered) -> None:
        """Remember an article whose catalogues need nothing, as they were written or found."""
        value = json.dumps(
            [plain(what.report), plain(what.findings), plain(what.terms), what.needed],
            ensure_ascii=False,
        )
        made = self._digest(source, data, contents) + self._memory + value.encode("utf-8", "surrogatepass")
        self._file.put([(digest(source.name), made)])

    def close(self) -> None:
        self._file.close()

    def _all(self) -> Sequence[str]:
        return ("", *self._workspace.settings.languages)

    def _read(self, source: ArticleSource, language: str) -> bytes:
        return catalogue_path(self._workspace, source.name, language).read_bytes()

    def _digest(self, source: ArticleSource, data: bytes, contents: Contents) -> bytes:
        found = [contents.get(language) for language in self._all()]
        return digest(self._basis, source.path, source.language, digest_of_bytes(data), found)


def _remembered(data: bytes) -> Remembered | None:
    with contextlib.suppress(ValueError, TypeError, KeyError):
        report, findings, terms, needed = json.loads(data.decode("utf-8", "surrogatepass"))
        return Remembered(_article(report), _findings(findings), TermReport(**terms), needed)
    return None


def _article(values: dict[str, Any]) -> ArticleReport:
    skips = Counter(values.pop("skips"))
    languages = {
        code: LanguageReport(Counter(row["states"]), row["wrong"])
        for code, row in values.pop("languages").items()
    }
    return ArticleReport(**values, skips=skips, languages=languages)


def _findings(rows: Iterable[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(**{**row, "severity": Severity(row["severity"])}) for row in rows)
