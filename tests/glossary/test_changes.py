"""Merging into a term base: nothing is deleted, every change is told, and a person's table stays theirs."""

from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.glossary import csv_terms
from pipeline.glossary.changes import merge
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.csv_update import update
from pipeline.glossary.load import load
from tests.glossary.strategies import CONCEPTS

OLD = Concept(
    "mgp",
    Policy.KEEP,
    {"en": Terms(Form("MGP"), (Form("matrix Gla protein"),)), "ru": Terms(Form("MGP"), (), ("МГП",))},
    note="a protein",
)


def test_what_the_new_concept_lacks_stays_and_variants_are_replaced() -> None:
    new = Concept("mgp", Policy.KEEP, {"en": Terms(Form("MGP"))}, definition="an inhibitor")
    (change,) = merge(Glossary({"mgp": OLD}), [new]).changes
    assert change.concept.terms == {"en": Terms(Form("MGP")), "ru": OLD.terms["ru"]}
    assert (change.concept.note, change.concept.definition) == ("a protein", "an inhibitor")
    assert change.details() == (
        "definition: (none) -> an inhibitor",
        "en variants: matrix Gla protein -> (none)",
    )


def test_a_table_takes_nothing_away_for_which_it_has_no_column() -> None:
    """A translator's list of `id, en, ru` has no policies, variants and forbidden forms, and deletes none."""
    new = Concept("mgp", Policy.TRANSLATE, {"en": Terms(Form("MGP")), "ru": Terms(Form("МГБ"))})
    base = Glossary({"mgp": OLD})
    (change,) = merge(base, [new], ("id", "en", "ru")).changes
    assert change.details() == ("ru: MGP [full] -> МГБ [full]",)
    assert change.concept.terms["ru"].forbidden == ("МГП",)
    assert [c.details()[0] for c in merge(base, [new]).changed] == ["policy: keep -> translate"]


@given(CONCEPTS)
def test_merging_a_second_time_changes_nothing(concepts: tuple[Concept, ...]) -> None:
    made = {change.concept.id: change.concept for change in merge(Glossary(), concepts).changes}
    again = merge(Glossary(made), concepts)
    assert (again.changes, again.unchanged) == ((), len(concepts))


TABLE = 'checked;id;en;ru\r\n"Anna";bone;"bone";кость\r\n\r\nBoris;mgp;MGP;"MGP"'


def test_only_the_rows_that_change_are_written_anew() -> None:
    """Other columns, quotes, the delimiter, line ends, the byte order mark and blank lines stay."""
    mgp, wrong = Form("MGP", "abbreviation"), Form("МГБ", "abbreviation")
    concept = Concept("mgp", Policy.TRANSLATE, {"en": Terms(mgp), "ru": Terms(mgp, (wrong,))})
    new = Concept("vkor", Policy.TRANSLATE, {"en": Terms(Form("VKOR", "abbreviation"))}, note="enzyme")
    made = update(TABLE.encode("utf-8-sig"), [concept, new], "t.csv")
    assert made.decode("utf-8-sig") == (
        "checked;id;en;ru;ru_variants;note\r\n"
        '"Anna";bone;"bone";кость\r\n'
        "\r\n"
        "Boris;mgp;MGP;MGP;МГБ;\r\n"
        ";vkor;VKOR;;;enzyme\r\n"
    )
    assert made.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_without_changes_stays_byte_for_byte(encoding: str) -> None:
    assert update(TABLE.encode(encoding), [], "t.csv") == TABLE.encode(encoding)


@given(CONCEPTS, CONCEPTS)
def test_after_an_update_the_table_holds_old_and_new(
    old: tuple[Concept, ...], new: tuple[Concept, ...]
) -> None:
    table = csv_terms.serialize(old)
    read, findings = load([("t.csv", update(table, new, "t.csv"))])
    assert findings == ()
    assert dict(read.concepts) == {c.id: c for c in (*old, *new)}
