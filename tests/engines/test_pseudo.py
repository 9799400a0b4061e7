"""The pseudo engine marks text visibly and leaves alone what a layout test must find again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines import create_engine
from pipeline.engines.pseudo import pseudo
from pipeline.model import Request
from pipeline.settings import EngineSettings
from tests.engines.tiny import SENTENCES


@pytest.mark.parametrize("text", SENTENCES)
def test_text_is_marked_and_a_third_longer(text: str) -> None:
    made = pseudo(text).text
    assert made.startswith("⟦")
    assert made.endswith("⟧")
    assert 1.25 <= (len(made) - 3) / len(text) <= 1.4


def test_letters_get_accents_and_the_rest_stays() -> None:
    made = pseudo("Take 45 mcg of MK-7, see a@b.org or XT0X").text
    assert made.startswith("⟦Ţâkê 45 mcg ôf MK-7, şêê a@b.org ôř XT0X ·")


@pytest.mark.parametrize(
    "kept",
    ["45 mcg", "1,8 %", "MK-7", "mRNA", "https://example.org/a", "{0}", "[3]", "XT12X", "p@q.org", "0.05"],
)
def test_numbers_names_addresses_and_placeholders_stay(kept: str) -> None:
    assert kept in pseudo(f"see {kept} here").text


def test_russian_and_chinese_keep_their_letters_in_the_marks() -> None:
    assert pseudo("Менахинон").text == "⟦Менахинон ···⟧"
    assert pseudo("甲萘醌").text == "⟦甲萘醌 ·⟧"


def test_blank_text_stays_empty() -> None:
    assert pseudo("").text == pseudo(" \n").text == ""


@given(st.text(max_size=80))
def test_links_lead_each_word_to_itself(text: str) -> None:
    made = pseudo(text)
    assert made == pseudo(text)
    for link in made.links:
        assert link.source.end - link.source.start == link.target.end - link.target.start
        assert link.target.end < len(made.text)
    source = "".join(text[k.source.start : k.source.end] for k in made.links)
    assert source == "".join(c for c in text if not c.isspace())


def test_a_chinese_character_is_a_word_of_its_own() -> None:
    assert len(pseudo("维生素K2").links) == 4


def test_the_engine_serves_every_direction_and_tells_its_progress() -> None:
    engine = create_engine("pseudo", EngineSettings(), Path())
    told: list[int] = []
    requests = [Request(text, "ru", "zh") for text in SENTENCES]
    assert [h.text for (h,) in engine.translate(requests, progress=told.append)] == [
        pseudo(text).text for text in SENTENCES
    ]
    assert sum(told) == len(requests)
    assert engine.missing([("ru", "zh")]) == ()
    assert engine.origin("ru", "zh") == "pseudo 1"
    engine.close()
