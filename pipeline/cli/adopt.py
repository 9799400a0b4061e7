"""`termlock adopt`: a human translation that exists already."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, WorkspaceOption, counted


def command(
    original: Annotated[Path, typer.Argument(help="The article in the source folder.")],
    translation: Annotated[Path, typer.Argument(help="Its translation, an article in any format.")],
    workspace: WorkspaceOption = None,
    language: Annotated[str, typer.Option(help="Language of the translation; else its text tells.")] = "",
    approve: Annotated[
        bool, typer.Option("--approve", help="You vouch for it: what the checks find right is approved.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Align a translation with its article, sentence by sentence, and offer it in the catalogue."""
    from pipeline.batch.adopt import adopt

    done = adopt(
        common.open_workspace(workspace), original, translation.absolute(), language=language, approve=approve
    )
    if as_json:
        shown = ("path", "taken", "approved", "segments", "unused")
        common.print_json({name: value for name, value in asdict(done).items() if name in shown})
        return
    typer.echo(
        f"{done.path}: {done.taken:,} of {counted(done.segments, 'segment')} filled, {done.approved:,} approved; "
        f"{counted(done.unused, 'sentence')} of the translation stand for none"
    )
