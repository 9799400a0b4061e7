"""`termlock memory`: what people approved, to be searched, exported, imported."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, WorkspaceOption
from pipeline.errors import UsageError

app = typer.Typer(
    help="Search, import and export the translation memory.", rich_markup_mode=None, no_args_is_help=True
)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words in any of the languages.")],
    workspace: WorkspaceOption = None,
    limit: Annotated[int, typer.Option(help="Most units to show.")] = 20,
    as_json: JsonOption = False,
) -> None:
    """Show units that hold these words."""
    from pipeline.batch.memory import open_memory

    if not text.strip():
        raise UsageError(
            "no-text", "There is nothing to search for.", advice="Name the words, in any language."
        )
    memory, synced = open_memory(common.open_workspace(workspace))
    found = memory.search(text, limit)
    if as_json:
        common.print_json([asdict(match.unit) for match in found])
    else:
        common.print_findings(synced.findings)
        for match in found:
            unit = match.unit
            typer.echo(
                f"{unit.source_language}: {unit.source}\n{unit.target_language}: {unit.target}\n    {unit.origin}"
            )
        if not found:
            typer.echo("Nothing found.")
    raise typer.Exit(0 if found else 1)


@app.command()
def stats(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Count units by origin and direction."""
    from pipeline.batch.memory import open_memory

    memory, synced = open_memory(common.open_workspace(workspace))
    rows = memory.statistics()
    if as_json:
        names = ("origin", "source", "target", "units", "approved")
        common.print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    common.print_findings(synced.findings)
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("origin", "direction", "units", "approved"):
        table.add_column(name, justify="right" if name in ("units", "approved") else "left")
    for origin, source, target, units, approved in rows:
        table.add_row(origin, f"{source} → {target}", f"{units:,}", f"{approved:,}")
    table.add_row("total", "", f"{sum(row[3] for row in rows):,}", f"{sum(row[4] for row in rows):,}")
    common.console().print(table)


@app.command()
def rebuild(workspace: WorkspaceOption = None) -> None:
    """Make the memory anew from the catalogues and imported files."""
    from pipeline.batch.memory import rebuild as make

    _, synced = make(common.open_workspace(workspace))
    common.print_findings(synced.findings)
    typer.echo(f"{synced.units:,} units")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A TMX file.")],
    workspace: WorkspaceOption = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Its units count as approved by you; else they are proposals.")
    ] = False,
) -> None:
    """Take a TMX file into the workspace's memory folder."""
    from pipeline.batch.memory import import_tmx

    done = import_tmx(common.open_workspace(workspace), file, approve=approve)
    common.print_findings(done.findings)
    typer.echo(f"{done.units:,} units imported into {done.file}")


@app.command()
def export(
    file: Annotated[str, typer.Argument(help="The TMX file to write, or a folder for termlock.tmx.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Write the whole memory as TMX 1.4b."""
    from pipeline.batch.exporting import place_of
    from pipeline.batch.memory import export_tmx, open_memory

    to = place_of(file, "tmx")
    memory, synced = open_memory(common.open_workspace(workspace))
    common.print_findings(synced.findings)
    typer.echo(f"{export_tmx(memory, to):,} units written to {to}")
