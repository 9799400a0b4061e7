"""Argos packages: finding them, and the routes that they make possible.

Three places, the first that has a direction wins: the workspace's packages folder, those that
argostranslate installed, the starter that ships with termlock. In one place the newest version
wins. A package that cannot be used is a finding, and what comes after it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.base import Direction
from pipeline.engines.installation import argos_folders
from pipeline.engines.pins import Fingerprints, Pins, differs, direction, missing_pin, read_pins
from pipeline.engines.reading import InstalledPackage, read_package, read_starter
from pipeline.errors import EngineError
from pipeline.model import Finding, Severity


@dataclass(frozen=True, slots=True)
class Packages:
    """The best package for each direction."""

    by_direction: dict[Direction, InstalledPackage]
    findings: tuple[Finding, ...] = ()
    folder: Path | None = None
    """The workspace's packages folder, for advice."""

    def route(self, source: str, target: str) -> tuple[InstalledPackage, ...]:
        """The package for a direction, or two by way of English; empty if there is no way.

        Full packages come before the starter, a direct way before a detour.
        """
        ways: list[tuple[InstalledPackage, ...]] = []
        if direct := self.by_direction.get((source, target)):
            ways.append((direct,))
        if source != target and "en" not in (source, target):
            first, second = self.by_direction.get((source, "en")), self.by_direction.get(("en", target))
            if first and second:
                ways.append((first, second))
        return min(ways, key=lambda way: (any(p.starter for p in way), len(way)), default=())


def find_packages(folder: Path | None, *, with_starter: bool = True, root: Path | None = None) -> Packages:
    """All packages that can be used; what is wrong with others, or with the folder, is a finding.

    `root`: a workspace, whose `termlock.lock` says which packages may be used. Raises SettingsError
    when it cannot be read.
    """
    findings: list[Finding] = []
    found: dict[Direction, InstalledPackage] = {}
    for place in (*([folder] if folder else []), *argos_folders()):
        found = _best(_read_folder(place, findings)) | found
    if root and (pins := read_pins(root)).packages:
        found = _as_pinned(found, pins, Fingerprints(root), findings)
    if with_starter:
        try:
            found = {(p.source, p.target): p for p in read_starter()} | found
        except EngineError as error:
            findings.append(error.finding())
    return Packages(found, tuple(findings), folder)


def _as_pinned(
    found: dict[Direction, InstalledPackage], pins: Pins, prints: Fingerprints, findings: list[Finding]
) -> dict[Direction, InstalledPackage]:
    """Without packages that are not those of `termlock.lock`."""
    kept = {}
    for key, package in found.items():
        pin = pins.of(package)
        if pin and prints.of(package) != pin.sha256:
            findings.append(differs(package, pin))
        else:
            kept[key] = package
    for name, pin in pins.packages.items():
        if not any(direction(package) == name for package in found.values()):
            findings.append(missing_pin(name, pin))
    prints.save()
    return kept


def _best(packages: Iterable[InstalledPackage]) -> dict[Direction, InstalledPackage]:
    """The newest package of each direction."""
    best: dict[Direction, InstalledPackage] = {}
    for package in packages:
        key = (package.source, package.target)
        if key not in best or newer(package.version, best[key].version):
            best[key] = package
    return best


def newer(one: str, other: str) -> bool:
    """Whether a version is newer than another; what is no proper version comes first."""
    from packaging.version import InvalidVersion, Version

    def rank(version: str) -> tuple[bool, Version, str]:
        try:
            return True, Version(version), ""
        except InvalidVersion:  # older than all proper versions
            return False, Version("0"), version

    return rank(one) > rank(other)


def _read_folder(folder: Path, findings: list[Finding]) -> Iterator[InstalledPackage]:
    try:
        # A setting may name a package itself in place of the folder around it.
        inside = [folder] if (folder / "metadata.json").is_file() else sorted(folder.iterdir())
    except OSError as error:
        findings.append(_unusable(folder, error))
        return
    for path in inside:
        if path.suffix == ".argosmodel" and path.is_file():
            findings.append(_packed(path))
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            if package := read_package(path):
                yield package
        except EngineError as error:
            findings.append(
                Finding(error.code, Severity.WARNING, f"{error.message} {error.advice}", error.path)
            )


def _unusable(folder: Path, error: OSError) -> Finding:
    what = "does not exist" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"
    return Finding(
        "no-packages-folder",
        Severity.ERROR,
        f"The packages folder {what}. Make it, or correct engine.packages in termlock.toml.",
        str(folder),
    )


def _packed(path: Path) -> Finding:
    return Finding(
        "package-packed",
        Severity.WARNING,
        "The package is not unpacked and so not used: it is a zip archive, unpack it in this folder.",
        str(path),
    )


def missing_packages(packages: Packages, directions: Iterable[Direction]) -> EngineError:
    """The error for directions without a way, with what to do."""
    asked = sorted(set(directions))
    wanted = sorted({leg for s, t in asked for leg in _legs(packages, s, t)})
    names = ", ".join(f"{source} to {target}" for source, target in asked)
    names_of_legs = " ".join(f"{source}-{target}" for source, target in wanted)
    return EngineError(
        "packages-missing",
        f"No installed package translates {names}: nothing was drafted there.",
        advice=(
            f"While online, run: termlock models install {names_of_legs}; or install .argosmodel files "
            "with: termlock models install FILE. Then run again."
        ),
    )


def _legs(packages: Packages, source: str, target: str) -> list[Direction]:
    """Packages to be installed for a direction: the direct one to or from English, else both legs."""
    legs = [(source, target)] if "en" in (source, target) else [(source, "en"), ("en", target)]
    return [leg for leg in legs if leg not in packages.by_direction]
