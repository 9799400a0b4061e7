"""A run may be killed at any moment: files are whole, edits are there, and the next run finishes the work."""

from __future__ import annotations

from pathlib import Path

from benchmarks.kills import Edit, Trial, lost
from pipeline.catalogue import states
from pipeline.files import clear_leftovers
from pipeline.model import Catalogue, Entry


def test_nothing_is_lost_when_runs_are_killed_while_a_person_edits(tmp_path: Path) -> None:
    """`python -m benchmarks.kills` does the same 200 times."""
    trial = Trial(tmp_path / "sample", "pseudo", seed=11)
    account = trial.go(5)
    assert account.faults == []
    assert account.seen["killed"] == 5
    assert account.edits


def test_the_trial_sees_what_is_lost() -> None:
    edit = Edit("k2.po", "Ешьте натто.", "Eat natto.", approved=True, comment="так")
    whole = Entry("p", edit.source, edit.text, comments=("так",))

    def fault(*entries: Entry) -> str:
        return lost(edit, Catalogue((), entries))

    assert fault(whole) == ""
    assert fault() == "the text is gone"
    assert fault(Entry("p", edit.source, edit.text)) == "the comment is gone"
    assert (
        fault(Entry("p", "Ешьте сыр.", edit.text, comments=("так",))) == "the text stands at another source"
    )
    fuzzy = Entry("p", edit.source, edit.text, ("fuzzy",), ("так",))
    assert fault(fuzzy) == "the approval is gone"
    changed = Entry(
        "p", "Ешьте сыр.", edit.text, ("fuzzy",), ("так",),
        extracted=(states.changed_line(whole, approved=True),), previous_text=edit.source,
    )  # fmt: skip
    assert fault(changed) == ""


def test_half_written_files_of_a_killed_run_are_cleared_away_and_nothing_else(tmp_path: Path) -> None:
    for name in (".k2.po.ab12_x9z.tmp", "k2.po", ".hidden", "notes.tmp"):
        (tmp_path / name).write_text("", encoding="utf-8")
    clear_leftovers(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [".hidden", "k2.po", "notes.tmp"]
