"""Writing `.po` and `.pot` files as msgcat writes them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from pipeline.catalogue.wrapping import PAGE, string_lines
from pipeline.model import Catalogue, Entry


def block(entry: Entry) -> str:
    """An entry's lines, each with its end."""
    return "\n".join([*_lines(entry), ""])


def serialize(catalogue: Catalogue) -> bytes:
    """The file's bytes: UTF-8, wrapped at 79 columns, obsolete entries last."""
    entries = sorted(catalogue.entries, key=lambda entry: entry.obsolete)
    return assemble(catalogue, map(block, entries))


def assemble(catalogue: Catalogue, blocks: Iterable[str]) -> bytes:
    """The bytes of a file whose entries' lines are there (`block`), obsolete entries last."""
    header = Entry(
        "",
        "",
        "".join(f"{name}: {value}\n" for name, value in catalogue.header),
        flags=catalogue.header_flags,
        comments=catalogue.header_comments,
    )
    return "\n".join([block(header), *blocks]).encode("utf-8")


def _lines(entry: Entry) -> list[str]:
    lines = [f"# {comment}" if comment else "#" for comment in entry.comments]
    lines += [f"#. {comment}" if comment else "#." for comment in entry.extracted]
    lines += _reference_lines(entry.references)
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    page = math.inf if "no-wrap" in entry.flags else PAGE
    previous = "#~| " if entry.obsolete else "#| "
    if entry.previous_context is not None:
        lines += string_lines("msgctxt", entry.previous_context, previous, page=page)
    if entry.previous_text is not None:
        lines += string_lines("msgid", entry.previous_text, previous, page=page)
    prefix = "#~ " if entry.obsolete else ""
    if entry.context:
        lines += string_lines("msgctxt", entry.context, prefix, page=page)
    lines += string_lines("msgid", entry.text, prefix, page=page)
    return lines + string_lines("msgstr", entry.translation, prefix, page=page)


def _reference_lines(references: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    line = "#:"
    for reference in references:
        shown = _enclosed(reference)
        if len(line) + 1 + len(shown) > PAGE and line != "#:":
            lines.append(line)
            line = "#:"
        line += f" {shown}"
    return [*lines, line] if references else []


def _enclosed(reference: str) -> str:
    """A reference with spaces stands between U+2068 and U+2069, its line number behind them."""
    if not re.search(r"\s", reference):
        return reference
    found = re.fullmatch(r"(.*?)(:\d+)?", reference, re.DOTALL)
    assert found  # noqa: S101 - the pattern matches every text
    return f"\u2068{found.group(1)}\u2069{found.group(2) or ''}"
