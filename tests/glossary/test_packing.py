"""What is kept of a glossary comes back as it was, or is seen to be damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.load import load
from pipeline.glossary.packing import DamagedError, pack, unpack, unpack_lines
from pipeline.glossary.stored import restore, store
from pipeline.model import Finding, Severity
from tests.conftest import ROOT

SECTIONS = {"empty": b"", "text": "钙化".encode(), "numbers": bytes(range(256))}

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
forms = st.builds(
    Form,
    texts,
    type=st.sampled_from(("full", "short", "abbreviation")),
    pos=st.sampled_from(("", "adj", "verb")),
    gender=st.sampled_from(("", "m", "f", "n")),
    number=st.sampled_from(("", "pl")),
    like=st.just("") | texts,
    case_sensitive=st.booleans(),
    only_target=st.booleans(),
)
terms = st.builds(
    Terms,
    forms,
    admitted=st.lists(forms, max_size=2).map(tuple),
    forbidden=st.lists(texts, max_size=2).map(tuple),
)
concepts = st.builds(
    Concept,
    texts,
    st.sampled_from(Policy),
    st.dictionaries(st.sampled_from(("ru", "en", "zh")), terms, min_size=1),
    note=texts,
    definition=texts,
    subject=texts,
    path=texts,
    line=st.integers(0, 99),
)


def test_sections_come_back_as_they_were() -> None:
    assert unpack(pack(SECTIONS)) == SECTIONS


@given(st.data())
def test_any_damaged_byte_is_seen(data: st.DataObject) -> None:
    packed = bytearray(pack(SECTIONS))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(DamagedError):
        unpack(bytes(packed))


@given(st.integers(0, len(pack(SECTIONS)) - 1))
def test_a_cut_off_file_is_seen(length: int) -> None:
    with pytest.raises(DamagedError):
        unpack(pack(SECTIONS)[:length])


@given(st.binary(max_size=60))
def test_other_files_are_no_packs(data: bytes) -> None:
    with pytest.raises(DamagedError):
        unpack(data)


def test_no_lines_are_no_lines() -> None:
    assert unpack_lines(b"") == []


@given(st.lists(concepts, max_size=3, unique_by=lambda concept: concept.id))
def test_a_glossary_comes_back_with_every_field(made: list[Concept]) -> None:
    glossary = Glossary({concept.id: concept for concept in made})
    finding = Finding("glossary-conflict", Severity.WARNING, "钙", "a.csv", 3)
    back, findings = restore(store(glossary, [finding]))
    assert dict(back.concepts) == dict(glossary.concepts)
    assert list(back.concepts) == list(glossary.concepts)
    assert [(c.path, c.line) for c in back.concepts.values()] == [(c.path, c.line) for c in made]
    assert findings == (finding,)


def test_the_term_base_that_ships_comes_back() -> None:
    glossary, findings = load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])
    back, told = restore(store(glossary, findings))
    assert dict(back.concepts) == dict(glossary.concepts)
    assert told == findings
