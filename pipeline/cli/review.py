"""`termlock review`: the review page."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import common
from pipeline.cli.common import WorkspaceOption


def command(
    workspace: WorkspaceOption = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: one that is free.")] = 0,
    host: Annotated[
        str, typer.Option(help="Another address than this computer's own needs a password.")
    ] = "127.0.0.1",
    password_file: Annotated[
        Path | None,
        typer.Option("--password-file", help="File whose first line is the password.", dir_okay=False),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Review the catalogues in the browser: all languages side by side."""
    from pipeline.batch.review import Workdesk
    from pipeline.review import serving
    from pipeline.review.access import access_for
    from pipeline.review.app import create
    from pipeline.review.review import Review

    place = common.open_workspace(workspace)
    access = access_for(host, password_file)
    desk = Workdesk(place)
    common.print_findings(desk.findings)
    review = Review(desk)
    listening = serving.bound(host, port, serving.port_of(place.root))
    address = serving.address_of(listening, host)
    logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%H:%M:%S", level=logging.WARNING)

    def ready() -> None:
        review.start()
        typer.echo(f"Review page: {address}/open/{access.token}")
        if password_file:
            typer.echo(
                f"Others reach it at {address}/ with the password. Whoever has it can read and change all catalogues; "
                "the connection is not encrypted: use it in a network that you trust."
            )
        typer.echo("Ctrl-C ends it; everything is saved as you write.")
        if browser:
            serving.open_browser(f"{address}/open/{access.token}")

    try:
        serving.serve(create(review, access), listening, ready)
    finally:
        review.close()
