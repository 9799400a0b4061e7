"""Markup in texts is text: in translations, titles, terms, names, queries and file names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from pipeline.model import Key
from tests.review.conftest import Serve, Visitor
from tests.review.test_browser import DOSE, cell, said
from tests.review.workspace import ARTICLE, SECOND, catalogue, change, entries, refresh

ATTACK = (
    """<img src=x onerror="document.title='owned'"><script>document.title='owned'</script>{{ 61*13 }}"'&lt;"""
)


@pytest.fixture
def attacked(place: Path) -> Path:
    """A workspace whose every text tries to be more than text."""
    (place / SECOND).write_text(f"# Натто `{ATTACK}`\n\nНатто готовят из сои.\n", encoding="utf-8")
    (place / "sources/en" / 'a"><script>b.md').write_text("# A title\n\nOne sentence.\n", encoding="utf-8")
    terms = place / "glossary/terms.csv"
    head, *rest = terms.read_text(encoding="utf-8").splitlines()
    columns = head.split(",")
    row = {"id": "attack", "policy": "translate", "en": "doctor", "ru": ATTACK, "zh": ATTACK, "note": ATTACK}
    cells = ['"' + row.get(name, "").replace('"', '""') + '"' for name in columns]
    terms.write_text("\n".join([head, *rest, ",".join(cells)]) + "\n", encoding="utf-8")
    refresh(place)
    change(catalogue(place, "ru"), DOSE, translation=ATTACK)
    change(
        catalogue(place, "zh"), Key("h2", "With warfarin"), translation=ATTACK, flags=(), comments=(ATTACK,)
    )
    return place


def test_no_text_is_run_or_becomes_an_element(attacked: Path, serve: Serve, visitor: Visitor) -> None:
    server = serve(attacked)
    page = visitor(server, ATTACK, "/")
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    for path in (
        "/", f"/article/{ARTICLE}", "/article/natto", "/article/" + quote('a"><script>b'), "/queue?language=ru",
        f"/search?q={quote(ATTACK)}", "/search?q=owned", f"/?q={quote(ATTACK)}",
        f"/article/{ARTICLE}?query={quote(ATTACK)}", f"/article/{quote(ATTACK)}",
    ):  # fmt: skip
        page.goto(server.address + path)
        page.wait_for_load_state("networkidle")
        assert is_whole(page), path


def test_what_comes_while_writing_is_text_too(attacked: Path, serve: Serve, visitor: Visitor) -> None:
    page = visitor(serve(attacked), "Анна", f"/article/{ARTICLE}")
    page.place = attacked
    cell(page, DOSE).locator(".text").click()
    page.wait_for_selector("[data-preview] .page")
    change(catalogue(attacked, "ru"), DOSE, translation=ATTACK * 2)
    page.locator("textarea").fill(f"{ATTACK} моё")
    page.wait_for_selector(".conflict")
    assert is_whole(page)
    assert "<script>" in page.locator(".conflict p").first.inner_text()
    page.click(".conflict button:has-text('Keep mine')")
    said(page, "Saved")
    assert is_whole(page)
    assert entries(catalogue(attacked, "ru"))[DOSE].translation == f"{ATTACK} моё"


def is_whole(page: Any) -> bool:
    """Whether the page is our own: no element that a text made, and its title is not theirs."""
    made = page.evaluate("document.querySelectorAll('img, script:not([src])').length")
    return made == 0 and page.title() != "owned" and "793" not in page.locator("main").inner_text()
