"""Trying a package out in a process of its own: CTranslate2 may end the process over a damaged model.

python -m pipeline.engines.tryout FOLDER [ru en]  --> nothing, or what is wrong as JSON
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pipeline.engines.reading import InstalledPackage, damaged, read_package, read_starter
from pipeline.errors import EngineError

_LONGEST = 600
"""Seconds; the largest packages load in a few."""
_TEXT = {"ru": "Витамин K2, 45 мкг.", "en": "Vitamin K2, 45 mcg.", "zh": "维生素K2，45微克。"}


def try_out(package: InstalledPackage) -> None:
    """Load a package's model and tokenizer as a run will, and translate a sentence.

    Raises EngineError (`package-damaged`, `library-missing` ...), also where loading it ends the process.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, "-m", "pipeline.engines.tryout", str(package.path), *_told(package)],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise damaged(package.path, f"loading it takes over {_LONGEST} seconds") from error
    if done.returncode:
        raise damaged(package.path, f"loading it ends the process (status {done.returncode})")
    if done.stdout.strip():
        told = json.loads(done.stdout)
        if told["code"] == "engine-failed":  # not even this sentence
            raise damaged(package.path, told["message"])
        raise EngineError(told["code"], told["message"], path=told["path"], advice=told["advice"])


def _told(package: InstalledPackage) -> list[str]:
    """What a starter's folder, which serves several directions, does not tell by itself."""
    return [package.source, package.target] if package.starter else []


def _read(folder: Path, direction: list[str]) -> InstalledPackage | None:
    if not direction:
        return read_package(folder)
    return next((p for p in read_starter(folder) if [p.source, p.target] == direction), None)


def main() -> None:
    from pipeline.engines.model import load_model
    from pipeline.settings import EngineSettings

    try:
        if package := _read(Path(sys.argv[1]), sys.argv[2:]):
            model = load_model(package, EngineSettings(inter_threads=1, intra_threads=1, beam_size=1))
            model.check(package)
            list(model.translate([_TEXT[package.source]], package, 1))
    except EngineError as error:
        told = {"code": error.code, "message": error.message, "path": error.path, "advice": error.advice}
        print(json.dumps(told))


if __name__ == "__main__":
    main()
