"""What a person's act makes of an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import states
from pipeline.model import Draft, Entry, Key, State
from pipeline.review import editing
from tests.catalogue.strategies import entries, texts


def decided(entry: Entry) -> tuple[object, ...]:
    """All that a person decides, and what of it stands in `#.`."""
    return entry.translation, set(entry.flags), entry.comments, entry.previous_text, states.state_lines(entry)


@given(entries(), texts())
def test_saving_a_text_never_approves_it(entry: Entry, text: str) -> None:
    saved = editing.with_text(entry, text)
    assert saved.translation == text
    if text != entry.translation and text:
        assert states.state(saved) is not State.APPROVED


@given(entries(), texts())
def test_saving_keeps_the_key_the_places_and_peoples_comments(entry: Entry, text: str) -> None:
    saved = editing.with_text(entry, text)
    assert (saved.key, saved.references, saved.comments) == (entry.key, entry.references, entry.comments)
    assert set(entry.flags) - {"fuzzy"} == set(saved.flags) - {"fuzzy"}


@given(entries().filter(lambda entry: entry.translation))
def test_approving_approves_and_unapproving_leaves_a_persons_text(entry: Entry) -> None:
    approved = editing.approved(replace(entry, obsolete=False))
    assert states.state(approved) is State.APPROVED
    assert approved.previous_text is None
    assert editing.approved(approved) == approved
    back = editing.unapproved(approved)
    assert (states.state(back), back.translation) == (State.EDITED, entry.translation)
    assert states.has_persons_text(back)


@given(entries(), texts(), st.booleans())
def test_undoing_gives_back_all_that_was_decided(entry: Entry, text: str, approve: bool) -> None:
    after = editing.with_text(entry, text)
    after = editing.approved(after) if approve and after.translation else after
    assert decided(editing.restored(after, entry)) == decided(entry)


@given(entries(), st.sampled_from(["numbers", "term-missing"]))
def test_a_finding_is_ignored_for_these_texts_alone(entry: Entry, check: str) -> None:
    ignored = editing.with_ignored(entry, check)
    assert check in states.ignored(ignored)
    assert check not in states.ignored(replace(ignored, translation=entry.translation + " другой"))
    assert check not in states.ignored(editing.without_ignored(ignored, check))
    assert editing.with_ignored(ignored, check) == ignored


@given(st.text(), texts(min_size=1))
def test_what_is_typed_becomes_a_text_that_a_catalogue_can_hold(text: str, source: str) -> None:
    cleaned = editing.cleaned(text, source)
    assert editing.cleaned(cleaned, source) == cleaned
    assert not set(cleaned) & {"\0", "\x1b", "\r", "\x7f"}
    assert "\n" in source or "\n" not in cleaned
    cleaned.encode("utf-8")


def test_a_half_edited_draft_is_a_persons_and_tells_where_it_began() -> None:
    draft = Draft("Вторая доза не нужна.", "argos translate-en_ru 1.9", -0.4)
    key = Key("p", "A second dose is never needed.")
    entry = Entry(*key, draft.text, flags=("fuzzy",), extracted=states.draft_lines(key, draft))
    assert states.state(entry) is State.DRAFT
    edited = editing.with_text(entry, "Вторая доза никогда не нужна.")
    assert (states.state(edited), states.origin(edited)) == (State.EDITED, "argos translate-en_ru 1.9")


def test_an_approval_of_one_fills_the_untouched_equals_and_none_that_a_person_wrote() -> None:
    source = "Ask your doctor first."
    model = Entry("p", source, "Сначала спросите врача.", flags=("fuzzy",))
    own = Entry("p#3", source, "Посоветуйтесь с врачом.", flags=("fuzzy",))
    group = (model, Entry("p#2", source), own)
    made = editing.followed(group, 0, editing.approved(model))
    assert sorted(made) == [0, 1]
    assert (made[1].translation, states.is_repeat(made[1])) == (model.translation, True)
    taken_back = editing.followed((made[0], made[1], own), 0, editing.unapproved(made[0]))
    assert states.state(taken_back[1]) is not State.APPROVED


@pytest.mark.parametrize(("approved", "state"), [(True, State.APPROVED), (False, State.EDITED)])
def test_a_text_is_copied_on_request_with_its_state(approved: bool, state: State) -> None:
    model = Entry("p", "Ask.", "Спросите.", flags=() if approved else ("fuzzy",))
    other = Entry("p#2", "Ask.", "Узнайте.", flags=("fuzzy",))
    (copied,) = editing.propagated((model, other), 0).values()
    assert (copied.translation, states.state(copied)) == ("Спросите.", state)


def test_a_text_that_equals_its_source_stays_approved_through_a_run() -> None:
    entry = Entry("td", "matrix gla protein", "matrix gla protein", flags=("fuzzy",))
    assert states.ignored(editing.approved(entry)) == {"same-as-source"}
