"""An article with its translations in columns, written to one file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pipeline.batch.catalogues import merged, targets_of
from pipeline.batch.discover import discover
from pipeline.batch.prepare import prepare
from pipeline.batch.terms import load_terms
from pipeline.catalogue.files import read_catalogue
from pipeline.errors import OutputError, UsageError
from pipeline.files import write_atomically
from pipeline.model import Entry, Key
from pipeline.publish.preview import preview
from pipeline.settings import Workspace


def write_preview(workspace: Workspace, article: Path, out: Path | None) -> Path:
    """Write an article with its translations in columns; returns the file.

    Raises UsageError for a path that names no article, InputError for one that cannot be read, OutputError.
    """
    terms, _ = load_terms(workspace)
    sources = discover(workspace, [article]).sources
    if len(sources) != 1:
        raise UsageError(
            "no-such-article", f"{article} names {len(sources)} articles.", advice="Name one article's file."
        )
    prepared = prepare(sources[0], workspace.settings, terms)
    entries: dict[str, dict[Key, Entry]] = {}
    for target in targets_of(workspace, prepared, terms, datetime.now(UTC)):
        if target.language:
            catalogue = merged(target, read_catalogue(target.file, target.path)).catalogue
            entries[target.language] = {e.key: e for e in catalogue.entries if not e.obsolete}
    file = out or workspace.output / "preview" / f"{prepared.article.name}.html"
    try:
        write_atomically(file, preview(prepared.article, prepared.segments, entries))
    except OSError as error:
        raise OutputError(
            "output-unwritable", f"The preview cannot be written ({error.strerror}).", path=str(file)
        ) from error
    return file
