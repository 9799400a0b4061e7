"""The interface in three languages."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from pipeline.catalogue import po, states
from pipeline.catalogue.states import MADE_WITH_DRAFT
from pipeline.checks.base import Check
from pipeline.checks.registry import CHECKS
from pipeline.review.labels import explanation
from pipeline.review.wording import FINDINGS, preferred, wording
from tests.checks.test_checks import subject
from tests.conftest import ROOT as ROOT_FOLDER
from tests.review.messages import ROOM, all_messages

FILES = sorted((ROOM / "locale").glob("*.po"))


def _translated(file: Path) -> dict[object, tuple[str, ...]]:
    """Translations of a catalogue by message; plural messages by singular and plural."""
    found: dict[object, tuple[str, ...]] = {}
    for entry in polib.pofile(str(file)):
        if entry.msgid_plural:
            found[entry.msgid, entry.msgid_plural] = tuple(entry.msgstr_plural.values())
        else:
            found[entry.msgid] = (entry.msgstr,)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_message_is_translated_and_none_is_left_over(file: Path) -> None:
    found = _translated(file)
    assert set(found) == all_messages()
    assert [key for key, texts in found.items() if not all(texts)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_translation_holds_the_places_of_its_message(file: Path) -> None:
    places = re.compile(r"%\(\w+\)s")
    for key, texts in _translated(file).items():
        wanted = set(places.findall(key if isinstance(key, str) else key[1]))  # type: ignore[index]
        assert [text for text in texts if set(places.findall(text)) != wanted] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_gettext_accepts_the_catalogues_and_would_write_them_so(file: Path) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("needs gettext: apt-get install gettext")
    done = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", str(file)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert subprocess.run(["msgcat", str(file)], capture_output=True).stdout == file.read_bytes()


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    russian, chinese = wording("ru"), wording("zh")
    waits = [russian.ngettext("%(n)s segment waits", "%(n)s segments wait", n) for n in (1, 3, 11, 1021)]
    assert waits == ["Ждёт 1 сегмент", "Ждут 3 сегмента", "Ждут 11 сегментов", "Ждёт 1\u202f021 сегмент"]
    assert chinese.ngettext("%(n)s segment waits", "%(n)s segments wait", 3) == "3 个句段待审"
    assert (russian.percent(0.5), chinese.percent(0.5), russian.decimal(-0.31)) == (
        "50\u00a0%",
        "50%",
        "−0,31",
    )


def test_a_share_is_whole_only_where_nothing_is_left() -> None:
    assert wording("en").percent(0.999) == "99%"
    assert wording("en").percent(1.0) == "100%"


def test_messages_of_the_checks_are_said_in_the_language_of_the_page() -> None:
    assert wording("ru").finding("100 mcg of the source is not in the translation.") == (
        "100 mcg есть в оригинале, но не в переводе."
    )
    assert wording("zh").finding("A message that nobody foresaw.") == "A message that nobody foresaw."
    assert all(wording("ru").gettext(check.title) != check.title for check in CHECKS)
    assert all(wording("zh").gettext(form) != form for form in FINDINGS)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_what_a_check_says_of_its_own_example_is_said_in_every_language(check: Check) -> None:
    for finding in check.run(subject(*check.bad)):
        for language in ("ru", "zh"):
            assert wording(language).finding(finding.message) != finding.message


@pytest.mark.parametrize("check", MADE_WITH_DRAFT)
@pytest.mark.parametrize("language", ["ru", "zh"])
def test_what_is_told_when_a_draft_is_made_has_a_title_and_an_explanation(check: str, language: str) -> None:
    title, text = explanation(check, wording(language))
    assert check not in title
    assert not re.search("[A-Za-z]{3}", title + text)


def test_the_findings_of_the_sample_are_said_in_the_language_of_the_page() -> None:
    """Whatever stands in its catalogues: of the forms none is missing and none has changed."""
    messages = {
        finding.message
        for file in (ROOT_FOLDER / "output").rglob("*.po")
        for entry in po.parse(file.read_bytes(), str(file)).entries
        for finding in states.findings(entry)
    }
    assert len(messages) > 20
    assert [m for m in messages for code in ("ru", "zh") if wording(code).finding(m) == m] == []


def test_a_message_keeps_what_it_tells_of() -> None:
    said = wording("zh").finding("“магний” was put in place of “калий”: see that it fits.")
    assert said == "“магний”替换了“калий”：请查看是否合适。"
    said = wording("ru").finding("75 %: “约1000微克” was translated “about 1,000 mcg”.")
    assert said == "75 %: «约1000微克» переведено как «about 1,000 mcg»."
    said = wording("ru").finding("The source denies: “not”, “without”, and the translation denies nothing.")
    assert "«not», «without»" in said
    told = "“врач…” (doctor) of the source is not in the translation."
    assert wording("ru").finding(told) == "«врач…» (врач) есть в оригинале, но не в переводе."
    assert wording("zh").finding(told) == "原文有“врач…”（医生），译文没有。"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("de;q=0.9,ru;q=0.4,en;q=0.2", "ru"),
        ("fr", "en"),
        ("en;q=x,*", "en"),
    ],
)
def test_the_browsers_languages_are_heeded_by_their_weights(accepted: str, language: str) -> None:
    assert preferred(accepted) == language
