"""Looking over Argos packages: what is installed, what an index offers, what is sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.engines.base import Direction
from pipeline.engines.index import Offered, parse_index
from pipeline.engines.installation import argos_folders, default_folder, index_address
from pipeline.engines.measured import Figures, figures_of, text_label
from pipeline.engines.packages import find_packages, newer
from pipeline.engines.pins import Pins, differs, direction, missing_pin, read_pins
from pipeline.engines.profile import Profiles, cache_file
from pipeline.engines.reading import InstalledPackage
from pipeline.errors import EngineError, UsageError
from pipeline.languages import LANGUAGES
from pipeline.model import Finding
from pipeline.settings import EngineSettings, Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Where packages are looked for and put."""

    root: Path | None
    """The workspace's folder; None outside of one."""
    folder: Path | None
    """The folder that its settings name; None: argostranslate's own."""
    starter: bool = True
    prefer: tuple[str, ...] = ()
    """What the settings choose, of several packages for a direction."""

    @classmethod
    def of(cls, workspace: Workspace | None) -> Place:
        if workspace is None:
            return cls(None, None)
        settings: EngineSettings = workspace.settings.engine
        folder = workspace.root / Path(settings.packages).expanduser() if settings.packages else None
        return cls(workspace.root, folder, settings.starter, settings.prefer)

    @property
    def target(self) -> Path:
        """Where packages are installed. Raises OutputError when there is no home to put them in."""
        return self.folder or default_folder()


def parse_direction(text: str) -> Direction:
    """`ru-en`, `ru_en` or `translate-ru_en` as a direction. Raises UsageError."""
    parts = text.lower().removeprefix("translate-").replace("_", "-").split("-")
    if len(parts) != 2 or parts[0] == parts[1] or not set(parts) <= set(LANGUAGES):
        raise UsageError(
            "unknown-direction",
            f"{text} is no direction.",
            advice=f"Write it as ru-en, out of: {', '.join(LANGUAGES)}; or name an .argosmodel file.",
        )
    return parts[0], parts[1]


@dataclass(frozen=True, slots=True)
class Row:
    """A package as `list` shows it."""

    source: str
    target: str
    version: str
    place: str
    """Folder, `starter`, or empty for one that is only offered."""
    size: int
    """Bytes of its model; of the download for one that is offered, 0 if it is not told."""
    pinned: bool = False
    offered: str = ""
    """Version that the index has."""
    used: bool = False
    """Whether a run uses it for this direction."""
    measured: Figures | None = None
    """What was measured of it last."""
    measured_on: str = ""
    """The text that was measured on."""


@dataclass(slots=True)
class Listing:
    rows: list[Row] = field(default_factory=list)
    ways: dict[str, str] = field(default_factory=dict)
    """How each direction is drafted: packages' labels, or empty."""
    findings: list[Finding] = field(default_factory=list)


def list_models(place: Place, index: Sequence[Offered] = ()) -> Listing:
    """What is installed, what an index offers, and which directions that makes possible."""
    profiles = Profiles(cache_file())
    packages = find_packages(place.folder, with_starter=place.starter)
    used = find_packages(
        place.folder, with_starter=place.starter, root=place.root, prefer=place.prefer, profiles=profiles
    )
    pins = read_pins(place.root) if place.root else Pins()
    listing = Listing(findings=list(used.findings))
    offered = newest(index)
    for key, candidates in packages.candidates.items():
        known = offered.pop(key, None)
        for package in candidates:
            row = _row(package, pins, known, profiles)
            listing.rows.append(replace(row, used=used.by_direction.get(key) == package))
    for found in offered.values():
        listing.rows.append(Row(found.source, found.target, "", "", found.size, False, found.version))
    listing.rows.sort(key=lambda row: (row.source, row.target))
    for source in LANGUAGES:
        for target in LANGUAGES:
            if source != target:
                route = used.route(source, target)
                listing.ways[f"{source}-{target}"] = " + ".join(package.label for package in route)
    return listing


def _row(package: InstalledPackage, pins: Pins, offered: Offered | None, profiles: Profiles) -> Row:
    measured = figures_of(profiles, direction(package), [package])
    text, figures = next(iter(measured.items()), ("", None))
    return Row(
        package.source,
        package.target,
        package.version,
        "starter" if package.starter else str(package.path),
        _size(package),
        not package.starter and pins.of(package) is not None,
        offered.version if offered else "",
        measured=figures,
        measured_on=text_label(text),
    )


def _size(package: InstalledPackage) -> int:
    try:
        return (package.model / "model.bin").stat().st_size
    except OSError:
        return 0


def read_index(address: str = "") -> tuple[Offered, ...]:
    """The packages of an index: an address, a file, or (empty) argostranslate's own. Raises EngineError."""
    from pipeline.engines.download import fetch

    address = address or index_address()
    if _is_remote(address):
        return parse_index(fetch(address), address)
    path = Path(address)
    try:
        return parse_index(path.read_bytes(), path.resolve().as_uri())
    except OSError as error:
        raise EngineError(
            "index-unreadable", f"The package index cannot be read ({error.strerror}).", path=address
        ) from error


def _is_remote(address: str) -> bool:
    return urlsplit(address).scheme.lower() in ("http", "https")


def newest(index: Iterable[Offered]) -> dict[Direction, Offered]:
    """Of each direction the newest package of an index."""
    best: dict[Direction, Offered] = {}
    for offered in index:
        key = (offered.source, offered.target)
        if key not in best or newer(offered.version, best[key].version):
            best[key] = offered
    return best


def verify(place: Place) -> tuple[list[InstalledPackage], list[Finding]]:
    """Load each package as a run would and compare it with its pin; what is wrong are findings."""
    from pipeline.engines.pins import fingerprint
    from pipeline.engines.tryout import try_out

    packages = find_packages(place.folder, with_starter=place.starter)
    pins = read_pins(place.root) if place.root else Pins()
    findings = list(packages.findings)
    sound: list[InstalledPackage] = []
    for package in packages.by_direction.values():
        try:
            try_out(package)
        except EngineError as error:
            findings.append(error.finding())
            continue
        pin = pins.of(package)
        if pin and not package.starter and pin.sha256 != fingerprint(package):
            findings.append(differs(package, pin))
            continue
        sound.append(package)
    for name, pin in pins.packages.items():
        if not any(direction(p) == name and not p.starter for p in packages.by_direction.values()):
            findings.append(missing_pin(name, pin))
    return sound, findings


def places(place: Place) -> dict[str, Any]:
    """Where packages are looked for, in their order, and where new ones are put."""
    return {
        "searched": [str(p) for p in ([place.folder] if place.folder else []) + argos_folders()],
        "installed_into": str(place.target),
    }
