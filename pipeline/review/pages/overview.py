"""All articles, and how far each language is."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.model import Severity, State
from pipeline.review.review import Listed
from pipeline.review.tally import Tally, total
from pipeline.review.web import Visit

STAGES = ("", "todo", "errors", "warnings", "changed", "done")
"""What the overview may be narrowed to."""


def overview(request: Request) -> Response:
    """All articles, and how far each language is."""
    visit = Visit(request)
    return visit.page("overview.html", **_overview(visit))


def overview_rows(request: Request) -> Response:
    """The same without the page around it, while catalogues are still being read."""
    visit = Visit(request)
    return HTMLResponse(visit.render("overview_rows.html", **_overview(visit)))


def _overview(visit: Visit) -> dict[str, Any]:
    progress = visit.review.progress()
    query, stage, language = (visit.query.get(name, "") for name in ("q", "show", "language"))
    shown = [a for a in progress.articles if _is_wanted(a, query.casefold(), stage, language)]
    spoken = visit.review.workspace.settings.languages
    totals = {code: total(a.tallies[code] for a in shown if code in a.tallies) for code in spoken}
    return {
        "articles": shown,
        "all": len(progress.articles),
        "languages": spoken,
        "totals": totals,
        "reading": (progress.read, progress.catalogues) if progress.read < progress.catalogues else None,
        "query": query,
        "show": stage if stage in STAGES else "",
        "language": language,
        "stages": STAGES,
    }


def _is_wanted(article: Listed, query: str, stage: str, language: str) -> bool:
    if query and query not in article.name.casefold() and query not in article.title.casefold():
        return False
    if language and language not in article.tallies:
        return False
    tallies = [article.tallies[language]] if language else list(article.tallies.values())
    return not stage or any(_is_at(tally, stage) for tally in tallies)


def _is_at(tally: Tally, stage: str) -> bool:
    return {
        "todo": not tally.done,
        "done": tally.done,
        "errors": bool(tally.flawed[Severity.ERROR] or tally.states[State.WITHHELD]),
        "warnings": bool(tally.flawed[Severity.WARNING]),
        "changed": bool(tally.states[State.CHANGED]),
    }.get(stage, True)
