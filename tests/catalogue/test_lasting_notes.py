"""What the lines of a catalogue state."""

from __future__ import annotations

from pipeline.catalogue.states import MADE_WITH_DRAFT, draft_lines, state_lines
from pipeline.model import Draft, Entry, Finding, Key, Severity


def test_notes_that_no_later_check_can_tell_stay_as_long_as_the_draft() -> None:
    findings = tuple(Finding(check, Severity.WARNING, "Why.") for check in (*MADE_WITH_DRAFT, "numbers"))
    draft = Draft("Перевод", "argos en_ru 1.9", -0.3, findings=findings)
    lines = draft_lines(Key("p", "Text"), draft)
    entry = Entry("p", "Text", "Перевод", ("fuzzy",), extracted=lines)
    kept = state_lines(entry)
    assert [line.split()[1] for line in kept] == ["draft", *MADE_WITH_DRAFT]
