"""A workspace under review, the server, and a real browser."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.review import workspace

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)


@pytest.fixture
def place(empty_workspace: Path) -> Path:
    """The workspace of `tests.review.workspace`."""
    return workspace.make(empty_workspace)


class Server:
    """A `termlock review` process."""

    def __init__(self, place: Path, *arguments: str) -> None:
        self.place = place
        self.log = place / "server.log"
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "pipeline.cli.main",
                "review",
                "--no-browser",
                "-w",
                str(place),
                *arguments,
            ],
            stdout=subprocess.PIPE,
            stderr=self.log.open("wb"),
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+", line)
        assert found, line + self.log.read_text(encoding="utf-8")
        self.door = found.group()
        """The address with the token."""
        self.address = self.door.split("/open/")[0]

    @property
    def port(self) -> int:
        return int(self.address.rsplit(":", 1)[1])

    def stop(self) -> int:
        """End it as Ctrl-C does; returns its status."""
        self.process.terminate()
        return self.process.wait(20)


Serve = Callable[..., Server]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers, and ends them after the test."""
    running: list[Server] = []

    def start(place: Path, *arguments: str) -> Server:
        running.append(Server(place, *arguments))
        return running[-1]

    yield start
    for server in running:
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.process.kill()
            server.process.wait(10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Headless Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (requirements-dev.txt)")
    if CHROMIUM is None:
        pytest.skip("needs chromium: apt-get install chromium fonts-noto-cjk")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True)
        yield browser
        browser.close()


EXPECTED = ("404 (Not Found)", "409 (Conflict)", "410 (Gone)", "ERR_CONNECTION_REFUSED")
"""Answers that the page deals with, and that the browser complains of all the same."""


def _is_fault(said: Any) -> bool:
    return said.type == "error" and not any(text in said.text for text in EXPECTED)


PAGE = f"/article/{workspace.ARTICLE}"
Visitor = Callable[..., Any]


@pytest.fixture
def visitor(chromium: Any) -> Iterator[Visitor]:
    """Opens the page as a person of a name does: `visitor(server, "Anna", "/article/x")`, in a browser of its own.

    What the page logs as an error fails the test.
    """
    contexts: list[Any] = []
    faults: list[str] = []

    def visit(server: Server, name: str, path: str = "/", **options: Any) -> Any:
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", **options}
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
        page.goto(server.door)
        page.fill("#choices [name=name]", name)
        page.click("#choices button[type=submit]")
        page.wait_for_selector("#choices", state="hidden")
        page.goto(server.address + path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def review(place: Path, serve: Serve, visitor: Visitor) -> Any:
    """A reviewer with the article open."""
    server = serve(place)

    def look(name: str = "Анна Вайс", path: str = PAGE, **options: Any) -> Any:
        page = visitor(server, name, path, **options)
        page.place, page.server = place, server
        return page

    return look
