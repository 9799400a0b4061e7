"""How fast the review page is with an article of many segments, in a real browser.

    python -m benchmarks.review [SEGMENTS]

Builds a workspace in a temporary folder, starts `termlock review`, opens the article in headless Chromium, and
tells: first contentful paint, the same when the catalogues were not read before, and edit to saved (from the
request that the browser sends to its answer, the file on the disk written and flushed).
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.batch.run import RunOptions, run
from pipeline.catalogue import po
from pipeline.settings import find_workspace
from pipeline.workspace import create

EDITS = 15
_SENTENCES = (
    ("A dose of {n} mcg of MK-7 was taken every day.", "Ежедневно принимали {n} мкг MK-7.", "每天服用{n}微克MK-7。"),
    ("Do not add vitamin K2 to warfarin, visit {n}.", "Не добавляйте витамин K2 к варфарину, визит {n}.",
     "不要在服用华法林时加用维生素K2，第{n}次。"),
    ("Osteocalcin rose in group {n} and fell elsewhere.", "Остеокальцин вырос в группе {n} и снизился в других.",
     "骨钙素在第{n}组升高，在其他组下降。"),
)  # fmt: skip


_FIRST_PAINT = """new Promise(done => { const look = () => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  paint ? done(paint.startTime) : requestAnimationFrame(look) }; look() })"""


def build(place: Path, segments: int) -> None:
    """A workspace with one article, half of whose entries are approved."""
    create(place)
    for file in (place / "sources").rglob("*.*"):
        file.unlink()
    lines = [_SENTENCES[i % 3][0].format(n=i + 1) for i in range(segments)]
    (place / "sources/en/long.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    run(find_workspace(place, place), RunOptions(engine="none"))
    for folder, column in (("ru", 1), ("zh_CN", 2)):
        file = place / f"output/locale/{folder}/LC_MESSAGES/long.po"
        found = po.parse(file.read_bytes())
        entries = tuple(
            replace(
                e, translation=_SENTENCES[i % 3][column].format(n=i + 1), flags=() if i % 2 else ("fuzzy",)
            )
            for i, e in enumerate(found.entries)
        )
        file.write_bytes(po.serialize(replace(found, entries=entries)))


@contextlib.contextmanager
def server(place: Path) -> Iterator[str]:
    """`termlock review` on a workspace; gives the address that opens it."""
    command = [sys.executable, "-m", "pipeline.cli.main", "review", "--no-browser", "--workspace", str(place)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603
    try:
        assert process.stdout  # noqa: S101 - it is piped
        found = re.search(r"http\S+", process.stdout.readline())
        assert found  # noqa: S101 - it prints its address first
        yield found.group()
    finally:
        process.terminate()
        process.wait(10)


def paint(page: Any, address: str) -> tuple[float, float]:
    """Milliseconds to the first contentful paint, and until the first rows are there."""
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".cell.target")
    rows = (time.perf_counter() - began) * 1000
    first = page.evaluate(_FIRST_PAINT)
    return float(first), rows


def edit(page: Any, number: int) -> float:
    """Milliseconds from the request that saves an edit to its answer."""
    page.locator(f".row[data-at='{number}'] .target").first.click()
    area = page.locator("textarea")
    area.fill(f"{area.input_value()} {number}")
    with page.expect_response(lambda r: r.url.endswith("/do")) as info:
        pass
    timing = info.value.request.timing
    info.value.finished()
    page.keyboard.press("Escape")
    return float(info.value.request.timing["responseEnd"] - timing["requestStart"])


def main() -> None:
    """Build, measure, print."""
    from playwright.sync_api import sync_playwright

    segments = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    chromium = shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        build(place, segments)
        browser = playwright.chromium.launch(executable_path=chromium, headless=True)
        with server(place) as address:
            page = browser.new_context().new_page()
            page.goto(address)
            article = f"{address.split('/open')[0]}/article/long"
            cold = paint(page, article)
            page.fill("[name=name]", "Bench") if page.locator("#choices[open]").count() else None
            page.evaluate("fetch('/choose', {method: 'POST', headers: {'content-type': 'application/json'},"
                          " body: JSON.stringify({name: 'Bench'})})")  # fmt: skip
            page.evaluate("sessionStorage.setItem('asked', 'yes')")
            page.wait_for_timeout(8000)
            warm = [paint(page, article) for _ in range(5)]
            saved = [edit(page, number) for number in range(EDITS)]
        browser.close()
    print(f"{segments:,} segments, three languages")
    print(f"first paint, catalogues not read before: {cold[0]:.0f} ms (rows after {cold[1]:.0f} ms)")
    print(
        f"first paint: median {statistics.median(p for p, _ in warm):.0f} ms, most {max(p for p, _ in warm):.0f} ms"
    )
    print(
        f"edit to saved: median {statistics.median(saved):.0f} ms, most {max(saved):.0f} ms ({len(saved)} edits)"
    )


if __name__ == "__main__":
    main()
