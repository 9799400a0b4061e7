"""One article in its languages, some rows at a time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from pipeline.catalogue.signature import Signature, signature
from pipeline.review.sheet import SHOWS, Filter, Painter, Row, Sheet, chosen, open_sheet
from pipeline.review.web import Visit

CHUNK = 40
"""Rows that are sent at once."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that are sent together."""

    start: int
    """Their place in the list of rows that are shown."""
    first: int
    last: int
    """Segments that they begin and end with."""
    height: int
    """Pixels that they will take, about."""
    rows: tuple[Row, ...] = ()
    """Empty: they are sent when they come into sight."""


def article(request: Request) -> Response:
    """One article in its languages, its first rows included."""
    visit = Visit(request)
    if not visit.review.is_at_hand(request.path_params["name"]):
        return visit.page("reading.html")
    sheet = _sheet(visit)
    if sheet is None:
        return visit.missing()
    wanted = _filter(visit)
    rows = chosen(sheet, wanted)
    at = _number(visit.query.get("at", ""))
    painter = Painter(sheet, visit.review.judge, visit.words)
    chunks = [_chunk(sheet, painter, rows, start, at) for start in range(0, len(rows), CHUNK)]
    visit.review.read_ahead(sheet.article, list(sheet.documents.values()))
    return visit.page(
        "article.html",
        sheet=sheet,
        chunks=chunks,
        shown=len(rows),
        at=at,
        wanted=wanted,
        shows=SHOWS,
        rest=urlencode({k: v for k, v in asdict(wanted).items() if v}),
        signatures=_signatures(visit, sheet),
    )


def ready(request: Request) -> Response:
    """Whether an article can be shown."""
    visit, name = Visit(request), request.path_params["name"]
    if not visit.review.places(name):
        return visit.missing()
    return JSONResponse({"ready": visit.review.is_at_hand(name)})


def rows(request: Request) -> Response:
    """Some rows of an article."""
    visit = Visit(request)
    sheet = _sheet(visit)
    if sheet is None:
        return visit.missing()
    start = _number(visit.query.get("start", "")) or 0
    shown = chosen(sheet, _filter(visit))[start : start + CHUNK]
    painter = Painter(sheet, visit.review.judge, visit.words)
    made = [painter.row(at) for at in shown]
    return HTMLResponse(visit.render("rows.html", rows=made, sheet=sheet))


def following(request: Request) -> Response:
    """The next segment of an article that is not approved in a language, behind the one `at`."""
    visit = Visit(request)
    sheet = _sheet(visit)
    language = visit.query.get("language", "")
    at = _number(visit.query.get("at", ""))
    if sheet is None or language not in sheet.documents or at is None:
        return visit.missing()
    places = chosen(sheet, Filter("todo", language, visit.query.get("query", "")))
    return JSONResponse({"at": next((place for place in places if place > at), None), "left": len(places)})


def _sheet(visit: Visit) -> Sheet | None:
    return open_sheet(visit.review.shelf, visit.request.path_params["name"])


def _filter(visit: Visit) -> Filter:
    query = visit.query
    show = query.get("show", "")
    return Filter(show if show in SHOWS else "", query.get("language", ""), query.get("query", "")[:200])


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _chunk(sheet: Sheet, painter: Painter, rows: list[int], start: int, at: int | None) -> Chunk:
    """The rows from `start` on; they are sent with the page if they are the first, or hold the one asked for."""
    places = rows[start : start + CHUNK]
    is_sent = start == 0 or (at is not None and places[0] <= at <= places[-1])
    made = tuple(painter.row(place) for place in places) if is_sent else ()
    height = 0 if is_sent else sum(_height(sheet, place) for place in places)
    return Chunk(start, places[0], places[-1], height, made)


def _height(sheet: Sheet, at: int) -> int:
    """Pixels of a row on a wide screen, about."""
    sizes = [_lines(sheet.keys[at].text, sheet.source)]
    for code in sheet.documents:
        entry = sheet.entry(at, code)
        sizes.append(_lines(entry.translation if entry else "", code))
    return 48 + 24 * max(sizes)


def _lines(text: str, language: str) -> int:
    return 1 + len(text) // (22 if language == "zh" else 44)


def _signatures(visit: Visit, sheet: Sheet) -> dict[str, Signature | None] | None:
    """Who signed each language; None where nobody is asked to."""
    if not visit.review.workspace.settings.review.signoff:
        return None
    return {code: signature(document.catalogue) for code, document in sheet.documents.items()}
