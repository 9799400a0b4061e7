"""What was measured of packages, remembered on this computer.

A cache in JSON: it may be deleted at any time, and a run goes on where it cannot be read or
written. Packages are told apart by their content, so that another version is measured anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock

from pipeline.engines.reading import InstalledPackage
from pipeline.files import write_atomically

Rates = Mapping[str, float]
"""Measured numbers by name: shares by what was tried, or the figures of `pipeline.engines.measured`."""
_SAMPLE = 65_536


class Profiles:
    """Measurements by package and direction."""

    def __init__(self, path: Path | None) -> None:
        """`path` is the cache's file; None remembers for this run alone."""
        self.path = path
        self.measuring = Lock()
        """Held while something is measured, so that it is measured once."""
        self._known: dict[str, dict[str, float]] = _read(path) if path else {}

    def get(self, key: str) -> Rates | None:
        return self._known.get(key)

    def keys_of(self, beginning: str) -> list[str]:
        """Keys that begin so."""
        return [key for key in self._known if key.startswith(beginning)]

    def put(self, key: str, rates: Rates) -> None:
        """Remember, together with what other runs remembered meanwhile."""
        self._known[key] = dict(rates)
        if self.path is None:
            return
        self._known = _read(self.path) | self._known
        text = json.dumps(self._known, indent=1, sort_keys=True, ensure_ascii=False)
        with contextlib.suppress(OSError):
            write_atomically(self.path, text.encode("utf-8"))


def _read(path: Path) -> dict[str, dict[str, float]]:
    """What is remembered; nothing of a file that is not ours or broken."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {key: rates for key, rates in data.items() if isinstance(rates, dict) and _are_rates(rates)}


def _are_rates(rates: Mapping[object, object]) -> bool:
    return all(isinstance(k, str) and isinstance(v, float | int) for k, v in rates.items())


def cache_file() -> Path | None:
    """Where measurements are remembered: the user's cache; None without a home."""
    try:
        folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:
        return None
    return Path(folder) / "termlock" / "profiles.json"


def fingerprint(route: Sequence[InstalledPackage]) -> str:
    """Sixteen hexadecimal digits that tell the packages of a route from others, also of other versions.

    Large weights are read in samples; that they are whole is checked elsewhere.
    """
    digest = hashlib.sha256()
    for package in route:
        digest.update(f"{package.label} {package.target_prefix}".encode())
        for path in [package.tokenizer_file, *sorted(p for p in package.model.glob("*") if p.is_file())]:
            digest.update(path.name.encode() + _sample(path))
    return digest.hexdigest()[:16]


def _sample(path: Path) -> bytes:
    """A file's size, and its beginning, middle and end."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            parts = [b"%d" % size]
            for start in (0, size // 2, max(0, size - _SAMPLE)):
                file.seek(start)
                parts.append(file.read(_SAMPLE))
    except OSError:
        return b"unreadable"
    return b"".join(parts)
