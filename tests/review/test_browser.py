"""The review page in a real browser: what a reviewer does, and what stands in the catalogues afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalogue import po, states
from pipeline.model import Entry, Key, State
from tests.review.conftest import Serve
from tests.review.workspace import ARTICLE, catalogue, change, entries, refresh

PAGE = f"/article/{ARTICLE}"
DOSE = Key("p", "The usual supplement holds 100 mcg of MK-7.")
DOCTOR = Key("p", "Ask your doctor first.")
DOCTOR_AGAIN = Key("p#2", "Ask your doctor first.")
CHANGED = Key("p", "Do not take vitamin K2 with warfarin unless your doctor agrees.")
TAGGED = Key("p", "Blood is tested after <a1>4 weeks</a1> & again after 3 months.")
DIET = Key("li", "Keep your diet the same from week to week.")


def cell(page: Any, key: Key, language: str = "ru") -> Any:
    """The cell of an entry on the page."""
    keys = list(entries(catalogue_of(page, language)))
    return page.locator(f'.row[data-at="{keys.index(key)}"] .target[data-language="{language}"]')


def catalogue_of(page: Any, language: str) -> Path:
    return catalogue(page.place, language)


def write(page: Any, key: Key, text: str, language: str = "ru") -> None:
    """Open an entry and write a text; wait until it is saved."""
    cell(page, key, language).locator(".text").click()
    page.locator("textarea").fill(text)
    said(page, "Saved")


def said(page: Any, text: str) -> None:
    """Wait until the page says something, and take it away, so that the next wait is for the next time."""
    page.wait_for_function("text => document.getElementById('say').textContent === text", arg=text)
    page.evaluate("document.getElementById('say').textContent = ''")


def entry(page: Any, key: Key, language: str = "ru") -> Entry:
    return entries(catalogue(page.place, language))[key]


def log(place: Path) -> list[dict[str, Any]]:
    lines = (place / "output/review-log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def assert_sound(place: Path) -> None:
    """What gettext says of the catalogues, and a run: nothing."""
    if shutil.which("msgfmt"):
        for file in (place / "output/locale").rglob("*.po"):
            done = subprocess.run(
                ["msgfmt", "--check", "-o", "/dev/null", str(file)], capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
    before = {file: file.read_bytes() for file in (place / "output/locale").rglob("*.po")}
    refresh(place)
    assert {file: file.read_bytes() for file in before} == before


# --- looking ------------------------------------------------------------------------------------------


def test_the_overview_counts_and_filters(review: Any) -> None:
    page = review(path="/")
    row = page.locator("#articles tbody tr", has_text="Vitamin K2 and your medicines")
    assert "2 errors" in row.inner_text()
    assert "words left" in row.inner_text()
    page.select_option("[name=show]", "errors")
    page.wait_for_url("**show=errors**")
    assert page.locator("#articles tbody tr").count() == 1
    page.fill("[name=q] >> nth=1", "натто")
    page.select_option("[name=show]", "")
    page.wait_for_function("() => document.querySelectorAll('#articles tbody tr').length === 1")
    assert "Натто" in page.locator("#articles tbody").inner_text()


def test_an_article_shows_both_targets_beside_the_source(review: Any) -> None:
    page = review()
    rows = page.locator(".row[data-at]")
    assert rows.count() == 19
    dose = rows.nth(6)
    assert "100 mcg" in dose.inner_text()
    assert "180 мкг" in dose.inner_text()
    assert "100微克" in dose.inner_text()
    assert "Numbers differ" in dose.inner_text()
    assert "memory, 86%" in cell(page, DIET).inner_text()
    assert "machine: argos translate-en_ru 1.9" in cell(page, DOCTOR).inner_text()
    assert cell(page, CHANGED).locator("ins").inner_text().strip() == "unless your doctor agrees"
    assert (
        page.locator(".kind-h1 .source .text").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") > 18
    )


def test_a_term_tells_its_translations_when_it_is_pointed_at(review: Any) -> None:
    page = review()
    term = page.locator(".source .term", has_text="osteocalcin").first
    term.hover()
    assert "остеокальцин" in page.locator("#tip").inner_text()
    assert "骨钙素" in page.locator("#tip").inner_text()
    assert term.get_attribute("aria-describedby") == "tip"
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()


def test_segments_are_filtered_by_state_and_text(review: Any) -> None:
    page = review()
    page.select_option("[name=show]", "flagged")
    page.wait_for_url("**show=flagged**")
    flagged = page.locator(".row[data-at]").all_inner_texts()
    assert len(flagged) == 3
    assert [any(word in text for text in flagged) for word in ("100 mcg", "never needed", "4 weeks")] == [
        True
    ] * 3
    page.goto(f"{page.server.address}{PAGE}?query=华法林")
    assert page.locator(".row[data-at]").count() == 2


def test_search_finds_texts_and_terms(review: Any) -> None:
    page = review(path="/")
    page.keyboard.press("/")
    page.keyboard.type("остеокальцин")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert "骨钙素" in page.locator(".concepts").inner_text()
    page.locator(".hits a").first.click()
    page.wait_for_url(f"**{PAGE}?at=1")
    assert page.locator(".row[data-at='1'] .cell:focus").count() == 1


# --- writing ------------------------------------------------------------------------------------------


def test_a_text_is_saved_after_a_pause_and_stays_fuzzy(review: Any) -> None:
    page = review()
    write(page, DOSE, "Обычная добавка содержит 100 мкг MK-7.")
    saved = entry(page, DOSE)
    assert (saved.translation, saved.fuzzy) == ("Обычная добавка содержит 100 мкг MK-7.", True)
    assert not any("numbers" in line for line in saved.extracted)
    header = dict(po.parse(catalogue(page.place, "ru").read_bytes()).header)
    assert header["Last-Translator"] == "Анна Вайс"
    assert header["PO-Revision-Date"] > "2026-11-24 09:30"
    assert "Numbers differ" not in cell(page, DOSE).inner_text()
    (record,) = log(page.place)
    assert (record["who"], record["action"], record["segment"]) == ("Анна Вайс", "edit", "p")
    assert (record["was"], record["now"]) == ("Обычная добавка содержит 180 мкг MK-7.", saved.translation)
    assert_sound(page.place)


def test_an_approved_text_that_is_edited_waits_for_approval_again(review: Any) -> None:
    page = review()
    key = Key("p", "Natto is its richest source.")
    write(page, key, "Натто — его самый")
    assert states.state(entry(page, key)) is State.EDITED
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    said(page, "Undone")
    assert states.state(entry(page, key)) is State.APPROVED
    assert entry(page, key).translation == "Натто — самый богатый его источник."


def test_only_approving_clears_fuzzy_and_the_lines_that_say_so(review: Any) -> None:
    page = review()
    cell(page, CHANGED).locator(".text").click()
    page.keyboard.press("Control+Enter")
    said(page, "Approved")
    made = entry(page, CHANGED)
    assert states.state(made) is State.APPROVED
    assert made.previous_text is None
    assert not any(line.startswith(states.MARK) for line in made.extracted)
    # The next that is not approved is being written.
    assert page.locator("textarea").input_value() == "Обычная добавка содержит 180 мкг MK-7."
    assert_sound(page.place)


def test_approving_fills_the_equals_that_nobody_touched(review: Any) -> None:
    page = review()
    cell(page, DOCTOR).focus()
    page.keyboard.press("a")
    said(page, "Approved")
    again = entry(page, DOCTOR_AGAIN)
    assert (again.translation, states.is_repeat(again)) == ("Сначала спросите врача.", True)
    assert "copied from an equal segment" in cell(page, DOCTOR_AGAIN).inner_text()
    page.keyboard.press("z")
    said(page, "Undone")
    assert states.state(entry(page, DOCTOR)) is State.DRAFT
    assert states.state(entry(page, DOCTOR_AGAIN)) is State.DRAFT
    page.keyboard.press("Shift+Z")
    said(page, "Undone")
    assert states.state(entry(page, DOCTOR)) is State.APPROVED
    assert_sound(page.place)


def test_unapproving_sets_fuzzy_again(review: Any) -> None:
    page = review()
    key = Key("h2", "After surgery")
    cell(page, key).focus()
    page.keyboard.press("u")
    said(page, "Approval withdrawn")
    assert states.state(entry(page, key)) is State.EDITED
    assert_sound(page.place)


def test_a_finding_is_ignored_for_these_texts_and_minded_again(review: Any) -> None:
    page = review()
    cell(page, DOSE).locator("[data-do=ignore]").first.click()
    said(page, "Finding ignored")
    ignored = entry(page, DOSE)
    assert states.ignored(ignored) == {"numbers"}
    assert not any("numbers" in line for line in ignored.extracted)
    assert cell(page, DOSE).locator(".ignored").count() == 2
    cell(page, DOSE).locator("[data-do=unignore]").first.click()
    said(page, "Finding restored")
    assert entry(page, DOSE).comments == ()
    assert_sound(page.place)


def test_terms_tags_source_and_memory_come_by_key(review: Any) -> None:
    page = review()
    cell(page, TAGGED).locator(".text").click()
    page.wait_for_selector("[data-tag]")
    page.keyboard.press("Alt+t")
    assert page.locator("textarea").input_value().endswith("месяца.<a1></a1>")
    page.keyboard.press("Alt+s")
    assert page.locator("textarea").input_value() == TAGGED.text
    said(page, "Saved")
    page.keyboard.press("Escape")
    key = Key("h1", "Vitamin K2 and your medicines")
    cell(page, key).locator(".text").click()
    page.wait_for_selector("[data-insert]")
    page.locator("textarea").fill("Лекарства и ")
    page.keyboard.press("Alt+1")
    said(page, "Saved")
    assert entry(page, key).translation == "Лекарства и витамин K2"


def test_the_memory_offers_what_was_approved(review: Any) -> None:
    page = review()
    key = Key("td", "Natto")
    cell(page, key).locator(".text").click()
    page.locator("textarea").fill("")
    said(page, "Saved")
    assert entry(page, key).translation == ""
    page.keyboard.press("Escape")
    cell(page, key).locator(".text").click()
    page.wait_for_selector("[data-take]")
    page.keyboard.press("Alt+m")
    said(page, "Saved")
    assert entry(page, key).translation == "Натто"


def test_the_preview_shows_the_published_paragraph(review: Any) -> None:
    page = review()
    cell(page, DOSE).locator(".text").click()
    preview = page.locator("[data-preview] .page")
    preview.wait_for()
    assert "Kept from publishing" in page.locator("[data-preview]").inner_text()
    page.locator("textarea").fill('Обычная добавка содержит 100 мкг "MK-7".')
    page.wait_for_function("() => document.querySelector('[data-preview]').textContent.includes('«MK-7»')")
    text = page.locator("[data-preview]").inner_text()
    assert "2 sentences of it are not approved" in text
    assert "100\u00a0мкг" in text
    page.keyboard.press("Escape")
    cell(page, CHANGED, "zh").locator(".text").click()
    page.wait_for_function("() => document.querySelector('[data-preview]')?.textContent.includes('同服')")
    text = page.locator("[data-preview]").inner_text()
    assert "同服。 The usual supplement holds 100 mcg of MK-7. A second" in text


def test_equal_segments_get_a_text_on_request(review: Any) -> None:
    page = review()
    write(page, DOCTOR, "Сперва посоветуйтесь с врачом.")
    assert entry(page, DOCTOR_AGAIN).translation == "Сначала спросите врача."
    page.keyboard.press("Alt+p")
    said(page, "Copied to equal segments")
    assert entry(page, DOCTOR_AGAIN).translation == "Сперва посоветуйтесь с врачом."
    assert entry(page, DOCTOR_AGAIN).fuzzy


# --- others at the same time ------------------------------------------------------------------------------


def test_an_edit_made_on_disk_meanwhile_is_shown_with_both_texts(review: Any) -> None:
    page = review()
    cell(page, DOSE).locator(".text").click()
    change(catalogue(page.place, "ru"), DOSE, translation="Обычная добавка — 100 мкг MK-7.")
    page.locator("textarea").fill("Обычная добавка: 100 мкг MK-7.")
    page.wait_for_selector(".conflict")
    assert entry(page, DOSE).translation == "Обычная добавка — 100 мкг MK-7."
    shown = page.locator(".conflict").inner_text()
    assert "Somebody changed this text meanwhile." in shown
    assert "—" in shown
    page.click(".conflict button:has-text('Keep mine')")
    said(page, "Saved")
    assert entry(page, DOSE).translation == "Обычная добавка: 100 мкг MK-7."
    assert_sound(page.place)


def test_the_other_text_of_a_conflict_can_be_taken(review: Any) -> None:
    page = review()
    cell(page, DOSE).locator(".text").click()
    change(catalogue(page.place, "ru"), DOSE, translation="Обычная добавка — 100 мкг MK-7.")
    page.locator("textarea").fill("Мой текст.")
    page.click(".conflict button:has-text('Take theirs')")
    assert page.locator("textarea").input_value() == "Обычная добавка — 100 мкг MK-7."
    page.keyboard.press("Control+Enter")
    said(page, "Approved")
    assert states.state(entry(page, DOSE)) is State.APPROVED


@pytest.mark.parametrize("leave", ["Escape", "Control+Enter", "Control+ArrowDown"])
def test_a_conflict_is_not_left_without_a_choice(review: Any, leave: str) -> None:
    anna, boris = review("Анна"), review("Борис", locale="ru-RU")
    cell(boris, DOSE).locator(".text").click()
    boris.wait_for_selector("[data-preview] .page")
    write(anna, DOSE, "Обычная добавка содержит 100 мкг MK-7.")
    boris.locator("textarea").fill("Обычно в добавке 100 мкг MK-7.")
    boris.keyboard.press(leave)  # before the page knows of the conflict
    boris.wait_for_selector(".conflict")
    if leave != "Control+Enter":
        said(boris, "Сначала выберите: оставить свой текст или взять чужой.")
    boris.keyboard.press(leave)
    said(boris, "Сначала выберите: оставить свой текст или взять чужой.")
    assert boris.locator("textarea").input_value() == "Обычно в добавке 100 мкг MK-7."
    assert "содержит" in boris.locator(".conflict").inner_text()
    assert boris.evaluate("document.activeElement.matches('textarea')")
    assert entry(anna, DOSE).translation == "Обычная добавка содержит 100 мкг MK-7."
    boris.click(".conflict button:has-text('Взять чужой текст')")
    boris.keyboard.press("Escape")
    boris.wait_for_selector("textarea", state="detached")
    assert "Обычная добавка содержит 100 мкг MK-7." in cell(boris, DOSE).inner_text()
    assert boris.evaluate("localStorage.length") == 0


def test_a_conflict_in_the_queue_is_not_left_for_later(review: Any) -> None:
    page = review(path="/queue?language=ru")
    page.wait_for_selector("[data-preview] .page")
    first = page.locator("textarea").input_value()
    key = next(e.key for e in entries(catalogue(page.place, "ru")).values() if e.translation == first)
    change(catalogue(page.place, "ru"), key, translation="Чужой текст.")
    page.locator("textarea").fill("Мой текст.")
    page.keyboard.press("Alt+n")
    said(page, "Choose first: keep your text, or take theirs.")
    assert page.locator("textarea").input_value() == "Мой текст."
    page.click(".conflict button:has-text('Keep mine')")
    said(page, "Saved")
    page.keyboard.press("Alt+n")
    page.wait_for_function("() => !document.querySelector('textarea')?.value.startsWith('Мой')")
    assert entry(page, key).translation == "Мой текст."


def test_what_was_not_seen_is_not_approved(review: Any) -> None:
    page = review()
    change(catalogue(page.place, "ru"), DOCTOR, translation="Спросите соседа.")
    cell(page, DOCTOR).focus()
    page.keyboard.press("a")
    said(page, "Somebody changed this text meanwhile.")
    assert entry(page, DOCTOR).fuzzy
    assert "Спросите соседа." in cell(page, DOCTOR).inner_text()


def test_changes_of_other_entries_on_disk_are_kept(review: Any) -> None:
    page = review()
    cell(page, DOSE).locator(".text").click()
    change(
        catalogue(page.place, "ru"),
        DIET,
        translation="Не меняйте питание.",
        flags=(),
        extracted=("kind: li",),
    )
    page.locator("textarea").fill("Обычная добавка: 100 мкг MK-7.")
    said(page, "Saved")
    assert entry(page, DIET).translation == "Не меняйте питание."


def test_two_windows_of_two_reviewers(review: Any) -> None:
    anna, boris = review("Анна"), review("Борис")
    write(anna, DOSE, "Обычная добавка содержит 100 мкг MK-7.")
    write(boris, DIET, "Питайтесь одинаково от недели к неделе.")
    cell(boris, DOSE).locator(".text").click()
    boris.locator("textarea").fill("Обычно в добавке 100 мкг MK-7.")
    boris.wait_for_selector(".conflict")
    assert entry(anna, DOSE).translation == "Обычная добавка содержит 100 мкг MK-7."
    boris.click(".conflict button:has-text('Keep mine')")
    said(boris, "Saved")
    anna.keyboard.press("Escape")
    anna.keyboard.press("z")
    said(anna, "Somebody changed this text meanwhile.")
    assert entry(anna, DOSE).translation == "Обычно в добавке 100 мкг MK-7."
    assert [(r["who"], r["action"]) for r in log(anna.place)] == [
        ("Анна", "edit"),
        ("Борис", "edit"),
        ("Борис", "edit"),
    ]
    assert_sound(anna.place)


def test_a_run_in_the_middle_of_a_review_loses_nothing(review: Any) -> None:
    page = review()
    source = page.place / f"sources/en/{ARTICLE}.md"
    cell(page, DOSE).locator(".text").click()
    source.write_text("A new first paragraph.\n\n" + source.read_text(encoding="utf-8"), encoding="utf-8")
    refresh(page.place)
    page.locator("textarea").fill("Обычная добавка содержит 100 мкг MK-7.")
    said(page, "Saved")
    assert entry(page, DOSE).translation == "Обычная добавка содержит 100 мкг MK-7."
    assert_sound(page.place)


def test_a_segment_that_is_gone_keeps_its_words_in_the_browser(review: Any) -> None:
    page = review()
    source = page.place / f"sources/en/{ARTICLE}.md"
    cell(page, DOSE).locator(".text").click()
    source.write_text(source.read_text(encoding="utf-8").replace(DOSE.text, ""), encoding="utf-8")
    refresh(page.place)
    page.locator("textarea").fill("Мой труд.")
    page.wait_for_function(
        "() => document.getElementById('say').textContent.includes('no longer in the catalogue')"
    )
    assert page.locator("textarea").input_value() == "Мой труд."


def test_a_server_that_dies_in_mid_edit_costs_no_words(review: Any, serve: Serve) -> None:
    page = review()
    write(page, DOSE, "Обычная добавка содержит 100 мкг")
    page.server.process.kill()
    page.server.process.wait()
    page.locator("textarea").press_sequentially(" MK-7.")
    page.wait_for_function("() => document.getElementById('say').textContent.startsWith('Not saved')")
    assert entry(page, DOSE).translation == "Обычная добавка содержит 100 мкг"
    server = serve(page.place, "--port", str(page.server.port))
    page.goto(server.door)
    page.goto(server.address + PAGE)
    cell(page, DOSE).locator(".text").click()
    # The page that was left may have saved them still, once the server was there again.
    if entry(page, DOSE).translation != "Обычная добавка содержит 100 мкг MK-7.":
        page.click(".found button:has-text('Use it')")
        said(page, "Saved")
    assert entry(page, DOSE).translation == "Обычная добавка содержит 100 мкг MK-7."
    assert_sound(page.place)


def test_leaving_the_page_in_mid_sentence_saves_what_was_written(review: Any) -> None:
    page = review()
    cell(page, DOSE).locator(".text").click()
    page.locator("textarea").fill("Обычная добавка содержит 100")
    page.goto(page.server.address + "/")
    page.wait_for_selector("#articles tbody")
    assert entry(page, DOSE).translation == "Обычная добавка содержит 100"


# --- keyboard, small screens, other languages ----------------------------------------------------------------


def test_a_review_with_the_keyboard_alone(review: Any) -> None:
    page = review()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.cell.target')"):
            break
    page.keyboard.press("n")
    page.wait_for_selector(".row[data-at='3'] .target:focus")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".row[data-at='3'] .target[data-language=zh]:focus")
    page.keyboard.press("j")
    page.wait_for_selector(".row[data-at='4'] .target[data-language=zh]:focus")
    page.keyboard.press("Home")
    page.wait_for_selector(".row[data-at='0'] .target:focus")
    page.keyboard.press("End")
    page.wait_for_selector(".row[data-at='18'] .target:focus")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.type("请先问医生。")
    page.keyboard.press("Control+Enter")
    said(page, "Approved")
    assert states.state(entry(page, DOCTOR_AGAIN, "zh")) is State.APPROVED
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.wait_for_url("**/queue")


def test_letters_are_found_by_their_place_in_the_russian_layout(review: Any) -> None:
    page = review()

    def press(key: str, code: str, shift: bool = False) -> None:
        values = {"key": key, "code": code, "shiftKey": shift, "bubbles": True, "cancelable": True}
        page.evaluate(
            "values => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', values))", values
        )

    cell(page, DOCTOR).focus()
    press("ф", "KeyA")
    said(page, "Approved")
    assert states.state(entry(page, DOCTOR)) is State.APPROVED
    press("я", "KeyZ")
    said(page, "Undone")
    press("Я", "KeyZ", shift=True)
    said(page, "Undone")
    assert states.state(entry(page, DOCTOR)) is State.APPROVED
    cell(page, DOCTOR).focus()
    press("о", "KeyJ")
    page.wait_for_selector(".row[data-at='4'] .target[data-language=ru]:focus")
    press("у", "KeyE")
    page.wait_for_selector(".row[data-at='4'] textarea")
    page.keyboard.press("Escape")
    page.wait_for_selector("textarea", state="detached")
    cell(page, DOCTOR).focus()
    # A letter of another Latin layout is what it says: here A stands where Q is on others.
    press("a", "KeyQ")
    said(page, "Approved")
    press("п", "KeyG")
    press("й", "KeyQ")
    page.wait_for_url("**/queue")


def test_a_phone_shows_and_saves_everything(review: Any) -> None:
    page = review(viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cell(page, DOSE).locator("[data-do=edit]").tap()
    page.locator("textarea").fill("Обычная добавка содержит 100 мкг MK-7.")
    said(page, "Saved")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cell(page, DOSE).locator("[data-do=approve]").tap()
    said(page, "Approved")
    assert states.state(entry(page, DOSE)) is State.APPROVED
    page.goto(page.server.address + "/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.goto(page.server.address + "/queue")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_wide_screen_at_twice_the_size_needs_no_scrolling_to_the_side(review: Any) -> None:
    page = review(viewport={"width": 640, "height": 400}, device_scale_factor=2)
    for path in ("/", PAGE, "/queue", "/search?q=K2"):
        page.goto(page.server.address + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize(
    ("locale", "title", "state"),
    [("ru-RU", "Статьи", "Черновик"), ("zh-CN", "文章", "草稿"), ("de-DE", "Articles", "Draft")],
)
def test_the_page_speaks_the_browsers_language(review: Any, locale: str, title: str, state: str) -> None:
    page = review(path="/", locale=locale)
    assert page.locator("h1").inner_text() == title
    page.goto(page.server.address + PAGE)
    assert state in cell(page, DOCTOR).inner_text()


COVERED = """cell => {
  const tools = cell.querySelector(".tools").getBoundingClientRect();
  return [...cell.querySelectorAll(".state, .kept, .origin")].filter(label => {
    const place = label.getBoundingClientRect();
    const [top, bottom] = [place.top + 3, place.bottom - 3]; // boxes of Chinese letters are higher than the letters
    return place.right > tools.left && place.left < tools.right && bottom > tools.top && top < tools.bottom;
  }).map(label => label.textContent);
}"""


@pytest.mark.parametrize("width", [1280, 900, 390])
@pytest.mark.parametrize("locale", ["en-GB", "ru-RU", "zh-CN"])
def test_what_can_be_done_to_a_segment_covers_nothing_that_is_said_of_it(
    review: Any, locale: str, width: int
) -> None:
    page = review(locale=locale, viewport={"width": width, "height": 800})
    change(catalogue(page.place, "ru"), DOSE, flags=(), extracted=("kind: p",))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert cell(page, DOSE).locator(".kept").count() == 1
    for one in page.locator(".cell.target").all():
        one.hover()
        assert one.evaluate(COVERED) == []


# --- queue --------------------------------------------------------------------------------------------------


def test_the_queue_goes_from_the_most_dangerous_on(review: Any) -> None:
    page = review(path="/queue?language=ru")
    assert "waits" in page.locator(".pace").inner_text() or "wait" in page.locator(".pace").inner_text()
    assert "open error" in page.locator(".why").inner_text()
    first = page.locator("textarea").input_value()
    page.keyboard.press("Alt+n")
    page.wait_for_function("text => document.querySelector('textarea')?.value !== text", arg=first)
    second = page.locator("textarea").input_value()
    assert {first, second} == {
        "Обычная добавка содержит 180 мкг MK-7.",
        "Кровь проверяют через 4 недели и ещё раз через 3 месяца.",
    }
    page.keyboard.press("Alt+n")
    page.wait_for_function("() => document.querySelector('textarea')?.value.startsWith('Не принимайте')")
    before = page.locator(".pace strong").inner_text()
    page.keyboard.press("Control+Enter")
    page.wait_for_function("text => document.querySelector('.pace strong').textContent !== text", arg=before)
    assert states.state(entry(page, CHANGED)) is State.APPROVED


# --- many segments ------------------------------------------------------------------------------------------


def test_ten_thousand_segments_come_as_they_are_needed(review: Any) -> None:
    page = review(path="/")
    lines = [f"Visit {n} brought {n} mg of magnesium." for n in range(1, 10_001)]
    (page.place / "sources/en/long.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    refresh(page.place)
    page.goto(page.server.address + "/article/long")
    page.wait_for_selector(".row[data-at]", timeout=60_000)
    assert page.locator(".row[data-at]").count() < 200
    assert page.locator("[role=grid]").get_attribute("aria-rowcount") == "10001"
    page.locator(".row[data-at='0'] .target").first.focus()
    page.keyboard.press("End")
    page.wait_for_selector(".row[data-at='9999'] .target:focus")
    page.keyboard.press("Enter")
    page.locator("textarea").fill("На визите 10000 дали 10000 мг магния.")
    said(page, "Saved")
    file = catalogue(page.place, "ru", "long")
    assert entries(file)[Key("p", lines[-1])].translation == "На визите 10000 дали 10000 мг магния."
    page.goto(page.server.address + "/article/long?at=5000")
    page.wait_for_selector(".row[data-at='5000'] .cell:focus")
    assert replace(entries(file)[Key("p", lines[0])], line=0).translation == ""
