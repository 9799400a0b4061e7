"""Strings as gettext's tools write them: escaped, and wrapped by display width.

Lines break where UAX #14 allows (`unicode_segmentation_rs`), as late as fits; Chinese
characters count two columns. Measured against msgcat 0.21.
"""

from __future__ import annotations

import re

from unicode_segmentation_rs import line_break_units, text_width

PAGE = 79
"""Columns of a line, its quotation marks included."""

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\a": "\\a",
    "\b": "\\b",
    "\f": "\\f",
    "\v": "\\v",
}
_ESCAPED = re.compile("|".join(re.escape(c) for c in _ESCAPES))
_SEQUENCE = re.compile(r'\\(?:([\\"ntrabfv])|([0-7]{1,3})|x([0-9a-fA-F]+))')
_VALUES = {v[1]: k for k, v in _ESCAPES.items()}
_LETTERS = r"[^\W\d\u2e80-\ufaff\uff00-\uffef\U00020000-\U0003ffff]|[<>=*&@#~`^·•→←≤≥≈×÷≠©®™†§¶]"
"""What UAX #14 calls alphabetic (AL)."""
_OPENING = "[（《「『【〔〈]"
_OLD_BREAKS = re.compile(
    rf"(?<=[.,:;])(?={_LETTERS})|(?<={_LETTERS})(?={_OPENING})|(?<=[\d\u0300-\u036f])(?={_OPENING})"
)
"""Where gettext 0.21 breaks and today's UAX #14 does not: its tables are older than rules LB29 and LB30."""


def escape(text: str) -> str:
    """A string's content as it stands between quotation marks."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found.group()], text)


def unescape(text: str) -> str:
    """The inverse of `escape`. Raises ValueError for a sequence that gettext does not know.

    Numbered sequences are bytes in the file's character set; from 128 on they become the
    surrogates of the error handler `surrogateescape`.
    """
    if "\\" not in text:
        return text
    parts: list[str] = []
    position = 0
    while (place := text.find("\\", position)) >= 0:
        found = _SEQUENCE.match(text, place)
        if not found:
            raise ValueError(text[place : place + 2])
        parts += [text[position:place], _value(found)]
        position = found.end()
    return "".join([*parts, text[position:]])


def _value(found: re.Match[str]) -> str:
    simple, octal, hexadecimal = found.groups()
    if simple:
        return _VALUES[simple]
    byte = (int(octal, 8) if octal else int(hexadecimal, 16)) & 0xFF
    return chr(byte if byte < 0x80 else 0xDC00 + byte)


def string_lines(keyword: str, text: str, prefix: str = "", *, page: float = PAGE) -> list[str]:
    """The lines of `keyword "text"`, each behind `prefix` (`#~ `, `#| `) and at most `page` columns wide."""
    escaped = escape(text)
    head = f"{prefix}{keyword} "
    one_line = "\n" not in text.rstrip("\n") and (not text.endswith("\n") or text.count("\n") == 1)
    if one_line and text_width(head) + text_width(escaped) + 2 <= page:
        return [f'{head}"{escaped}"']
    lines = [f'{head}""']
    for part in re.split(r"(?<=\n)", text):
        if part:
            lines += [f'{prefix}"{chunk}"' for chunk in wrap(escape(part), page - 2 - len(prefix))]
    return lines


def wrap(escaped: str, width: float) -> list[str]:
    """An escaped string cut into lines of at most `width` columns, longer where no break is allowed."""
    if text_width(escaped) <= width:
        return [escaped]
    lines: list[str] = []
    line, columns = "", 0
    for unit in _units(escaped):
        size = text_width(unit)
        if line and columns + size > width:
            lines.append(line)
            line, columns = "", 0
        line += unit
        columns += size
    return [*lines, line] if line else lines


def _units(escaped: str) -> list[str]:
    """Stretches that may not be broken; an escape sequence is never cut, nor put before a line's last `\\n`."""
    units: list[str] = []
    for unit in line_break_units(escaped):
        if units and re.search(r"(?<!\\)(?:\\\\)*\\$", units[-1]):
            units[-1] += unit
        else:
            units.append(unit)
    units = [piece for unit in units for piece in _OLD_BREAKS.split(unit)]
    if len(units) > 1 and units[-1] == "\\n":
        units[-2:] = ["".join(units[-2:])]
    return units
