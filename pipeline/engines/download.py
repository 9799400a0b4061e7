"""Downloading a file over HTTP: resumed where it broke off, checked, and there whole or not at all.

    address --ranges--> NAME.part (+ NAME.part.json: which file it is part of) --size, SHA-256--> NAME

The only module of termlock that opens a network connection.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import EngineError

LARGEST = 4 * 2**30
"""Bytes at most; the large Argos packages have 0.2 GB."""
TIMEOUT = 30.0
"""Seconds without a byte after which a connection counts as broken."""
_TRIES = 5
_CHUNK = 1 << 20

Progress = Callable[[int, int], None]
"""Is told how many bytes are there, and how many there will be (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Downloaded:
    path: Path
    size: int
    sha256: str


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows to http and https alone, a few times."""

    max_redirections = 8

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.lower().startswith(("http://", "https://")):
            raise urllib.error.HTTPError(newurl, code, "redirected to another kind of address", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(address: str, limit: int = 64 * 2**20) -> bytes:
    """A small file whole, an index say. Raises EngineError (`download-failed`)."""
    try:
        with _open(urllib.request.Request(address)) as response:  # noqa: S310 - _open takes http(s) alone
            data: bytes = response.read(limit + 1)
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise failed(address, _reason(error)) from error
    if len(data) > limit:
        raise failed(address, f"it has over {limit // 2**20} MB")
    return data


def download(
    address: str,
    target: Path,
    *,
    size: int = 0,
    sha256: str = "",
    progress: Progress | None = None,
    pause: float = 1.0,
) -> Downloaded:
    """Download to `target`; what broke off is gone on with, also in a later call.

    `size` and `sha256`: what is expected, if it is known. `pause`: seconds before the second try,
    doubled each time. Raises EngineError (`download-failed`, `download-differs`); `target` is then
    not there.
    """
    part = target.with_name(target.name + ".part")
    part.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(_TRIES):
        try:
            total = _transfer(address, part, size, progress)
            break
        except urllib.error.HTTPError as error:
            if error.code < 500 or attempt == _TRIES - 1:
                raise failed(address, _reason(error)) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            if attempt == _TRIES - 1:
                raise failed(address, f"{_reason(error)}; what has arrived is kept") from error
        time.sleep(pause * 2**attempt)
    there = part.stat().st_size
    digest = digest_of(part)
    for name, expected, found in (("size", size or total, there), ("SHA-256", sha256, digest)):
        if expected and expected != found:
            _forget(part)
            raise EngineError(
                "download-differs",
                f"The file's {name} is {found}, {expected} was expected. It was thrown away.",
                path=address,
                advice="Try again; if it stays so, the file on the server is another one.",
            )
    os.replace(part, target)
    _forget(part)
    return Downloaded(target, there, digest)


def _open(request: urllib.request.Request) -> Any:
    if not request.full_url.lower().startswith(("http://", "https://")):
        raise ValueError("only http and https addresses are downloaded")
    request.add_header("User-Agent", "termlock")
    request.add_header("Accept-Encoding", "identity")
    return urllib.request.build_opener(_Redirects).open(request, timeout=TIMEOUT)


def _transfer(address: str, part: Path, size: int, progress: Progress | None) -> int:
    """Fetch what is missing; returns the size that the server names, 0 if it names none."""
    state = _state(part)
    have = part.stat().st_size if part.is_file() and state.get("address") == address else 0
    request = urllib.request.Request(address)  # noqa: S310 - _open takes http(s) alone
    if have and state.get("tag"):
        request.add_header("Range", f"bytes={have}-")
        request.add_header("If-Range", state["tag"])
    else:
        have = 0
    try:
        response = _open(request)
    except urllib.error.HTTPError as error:
        if error.code != 416:
            raise
        _forget(part)  # more is there than the server has: from the beginning
        return _transfer(address, part, size, progress)
    with response:
        if response.status == 206 and _begins_at(response.headers.get("Content-Range", "")) == have:
            mode = "ab"
        else:
            mode, have = "wb", 0
        length = int(response.headers.get("Content-Length") or 0)
        total = have + length if length else 0
        if max(total, size) > LARGEST:
            raise failed(address, f"it has {max(total, size) / 2**30:.1f} GB, over {LARGEST // 2**30} GB")
        tag = response.headers.get("ETag") or response.headers.get("Last-Modified") or ""
        _remember(part, address, "" if tag.startswith("W/") else tag)
        with part.open(mode) as file:
            while chunk := response.read(_CHUNK):
                have += len(chunk)
                if have > LARGEST:
                    raise failed(address, f"it has over {LARGEST // 2**30} GB")
                file.write(chunk)
                if progress:
                    progress(have, total or size)
        if total and have < total:
            raise OSError(f"the connection broke off after {have} of {total} bytes")
    return total


def _begins_at(content_range: str) -> int:
    head = content_range.removeprefix("bytes ").split("-")[0].strip()
    return int(head) if head.isdigit() else -1


def _notes(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _state(part: Path) -> dict[str, str]:
    try:
        found = json.loads(_notes(part).read_text(encoding="utf-8"))
        return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}


def _remember(part: Path, address: str, tag: str) -> None:
    _notes(part).write_text(json.dumps({"address": address, "tag": tag}), encoding="utf-8")


def _forget(part: Path) -> None:
    for path in (part, _notes(part)):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def digest_of(path: Path) -> str:
    """SHA-256 of a file. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reason(error: BaseException) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answers {error.code} {error.reason}"
    reason = getattr(error, "reason", None) or error
    return f"{reason}" or type(error).__name__


def failed(address: str, why: str) -> EngineError:
    return EngineError(
        "download-failed",
        f"The download failed: {why}.",
        path=address,
        advice="Try again: it goes on where it broke off. Without a network, install from a file.",
    )
