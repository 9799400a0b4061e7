"""CSV and TBX hold the same: what is written as one or the other is read back whole."""

from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.glossary import csv_terms, tbx, tbx_reading
from pipeline.glossary.concepts import Concept
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
