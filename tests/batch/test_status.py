"""`termlock status`: translated, fuzzy, untranslated, with words, as Weblate counts them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run

CATALOGUE = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Source-Language: en\\n"

msgctxt "p"
msgid "Eat natto every day."
msgstr "Ешьте натто каждый день."

#. termlock: draft 3b6c0a0e argos x 1
#, fuzzy
msgctxt "p"
msgid "Its taste is mild."
msgstr "Вкус мягкий."

msgctxt "p"
msgid "Nothing yet."
msgstr ""

#~ msgctxt "p"
#~ msgid "Gone."
#~ msgstr "Нет."
"""


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    folder = empty_workspace / "output/locale/ru/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "natto.po").write_text(CATALOGUE, encoding="utf-8")
    article = "Eat natto every day. Its taste is mild. Nothing yet.\n"
    (empty_workspace / "sources/en/natto.md").write_text(article, encoding="utf-8")
    return empty_workspace


def test_entries_and_words_are_counted_by_what_they_are_worth(place: Path, termlock: Run) -> None:
    (row,) = json.loads(termlock("status", "--json", cwd=place).stdout)["catalogues"]
    counted = {name: row[name] for name in ("segments", "approved", "fuzzy", "drafted", "to_do")}
    assert counted == {"segments": 3, "approved": 1, "fuzzy": 1, "drafted": 0, "to_do": 1}
    words = {name: row[name] for name in ("words", "words_approved", "words_fuzzy", "words_left")}
    assert words == {"words": 10, "words_approved": 4, "words_fuzzy": 4, "words_left": 6}


def test_too_little_that_is_approved_is_status_1_and_told(place: Path, termlock: Run) -> None:
    assert termlock("status", "--fail-under", "40", cwd=place).returncode == 0
    done = termlock("status", "--fail-under", "40.5", cwd=place)
    assert (done.returncode, done.stderr) == (
        1,
        "termlock: 40 % of the words are approved, 40.5 % are asked.\n",
    )


def test_drafts_whose_flags_vanished_together_do_not_count_as_approved(sample: Path, termlock: Run) -> None:
    file = sample / "output/locale/en/LC_MESSAGES/magniy-i-davlenie.po"
    before = termlock("status", "--json", cwd=sample).stdout
    file.write_text(re.sub(r"#, fuzzy\n", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert termlock("status", "--json", cwd=sample).stdout == before


def test_catalogues_of_a_language_that_was_taken_out_are_not_counted(sample: Path, termlock: Run) -> None:
    """No run touches them any more, and nobody will finish them."""
    settings = sample / "termlock.toml"
    text = settings.read_text(encoding="utf-8")
    assert 'languages = ["ru", "en", "zh"]' in text
    settings.write_text(
        text.replace('languages = ["ru", "en", "zh"]', 'languages = ["ru", "en"]'), encoding="utf-8"
    )
    rows = json.loads(termlock("status", "--json", cwd=sample).stdout)["catalogues"]
    assert rows
    assert {code for row in rows for code in (row["source"], row["language"])} == {"ru", "en"}
