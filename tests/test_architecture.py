"""The floors of the building: a module imports only from lower floors and from its own room."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "cli": 7,
    "batch": 6,
    "workspace": 6,
    "draft": 5,
    "review": 5,
    "drafting": 5,
    "measuring": 5,
    "checks": 4,
    "publish": 4,
    "exchange": 4,
    "memory": 3,
    "formats": 3,
    "segmentation": 3,
    "sentences": 3,
    "glossary": 3,
    "engines": 3,
    "catalogue": 3,
    "settings": 3,
    "statements": 2,
    "grammar": 2,
    "inline": 2,
    "placement": 2,
    "typography": 2,
    "alignment": 2,
    "languages": 2,
    "files": 2,
    "locks": 2,
    "safe_xml": 2,
    "model": 1,
    "errors": 1,
}
# Rooms of floor 3 that others of that floor build on.
SHARED_ROOMS = {
    ("formats", "sentences"),
    ("segmentation", "sentences"),
    ("settings", "formats"),
    ("engines", "settings"),
    ("draft", "drafting"),
}


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "pipeline":
                found |= {f"pipeline.{alias.name}" for alias in node.names}
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("pipeline.")}


def test_no_module_imports_from_a_higher_floor_or_a_neighbour() -> None:
    wrong = []
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        own = _room(".".join(path.relative_to(ROOT).with_suffix("").parts))
        if own in ("__init__", ""):
            continue
        for name in _imports(path):
            other = _room(name)
            if other == own or other not in FLOORS:
                continue
            neighbours = (
                FLOORS[other] == FLOORS[own]
                and FLOORS[own] not in (1, 2)
                and (own, other) not in SHARED_ROOMS
            )
            if FLOORS[other] > FLOORS[own] or neighbours:
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def test_every_room_has_a_floor() -> None:
    rooms = {
        p.stem if p.is_file() else p.name
        for p in (ROOT / "pipeline").iterdir()
        if not p.name.startswith("__")
    }
    assert rooms - {"py"} <= {*FLOORS, "py"}


def test_only_one_room_knows_polib() -> None:
    users = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pipeline").rglob("*.py")
        if "polib" in {n.split(".")[0] for n in _all_imports(path)}
    ]
    assert users == ["pipeline/catalogue/po.py"]


def _all_imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names
