"""Translators' comments that were changed in a table, here, or in both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import states
from pipeline.exchange.comments import fitting, merged, noted, unknown
from pipeline.model import Entry

ASK, DONE, CHECKED = "Спросить врача.", "Решено: «доза».", "已核对：剂量"
IGNORED = "termlock: ignore numbers 1a2b3c4d"
LINES = st.lists(st.sampled_from([ASK, DONE, CHECKED, IGNORED, "", "  Checked."]), max_size=4, unique=True)


@pytest.mark.parametrize(
    ("here", "there", "after"),
    [
        ((ASK, IGNORED), (ASK, IGNORED), (ASK, IGNORED)),
        ((ASK, IGNORED), (DONE, IGNORED), (DONE, IGNORED)),
        ((ASK, IGNORED), (IGNORED,), (IGNORED,)),
        ((ASK, IGNORED), (), ()),
        ((ASK, IGNORED), (ASK, IGNORED, CHECKED), (ASK, IGNORED, CHECKED)),
        ((DONE, IGNORED), (ASK, IGNORED), (DONE, IGNORED)),
        ((DONE, IGNORED), (), (DONE,)),
        ((DONE, IGNORED), (CHECKED, IGNORED), (DONE, IGNORED, CHECKED)),
        ((DONE, IGNORED), (DONE, IGNORED), (DONE, IGNORED)),
    ],
)
def test_what_was_changed_there_is_taken_and_what_was_changed_here_stays(
    here: tuple[str, ...], there: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """The table was made when “Спросить врача.” and an instruction stood here."""
    assert merged(here, there, noted((ASK, IGNORED))) == after


@given(LINES, LINES, LINES)
def test_taking_a_table_twice_is_taking_it_once(here: list[str], there: list[str], was: list[str]) -> None:
    once = merged(here, there, noted(was))
    assert merged(once, there, noted(was)) == once
    assert merged(here, was, noted(was)) == tuple(here)
    assert set(noted(there)) - set(noted(was)) <= set(noted(once))
    assert set(noted(here)) - set(noted(was)) <= set(noted(once))


def test_of_a_comment_for_all_languages_only_what_none_has_is_new() -> None:
    assert unknown((ASK, f"{CHECKED}\r", DONE), noted([CHECKED, ASK])) == (DONE,)


def test_an_instruction_in_a_comment_for_all_languages_is_for_the_texts_that_it_names() -> None:
    russian = Entry("p", "Take 100 mcg.", "Принимайте 100 мкг.")
    chinese = Entry("p", "Take 100 mcg.", "服用100微克。")
    lines = (DONE, states.ignore_comment("numbers", chinese))
    assert fitting(lines, russian) == (DONE,)
    assert fitting(lines, chinese) == lines
