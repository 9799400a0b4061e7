"""The server: uvicorn on an address of this computer, with a limit of time for every request to arrive."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from pipeline.errors import OutputError

REQUEST_SECONDS = 10.0
"""Within which a request must be there, body and all."""
CONNECTIONS = 100
MOST_HEADER_BYTES = 32 * 1024

logger = logging.getLogger("termlock.review")


class TimedProtocol(H11Protocol):
    """HTTP/1.1 that does not wait for ever: a client that sends its request a byte a minute is cut off."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._release()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        # What the client sends next is a new request, with its own time; silence is uvicorn's to end.
        self._release()

    def _watch(self) -> None:
        """Keep the time of a request that is not complete; it is not prolonged by what trickles in."""
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._release()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self._end)

    def _release(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _end(self) -> None:
        self._deadline = None
        if self.transport.is_closing():
            return
        # Browsers open connections ahead of need; one that never said a word is no cause for alarm.
        if self.conn.trailing_data[0] or self.conn.their_state is h11.SEND_BODY:
            client = self.client[0] if self.client else "?"
            logger.warning("refused: a request was not complete in %.0f s (from %s)", REQUEST_SECONDS, client)
        self.transport.close()


def port_of(root: Path) -> int:
    """A port that a workspace prefers, so that its address stays the same from day to day."""
    digest = hashlib.sha256(str(root).encode("utf-8", "surrogatepass")).digest()
    return 20_000 + int.from_bytes(digest[:4], "big") % 20_000


def bound(host: str, port: int, preferred: int) -> socket.socket:
    """A socket on an address: on `port`, or for 0 on the preferred one or any that is free. Raises OutputError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = [port] if port else [preferred, 0]
    for number in wanted:
        made = socket.socket(family, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((host, number))
        except OSError as error:
            made.close()
            if number == wanted[-1]:
                raise OutputError(
                    "port-taken",
                    f"The page cannot be offered on {host}:{number} ({error.strerror}).",
                    advice="Choose another address or port.",
                ) from error
            continue
        return made
    raise AssertionError("unreachable")


def address_of(listening: socket.socket, host: str) -> str:
    """How a browser calls a socket; one that listens everywhere is called by this computer's own address."""
    port = listening.getsockname()[1]
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - it is looked for, not bound to
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def open_browser(address: str) -> None:
    """Open an address in the browser, beside the server, which it will ask at once."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def serve(app: ASGIApp, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C; `ready` is called when the first can come."""
    config = uvicorn.Config(
        app,
        http=TimedProtocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
    )
    # Catalogues are read in the background; an answer must not wait for a long turn of theirs at each step.
    sys.setswitchinterval(0.0005)
    server = _Server(config, ready)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()
