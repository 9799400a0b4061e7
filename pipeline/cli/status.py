"""`termlock status`: how far the catalogues are."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.status import CatalogueStatus


def command(
    workspace: WorkspaceOption = None,
    fail_under: Annotated[
        float, typer.Option(help="End with status 1 if less of the words is approved, in percent.", max=100)
    ] = 0.0,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show each article's catalogues: approved, fuzzy (drafts among them) and untranslated segments, with words."""
    from pipeline.batch.status import share_approved, status

    place = common.open_workspace(workspace)
    rows, findings = status(place)
    with common.printing():
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
    approved = share_approved(rows)
    if approved < fail_under:
        # Rounded down, so that 99.96 is not told as 100.
        told = f"{int(approved * 10) / 10:g} % of the words are approved, {fail_under:g} % are asked."
        typer.echo(f"termlock: {told}", err=True)
    raise typer.Exit(max(common.status_of(findings), int(approved < fail_under)))


_COLUMNS = {
    "segments": "segments",
    "approved": "approved",
    "fuzzy": "fuzzy",
    "drafted": "drafts",
    "withheld": "withheld",
    "to_do": "to do",
    "words": "words",
    "words_left": "left",
}


def _table(rows: list[CatalogueStatus]) -> None:
    """A line for each catalogue; on a terminal that is too narrow its article stands above its lines."""
    if not rows:
        typer.echo("There are no catalogues yet. Make them with: termlock run")
        return
    total = [f"{sum(getattr(row, name) for row in rows):,}" for name in _COLUMNS]
    numbers = [[f"{getattr(row, name):,}" for name in _COLUMNS] for row in rows]
    widths = [max(map(len, column)) for column in zip(_COLUMNS.values(), *numbers, total, strict=True)]
    names = [row.article for row in rows]
    longest = max(_cells(name) for name in ("article", *names))
    wide = longest + 11 + sum(width + 2 for width in widths) <= _columns()
    lead = longest + 2 if wide else 2
    typer.echo(_line("article" if wide else "", lead, "language", list(_COLUMNS.values()), widths))
    above = ""
    for row, shown in zip(rows, numbers, strict=True):
        if not wide and row.article != above:
            typer.echo(row.article)
        above = row.article
        typer.echo(_line(row.article if wide else "", lead, f"{row.source} → {row.language}", shown, widths))
    typer.echo(_line("total" if wide else "", lead, "" if wide else "total", total, widths))


def _line(name: str, lead: int, language: str, values: Sequence[str], widths: Sequence[int]) -> str:
    numbers = "".join(f"  {value:>{width}}" for value, width in zip(values, widths, strict=True))
    return f"{name}{' ' * (lead - _cells(name))}{language:<8}{numbers}"


def _cells(text: str) -> int:
    """Columns that a text takes on a terminal; a Chinese character takes two."""
    from rich.cells import cell_len

    return cell_len(text)


def _columns() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000
