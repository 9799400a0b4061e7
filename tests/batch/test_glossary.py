"""`termlock glossary` on real workspaces: check, import, export, suggest, stats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.batch.terms import SHOWN, load_terms
from pipeline.cli.main import app
from pipeline.errors import TermlockError
from pipeline.settings import find_workspace
from tests.conftest import files_of

HEADER = "id,policy,en,en_variants,ru,ru_variants,zh\n"
OTHER = """\
<?xml version="1.0"?>
<martif><text><body>
<termEntry id="vkor"><langSet xml:lang="en"><tig><term>VKOR</term></tig></langSet></termEntry>
</body></text></martif>
"""


def glossary(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["glossary", arguments[0], "--workspace", str(place), *arguments[1:]])


def terms(place: Path, *files: str, **content: str) -> Path:
    """A workspace with this term base."""
    for file in (place / "glossary").iterdir():
        file.unlink()
    for name, text in content.items():
        (place / "glossary" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    if files:
        (place / "termlock.toml").write_text(f"[glossary]\nfiles = {json.dumps(files)}\n", encoding="utf-8")
    return place


# --- files -----------------------------------------------------------------------------------


def test_tables_and_tbx_are_mixed_and_the_later_file_wins_concept_by_concept(empty_workspace: Path) -> None:
    table = HEADER + "vkor,,enzyme,,фермент,,酶\nmgp,keep,MGP,,MGP,,MGP\n"
    place = terms(empty_workspace, "glossary/*.csv", "glossary/*.tbx", a_csv=table, b_tbx=OTHER)
    base, findings = load_terms(find_workspace(place))
    assert base.glossary.concepts["vkor"].terms["en"].preferred.text == "VKOR"
    assert set(base.glossary.concepts) == {"vkor", "mgp"}
    assert [f.check for f in findings] == ["glossary-empty"]  # VKOR has no Russian; the replacing is a note
    told = glossary(place, "check", "--all")
    assert "glossary/b.tbx:3: info: vkor replaces the different one of glossary/a.csv:2." in told.output
    place = terms(empty_workspace, "glossary/*.tbx", "glossary/*.csv", a_csv=table, b_tbx=OTHER)
    assert (
        load_terms(find_workspace(place))[0].glossary.concepts["vkor"].terms["en"].preferred.text == "enzyme"
    )


def test_a_run_tells_the_first_warnings_and_how_many_more_there_are(empty_workspace: Path) -> None:
    rows = "".join(f"c{i},,word{i},,,,\n" for i in range(SHOWN + 5))
    findings = load_terms(find_workspace(terms(empty_workspace, a_csv=HEADER + rows)))[1]
    assert len(findings) == SHOWN + 1
    assert findings[-1].message == "The term base has 5 more warnings; see: termlock glossary check"


def test_what_is_kept_for_the_next_run_is_not_used_for_other_languages(empty_workspace: Path) -> None:
    place = terms(empty_workspace, a_csv="id,en,ru\na,bone,кость\n")
    assert [f.check for f in load_terms(find_workspace(place))[1]] == ["glossary-empty"]
    (place / "termlock.toml").write_text('languages = ["en", "ru"]\n', encoding="utf-8")
    assert load_terms(find_workspace(place))[1] == ()


def told_by_a_run(place: Path) -> list[tuple[str, str, int]]:
    (place / "sources/en/k2.txt").write_text("Vitamin K2 is good for bones.\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["run", "--workspace", str(place), "--engine", "none", "--json"])
    assert done.exit_code == 0, done.output
    return [(f["check"], f["path"], f["line"]) for f in json.loads(done.stdout)["findings"]]


def test_a_run_without_a_term_base_says_so_where_it_is_set(empty_workspace: Path) -> None:
    """A typo in the settings would draft every article without its locked terms."""
    place = terms(empty_workspace, "nothing/*.csv", a_csv=HEADER + "a,,bone,,кость,,骨\n")
    assert told_by_a_run(place) == [("no-glossary", "termlock.toml", 2)]
    assert told_by_a_run(place) == [("no-glossary", "termlock.toml", 2)], "also when no article changed"
    told = glossary(place, "check").output
    assert "termlock.toml:2: warning: There is no term base: no file fits nothing/*.csv" in told


def test_each_pattern_that_no_file_fits_is_told_where_others_do(empty_workspace: Path) -> None:
    files = ("glossary/*.csv", "glosary/*.tbx", "terms/*.csv")
    place = terms(empty_workspace, *files, a_csv=HEADER + "a,,bone,,кость,,骨\n")
    assert told_by_a_run(place) == [("glossary-pattern", "termlock.toml", 2)] * 2
    told = glossary(place, "check").output
    assert "No file fits glosary/*.tbx" in told
    assert "No file fits terms/*.csv" in told


def test_a_workspace_that_wants_no_term_base_is_not_warned(empty_workspace: Path) -> None:
    (empty_workspace / "termlock.toml").write_text("[glossary]\nfiles = []\n", encoding="utf-8")
    assert told_by_a_run(empty_workspace) == []


# --- check -----------------------------------------------------------------------------------


def test_check_of_a_sound_term_base_is_clean(empty_workspace: Path) -> None:
    result = glossary(terms(empty_workspace, a_csv=HEADER + "a,,bone,,кость,,骨\n"), "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 concept: 0 errors, 0 warnings, 0 notes\n"


def test_check_tells_located_findings_and_fails_on_errors(empty_workspace: Path) -> None:
    rows = "a,,bone,,кость,,骨\na,,artery,,артерия,,动脉\nk2,,K2,,К2,,K2\nmk7,,MK-7,MK7,MK-7,,MK-7\n"
    place = terms(empty_workspace, a_csv=HEADER + rows)
    result = glossary(place, "check")
    assert result.exit_code == 1
    assert [line.split(" ")[0] + line[line.rindex(" ") :] for line in result.stderr.splitlines()] == [
        "glossary/a.csv:3: [glossary-duplicate-id]",
        "glossary/a.csv:4: [glossary-lookalike]",
    ]
    assert result.stdout == "3 concepts: 1 error, 1 warning, 1 note (--all shows them)\n"
    told = json.loads(glossary(place, "check", "--json").stdout)
    assert (told["concepts"], [f["severity"] for f in told["findings"]]) == (3, ["error", "warning", "info"])


def test_check_of_no_term_base_says_so(empty_workspace: Path) -> None:
    result = glossary(terms(empty_workspace), "check")
    assert (result.exit_code, "no file fits glossary/*.csv" in result.stderr) == (0, True)


def test_the_term_bases_that_ship_have_no_errors(sample: Path, empty_workspace: Path) -> None:
    for place in (sample, empty_workspace):
        assert glossary(place, "check", "--quiet").exit_code == 0


# --- export and import -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["terms.csv", "terms.tbx"])
def test_what_is_exported_comes_back_without_a_change(sample: Path, tmp_path: Path, name: str) -> None:
    before = files_of(sample / "glossary")
    assert glossary(sample, "export", str(tmp_path / name)).exit_code == 0
    result = glossary(sample, "import", str(tmp_path / name))
    assert (result.exit_code, "0 added, 0 changed" in result.stdout) == (0, True)
    assert files_of(sample / "glossary") == before


def test_an_export_of_some_languages_has_no_others_and_takes_none_away(
    empty_workspace: Path, tmp_path: Path
) -> None:
    place = terms(empty_workspace, a_csv=HEADER + "a,,bone,,кость,,骨\nb,,,,,,钙\n")
    out = tmp_path / "out.csv"
    assert glossary(place, "export", str(out), "--languages", "en,ru").exit_code == 0
    (row,) = csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig")))
    assert (row["id"], row["ru"], "zh" in row) == ("a", "кость", False)
    assert "0 added, 0 changed, 1 unchanged" in glossary(place, "import", str(out)).stdout


def test_an_export_replaces_no_file_of_somebodys_and_no_part_of_the_term_base(
    empty_workspace: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("edited by Anna", encoding="utf-8")
    own = empty_workspace / "glossary/terms.csv"
    before = own.read_bytes()
    for file, options in ((out, []), (own, ["--force"]), (tmp_path / "out.xlsx", [])):
        result = glossary(empty_workspace, "export", str(file), *options)
        assert isinstance(result.exception, TermlockError)
        assert result.exception.status == 2
    assert (out.read_text(encoding="utf-8"), own.read_bytes()) == ("edited by Anna", before)
    assert glossary(empty_workspace, "export", str(out), "--force").exit_code == 0


def test_an_import_changes_a_concept_where_it_stands_and_adds_new_ones_at_the_end(
    empty_workspace: Path, tmp_path: Path
) -> None:
    first, second = HEADER + "a,keep,bone,,кость,,骨\n", HEADER + "b,,artery,,артерия,,动脉\n"
    place = terms(empty_workspace, a_csv=first, b_csv=second)
    new = tmp_path / "new.csv"
    new.write_text(
        "id,en,ru,zh\na,bone,костная ткань,骨\nc,liver,печень,肝\nb,artery,артерия,动脉\n", encoding="utf-8"
    )
    before = files_of(place / "glossary")
    dry = glossary(place, "import", str(new), "--dry-run")
    assert dry.stdout.splitlines() == [
        "added    c",
        "changed  a: ru: кость -> костная ткань",
        "1 added, 1 changed, 1 unchanged; glossary/a.csv, glossary/b.csv would be written.",
    ]
    assert files_of(place / "glossary") == before
    assert glossary(place, "import", str(new)).exit_code == 0
    assert files_of(place / "glossary") == {
        "a.csv": first.replace("кость", "костная ткань").replace("a,keep", "a,keep").encode(),
        "b.csv": (second + "c,translate,liver,,печень,,肝\n").encode(),
    }


def test_an_import_of_tbx_goes_into_the_file_that_is_named(empty_workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "other.tbx").write_text(OTHER, encoding="utf-8")
    place = terms(empty_workspace, "glossary/*.csv", "glossary/*.tbx", a_csv=HEADER)
    told = glossary(
        place, "import", str(tmp_path / "other.tbx"), "--into", str(place / "glossary/new.tbx"), "--json"
    )
    assert json.loads(told.stdout)["files"] == ["glossary/new.tbx"]
    assert load_terms(find_workspace(place))[0].glossary.concepts["vkor"].path == "glossary/new.tbx"


def test_faulty_rows_are_left_out_of_an_import_and_told(empty_workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("id,policy,en,ru,zh\nx,lock,x,x,x\ny,,y,y,y\n", encoding="utf-8")
    result = glossary(empty_workspace, "import", str(tmp_path / "new.csv"))
    assert (result.exit_code, "new.csv:2: error: " in result.stderr) == (1, True)
    assert "1 added" in result.stdout


@pytest.mark.parametrize(
    ("into", "code"),
    [(None, "no-glossary"), ("elsewhere.csv", "not-in-glossary")],
    ids=["no term base", "not read by a run"],
)
def test_an_import_never_writes_where_a_run_does_not_read(
    empty_workspace: Path, tmp_path: Path, into: str | None, code: str
) -> None:
    place = terms(empty_workspace)
    (tmp_path / "new.csv").write_text("id,en,ru,zh\ny,y,y,y\n", encoding="utf-8")
    options = ["--into", str(place / into)] if into else []
    error = glossary(place, "import", str(tmp_path / "new.csv"), *options).exception
    assert isinstance(error, TermlockError)
    assert (error.code, files_of(place / "glossary")) == (code, {})


def test_tbx_of_another_tool_is_never_rewritten(empty_workspace: Path, tmp_path: Path) -> None:
    """It may hold what termlock has no field for."""
    place = terms(empty_workspace, "glossary/*.tbx", b_tbx=OTHER)
    (tmp_path / "new.csv").write_text("id,en\nvkor,VKORC1\n", encoding="utf-8")
    error = glossary(place, "import", str(tmp_path / "new.csv")).exception
    assert isinstance(error, TermlockError)
    assert (error.code, (place / "glossary/b.tbx").read_text(encoding="utf-8")) == (
        "glossary-not-ours",
        OTHER,
    )


# --- suggest and stats -------------------------------------------------------------------------

ARTICLE = """# Natto

PIVKA-II falls when people eat natto. The side chain of natto is long.

PIVKA-II is no vitamin. Its side chain is not short, and vitamin K2 is no PIVKA-II.
"""


@pytest.fixture
def natto(empty_workspace: Path) -> Path:
    (empty_workspace / "sources/en/natto.md").write_text(ARTICLE, encoding="utf-8")
    return empty_workspace


def test_suggest_lists_what_no_concept_covers(natto: Path) -> None:
    told = json.loads(glossary(natto, "suggest", "--json").stdout)["candidates"]
    assert [(c["text"], c["count"], c["articles"]) for c in told] == [
        ("PIVKA-II", 3, ["natto"]),
        ("side chain", 2, ["natto"]),
    ]
    assert "PIVKA-II" in glossary(natto, "suggest").stdout
    assert "side chain" not in glossary(natto, "suggest", "--least", "3").stdout


def test_suggested_rows_are_imported_as_they_are_and_then_suggested_no_more(
    natto: Path, tmp_path: Path
) -> None:
    (tmp_path / "new.csv").write_text(glossary(natto, "suggest", "--csv").stdout, encoding="utf-8")
    assert glossary(natto, "import", str(tmp_path / "new.csv")).exit_code == 0
    assert json.loads(glossary(natto, "suggest", "--json").stdout)["candidates"] == []


def test_stats_count_terms_and_what_became_of_them(natto: Path) -> None:
    assert "No catalogue holds a term" in glossary(natto, "stats").stdout
    assert CliRunner().invoke(app, ["run", "-w", str(natto), "--engine", "none", "-q"]).exit_code == 0
    catalogue = natto / "output/locale/ru/LC_MESSAGES/natto.po"
    text = catalogue.read_text(encoding="utf-8")
    source = 'msgid "Its side chain is not short, and vitamin K2 is no PIVKA-II."\nmsgstr "'
    assert source in text
    catalogue.write_text(text.replace(source, source + "Витамин К — не PIVKA-II."), encoding="utf-8")
    told = json.loads(glossary(natto, "stats", "--json", "--concept", "vitamin-k2").stdout)
    assert told["usages"] == [
        {
            "concept": "vitamin-k2",
            "article": "natto",
            "source": "en",
            "count": 1,
            "locks": {"ru": {"missing": 1}, "zh": {"open": 1}},
        }
    ]
    (failure,) = told["failures"]
    assert (failure["surface"], failure["wanted"][0], failure["outcome"]) == (
        "vitamin K2",
        "витамин K2",
        "missing",
    )
    assert "natto.po:" in glossary(natto, "stats", "--failed").stdout
    assert "in use; 1 term missing, 0 in drafts" in glossary(natto, "stats").stdout


def test_stats_of_the_sample_agree_with_its_catalogues(sample: Path) -> None:
    """Every term of an approved article stands in its translations, or is told."""
    told = json.loads(glossary(sample, "stats", "--json").stdout)
    usage = next(
        u
        for u in told["usages"]
        if (u["concept"], u["article"]) == ("mgp-abbr", "mgp-calcification-inhibitor")
    )
    assert usage["source"] == "en"
    assert set(usage["locks"]) == {"ru", "zh"}
    assert all(set(counts) == {"kept"} for counts in usage["locks"].values())
