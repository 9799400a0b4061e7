"""What pages and acts share: the templates, the visitor's choices, files that never change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote, unquote

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from pipeline import __version__, languages
from pipeline.review import labels
from pipeline.review.review import Review
from pipeline.review.wording import LANGUAGES, Wording, preferred, wording

STATIC = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "acts.js": "text/javascript",
    "talk.js": "text/javascript",
    "grid.js": "text/javascript",
    "keys.js": "text/javascript",
    "editor.js": "text/javascript",
    "dialogs.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
"""All files that are sent as they are; no other name reaches the disk."""
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600
"""Seconds for which a browser keeps its visitor's choices."""


@cache
def _file(name: str) -> bytes:
    return (resources.files("pipeline.review") / "static" / name).read_bytes()


def static_file(name: str, known: str) -> Response:
    """One of the files of `STATIC`; `known`: the `If-None-Match` of a browser that may have it."""
    if name not in STATIC:
        return PlainTextResponse("Not found\n", 404)
    headers = {"cache-control": "no-cache", "etag": _etag(name)}
    if known == _etag(name):
        return Response(status_code=304, headers=headers)
    return Response(_file(name), media_type=STATIC[name], headers=headers)


def static_text(name: str) -> str:
    """The text of one of our own files."""
    return _file(name).decode("utf-8")


@cache
def _etag(name: str) -> str:
    return f'"{hashlib.sha256(_file(name)).hexdigest()[:16]}"'


@cache
def templates() -> jinja2.Environment:
    """The page's templates; all that they are given is escaped."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.review", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "labels": labels,
        "native_name": languages.native_name,
        "bcp47": languages.bcp47,
        "version": __version__,
    }
    environment.filters["path"] = lambda name: quote(str(name))
    return environment


def name_of(text: str) -> str:
    """A person's name as it can stand in a header: on one line, of printable characters."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:80].strip()


class Visit:
    """A request with what its cookies say of the visitor."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.review: Review = request.app.state.review
        cookies = request.cookies
        self.who = name_of(unquote(cookies.get("termlock-name", "")))
        theme = cookies.get("termlock-theme", "auto")
        self.theme = theme if theme in THEMES else "auto"
        chosen = cookies.get("termlock-language", "")
        accepted = request.headers.get("accept-language", "")
        self.words: Wording = wording(chosen if chosen in LANGUAGES else preferred(accepted[:500]))

    @property
    def query(self) -> Mapping[str, str]:
        return self.request.query_params

    async def values(self) -> dict[str, Any]:
        """The JSON object in a request's body; an empty one for anything else."""
        try:
            found = json.loads(await self.request.body())
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def render(self, template: str, **values: Any) -> str:
        """A template's text for this visitor."""
        words = self.words
        return templates().get_template(template).render(
            _=words.gettext, ngettext=words.ngettext, w=words, visit=self, **values
        )  # fmt: skip

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A template as an answer."""
        return HTMLResponse(self.render(template, **values), status)

    def missing(self) -> HTMLResponse:
        """The answer for what does not exist."""
        return self.page("missing.html", 404)
