"""`termlock models`: packages for the engine. The only commands that may use the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common, measure
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.models import Listing, Place, Row
    from pipeline.engines.index import Offered

app = typer.Typer(help="Install and look over Argos packages.", rich_markup_mode=None, no_args_is_help=True)
IndexOption = Annotated[
    str, typer.Option("--index", metavar="URL|FILE", help="Package index; else Argos' own.")
]
app.command("measure")(measure.command)
Directions = Annotated[list[str], typer.Argument(metavar="DIRECTION...", help="ru-en, en-zh ...")]


def _place(workspace: Path | None) -> Place:
    """The workspace's packages folder, or argostranslate's own outside of a workspace."""
    from pipeline.batch.models import Place

    return Place.of(common.workspace_if_any(workspace))


def _index(address: str) -> tuple[Offered, ...]:
    from pipeline.batch.models import read_index
    from pipeline.engines.installation import index_address

    typer.echo(f"Reading the package index {address or index_address()}", err=True)
    return read_index(address)


@app.command("list")
def list_(
    workspace: WorkspaceOption = None,
    available: Annotated[
        bool, typer.Option("--available", help="Ask the package index too (uses the network).")
    ] = False,
    index: IndexOption = "",
    as_json: JsonOption = False,
) -> None:
    """Show packages that are installed, and the directions that they make possible."""
    from dataclasses import asdict

    from pipeline.batch.models import list_models

    place = _place(workspace)
    listing = list_models(place, _index(index) if available or index else ())
    if as_json:
        rows = [asdict(row) for row in listing.rows]
        findings = [common.finding_json(f) for f in listing.findings]
        common.print_json({"packages": rows, "ways": listing.ways, "findings": findings})
        return
    _print(listing)


def _print(listing: Listing) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for name in (
        "direction",
        "installed",
        "size",
        "chrF",
        "BLEU",
        "measured on",
        "offered",
        "pinned",
        "used",
        "where",
    ):
        table.add_column(name, justify="right" if name in ("size", "chrF", "BLEU") else "left")
    for row in listing.rows:
        table.add_row(
            f"{row.source}-{row.target}", row.version or "—", f"{row.size / 1e6:,.0f} MB" if row.size else "",
            *_scores(row), row.offered, "yes" if row.pinned else "", "yes" if row.used else "", row.place,
        )  # fmt: skip
    common.console().print(table)
    for direction, way in listing.ways.items():
        typer.echo(f"{direction}: {way or 'no way'}")
    common.print_findings(listing.findings)


def _scores(row: Row) -> tuple[str, str, str]:
    if row.measured is None:
        return "", "", ""
    seen = f", {row.measured.seen:.0%} SEEN in training" if row.measured.seen else ""
    return f"{row.measured.chrf:.1f}", f"{row.measured.bleu:.1f}", f"{row.measured_on}{seen}"


@app.command()
def install(
    wanted: Annotated[
        list[str] | None, typer.Argument(metavar="[DIRECTION|FILE]...", help="ru-en, or an .argosmodel file.")
    ] = None,
    needed: Annotated[
        bool, typer.Option("--needed", help="All directions that the workspace's languages lack.")
    ] = False,
    index: IndexOption = "",
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
) -> None:
    """Install packages from the index (uses the network) or from files, and pin them in termlock.lock."""
    from pipeline.batch import installing
    from pipeline.batch.models import parse_direction
    from pipeline.cli.progress import download_progress
    from pipeline.engines.packages import find_packages
    from pipeline.languages import LANGUAGES

    place = _place(workspace)
    names = list(wanted or ())
    if needed:
        spoken = common.open_workspace(workspace).settings.languages if place.root else LANGUAGES
        packages = find_packages(place.folder, with_starter=False)
        names += [f"{source}-{target}" for source, target in installing.needed(spoken, packages)]
    if not names:
        typer.echo("Nothing is needed." if needed else "Name directions or files, or give --needed.")
        raise typer.Exit(0 if needed else 2)
    remote = [name for name in names if not installing.is_file(name)]
    for name in remote:
        parse_direction(name)  # told before the network is used
    offered = _index(index) if remote else ()
    with download_progress(hidden=quiet) as progress:
        for package in installing.install(place, names, offered, progress):
            typer.echo(f"installed  {package.label}  {package.path}")


@app.command()
def remove(wanted: Directions, workspace: WorkspaceOption = None) -> None:
    """Delete installed packages."""
    from pipeline.batch.installing import remove_packages

    for path in remove_packages(_place(workspace), wanted):
        typer.echo(f"removed  {path}")


@app.command()
def verify(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Load each package as a run would, and compare it with termlock.lock."""
    from pipeline.batch.models import verify as check

    sound, findings = check(_place(workspace))
    if as_json:
        common.print_json(
            {"sound": [p.label for p in sound], "findings": [common.finding_json(f) for f in findings]}
        )
    else:
        for package in sound:
            typer.echo(f"sound  {package.label}  {package.path}")
        common.print_findings(findings)
    raise typer.Exit(1 if findings else 0)


@app.command()
def pin(workspace: WorkspaceOption = None) -> None:
    """Pin the packages that a run would use now in termlock.lock."""
    from pipeline.batch.installing import pin_installed

    pinned = pin_installed(_place(workspace))
    for package in pinned:
        typer.echo(f"pinned  {package.label}")
    if not pinned:
        typer.echo(
            "Nothing is pinned: no package is installed, and the starter needs no pin, for it comes with termlock "
            "and stays as it is until termlock changes. To pin a package, install it: termlock models install DIRECTION"
        )


@app.command()
def where(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show the folders in which packages are looked for, and the one that new ones go to."""
    from pipeline.batch.models import places

    found = places(_place(workspace))
    if as_json:
        common.print_json(found)
        return
    for path in found["searched"]:
        typer.echo(f"searched        {path}")
    typer.echo(f"installed into  {found['installed_into']}")
