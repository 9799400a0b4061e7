"""Engines that draft: Argos packages on CTranslate2, and a pseudo engine for tests of layouts."""

from __future__ import annotations

from pathlib import Path

from pipeline.engines.base import Engine
from pipeline.settings import EngineSettings


def create_engine(name: str, settings: EngineSettings, root: Path) -> Engine:
    """The engine of that name; `root` is the workspace, from which a relative packages folder counts.

    Packages are looked for, none is loaded; what is wrong with them stands in the engine's findings.
    """
    if name == "pseudo":
        from pipeline.engines.pseudo import PseudoEngine

        return PseudoEngine()
    from pipeline.engines.argos import ArgosEngine
    from pipeline.engines.packages import find_packages

    folder = root / Path(settings.packages).expanduser() if settings.packages else None
    return ArgosEngine(find_packages(folder, with_starter=settings.starter, root=root), settings)
