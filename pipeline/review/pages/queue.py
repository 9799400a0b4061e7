"""The segment that is to be looked at next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.review import labels, risk
from pipeline.review.editing import identity
from pipeline.review.queue import Task
from pipeline.review.sheet import Painter, Row, Sheet, open_sheet
from pipeline.review.web import Visit


def queue(request: Request) -> Response:
    """The segment that is to be looked at next."""
    visit = Visit(request)
    return visit.page("queue.html", **_waiting(visit), languages=visit.review.workspace.settings.languages)


def queue_next(request: Request) -> Response:
    """The same without the page around it."""
    visit = Visit(request)
    return HTMLResponse(visit.render("queue_task.html", **_waiting(visit)))


def _waiting(visit: Visit) -> dict[str, Any]:
    article, language = visit.query.get("article", ""), visit.query.get("language", "")
    after = visit.query.get("after", "").rsplit("|", 2)
    behind = (after[0], after[1], after[2]) if len(after) == 3 else None
    waiting = visit.review.queue.waiting(visit.review.places(article, language), behind)
    pace = visit.review.log.pace(visit.who) if visit.who else 0.0
    done, words = visit.review.log.done_today(visit.who) if visit.who else (0, 0)
    return {
        "waiting": waiting,
        "around": _around(visit, waiting.next) if waiting.next else None,
        "article": article,
        "language": language,
        "skipped": behind is not None,
        "pace": pace,
        "minutes": waiting.words * 60 / pace if pace else None,
        "done": done,
        "done_words": words,
    }


@dataclass(frozen=True, slots=True)
class Around:
    """A task as the queue shows it, between its neighbours."""

    sheet: Sheet
    rows: tuple[Row, ...]
    at: int
    reasons: tuple[str, ...]


def _around(visit: Visit, task: Task) -> Around | None:
    sheet = open_sheet(visit.review.shelf, task.article)
    if sheet is None or task.language not in sheet.documents:
        return None
    document = sheet.documents[task.language]
    place = document.places.get(task.id)
    if place is None:
        return None
    entry = document.entries[place]
    at = next((i for i, key in enumerate(sheet.keys) if identity(key) == task.id), 0)
    # One language at a time: the others are a look away, on the article's page.
    narrow = Sheet(
        sheet.article, sheet.title, sheet.source, {task.language: document}, sheet.faults, sheet.keys
    )
    painter = Painter(narrow, visit.review.judge, visit.words)
    shown = [i for i in (at - 1, at, at + 1) if 0 <= i < len(sheet.keys)]
    found = risk.risk(entry, document.source)
    reasons = tuple(visit.words.gettext(labels.REASONS[name]) for name in found.reasons)
    return Around(narrow, tuple(painter.row(i) for i in shown), at, reasons)
