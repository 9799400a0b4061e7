"""Loading the term base of a workspace, and checking it."""

from __future__ import annotations

import contextlib
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
from pipeline.settings import Workspace

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
    languages = workspace.settings.languages
    cache = TermCache(workspace.root, [*files, ("languages", ",".join(languages).encode())], keep=keep)
    with contextlib.suppress(DamagedError):
        if kept := cache.load("concepts"):
            glossary, findings = restore(kept)
            return TermBase(glossary, cache), findings
    glossary, findings = load(files)
    findings = _for_a_run((*findings, *audit(glossary, languages)))
    cache.save("concepts", store(glossary, findings))
    return TermBase(glossary, cache), findings


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
    if not files:
        patterns = ", ".join(workspace.settings.glossary.files)
        message = f"There is no term base: no file fits {patterns} (glossary.files in termlock.toml)."
        findings = (Finding("no-glossary", Severity.WARNING, message),)
    return glossary, (*findings, *audit(glossary, workspace.settings.languages, AUDITS))


def term_files(workspace: Workspace) -> Files:
    """The files of the term base, in the order of precedence: a later one wins.

    Raises GlossaryError when one that the settings name cannot be read.
    """
    found: dict[str, bytes] = {}
    for pattern in workspace.settings.glossary.files:
        paths = sorted(p for p in workspace.root.glob(pattern) if p.is_file())
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
