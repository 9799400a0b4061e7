"""The Argos package index: what can be downloaded. `index.json` of argospm-index, or a mirror's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from pipeline.engines.reading import package_language
from pipeline.errors import EngineError


@dataclass(frozen=True, slots=True)
class Offered:
    """A package of the index."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]
    """Addresses of the same file, tried in order; absolute, or paths beside the index."""
    size: int = 0
    """Bytes; 0 where the index does not tell."""
    sha256: str = ""
    """Of the file; empty where the index does not tell, and Argos' own does not."""


def parse_index(data: bytes, address: str) -> tuple[Offered, ...]:
    """Translation packages between our languages; what else an index holds is passed over.

    Raises EngineError (`index-unreadable`).
    """
    try:
        rows = json.loads(data)
    except ValueError as error:
        raise _unreadable(address, f"it is no JSON ({error})") from error
    if not isinstance(rows, list):
        raise _unreadable(address, "it holds no list of packages")
    return tuple(offered for row in rows if (offered := _offered(row, address)))


def _unreadable(address: str, why: str) -> EngineError:
    return EngineError(
        "index-unreadable",
        f"The package index cannot be read: {why}.",
        path=address,
        advice="Name another with --index URL or FILE.",
    )


def _offered(row: Any, address: str) -> Offered | None:
    if not isinstance(row, dict) or row.get("type", "translate") != "translate":
        return None
    source, target = (package_language(str(row.get(key, ""))) for key in ("from_code", "to_code"))
    links = row.get("links")
    if not source or not target or source == target or not isinstance(links, list):
        return None
    usable = tuple(urljoin(address, link) for link in links if isinstance(link, str) and link)
    size = row.get("size", 0)
    return Offered(
        source,
        target,
        str(row.get("package_version", "")),
        usable,
        size if isinstance(size, int) and size > 0 else 0,
        str(row.get("sha256", "")).lower(),
    )
