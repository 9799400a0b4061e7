"""The term base as a table: what is read, and what is told of a faulty one."""

from __future__ import annotations

import pytest

from pipeline.errors import GlossaryError
from pipeline.glossary.concepts import Form, Policy
from pipeline.glossary.load import load
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


def test_a_later_file_takes_precedence() -> None:
    one, two = HEADER + "a,,bone,,,кость,,,骨,,,", HEADER + "a,,bone,,,костная ткань,,,骨,,,"
    glossary, findings = load([("one.csv", one.encode()), ("two.csv", two.encode())])
    assert glossary.concepts["a"].terms["ru"].preferred.text == "костная ткань"
    assert findings == ()


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
        (["a,,bone,,,,,,骨,,,"], [("glossary-empty", 2)]),
        (["a,never,bone,,,кость,,,骨,,,"], [("glossary-policy", 2)]),
        (["a,,bone,,,кость,,,骨,,,", "b,,Bone,,,костный,,,骨骼,,,"], [("glossary-conflict", 3)]),
        (["a,,bone,,bone,кость,,,骨,,,"], [("glossary-conflict", 2)]),
        (["a,,K2,,,К2,,,K2,,,"], [("glossary-lookalike", 2)]),
    ],
    ids=["duplicate", "no id", "no terms", "no Russian", "policy", "conflict", "forbidden", "lookalike"],
)
def test_a_fault_is_told_with_its_line(rows: list[str], expected: list[tuple[str, int]]) -> None:
    assert read(*rows)[1] == expected


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "glossary-columns", 0),
        (b"id,en,ru\na,b,c\n", "glossary-columns", 1),
        ("id,en,ru,zh\na,b,кость,骨\n".encode("cp1251", "replace"), "glossary-unreadable", 2),
        (b'id,en,ru,zh\na,"b"c,d,e\n', "glossary-unreadable", 2),
    ],
    ids=["empty", "columns", "encoding", "quotes"],
)
def test_what_is_no_table_of_terms_is_refused(data: bytes, code: str, line: int) -> None:
    with pytest.raises(GlossaryError) as caught:
        load([("terms.csv", data)])
    assert (caught.value.code, caught.value.line) == (code, line)


@pytest.mark.parametrize("path", ["glossary/health.csv", "pipeline/cli/workspace/glossary/terms.csv"])
def test_the_term_bases_that_ship_have_no_faults(path: str) -> None:
    glossary, findings = load([(path, (ROOT / path).read_bytes())])
    assert findings == ()
    assert glossary.concepts
