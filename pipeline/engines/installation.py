"""argostranslate's own installation on this computer, asked with care.

Importing its settings makes folders in the home, prints when its settings.json is broken, and
raises when the home cannot be written or a setting is no number. None of this may stop a run.
"""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError


def argos_folders() -> list[Path]:
    """Folders in which argostranslate installs packages; it is only asked where it has been used before."""
    if not _used():
        return []
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            from argostranslate import settings
    except Exception:  # broken settings, a home that cannot be written: nothing can be found there
        return []
    return [Path(p) for p in settings.package_dirs if Path(p).is_dir()]


_INDEX = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/index.json"
"""Argos' own, as argostranslate 1.11 has it."""


def index_address() -> str:
    """The package index that argostranslate is set to use."""
    if "ARGOS_PACKAGE_INDEX" in os.environ:
        return os.environ["ARGOS_PACKAGE_INDEX"].rstrip("/") + "/index.json"
    if not _used():
        return _INDEX
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            from argostranslate import settings
    except Exception:  # broken settings tell of no other index
        return _INDEX
    return str(settings.remote_package_index)


def default_folder() -> Path:
    """Where argostranslate installs packages, so that both find them. Raises OutputError without a home."""
    folders = argos_folders()
    if folders:
        return folders[0]
    if "ARGOS_PACKAGES_DIR" in os.environ:
        return Path(os.environ["ARGOS_PACKAGES_DIR"])
    try:
        home = Path.home()
    except RuntimeError as error:
        raise OutputError(
            "packages-unwritable",
            "There is no home folder to install packages in.",
            advice="Name a folder with engine.packages in termlock.toml.",
        ) from error
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
    return data / "argos-translate" / "packages"


def _used() -> bool:
    if "SNAP" in os.environ or "ARGOS_PACKAGES_DIR" in os.environ:
        return True
    try:
        home = Path.home()
        data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
        config = Path(os.environ.get("XDG_CONFIG_HOME", home / ".config"))
        places = (data / "argos-translate" / "packages", config / "argos-translate" / "settings.json")
        return any(place.exists() for place in places)
    except (OSError, RuntimeError):  # no home
        return False


def package_class() -> Any:
    """`argostranslate.package.Package`, also where argostranslate's own folders cannot be made."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            from argostranslate.package import Package
        except Exception:  # what its settings raise depends on what is wrong with them
            with _other_home():
                from argostranslate.package import Package
    return Package


@contextlib.contextmanager
def _other_home() -> Iterator[None]:
    """An empty home and no settings of argostranslate, for an import alone."""
    names = [n for n in os.environ if n.startswith(("ARGOS_", "XDG_")) or n in ("HOME", "SNAP")]
    before = {name: os.environ.pop(name) for name in names}
    try:
        with tempfile.TemporaryDirectory() as home:
            os.environ["HOME"] = home
            yield
    finally:
        os.environ.pop("HOME", None)
        os.environ.update(before)
