"""Findings of `termlock check` as a table, JSON, SARIF 2.1 and GitHub annotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.cli import common
from pipeline.model import Finding, Severity

if TYPE_CHECKING:
    from pipeline.batch.check import CheckReport

_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_json(report: CheckReport) -> dict[str, Any]:
    return {
        "catalogues": report.catalogues,
        "entries": report.entries,
        "ignored": report.ignored,
        "findings": [common.finding_json(finding) for finding in report.findings],
    }


# --- SARIF 2.1.0, as code hosts and editors read it (OASIS, sarif-v2.1.0) --------------------------


def as_sarif(findings: Sequence[Finding], version: str) -> dict[str, Any]:
    """One run; rules are the checks that found something, with their explanations."""
    ids = list(dict.fromkeys(finding.check for finding in findings))
    driver = {
        "name": "termlock",
        "semanticVersion": version,
        "rules": [_rule(check) for check in ids],
    }
    results = [_result(finding, ids.index(finding.check)) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(check: str) -> dict[str, Any]:
    from pipeline.checks.registry import DESCRIBED

    known = DESCRIBED.get(check)
    if known is None:  # a catalogue that could not be read, a term base with faults
        return {"id": check}
    return {
        "id": check,
        "name": known.title,
        "shortDescription": {"text": f"{known.title}."},
        "fullDescription": {"text": known.explanation},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.path)}}
    if finding.line:
        place["region"] = {"startLine": finding.line}
    location: dict[str, Any] = {"physicalLocation": place}
    if finding.segment:
        location["logicalLocations"] = [{"name": finding.segment, "kind": "resource"}]
    result: dict[str, Any] = {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": common.advised(finding)},
    }
    if finding.path:
        result["locations"] = [location]
    if finding.span:
        result["properties"] = {"span": list(finding.span)}
    return result


def _uri(path: str) -> str:
    return quote(path) if not path.startswith("/") else f"file://{quote(path)}"


# --- GitHub's workflow commands ---------------------------------------------------------------------


def as_annotations(findings: Iterable[Finding]) -> Iterable[str]:
    """`::error file=a.po,line=3,title=units::message`, one line each."""
    for finding in findings:
        properties = {"file": finding.path, "line": str(finding.line or ""), "title": finding.check}
        listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items() if value)
        yield f"::{_COMMANDS[finding.severity]} {listed}::{_escaped(common.advised(finding))}"


def _escaped(text: str, marks: str = "") -> str:
    for mark in f"%\r\n{marks}":
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


# --- for people -------------------------------------------------------------------------------------


def print_table(findings: Sequence[Finding]) -> None:
    from rich.table import Table
    from rich.text import Text

    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
    table = Table("where", "severity", "check", "finding", box=None, pad_edge=False, header_style="bold")
    for finding in findings:
        where = f"{finding.path}:{finding.line}" if finding.line else finding.path
        severity = Text(str(finding.severity), style=colours[finding.severity])
        table.add_row(where, severity, finding.check, Text(common.advised(finding)))
    if findings:
        common.console().print(table)
