"""Loading the term base of a workspace."""

from __future__ import annotations

import contextlib
from pathlib import Path

from pipeline.batch.term_cache import TermCache
from pipeline.errors import GlossaryError
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.glossary.packing import DamagedError
from pipeline.glossary.stored import restore, store
from pipeline.model import Finding
from pipeline.settings import Workspace


def load_terms(workspace: Workspace, *, keep: bool = True) -> tuple[TermBase, tuple[Finding, ...]]:
    """The term base, and what is wrong with it. `keep`: whether what was made of it is kept for the next run.

    Raises GlossaryError when a file that the settings name cannot be read.
    """
    files: list[tuple[str, bytes]] = []
    for pattern in workspace.settings.glossary.files:
        found = sorted(p for p in workspace.root.glob(pattern) if p.is_file())
        if not found and not any(c in pattern for c in "*?["):
            raise GlossaryError(
                "no-glossary",
                "The term base does not exist.",
                path=pattern,
                advice="Make it, or correct glossary.files in termlock.toml.",
            )
        files += [(workspace.relative(path), _read(workspace, path)) for path in found]
    cache = TermCache(workspace.root, files, keep=keep)
    with contextlib.suppress(DamagedError):
        if kept := cache.load("concepts"):
            glossary, findings = restore(kept)
            return TermBase(glossary, cache), findings
    glossary, findings = load(files)
    cache.save("concepts", store(glossary, findings))
    return TermBase(glossary, cache), findings


def _read(workspace: Workspace, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            "glossary-unreadable",
            f"The term base cannot be read ({error.strerror}).",
            path=workspace.relative(path),
            advice="Check that you may read it.",
        ) from error
