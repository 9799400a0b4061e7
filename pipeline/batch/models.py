"""Installing, pinning and looking over Argos packages.

names or files --index, download, unpack, try out--> the packages folder --> termlock.lock
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.engines.base import Direction
from pipeline.engines.index import Offered, parse_index
from pipeline.engines.installation import argos_folders, default_folder, index_address
from pipeline.engines.packages import Packages, find_packages, newer
from pipeline.engines.pins import (
    Fingerprints,
    Pin,
    Pins,
    differs,
    direction,
    missing_pin,
    read_pins,
    write_pins,
)
from pipeline.engines.reading import InstalledPackage, read_package
from pipeline.errors import EngineError, OutputError, UsageError
from pipeline.languages import LANGUAGES
from pipeline.model import Finding
from pipeline.settings import EngineSettings, Workspace

Progress = Callable[[str, int, int], None]
"""Is told a file's name, how many bytes have arrived, and how many there are (0: unknown)."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where packages are looked for and put."""

    root: Path | None
    """The workspace's folder; None outside of one."""
    folder: Path | None
    """The folder that its settings name; None: argostranslate's own."""
    starter: bool = True

    @classmethod
    def of(cls, workspace: Workspace | None) -> Place:
        if workspace is None:
            return cls(None, None)
        settings: EngineSettings = workspace.settings.engine
        folder = workspace.root / Path(settings.packages).expanduser() if settings.packages else None
        return cls(workspace.root, folder, settings.starter)

    @property
    def target(self) -> Path:
        """Where packages are installed. Raises OutputError when there is no home to put them in."""
        return self.folder or default_folder()


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


@dataclass(slots=True)
class Listing:
    rows: list[Row] = field(default_factory=list)
    ways: dict[str, str] = field(default_factory=dict)
    """How each direction is drafted: packages' labels, or empty."""
    findings: list[Finding] = field(default_factory=list)


def list_models(place: Place, index: Sequence[Offered] = ()) -> Listing:
    """What is installed, what an index offers, and which directions that makes possible."""
    packages = find_packages(place.folder, with_starter=place.starter)
    pins = read_pins(place.root) if place.root else Pins()
    listing = Listing(findings=list(packages.findings))
    offered = _newest(index)
    for package in packages.by_direction.values():
        known = offered.pop((package.source, package.target), None)
        listing.rows.append(
            Row(
                package.source, package.target, package.version,
                "starter" if package.starter else str(package.path), _size(package),
                not package.starter and pins.of(package) is not None, known.version if known else "",
            )
        )  # fmt: skip
    for found in offered.values():
        listing.rows.append(Row(found.source, found.target, "", "", found.size, False, found.version))
    listing.rows.sort(key=lambda row: (row.source, row.target))
    for source in LANGUAGES:
        for target in LANGUAGES:
            if source != target:
                route = packages.route(source, target)
                listing.ways[f"{source}-{target}"] = " + ".join(package.label for package in route)
    return listing


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


def _newest(index: Iterable[Offered]) -> dict[Direction, Offered]:
    best: dict[Direction, Offered] = {}
    for offered in index:
        key = (offered.source, offered.target)
        if key not in best or newer(offered.version, best[key].version):
            best[key] = offered
    return best


# --- installing -----------------------------------------------------------------------------------


def needed(languages: Sequence[str], packages: Packages) -> list[Direction]:
    """Directions to and from English that a workspace's languages need and no full package serves."""
    wanted = [leg for code in languages if code != "en" for leg in ((code, "en"), ("en", code))]
    have = packages.by_direction
    return [leg for leg in wanted if leg not in have or have[leg].starter]


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


def is_file(name: str) -> bool:
    """Whether what is to be installed is a file, and not a direction."""
    return name.endswith(".argosmodel") or Path(name).is_file()


def install(
    place: Place, wanted: Sequence[str], index: Sequence[Offered] = (), progress: Progress | None = None
) -> list[InstalledPackage]:
    """Install packages by direction (from an index) or from `.argosmodel` files, and pin them.

    Raises UsageError, EngineError (`not-offered`, `download-failed`, `package-damaged`,
    `package-differs` ...) and OutputError; each package is installed whole or not at all, those
    before a faulty one stay installed.
    """
    installed = []
    for name in wanted:
        if is_file(name):
            installed.append(_from_file(place, Path(name), "", Path(name).name))
        else:
            installed.append(_from_index(place, parse_direction(name), index, progress))
    return installed


def _from_index(
    place: Place, wanted: Direction, index: Sequence[Offered], progress: Progress | None
) -> InstalledPackage:
    offered = _newest(index).get(wanted)
    if offered is None or not offered.links:
        raise EngineError(
            "not-offered",
            f"The index has no package from {wanted[0]} to {wanted[1]}.",
            advice="See what it has: termlock models list --available",
        )
    pin = read_pins(place.root).packages.get("-".join(wanted)) if place.root else None
    expected = offered.sha256 or (pin.archive_sha256 if pin and pin.version == offered.version else "")
    name = f"translate-{offered.source}_{offered.target}-{offered.version.replace('.', '_')}.argosmodel"
    errors: list[EngineError] = []
    for link in offered.links:
        try:
            return _from_link(place, link, name, replace(offered, sha256=expected), progress)
        except EngineError as error:
            errors.append(error)
    raise errors[0]


def _from_link(
    place: Place, link: str, name: str, offered: Offered, progress: Progress | None
) -> InstalledPackage:
    from pipeline.engines.download import download

    if link.startswith("file:"):
        from urllib.request import url2pathname

        return _from_file(place, Path(url2pathname(urlsplit(link).path)), offered.sha256, link)
    folder = place.target / ".downloads"

    def told(done: int, total: int) -> None:
        if progress:
            progress(name, done, total)

    try:
        found = download(link, folder / name, size=offered.size, sha256=offered.sha256, progress=told)
        try:
            return _from_file(place, found.path, found.sha256, link)
        finally:
            found.path.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()
    except OSError as error:
        raise _unwritable(folder, error) from error


def _from_file(place: Place, path: Path, sha256: str, origin: str) -> InstalledPackage:
    from pipeline.engines.download import digest_of
    from pipeline.engines.unpacking import install_archive

    try:
        found = digest_of(path)
    except OSError as error:
        raise EngineError(
            "package-unreadable", f"The file cannot be read ({error.strerror}).", path=str(path)
        ) from error
    if sha256 and found != sha256:
        raise EngineError(
            "package-differs",
            f"The file's SHA-256 is {found}, {sha256} was expected. It was not installed.",
            path=str(path),
            advice="If the package was renewed on purpose, remove its entry from termlock.lock.",
        )
    try:
        package = install_archive(path, place.target)
        if place.root:
            _pin(place.root, package, found, origin)
    except OSError as error:
        raise _unwritable(place.target, error) from error
    return package


def _pin(root: Path, package: InstalledPackage, archive: str = "", origin: str = "") -> None:
    prints = Fingerprints(root)
    pin = Pin(package.version, prints.of(package), archive, origin)
    write_pins(root, Pins({**read_pins(root).packages, direction(package): pin}))
    prints.save()


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        "packages-unwritable",
        f"Packages cannot be written there ({error.strerror}).",
        path=str(error.filename or folder),
        advice="Make room, or name another folder with engine.packages in termlock.toml.",
    )


# --- looking over -----------------------------------------------------------------------------------


def pin_installed(place: Place) -> list[InstalledPackage]:
    """Pin what a run would use now. Raises UsageError outside of a workspace, OutputError."""
    if place.root is None:
        raise UsageError("no-workspace", "There is no workspace here.", advice="Name one with --workspace.")
    packages = find_packages(place.folder, with_starter=False)
    found = list(packages.by_direction.values())
    try:
        kept = read_pins(place.root).packages
        prints = Fingerprints(place.root)
        fresh = {}
        for package in found:
            old, content = kept.get(direction(package)), prints.of(package)
            same = old is not None and old.sha256 == content
            fresh[direction(package)] = old if old and same else Pin(package.version, content)
        write_pins(place.root, Pins(fresh))
        prints.save()
    except OSError as error:
        raise _unwritable(place.root, error) from error
    return found


def verify(place: Place) -> tuple[list[InstalledPackage], list[Finding]]:
    """Load each package as a run would and compare it with its pin; what is wrong are findings."""
    from pipeline.engines.model import load_model
    from pipeline.engines.pins import fingerprint

    packages = find_packages(place.folder, with_starter=place.starter)
    pins = read_pins(place.root) if place.root else Pins()
    findings = list(packages.findings)
    sound: list[InstalledPackage] = []
    for package in packages.by_direction.values():
        try:
            load_model(package, EngineSettings(inter_threads=1, intra_threads=1)).check(package)
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


def remove_packages(place: Place, wanted: Sequence[str]) -> list[Path]:
    """Delete installed packages by direction, all versions, from the folder that packages are installed in.

    Raises UsageError for one that is not there, OutputError.
    """
    from pipeline.engines.unpacking import remove

    gone: list[Path] = []
    for name in wanted:
        asked = parse_direction(name)
        folders = [place.target, *argos_folders()]
        found = [
            p
            for folder in dict.fromkeys(folders)
            for p in _installed_in(folder)
            if (p.source, p.target) == asked
        ]
        if not found:
            raise UsageError("not-installed", f"No package from {asked[0]} to {asked[1]} is installed.")
        for package in found:
            try:
                remove(package)
            except OSError as error:
                raise _unwritable(package.path, error) from error
            gone.append(package.path)
    return gone


def _installed_in(folder: Path) -> list[InstalledPackage]:
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_dir() and not path.name.startswith("."):
            try:
                package = read_package(path)
            except EngineError:
                continue
            if package:
                found.append(package)
    return found


def places(place: Place) -> dict[str, Any]:
    """Where packages are looked for, in their order, and where new ones are put."""
    return {
        "searched": [str(p) for p in ([place.folder] if place.folder else []) + argos_folders()],
        "installed_into": str(place.target),
    }
