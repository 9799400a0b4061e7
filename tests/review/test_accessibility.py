"""What axe-core finds wrong with the pages: nothing, in light and dark, on wide and narrow screens."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from tests.review.conftest import Server
from tests.review.test_browser import DOSE, cell
from tests.review.workspace import ARTICLE

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PAGES = {
    "overview": "/", "article": f"/article/{ARTICLE}", "queue": "/queue?language=ru", "search": "/search?q=K2",
    "missing": "/article/none",
}  # fmt: skip


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    spec = importlib.util.find_spec("axe_playwright_python")
    if spec is None or spec.origin is None:
        pytest.skip("needs axe-playwright-python, which holds axe-core (requirements-dev.txt)")
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def faults(page: Any, axe: str) -> list[tuple[str, str, list[str]]]:
    """The rules that a page breaks, with the weight of each and where."""
    page.evaluate(axe)
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", list(RULES))
    return [
        (one["impact"], one["id"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found["violations"]
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_is_accessible(review: Any, axe: str, theme: str, width: int) -> None:
    page = review(path="/", color_scheme=theme, viewport={"width": width, "height": 900})
    for name, path in PAGES.items():
        page.goto(page.server.address + path)
        page.wait_for_load_state("networkidle")
        assert faults(page, axe) == [], name
    page.goto(page.server.address + PAGES["article"])
    cell(page, DOSE).locator("[data-do=edit]").click(force=True)
    page.wait_for_selector("[data-preview] .page")
    page.wait_for_load_state("networkidle")
    assert faults(page, axe) == [], "writing"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.wait_for_selector("#help[open]")
    assert faults(page, axe) == [], "keys"


@pytest.mark.parametrize("locale", ["ru-RU", "zh-CN"])
def test_every_page_is_accessible_in_its_other_languages(review: Any, axe: str, locale: str) -> None:
    page = review(path="/", locale=locale)
    for name, path in PAGES.items():
        page.goto(page.server.address + path)
        page.wait_for_load_state("networkidle")
        assert faults(page, axe) == [], name


def test_who_is_asked_for_a_name_can_read_it(place: Path, serve: Any, chromium: Any, axe: str) -> None:
    server: Server = serve(place)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server.door)
    page.wait_for_selector("#choices[open]")
    assert faults(page, axe) == []
    context.close()
