"""The pictures of the review page in the documentation, made anew.

    python -m tests.review.pictures [FOLDER]

Needs Chromium, and Pillow to make them small (256 colours).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.review import workspace
from tests.review.conftest import CHROMIUM, PAGE, Server

SAMPLE, ARTICLE = "sample", "article"
PICTURES = (
    ("review-overview", SAMPLE, "/", "en-GB", "light", (1180, 760), "Anna Weiss"),
    ("review-article", ARTICLE, PAGE, "en-GB", "light", (1280, 1000), "Anna Weiss"),
    ("review-queue-dark-ru", ARTICLE, "/queue?language=zh", "ru-RU", "dark", (1180, 790), "Анна Вайс"),
    ("review-phone-zh", ARTICLE, f"{PAGE}?at=5", "zh-CN", "light", (390, 780), "安娜"),
)
"""Name, workspace, page, language and theme of the interface, size of the window, reviewer."""


def main(folder: Path) -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        servers = {name: Server(place) for name, place in _workspaces(Path(temporary)).items()}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True)
        for name, place, path, locale, theme, (width, height), who in PICTURES:
            context = browser.new_context(
                locale=locale, color_scheme=theme, viewport={"width": width, "height": height}
            )
            _take(context.new_page(), servers[place], path, who, folder / f"{name}.png")
            context.close()
        browser.close()
        for server in servers.values():
            server.stop()


def _workspaces(folder: Path) -> dict[str, Path]:
    sample, article = folder / SAMPLE, folder / ARTICLE
    for name in ("sources", "glossary", "output"):
        shutil.copytree(ROOT / name, sample / name)
    shutil.copy(ROOT / "termlock.toml", sample)
    for language in ("ru", "en", "zh"):
        (article / "sources" / language).mkdir(parents=True)
    shutil.copytree(ROOT / "glossary", article / "glossary")
    return {SAMPLE: sample, ARTICLE: workspace.make(article)}


def _take(page: Any, server: Server, path: str, who: str, file: Path) -> None:
    page.goto(server.door)
    page.fill("#choices [name=name]", who)
    page.click("#choices button[type=submit]")
    page.wait_for_selector("#choices", state="hidden")
    page.goto(server.address + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    page.screenshot(path=str(file))
    _shrink(file)


def _shrink(file: Path) -> None:
    from PIL import Image

    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/images")
