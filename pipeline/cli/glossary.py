"""`termlock glossary`: check, import and export the term base; `suggest` and `stats` are in `glossary_reports`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli import common, glossary_reports
from pipeline.cli.common import JsonOption, QuietOption, WorkspaceOption

if TYPE_CHECKING:
    from pipeline.batch.term_exchange import Imported

app = typer.Typer(help="Check, exchange and grow the term base.", no_args_is_help=True, rich_markup_mode=None)


@app.command("check")
def check(
    workspace: WorkspaceOption = None,
    show_all: Annotated[
        bool, typer.Option("--all", help="Notes too: what is well, and worth knowing.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check the term base.

    Finds duplicates, conflicts, look-alike letters, missing languages and forms that do not decline.
    """
    from pipeline.batch.terms import check_terms
    from pipeline.model import Severity

    glossary, findings = check_terms(common.open_workspace(workspace))
    counts = Counter(finding.severity for finding in findings)
    if as_json:
        shown = [common.finding_json(finding) for finding in findings]
        common.print_json({"concepts": len(glossary.concepts), "findings": shown})
    else:
        common.print_findings(f for f in findings if show_all or f.severity is not Severity.INFO)
        if not quiet:
            notes = common.counted(counts[Severity.INFO], "note")
            hidden = " (--all shows them)" if counts[Severity.INFO] and not show_all else ""
            typer.echo(
                f"{common.counted(len(glossary.concepts), 'concept')}: "
                f"{common.counted(counts[Severity.ERROR], 'error')}, "
                f"{common.counted(counts[Severity.WARNING], 'warning')}, {notes}{hidden}"
            )
    raise typer.Exit(common.status_of(findings))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A term base, .csv or .tbx.", dir_okay=False)],
    workspace: WorkspaceOption = None,
    into: Annotated[
        Path | None,
        typer.Option(help="File of the term base for new concepts; its last one when none is given."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Merge a file into the term base, by id.

    A concept that is there changes in the file where it stands. None is deleted.
    """
    from pipeline.batch.term_exchange import import_terms

    done = import_terms(common.open_workspace(workspace), file, into=into, dry_run=dry_run)
    if as_json:
        findings = [common.finding_json(finding) for finding in done.findings]
        common.print_json({**done.as_json(), "dry_run": dry_run, "findings": findings})
    else:
        common.print_findings(done.findings)
        if not quiet:
            _print_changes(done, dry_run=dry_run)
    raise typer.Exit(common.status_of(done.findings))


def _print_changes(done: Imported, *, dry_run: bool) -> None:
    for change in done.changes.added:
        typer.echo(f"added    {change.concept.id}")
    for change in done.changes.changed:
        for detail in change.details():
            typer.echo(f"changed  {change.concept.id}: {detail}")
    changes = done.changes
    counts = (
        f"{len(changes.added):,} added, {len(changes.changed):,} changed, {changes.unchanged:,} unchanged"
    )
    files = ", ".join(done.written)
    if not files:
        typer.echo(f"{counts}; nothing to write.")
    elif dry_run:
        typer.echo(f"{counts}; {files} would be written.")
    else:
        typer.echo(f"{counts}; {files} written. Look it over with: termlock glossary check")


@app.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .csv or .tbx.", dir_okay=False)],
    workspace: WorkspaceOption = None,
    languages: Annotated[str, typer.Option("--languages", "-l", help="These only: ru,en,zh.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace a file that exists.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Write the whole term base as a table or as TBX."""
    from pipeline.batch.term_exchange import export_terms

    only = tuple(code.strip() for code in languages.split(",") if code.strip())
    count, findings = export_terms(common.open_workspace(workspace), file, only=only, replace_it=force)
    common.print_findings(f for f in findings if common.status_of([f]))
    if not quiet:
        typer.echo(f"{common.counted(count, 'concept')} written to {file}")
    raise typer.Exit(common.status_of(findings))


app.command("suggest")(glossary_reports.suggest)
app.command("stats")(glossary_reports.stats)
