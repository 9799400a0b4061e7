"""What is answered to POST: acts on entries, their undoing, previews, signatures, a visitor's choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from pipeline.errors import OutputError, TermlockError
from pipeline.review import labels, signing, texts
from pipeline.review.difference import difference
from pipeline.review.editing import version
from pipeline.review.paragraph import paragraph
from pipeline.review.saving import ACTIONS, Act, ConflictError, Done
from pipeline.review.sheet import Painter, open_sheet
from pipeline.review.shelf import Document, Place
from pipeline.review.web import THEMES, YEAR, Visit, name_of
from pipeline.review.wording import LANGUAGES

Values = dict[str, Any]
_CHECK = re.compile(r"[a-z][a-z-]{0,40}")


class _RefusalError(Exception):
    """A request that makes no sense, with the status and the code of its answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


def _answering(act: Callable[[Visit, Values], Response]) -> Callable[[Request], Any]:
    """An endpoint that carries out an act in a thread; what goes wrong becomes an answer that says so."""

    async def answer(request: Request) -> Response:
        visit = Visit(request)
        values = await visit.values()
        return await run_in_threadpool(_answered, act, visit, values)

    return answer


def _answered(act: Callable[[Visit, Values], Response], visit: Visit, values: Values) -> Response:
    try:
        return act(visit, values)
    except _RefusalError as refusal:
        return JSONResponse({"code": refusal.code, "error": ""}, refusal.status)
    except ConflictError as conflict:
        return JSONResponse(_conflict(visit, values, conflict), 409)
    except TermlockError as error:
        status = 503 if isinstance(error, OutputError) else 410
        return JSONResponse({"code": error.code, "error": labels.error(error, visit.words)}, status)


# --- acts on entries ----------------------------------------------------------------------------------


def do(visit: Visit, values: Values) -> Response:
    """One act on one entry."""
    action = _text(values, "action")
    if action not in ACTIONS:
        raise _RefusalError(400, "no-such-act")
    text = _text(values, "text") if "text" in values else None
    check = _text(values, "check")
    if check and not _CHECK.fullmatch(check):
        raise _RefusalError(400, "no-such-act")
    act = Act(
        _place(visit, values), _text(values, "id"), _text(values, "version"), _who(visit), action, text, check,
    )  # fmt: skip
    return JSONResponse(_done(visit, visit.review.saving.do(act)))


def undo(visit: Visit, values: Values) -> Response:
    """Take one act back."""
    number = values.get("undo")
    if not isinstance(number, int):
        raise _RefusalError(400, "no-such-act")
    return JSONResponse(_done(visit, visit.review.saving.undo(number, _who(visit))))


def _done(visit: Visit, done: Done) -> Values:
    """What the page shows anew."""
    document = done.document
    return {
        "undo": done.undo,
        "language": document.place.language,
        "article": document.place.article,
        "cells": _cells(visit, document, done.changed),
        "counters": _counters(visit, document),
    }


def _cells(visit: Visit, document: Document, places: tuple[int, ...]) -> list[Values]:
    sheet = open_sheet(visit.review.shelf, document.place.article)
    if sheet is None:
        return []
    painter = Painter(sheet, visit.review.judge, visit.words)
    language = document.place.language
    made = []
    for place in places:
        cell = painter.cell(document.catalogue.entries[place], language)
        html = visit.render("cell.html", cell=cell)
        made.append(
            {"id": cell.id, "version": cell.version, "raw": cell.raw, "state": cell.state, "html": html}
        )
    return made


def _counters(visit: Visit, document: Document) -> str:
    return visit.render("counters.html", language=document.place.language, tally=document.tally)


def _conflict(visit: Visit, values: Values, conflict: ConflictError) -> Values:
    """Both texts: the one on the disk, and how the one that was sent differs."""
    document = conflict.document
    entry = document.catalogue.entries[conflict.at]
    mine = values.get("text")
    parts = difference(entry.translation, mine if isinstance(mine, str) else entry.translation)
    return {
        "code": "conflict",
        "theirs": entry.translation,
        "version": version(entry),
        "difference": texts.changes(parts),
        "cells": _cells(visit, document, (conflict.at,)),
        "language": document.place.language,
        "error": visit.words.gettext("Somebody changed this text meanwhile."),
    }


# --- previews and signatures --------------------------------------------------------------------------


def preview(visit: Visit, values: Values) -> Response:
    """The paragraph with the text that is being written."""
    place = _place(visit, values)
    document = visit.review.shelf.document(place)
    at = document.places.get(_text(values, "id"))
    if at is None:
        raise _RefusalError(410, "entry-gone")
    made = paragraph(
        visit.review.reading(place.article),
        document,
        document.entries[at],
        _text(values, "text"),
        visit.review.judge,
        visit.review.workspace.settings.publish.typography,
    )
    return HTMLResponse(visit.render("preview.html", paragraph=made, language=place.language))


def sign(visit: Visit, values: Values) -> Response:
    """Sign an article in a language, or take the signature back."""
    if not visit.review.workspace.settings.review.signoff:
        raise _RefusalError(404, "no-signatures")
    place, who, saving = _place(visit, values), _who(visit), visit.review.saving
    if values.get("withdraw"):
        signing.withdraw(place, who, saving)
    else:
        signing.sign(place, who, saving, visit.review.judge)
    return JSONResponse({})


# --- choices ------------------------------------------------------------------------------------------


def choose(_: Visit, values: Values) -> Response:
    """Keep a visitor's name, language and theme in cookies."""
    response = JSONResponse({})
    name = name_of(_text(values, "name"))
    chosen = {"termlock-name": quote(name)} if name else {}
    if values.get("language") in LANGUAGES:
        chosen["termlock-language"] = str(values["language"])
    if values.get("theme") in THEMES:
        chosen["termlock-theme"] = str(values["theme"])
    for key, value in chosen.items():
        response.set_cookie(key, value, max_age=YEAR, httponly=True, samesite="strict")
    return response


# --- values -------------------------------------------------------------------------------------------


def _text(values: Values, name: str) -> str:
    found = values.get(name, "")
    if not isinstance(found, str):
        raise _RefusalError(400, "no-such-act")
    return found


def _place(visit: Visit, values: Values) -> Place:
    """The catalogue that a request means: one that was found on the disk, never a path."""
    shelf = visit.review.shelf
    place = shelf.place(_text(values, "article"), _text(values, "language"))
    if place is None or shelf.source(place) == place.language:
        raise _RefusalError(404, "no-catalogue")
    return place


def _who(visit: Visit) -> str:
    if not visit.who:
        raise _RefusalError(401, "name-missing")
    return visit.who


_ACTS = {"/do": do, "/undo": undo, "/preview": preview, "/sign": sign, "/choose": choose}
ROUTES = [Route(path, _answering(act), methods=["POST"]) for path, act in _ACTS.items()]
