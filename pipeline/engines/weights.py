"""What a CTranslate2 `model.bin` tells of itself, read from its headers without loading it.

    version | name | revision | count | (name, shape, type, size, data) ... | count | (alias, name) ...

Numbers are little-endian, strings have a length and end in NUL. The data is jumped over, so that
even a large model takes a millisecond. A file that ends too early or is no model is found here;
changed weights are not.
"""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

NEWEST = 6
"""Version of the layout that CTranslate2 4 writes."""
_MOST_VARIABLES = 100_000
_BYTES = {0: 4, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2}
"""Of an item by its type: float32, int8, int16, int32, float16, bfloat16."""
_POSITIONS = "/position_encodings/encodings"


@dataclass(frozen=True, slots=True)
class Weights:
    """Limits of a model."""

    source_positions: int = 0
    """Most tokens of a source text, those added by the model included; 0: no limit."""
    target_positions: int = 0
    """Most tokens of a translation, its prefix included; 0: no limit."""


def read_weights(path: Path) -> Weights:
    """Limits of the model. Raises ValueError for a file that is no model, OSError for one that cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        try:
            shapes, aliases = _variables(file, size)
        except (struct.error, UnicodeDecodeError, OverflowError) as error:
            raise ValueError("model.bin is cut off or no CTranslate2 model") from error
    rows = {name: shape[0] for name, shape in shapes.items() if name.endswith(_POSITIONS) and len(shape) == 2}
    for alias, name in aliases.items():
        if name in rows:
            rows[alias] = rows[name]
    return Weights(rows.get("encoder" + _POSITIONS, 0), rows.get("decoder" + _POSITIONS, 0))


def _variables(file: BinaryIO, size: int) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """Shapes of all variables, and other names that some of them have."""
    version = _number(file, "I")
    if version > NEWEST:
        raise ValueError(f"model.bin has layout {version}, newer than {NEWEST}, or is no CTranslate2 model")
    if version < 2:
        raise ValueError(f"model.bin has layout {version}, older than CTranslate2 4 reads")
    _string(file)
    _number(file, "I")
    shapes: dict[str, tuple[int, ...]] = {}
    for _ in range(_count(file)):
        name = _string(file)
        shapes[name] = tuple(_number(file, "I") for _ in range(_number(file, "B")))
        # Before layout 4: size of an item and number of items in place of type and size in bytes.
        kind, length = _number(file, "B"), _number(file, "I")
        width = _BYTES.get(kind, 0) if version >= 4 else kind
        if length != math.prod(shapes[name]) * (width if version >= 4 else 1) or not width:
            # Told here, before the library reads such a file.
            raise ValueError(f"model.bin is damaged in {name}")
        end = file.seek(length if version >= 4 else kind * length, 1)
        if end > size:
            raise ValueError(f"model.bin is cut off in {name}")
    aliases = {_string(file): _string(file) for _ in range(_count(file))} if version >= 3 else {}
    return shapes, aliases


def _count(file: BinaryIO) -> int:
    count = _number(file, "I")
    if count > _MOST_VARIABLES:
        raise ValueError("model.bin is damaged or no CTranslate2 model")
    return count


def _number(file: BinaryIO, kind: str) -> int:
    length = struct.calcsize("<" + kind)
    return int(struct.unpack("<" + kind, file.read(length))[0])


def _string(file: BinaryIO) -> str:
    length = _number(file, "H")
    data = file.read(length)
    if len(data) < length or not data.endswith(b"\0"):
        raise ValueError("model.bin is cut off or no CTranslate2 model")
    return data[:-1].decode("utf-8")
