"""Write a starter as Argos packages: python -m training.argos --starter DIR --out DIR

DIR is laid out as pipeline/engines/starter is. OUT gets `translate-en_ru-0_2_1.argosmodel` and so on, one for each
direction that was trained, each with the whole weights: for argostranslate, for LibreTranslate, or for
`termlock models install`. Nothing of training/requirements.txt is needed.
"""

from __future__ import annotations

import argparse
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ARGOS = "1.9"
"""Version of argostranslate from which on `target_prefix` is known."""
_NAMES = {"en": "English", "ru": "Russian", "zh": "Chinese"}
_TIME = (2026, 1, 1, 0, 0, 0)
"""Of all members: the same starter gives the same bytes."""


def metadata(described: Mapping[str, Any], direction: str) -> dict[str, Any]:
    """A package's metadata.json."""
    source, target = direction.split("-")
    return {
        "package_version": described["version"],
        "argos_version": ARGOS,
        "from_code": source,
        "from_name": _NAMES[source],
        "to_code": target,
        "to_name": _NAMES[target],
        "type": "translate",
        "target_prefix": described["target_prefix"].format(target),
        "licence": described["licence"],
        "termlock_kept_out": described.get("kept_out", 0),
    }


def write_packages(starter: Path, out: Path) -> list[Path]:
    """The packages, one for each direction of the starter. Raises OSError."""
    described = json.loads((starter / "package.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    return [_write(starter, out, described, direction) for direction in described["directions"]]


def _write(starter: Path, out: Path, described: Mapping[str, Any], direction: str) -> Path:
    name = f"translate-{direction.replace('-', '_')}"
    path = out / f"{name}-{described['version'].replace('.', '_')}.argosmodel"
    text = json.dumps(metadata(described, direction), indent=2, ensure_ascii=False) + "\n"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, f"{name}/metadata.json", text.encode())
        for file in (starter / "sentencepiece.model", *sorted((starter / "model").iterdir())):
            _add(archive, f"{name}/{file.relative_to(starter).as_posix()}", file.read_bytes())
        if (card := starter / "MODEL_CARD.md").is_file():
            _add(archive, f"{name}/README.md", card.read_bytes())
    return path


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    archive.writestr(info, data)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--starter", type=Path, default=Path("pipeline/engines/starter"))
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    for path in write_packages(args.starter, args.out):
        print(path)


if __name__ == "__main__":
    main()
