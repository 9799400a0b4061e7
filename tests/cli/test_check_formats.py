"""`termlock check --format`: what programs read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.check_formats import as_annotations, as_sarif
from pipeline.model import Finding, Severity, Span
from tests.batch.test_check import DOSE, written
from tests.conftest import Run

FINDINGS = [
    Finding("units", Severity.ERROR, "100 mcg, lost: 5 %\nof it", "out/ru/k 2.po", 8, "p", "ru", Span(3, 9)),
    Finding("zh-marks", Severity.WARNING, "“,” beside Han", "/elsewhere/zh.po", 3, "", "zh"),
    Finding("no-glossary", Severity.INFO, "No term base."),
]


def test_sarif_has_a_rule_for_each_check_and_a_located_result_for_each_finding() -> None:
    log = as_sarif(FINDINGS, "1.2.3")
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["units", "zh-marks", "no-glossary"]
    assert rules[0]["fullDescription"]["text"].startswith("A number must keep its unit")
    assert [(r["ruleIndex"], r["level"]) for r in run["results"]] == [
        (0, "error"),
        (1, "warning"),
        (2, "note"),
    ]
    places = [place(result) for result in run["results"]]
    assert places == [("out/ru/k%202.po", 8), ("file:///elsewhere/zh.po", 3), None]
    assert all(result["message"]["text"] for result in run["results"])


def place(result: dict[str, Any]) -> tuple[str, int] | None:
    for location in result.get("locations", ()):
        physical = location["physicalLocation"]
        return physical["artifactLocation"]["uri"], physical["region"]["startLine"]
    return None


def test_annotations_escape_what_ends_them() -> None:
    assert list(as_annotations(FINDINGS)) == [
        "::error file=out/ru/k 2.po,line=8,title=units::100 mcg, lost: 5 %25%0Aof it",
        "::warning file=/elsewhere/zh.po,line=3,title=zh-marks::“,” beside Han",
        "::notice title=no-glossary::No term base.",
    ]


@pytest.mark.parametrize("form", ["lines", "table", "json", "sarif", "github"])
def test_every_format_names_the_file_the_line_and_the_check_and_the_status_is_1(
    form: str, empty_workspace: Path, termlock: Run
) -> None:
    written(empty_workspace, "k2.po", DOSE)
    result = termlock("check", "k2.po", "--format", form, cwd=empty_workspace)
    assert result.returncode == 1, result.stderr
    assert "k2.po" in result.stdout
    assert "units" in result.stdout
    assert "8" in result.stdout
    if form in ("json", "sarif"):
        assert json.loads(result.stdout)


def test_an_unknown_format_is_refused_with_those_that_there_are(empty_workspace: Path, termlock: Run) -> None:
    result = termlock("check", "--format", "xml", cwd=empty_workspace)
    assert result.returncode == 2
    assert "sarif" in result.stderr
