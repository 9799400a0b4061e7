"""`termlock report`: the state of a review as one HTML file."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import WorkspaceOption


class Interface(StrEnum):
    en = "en"
    ru = "ru"
    zh = "zh"


def command(
    article: Annotated[
        str,
        typer.Argument(
            metavar="[ARTICLE]", help="An article's name or file; all articles when none is given."
        ),
    ] = "",
    workspace: WorkspaceOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; else output/report/ARTICLE.html.")
    ] = None,
    interface: Annotated[Interface, typer.Option(help="Language of the report itself.")] = Interface.en,
) -> None:
    """Write progress, findings, charts and all texts side by side into one HTML file, to be sent by e-mail."""
    from pipeline.batch.review import write_report

    typer.echo(str(write_report(common.open_workspace(workspace), article, out, interface.value)))
