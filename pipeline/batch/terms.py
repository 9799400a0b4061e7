"""Loading the term base of a workspace, and checking it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.batch.term_cache import TermCache
from pipeline.errors import GlossaryError
from pipeline.glossary.audit import WRITTEN, audit
from pipeline.glossary.audit_matching import forbidden_inflected, shadowed
from pipeline.glossary.audit_russian import uninflectable
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.glossary.packing import DamagedError
from pipeline.glossary.stored import restore, store
from pipeline.model import Finding, Severity
from pipeline.settings import FILE_NAME, Workspace

AUDITS = (*WRITTEN, shadowed, forbidden_inflected, uninflectable)
"""What `termlock glossary check` looks for."""
SHOWN = 20
"""Warnings about the term base that a run tells at most; errors are told all."""

Files = list[tuple[str, bytes]]
"""Names relative to the workspace, with contents."""


def load_terms(workspace: Workspace, *, keep: bool = True) -> tuple[TermBase, tuple[Finding, ...]]:
    """The term base, and what is wrong with it. `keep`: whether what was made of it is kept for the next run.

    Raises GlossaryError when a file that the settings name cannot be read.
    """
    files = term_files(workspace)
    told = _for_a_run(_unmatched(workspace, files))
    languages = workspace.settings.languages
    cache = TermCache(workspace.root, [*files, ("languages", ",".join(languages).encode())], keep=keep)
    with contextlib.suppress(DamagedError):
        if kept := cache.load("concepts"):
            glossary, findings = restore(kept)
            return TermBase(glossary, cache), (*told, *findings)
    glossary, findings = load(files)
    findings = _for_a_run((*findings, *audit(glossary, languages)))
    cache.save("concepts", store(glossary, findings))
    return TermBase(glossary, cache), (*told, *findings)


def _for_a_run(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors and some warnings, for a run is about articles."""
    errors = [f for f in findings if f.severity is Severity.ERROR]
    warnings = [f for f in findings if f.severity is Severity.WARNING]
    shown = [*errors, *warnings[:SHOWN]]
    if len(warnings) > SHOWN:
        rest = len(warnings) - SHOWN
        message = f"The term base has {rest:,} more warnings; see: termlock glossary check"
        shown.append(Finding("glossary-warnings", Severity.WARNING, message))
    return tuple(shown)


def check_terms(workspace: Workspace) -> tuple[Glossary, tuple[Finding, ...]]:
    """The term base and all that a person should look at in it.

    Raises GlossaryError when a file that the settings name cannot be read.
    """
    files = term_files(workspace)
    glossary, findings = load(files)
    told = _unmatched(workspace, files)
    return glossary, (*told, *findings, *audit(glossary, workspace.settings.languages, AUDITS))


def _unmatched(workspace: Workspace, files: Files) -> tuple[Finding, ...]:
    """Patterns of the settings that no file fits: without its terms a run drafts as if there were none."""
    patterns = workspace.settings.glossary.files
    line = workspace.line_of("glossary.files")
    if not patterns:
        message = "There is no term base: glossary.files is empty. No term is matched, locked or checked."
        return (Finding("no-glossary", Severity.INFO, message, FILE_NAME, line),)
    if not files:
        message = (
            f"There is no term base: no file fits {', '.join(patterns)} (glossary.files in termlock.toml). No term is "
            "matched, locked or checked. Put the term base there, or correct glossary.files; [] if there is to be none."
        )
        return (Finding("no-glossary", Severity.WARNING, message, FILE_NAME, line),)
    empty = [pattern for pattern in patterns if not _fitting(workspace, pattern)]
    return tuple(
        Finding(
            "glossary-pattern",
            Severity.WARNING,
            f"No file fits {pattern} (glossary.files in termlock.toml): its terms are not used. "
            "Put the file there, or take it out of glossary.files.",
            FILE_NAME,
            line,
        )
        for pattern in empty
    )


def _fitting(workspace: Workspace, pattern: str) -> list[Path]:
    return sorted(p for p in workspace.root.glob(pattern) if p.is_file())


def term_files(workspace: Workspace) -> Files:
    """The files of the term base, in the order of precedence: a later one wins.

    Raises GlossaryError when one that the settings name cannot be read.
    """
    found: dict[str, bytes] = {}
    for pattern in workspace.settings.glossary.files:
        _look_into(workspace, pattern)
        paths = _fitting(workspace, pattern)
        if not paths and not any(c in pattern for c in "*?["):
            raise GlossaryError(
                "no-glossary",
                "The term base does not exist.",
                path=pattern,
                advice="Make it, or correct glossary.files in termlock.toml.",
            )
        for path in paths:
            name = workspace.relative(path)
            # A file that two patterns name stands where the later one puts it.
            found[name] = found.pop(name) if name in found else read_file(path, name)
    return list(found.items())


def _look_into(workspace: Workspace, pattern: str) -> None:
    """Raises GlossaryError when the folder of a pattern cannot be listed: glob would find nothing and say nothing."""
    fixed = pattern.split("*")[0].split("?")[0].split("[")[0]
    folder = (workspace.root / fixed).parent if not fixed.endswith("/") else workspace.root / fixed
    try:
        if folder.is_dir():
            next(os.scandir(folder), None)
    except OSError as error:
        raise GlossaryError(
            "glossary-unreadable",
            f"The folder of the term base cannot be read ({error.strerror}).",
            path=workspace.relative(folder),
            advice="Check that you may read it.",
        ) from error


def read_file(path: Path, name: str) -> bytes:
    """A file's bytes. Raises GlossaryError, which calls it `name`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            "glossary-unreadable",
            f"The term base cannot be read ({error.strerror}).",
            path=name,
            advice="Check that it is there and that you may read it.",
        ) from error
