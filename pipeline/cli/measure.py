"""`termlock models measure`: packages of a direction side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.measure import Measured, Measurement
    from pipeline.engines.measured import Figures


def command(
    pair: Annotated[str, typer.Argument(metavar="DIRECTION", help="ru-en, en-zh ...")],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", metavar="FILE.tsv", help="Your own text: columns en, ru, zh. Else health text."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Score the packages of a direction beside human translations; a run uses the better one."""
    from pipeline.batch.measure import measure
    from pipeline.batch.models import Place
    from pipeline.batch.terms import load_terms
    from pipeline.cli.progress import measuring_progress
    from pipeline.settings import EngineSettings

    found = common.workspace_if_any(workspace)
    terms, findings = load_terms(found) if found else (None, ())
    settings = found.settings.engine if found else EngineSettings()
    with measuring_progress(hidden=quiet) as progress:
        measurement = measure(Place.of(found), pair, settings, data=data, terms=terms, progress=progress)
    measurement.findings += findings
    if as_json:
        common.print_json(_json(measurement))
    else:
        _print(measurement)


def _json(measurement: Measurement) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "text": measurement.text,
        "packages": [asdict(result) for result in measurement.results],
        "findings": [common.finding_json(finding) for finding in measurement.findings],
    }


_COLUMNS = (
    "package",
    "chrF",
    "BLEU",
    "terms",
    "length",
    "half-width",
    "repeated",
    "untranslated",
    "words/s",
    "",
)


def _print(measurement: Measurement) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, justify="left" if name in ("package", "") else "right")
    for result in measurement.results:
        table.add_row(result.label, *_cells(result.figures), "used" if result.used else "")
    common.console().print(table)
    for line in _remarks(measurement):
        typer.echo(line)
    common.print_findings(measurement.findings)


def _cells(figures: Figures) -> tuple[str, ...]:
    shares = (figures.terms, figures.length, figures.half_width, figures.repeated, figures.untranslated)
    return (
        f"{figures.chrf:.1f}",
        f"{figures.bleu:.1f}",
        *("—" if share < 0 else f"{share:.1%}" for share in shares),
        f"{figures.speed:,.0f}",
    )


def _remarks(measurement: Measurement) -> list[str]:
    rows = measurement.results[0].figures.rows if measurement.results else 0
    lines = [
        f"Measured on {measurement.text}, {common.counted(rows, 'row')}; the engine alone, without locks."
    ]
    lines += [_seen(result) for result in measurement.results if result.figures.seen]
    if unknown := [result.label for result in measurement.results if result.of_unknown_training]:
        lines.append(
            f"Not told what it was trained with, so it may have seen this text: {', '.join(unknown)}."
        )
    if not any(result.used for result in measurement.results):
        lines.append("A run uses none of them: see termlock models verify.")
    return lines


def _seen(result: Measured) -> str:
    share = result.figures.seen
    return (
        f"SEEN IN TRAINING: {result.label} may have been trained with {share:.0%} of the rows; "
        "its figures flatter it and do not choose."
    )
