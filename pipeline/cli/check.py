"""`termlock check`: the checks on any catalogue."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline import __version__
from pipeline.cli import check_formats, common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption
from pipeline.errors import SettingsError
from pipeline.model import Severity

if TYPE_CHECKING:
    from pipeline.batch.check import CheckReport
    from pipeline.settings import Workspace


class Form(StrEnum):
    LINES = "lines"
    TABLE = "table"
    JSON = "json"
    SARIF = "sarif"
    """SARIF 2.1, for code hosts and editors."""
    GITHUB = "github"
    """Annotations of GitHub's workflows."""


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
    form: Annotated[
        Form, typer.Option("--format", "-f", help="How findings are printed: for people, or for programs.")
    ] = Form.LINES,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check terms, numbers, units, negations, tags and more in catalogues; status 1 if there are errors."""
    from pipeline.batch.check import check

    report = check(_workspace(workspace, paths or []), paths or [], source)
    _print(report, Form.JSON if as_json else form, quiet=quiet)
    raise typer.Exit(common.status_of(report.findings))


def _workspace(folder: Path | None, paths: list[Path]) -> Workspace | None:
    """The workspace; none where catalogues are named and there is none to be found."""
    try:
        return common.open_workspace(folder)
    except SettingsError as error:
        if error.code == "no-workspace" and folder is None and paths:
            return None
        raise


def _print(report: CheckReport, form: Form, *, quiet: bool) -> None:
    if form is Form.JSON:
        common.print_json(check_formats.as_json(report))
    elif form is Form.SARIF:
        common.print_json(check_formats.as_sarif(report.findings, __version__))
    elif form is Form.GITHUB:
        for line in check_formats.as_annotations(report.findings):
            typer.echo(line)
    else:
        _print_for_people(report, form, quiet=quiet)


def _print_for_people(report: CheckReport, form: Form, *, quiet: bool) -> None:
    if form is Form.TABLE:
        check_formats.print_table(report.findings)
    else:
        for finding in report.findings:
            typer.echo(common.finding_line(finding))
    if quiet:
        return
    errors, warnings, remarks = (sum(f.severity is s for f in report.findings) for s in Severity)
    read = common.counted(report.catalogues, "catalogue")
    entries = common.counted(report.entries, "translated entry", "translated entries")
    found = [common.counted(errors, "error"), common.counted(warnings, "warning")]
    found += [common.counted(remarks, "remark")] if remarks else []
    typer.echo(f"{read}, {entries}: {', '.join(found)}, {report.ignored:,} ignored")
