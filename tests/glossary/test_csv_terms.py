"""The term base as a table: what is read, and what is told of a faulty one."""

from __future__ import annotations

import csv

import pytest

from pipeline.errors import GlossaryError
from pipeline.glossary import csv_terms
from pipeline.glossary.concepts import Concept, Form, Policy, Terms
from pipeline.glossary.load import load
from pipeline.model import Severity
from tests.conftest import ROOT

HEADER = (
    "id,policy,en,en_variants,en_forbidden,ru,ru_variants,ru_forbidden,zh,zh_variants,zh_forbidden,note\n"
)


def read(*rows: str) -> tuple[dict[str, object], list[tuple[str, int]]]:
    glossary, findings = load([("terms.csv", (HEADER + "\n".join(rows)).encode())])
    return dict(glossary.concepts), [(f.check, f.line) for f in findings]


def test_a_row_is_a_concept_with_typed_forms() -> None:
    row = "calc,translate,calcification,calcified [adj]|CAC,,кальцификация,обызвествление,кальцинация,钙化,,,note"
    glossary, findings = load([("terms.csv", (HEADER + row).encode())])
    assert findings == ()
    concept = glossary.concepts["calc"]
    assert concept.policy is Policy.TRANSLATE
    assert concept.terms["en"].approved == (
        Form("calcification"),
        Form("calcified", "full", "adj"),
        Form("CAC", "abbreviation"),
    )
    assert concept.terms["ru"].forbidden == ("кальцинация",)
    assert (concept.note, concept.path, concept.line) == ("note", "terms.csv", 2)


def test_quoted_line_breaks_keep_line_numbers_right() -> None:
    concepts, findings = read('a,,bone,,,кость,,,骨,,,"two\nlines"', "a,,bones,,,кости,,,骨头,,,")
    assert list(concepts) == ["a"]
    assert findings == [("glossary-duplicate-id", 4)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["a,,bone,,,кость,,,骨,,,", "a,,artery,,,артерия,,,动脉,,,"], [("glossary-duplicate-id", 3)]),
        ([",,bone,,,кость,,,骨,,,"], [("glossary-empty", 2)]),
        (["a,,,,,,,,,,,"], [("glossary-empty", 2)]),
        (["a,never,bone,,,кость,,,骨,,,"], [("glossary-policy", 2)]),
        (["a,,bone,,,кость,,,骨,,,a,b"], [("glossary-columns", 2)]),
        (["a,,bo\x07ne,,,кость,,,骨,,,"], [("glossary-character", 2)]),
        (["a,,bone,,,,остов,,骨,,,"], [("glossary-no-preferred", 2)]),
        (["a,,bone|bones,,,кость,,,骨,,,"], [("glossary-no-preferred", 2)]),
        (["a,,bone,BMD [abbrev],,кость,,,骨,,,"], [("glossary-label", 2)]),
        (["a,,bone,os [m n],,кость,,,骨,,,"], [("glossary-label", 2)]),
        (["a,,bone,[adj],,кость,,,骨,,,"], [("glossary-label", 2)]),
    ],
    ids=[
        "duplicate",
        "no id",
        "no terms",
        "policy",
        "too many cells",
        "control character",
        "variants without a term",
        "two terms",
        "unknown label",
        "two genders",
        "label without a term",
    ],
)
def test_a_fault_is_told_with_its_line(rows: list[str], expected: list[tuple[str, int]]) -> None:
    assert read(*rows)[1] == expected


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "glossary-columns", 0),
        (b"id,note\na,b\n", "glossary-columns", 1),
        (b"\nen,ru\nb,c\n", "glossary-columns", 2),
        (b"id,en,ru,en\na,b,c,d\n", "glossary-columns", 1),
        ("id,en,ru,zh\na,b,кость,骨\n".encode("cp1251", "replace"), "glossary-unreadable", 2),
        (b'id,en,ru,zh\na,"b"c,d,e\n', "glossary-unreadable", 2),
    ],
    ids=["empty", "no language", "no id", "a column twice", "encoding", "quotes"],
)
def test_what_is_no_table_of_terms_is_refused(data: bytes, code: str, line: int) -> None:
    with pytest.raises(GlossaryError) as caught:
        load([("terms.csv", data)])
    assert (caught.value.code, caught.value.line) == (code, line)


@pytest.mark.parametrize(
    "data",
    [
        "id,en,ru,zh,note\nmk7,MK-7,MK-7,MK-7,форма K2\n".encode(),
        "id;en;ru;zh;note\r\nmk7;MK-7;MK-7;MK-7;форма K2\r\n".encode("utf-8-sig"),
        "ID\tEnglish\tru-RU\tzh_CN\tNote\nmk7\tMK-7\tMK-7\tMK-7\tформа K2\n".encode("utf-16"),
    ],
    ids=["commas", "semicolons with a mark", "tabs in UTF-16"],
)
def test_tables_are_read_as_spreadsheets_save_them(data: bytes) -> None:
    glossary, findings = load([("terms.csv", data)])
    assert findings == ()
    concept = glossary.concepts["mk7"]
    assert {code: terms.preferred.text for code, terms in concept.terms.items()} == dict.fromkeys(
        ("ru", "en", "zh"), "MK-7"
    )
    assert concept.note == "форма K2"


def test_a_table_may_lack_a_language() -> None:
    glossary, findings = load([("terms.csv", "id,en,ru\na,bone,кость\n".encode())])
    assert findings == ()
    assert set(glossary.concepts["a"].terms) == {"en", "ru"}


def test_a_misspelt_column_is_a_warning_and_one_of_the_users_own_a_note() -> None:
    _, findings = load([("terms.csv", b"id,en,en_variant,checked by\na,bone,os,Anna\n")])
    assert [(f.severity, f.check) for f in findings] == [
        (Severity.WARNING, "glossary-columns"),
        (Severity.INFO, "glossary-columns"),
    ]
    assert "Did you mean en_variants?" in findings[0].message


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *((name, "ru_variants") for name in ("ru_var", "ru_vars", "ru_variant", "ru-variants")),
        ("zh_forb", "zh_forbidden"),
        ("ru_note", ""),
        ("ru_gender", ""),
    ],
)
def test_a_shortened_column_is_a_misspelt_one(name: str, meant: str) -> None:
    table = f"id,en,ru,zh,{name}\na,bone,кость,骨,скелет\n"
    _, (finding,) = load([("terms.csv", table.encode())])
    assert finding.severity is (Severity.WARNING if meant else Severity.INFO)
    assert finding.message.endswith(f"Did you mean {meant}?" if meant else "passed over.")


def test_labels_say_what_a_form_is() -> None:
    english = r"bone,\[18F]-fluoride [short],"
    russian = "менахинон [m like:инсулин],субпродукты [pl]|давление [target],"
    row = rf"a,,{english},{russian},骨 [case],a\|b,,"
    glossary, findings = load([("terms.csv", (HEADER + row).encode())])
    assert findings == ()
    terms = glossary.concepts["a"].terms
    assert terms["en"].admitted == (Form("[18F]-fluoride", "short"),)
    assert terms["ru"].preferred == Form("менахинон", gender="m", like="инсулин")
    assert terms["ru"].admitted == (Form("субпродукты", number="pl"), Form("давление", only_target=True))
    assert terms["zh"].preferred == Form("骨", case_sensitive=True)
    assert terms["zh"].admitted == (Form("a|b"),)


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    """`-аза` would be calculated and lost, and `=` could run commands."""
    terms = {"en": Terms(Form("-ase"), (Form("+x"),)), "ru": Terms(Form("=аза"))}
    concept = Concept("@a", Policy.TRANSLATE, terms, note="'=1")
    table = csv_terms.serialize([concept])
    cells = next(csv.reader(table.decode("utf-8-sig").splitlines()[1:]))
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert csv_terms.parse(table, "") == ((concept,), ())


@pytest.mark.parametrize("path", ["glossary/health.csv", "pipeline/cli/workspace/glossary/terms.csv"])
def test_the_term_bases_that_ship_have_no_faults(path: str) -> None:
    glossary, findings = load([(path, (ROOT / path).read_bytes())])
    assert findings == ()
    assert glossary.concepts
