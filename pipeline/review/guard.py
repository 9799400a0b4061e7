"""Every request passes here first: its host, origin, size and session; every answer gets its headers here.

What is refused is logged with the reason, and reaches nothing.
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.review.access import Access

MOST_BYTES = 256 * 1024
"""Of a request's body."""
OPEN_PATHS = ("/open/", "/static/", "/login")
"""What is answered to who has no session."""
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

logger = logging.getLogger("termlock.review")


class RefusedError(Exception):
    """A request that is not answered."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self.app = app
        self.access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        sender = _sending(send, scope)
        try:
            self._check(scope)
            body = await _body(scope, receive) if scope["method"] == "POST" else b""
        except RefusedError as refused:
            client = (scope.get("client") or ("?",))[0]
            logger.warning(
                "refused: %s (%s %s from %s)", refused.reason, scope["method"], scope["path"][:200], client
            )
            # Closing ends what the client still sends; it would be read and thrown away else.
            answer = PlainTextResponse(f"{refused.reason}\n", refused.status, {"connection": "close"})
            await answer(scope, receive, sender)
            return
        try:
            await self.app(scope, _receiving(body, receive), sender)
        except Exception as error:  # the last resort: a fault of ours ends one request, and is told in a line
            told = f"{type(error).__name__}: {error}"
            logger.error(
                "a fault of termlock, please report it: %s (%s %s)", told, scope["method"], scope["path"]
            )
            await PlainTextResponse("This is a fault of termlock.\n", 500)(scope, receive, sender)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1 or not self.access.is_own(headers["host"]):
            raise RefusedError(421, "This server is not known by that name.")
        if scope["method"] not in ("GET", "HEAD", "POST"):
            raise RefusedError(405, "Only GET and POST are answered.")
        if scope["method"] == "POST":
            _check_origin(headers)
        if not scope["path"].startswith(OPEN_PATHS) and not self.access.knows(session_of(scope)):
            raise RefusedError(403, "Open the page with the address that termlock review printed.")


def _check_origin(headers: Headers) -> None:
    """A page of another site can make a browser send a request here; it cannot choose its origin."""
    if headers.get("origin") not in (f"http://{headers['host']}", f"https://{headers['host']}"):
        raise RefusedError(403, "The request comes from another site.")
    if headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise RefusedError(415, "Only JSON is taken.")


def session_of(scope: Scope) -> str:
    """The session that a request's cookie names."""
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    return cookies.get(cookie_name(scope), "")


def cookie_name(scope: Scope) -> str:
    """Cookies do not know ports, and two reviews may go on at once."""
    return f"termlock-{(scope.get('server') or ('', 0))[1]}"


async def _body(scope: Scope, receive: Receive) -> bytes:
    """All of a request's body."""
    told = Headers(scope=scope).get("content-length", "0")
    if not told.isascii() or not told.isdigit() or int(told) > MOST_BYTES:
        raise RefusedError(413, "The request is too large.")
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise RefusedError(400, "The request ended before it was complete.")
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > MOST_BYTES:
            raise RefusedError(413, "The request is too large.")
        if not message.get("more_body"):
            return b"".join(parts)


def _receiving(body: bytes, receive: Receive) -> Receive:
    """The body once more for the application."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _sending(send: Send, scope: MutableMapping[str, Any]) -> Send:
    """Adds the headers of every answer."""

    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            for name, value in HEADERS.items():
                headers[name] = value
            if not scope["path"].startswith("/static/"):
                headers["cache-control"] = "no-store"
        await send(message)

    return with_headers
