"""`termlock adopt`: a human translation that exists already enters the catalogue as fuzzy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.model import Entry, State
from tests.conftest import Run, files_of

ENGLISH = """# Natto in the morning

Natto holds about **1000 mcg** of MK-7 in 100 g. Its smell is strong.

- Ask a doctor before you take 90 mcg a day.
"""
RUSSIAN = """# Натто по утрам

В 100 г натто содержится около **1000 мкг** MK-7. Запах у него сильный.

- Прежде чем принимать 900 мкг в сутки, спросите врача.
"""
TEXTS = {
    "Natto in the morning": "Натто по утрам",
    "Natto holds about <s1>1000 mcg</s1> of MK-7 in 100 g.": "В 100 г натто содержится около <s1>1000 мкг</s1> MK-7.",
    "Its smell is strong.": "Запах у него сильный.",
    "Ask a doctor before you take 90 mcg a day.": "Прежде чем принимать 900 мкг в сутки, спросите врача.",
}


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    (empty_workspace / "sources/en/natto.md").write_text(ENGLISH, encoding="utf-8")
    (empty_workspace / "natto-ru.md").write_text(RUSSIAN, encoding="utf-8")
    return empty_workspace


def entries(place: Path) -> dict[str, Entry]:
    data = (place / "output/locale/ru/LC_MESSAGES/natto.po").read_bytes()
    return {e.text: e for e in po.parse(data).entries}


def adopt(place: Path, termlock: Run, *options: str) -> dict[str, int]:
    done = termlock("adopt", "sources/en/natto.md", "natto-ru.md", "--json", *options, cwd=place)
    assert done.returncode == 0, done.stderr
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_it_is_offered_sentence_by_sentence_with_its_confidence(place: Path, termlock: Run) -> None:
    assert adopt(place, termlock)["taken"] == 4
    found = entries(place)
    assert {text: e.translation for text, e in found.items()} == TEXTS
    assert {states.state(e) for e in found.values()} == {State.MEMORY}
    assert termlock("run", "--engine", "none", cwd=place).returncode == 0
    before = files_of(place)
    adopt(place, termlock)
    assert {text: e.translation for text, e in entries(place).items()} == TEXTS
    assert "Nothing has changed." in termlock("run", "--engine", "none", cwd=place).stdout
    assert files_of(place).keys() == before.keys()


def test_it_is_approved_only_if_a_person_says_so_and_the_checks_agree(place: Path, termlock: Run) -> None:
    """The translation has 900 mcg where the article has 90."""
    assert adopt(place, termlock, "--approve")["approved"] == 3
    held = [text for text, e in entries(place).items() if states.state(e) is not State.APPROVED]
    assert held == ["Ask a doctor before you take 90 mcg a day."]


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("", "0 sentences of the translation stand for none\n"),
        (
            "\n\n## Источники питания\n",
            "1 sentence of the translation stands for none: “Источники питания”\n",
        ),
        (
            "".join(f"\n\n## {text}\n" for text in ("Сыр", "Натто" * 12, "Рыба", "Кефир")),
            f"4 sentences of the translation stand for none: “Сыр”, “{'Натто' * 10}…”, “Рыба”, and 1 more\n",
        ),
    ],
)
def test_sentences_that_stand_for_none_are_named(place: Path, termlock: Run, added: str, said: str) -> None:
    (place / "natto-ru.md").write_text(RUSSIAN + added, encoding="utf-8")
    done = termlock("adopt", "sources/en/natto.md", "natto-ru.md", cwd=place)
    assert done.stdout.endswith(f"; {said}"), done.stdout
    assert adopt(place, termlock)["unused"] == int(said.split()[0])


def test_what_a_person_wrote_stays(place: Path, termlock: Run) -> None:
    termlock("run", "--engine", "none", cwd=place)
    file = place / "output/locale/ru/LC_MESSAGES/natto.po"
    text = file.read_text(encoding="utf-8")
    own = 'msgid "Its smell is strong."\nmsgstr "'
    file.write_text(text.replace(own, f"{own}Пахнет он сильно."), encoding="utf-8")
    assert adopt(place, termlock)["taken"] == 3
    assert entries(place)["Its smell is strong."].translation == "Пахнет он сильно."


def test_a_translation_in_the_same_language_is_refused(place: Path, termlock: Run) -> None:
    done = termlock("adopt", "sources/en/natto.md", "sources/en/natto.md", cwd=place)
    assert (done.returncode, "Both are in English" in done.stderr) == (2, True)
