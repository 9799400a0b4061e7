"""What is published of each entry: people's approval, open findings, and bounds on old and machine text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.catalogue import states
from pipeline.checks.registry import CHECKS
from pipeline.model import Draft, Entry, Finding, Key, Segment, Severity, Span
from pipeline.publish.choice import MEANING, Choice, Gate, Used, choose, refused

NOTHING = ()


def segment(text: str, block: int = 0) -> Segment:
    return Segment("p", text, "p", block, 1, Span(0, 1))


def fine(entry: Entry) -> tuple[Finding, ...]:
    return NOTHING


def wrong(*marks: str):  # type: ignore[no-untyped-def]
    """A check that finds an error in translations that hold one of the marks."""

    def check(entry: Entry) -> tuple[Finding, ...]:
        found = [mark for mark in marks if mark in entry.translation]
        return tuple(Finding("numbers", Severity.ERROR, f"{mark} is wrong.") for mark in found)

    return check


def approved(text: str, translation: str) -> Entry:
    return Entry("p", text, translation)


def draft(text: str, translation: str) -> Entry:
    lines = states.draft_lines(Key("p", text), Draft(translation, "argos x"))
    return Entry("p", text, translation, ("fuzzy",), extracted=lines)


def changed(old: str, new: str, translation: str) -> Entry:
    line = states.changed_line(approved(old, translation), approved=True)
    return Entry("p", new, translation, ("fuzzy",), extracted=(line,), previous_text=old)


def chosen(
    entries: list[Entry], check=fine, *, drafts: bool = False, blocks: list[int] | None = None
) -> list[Choice]:  # type: ignore[no-untyped-def]
    segments = [segment(e.text, b) for e, b in zip(entries, blocks or range(len(entries)), strict=True)]
    return choose(segments, {e.key: e for e in entries}, "en", "ru", check, drafts=drafts)


def used(choices: list[Choice]) -> list[str]:
    return [str(choice.used) for choice in choices]


def test_approved_text_is_published_and_nothing_else_under_the_default_policy() -> None:
    entries = [approved("One.", "Раз."), draft("Two.", "Два."), Entry("p", "Three.")]
    choices = chosen(entries)
    assert used(choices) == ["approved", "source", "source"]
    assert [c.text.text for c in choices] == ["Раз.", "Two.", "Three."]
    assert [c.text.language for c in choices] == ["ru", "en", "en"]


def test_an_open_error_holds_approved_text_until_it_is_ignored_by_name() -> None:
    entry = approved("Take 5 mg.", "Примите 50 мг.")
    (choice,) = chosen([entry], wrong("50"))
    assert (choice.used, choice.text.text) == (Used.SOURCE, "Take 5 mg.")
    assert [f.message for f in choice.held] == ["50 is wrong."]
    hashed = states.text_hash(entry.text, entry.translation)
    other = replace(entry, comments=(f"termlock: ignore length {hashed}",))
    assert chosen([other], wrong("50"))[0].used is Used.SOURCE
    ignored = replace(entry, comments=(f"termlock: ignore numbers {hashed}",))
    assert chosen([ignored], wrong("50"))[0].used is Used.APPROVED
    stale = replace(ignored, translation="Примите 50 мг!")
    assert chosen([stale], wrong("50"))[0].used is Used.SOURCE


def test_drafts_are_marked_and_those_with_a_dose_are_never_published() -> None:
    entries = [
        draft("Bones need it.", "Он нужен костям."),
        draft("Take 100 mcg.", "Примите 100 мкг."),
        draft("Take a lot.", "Примите 5 г."),
        draft("Wrong.", "Плохо 7."),
    ]
    choices = chosen(entries, wrong("7"), drafts=True)
    assert used(choices) == ["draft", "source", "source", "source"]
    assert choices[0].text.draft
    assert used(chosen(entries, drafts=False)) == ["source"] * 4


def test_a_persons_unreviewed_edit_is_marked_and_is_no_machine_text() -> None:
    edited = replace(draft("Bones need it.", "Он нужен."), translation="Он нужен костям.")
    (choice,) = chosen([edited], drafts=True)
    assert choice.used is Used.EDITED
    assert choice.text.draft
    reasons = refused([segment(edited.text)], [choice], "en", Gate(min_reviewed=0.0, max_machine=0.0))
    assert reasons == ()


SAME = [
    ("Vitamin K2 helps bones.", "Vitamin K2 surely helps bones."),
    ("Take 100 mcg with food.", "Take 100 mcg with your food."),
]
DIFFERENT = [
    ("Take 100 mcg with food.", "Take 200 mcg with food."),
    ("Take 100 mcg with food.", "Take 100 mg with food."),
    ("Take 100 mg of K2 and 200 mg of magnesium.", "Take 200 mg of K2 and 100 mg of magnesium."),
    ("It is safe.", "It is not safe."),
    ("Never take it without food.", "Take it without food."),
    ("See <a1>this</a1>.", "See this."),
    ("Use 5 drops.", "Use drops."),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_the_last_approved_text_serves_while_nothing_that_matters_changed(old: str, new: str) -> None:
    assert used(chosen([changed(old, new, "Текст.")])) == ["last-approved"]


@pytest.mark.parametrize(("old", "new"), DIFFERENT)
def test_it_does_not_serve_where_a_dose_a_number_a_negation_or_a_tag_changed(old: str, new: str) -> None:
    assert used(chosen([changed(old, new, "Текст.")])) == ["source"]


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("check", ["opposite", "safety-word", "term-missing", "length", "zh-marks"])
def test_it_does_not_serve_where_a_check_of_meaning_speaks_of_it(check: str, severity: Severity) -> None:
    def say(entry: Entry) -> tuple[Finding, ...]:
        return (Finding(check, severity, "It says something else."),)

    entry = changed("It is safe.", "It is dangerous.", "Это безопасно.")
    doubted = severity is Severity.ERROR or (check in MEANING and severity is Severity.WARNING)
    assert used(chosen([entry], say)) == ["source" if doubted else "last-approved"]
    hashed = states.text_hash(entry.text, entry.translation)
    ignored = replace(entry, comments=(f"termlock: ignore {check} {hashed}",))
    assert used(chosen([ignored], say)) == ["last-approved"]
    # A warning says nothing against what a person approved as it is.
    fresh = approved(entry.text, entry.translation)
    assert used(chosen([fresh], say)) == ["source" if severity is Severity.ERROR else "approved"]


def test_the_checks_of_meaning_are_checks() -> None:
    assert {check.id for check in CHECKS} >= MEANING


def test_what_was_no_approved_text_does_not_serve() -> None:
    entry = changed("It helps.", "It surely helps.", "Помогает.")
    assert used(chosen([replace(entry, translation="Помогает!")])) == ["source"]
    assert used(chosen([entry], wrong("Помогает"))) == ["source"]


def test_joined_sentences_are_judged_and_published_as_a_block() -> None:
    def check(entry: Entry) -> tuple[Finding, ...]:
        lost = "5" in entry.text and "5" not in entry.translation
        return (Finding("numbers", Severity.ERROR, "5 is lost."),) if lost else ()

    entries = [approved("Take it.", "Принимайте по 5 мг."), approved("Take 5 mg.", "<empty/>")]
    assert used(chosen(entries, check, blocks=[0, 0])) == ["approved", "approved"]
    lost = [approved("Take it.", "Принимайте."), approved("Take 5 mg.", "<empty/>")]
    choices = chosen(lost, check, blocks=[0, 0])
    assert used(choices) == ["source", "source"]
    assert choices[0].held


@pytest.mark.parametrize(
    "others",
    [
        draft("One.", "Раз и два."),
        Entry("p", "One."),
        approved("One.", "<empty/>"),
        approved("One.", "Плохо и два."),
    ],
    ids=["draft", "empty", "both joined", "held"],
)
def test_a_sentence_that_another_holds_is_not_dropped_where_that_one_is_not_published(others: Entry) -> None:
    entries = [others, approved("Two.", "<empty/>")]
    choices = chosen(entries, wrong("Плохо"), blocks=[0, 0])
    assert [c.text.text for c in choices] == ["One.", "Two."]
    assert used(choices) == ["source", "source"]


def test_a_finding_ignored_at_one_sentence_of_joined_ones_is_ignored_for_all() -> None:
    first = approved("One.", "Раз 50 и два.")
    hashed = states.text_hash(first.text, first.translation)
    first = replace(first, comments=(f"termlock: ignore numbers {hashed}",))
    entries = [first, approved("Two.", "<empty/>")]
    assert used(chosen(entries, wrong("50"), blocks=[0, 0])) == ["approved", "approved"]


def test_the_gate_counts_words_and_rounds_down() -> None:
    segments = [segment("word " * 999), segment("one")]
    choices = chosen(
        [approved(s.text, "Слово.") if i == 0 else Entry("p", s.text) for i, s in enumerate(segments)]
    )
    (reason,) = refused(segments, choices, "en", Gate(1.0, 1.0))
    assert reason == "99.9 % of its words are reviewed, 100 % are asked (min_reviewed)"
    assert refused(segments, choices, "en", Gate(0.999, 1.0)) == ()
    drafted = chosen([draft(s.text, "Слово.") for s in segments], drafts=True)
    assert len(refused(segments, drafted, "en", Gate(1.0, 0.5))) == 2
