"""What is answered to GET: whole pages, and the pieces that the script asks for."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.review.pages import article, overview, panel, queue, search

_PAGES: dict[str, Callable[[Request], Response]] = {
    "/": overview.overview,
    "/overview-rows": overview.overview_rows,
    "/article/{name:path}": article.article,
    "/ready/{name:path}": article.ready,
    "/rows/{name:path}": article.rows,
    "/next/{name:path}": article.following,
    "/panel/{name:path}": panel.panel,
    "/memory/{name:path}": panel.remembered,
    "/queue": queue.queue,
    "/queue-next": queue.queue_next,
    "/search": search.find,
}
ROUTES = [Route(path, answer) for path, answer in _PAGES.items()]
