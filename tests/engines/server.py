"""A local HTTP server that misbehaves on demand."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """Files by path, and what is wrong with them."""

    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    breaks: dict[str, list[int]] = field(default_factory=dict)
    """Bytes after which a connection is cut, one number for each request; then it is whole."""
    stalls: set[str] = field(default_factory=set)
    """Paths whose first request hangs after some bytes."""
    ranges: bool = True
    tag: str = '"v1"'
    requests: list[tuple[str, str]] = field(default_factory=list)
    """Path and `Range` header of each request."""
    url: str = ""


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - one small method each
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.requests.append((self.path, self.headers.get("Range", "")))
            if self.path in site.redirects:
                self._redirect()
                return
            if self.path in site.statuses or self.path not in site.files:
                self.send_error(site.statuses.get(self.path, 404))
                return
            data, start = site.files[self.path], self._start()
            if start > len(data):
                self.send_error(416)
                return
            self._send(data, start)

        def _redirect(self) -> None:
            self.send_response(302)
            self.send_header("Location", site.redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _start(self) -> int:
            asked = self.headers.get("Range", "")
            fresh = self.headers.get("If-Range", site.tag) == site.tag
            return int(asked[6:].rstrip("-")) if asked and site.ranges and fresh else 0

        def _send(self, data: bytes, start: int) -> None:
            self.send_response(206 if start else 200)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
            self.send_header("Content-Length", str(len(data) - start))
            self.send_header("ETag", site.tag)
            self.end_headers()
            body = data[start:]
            cuts = site.breaks.get(self.path)
            if cuts:
                self.wfile.write(body[: cuts.pop(0)])
                self.wfile.flush()
                self.close_connection = True
                self.connection.close()
                return
            if self.path in site.stalls:
                site.stalls.discard(self.path)
                self.wfile.write(body[:100])
                self.wfile.flush()
                time.sleep(1.5)
                return
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def serve(site: Site) -> Iterator[Site]:
    """Serve a site on the loopback interface."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
