"""CSV and TBX hold the same: what is written as one or the other is read back whole."""

from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.glossary import csv_terms, tbx, tbx_reading
from pipeline.glossary.concepts import Concept, Policy
from tests.conftest import ROOT
from tests.glossary.strategies import CONCEPTS


@given(CONCEPTS)
def test_a_table_of_any_concepts_is_read_back_whole(concepts: tuple[Concept, ...]) -> None:
    assert csv_terms.parse(csv_terms.serialize(concepts), "a.csv") == (concepts, ())


@given(CONCEPTS)
def test_tbx_of_any_concepts_is_read_back_whole(concepts: tuple[Concept, ...]) -> None:
    assert tbx_reading.parse(tbx.serialize(concepts), "a.tbx") == (concepts, ())


@pytest.mark.parametrize("path", ["glossary/health.csv", "pipeline/cli/workspace/glossary/terms.csv"])
def test_the_term_bases_that_ship_go_through_both_formats(path: str) -> None:
    concepts, findings = csv_terms.parse((ROOT / path).read_bytes(), path)
    assert findings == ()
    assert tbx_reading.parse(tbx.serialize(concepts), "")[0] == concepts
    assert csv_terms.parse(csv_terms.serialize(concepts), "")[0] == concepts


def test_translate_toolkit_reads_what_is_written() -> None:
    """It serves Weblate and Pootle: preferred and forbidden terms, and what is not to be translated."""
    storage = pytest.importorskip("translate.storage.tbx", reason="needs translate-toolkit")
    concepts, _ = csv_terms.parse((ROOT / "glossary/health.csv").read_bytes(), "")
    store = storage.tbxfile.parsestring(tbx.serialize(concepts), "en", "ru")
    assert [unit.getid() for unit in store.units] == [concept.id for concept in concepts]
    for unit, concept in zip(store.units, concepts, strict=True):
        for language, found in (("en", unit.get_source_terms()), ("ru", unit.get_target_terms())):
            terms = concept.terms[language]
            assert [t.text for t in found if not t.deprecated] == [form.text for form in terms.approved]
            assert tuple(t.text for t in found if t.deprecated) == terms.forbidden
        assert unit.istranslatable() is (concept.policy is not Policy.KEEP)
        assert unit.isobsolete() is (concept.policy is Policy.FORBID)
