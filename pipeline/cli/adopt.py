"""`termlock adopt`: a human translation that exists already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, WorkspaceOption, counted

SHOWN = 3
"""Sentences that are quoted."""
LONGEST = 50
"""Characters of each."""


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
        shown = ("path", "taken", "approved", "segments")
        values = {name: value for name, value in asdict(done).items() if name in shown}
        common.print_json({**values, "unused": len(done.unused), "unused_sentences": done.unused})
        return
    typer.echo(
        f"{done.path}: {done.taken:,} of {counted(done.segments, 'segment')} filled, {done.approved:,} approved; "
        f"{_unused(done.unused)}"
    )


def _unused(sentences: Sequence[str]) -> str:
    """`1 sentence of the translation stands for none: “Источники”`."""
    verb = "stands" if len(sentences) == 1 else "stand"
    said = f"{counted(len(sentences), 'sentence')} of the translation {verb} for none"
    if not sentences:
        return said
    first = [f"“{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}”" for text in sentences[:SHOWN]]
    more = [f"and {len(sentences) - SHOWN:,} more"] if len(sentences) > SHOWN else []
    return f"{said}: {', '.join([*first, *more])}"
