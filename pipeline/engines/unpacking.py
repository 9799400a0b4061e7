"""`.argosmodel` files, which are zip archives: unpacked with suspicion, and installed whole or not at all."""

from __future__ import annotations

import errno
import lzma
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from pipeline.engines.reading import InstalledPackage, read_package
from pipeline.engines.tryout import try_out
from pipeline.errors import EngineError

MOST_BYTES = 6 * 2**30
MOST_FILES = 5_000
_RATIO = 400
"""A file that unpacks to more than so many times its size is a bomb; text compresses 20 times at most."""


_UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})
"""Faults of the disk and not of the archive."""


def install_archive(archive: Path, folder: Path) -> InstalledPackage:
    """Unpack a package into a folder of packages, in place of one of the same direction and version.

    Raises EngineError (`package-damaged`, `package-foreign`); nothing is installed then.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=folder) as name:
        root = _unpack(archive, Path(name))
        package = _tried(root, archive)
        final = folder / f"translate-{package.source}_{package.target}-{_safe(package.version)}"
        if final.exists():
            os.replace(final, Path(name) / "replaced")
        os.replace(root, final)
    installed = read_package(final)
    assert installed  # noqa: S101 - it was read before it was moved
    return installed


def _tried(root: Path, archive: Path) -> InstalledPackage:
    """The unpacked package, tried out. Raises EngineError, which names the archive."""
    try:
        package = read_package(root)
        if package:
            try_out(package)
    except EngineError as error:
        advice = "Download it again." if error.code == "package-damaged" else error.advice
        raise EngineError(error.code, error.message, path=str(archive), advice=advice) from error
    if package is None:
        raise EngineError(
            "package-foreign",
            "The package translates between no two of Russian, English and Chinese.",
            path=str(archive),
            advice="Install packages for these languages.",
        )
    return package


def _safe(version: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in version) or "0"


def _unpack(archive: Path, target: Path) -> Path:
    """Unpack into an empty folder; returns the folder that holds `metadata.json`."""
    try:
        with zipfile.ZipFile(archive) as file:
            members = _checked(file, archive)
            for member in members:
                place = target / PurePosixPath(member.filename)
                if member.is_dir():
                    place.mkdir(parents=True, exist_ok=True)
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                with file.open(member) as source, place.open("xb") as out:
                    _copy(source, out, member, archive)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError) as error:
        raise _refused(archive, f"it cannot be unpacked ({error})") from error
    except OSError as error:
        if error.errno in _UNWRITABLE:
            raise
        raise _refused(archive, f"it cannot be unpacked ({error})") from error
    roots = [
        path.parent for path in (target / "metadata.json", *target.glob("*/metadata.json")) if path.is_file()
    ]
    if len(roots) != 1:
        raise _refused(archive, "it holds no metadata.json, or several")
    return roots[0]


def _checked(file: zipfile.ZipFile, archive: Path) -> list[zipfile.ZipInfo]:
    members = file.infolist()
    if len(members) > MOST_FILES or sum(m.file_size for m in members) > MOST_BYTES:
        raise _refused(archive, f"it unpacks to over {MOST_FILES:,} files or {MOST_BYTES // 2**30} GB")
    for member in members:
        if not member.filename:
            raise _refused(archive, "it holds a file without a name")
        path = PurePosixPath(member.filename)
        mode = member.external_attr >> 16
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
            raise _refused(archive, f"{member.filename!r} leads out of its folder")
        if stat.S_ISLNK(mode) or (mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR)):
            raise _refused(archive, f"{member.filename!r} is no plain file")
        if member.file_size > 2**20 and member.file_size > _RATIO * max(1, member.compress_size):
            raise _refused(archive, f"{member.filename!r} unpacks to far more than it is")
    return members


def _copy(source: object, out: object, member: zipfile.ZipInfo, archive: Path) -> None:
    """Copy no more than the archive's list says."""
    left = member.file_size
    while chunk := source.read(min(1 << 20, left + 1)):  # type: ignore[attr-defined]
        left -= len(chunk)
        if left < 0:
            raise _refused(archive, f"{member.filename!r} is larger than it says")
        out.write(chunk)  # type: ignore[attr-defined]


def _refused(archive: Path, why: str) -> EngineError:
    return EngineError(
        "package-damaged",
        f"The package was not installed: {why}.",
        path=str(archive),
        advice="Download it again.",
    )


def remove(package: InstalledPackage) -> None:
    """Delete a package's folder. Raises OSError."""
    aside = Path(tempfile.mkdtemp(prefix=".removing-", dir=package.path.parent))
    os.replace(package.path, aside / "package")
    shutil.rmtree(aside)
