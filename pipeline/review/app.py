"""The web application: which address is answered by what.

Guard (host, origin, size, session, headers) -> routes -> pages (GET) | acts (POST)
"""

from __future__ import annotations

import asyncio

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pipeline.review import acts, pages
from pipeline.review.access import Access
from pipeline.review.guard import Guard, cookie_name
from pipeline.review.review import Review
from pipeline.review.web import Visit, static_file

_WAIT = 1.0
"""Seconds after a wrong password; attempts are answered one by one."""


def create(review: Review, access: Access) -> Starlette:
    """The application of one review."""
    app = Starlette(
        routes=[
            Route("/open/{token}", _open),
            Route("/login", _login, methods=["GET", "POST"]),
            Route("/static/{name}", _static),
            *pages.ROUTES,
            *acts.ROUTES,
        ],
        middleware=[Middleware(Guard, access=access)],
    )
    app.state.review = review
    app.state.access = access
    app.state.attempts = asyncio.Lock()
    return app


async def _open(request: Request) -> Response:
    session = request.app.state.access.opened_by(request.path_params["token"])
    if not session:
        return PlainTextResponse("This address is not known; use the one that was printed last.\n", 403)
    return _entered(request, session, RedirectResponse("/", 303))


async def _login(request: Request) -> Response:
    access: Access = request.app.state.access
    if not access.password:
        return PlainTextResponse("Not found\n", 404)
    if request.method == "GET":
        return Visit(request).page("login.html")
    async with request.app.state.attempts:
        values = await Visit(request).values()
        session = access.opened_with(str(values.get("password", "")))
        if not session:
            await asyncio.sleep(_WAIT)
            return PlainTextResponse("wrong\n", 403)
    return _entered(request, session, Response(status_code=204))


def _entered(request: Request, session: str, response: Response) -> Response:
    response.set_cookie(cookie_name(request.scope), session, httponly=True, samesite="strict")
    return response


async def _static(request: Request) -> Response:
    return static_file(request.path_params["name"], request.headers.get("if-none-match", ""))
