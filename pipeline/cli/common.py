"""What commands share: options, errors, output."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from pipeline.errors import SettingsError, TermlockError
from pipeline.model import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.settings import Workspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace", "-w", help="Folder that holds termlock.toml.", show_default=False, file_okay=False
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and errors only.")]


def open_workspace(folder: Path | None) -> Workspace:
    """The workspace that a command works in."""
    from pipeline.settings import find_workspace

    return find_workspace(Path.cwd(), folder)


def workspace_if_any(folder: Path | None) -> Workspace | None:
    """The workspace that a command works in; None outside of one, unless one was named. Raises SettingsError."""
    try:
        return open_workspace(folder)
    except SettingsError as error:
        if error.code != "no-workspace" or folder is not None:
            raise
        return None


def console(*, error: bool = False) -> Console:
    """A rich console; without colours where NO_COLOR is set or the output is piped."""
    from rich.console import Console

    # Piped tables are not squeezed into 80 columns.
    piped = not (sys.stderr if error else sys.stdout).isatty()
    return Console(stderr=error, highlight=False, soft_wrap=True, width=200 if piped else None)


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def finding_line(finding: Finding) -> str:
    """`sources/en/a.md:12: error: message [code]`, as compilers write it; with the entry if one is meant."""
    where = f"{finding.path}:{finding.line}" if finding.line else finding.path
    prefix = f"{where}: " if where else ""
    entry = f", {finding.segment}" if finding.segment else ""
    ignoring = f" If it is right: {finding.ignore}" if finding.ignore else ""
    return f"{prefix}{finding.severity}: {finding.message} [{finding.check}{entry}]{ignoring}"


def advised(finding: Finding) -> str:
    """A finding's message, and the comment that a translator adds if nothing is wrong."""
    return f"{finding.message} If it is right: {finding.ignore}" if finding.ignore else finding.message


def print_findings(findings: Iterable[Finding]) -> None:
    for finding in findings:
        typer.echo(finding_line(finding), err=True)


def counted(number: int, singular: str, plural: str = "") -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def status_of(findings: Iterable[Finding]) -> int:
    """Exit status of a command that went through: 1 if there is an error among its findings."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.check,
        "severity": str(finding.severity),
        "message": finding.message,
        "path": finding.path,
        "line": finding.line,
        "segment": finding.segment,
        "language": finding.language,
        "span": finding.span and list(finding.span),
        "ignore": finding.ignore,
    }


def fail(error: TermlockError) -> NoReturn:
    """Tell an error and end with its exit status."""
    typer.echo(finding_line(error.finding()), err=True)
    raise SystemExit(error.status)


def forget_output() -> None:
    """Nobody reads what is printed any more (`| head`): no complaint of it at the end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def printing() -> Iterator[None]:
    """Around what a command prints at its end, so that its status counts even where nobody reads on."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        forget_output()


def unexpected(error: BaseException) -> NoReturn:
    """A fault of ours: said in one line; the trace only for those who ask for it."""
    if os.environ.get("TERMLOCK_DEBUG"):
        raise error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EIO):
        message = f"error: Nothing more can be printed ({error.strerror}). [output-unwritable]"
    else:
        message = (
            f"termlock: internal error: {type(error).__name__}: {' '.join(str(error).split())}. "
            "Nothing that was there before was changed by it. "
            "Please report this, with what TERMLOCK_DEBUG=1 prints."
        )
    with contextlib.suppress(OSError):
        typer.echo(message, err=True)
    forget_output()
    raise SystemExit(3)
