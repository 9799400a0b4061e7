"""`termlock.lock`: the packages that a team drafts with, pinned by their contents.

    {"packages": {"en-ru": {"version": "1.9", "sha256": "...", "archive": {"sha256": "...", "from": "..."}}}}

The file is written when packages are installed in a workspace, and belongs in version control. A run
uses a pinned package or none; hashes of large files are kept in `.termlock/` by size and time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.engines.reading import InstalledPackage
from pipeline.errors import SettingsError
from pipeline.files import write_atomically
from pipeline.model import Finding, Severity

FILE_NAME = "termlock.lock"


@dataclass(frozen=True, slots=True)
class Pin:
    """One package."""

    version: str
    sha256: str
    """Of its contents, as `fingerprint` gives it."""
    archive_sha256: str = ""
    """Of the file that it was installed from; empty if it was found installed."""
    origin: str = ""
    """Address or name of that file."""


@dataclass(frozen=True, slots=True)
class Pins:
    """The pins of a workspace."""

    packages: Mapping[str, Pin] = field(default_factory=dict)
    """By direction: `en-ru`."""

    def of(self, package: InstalledPackage) -> Pin | None:
        return self.packages.get(direction(package))


def direction(package: InstalledPackage) -> str:
    return f"{package.source}-{package.target}"


def read_pins(root: Path) -> Pins:
    """The pins of a workspace; none where there is no file. Raises SettingsError."""
    path = root / FILE_NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Pins({name: _pin(row) for name, row in data["packages"].items()})
    except FileNotFoundError:
        return Pins()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(
            "lock-unreadable",
            f"The file cannot be read ({type(error).__name__}: {error}).",
            path=str(path),
            advice="Put back an older version, or delete it and pin again: termlock models pin",
        ) from error


def _pin(row: Mapping[str, Any]) -> Pin:
    archive = row.get("archive") or {}
    return Pin(
        str(row["version"]), str(row["sha256"]), str(archive.get("sha256", "")), str(archive.get("from", ""))
    )


def write_pins(root: Path, pins: Pins) -> None:
    """Write the file, packages in their order. Raises OSError."""
    rows: dict[str, Any] = {}
    for name, pin in sorted(pins.packages.items()):
        rows[name] = {"version": pin.version, "sha256": pin.sha256}
        if pin.archive_sha256:
            rows[name]["archive"] = {"sha256": pin.archive_sha256, "from": pin.origin}
    text = json.dumps({"packages": rows}, ensure_ascii=False, indent=2) + "\n"
    write_atomically(root / FILE_NAME, text.encode("utf-8"))


class Fingerprints:
    """Hashes of packages' contents, remembered by the files' sizes and times."""

    def __init__(self, root: Path | None = None) -> None:
        self.path = root / ".termlock" / "packages.json" if root else None
        self.known = self._read()
        self.changed = False

    def of(self, package: InstalledPackage) -> str:
        """SHA-256 over the names and contents of what drafts depend on. Raises OSError."""
        files = list(_files(package))
        stamp = _stamp(files)
        key = str(package.path)
        if self.known.get(key, {}).get("stamp") != stamp:
            self.known[key] = {"stamp": stamp, "sha256": fingerprint(package)}
            self.changed = True
        return self.known[key]["sha256"]

    def save(self) -> None:
        """Keep what was hashed; a folder that cannot be written does no harm."""
        if self.changed and self.path:
            try:
                write_atomically(self.path, json.dumps(self.known, indent=1).encode("utf-8"))
            except OSError:
                return

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            found = json.loads(self.path.read_text(encoding="utf-8")) if self.path else {}
            return {str(k): {str(a): str(b) for a, b in v.items()} for k, v in found.items()}
        except (OSError, ValueError, AttributeError):
            return {}


def fingerprint(package: InstalledPackage) -> str:
    """SHA-256 over the names and contents of a package's model, tokenizer and metadata. Raises OSError."""
    whole = hashlib.sha256()
    for name, path in _files(package):
        with path.open("rb") as file:
            whole.update(f"{name}\0{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return whole.hexdigest()


def _files(package: InstalledPackage) -> Iterator[tuple[str, Path]]:
    """What drafts depend on; the stanza models and read-me files of packages are never read."""
    paths = [package.path / "metadata.json", package.tokenizer_file, *sorted(package.model.rglob("*"))]
    for path in paths:
        if path.is_file():
            yield path.relative_to(package.path).as_posix(), path


def _stamp(files: list[tuple[str, Path]]) -> str:
    facts = [(name, stat.st_size, stat.st_mtime_ns) for name, path in files for stat in (path.stat(),)]
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def differs(package: InstalledPackage, pin: Pin) -> Finding:
    """A package that is not the pinned one."""
    message = (
        f"{package.label} is not the package that {FILE_NAME} pins ({pin.version}); it is not used. "
        f"Install that one: termlock models install {direction(package)}; or pin this one: termlock models pin"
    )
    return Finding("package-differs", Severity.ERROR, message, str(package.path))


def missing_pin(name: str, pin: Pin) -> Finding:
    """A pinned package that is not installed."""
    message = (
        f"{name} {pin.version} is pinned in {FILE_NAME} and not installed. "
        f"Install it: termlock models install {name}"
    )
    return Finding("package-missing", Severity.WARNING, message)
