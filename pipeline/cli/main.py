"""The `termlock` command."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from pipeline import __version__
from pipeline.cli import (
    adopt,
    bench,
    check,
    common,
    exchange,
    glossary,
    init,
    memory,
    models,
    publish,
    report,
    review,
    run,
    status,
)
from pipeline.errors import TermlockError


class _Commands(TyperGroup):
    """Tells what stops a command; typer itself would end with 130 and 1, without a word."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            # typer 0.29 passes on how pydantic names the error: "Value error, 'google' is not one of ..."
            error.message = error.message.removeprefix("Value error, ")
            raise
        except KeyboardInterrupt:
            _end_at_once()
        except BrokenPipeError:
            common.forget_output()
            raise typer.Exit(0) from None


def _end_at_once() -> NoReturn:
    """End a command that was stopped, without waiting for what the engine's threads still have in hand."""
    with contextlib.suppress(OSError):
        typer.echo("termlock: stopped; what was complete is written.", err=True)
        sys.stdout.flush()
    os._exit(3)


app = typer.Typer(
    cls=_Commands,
    name="termlock",
    help="Offline, glossary-locked translation of articles into aligned RU/EN/ZH gettext catalogues.",
    rich_markup_mode=None,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.command("init")(init.command)
app.command("run")(run.command)
app.command("status")(status.command)
app.command("check")(check.command)
app.add_typer(models.app, name="models")
app.command("bench")(bench.command)
app.command("publish")(publish.command)
app.command("preview")(publish.preview)
app.command("review")(review.command)
app.command("report")(report.command)
app.command("adopt")(adopt.command)
app.command("export")(exchange.export)
app.command("import")(exchange.import_)
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
    _prepare_streams()
    # A cluster or a shutdown stops a run as Ctrl-C does: what is complete is written.
    signal.signal(signal.SIGTERM, _stop)
    try:
        app(prog_name="termlock")
    except TermlockError as error:
        common.fail(error)
    except Exception as error:  # the last resort: no trace reaches a user
        common.unexpected(error)


def _prepare_streams() -> None:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        # File names and articles may hold letters that a terminal's encoding lacks.
        getattr(sys, name).reconfigure(errors="backslashreplace")


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
