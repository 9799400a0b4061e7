"""Installing, pinning and removing Argos packages.

names or files --index, download, unpack, try out--> the packages folder --> termlock.lock
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.batch.models import Place, newest, parse_direction
from pipeline.engines.base import Direction
from pipeline.engines.index import Offered
from pipeline.engines.installation import argos_folders
from pipeline.engines.packages import Packages, find_packages
from pipeline.engines.pins import Fingerprints, Pin, Pins, direction, read_pins, write_pins
from pipeline.engines.reading import InstalledPackage, read_package
from pipeline.errors import EngineError, OutputError, UsageError

Progress = Callable[[str, int, int], None]
"""Is told a file's name, how many bytes have arrived, and how many there are (0: unknown)."""


def needed(languages: Sequence[str], packages: Packages) -> list[Direction]:
    """Directions to and from English that a workspace's languages need and no full package serves."""
    wanted = [leg for code in languages if code != "en" for leg in ((code, "en"), ("en", code))]
    have = packages.by_direction
    return [leg for leg in wanted if leg not in have or have[leg].starter]


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
    offered = newest(index).get(wanted)
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
        if fresh or kept:  # an empty file would look like packages that are pinned
            write_pins(place.root, Pins(fresh))
        prints.save()
    except OSError as error:
        raise _unwritable(place.root, error) from error
    return found


def _pin(root: Path, package: InstalledPackage, archive: str = "", origin: str = "") -> None:
    prints = Fingerprints(root)
    pin = Pin(package.version, prints.of(package), archive, origin)
    write_pins(root, Pins({**read_pins(root).packages, direction(package): pin}))
    prints.save()


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


def _unwritable(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        "packages-unwritable",
        f"Packages cannot be written there ({error.strerror}).",
        path=str(error.filename or folder),
        advice="Make room, or name another folder with engine.packages in termlock.toml.",
    )
