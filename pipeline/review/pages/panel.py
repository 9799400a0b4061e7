"""What helps with one entry while it is written: terms, tags, memory."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.errors import CatalogueError
from pipeline.review import texts
from pipeline.review.editing import equals
from pipeline.review.shelf import Document
from pipeline.review.web import Visit


def panel(request: Request) -> Response:
    """What helps with one entry: its terms, its tags, its equals."""
    visit = Visit(request)
    found = _meant(visit)
    if found is None:
        return visit.missing()
    document, at = found
    entry, judge, language = document.entries[at], visit.review.judge, document.place.language
    terms = {
        match.concept: (match.surface, judge.approved_forms(match, language))
        for match in judge.matches(entry.text, document.source)
    }
    return HTMLResponse(
        visit.render(
            "panel.html",
            language=language,
            source_language=document.source,
            terms=list(terms.values()),
            tags=_tags(texts.tags_of(entry), texts.legend(entry.extracted)),
            equals=len(equals(document.entries, at)),
            source=entry.text,
        )
    )


def _tags(written: list[str], legend: dict[str, str]) -> list[tuple[str, str]]:
    """Tags as they are to be typed with what they stand for; a pair is inserted as one."""
    made: list[tuple[str, str]] = []
    for tag in written:
        name = tag.strip("</>")
        if not tag.startswith("</"):
            made.append((tag if tag.endswith("/>") else f"<{name}>…</{name}>", legend.get(name, name)))
    return list(dict.fromkeys(made))


def remembered(request: Request) -> Response:
    """What the memory has for one entry."""
    visit = Visit(request)
    meant = _meant(visit)
    if meant is None:
        return visit.missing()
    document, at = meant
    entry, language = document.entries[at], document.place.language
    kind = entry.context.split("#")[0]
    found = visit.review.remembered(document.source, language, entry.text, kind)
    # What the entry itself holds is no suggestion.
    matches = [m for m in found if m.unit.target != entry.translation or m.unit.source != entry.text]
    return HTMLResponse(visit.render("memory.html", matches=matches, entry=entry, language=language))


def _meant(visit: Visit) -> tuple[Document, int] | None:
    """The catalogue and the place of the entry that a request names; None where there is none."""
    try:
        document = visit.review.document(visit.request.path_params["name"], visit.query.get("language", ""))
    except CatalogueError:
        return None
    at = document.places.get(visit.query.get("id", "")) if document else None
    return None if document is None or at is None else (document, at)
