"""`termlock run`: the main job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption, counted

if TYPE_CHECKING:
    from pipeline.batch.report import RunReport


class EngineName(StrEnum):
    argos = "argos"
    pseudo = "pseudo"
    none = "none"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATHS", help="Articles or folders; all when none is given."),
    ] = None,
    workspace: WorkspaceOption = None,
    languages: Annotated[
        str,
        typer.Option(
            "--languages", "-l", help="Draft these only: ru,en,zh.", autocompletion=lambda: ["ru", "en", "zh"]
        ),
    ] = "",
    engine: Annotated[EngineName | None, typer.Option(help="Instead of the one in the settings.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; write nothing.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="List what of the articles stands in no entry.")
    ] = False,
    accept_unflagged: Annotated[
        bool,
        typer.Option(
            "--accept-unflagged", help="Take drafts whose fuzzy flags vanished together as approved."
        ),
    ] = False,
    redraft: Annotated[
        bool, typer.Option("--redraft", help="Draft anew what nobody touched, and what was withheld.")
    ] = False,
    cluster: Annotated[
        str,
        typer.Option(
            help="Draft on local:N processes or a Dask cluster, tcp://host:8786.", metavar="ADDRESS"
        ),
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring the catalogues of all articles up to date, and draft what they lack."""
    from pipeline.batch.cluster import Hiring
    from pipeline.batch.run import RunOptions, run
    from pipeline.cli.progress import progress_of
    from pipeline.cli.stopping import stop_on_signals
    from pipeline.languages import normalise

    place = common.open_workspace(workspace)
    options = RunOptions(
        paths=tuple(paths or ()),
        languages=tuple(normalise(c) or c.strip() for c in languages.split(",") if c.strip()),
        engine=engine.value if engine else "",
        dry_run=dry_run,
        explain=explain,
        each=as_json,
        accept_unflagged=accept_unflagged,
        redraft=redraft,
    )
    crew = Hiring(place, cluster) if cluster else None
    with progress_of(hidden=quiet or as_json) as progress, stop_on_signals() as stop:
        report = run(place, options, progress, stop, crew)
    with common.printing():
        if as_json:
            common.print_json(report.as_json())
        else:
            _print(report, dry_run=dry_run, quiet=quiet)
    raise typer.Exit(report.status)


def _print(report: RunReport, *, dry_run: bool, quiet: bool) -> None:
    for row in report.explained:
        typer.echo(f"{row.path}:{row.line}: {row.reason}: {row.text}")
    common.print_findings(report.findings)
    if quiet:
        return
    totals = report.totals
    segments, words = counted(totals.segments, "segment"), counted(totals.words, "word")
    typer.echo(f"{counted(totals.articles, 'article')}, {segments}, {words}")
    if dry_run:
        typer.echo(f"{counted(report.needed, 'entry', 'entries')} would be drafted; nothing was written.")
        return
    for origin, made in sorted(report.origins.items()):
        line = f"{origin}: {made.offered:,} drafted, {made.withheld:,} withheld"
        if made.reused:
            line += f", {made.reused:,} of them kept from an earlier run"
        if made.reasons:
            line += f" ({', '.join(f'{check} {count:,}' for check, count in made.reasons.most_common())})"
        typer.echo(line)
    if report.memory.approved or report.memory.offered:
        typer.echo(f"memory: {report.memory.approved:,} approved again, {report.memory.offered:,} offered")
    terms = report.terms
    if terms.matched:
        typer.echo(
            f"terms: {counted(terms.matched, 'drafted entry', 'drafted entries')} with terms, "
            f"{terms.kept:,} with every term in an approved form, {terms.flagged:,} flagged or withheld"
        )
    if wrong := report.approved_with_errors:
        have = "has" if wrong == 1 else "have"
        typer.echo(f"{counted(wrong, 'approved text')} {have} errors; termlock check tells them")
    typer.echo(
        f"{counted(report.files_written, 'file')} written" if report.files_written else "Nothing has changed."
    )
