"""Named sections in one run of bytes: what an index and a glossary are kept as, to be read again fast.

    magic, length and check sum of the table, the table (JSON: name -> offset, length, check sum), the sections

Nothing in it is ever executed, and damage is noticed before anything is used.
"""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Iterable, Mapping

MAGIC = b"termlock pack 1\n"
_HEAD = struct.Struct("<II")


class DamagedError(ValueError):
    """The bytes are not what `pack` made."""


def pack(sections: Mapping[str, bytes]) -> bytes:
    """Sections as one run of bytes."""
    contents: dict[str, tuple[int, int, int]] = {}
    offset = 0
    for name, data in sections.items():
        contents[name] = (offset, len(data), zlib.crc32(data))
        offset += len(data)
    table = json.dumps(contents).encode()
    return b"".join((MAGIC, _HEAD.pack(len(table), zlib.crc32(table)), table, *sections.values()))


def unpack(data: bytes) -> dict[str, bytes]:
    """The sections of what `pack` made. Raises DamagedError."""
    start = len(MAGIC) + _HEAD.size
    if len(data) < start or not data.startswith(MAGIC):
        raise DamagedError("no pack of this version")
    length, check = _HEAD.unpack_from(data, len(MAGIC))
    table = data[start : start + length]
    if len(table) != length or zlib.crc32(table) != check:
        raise DamagedError("its table of contents is damaged")
    sections: dict[str, bytes] = {}
    for name, (offset, size, sum_) in json.loads(table).items():
        section = data[start + length + offset : start + length + offset + size]
        if len(section) != size or zlib.crc32(section) != sum_:
            raise DamagedError(f"its section {name} is damaged")
        sections[name] = section
    return sections


def pack_numbers(values: Iterable[int], code: str) -> bytes:
    """Numbers as an array's bytes (`code` as in the module `array`), in this machine's order of bytes."""
    return array(code, values).tobytes()


def unpack_numbers(data: bytes, code: str) -> array[int]:
    """The numbers of `pack_numbers`."""
    made: array[int] = array(code)
    made.frombytes(data)
    return made


def pack_lines(lines: Iterable[str]) -> bytes:
    """Strings without line ends."""
    return "\n".join(lines).encode()


def unpack_lines(data: bytes) -> list[str]:
    """The strings of `pack_lines`; one empty string reads as none."""
    return data.decode().split("\n") if data else []
