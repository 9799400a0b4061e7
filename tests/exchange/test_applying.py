"""What an import makes of an entry: a person's work is never less than it was without a word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import states
from pipeline.exchange.applying import Result, applied
from pipeline.exchange.units import UNKNOWN, Proposal, id_of, split_id
from pipeline.model import Draft, Entry, Key, State

EN, RU, OTHER = "Eat natto.", "Ешьте натто.", "Натто едят."
KEY = Key("p", EN)
EMPTY = Entry("p", EN)
DRAFT = Entry("p", EN, RU, ("fuzzy",), extracted=states.draft_lines(KEY, Draft(RU, "argos x 1")))
EDITED = Entry("p", EN, RU, ("fuzzy",))
MEMORY = Entry("p", EN, RU, ("fuzzy",), extracted=("termlock: memory 100 %",))
APPROVED = Entry("p", EN, RU)


def proposal(was: Entry, text: str, *, approved: bool, comments: tuple[str, ...] = ()) -> Proposal:
    """What a file says that was made when the entry was `was`."""
    return Proposal("k2", "en", "ru", EN, text, approved, id_of(was), comments)


def outcome(here: Entry, was: Entry, text: str, *, approved: bool) -> tuple[Result, str, State]:
    made, result = applied(here, proposal(was, text, approved=approved), overwrite=False)
    return result, made.translation, states.state(made)


@pytest.mark.parametrize("here", [DRAFT, EDITED, MEMORY, APPROVED, replace(APPROVED, translation=OTHER)])
def test_what_the_file_left_as_it_went_out_changes_nothing(here: Entry) -> None:
    for was in (EMPTY, DRAFT, APPROVED):
        left = proposal(was, was.translation, approved=was is APPROVED)
        assert applied(here, left, overwrite=True) == (here, Result.UNCHANGED)


@pytest.mark.parametrize("here", [DRAFT, EDITED, MEMORY])
def test_the_same_text_approved_there_is_approved_here(here: Entry) -> None:
    assert outcome(here, here, RU, approved=True) == (Result.APPROVED, RU, State.APPROVED)


@pytest.mark.parametrize("here", [EMPTY, DRAFT, EDITED, MEMORY])
def test_another_text_is_taken_where_nobody_worked_meanwhile(here: Entry) -> None:
    assert outcome(here, here, OTHER, approved=True) == (Result.TAKEN, OTHER, State.APPROVED)
    assert outcome(here, here, OTHER, approved=False) == (Result.TAKEN, OTHER, State.EDITED)


def test_a_new_draft_here_gives_way_to_a_persons_text_and_to_nothing_else() -> None:
    old = replace(DRAFT, translation="Съешьте натто.")
    assert outcome(DRAFT, old, OTHER, approved=False) == (Result.TAKEN, OTHER, State.EDITED)
    assert outcome(DRAFT, old, old.translation, approved=False) == (Result.UNCHANGED, RU, State.DRAFT)


@pytest.mark.parametrize("here", [replace(EDITED, translation="Натто полезно."), APPROVED])
def test_what_was_changed_here_and_there_stays_as_it_is_here_and_is_told(here: Entry) -> None:
    assert outcome(here, DRAFT, OTHER, approved=True) == (
        Result.CONFLICT,
        here.translation,
        states.state(here),
    )


def test_an_approved_text_is_not_replaced_by_one_that_is_not_approved() -> None:
    assert outcome(APPROVED, APPROVED, OTHER, approved=False) == (Result.DOWNGRADE, RU, State.APPROVED)
    assert outcome(APPROVED, APPROVED, OTHER, approved=True) == (Result.TAKEN, OTHER, State.APPROVED)


def test_an_approval_that_was_taken_back_there_stands_here_and_is_told() -> None:
    assert outcome(APPROVED, APPROVED, RU, approved=False) == (Result.DOWNGRADE, RU, State.APPROVED)
    made, result = applied(APPROVED, proposal(APPROVED, RU, approved=False), overwrite=True)
    assert (result, made.translation, states.state(made)) == (Result.WITHDRAWN, RU, State.EDITED)


@pytest.mark.parametrize("here", [DRAFT, EDITED, MEMORY, APPROVED])
@pytest.mark.parametrize("text", ["", " \n"])
def test_a_text_that_was_emptied_there_stands_here_and_is_told(here: Entry, text: str) -> None:
    for overwrite in (False, True):
        said = proposal(here, text, approved=False)
        assert applied(here, said, overwrite=overwrite) == (here, Result.EMPTIED)
    assert applied(EMPTY, said, overwrite=False) == (EMPTY, Result.UNCHANGED)
    unknown = replace(said, id=f"{split_id(said.id)[0]}.{UNKNOWN}")
    assert applied(here, unknown, overwrite=False) == (here, Result.UNCHANGED)


def test_with_overwrite_the_file_wins() -> None:
    made, result = applied(APPROVED, proposal(DRAFT, OTHER, approved=False), overwrite=True)
    assert (result, made.translation, made.fuzzy) == (Result.TAKEN, OTHER, True)


def test_comments_are_added_once_and_none_is_taken_away() -> None:
    here = replace(APPROVED, comments=("Проверено.",))
    said = proposal(
        APPROVED, RU, approved=True, comments=("Спросить врача.", "Проверено.", "Спросить врача.")
    )
    made, _ = applied(here, said, overwrite=False)
    assert made.comments == ("Проверено.", "Спросить врача.")
    assert applied(made, said, overwrite=False)[0] == made


@given(
    st.sampled_from([EMPTY, DRAFT, EDITED, MEMORY, APPROVED]),
    st.sampled_from([EMPTY, DRAFT, EDITED, MEMORY, APPROVED]),
    st.sampled_from(["", RU, OTHER]),
    st.booleans(),
)
def test_no_import_takes_an_approval_or_a_text_away_and_twice_is_once(
    here: Entry, was: Entry, text: str, approved: bool
) -> None:
    said = proposal(was, text, approved=approved)
    made, _ = applied(here, said, overwrite=False)
    if states.state(here) is State.APPROVED:
        assert states.state(made) is State.APPROVED
        assert made.translation == here.translation or (approved and id_of(was) == id_of(here))
    if states.state(made) is State.APPROVED:
        assert states.state(here) is State.APPROVED or approved
    assert made.translation or not here.translation
    assert applied(made, said, overwrite=False)[0] == made
