"""`termlock check`: the checks on any catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption
from pipeline.errors import SettingsError

if TYPE_CHECKING:
    from pipeline.batch.check import CheckReport
    from pipeline.settings import Workspace


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Catalogues (.po) or folders of them, anyone's; the workspace's when none is given.",
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    source: Annotated[
        str, typer.Option("--source", "-s", help="Source language of catalogues that do not name it.")
    ] = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check terms, numbers, units, tags and more in catalogues; status 1 if there are errors."""
    from pipeline.batch.check import check

    report = check(_workspace(workspace, paths or []), paths or [], source)
    if as_json:
        common.print_json(
            {
                "catalogues": report.catalogues,
                "entries": report.entries,
                "ignored": report.ignored,
                "findings": [common.finding_json(f) for f in report.findings],
            }
        )
    else:
        _print(report, quiet=quiet)
    raise typer.Exit(common.status_of(report.findings))


def _workspace(folder: Path | None, paths: list[Path]) -> Workspace | None:
    """The workspace; none where catalogues are named and there is none to be found."""
    try:
        return common.open_workspace(folder)
    except SettingsError as error:
        if error.code == "no-workspace" and folder is None and paths:
            return None
        raise


def _print(report: CheckReport, *, quiet: bool) -> None:
    for finding in report.findings:
        typer.echo(common.finding_line(finding))
    if quiet:
        return
    errors = sum(f.severity == "error" for f in report.findings)
    warnings = sum(f.severity == "warning" for f in report.findings)
    read = common.counted(report.catalogues, "catalogue")
    entries = common.counted(report.entries, "translated entry", "translated entries")
    found = f"{common.counted(errors, 'error')}, {common.counted(warnings, 'warning')}, {report.ignored:,} ignored"
    typer.echo(f"{read}, {entries}: {found}")
