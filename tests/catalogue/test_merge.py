"""What a merge makes of an old catalogue, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.catalogue import po, states
from pipeline.catalogue.merge import Merged, Options, merge, template
from pipeline.model import Catalogue, Draft, Entry, Key, State
from tests.catalogue.world import (
    ENGINE,
    HEADER,
    Block,
    active,
    draft_text,
    drafts_for,
    obsolete,
    run,
    slots_of,
)

DOSE = "Взрослым нужно около 90 мкг витамина K2 в сутки, но не больше."
MORE = "Взрослым нужно около 120 мкг витамина K2 в сутки, но не больше."
WARN = "Принимающим варфарин нельзя начинать приём без врача."
SHORT = "доза"
ENGLISH = "Adults need about 90 mcg of vitamin K2 a day, but no more."
OTHER = "Take no more than 90 mcg of vitamin K2 a day."

NOTHING_DRAFTS = Options()
"""As with `--engine none`: nothing would draft."""


def merged(
    article: Sequence[Block], *entries: Entry, options: Options | None = None, terms: str = ""
) -> Merged:
    """A run over a catalogue of these entries."""
    result = run(Catalogue(HEADER, entries), slots_of(article, terms), options)
    later = replace(options or Options(origin=ENGINE), accept_unflagged=False)
    again = merge(result.catalogue, slots_of(article, terms), HEADER, later)
    assert again.catalogue == result.catalogue
    return result


def one(result: Merged, text: str, context: str = "") -> Entry:
    """The active entry of a source."""
    (found,) = (e for e in active(result.catalogue) if e.text == text and context in ("", e.context))
    return found


def approved(text: str, translation: str, context: str = "p", **more: object) -> Entry:
    return replace(Entry(context, text, translation), **more)  # type: ignore[arg-type]


def drafted(text: str, context: str = "p", **more: object) -> Entry:
    key = Key(context, text)
    lines = ("kind: p", *states.draft_lines(key, Draft(draft_text(text), ENGINE, -0.3)))
    return replace(Entry(*key, draft_text(text), ("fuzzy",), extracted=lines), **more)  # type: ignore[arg-type]


def fuzzy(text: str, translation: str, context: str = "p", **more: object) -> Entry:
    return replace(Entry(context, text, translation, ("fuzzy",)), **more)  # type: ignore[arg-type]


# --- new, same, vanished ------------------------------------------------------------------------


def test_a_new_catalogue_is_drafted_or_says_what_it_needs() -> None:
    slots = slots_of([("h1", SHORT), ("p", DOSE), ("p", DOSE)])
    planned = merge(None, slots, HEADER, Options(origin=ENGINE))
    assert planned.needs == (Key("h1", SHORT), Key("p", DOSE), Key("p#2", DOSE))
    assert {states.state(e) for e in planned.catalogue.entries} == {State.EMPTY}
    result = merge(None, slots, HEADER, Options(origin=ENGINE), drafts_for(planned.needs))
    assert [states.state(e) for e in result.catalogue.entries] == [State.DRAFT] * 3
    assert result.needs == ()
    assert [e.references for e in result.catalogue.entries][2] == ("sources/ru/k2.md:3",)


def test_a_vanished_draft_leaves_nothing() -> None:
    result = merged([("p", WARN)], drafted(DOSE), drafted(WARN))
    assert [e.text for e in result.catalogue.entries] == [WARN]


def test_a_vanished_approved_entry_comes_back_approved() -> None:
    without = merged([("p", WARN)], approved(DOSE, ENGLISH), drafted(WARN))
    (gone,) = obsolete(without.catalogue)
    assert (gone.text, gone.translation, gone.fuzzy, gone.extracted) == (DOSE, ENGLISH, False, ())
    back = merged([("p", DOSE), ("p", WARN)], *without.catalogue.entries)
    assert states.state(one(back, DOSE)) is State.APPROVED
    assert one(back, DOSE).translation == ENGLISH
    assert obsolete(back.catalogue) == []


def test_what_comes_back_under_another_kind_keeps_its_state() -> None:
    gone = approved(DOSE, ENGLISH, obsolete=True)
    half = fuzzy(WARN, "Those on warfarin", obsolete=True)
    result = merged([("li", DOSE), ("h2", WARN)], gone, half)
    assert states.state(one(result, DOSE, "li")) is State.APPROVED
    assert states.state(one(result, WARN, "h2")) is State.EDITED
    assert one(result, WARN).translation == "Those on warfarin"


def test_of_several_obsolete_entries_the_same_key_comes_back_first() -> None:
    one_kind, other = (
        approved(SHORT, "dosage", "li", obsolete=True),
        approved(SHORT, "dose", "td", obsolete=True),
    )
    result = merged([("td", SHORT)], one_kind, other)
    assert one(result, SHORT).translation == "dose"
    assert [e.translation for e in obsolete(result.catalogue)] == ["dosage"]


def test_of_several_obsolete_entries_an_approved_one_comes_back_first() -> None:
    """The sentence stands once now: what is approved need not be reviewed again."""
    result = merged(
        [("p", DOSE)], fuzzy(DOSE, "Adults", obsolete=True), approved(DOSE, ENGLISH, "p#2", obsolete=True)
    )
    assert states_of(result) == [(ENGLISH, State.APPROVED)]
    both = merged(
        [("p", DOSE), ("p", DOSE)],
        *obsolete(merged([("p", WARN)], *(fuzzy(DOSE, "Adults"), approved(DOSE, ENGLISH, "p#2"))).catalogue),
    )
    assert [e.translation for e in active(both.catalogue)] == ["Adults", ENGLISH]


def test_occurrences_come_back_each_with_its_own_text() -> None:
    old = approved(SHORT, "second", "td#2", obsolete=True), approved(SHORT, "first", "td", obsolete=True)
    result = merged([("td", SHORT), ("td", SHORT)], *old)
    assert [e.translation for e in active(result.catalogue)] == ["first", "second"]


def test_a_vanished_entry_never_shares_a_key() -> None:
    """Fatal for msgfmt: so a second `#~` of the same key gets another number."""
    old = approved(DOSE, "old", obsolete=True), approved(DOSE, "new", "p#2"), approved(WARN, "w")
    result = merged([("p", WARN), ("p", MORE)], *old)
    keys = [e.key for e in result.catalogue.entries]
    assert len(keys) == len(set(keys))
    po.parse(po.serialize(result.catalogue))
    texts = {e.translation for e in result.catalogue.entries}
    assert {"old", "new"} <= texts


def test_an_obsolete_entry_gives_its_key_to_an_active_one() -> None:
    """A sentence stands twice: one occurrence is active under the key that the vanished one had."""
    gone = approved(SHORT, "dosage", "p", obsolete=True)
    result = merged([("p", SHORT)], approved(SHORT, "dose", "li"), gone)
    assert one(result, SHORT).key == Key("p", SHORT)
    assert [e.key for e in obsolete(result.catalogue)] == [Key("p#2", SHORT)]


# --- the source changed -------------------------------------------------------------------------


def test_a_changed_source_keeps_the_old_translation_fuzzy_with_what_it_translates() -> None:
    result = one(merged([("p", MORE)], approved(DOSE, ENGLISH)), MORE)
    assert states.state(result) is State.CHANGED
    assert (result.translation, result.previous_text, result.fuzzy) == (ENGLISH, DOSE, True)


def test_a_source_that_is_as_before_again_is_approved_again_at_once() -> None:
    changed = merged([("p", MORE)], approved(DOSE, ENGLISH))
    result = one(merged([("p", DOSE)], *changed.catalogue.entries), DOSE)
    assert states.state(result) is State.APPROVED
    assert (result.translation, result.previous_text, result.extracted) == (ENGLISH, None, ("kind: p",))


def test_after_two_changes_the_text_still_stands_with_the_source_it_translates() -> None:
    first = merged([("p", MORE)], approved(DOSE, ENGLISH))
    again = MORE.replace("больше", "дольше")
    second = merged([("p", again)], *first.catalogue.entries)
    assert one(second, again).previous_text == DOSE
    assert states.was_approved(one(second, again))


def test_what_was_approved_for_the_changed_source_is_of_the_changed_source() -> None:
    """A person clears the flag and the editor leaves `#|` and `#.`; then the source changes again."""
    changed = one(merged([("p", MORE)], approved(DOSE, ENGLISH)), MORE)
    confirmed = replace(changed, translation="Adults need about 120 mcg.", flags=())
    cleaned = one(merged([("p", MORE)], confirmed), MORE)
    assert (cleaned.previous_text, cleaned.extracted) == (None, ("kind: p",))
    again = MORE.replace("больше", "дольше")
    result = one(merged([("p", again)], confirmed), again)
    assert result.previous_text == MORE
    assert states.was_approved(result)


def test_a_half_edited_draft_whose_source_changes_and_comes_back_is_not_approved() -> None:
    edited = replace(drafted(DOSE), translation="Adults need")
    changed = merged([("p", MORE)], edited)
    assert states.state(one(changed, MORE)) is State.CHANGED
    assert one(changed, MORE).previous_text == DOSE
    back = one(merged([("p", DOSE)], *changed.catalogue.entries), DOSE)
    assert states.state(back) is State.EDITED
    assert (back.translation, back.previous_text) == ("Adults need", None)


def test_a_text_that_was_changed_in_the_meantime_does_not_come_back_approved() -> None:
    changed = one(merged([("p", MORE)], approved(DOSE, ENGLISH)), MORE)
    touched = replace(changed, translation=ENGLISH.replace("90", "120"))
    back = one(merged([("p", DOSE)], touched), DOSE)
    assert states.state(back) is State.EDITED
    assert back.translation == touched.translation


def test_a_changed_entry_that_vanishes_comes_back_for_either_source() -> None:
    changed = merged([("p", MORE), ("p", WARN)], approved(DOSE, ENGLISH), drafted(WARN))
    gone = merged([("p", WARN)], *changed.catalogue.entries)
    (aside,) = obsolete(gone.catalogue)
    assert (aside.text, aside.previous_text) == (MORE, DOSE)
    new = one(merged([("p", WARN), ("p", MORE)], *gone.catalogue.entries), MORE)
    assert (states.state(new), new.previous_text) == (State.CHANGED, DOSE)
    old = one(merged([("p", WARN), ("p", DOSE)], *gone.catalogue.entries), DOSE)
    assert (states.state(old), old.translation) == (State.APPROVED, ENGLISH)


def test_an_approval_goes_home_when_its_source_stands_elsewhere_again() -> None:
    """The changed entry's place keeps its source; what was approved for the old one follows that."""
    changed = merged([("p", MORE)], approved(DOSE, ENGLISH))
    result = merged([("p", MORE), ("li", DOSE)], *changed.catalogue.entries)
    assert states.state(one(result, DOSE)) is State.APPROVED
    assert states.state(one(result, MORE)) is State.DRAFT


def test_an_exact_text_among_the_obsolete_goes_before_a_similar_active_one() -> None:
    old = approved(MORE, "similar"), approved(DOSE, ENGLISH, obsolete=True)
    result = merged([("p", DOSE)], *old)
    assert (one(result, DOSE).translation, one(result, DOSE).fuzzy) == (ENGLISH, False)
    assert [e.translation for e in obsolete(result.catalogue)] == ["similar"]


def test_of_two_similar_old_entries_one_is_taken_and_the_other_laid_aside() -> None:
    near, far = DOSE.replace("90", "91"), DOSE.replace("90 мкг витамина K2", "витамина")
    result = merged([("p", DOSE)], approved(far, "far"), approved(near, "near"))
    assert one(result, DOSE).translation == "near"
    (aside,) = obsolete(result.catalogue)
    assert (aside.text, aside.translation, aside.fuzzy) == (far, "far", False)


def test_a_persons_text_is_preferred_to_a_mere_comment() -> None:
    noted = drafted(DOSE.replace("90", "91"), comments=("Проверить дозу.",))
    result = merged([("p", DOSE)], noted, approved(DOSE.replace("90", "190"), ENGLISH))
    assert one(result, DOSE).translation == ENGLISH
    assert [e.comments for e in obsolete(result.catalogue)] == [("Проверить дозу.",)]


def test_dissimilar_text_is_no_change_of_the_old() -> None:
    result = merged([("p", WARN)], approved(DOSE, ENGLISH))
    assert states.state(one(result, WARN)) is State.DRAFT
    assert [e.translation for e in obsolete(result.catalogue)] == [ENGLISH]


# --- comments and flags -------------------------------------------------------------------------


def test_a_comment_on_a_draft_stays_when_the_source_changes() -> None:
    result = one(merged([("p", MORE)], drafted(DOSE, comments=("Спросить врача.",))), MORE)
    assert states.state(result) is State.DRAFT
    assert result.translation == draft_text(MORE)
    assert result.comments == ("Спросить врача.",)


def test_a_comment_on_a_draft_that_vanishes_is_laid_aside_with_it_and_comes_back() -> None:
    gone = merged([("p", WARN)], drafted(DOSE, comments=("Спросить врача.",)), drafted(WARN))
    (aside,) = obsolete(gone.catalogue)
    assert (aside.comments, aside.fuzzy) == (("Спросить врача.",), True)
    back = one(merged([("li", DOSE), ("p", WARN)], *gone.catalogue.entries), DOSE)
    assert (back.comments, states.state(back)) == (("Спросить врача.",), State.DRAFT)


def test_a_draft_that_is_laid_aside_under_another_number_is_a_draft_when_it_comes_back() -> None:
    gone = drafted(DOSE, comments=("Спросить врача.",), obsolete=True)
    result = merged([("p", DOSE)], fuzzy(DOSE, "Adults", "li"), gone)
    assert [e.key for e in obsolete(result.catalogue)] == [Key("p#2", DOSE)]
    back = merged([("p", DOSE), ("h2", DOSE)], *result.catalogue.entries)
    assert states.state(one(back, DOSE, "h2")) is State.DRAFT


def test_a_comment_on_an_entry_without_text_is_not_lost_either() -> None:
    empty = Entry("p", DOSE, comments=("Не переводить?",))
    gone = merged([("p", WARN)], empty)
    assert [e.comments for e in obsolete(gone.catalogue)] == [("Не переводить?",)]
    back = one(merged([("p", DOSE)], *gone.catalogue.entries), DOSE)
    assert (back.comments, back.translation) == (("Не переводить?",), draft_text(DOSE))


@pytest.mark.parametrize("flag", ["no-wrap", "c-format", "my-flag"])
@pytest.mark.parametrize("article", [[("p", DOSE)], [("p", MORE)], [("li", DOSE)], [("p", WARN)]])
def test_unknown_flags_stay(flag: str, article: list[Block]) -> None:
    for old in (approved(DOSE, ENGLISH, flags=(flag,)), drafted(DOSE, flags=("fuzzy", flag))):
        result = merged(article, old)
        assert [e.flags.count(flag) for e in result.catalogue.entries if flag in e.flags] == [1]


def test_a_decision_to_ignore_a_finding_stays_and_lapses() -> None:
    bare = approved(DOSE, ENGLISH)
    comment = states.ignore_comment("numbers", bare)
    same = one(merged([("p", WARN), ("li", DOSE)], replace(bare, comments=(comment,))), DOSE)
    assert states.ignored(same) == {"numbers"}
    changed = one(merged([("p", MORE)], replace(bare, comments=(comment,))), MORE)
    assert (states.ignored(changed), changed.comments) == (frozenset(), (comment,))
    back = one(merged([("p", DOSE)], changed), DOSE)
    assert states.ignored(back) == {"numbers"}


# --- drafts -------------------------------------------------------------------------------------


def test_a_valid_draft_is_not_made_again() -> None:
    old = Catalogue(HEADER, (drafted(DOSE),))
    assert merge(old, slots_of([("p", DOSE)]), HEADER, Options(origin=ENGINE)).needs == ()


def test_a_draft_whose_number_moved_stays_a_draft() -> None:
    """The first of two equal sentences is deleted: `p#2` becomes `p`."""
    result = one(merged([("p", DOSE)], drafted(WARN), drafted(DOSE, "p#2")), DOSE)
    assert result.key == Key("p", DOSE)
    assert states.state(result) is State.DRAFT
    moved = one(merged([("td", DOSE)], result), DOSE)
    assert states.state(moved) is State.DRAFT


def test_an_edited_draft_that_is_left_fuzzy_is_never_drafted_again() -> None:
    edited = replace(drafted(DOSE), translation="Adults need")
    for options in (Options(origin="argos other 2.0", redraft=True), Options(origin=ENGINE)):
        result = one(merged([("p", DOSE)], edited, options=options, terms="vitamin K2"), DOSE)
        assert (result.translation, states.state(result)) == ("Adults need", State.EDITED)


def test_a_text_without_lines_is_a_persons() -> None:
    """msgmerge takes lines of `#.` from the template: what is fuzzy then may be anybody's."""
    stripped = replace(drafted(DOSE), extracted=("kind: p",))
    result = one(
        merged([("p", DOSE)], stripped, options=Options(origin="argos other 2.0", redraft=True)), DOSE
    )
    assert (states.state(result), result.translation) == (State.EDITED, draft_text(DOSE))


def test_a_fuzzy_entry_of_weblate_keeps_its_previous_source() -> None:
    old = fuzzy(MORE, ENGLISH, previous_text=DOSE, previous_context="p")
    result = one(merged([("p", MORE)], old), MORE)
    assert (states.state(result), result.previous_text) == (State.EDITED, DOSE)
    changed = one(merged([("p", MORE + " Да.")], old), MORE + " Да.")
    assert changed.previous_text == DOSE
    back = one(merged([("p", DOSE)], old), DOSE)
    assert (states.state(back), back.translation, back.previous_text) == (State.EDITED, ENGLISH, None)


def test_an_emptied_entry_is_drafted_anew() -> None:
    for old in (
        approved(DOSE, ""),
        replace(drafted(DOSE), translation=""),
        fuzzy(DOSE, "", previous_text=MORE),
    ):
        result = one(merged([("p", DOSE)], old), DOSE)
        assert (result.translation, states.state(result)) == (draft_text(DOSE), State.DRAFT)
        assert result.previous_text is None


def test_an_emptied_entry_is_plainly_empty_without_an_engine() -> None:
    for old in (replace(drafted(DOSE), translation=""), fuzzy(DOSE, "", previous_text=MORE)):
        plain = merge(Catalogue(HEADER, (old,)), slots_of([("p", DOSE)]), HEADER, NOTHING_DRAFTS)
        found = one(plain, DOSE)
        assert (found.flags, found.previous_text, found.extracted) == ((), None, ("kind: p",))


def test_an_empty_mark_counts_as_a_translation() -> None:
    assert states.state(one(merged([("p", DOSE)], approved(DOSE, "<empty/>")), DOSE)) is State.APPROVED


def test_drafts_are_made_again_when_terms_change() -> None:
    old = replace(drafted(DOSE), extracted=("term: K2 = K2", *drafted(DOSE).extracted))
    planned = merge(Catalogue(HEADER, (old,)), slots_of([("p", DOSE)], "vitamin K2"), HEADER, Options())
    assert planned.needs == (Key("p", DOSE),)


def test_changed_terms_are_not_forgotten_while_nothing_drafts() -> None:
    """A run without an engine, or for other languages, writes the new terms; the draft is made again later."""
    slots = slots_of([("p", DOSE)], "vitamin K2")
    without = merge(Catalogue(HEADER, (drafted(DOSE),)), slots, HEADER, NOTHING_DRAFTS).catalogue
    assert "termlock: terms-changed" in without.entries[0].extracted
    assert merge(without, slots, HEADER, NOTHING_DRAFTS).catalogue == without
    later = merge(without, slots, HEADER, Options(origin=ENGINE))
    assert later.needs == (Key("p", DOSE),)
    final = run(without, slots)
    assert "termlock: terms-changed" not in final.catalogue.entries[0].extracted
    assert merge(final.catalogue, slots, HEADER, Options(origin=ENGINE)).needs == ()


@pytest.mark.parametrize(
    ("made_by", "redraft", "again"),
    [
        (ENGINE, True, False),
        ("argos translate-ru_en 1.8", False, False),
        ("argos translate-ru_en 1.8", True, True),
        ("pseudo", False, True),
        ("rule", True, False),
        ("glossary", True, False),
    ],
)
def test_drafts_of_another_origin(made_by: str, redraft: bool, again: bool) -> None:
    key = Key("p", DOSE)
    lines = ("kind: p", *states.draft_lines(key, Draft("x", made_by, -0.1)))
    old = Catalogue(HEADER, (Entry(*key, "x", ("fuzzy",), extracted=lines),))
    planned = merge(old, slots_of([("p", DOSE)]), HEADER, Options(origin=ENGINE, redraft=redraft))
    assert planned.needs == ((key,) if again else ())


def test_a_withheld_draft_is_tried_again_by_another_engine_only() -> None:
    old = Entry("p", DOSE, extracted=("kind: p", f"termlock: draft-withheld {ENGINE}: numbers"))
    slots = slots_of([("p", DOSE)])
    for origin, needed in ((ENGINE, 0), ("", 0), ("argos translate-ru_en 2.0", 1)):
        assert len(merge(Catalogue(HEADER, (old,)), slots, HEADER, Options(origin=origin)).needs) == needed


def test_a_draft_never_wins_over_what_a_person_saved_meanwhile() -> None:
    slots = slots_of([("p", DOSE), ("p", WARN), ("li", SHORT)])
    draft = drafts_for([slot.key for slot in slots])
    old = Catalogue(HEADER, (approved(DOSE, ENGLISH), fuzzy(WARN, "On warfarin"), Entry("li", SHORT)))
    result = merge(old, slots, HEADER, Options(origin=ENGINE), draft)
    assert [e.translation for e in active(result.catalogue)] == [ENGLISH, "On warfarin", draft_text(SHORT)]


def test_lines_that_polib_wrapped_are_read_as_one() -> None:
    """Without that the draft would seem to be made with other terms, and be made again."""
    long = f"{ENGINE} and a very long name of a package"
    key = Key("p", DOSE)
    lines = states.draft_lines(key, Draft("x", long, -0.1))[0]
    cut = lines.index("very long")
    old = Entry(
        *key, "x", ("fuzzy",), extracted=("kind: p", "term: K2 = a", "b", lines[:cut].strip(), lines[cut:])
    )
    planned = merge(
        Catalogue(HEADER, (old,)), slots_of([("p", DOSE)], "a b"), HEADER, Options(origin=long, redraft=True)
    )
    assert planned.needs == ()
    assert planned.catalogue.entries[0].extracted == ("kind: p", "term: K2 = a b", lines)


# --- repeats ------------------------------------------------------------------------------------

TWICE: list[Block] = [("p", DOSE), ("p", DOSE), ("li", DOSE)]
KEYS = ("p", "p#2", "li")


def states_of(result: Merged) -> list[tuple[str, State]]:
    return [(e.translation, states.state(e)) for e in active(result.catalogue)]


def test_approving_one_occurrence_fills_and_approves_its_untouched_equals() -> None:
    result = merged(TWICE, drafted(DOSE), approved(DOSE, ENGLISH, "p#2"), drafted(DOSE, "li"))
    assert states_of(result) == [(ENGLISH, State.APPROVED)] * 3
    assert [states.is_repeat(e) for e in active(result.catalogue)] == [True, False, True]


def test_what_a_person_touched_is_not_filled() -> None:
    edited = replace(drafted(DOSE), translation="моё")
    result = merged(TWICE, edited, approved(DOSE, ENGLISH, "p#2"), approved(DOSE, OTHER, "li"))
    assert [e.translation for e in active(result.catalogue)] == ["моё", ENGLISH, OTHER]


def test_two_approvals_that_differ_fill_nothing() -> None:
    result = merged(TWICE, approved(DOSE, ENGLISH), approved(DOSE, OTHER, "p#2"), drafted(DOSE, "li"))
    assert states_of(result)[2] == (draft_text(DOSE), State.DRAFT)


def three(*first: Entry) -> list[Entry]:
    """An approved original and its two copies, as a run left them; the original changed to `first`."""
    left = active(merged(TWICE, approved(DOSE, ENGLISH), drafted(DOSE, "p#2"), drafted(DOSE, "li")).catalogue)
    return [*first, *left[1:]] if first else left


def test_copies_follow_their_original() -> None:
    result = merged(TWICE, *three(approved(DOSE, OTHER)))
    assert states_of(result) == [(OTHER, State.APPROVED)] * 3


def test_a_touched_copy_is_an_original_of_its_own() -> None:
    left = three()
    left[2] = replace(left[2], translation=OTHER)
    result = merged(TWICE, *left)
    assert [e.translation for e in active(result.catalogue)] == [ENGLISH, ENGLISH, OTHER]
    assert not states.is_repeat(active(result.catalogue)[2])


@pytest.mark.parametrize("taken_back", [fuzzy(DOSE, ENGLISH), fuzzy(DOSE, "Adults"), approved(DOSE, "")])
def test_copies_of_a_withdrawn_approval_are_held(taken_back: Entry) -> None:
    """A person makes the original fuzzy or empties it: nobody approved the copies."""
    result = merged(TWICE, *three(taken_back))
    assert states_of(result)[1:] == [(ENGLISH, State.EDITED)] * 2


def test_an_approval_is_withdrawn_also_where_it_has_findings() -> None:
    finding = "termlock: numbers warning: 90"
    result = merged(TWICE, *three(fuzzy(DOSE, ENGLISH, extracted=("kind: p", finding))))
    assert states_of(result)[1:] == [(ENGLISH, State.EDITED)] * 2


def test_copies_stay_approved_when_their_original_vanishes_and_fill_new_equals() -> None:
    left = three()[1:]
    result = merged([("p", DOSE), ("li", DOSE), ("td", DOSE)], *left)
    assert states_of(result) == [(ENGLISH, State.APPROVED)] * 3


def test_an_approval_counts_for_the_equal_that_stays_when_its_own_occurrence_vanishes() -> None:
    """Between two runs one of two equal drafts is approved and the other one stays in the article."""
    result = merged([("p", DOSE), ("p", WARN)], drafted(DOSE), drafted(WARN), approved(DOSE, ENGLISH, "p#2"))
    assert states_of(result)[0] == (ENGLISH, State.APPROVED)
    assert [e.translation for e in obsolete(result.catalogue)] == [ENGLISH]


def test_what_a_person_emptied_is_not_filled_from_what_vanished() -> None:
    gone = approved(DOSE, ENGLISH, "p#2", obsolete=True)
    assert states_of(merged([("p", DOSE)], approved(DOSE, ""), gone)) == [(draft_text(DOSE), State.DRAFT)]


def test_a_copy_stays_approved_when_only_its_originals_source_changes() -> None:
    result = merged([("p", MORE), ("p", DOSE), ("li", DOSE)], *three())
    assert states_of(result)[1:] == [(ENGLISH, State.APPROVED)] * 2
    assert result.catalogue.entries[0].translation in (ENGLISH, draft_text(MORE))


def test_a_copy_of_a_text_that_no_original_has_any_more_is_held() -> None:
    left = three(approved(DOSE, OTHER))
    left[2] = replace(left[2], translation="третье")
    result = merged(TWICE, *left)
    assert states_of(result) == [(OTHER, State.APPROVED), (ENGLISH, State.EDITED), ("третье", State.APPROVED)]


def test_an_emptied_copy_follows_its_original_again() -> None:
    left = three()
    left[1] = replace(left[1], translation="")
    assert states_of(merged(TWICE, *left)) == [(ENGLISH, State.APPROVED)] * 3


def test_a_copy_made_fuzzy_stays_fuzzy() -> None:
    left = three()
    left[1] = replace(left[1], flags=("fuzzy",))
    assert states_of(merged(TWICE, *left))[1] == (ENGLISH, State.EDITED)


def test_a_new_equal_is_filled_and_takes_nothing_similar() -> None:
    """The changed sentence of the old article goes aside instead of standing, fuzzy, under a known one."""
    result = merged([("p", DOSE), ("p", DOSE)], approved(DOSE, ENGLISH), approved(MORE, "more"))
    assert states_of(result) == [(ENGLISH, State.APPROVED)] * 2
    assert [e.translation for e in obsolete(result.catalogue)] == ["more"]


# --- what other tools do to flags ---------------------------------------------------------------


def test_flags_that_vanished_together_are_put_back_and_told_once() -> None:
    texts = [DOSE, MORE, WARN]
    bare = [replace(drafted(text), flags=()) for text in texts]
    result = merged([("p", text) for text in texts], *bare, approved("K2", "K2"))
    assert {states.state(e) for e in active(result.catalogue)} == {State.DRAFT}
    assert [(f.check, "--accept-unflagged" in f.message) for f in result.findings] == [
        ("flags-vanished", True)
    ]


def test_flags_that_vanished_together_count_as_approvals_when_a_person_says_so() -> None:
    texts = [DOSE, MORE, WARN]
    bare = [replace(drafted(text), flags=()) for text in texts]
    article = [("p", text) for text in texts]
    accepted = merged(article, *bare, options=Options(origin=ENGINE, accept_unflagged=True))
    assert {states.state(e) for e in active(accepted.catalogue)} == {State.APPROVED}
    later = merged(article, *accepted.catalogue.entries)
    assert {states.state(e) for e in active(later.catalogue)} == {State.APPROVED}
    assert later.findings == ()


def test_what_was_held_may_be_accepted_in_any_later_run() -> None:
    texts = [DOSE, MORE, WARN]
    article = [("p", text) for text in texts]
    held = merged(article, *(replace(drafted(text), flags=()) for text in texts))
    again = merged(article, *held.catalogue.entries)
    assert [f.check for f in again.findings] == ["flags-vanished"]
    edited = [replace(e, translation="правка") if e.text == MORE else e for e in again.catalogue.entries]
    accepted = merged(article, *edited, options=Options(origin=ENGINE, accept_unflagged=True))
    assert states_of(accepted) == [
        (draft_text(DOSE), State.APPROVED),
        ("правка", State.EDITED),
        (draft_text(WARN), State.APPROVED),
    ]
    assert accepted.findings == ()


def test_what_was_held_is_made_again_only_when_a_person_asks() -> None:
    texts = [DOSE, MORE, WARN]
    article = [("p", text) for text in texts]
    held = merged(article, *(replace(drafted(text), flags=()) for text in texts))
    other = Options(origin="argos another", redraft=True)
    needed = [
        len(merge(held.catalogue, slots_of(article, ""), HEADER, options).needs)
        for options in (other, replace(other, anew=True))
    ]
    assert needed == [0, 3]


def test_a_changed_entry_is_not_approved_for_its_new_source_by_a_tool_that_drops_flags() -> None:
    changed = replace(one(merged([("p", MORE)], approved(DOSE, ENGLISH)), MORE), flags=())
    bare = [replace(drafted(text, "li"), flags=()) for text in (DOSE, WARN, SHORT)]
    article = [("p", MORE), ("li", DOSE), ("li", WARN), ("li", SHORT)]
    result = merged(article, changed, *bare)
    assert states.state(one(result, MORE)) is State.CHANGED


def test_an_obsolete_entry_that_lost_its_flag_does_not_come_back_approved() -> None:
    """OmegaT drops the flags of obsolete entries."""
    old = [fuzzy(DOSE, "Adults"), replace(drafted(WARN), comments=("c",)), approved(SHORT, "dose")]
    changed = one(merged([("p", MORE)], approved(MORE.replace("120", "121"), ENGLISH)), MORE)
    gone = merged([("p", "другое")], *old, changed)
    bare = [replace(e, flags=()) for e in gone.catalogue.entries]
    back = merged([("p", DOSE), ("p", MORE), ("p", WARN), ("p", SHORT)], *bare)
    assert states_of(back) == [
        ("Adults", State.EDITED),
        (ENGLISH, State.CHANGED),
        (draft_text(WARN), State.DRAFT),
        ("dose", State.APPROVED),
    ]


def test_a_translation_that_equals_its_source_is_held_until_a_person_says_that_it_is_right() -> None:
    copied = approved(DOSE, DOSE)
    result = merged([("p", DOSE)], copied)
    assert one(result, DOSE).fuzzy
    (found,) = result.findings
    assert found.check == "same-as-source"
    comment = states.ignore_comment("same-as-source", copied)
    assert comment in found.message
    kept = merged([("p", DOSE)], replace(copied, comments=(comment,)))
    assert (states.state(one(kept, DOSE)), kept.findings) == (State.APPROVED, ())


def test_a_vanished_entry_that_equals_its_source_comes_back_fuzzy() -> None:
    assert one(merged([("p", DOSE)], approved(DOSE, DOSE, obsolete=True)), DOSE).fuzzy


def test_accepting_flags_that_vanished_does_not_approve_what_equals_its_source() -> None:
    """A tool that drops flags may also have written the source where it had no translation."""
    accepted = merged([("p", DOSE)], approved(DOSE, DOSE), options=Options(accept_unflagged=True))
    assert one(accepted, DOSE).fuzzy
    assert [f.check for f in accepted.findings] == ["same-as-source"]


def test_copies_of_a_translation_that_equals_its_source_are_not_held() -> None:
    comment = states.ignore_comment("same-as-source", approved(DOSE, DOSE))
    result = merged(
        TWICE, approved(DOSE, DOSE, comments=(comment,)), drafted(DOSE, "p#2"), drafted(DOSE, "li")
    )
    assert states_of(result) == [(DOSE, State.APPROVED)] * 3


@pytest.mark.parametrize("text", ["MK-7", "K2 (100 mcg)", "2024", "MGP", "https://example.org"])
def test_names_numbers_and_links_may_stay_as_they_are(text: str) -> None:
    assert states.state(one(merged([("td", text)], approved(text, text, "td")), text)) is State.APPROVED


def test_line_ends_at_a_translations_ends_are_taken_off() -> None:
    """msgfmt refuses a file in which only one of both texts ends with a newline."""
    result = merged([("p", DOSE)], approved(DOSE, f"\n{ENGLISH}\n\n"))
    assert states_of(result) == [(ENGLISH, State.APPROVED)]


# --- the source language's catalogue --------------------------------------------------------------

SOURCE = Options(is_source=True)


def test_the_source_languages_catalogue_is_the_identity() -> None:
    result = merged([("p", DOSE), ("p", DOSE)], options=SOURCE)
    assert [(e.translation, e.flags) for e in active(result.catalogue)] == [(DOSE, ())] * 2
    assert result.needs == ()


def test_the_identity_follows_the_source_and_keeps_comments_and_flags() -> None:
    old = Entry("p", DOSE, DOSE, ("fuzzy", "my-flag"), comments=("Спросить.",))
    result = one(merged([("p", MORE)], old, options=SOURCE), MORE)
    assert result == replace(result, translation=MORE, flags=("my-flag",), comments=("Спросить.",))


def test_an_edit_of_the_source_is_kept_and_told_with_its_line() -> None:
    data = po.serialize(Catalogue(HEADER, (approved(DOSE, "Взрослым хватает 90 мкг."),)))
    result = run(po.parse(data), slots_of([("li", DOSE)]), SOURCE)
    assert one(result, DOSE).translation == "Взрослым хватает 90 мкг."
    (found,) = result.findings
    assert (found.check, found.line) == ("source-edited", po.parse(data).entries[0].line)


def test_an_edit_of_a_source_that_changes_is_fuzzy_and_comes_back_with_it() -> None:
    changed = merged([("p", MORE)], approved(DOSE, "Взрослым хватает 90 мкг."), options=SOURCE)
    assert states.state(one(changed, MORE)) is State.CHANGED
    back = one(merged([("p", DOSE)], *changed.catalogue.entries, options=SOURCE), DOSE)
    assert (states.state(back), back.translation) == (State.APPROVED, "Взрослым хватает 90 мкг.")


def test_an_edit_that_the_author_took_over_is_the_identity_again() -> None:
    result = one(merged([("p", MORE)], approved(DOSE, MORE), options=SOURCE), MORE)
    assert (result.translation, result.flags, result.previous_text) == (MORE, (), None)


def test_an_emptied_source_is_the_identity_again() -> None:
    assert one(merged([("p", DOSE)], approved(DOSE, ""), options=SOURCE), DOSE).translation == DOSE


# --- the template, headers ------------------------------------------------------------------------


def test_the_template_holds_all_entries_without_translations() -> None:
    slots = slots_of([("p", DOSE), ("li", SHORT)])
    made = template(None, slots, HEADER)
    assert [(e.key, e.translation) for e in made.entries] == [(s.key, "") for s in slots]
    assert template(made, slots, HEADER) == made
    fuzzy_header = replace(made, header_flags=("fuzzy",), header_comments=("Лицензия",))
    assert template(fuzzy_header, slots, HEADER) == fuzzy_header


def test_what_stands_in_the_header_stays_and_its_fuzzy_flag_goes() -> None:
    header = (
        ("Last-Translator", "М. Иванова"),
        ("X-Own", "да"),
        ("Content-Type", "text/plain; charset=KOI8-R"),
    )
    old = Catalogue(header, (approved(DOSE, ENGLISH),), ("Лицензия",), ("fuzzy", "my-flag"))
    made = merge(old, slots_of([("p", DOSE)]), HEADER, Options()).catalogue
    fields = dict(made.header)
    assert [name for name, _ in made.header][:3] == ["Last-Translator", "X-Own", "Content-Type"]
    assert (fields["Last-Translator"], fields["X-Own"]) == ("М. Иванова", "да")
    assert fields["Content-Type"] == "text/plain; charset=UTF-8"
    assert {"Language", "Plural-Forms", "X-Source-Language"} <= set(fields)
    assert (made.header_comments, made.header_flags) == (("Лицензия",), ("my-flag",))


def test_the_creation_date_is_new_only_when_entries_come_or_go() -> None:
    dated = tuple((n, "2020-01-01 00:00+0000" if n.endswith("Date") else v) for n, v in HEADER)
    old = Catalogue(dated, (approved(DOSE, ENGLISH),))
    same = dict(merge(old, slots_of([("p", DOSE)]), HEADER, Options()).catalogue.header)
    assert same["POT-Creation-Date"] == "2020-01-01 00:00+0000"
    more = dict(merge(old, slots_of([("p", DOSE), ("p", WARN)]), HEADER, Options()).catalogue.header)
    assert more["POT-Creation-Date"] == dict(HEADER)["POT-Creation-Date"]
    assert more["PO-Revision-Date"] == "2020-01-01 00:00+0000"
