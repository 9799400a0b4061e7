"""Hostile requests: refused, logged, nothing changed."""

from __future__ import annotations

import asyncio
import http.client
import json
import shutil
import socket
import time
from collections.abc import Iterator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pipeline.review.access import Access
from pipeline.review.editing import identity, version
from pipeline.review.guard import Guard
from tests.conftest import ROOT
from tests.review import workspace
from tests.review.conftest import Server
from tests.review.workspace import ARTICLE, catalogue, entries

DOSE = "The usual supplement holds 100 mcg of MK-7."
SCRIPT = "<script>alert(1)</script>"
Answer = tuple[int, Mapping[str, str], str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all of these tests: none of them may change anything."""
    place = tmp_path_factory.mktemp("hostile")
    for language in ("ru", "en", "zh"):
        (place / "sources" / language).mkdir(parents=True)
    (place / "glossary").mkdir()
    shutil.copy(ROOT / "pipeline/cli/workspace/glossary/terms.csv", place / "glossary")
    (place.parent / "secret.po").write_text('msgid ""\nmsgstr "outside"\n', encoding="utf-8")
    running = Server(workspace.make(place))
    yield running
    running.stop()


@pytest.fixture
def visitor(server: Server) -> Iterator[Visitor]:
    """A program that has the session's cookie; the workspace must be the same afterwards."""
    before = _files(server.place)
    yield Visitor(server)
    assert _files(server.place) == before


def _files(place: Path) -> dict[str, bytes]:
    """All files but the server's log and the caches, which reading fills."""
    found = {file.relative_to(place).as_posix(): file for file in place.rglob("*") if file.is_file()}
    return {
        name: file.read_bytes()
        for name, file in found.items()
        if name != "server.log" and not name.startswith(".termlock/")
    }


class Visitor:
    """Sends requests as they are, as no browser would."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.host = f"127.0.0.1:{server.port}"
        self.cookie = ""
        status, headers, _ = self.get("/open/" + server.door.rsplit("/", 1)[1])
        assert status == 303
        self.cookie = headers["set-cookie"].split(";")[0] + "; termlock-name=Mallory"

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, b"", headers)

    def post(self, path: str, values: object, **headers: str) -> Answer:
        own = {"origin": f"http://{self.host}", "content-type": "application/json", **headers}
        return self.send("POST", path, json.dumps(values).encode(), own)

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        sent = {
            "host": self.host,
            "cookie": self.cookie,
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            if method == "POST" and "transfer-encoding" not in sent:
                connection.putheader("content-length", str(len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            answer = {name.lower(): value for name, value in response.getheaders()}
            return response.status, answer, response.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def edit(self, **changed: object) -> dict[str, object]:
        """A request that would change the dose's translation."""
        file = catalogue(self.server.place, "ru")
        entry = next(e for e in entries(file).values() if e.text == DOSE)
        return {
            "action": "edit", "article": ARTICLE, "language": "ru", "id": identity(entry.key),
            "version": version(entry), "text": "Принимайте 9000 мкг.", **changed,
        }  # fmt: skip

    @property
    def log(self) -> str:
        return self.server.log.read_text(encoding="utf-8")


# --- who speaks, and to whom --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "http://localhost.evil.example"]
)
def test_a_request_from_another_site_is_refused(visitor: Visitor, origin: str) -> None:
    status, _, text = visitor.post("/do", visitor.edit(), origin=origin)
    assert (status, text) == (403, "The request comes from another site.\n")
    assert "refused: The request comes from another site. (POST /do from 127.0.0.1)" in visitor.log


def test_a_request_without_an_origin_is_refused(visitor: Visitor) -> None:
    body = json.dumps(visitor.edit()).encode()
    status, _, _ = visitor.send("POST", "/do", body, {"content-type": "application/json"})
    assert status == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "169.254.1.1", "", "[::2]"],
)
def test_a_request_to_another_host_is_refused(visitor: Visitor, host: str) -> None:
    """A name of an attacker's that leads to this computer (DNS rebinding) opens nothing."""
    status, _, text = visitor.get("/", host=host)
    assert (status, text) == (421, "This server is not known by that name.\n")
    status, _, _ = visitor.post("/do", visitor.edit(), host=host, origin=f"http://{host}")
    assert status == 421
    assert "refused: This server is not known by that name. (GET /" in visitor.log


def test_a_form_of_another_site_cannot_speak_json(visitor: Visitor) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert visitor.post("/do", visitor.edit(), content_type=kind)[0] == 415
    assert "refused: Only JSON is taken." in visitor.log


@pytest.mark.parametrize("path", ["/", f"/article/{ARTICLE}", "/queue", "/search?q=K2", "/overview-rows"])
def test_nothing_is_shown_to_who_has_no_session(visitor: Visitor, path: str) -> None:
    for cookie in ("", f"termlock-{visitor.server.port}=guess", "termlock-name=Anna"):
        status, _, text = visitor.get(path, cookie=cookie)
        assert status == 403
        assert "Vitamin" not in text
    assert "refused: Open the page with the address that termlock review printed." in visitor.log


def test_nothing_is_done_for_who_has_no_session(visitor: Visitor) -> None:
    assert visitor.post("/do", visitor.edit(), cookie="termlock-name=Anna")[0] == 403
    assert visitor.get("/open/guess")[0] == 403
    assert visitor.post("/login", {"password": ""})[0] == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    assert visitor.send(method, "/do", b"", {})[0] == 405


def test_no_act_is_done_by_a_link(visitor: Visitor) -> None:
    assert visitor.get("/do?action=approve")[0] == 405


def test_no_other_site_may_read_embed_or_run_anything(visitor: Visitor) -> None:
    for path in ("/", "/static/review.js", "/nowhere", "/article/none"):
        headers = visitor.get(path)[1]
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
    assert (
        "httponly"
        in visitor.get(visitor.server.door.replace(visitor.server.address, ""))[1]["set-cookie"].lower()
    )


# --- ways out of the workspace ------------------------------------------------------------------------

OUTSIDE = [
    "../secret", "../../secret", "..%2f..%2fsecret", "%2e%2e/%2e%2e/secret", "....//secret", "/etc/passwd",
    "%2fetc%2fpasswd", "..\\..\\secret", "vitamin-k2-and-medicines/../../secret", "%00", "a%00b", "%ff%fe",
    "C:%5CWindows", "x" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("name", OUTSIDE)
def test_no_address_leads_out_of_the_workspace(visitor: Visitor, name: str) -> None:
    for page in ("article", "rows", "panel", "memory", "next", "ready", "static"):
        status, _, text = visitor.get(f"/{page}/{name}?language=ru&id=x&start=0&at=0")
        assert status in (400, 403, 404), (page, text[:80])
        assert "outside" not in text
        assert "root:" not in text


@pytest.mark.parametrize(
    "name", [*OUTSIDE, "../locale/ru/LC_MESSAGES/vitamin-k2-and-medicines", 7, None, [], {}]
)
def test_no_act_reaches_out_of_the_workspace(visitor: Visitor, name: object) -> None:
    for path in ("/do", "/preview", "/sign"):
        assert visitor.post(path, visitor.edit(article=name))[0] in (400, 404)
    assert visitor.post("/do", visitor.edit(language=name))[0] in (400, 404)


# --- what is sent -------------------------------------------------------------------------------------


def test_bodies_of_ten_megabytes_are_refused_before_they_are_read(visitor: Visitor) -> None:
    body = json.dumps(visitor.edit(text="x" * 10_000_000)).encode()
    with socket.create_connection(("127.0.0.1", visitor.server.port), timeout=10) as wire:
        wire.sendall(_head(visitor, f"Content-Length: {len(body)}"))
        assert wire.recv(4096).startswith(b"HTTP/1.1 413 ")
    assert "refused: The request is too large. (POST /do" in visitor.log


def test_bodies_that_do_not_say_how_long_they_are_end_at_the_same_bound(visitor: Visitor) -> None:
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    with socket.create_connection(("127.0.0.1", visitor.server.port), timeout=10) as wire:
        wire.sendall(_head(visitor, "Transfer-Encoding: chunked"))
        assert _taken(wire, chunk, 200) < 200
    assert "refused: The request is too large." in visitor.log


def _taken(wire: socket.socket, chunk: bytes, most: int) -> int:
    """How many chunks the server lets a client send."""
    for number in range(most):
        try:
            wire.sendall(chunk)
        except OSError:
            return number
        time.sleep(0.005)
    return most


@pytest.mark.parametrize("length", ["-1", "1e9", "٣", "12, 13", "9" * 400])
def test_wrong_lengths_are_refused(visitor: Visitor, length: str) -> None:
    with socket.create_connection(("127.0.0.1", visitor.server.port), timeout=10) as wire:
        wire.sendall(_head(visitor, f"Content-Length: {length}"))
        assert wire.recv(4096)[9:12] in (b"400", b"413")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"null",
        b'"x"',
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"undo": ' + b"9" * 5000 + b"}",
        b"{}" * 9,
    ],
    ids=range(9),
)
def test_bodies_that_are_no_object_change_nothing(visitor: Visitor, body: bytes) -> None:
    headers = {"origin": f"http://{visitor.host}", "content-type": "application/json"}
    for path in ("/do", "/undo", "/preview", "/sign"):
        assert visitor.send("POST", path, body, headers)[0] in (400, 404)


@pytest.mark.parametrize(
    "wrong",
    [
        {"action": "delete"},
        {"action": 3},
        {"check": "../x"},
        {"check": "a b\n#, fuzzy"},
        {"text": 5},
        {"id": "\ud800"},
    ],
)
def test_acts_that_make_no_sense_are_refused(visitor: Visitor, wrong: dict[str, object]) -> None:
    assert visitor.post("/do", visitor.edit(**wrong))[0] in (400, 410)


def test_strange_characters_in_names_and_passwords_are_no_fault(visitor: Visitor) -> None:
    assert visitor.post("/choose", {"name": "\ud800"})[0] == 200
    assert visitor.post("/choose", {"name": "Анна\r\nSet-Cookie: a=b"})[0] == 200
    assert visitor.post("/login", {"password": "\ud800"})[0] == 404
    assert "Traceback" not in visitor.log


def test_slow_clients_are_cut_off_and_hinder_nobody(visitor: Visitor) -> None:
    """Head or body a byte at a time: the connection ends, and others are answered meanwhile."""
    head = _head(visitor, "Content-Length: 100")
    heads = [socket.create_connection(("127.0.0.1", visitor.server.port), timeout=30) for _ in range(20)]
    bodies = [socket.create_connection(("127.0.0.1", visitor.server.port), timeout=30) for _ in range(20)]
    for wire in heads:
        wire.sendall(head[:30])
    for wire in bodies:
        wire.sendall(head)
    assert visitor.get("/")[0] == 200
    end = time.monotonic() + 20
    waiting = [*heads, *bodies]
    while waiting and time.monotonic() < end:
        for wire in list(waiting):
            try:
                wire.send(b" ")
            except OSError:
                waiting.remove(wire)
        time.sleep(0.5)
    assert waiting == []
    assert "refused: a request was not complete in 10 s (from 127.0.0.1)" in visitor.log
    assert visitor.get("/")[0] == 200


def test_endless_headers_are_refused(visitor: Visitor) -> None:
    with socket.create_connection(("127.0.0.1", visitor.server.port), timeout=10) as wire:
        wire.sendall(_head(visitor, "X: " + "x" * 100_000))
        assert wire.recv(4096)[9:12] in (b"400", b"431")


def test_no_refusal_is_answered_with_a_stack_trace(visitor: Visitor) -> None:
    """The last of these tests to look at the log: nothing of what they sent was a fault."""
    assert "Traceback" not in visitor.log


def test_a_fault_of_our_own_is_told_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    access, sent = Access(sessions={"known"}), []

    async def broken(*_: object) -> None:
        raise KeyError("место")

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        raise AssertionError("nothing is to be read")

    headers = [(b"host", b"localhost:80"), (b"cookie", b"termlock-80=known")]
    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers, "server": ("localhost", 80)}
    # In a thread of its own: a browser of another test may have its loop in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, Guard(broken, access)(scope, receive, send)).result()
    assert sent[0]["status"] == 500
    assert [r.getMessage() for r in caplog.records] == [
        "a fault of termlock, please report it: KeyError: 'место' (GET /)"
    ]
    assert caplog.records[0].exc_info is None


def _head(visitor: Visitor, *lines: str) -> bytes:
    own = (
        "POST /do HTTP/1.1", f"Host: {visitor.host}", f"Cookie: {visitor.cookie}",
        f"Origin: http://{visitor.host}", "Content-Type: application/json", *lines,
    )  # fmt: skip
    return ("\r\n".join(own) + "\r\n\r\n").encode()
