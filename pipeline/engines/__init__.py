"""Engines that draft: Argos packages on CTranslate2, and a pseudo engine for tests of layouts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.engines.base import Engine
from pipeline.settings import EngineSettings


def create_engine(
    name: str, settings: EngineSettings, root: Path, stopped: Callable[[], bool] | None = None
) -> Engine:
    """The engine of that name; `root` is the workspace, from which a relative packages folder counts.

    Once `stopped` says so, its calls end with StoppedError as soon as they can.

    Packages are looked for, none is loaded; what is wrong with them stands in the engine's findings.
    """
    if name == "pseudo":
        from pipeline.engines.pseudo import PseudoEngine

        return PseudoEngine()
    from pipeline.engines.argos import ArgosEngine
    from pipeline.engines.packages import find_packages

    folder = root / Path(settings.packages).expanduser() if settings.packages else None
    packages = find_packages(folder, with_starter=settings.starter, root=root, prefer=settings.prefer)
    engine = ArgosEngine(packages, settings)
    engine.stopped = stopped or engine.stopped
    return engine
