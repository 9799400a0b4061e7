"""Catalogues whose article is gone, and the article that goes on where one of them ended: it was renamed.

    sources/en/a.html, locale/ru/…/a.po  --mv a.html b.html-->  b has no catalogue; nearly all texts of a.po are in b
        --> b's catalogues begin as a copy of a's, with comments, flags and all

Nothing is removed: the old catalogues stay where they are, and are told.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from pipeline import languages
from pipeline.batch.catalogues import Target
from pipeline.batch.discover import Discovered, discover
from pipeline.catalogue.files import catalogue_files, read_catalogue
from pipeline.catalogue.header import with_fields
from pipeline.errors import CatalogueError, UsageError
from pipeline.model import Catalogue, Finding, Severity
from pipeline.settings import Workspace

SAME = 0.8
"""Share of the texts of both that a renamed article and the old catalogue have in common, at least."""
_ODD = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""What no article's name holds."""
_HEAD = 8192
"""Bytes of a catalogue that hold its header."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What tells whether an article goes on from a catalogue."""

    source: str
    texts: frozenset[str]
    age: tuple[str, int]
    """When it was last revised: of several that fit equally, the latest counts."""


class Orphans:
    """The catalogues of a workspace that have no article."""

    def __init__(self, workspace: Workspace, found: Discovered | None = None) -> None:
        """`found`: all articles of the workspace, if they were looked for already."""
        self._workspace = workspace
        self.files: Mapping[str, Mapping[str, Path]] = _files(workspace, found)
        """By the article's name and the language."""

    def __contains__(self, article: str) -> bool:
        return article in self.files

    def findings(self) -> tuple[Finding, ...]:
        """One for each article that is gone."""
        return tuple(self._told(name, files) for name, files in sorted(self.files.items()))

    def _told(self, name: str, files: Mapping[str, Path]) -> Finding:
        message = (
            f"There is no article “{name}” any more. Its catalogues ({', '.join(files)}) are left as they are and not "
            "counted; what is approved in them is still offered. Put the article back, or delete them if nobody "
            "needs them."
        )
        path = self._workspace.relative(next(iter(files.values())))
        return Finding("catalogue-without-article", Severity.WARNING, message, path)

    def continued(self, targets: list[Target]) -> Finding | None:
        """Give the targets that have no file the catalogues that their article goes on from; told if there are any."""
        new = [t for t in targets if t.language and not os.path.exists(t.file)]
        name = self._before(new[0]) if new and self.files else ""
        for target in new if name else ():
            target.before = self._catalogue(name, target)
        if not any(target.before for target in new):
            return None
        message = (
            f"Its texts are those of “{name}”, whose article is gone: it goes on from the catalogues of “{name}”, with "
            "translations, approvals and comments."
        )
        return Finding("article-renamed", Severity.INFO, message, new[0].path)

    def _before(self, target: Target) -> str:
        """Which catalogues hold the texts of an article; empty if none do."""
        texts = {slot.key.text for slot in target.slots}
        common = Counter(name for text in texts for name in self._by_text.get(text, ()))
        found = [
            (count / max(len(texts), len(known.texts)), known.age, name)
            for name, count in common.items()
            if (known := self._known[name]).source == target.source
        ]
        share, _, name = max(found, default=(0.0, ("", 0), ""))
        return name if share >= SAME else ""

    @cached_property
    def _known(self) -> dict[str, _Known]:
        found = {}
        for name, files in self.files.items():
            with contextlib.suppress(StopIteration):
                found[name] = next(self._read(files))
        return found

    @cached_property
    def _by_text(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, known in self._known.items():
            for text in known.texts:
                found.setdefault(text, []).append(name)
        return found

    def _read(self, files: Mapping[str, Path]) -> Iterator[_Known]:
        """What can be read of an article's catalogues: all of them have the same texts."""
        for file in files.values():
            with contextlib.suppress(CatalogueError, OSError):
                if catalogue := read_catalogue(file, str(file)):
                    header = dict(catalogue.header)
                    texts = frozenset(entry.text for entry in catalogue.entries if not entry.obsolete)
                    source = languages.normalise(header.get("X-Source-Language", ""))
                    age = header.get("PO-Revision-Date", ""), file.stat().st_mtime_ns
                    yield _Known(source, texts, age)

    def _catalogue(self, name: str, target: Target) -> Catalogue | None:
        """The old catalogue of a language under the new name; None where there is none that can be read."""
        with contextlib.suppress(CatalogueError, KeyError):
            file = self.files[name][target.language]
            if old := read_catalogue(file, self._workspace.relative(file)):
                title = "Project-Id-Version"
                if dict(old.header).get(title) == name:
                    return replace(
                        old, header=with_fields(old.header, {title: dict(target.header).get(title, "")})
                    )
                return old
        return None


def gone(workspace: Workspace, found: Discovered) -> Callable[[str], bool]:
    """Whether an article of a name is gone; `found`: all articles of the workspace.

    None is where it cannot be told which articles there are: a folder that cannot be read, a link that leads nowhere.
    """
    told = [workspace.root / finding.path for finding in found.findings]
    if any(f.check == "unreadable" for f in found.findings) or any(_leads_nowhere(path) for path in told):
        return lambda _: False
    names = {source.name for source in found.sources}
    # Articles that were passed over are there all the same.
    passed = {path.stem for path in told} | {path.stem.rpartition(".")[0] for path in told}
    return lambda name: name not in names and PurePosixPath(name).name not in passed


def _leads_nowhere(path: Path) -> bool:
    return path.is_symlink() and not os.path.exists(path)


def _files(workspace: Workspace, found: Discovered | None) -> dict[str, dict[str, Path]]:
    """None where it cannot be told which articles there are."""
    try:
        found = found or discover(workspace)
    except UsageError:
        return {}
    is_gone = gone(workspace, found)
    names: dict[str, dict[str, Path]] = {}
    for language in workspace.settings.languages:
        folder = workspace.output / "locale" / languages.locale_name(language) / "LC_MESSAGES"
        for file in catalogue_files(folder, lambda _: None):
            name = file.relative_to(folder).with_suffix("").as_posix()
            if _ODD.search(name) or not is_gone(name):
                continue
            if _is_ours(file):
                names.setdefault(name, {})[language] = file
    return names


def _is_ours(file: Path) -> bool:
    """Whether a catalogue was made from an article; others may lie here for other programs."""
    with contextlib.suppress(OSError), file.open("rb") as opened:
        return b"X-Source-Language" in opened.read(_HEAD)
    return False
