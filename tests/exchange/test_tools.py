"""Files that other tools saved come back as their users meant them.

`tools/` holds the files of `test_formats.ENTRIES` after work in the tool itself: translate-toolkit 3.20 (which
Weblate reads and writes with) and openpyxl 3.1. Its user approved “Eat natto.” and translated “Nothing yet.”.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.exchange.units import Proposals, split_id
from pipeline.exchange.xliff import read_xliff
from pipeline.exchange.xliff2 import read_xliff2
from pipeline.exchange.xlsx import read_xlsx
from tests.exchange.test_formats import ENTRIES

TOOLS = Path(__file__).parent / "tools"
READ = {
    "translate-toolkit-1.2.xlf": read_xliff,
    "translate-toolkit-2.0.xlf": read_xliff2,
    "openpyxl.xlsx": read_xlsx,
}


def opened(name: str) -> Proposals:
    return READ[name]((TOOLS / name).read_bytes(), name)


@pytest.mark.parametrize("name", READ)
def test_what_the_tools_user_did_comes_in_and_nothing_else_changes(name: str) -> None:
    found = opened(name).proposals
    assert [p.source for p in found] == [e.text for e in ENTRIES]
    assert [p.translation for p in found] == [
        "Пока ничего." if e.text == "Nothing yet." else e.translation for e in ENTRIES
    ]
    assert all(split_id(p.id)[0] for p in found)


def test_approvals_and_notes_come_in() -> None:
    found = opened("translate-toolkit-1.2.xlf").proposals
    assert [p.approved for p in found] == [True, True, True, False, False]
    assert found[2].comments == ("Вопрос автору",)
    assert found[0].comments == ("Проверено: М. Иванова",)
    assert [p.approved for p in opened("openpyxl.xlsx").proposals] == [True, True, False, False, False]
    assert [p.approved for p in opened("translate-toolkit-2.0.xlf").proposals] == [
        True,
        True,
        False,
        False,
        False,
    ]
