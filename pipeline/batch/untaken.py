"""What an import tells of what it did not take."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterator, Mapping, Sequence

from pipeline import languages
from pipeline.batch.catalogues import catalogue_path
from pipeline.batch.discover import discover
from pipeline.catalogue.files import catalogue_files
from pipeline.errors import UsageError
from pipeline.exchange.applying import Result
from pipeline.exchange.units import Proposal, is_noted
from pipeline.model import Finding, Severity
from pipeline.settings import Workspace

PLACES_TOLD = 3
"""Lines of a file that are named."""
_TAKEN_AWAY = {
    Result.EMPTIED: (
        "was emptied in the file",
        "were emptied in the file",
        "An import empties nothing: if it is meant, empty the entry in its catalogue.",
    ),
    Result.DOWNGRADE: (
        "is approved here and not in the file",
        "are approved here and not in the file",
        "If they are wrong: --overwrite takes their approval back.",
    ),
}


def left(found: Mapping[Result, Sequence[Proposal]], path: str) -> Iterator[Finding]:
    """A line for each way in which a file took something away that stands here all the same."""
    for result, proposals in found.items():
        first = [f"{p.target_language} in line {p.line}" for p in proposals[:PLACES_TOLD]]
        more = len(proposals) - len(first)
        where = ", ".join(first) + (f", and {more:,} more" if more else "")
        one, many, advice = _TAKEN_AWAY[result]
        texts = f"1 text {one}" if len(proposals) == 1 else f"{len(proposals):,} texts {many}"
        message = f"{texts} ({where}). What is here stays. {advice}"
        yield Finding(f"import-{result}", Severity.WARNING, message, path, proposals[0].line)


def conflict(proposal: Proposal) -> str:
    """Why a person's text here does not give way to the file's."""
    if is_noted(proposal.id):
        return "Changed here and there"
    return "Another text stands here, and the file (in a table: the cell “was”) does not tell which is newer"


def no_language(workspace: Workspace, language: str) -> str:
    """Of a file that is in none of the workspace's languages; `language` as it says."""
    if not language:
        return (
            "The file does not say its language. Name it in the header field Language (.po), or in the attribute "
            "target-language or trgLang (XLIFF)."
        )
    has = f"The file says that it is in “{language}”; the workspace has {', '.join(workspace.settings.languages)}."
    if language in languages.LANGUAGES:
        return f"{has} Add it to languages in termlock.toml."
    return f"{has} It was not imported. If the file says it wrongly, name its language there."


def no_catalogue(workspace: Workspace, article: str, language: str, file: str) -> str:
    """Of an article that a file names and that has no catalogue here."""
    known = _articles(workspace, language)
    if article in known:
        path = workspace.relative(catalogue_path(workspace, article, language))
        return f"There is no catalogue {path} yet. Make it with: termlock run"
    near = _near(article, known)
    asked = f" Is it {' or '.join(near)}?" if near else ""
    if not file.casefold().endswith(".po"):
        return f"There is no article “{article}”.{asked} Its rows were not imported."
    advice = f" Say so: --article {near[0]}" if near else " Name it: --article NAME"
    return f"There is no article “{article}”.{asked}{advice}"


def _articles(workspace: Workspace, language: str) -> list[str]:
    """Names of articles, and of catalogues of a language."""
    names: list[str] = []
    with contextlib.suppress(UsageError):
        names += (source.name for source in discover(workspace).sources)
    folder = workspace.output / "locale" / languages.locale_name(language) / "LC_MESSAGES"
    files = catalogue_files(folder, lambda _: None)
    return list(dict.fromkeys([*names, *(f.relative_to(folder).with_suffix("").as_posix() for f in files)]))


def _near(name: str, known: Sequence[str]) -> list[str]:
    """Names that may be meant: they hold this one, or are nearly the same."""
    last = name.rpartition("/")[2].casefold()
    holding = [other for other in known if last and last in other.casefold()]
    return list(dict.fromkeys([*holding, *difflib.get_close_matches(name, known, 3)]))[:3]
