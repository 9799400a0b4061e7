"""Settings of a workspace (`termlock.toml`), and finding the workspace."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import SettingsError
from pipeline.settings.model import (
    FILE_NAME,
    Checks,
    EngineSettings,
    MemorySettings,
    Output,
    Policies,
    Publish,
    ReviewSettings,
    Segmentation,
    Settings,
    Sources,
    Terms,
    Typography,
    Workspace,
)
from pipeline.settings.reader import parse, read

__all__ = [
    "FILE_NAME",
    "Checks",
    "EngineSettings",
    "MemorySettings",
    "Output",
    "Policies",
    "Publish",
    "ReviewSettings",
    "Segmentation",
    "Settings",
    "Sources",
    "Terms",
    "Typography",
    "Workspace",
    "find_workspace",
    "parse",
    "read",
]


def find_workspace(start: Path, explicit: Path | None = None) -> Workspace:
    """The workspace in `explicit`, else the nearest one at or above `start`.

    Raises SettingsError when there is none or when its settings are wrong.
    """
    if explicit is not None:
        folders = [explicit.resolve()]
    else:
        here = start.resolve()
        folders = [here, *here.parents]
    for folder in folders:
        if (folder / FILE_NAME).is_file():
            return Workspace(folder, read(folder / FILE_NAME))
    where = f"{explicit}" if explicit else f"{start} or above it"
    raise SettingsError(
        "no-workspace",
        f"There is no {FILE_NAME} in {where}.",
        advice="Make a workspace with: termlock init DIR",
    )
