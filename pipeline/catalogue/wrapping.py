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
_SEQUENCE = re.compile(r'\\(?:([\\"ntrabfv])|([0-7]{1,3})|x([0-9a-fA-F]{2}))')
_VALUES = {v[1]: k for k, v in _ESCAPES.items()}


def escape(text: str) -> str:
    """A string's content as it stands between quotation marks."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found.group()], text)


def unescape(text: str) -> str:
    """The inverse of `escape`. Raises ValueError for a sequence that gettext does not know."""
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
    return chr(int(octal, 8) if octal else int(hexadecimal, 16))


def string_lines(keyword: str, text: str, prefix: str = "") -> list[str]:
    """The lines of `keyword "text"`, each behind `prefix` (`#~ `, `#| `)."""
    escaped = escape(text)
    head = f"{prefix}{keyword} "
    one_line = "\n" not in text.rstrip("\n") and (not text.endswith("\n") or text.count("\n") == 1)
    if one_line and text_width(head) + text_width(escaped) + 2 <= PAGE:
        return [f'{head}"{escaped}"']
    lines = [f'{head}""']
    for part in re.split(r"(?<=\n)", text):
        if part:
            lines += [f'{prefix}"{chunk}"' for chunk in wrap(escape(part), PAGE - 2 - len(prefix))]
    return lines


def wrap(escaped: str, width: int) -> list[str]:
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
    """Stretches that may not be broken; an escape sequence is never cut."""
    units: list[str] = []
    for unit in line_break_units(escaped):
        if units and re.search(r"(?<!\\)(?:\\\\)*\\$", units[-1]):
            units[-1] += unit
        else:
            units.append(unit)
    return units
