"""`termlock status`: how far the catalogues are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.status import CatalogueStatus

_COLUMNS = ("segments", "approved", "drafted", "withheld", "to do", "words", "words left")


def command(
    workspace: WorkspaceOption = None, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show each article's catalogues: segments, drafted, approved, words."""
    from pipeline.batch.status import status

    place = common.open_workspace(workspace)
    rows, findings = status(place)
    if as_json:
        common.print_json(
            {
                "catalogues": [row.as_json() for row in rows],
                "findings": [common.finding_json(f) for f in findings],
            }
        )
    else:
        if not quiet:
            _table(rows)
        common.print_findings(findings)
    raise typer.Exit(1 if findings else 0)


def _table(rows: list[CatalogueStatus]) -> None:
    if not rows:
        typer.echo("There are no catalogues yet. Make them with: termlock run")
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("article")
    table.add_column("language")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for row in rows:
        numbers = (
            row.segments,
            row.approved,
            row.drafted,
            row.withheld,
            row.to_do,
            row.words,
            row.words_left,
        )
        table.add_row(row.article, f"{row.source} → {row.language}", *(f"{n:,}" for n in numbers))
    total = [sum(getattr(row, f) for row in rows) for f in _FIELDS]
    table.add_row("total", "", *(f"{n:,}" for n in total))
    common.console().print(table)


_FIELDS = ("segments", "approved", "drafted", "withheld", "to_do", "words", "words_left")
