"""Finding the articles of a workspace.

sources/ru/k2.md        article `k2`, Russian by its folder
sources/k2.ru.md        article `k2`, Russian by its suffix
sources/blog/k2.html    article `blog/k2`, its language told by its content
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from pipeline import languages
from pipeline.errors import UsageError
from pipeline.formats import format_for
from pipeline.model import Finding, Severity
from pipeline.settings import Workspace

ASSETS = frozenset(
    f".{suffix}"
    for suffix in (
        *("svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "mp3", "mp4", "webm", "pdf"),
        *("css", "js", "json", "map", "woff", "woff2", "ttf", "otf"),
    )
)
"""Suffixes of files that belong to articles and are none."""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """An article's file, not yet read."""

    name: str
    """Path below the language's folder without suffixes, with `/`."""
    file: Path
    path: str
    """Relative to the workspace, with `/`."""
    language: str
    """By folder or suffix; empty: its content tells."""
    foreign: str = ""
    """The folder's name where it is the code of a language that there is no translating from."""


@dataclass(frozen=True, slots=True)
class Discovered:
    sources: tuple[ArticleSource, ...]
    """Sorted by name."""
    findings: tuple[Finding, ...]


def discover(workspace: Workspace, paths: Iterable[Path] = ()) -> Discovered:
    """All articles of the workspace, or those at or below `paths`.

    Raises UsageError when the source folder or one of `paths` does not exist.
    """
    if not workspace.sources.is_dir():
        raise UsageError(
            "no-sources",
            f"The source folder {workspace.relative(workspace.sources)} does not exist.",
            advice="Make it, with one folder a language in it (ru, en, zh), or set sources.folder.",
        )
    wanted = list(dict.fromkeys(_existing(workspace, path) for path in paths))
    findings: list[Finding] = []
    found: list[ArticleSource] = []
    for file in _files(workspace, findings):
        if wanted and not any(file.resolve().is_relative_to(path) for path in wanted):
            continue
        if not _is_legible(file):
            findings.append(_illegible(workspace, file))
            continue
        source = _source(workspace, file)
        if format_for(source.path) is None:
            findings.append(_unknown_format(source))
        else:
            found.append(source)
    told = [*(source.file for source in found), *(workspace.root / finding.path for finding in findings)]
    findings += (_no_article(workspace, path) for path in wanted if not _holds(path, told))
    unique = _refuse_taken_names(found, findings)
    return Discovered(tuple(sorted(unique, key=lambda s: s.name)), tuple(findings))


def _existing(workspace: Workspace, path: Path) -> Path:
    for candidate in (Path.cwd() / path, workspace.root / path, workspace.sources / path):
        if candidate.exists():
            resolved = candidate.resolve()
            named = Path(os.path.abspath(candidate))  # a link inside may lead outside
            if not any(
                one.is_relative_to(other)
                for one in (resolved, named)
                for other in (workspace.sources, workspace.sources.resolve())
            ):
                raise UsageError(
                    "path-outside",
                    f"{path} is not inside the source folder {workspace.relative(workspace.sources)}.",
                    advice="Name articles, or folders of articles, inside it.",
                )
            return resolved
    raise UsageError(
        "no-such-path", f"{path} does not exist.", advice="Name an article's file or a folder of articles."
    )


def _holds(path: Path, files: Iterable[Path]) -> bool:
    return any(file.resolve().is_relative_to(path) for file in files)


def _no_article(workspace: Workspace, path: Path) -> Finding:
    """What is said of a path that was named and in which no article was found."""
    if path.is_dir():
        message = "No article lies in this folder: articles are .txt, .md or .html, and sources.include and "
        message += "sources.exclude of termlock.toml may leave some out."
    elif path.suffix.lower() in ASSETS:
        message = (
            f"This is no article: a {path.suffix.lower()} file belongs to articles and is never translated."
        )
    else:
        message = "This is no article: its name begins with a dot, ends with ~, or is left out by sources.include or "
        message += "sources.exclude of termlock.toml."
    return Finding("no-article", Severity.WARNING, message, _shown(workspace, path))


def _shown(workspace: Workspace, path: Path) -> str:
    """A resolved path as messages name it."""
    root = workspace.sources.resolve()
    if not path.is_relative_to(root):
        return path.as_posix()
    return (PurePosixPath(workspace.settings.sources.folder) / path.relative_to(root).as_posix()).as_posix()


def _files(workspace: Workspace, findings: list[Finding]) -> Iterator[Path]:
    """Files that may be articles, sorted; unreadable folders become findings."""
    settings = workspace.settings.sources

    def refused(error: OSError) -> None:
        where = workspace.relative(Path(error.filename)) if error.filename else settings.folder
        message = f"The folder cannot be read ({error.strerror}). Its articles are passed over."
        findings.append(Finding("unreadable", Severity.ERROR, message, where))

    root = workspace.sources.resolve()
    seen: set[str] = set()
    for folder, names, files in os.walk(root, onerror=refused, followlinks=True):
        # Links to folders are followed, each folder once and after the folders themselves: a link may lead back.
        shown = (n for n in names if not n.startswith("."))
        names[:] = sorted(shown, key=lambda n: (os.path.islink(os.path.join(folder, n)), n))
        real = os.path.realpath(folder)
        if real in seen:
            names.clear()
            continue
        seen.add(real)
        for name in sorted(files):
            file = Path(folder) / name
            below = PurePosixPath(file.relative_to(root).as_posix())
            if name.startswith(".") or name.endswith("~") or file.suffix.lower() in ASSETS:
                continue
            if _matches(below, settings.exclude):
                continue
            if format_for(name) is not None and not _matches(below, settings.include):
                continue
            yield file


def _matches(below: PurePosixPath, globs: Iterable[str]) -> bool:
    """Whether a path matches a glob, from the source folder or from a language's folder."""
    inner = PurePosixPath(*below.parts[1:]) if len(below.parts) > 1 else below
    return any(_glob(path, pattern) for path in (below, inner) for pattern in globs)


def _glob(path: PurePosixPath, pattern: str) -> bool:
    return bool(_pattern(pattern).fullmatch(path.as_posix()))


@lru_cache(maxsize=200)
def _pattern(glob: str) -> re.Pattern[str]:
    """A glob as git reads it: `*` stays in a folder, `**` does not."""
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[!?[^]/]+\])", glob)
    special = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    made = (special.get(p) or (f"[^{p[2:]}" if p.startswith("[!") else p) for p in parts[1::2])
    return re.compile(
        "".join(re.escape(p) for p in parts[:1])
        + "".join(one + re.escape(plain) for one, plain in zip(made, parts[2::2], strict=True))
    )


def _source(workspace: Workspace, file: Path) -> ArticleSource:
    below = file.relative_to(workspace.sources.resolve())
    parts = list(below.parts)
    language = languages.normalise(parts[0], traditional=True) if len(parts) > 1 else ""
    if language:
        parts = parts[1:]
    stem = below.name[: -len(below.suffix)] if below.suffix else below.name
    head, _, suffix = stem.rpartition(".")
    by_suffix = languages.normalise(suffix, traditional=True) if head else ""
    if by_suffix and language in ("", by_suffix):
        language, stem = by_suffix, head
    name = "/".join([*parts[:-1], stem])
    path = f"{workspace.settings.sources.folder.rstrip('/')}/{below.as_posix()}"
    foreign = parts[0] if len(parts) > 1 and not language and languages.names_another(parts[0]) else ""
    return ArticleSource(name, file, path, language, foreign)


def _is_legible(file: Path) -> bool:
    """Whether a name can stand in catalogues: text, on one line."""
    return not re.search(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]", str(file))


def _illegible(workspace: Workspace, file: Path) -> Finding:
    below = file.relative_to(workspace.sources.resolve()).as_posix()
    shown = "".join(c if _is_legible(Path(c)) else ascii(c)[1:-1] for c in below)
    message = "The file's name holds a line break or bytes that are no UTF-8. Rename it."
    return Finding(
        "file-name", Severity.ERROR, message, f"{workspace.settings.sources.folder.rstrip('/')}/{shown}"
    )


def _unknown_format(source: ArticleSource) -> Finding:
    message = (
        "No format is known for this file: articles are .txt, .md or .html. "
        "Convert it, move it away, or name it in sources.exclude of termlock.toml."
    )
    return Finding("unknown-format", Severity.ERROR, message, source.path)


def _refuse_taken_names(found: list[ArticleSource], findings: list[Finding]) -> list[ArticleSource]:
    """Sources whose name no other source has; the catalogues of two articles must never mix."""
    by_name: dict[str, list[ArticleSource]] = {}
    for source in found:
        by_name.setdefault(source.name, []).append(source)
    for name, sources in by_name.items():
        if len(sources) < 2:
            continue
        others = " and ".join(s.path for s in sources)
        for source in sources:
            message = (
                f"{others} have one article name, {name}, and would share their catalogues; all are passed over. "
                "Give one another name. If one is a translation of the other, move it out of the source folder."
            )
            findings.append(Finding("article-name-taken", Severity.ERROR, message, source.path))
    return [sources[0] for sources in by_name.values() if len(sources) == 1]
