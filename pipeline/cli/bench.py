"""`termlock bench`: which batches and threads are fastest here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.bench import Speed


def command(
    pair: Annotated[str, typer.Argument(metavar="[DIRECTION]", help="ru-en, en-zh ...")] = "en-ru",
    sentences: Annotated[int, typer.Option(min=4, help="How many are translated with each.")] = 300,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Measure with which batches and threads a direction's package translates fastest on this computer."""
    from dataclasses import asdict

    from pipeline.batch.bench import advice, bench
    from pipeline.batch.models import Place, parse_direction
    from pipeline.cli.progress import measuring_progress
    from pipeline.settings import EngineSettings

    found = common.workspace_if_any(workspace)
    settings = found.settings.engine if found else EngineSettings()
    with measuring_progress(hidden=quiet or as_json) as progress:
        label, speeds = bench(Place.of(found), parse_direction(pair), settings, sentences, progress)
    if as_json:
        common.print_json({"package": label, "speeds": [asdict(speed) for speed in speeds]})
        return
    _print(speeds)
    typer.echo(f"{label}, {sentences} sentences, beam {settings.beam_size}. {advice(speeds)}")


def _print(speeds: list[Speed]) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in ("batch_tokens", "inter_threads", "intra_threads", "tokens/s", "sentences/s"):
        table.add_column(name, justify="right")
    table.add_column("")
    for speed in speeds:
        numbers = (speed.batch_tokens, speed.inter_threads, speed.intra_threads)
        rates = (f"{speed.tokens:,.0f}", f"{speed.sentences:,.1f}")
        table.add_row(*map(str, numbers), *rates, "set" if speed.is_set else "")
    common.console().print(table)
