"""The `termlock` command."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.cli import check, common, glossary, init, memory, models, publish, run, status
from pipeline.errors import TermlockError

app = typer.Typer(
    name="termlock",
    help="Offline, glossary-locked translation of articles into aligned RU/EN/ZH gettext catalogues.",
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("init")(init.command)
app.command("run")(run.command)
app.command("status")(status.command)
app.command("check")(check.command)
app.add_typer(models.app, name="models")
app.command("publish")(publish.command)
app.command("preview")(publish.preview)
app.add_typer(memory.app, name="memory")
app.add_typer(glossary.app, name="glossary")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"termlock {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Options of the program itself."""


def main() -> None:
    """Entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # File names and articles may hold letters that a terminal's encoding lacks.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except TermlockError as error:
        common.fail(error)
    except KeyboardInterrupt:
        typer.echo("termlock: stopped; what was complete is written.", err=True)
        raise SystemExit(3) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
    except Exception as error:  # the last resort: no trace reaches a user
        common.unexpected(error)


if __name__ == "__main__":
    main()
