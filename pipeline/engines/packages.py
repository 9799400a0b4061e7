"""Argos packages: finding them, and the routes that they make possible.

Three places: the workspace's packages folder, those that argostranslate installed, the starter that
ships with termlock; in one place the newest version first. Of several packages for a direction
`engine.prefer` decides, else `termlock.lock`, else what was measured (`measured.best`), else this
order. A package that cannot be used is a finding, and what comes after it is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engines.base import Direction
from pipeline.engines.installation import argos_folders
from pipeline.engines.measured import best
from pipeline.engines.pins import Fingerprints, Pins, differs, direction, missing_pin, read_pins
from pipeline.engines.profile import Profiles, cache_file
from pipeline.engines.reading import InstalledPackage, read_package, read_starter
from pipeline.errors import EngineError
from pipeline.model import Finding, Severity

if TYPE_CHECKING:
    from packaging.version import Version

Candidates = defaultdict[Direction, list[InstalledPackage]]


@dataclass(frozen=True, slots=True)
class Packages:
    """The best package for each direction."""

    by_direction: dict[Direction, InstalledPackage]
    findings: tuple[Finding, ...] = ()
    folder: Path | None = None
    """The workspace's packages folder, for advice."""
    candidates: Mapping[Direction, tuple[InstalledPackage, ...]] = field(default_factory=dict)
    """All that could serve a direction, in the order of precedence."""

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


def find_packages(
    folder: Path | None,
    *,
    with_starter: bool = True,
    root: Path | None = None,
    prefer: Sequence[str] = (),
    profiles: Profiles | None = None,
) -> Packages:
    """All packages that can be used; what is wrong with others, or with the folder, is a finding.

    `root`: a workspace, whose `termlock.lock` says which packages may be used. `prefer`: what the settings
    choose (`engine.prefer`). `profiles`: what was measured; the user's cache if it is not given.
    Raises SettingsError when the lock cannot be read.
    """
    findings: list[Finding] = []
    found: Candidates = defaultdict(list)
    for place in (*([folder] if folder else []), *argos_folders()):
        _add(found, _newest_first(_read_folder(place, findings)))
    fixed: frozenset[Direction] = frozenset()
    if root and (pins := read_pins(root)).packages:
        fixed = _as_pinned(found, pins, Fingerprints(root), findings)
    if with_starter:
        try:
            _add(found, read_starter())
        except EngineError as error:
            findings.append(error.finding())
    chosen = {key: package for key, packages in found.items() if (package := _preferred(packages, prefer))}
    findings += _not_there(prefer, chosen)
    profiles = profiles or Profiles(cache_file())
    used = {
        key: chosen.get(key) or (packages[0] if key in fixed else best(packages, profiles))
        for key, packages in found.items()
    }
    return Packages(used, tuple(findings), folder, {key: tuple(packages) for key, packages in found.items()})


def _add(found: Candidates, packages: Iterable[InstalledPackage]) -> None:
    for package in packages:
        if package not in found[package.source, package.target]:
            found[package.source, package.target].append(package)


def _as_pinned(
    found: Candidates, pins: Pins, prints: Fingerprints, findings: list[Finding]
) -> frozenset[Direction]:
    """Leave out packages that are not those of `termlock.lock`; the directions that it decides."""
    fixed = set()
    for name, pin in pins.packages.items():
        key = next((key for key in found if "-".join(key) == name), None)
        if key is None:
            findings.append(missing_pin(name, pin))
            continue
        packages = found.pop(key)
        if same := [package for package in packages if prints.of(package) == pin.sha256]:
            found[key] = same
            fixed.add(key)
        else:
            findings.append(differs(packages[0], pin))
    prints.save()
    return frozenset(fixed)


def _preferred(packages: Sequence[InstalledPackage], prefer: Sequence[str]) -> InstalledPackage | None:
    """The package that the settings choose, by its version, its folder's name, or `starter`."""
    for package in packages:
        names = {"starter"} if package.starter else {package.version, package.path.name}
        if any(text.split() in ([direction(package), name] for name in names) for text in prefer):
            return package
    return None


def _not_there(prefer: Sequence[str], chosen: Container[Direction]) -> Iterator[Finding]:
    for text in prefer:
        name, _, wanted = text.partition(" ")
        source, _, target = name.partition("-")
        if (source, target) not in chosen:
            message = (
                f"{name} {wanted.strip()} is not installed, or is not what termlock.lock pins; another is used. "
                "See what there is: termlock models list; and correct engine.prefer in termlock.toml."
            )
            yield Finding("package-not-preferred", Severity.WARNING, message)


def _newest_first(packages: Iterable[InstalledPackage]) -> list[InstalledPackage]:
    return sorted(packages, key=lambda package: rank(package.version), reverse=True)


def newer(one: str, other: str) -> bool:
    """Whether a version is newer than another; what is no proper version comes first."""
    return rank(one) > rank(other)


def rank(version: str) -> tuple[bool, Version, str]:
    """What versions are sorted by; what is no proper version is older than all proper ones."""
    from packaging.version import InvalidVersion, Version

    try:
        return True, Version(version), ""
    except InvalidVersion:
        return False, Version("0"), version


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
