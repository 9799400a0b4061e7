"""Making a new workspace from the template that ships with the package."""

from __future__ import annotations

from pathlib import Path

from pipeline import languages
from pipeline.errors import OutputError
from pipeline.files import write_atomically

_TEMPLATE = Path(__file__).parent / "cli" / "workspace"


def create(folder: Path) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write the template into `folder`; files that are there are kept. Returns those written, those kept.

    Raises OutputError when the folder cannot be written.
    """
    made: list[Path] = []
    kept: list[Path] = []
    # An example article would be a stranger in a workspace that has articles.
    has_articles = any(p.is_file() for p in (folder / "sources").rglob("*"))
    try:
        for language in languages.LANGUAGES:
            (folder / "sources" / language).mkdir(parents=True, exist_ok=True)
        for file in sorted(p for p in _TEMPLATE.rglob("*") if p.is_file()):
            below = file.relative_to(_TEMPLATE)
            target = folder / below
            if target.exists():
                kept.append(target)
            elif not (has_articles and below.parts[0] == "sources"):
                write_atomically(target, file.read_bytes())
                made.append(target)
    except OSError as error:
        raise OutputError(
            "workspace-unwritable",
            f"The workspace cannot be written ({error.strerror}).",
            path=str(error.filename or folder),
            advice="Choose a folder that you may write to.",
        ) from error
    return tuple(made), tuple(kept)
