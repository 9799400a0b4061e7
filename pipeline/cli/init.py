"""`termlock init`: a new workspace."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.common import QuietOption


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the workspace is made.")],
    quiet: QuietOption = False,
) -> None:
    """Make a workspace: settings, folders, a small term base and an example article."""
    from pipeline.workspace import create

    made, kept = create(folder)
    if quiet:
        return
    for path in kept:
        typer.echo(f"kept     {path}")
    for path in made:
        typer.echo(f"written  {path}")
    typer.echo(
        f"Put articles into {folder / 'sources'}, then: termlock run --workspace {shlex.quote(str(folder))}"
    )
