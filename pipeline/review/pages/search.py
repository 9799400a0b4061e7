"""Segments and terms that hold some words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review import search
from pipeline.review.sheet import Painter
from pipeline.review.web import Visit


def find(request: Request) -> Response:
    """Segments and terms that hold some words."""
    visit = Visit(request)
    query = visit.query.get("q", "")[:200].strip()
    hits = search.segments(visit.review.shelf, query)
    judge, words = visit.review.judge, visit.words
    shown = [(hit.sheet, Painter(hit.sheet, judge, words).row(hit.at)) for hit in hits]
    concepts = search.concepts(judge.terms, query)
    return visit.page(
        "search.html",
        query=query,
        hits=shown,
        concepts=concepts,
        most=search.HITS,
        languages=visit.review.workspace.settings.languages,
    )
