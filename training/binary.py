"""The weights in a CTranslate2 `model.bin`, as float32.

version | name | revision | count | (name, shape, type, bytes, data) ... | count | (alias, name) ...
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np

from training.pairs import Array

LAYOUT = 6
"""Version of the layout that is written by the CTranslate2 of `requirements.txt`."""
_TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
_SCALE = "_scale"


def read_weights(path: Path) -> dict[str, Array]:
    """All variables by name, aliases too; int8 matrices are multiplied out with their rows' scales.

    Raises ValueError for another layout or type.
    """
    with path.open("rb") as file:
        (version,) = _unpack(file, "I")
        if version != LAYOUT:
            raise ValueError(f"{path}: layout {version} of model.bin is not {LAYOUT}")
        _string(file)
        _unpack(file, "I")
        raw = dict(_variable(file) for _ in range(_unpack(file, "I")[0]))
        aliases = {_string(file): _string(file) for _ in range(_unpack(file, "I")[0])}
    found = {name: _dequantised(name, raw) for name in raw if not name.endswith(_SCALE)}
    return found | {alias: found[name] for alias, name in aliases.items() if name in found}


def _variable(file: BinaryIO) -> tuple[str, Array]:
    name = _string(file)
    shape = [_unpack(file, "I")[0] for _ in range(_unpack(file, "B")[0])]
    kind, length = _unpack(file, "BI")
    if kind not in _TYPES:
        raise ValueError(f"{name} is of type {kind}, which is not known")
    return name, np.frombuffer(file.read(length), _TYPES[kind]).reshape(shape)


def _dequantised(name: str, raw: dict[str, Array]) -> Array:
    value = raw[name]
    if name + _SCALE not in raw:  # a flag, or a matrix that was not quantised
        return value.astype(np.float32) if value.dtype == np.float16 else value
    return value.astype(np.float32) / raw[name + _SCALE].reshape(-1, 1)


def _unpack(file: BinaryIO, kinds: str) -> tuple[int, ...]:
    return struct.unpack("<" + kinds, file.read(struct.calcsize("<" + kinds)))


def _string(file: BinaryIO) -> str:
    return file.read(_unpack(file, "H")[0])[:-1].decode("utf-8")
