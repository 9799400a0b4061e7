"""The table of states: what an entry is, told from the catalogue alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import states
from pipeline.model import Draft, Entry, Finding, Key, Severity, State

SOURCE = "MGP не пускает кальций в стенку артерии."
TEXT = "MGP keeps calcium out of the artery wall."
KEY = Key("p", SOURCE)
DRAFT = Draft(TEXT, "argos translate-ru_en 1.9", -0.42)
LINE = states.draft_lines(KEY, DRAFT)[0]


def entry(
    translation: str = TEXT, line: str = "", *, fuzzy: bool = True, previous: str | None = None
) -> Entry:
    flags = ("fuzzy",) if fuzzy else ()
    extracted = ("kind: p", line) if line else ("kind: p",)
    return Entry("p", SOURCE, translation, flags, extracted=extracted, previous_text=previous)


TABLE = [
    # state             translation  line of `#.`                             fuzzy  #| msgid
    (State.DRAFT,       TEXT,        LINE,                                    True,  None),
    (State.EDITED,      "MGP: edit", LINE,                                    True,  None),
    (State.EDITED,      TEXT,        "",                                      True,  None),
    (State.EDITED,      TEXT,        "",                                      True,  "Старый источник."),
    (State.EDITED,      TEXT,        "termlock: numbers error: 5",            True,  None),
    (State.CHANGED,     TEXT,        "termlock: changed",                     True,  "Старый источник."),
    (State.CHANGED,     TEXT,        "termlock: changed 0123abcd",            True,  "Старый источник."),
    (State.MEMORY,      TEXT,        "termlock: memory 86 %",                 True,  "Похожий источник."),
    (State.APPROVED,    TEXT,        "",                                      False, None),
    (State.APPROVED,    TEXT,        LINE,                                    False, None),
    (State.APPROVED,    TEXT,        "termlock: changed 0123abcd",            False, "Старый источник."),
    (State.APPROVED,    "<empty/>",  "",                                      False, None),
    (State.WITHHELD,    "",          "termlock: draft-withheld argos x 1: y", False, None),
    (State.WITHHELD,    "",          "termlock: draft-withheld argos x 1: y", True,  None),
    (State.EMPTY,       "",          "",                                      False, None),
    (State.EMPTY,       "",          LINE,                                    True,  None),
    (State.EMPTY,       "",          "termlock: changed",                     True,  "Старый источник."),
]  # fmt: skip


@pytest.mark.parametrize(("state", "translation", "line", "fuzzy", "previous"), TABLE)
def test_the_table_of_states(
    state: State, translation: str, line: str, fuzzy: bool, previous: str | None
) -> None:
    found = entry(translation, line, fuzzy=fuzzy, previous=previous)
    assert states.state(found) is state
    persons = state not in (State.DRAFT, State.WITHHELD, State.EMPTY)
    assert states.has_persons_text(found) is persons


@pytest.mark.parametrize(
    "change",
    [
        {"translation": TEXT + "."},
        {"translation": TEXT.replace("keeps", "keeps ")},
        {"text": SOURCE.replace("MGP", "MGP ")},
        {"context": "p#2"},
    ],
)
def test_a_draft_is_one_only_while_key_and_text_are_untouched(change: dict[str, str]) -> None:
    """The hash covers context, source and translation; another draft of the same text is another hash."""
    assert states.state(entry(line=LINE)) is State.DRAFT
    assert states.state(replace(entry(line=LINE), **change)) is State.EDITED


@given(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))
def test_the_hash_tells_texts_apart_wherever_they_are_cut(a: str, b: str, c: str, d: str) -> None:
    one, other = states.draft_hash(Key(a, b), c), states.draft_hash(Key(a, b + c), d)
    assert (one == other) == ((b, c) == (b + c, d)) or "\0" in a + b + c + d


def test_a_drafts_lines_name_its_origin_score_and_findings() -> None:
    found = Finding("numbers", Severity.ERROR, "45\n  is missing")
    assert states.draft_lines(KEY, replace(DRAFT, findings=(found,))) == (
        f"termlock: draft {states.draft_hash(KEY, TEXT)} argos translate-ru_en 1.9, score -0.42",
        "termlock: numbers error: 45 is missing",
    )
    withheld = Draft("", "argos translate-ru_en 1.9", withheld=(found, found))
    assert states.draft_lines(KEY, withheld) == (
        "termlock: draft-withheld argos translate-ru_en 1.9: numbers",
    )


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        (LINE, "argos translate-ru_en 1.9"),
        ("termlock: draft 0123abcd rule", "rule"),
        ("termlock: draft-withheld argos a 1 + b 2: numbers, length", "argos a 1 + b 2"),
        ("termlock: changed", ""),
    ],
)
def test_what_made_a_draft_is_read_back(line: str, origin: str) -> None:
    assert states.origin(entry(line=line)) == origin


LINES = (
    "kind: p",
    "a1 = a https://example.org",
    "term: MGP = MGP | matrix Gla protein",
    "termlock: numbers error: 5",
)


@pytest.mark.parametrize(
    ("state", "translation", "fuzzy", "kept"),
    [
        (State.DRAFT, TEXT, True, (LINE, "termlock: tags-placed a1", "termlock: terms-changed")),
        (State.WITHHELD, "", False, ("termlock: draft-withheld argos x 1: y", "termlock: terms-changed")),
        (State.CHANGED, TEXT, True, ("termlock: changed 0123abcd",)),
        (State.MEMORY, TEXT, True, ("termlock: memory 86 %",)),
        (State.EDITED, "MGP: edit", True, (LINE,)),
        (State.EDITED, TEXT, True, ()),
        (State.APPROVED, TEXT, False, ()),
        (State.EMPTY, "", False, ()),
    ],
)
def test_only_lines_that_state_what_an_entry_is_are_kept(
    state: State, translation: str, fuzzy: bool, kept: tuple[str, ...]
) -> None:
    """Kinds, terms and findings are made anew."""
    found = replace(entry(translation, fuzzy=fuzzy), extracted=(*LINES, *kept))
    assert states.state(found) is state
    assert states.state_lines(found) == kept


def test_an_approved_entry_keeps_no_line_of_its_draft() -> None:
    assert states.state_lines(entry(line=LINE, fuzzy=False)) == ()


# --- repeats ------------------------------------------------------------------------------------


def test_a_repeat_is_one_while_its_text_is_untouched() -> None:
    copy = entry(fuzzy=False, line=states.repeat_line(entry(fuzzy=False)))
    assert states.is_repeat(copy)
    assert states.is_repeat(replace(copy, context="li#3"))
    assert not states.is_repeat(replace(copy, translation="другое"))
    assert not states.is_repeat(replace(copy, flags=("fuzzy",)))
    assert states.state_lines(copy) == (states.repeat_line(copy),)
    assert states.state_lines(replace(copy, translation="другое")) == ()


# --- changed ------------------------------------------------------------------------------------


def test_a_changed_entry_knows_whether_its_text_was_approved() -> None:
    approved = entry(fuzzy=False)
    line = states.changed_line(approved, approved=True)
    changed = replace(entry(line=line, previous=SOURCE), text="Новый источник.")
    assert states.was_approved(changed)
    assert not states.was_approved(replace(changed, translation="edited"))
    assert not states.was_approved(replace(changed, previous_text="Другой источник."))
    unsure = states.changed_line(approved, approved=False)
    assert not states.was_approved(replace(changed, extracted=(unsure,)))


# --- ignored findings ---------------------------------------------------------------------------


def test_an_ignored_finding_is_heard_again_when_either_text_changes() -> None:
    bare = entry(fuzzy=False)
    kept = replace(bare, comments=("Так и надо.", states.ignore_comment("numbers", bare), " other"))
    assert states.ignored(kept) == {"numbers"}
    assert states.ignored(replace(kept, context="li#2")) == {"numbers"}
    assert states.ignored(replace(kept, translation=TEXT + "!")) == frozenset()
    assert states.ignored(replace(kept, text=SOURCE + "!")) == frozenset()


@pytest.mark.parametrize(
    "comment", ["termlock: ignore numbers", "ignore numbers 0123abcd", "termlock: ignore numbers 0"]
)
def test_what_is_no_decision_ignores_nothing(comment: str) -> None:
    assert states.ignored(replace(entry(), comments=(comment,))) == frozenset()


def test_several_checks_may_be_ignored_with_space_around() -> None:
    bare = entry()
    comments = tuple(f"  {states.ignore_comment(check, bare)} " for check in ("numbers", "length"))
    assert states.ignored(replace(bare, comments=comments)) == {"numbers", "length"}


# --- lines that a tool wrapped --------------------------------------------------------------------


def test_wrapped_lines_are_joined() -> None:
    """polib wraps comments at 78 columns."""
    whole = (
        "kind: p",
        "a1 = a https://example.org",
        "term: матриксный Gla-белок = matrix Gla protein | MGP",
        "termlock: draft 0123abcd argos translate-ru_en 1.9 + translate-en_zh 1.9, score -0.42",
    )
    wrapped = (
        *whole[:2],
        "term: матриксный Gla-белок = matrix",
        "Gla protein | MGP",
        "termlock: draft 0123abcd argos translate-ru_en 1.9 +",
        "translate-en_zh 1.9, score",
        "-0.42",
    )
    assert states.unwrapped(wrapped) == whole
    assert states.unwrapped(whole) == whole
    assert states.unwrapped(()) == ()


# --- flags that vanished together -----------------------------------------------------------------


def file(drafts: int, **more: Entry) -> list[Entry]:
    """A file with untouched drafts whose flags are gone, and other entries."""
    made = []
    for number in range(drafts):
        key = Key("p", f"{SOURCE} {number}")
        made.append(Entry(*key, TEXT, extracted=states.draft_lines(key, DRAFT)))
    return [*made, *more.values()]


def test_three_untouched_drafts_without_any_flag_in_the_file_are_no_approvals() -> None:
    entries = file(3, own=entry("своё", fuzzy=False), empty=entry("", fuzzy=False))
    assert states.flags_vanished(entries) == {e.key for e in entries[:3]}


def test_two_may_have_been_approved_by_a_person() -> None:
    assert states.flags_vanished(file(2)) == frozenset()


def test_a_file_that_a_person_wrote_most_of_is_a_persons_work() -> None:
    written = {f"own{n}": replace(entry(f"своё {n}", LINE, fuzzy=False), context=f"li#{n}") for n in range(9)}
    assert states.flags_vanished(file(3, **written)) == frozenset()
    written.popitem()
    assert len(states.flags_vanished(file(3, **written))) == 3


def test_one_flag_left_in_the_file_shows_that_flags_are_kept() -> None:
    assert states.flags_vanished(file(5, fuzzy=entry())) == frozenset()


def test_flags_of_empty_and_obsolete_entries_show_nothing() -> None:
    gone = replace(entry(), obsolete=True)
    assert len(states.flags_vanished(file(3, gone=gone, empty=entry("", fuzzy=True)))) == 3


def test_edited_texts_are_not_among_them_but_offers_are() -> None:
    edited = replace(entry("правка", LINE, fuzzy=False), context="li")
    changed = replace(entry(line="termlock: changed 0123abcd", fuzzy=False), context="li#2")
    memory = replace(entry(line="termlock: memory 90 %", fuzzy=False), context="li#3")
    entries = file(3, edited=edited, changed=changed, memory=memory)
    assert states.flags_vanished(entries) == {e.key for e in entries} - {edited.key}
