"""`termlock publish` and `termlock preview`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.publish_report import PublishReport


class Policy(StrEnum):
    reviewed = "reviewed"
    draft = "draft"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]...", help="Articles or folders; all when none is given."),
    ] = None,
    workspace: WorkspaceOption = None,
    languages: Annotated[str, typer.Option("--languages", "-l", help="Publish these only: ru,en,zh.")] = "",
    policy: Annotated[
        Policy | None, typer.Option(help="Instead of those in the settings; draft: without their bounds.")
    ] = None,
    bare: Annotated[
        bool, typer.Option("--bare", help="Put in the translated text and change nothing else.")
    ] = False,
    keep_outdated: Annotated[
        bool,
        typer.Option("--keep-outdated", help="Keep older pages that may not be published now, unlinked."),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the reviewed articles in each language to output/site."""
    from pipeline.batch.deciding import PublishOptions
    from pipeline.batch.publish import publish

    place = common.open_workspace(workspace)
    wanted = tuple(code.strip() for code in languages.split(",") if code.strip())
    options = PublishOptions(wanted, policy.value if policy else "", bare, keep_outdated)
    report = publish(place, tuple(paths or ()), options)
    if as_json:
        common.print_json(report.as_json())
    else:
        _print(report, quiet=quiet)
    raise typer.Exit(report.status)


def _print(report: PublishReport, *, quiet: bool) -> None:
    common.print_findings(report.findings)
    if quiet:
        return
    written = [page for page in report.pages if page.written]
    refused = len(report.pages) - len(written)
    parts = [f"{common.counted(len(written), 'page')} published, {refused:,} not"]
    if report.removed:
        parts.append(f"{common.counted(report.removed, 'outdated page')} removed")
    parts.append(
        f"{report.files_written:,} files written" if report.files_written else "nothing has changed."
    )
    typer.echo("; ".join(parts))


def preview(
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="An article's file.")],
    workspace: WorkspaceOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; else output/preview/ARTICLE.html.")
    ] = None,
) -> None:
    """Show an article and its translations in columns, as one HTML file."""
    from pipeline.batch.preview import write_preview

    typer.echo(str(write_preview(common.open_workspace(workspace), article, out)))
