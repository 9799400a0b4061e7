"""`termlock export` and `termlock import`: other formats."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import JsonOption, WorkspaceOption, counted


class Format(StrEnum):
    xliff = "xliff"
    xliff2 = "xliff2"
    csv = "csv"
    xlsx = "xlsx"
    tmx = "tmx"


class Tool(StrEnum):
    omegat = "omegat"


def export(
    kind: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT", help="xliff (1.2), xliff2 (2.0), csv, xlsx or tmx.", show_default=False
        ),
    ],
    out: Annotated[
        str,
        typer.Argument(help="File to write, or a folder for termlock.csv and the like; for XLIFF, a folder."),
    ],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]...", help="Articles or folders; all when none is given."),
    ] = None,
    workspace: WorkspaceOption = None,
    languages: Annotated[str, typer.Option("--languages", "-l", help="These only: ru,en,zh.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Write the catalogues in another format, for people who work elsewhere."""
    from pipeline.batch import exporting
    from pipeline.batch.memory import export_tmx, open_memory
    from pipeline.languages import normalise

    place = common.open_workspace(workspace)
    to = Path(out) if kind.value in exporting.EACH else exporting.place_of(out, kind.value)
    if kind is Format.tmx:
        memory, synced = open_memory(place)
        common.print_findings(synced.findings)
        typer.echo(f"{export_tmx(memory, to):,} units written to {to}")
        return
    wanted = tuple(normalise(c) or c.strip() for c in languages.split(",") if c.strip())
    done = exporting.export(place, kind.value, to, tuple(paths or ()), wanted)
    if as_json:
        findings = [common.finding_json(f) for f in done.findings]
        common.print_json({"files": [str(f) for f in done.files], "units": done.units, "findings": findings})
    else:
        common.print_findings(done.findings)
        typer.echo(f"{counted(done.units, 'entry', 'entries')} in {counted(len(done.files), 'file')}: {to}")
    raise typer.Exit(common.status_of(done.findings))


def import_(
    file: Annotated[Path, typer.Argument(help="A .xlf, .csv, .xlsx, .po or .tmx file.")],
    workspace: WorkspaceOption = None,
    tool: Annotated[
        Tool | None, typer.Option("--from", help="The tool that a .po file is from, whose ways are special.")
    ] = None,
    article: Annotated[str, typer.Option(help="Article of a .po file whose name is another.")] = "",
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="The file wins over what was changed or approved here.")
    ] = False,
    approve: Annotated[
        bool, typer.Option("--approve", help="Units of a .tmx file count as approved by you.")
    ] = False,
    accept_unflagged: Annotated[
        bool,
        typer.Option(
            "--accept-unflagged",
            help="Drafts of a .po file whose fuzzy flags vanished together are approved.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take translations, approvals and comments from a file into the catalogues; a .tmx file into the memory."""
    from pipeline.batch.importing import import_file
    from pipeline.batch.memory import import_tmx

    place = common.open_workspace(workspace)
    if file.suffix.casefold() == ".tmx":
        taken = import_tmx(place, file, approve=approve)
        common.print_findings(taken.findings)
        typer.echo(f"{taken.units:,} units imported into {taken.file}")
        return
    done = import_file(
        place,
        file,
        tool=tool.value if tool else "",
        overwrite=overwrite,
        article=article,
        accept=accept_unflagged,
    )
    if as_json:
        findings = [common.finding_json(f) for f in done.findings]
        common.print_json({"results": done.results, "written": done.written, "findings": findings})
    else:
        common.print_findings(done.findings)
        told = ", ".join(f"{count:,} {name}" for name, count in sorted(done.results.items()))
        typer.echo(f"{told or 'nothing'}; {counted(done.written, 'catalogue')} written")
    raise typer.Exit(common.status_of(done.findings))
