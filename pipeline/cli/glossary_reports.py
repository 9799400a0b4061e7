"""`termlock glossary suggest` and `stats`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.term_stats import Failure, TermStats, Usage
    from pipeline.glossary.suggestions.ranking import Candidate


def suggest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]...", help="Articles or folders; all when none is given."),
    ] = None,
    workspace: WorkspaceOption = None,
    languages: Annotated[str, typer.Option("--languages", "-l", help="These only: ru,en,zh.")] = "",
    least: Annotated[int, typer.Option(min=1, help="Occurrences that a candidate has at least.")] = 2,
    limit: Annotated[int, typer.Option(min=1, help="Candidates of a language at most.")] = 40,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print rows to paste into the term base.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List what the articles repeat and no concept covers.

    Acronyms, names and phrases, in each language, with examples.
    """
    from pipeline.batch.term_suggestions import suggest_terms

    place = common.open_workspace(workspace)
    wanted = [code.strip() for code in languages.split(",") if code.strip()] or list(place.settings.languages)
    candidates, findings = suggest_terms(place, tuple(paths or ()), least=least)
    shown = [c for code in wanted for c in [c for c in candidates if c.language == code][:limit]]
    if as_json:
        common.print_json({"candidates": [c.as_json() for c in shown]})
    elif as_csv:
        from pipeline.glossary.suggestions.ranking import rows

        typer.echo(rows(shown), nl=False)
    else:
        _print_candidates(shown)
    if not quiet:
        common.print_findings(findings)
    raise typer.Exit(common.status_of(findings))


def _print_candidates(candidates: list[Candidate]) -> None:
    if not candidates:
        typer.echo("Nothing is repeated that the term base does not cover.")
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("candidate", "language", "kind"):
        table.add_column(name)
    table.add_column("count", justify="right")
    table.add_column("articles", justify="right")
    table.add_column("example")
    for c in candidates:
        table.add_row(c.text, c.language, c.kind, str(c.count), str(len(c.articles)), c.examples[0])
    common.console().print(table)


def stats(
    workspace: WorkspaceOption = None,
    concept: Annotated[str, typer.Option("--concept", "-c", help="This concept only.")] = "",
    failed: Annotated[
        bool, typer.Option("--failed", help="List each entry whose term is not right.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show which concept occurs where, and which locks failed."""
    from pipeline.batch.term_stats import term_stats

    found = term_stats(common.open_workspace(workspace))
    if concept:
        found.usages = [u for u in found.usages if u.concept == concept]
        found.failures = [f for f in found.failures if f.concept == concept]
        found.unused = [name for name in found.unused if name == concept]
    if as_json:
        common.print_json(found.as_json())
    elif failed:
        for failure in found.failures:
            typer.echo(_failure_line(failure))
    elif not quiet:
        _print_stats(found)
    common.print_findings(found.findings)
    raise typer.Exit(common.status_of(found.findings))


def _failure_line(failure: Failure) -> str:
    said = {"missing": "is to be", "withheld": "stands in a draft that is withheld for a term; it is to be"}
    wanted = " | ".join(failure.wanted)
    return f"{failure.path}:{failure.line}: {failure.concept}: {failure.surface} {said[failure.outcome]} {wanted}"


def _print_stats(found: TermStats) -> None:
    if not found.usages:
        typer.echo("No catalogue holds a term. Make catalogues with: termlock run")
        return
    from rich.table import Table

    from pipeline.languages import LANGUAGES

    table = Table(box=None, pad_edge=False)
    table.add_column("concept")
    table.add_column("article")
    table.add_column("language")
    table.add_column("count", justify="right")
    for language in LANGUAGES:
        table.add_column(f"in {language}")
    for usage in found.usages:
        cells = (_locks(usage, language) for language in LANGUAGES)
        table.add_row(usage.concept, usage.article, usage.source, str(usage.count), *cells)
    common.console().print(table)
    occurring = len({usage.concept for usage in found.usages})
    missing = sum(failure.outcome == "missing" for failure in found.failures)
    withheld = len(found.failures) - missing
    typer.echo(
        f"{occurring:,} of {common.counted(occurring + len(found.unused), 'concept')} in use; "
        f"{common.counted(missing, 'term')} missing, "
        f"{withheld:,} in drafts that are withheld for a term (--failed lists both)"
    )


def _locks(usage: Usage, language: str) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in usage.locks.get(language, {}).items())
