"""Argos packages: finding them, reading their metadata, and the routes that they make possible.

Three places, the first that has a direction wins: the workspace's packages folder, those that
argostranslate installed, the starter that ships with termlock.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import EngineError
from pipeline.languages import LANGUAGES, normalise
from pipeline.model import Finding, Severity

STARTER = Path(__file__).parent / "starter"


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """One direction of translation on this computer."""

    path: Path
    source: str
    target: str
    version: str
    target_prefix: str = ""
    """Token that the decoder begins with; empty if none."""
    starter: bool = False
    position_limit: int = 0
    """Most tokens that the model can take; 0 if it is not told."""

    @property
    def model(self) -> Path:
        return self.path / "model"

    @property
    def label(self) -> str:
        """`en_ru 1.9`, `starter-en_ru 0.1`."""
        kind = "starter-" if self.starter else ""
        return f"{kind}{self.source}_{self.target} {self.version}"


@dataclass(frozen=True, slots=True)
class Packages:
    """The best package for each direction."""

    by_direction: dict[tuple[str, str], InstalledPackage]
    findings: tuple[Finding, ...] = ()
    folder: Path | None = None
    """The workspace's packages folder, for advice."""

    def route(self, source: str, target: str) -> tuple[InstalledPackage, ...]:
        """The package for a direction, or two by way of English; empty if there is no way.

        Full packages come before the starter, a direct way before a detour.
        """
        direct = self.by_direction.get((source, target))
        first, second = self.by_direction.get((source, "en")), self.by_direction.get(("en", target))
        ways = [(direct,)] if direct else []
        if first and second and "en" not in (source, target):
            ways.append((first, second))  # type: ignore[arg-type]
        return min(ways, key=lambda way: (any(p.starter for p in way), len(way)), default=())


def find_packages(folder: Path | None, *, with_starter: bool = True) -> Packages:
    """All packages that can be used; damaged ones are findings. Raises EngineError for a folder that is not there."""
    findings: list[Finding] = []
    found: dict[tuple[str, str], InstalledPackage] = {}
    if folder is not None and not folder.is_dir():
        raise EngineError(
            "no-packages-folder",
            "The packages folder does not exist.",
            path=str(folder),
            advice="Make it, or correct engine.packages in termlock.toml.",
        )
    places = [folder] if folder else []
    for place in (*places, *_argos_folders()):
        best: dict[tuple[str, str], InstalledPackage] = {}
        for package in _read_folder(place, findings):
            key = (package.source, package.target)
            if key not in best or _newer(package.version, best[key].version):
                best[key] = package
        found = best | found
    if with_starter:
        found = {(p.source, p.target): p for p in _starter()} | found
    return Packages(found, tuple(findings), folder)


def _argos_folders() -> list[Path]:
    """Folders in which argostranslate installs packages, by its own settings."""
    try:
        # The module prints when its settings.json is broken, and makes its folders.
        with contextlib.redirect_stdout(io.StringIO()):
            from argostranslate import settings
    except Exception:  # an unusable HOME, broken settings: there is nothing installed that could be found
        return []
    return [Path(p) for p in settings.package_dirs if Path(p).is_dir()]


def _read_folder(folder: Path, findings: list[Finding]) -> Iterator[InstalledPackage]:
    for path in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")):
        try:
            package = read_package(path)
        except EngineError as error:
            findings.append(
                Finding(error.code, Severity.WARNING, f"{error.message} {error.advice}".strip(), error.path)
            )
            continue
        if package.source in LANGUAGES and package.target in LANGUAGES:
            yield package


def read_package(path: Path) -> InstalledPackage:
    """A package's metadata, as argostranslate reads it. Raises EngineError (`package-damaged`)."""
    from argostranslate.package import Package

    try:
        package = Package(path)
        source, target = normalise(package.from_code), normalise(package.to_code)
        version = str(package.package_version)
        prefix = str(getattr(package, "target_prefix", "") or "")
    except Exception as error:  # the reader raises whatever a broken file makes it raise
        raise damaged(path, f"its metadata cannot be read ({type(error).__name__}: {error})") from error
    tokenizer = any((path / name).is_file() for name in ("sentencepiece.model", "bpe.model"))
    for name, there in (
        ("model/model.bin", (path / "model/model.bin").is_file()),
        ("a tokenizer", tokenizer),
    ):
        if not there:
            raise damaged(path, f"{name} is missing")
    return InstalledPackage(path, source, target, version, prefix)


def damaged(path: Path, what: str) -> EngineError:
    return EngineError(
        "package-damaged",
        f"The package cannot be used: {what}.",
        path=str(path),
        advice="It is passed over. Install it again.",
    )


def _starter() -> Iterator[InstalledPackage]:
    """The packages that ship with termlock: one copy of the weights for all directions."""
    try:
        data = json.loads((STARTER / "package.json").read_text(encoding="utf-8"))
    except OSError:
        return
    for direction in data["directions"]:
        source, target = direction.split("-")
        prefix = data["target_prefix"].format(target)
        yield InstalledPackage(STARTER, source, target, data["version"], prefix, True, data["position_limit"])


def _newer(one: str, other: str) -> bool:
    from packaging.version import InvalidVersion, Version

    try:
        return Version(one) > Version(other)
    except InvalidVersion:
        return one > other


def missing_packages(packages: Packages, directions: Iterable[tuple[str, str]]) -> EngineError:
    """The error for directions without a way, with what to do."""
    wanted = sorted({leg for s, t in directions for leg in _legs(packages, s, t)})
    names = ", ".join(f"{source} to {target}" for source, target in sorted(directions))
    commands = "; ".join(f"argospm install translate-{source}_{target}" for source, target in wanted)
    where = f", or unpack packages into {packages.folder}" if packages.folder else ""
    return EngineError(
        "packages-missing",
        f"No package translates {names}. The catalogues were extracted without drafts.",
        advice=f"While online, run: {commands}{where}. Then run again.",
    )


def _legs(packages: Packages, source: str, target: str) -> list[tuple[str, str]]:
    """Packages to be installed for a direction: the direct one to or from English, else both legs."""
    legs = [(source, target)] if "en" in (source, target) else [(source, "en"), ("en", target)]
    return [leg for leg in legs if leg not in packages.by_direction]
