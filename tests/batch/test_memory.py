"""`termlock memory`: what people approved, kept in step with the catalogues."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Run


def counts(place: Path, termlock: Run) -> dict[str, int]:
    rows = json.loads(termlock("memory", "stats", "--json", cwd=place).stdout)
    return {row["origin"]: row["units"] for row in rows}


def test_the_memory_follows_the_catalogues(sample: Path, termlock: Run) -> None:
    path = "output/locale/ru/LC_MESSAGES/mgp-calcification-inhibitor.po"
    before = counts(sample, termlock)
    assert before[path] > 50
    text = (sample / path).read_text(encoding="utf-8")
    head, _, rest = text.partition("\n\n")
    (sample / path).write_text(
        head + "\n\n" + rest.replace('msgctxt "h1"', '#, fuzzy\nmsgctxt "h1"'), encoding="utf-8"
    )
    assert counts(sample, termlock)[path] == before[path] - 1
    (sample / path).unlink()
    assert path not in counts(sample, termlock)


def test_the_memory_can_be_deleted_at_any_time(sample: Path, termlock: Run) -> None:
    before = counts(sample, termlock)
    (sample / ".termlock/memory.sqlite").write_bytes(b"x")
    assert counts(sample, termlock) == before
    done = termlock("memory", "rebuild", cwd=sample)
    assert done.stdout.strip() == f"{sum(before.values()):,} units"


def test_search_shows_units_and_where_they_are_from(sample: Path, termlock: Run) -> None:
    found = termlock("memory", "search", "стенка сосуда", cwd=sample)
    assert found.returncode == 0
    assert "MGP" in found.stdout
    assert "LC_MESSAGES" in found.stdout
    nothing = termlock("memory", "search", "ксилофон", cwd=sample)
    assert (nothing.returncode, nothing.stdout) == (1, "Nothing found.\n")
    assert json.loads(termlock("memory", "search", "ксилофон", "--json", cwd=sample).stdout) == []


def test_a_search_wants_a_text(empty_workspace: Path, termlock: Run) -> None:
    for text in ("", " \t"):
        done = termlock("memory", "search", text, cwd=empty_workspace)
        assert (done.returncode, "Name the words" in done.stderr) == (2, True), done.stderr


def test_an_exported_memory_is_imported_whole_by_another_workspace(
    sample: Path, empty_workspace: Path, termlock: Run
) -> None:
    file = empty_workspace / "exported.tmx"
    assert termlock("memory", "export", str(file), cwd=sample).returncode == 0
    done = termlock("memory", "import", str(file), cwd=empty_workspace)
    assert done.returncode == 0, done.stderr
    assert (empty_workspace / "memory/exported.tmx").is_file()
    rows = json.loads(termlock("memory", "stats", "--json", cwd=empty_workspace).stdout)
    assert sum(row["units"] for row in rows) > 500
    again = termlock("memory", "export", str(empty_workspace / "again.tmx"), cwd=empty_workspace)
    assert again.returncode == 0
    assert (empty_workspace / "again.tmx").read_bytes() == file.read_bytes()


def test_imported_units_are_proposals_unless_a_person_says_otherwise(sample: Path, termlock: Run) -> None:
    foreign = sample / "foreign.tmx"
    foreign.write_text(
        '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Eat natto.</seg></tuv>'
        '<tuv xml:lang="ru"><seg>Ешьте натто.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert termlock("memory", "import", str(foreign), cwd=sample).returncode == 0
    rows = json.loads(termlock("memory", "stats", "--json", cwd=sample).stdout)
    assert [r["approved"] for r in rows if r["origin"] == "memory/foreign.tmx"] == [0]
    refused = termlock("memory", "import", str(foreign), "--approve", cwd=sample)
    assert refused.returncode == 3
    assert "was imported before" in refused.stderr
    (sample / "memory/foreign.tmx").unlink()
    assert termlock("memory", "import", str(foreign), "--approve", cwd=sample).returncode == 0
    rows = json.loads(termlock("memory", "stats", "--json", cwd=sample).stdout)
    assert [r["approved"] for r in rows if r["origin"] == "memory/foreign.tmx"] == [1]


def test_a_file_that_is_no_memory_is_told(sample: Path, termlock: Run) -> None:
    (sample / "memory").mkdir()
    (sample / "memory/bad.tmx").write_text("<tmx>\n<body>", encoding="utf-8")
    done = termlock("memory", "stats", cwd=sample)
    assert done.returncode == 0
    assert "memory/bad.tmx:2: error: The file cannot be read" in done.stderr
    missing = termlock("memory", "import", "nowhere.tmx", cwd=sample)
    assert missing.returncode == 1
    assert "nowhere.tmx" in missing.stderr
