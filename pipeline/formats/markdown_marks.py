"""Marks at the beginning of a block's content that CommonMark takes for text: tasks, alerts, containers."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?[ \t]*(?:\n|(?=\S)|$)")
_CONTAINER = re.compile(
    r"^:{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]+)?[ \t]*(?:\[([^\]\n]*)\]|([^\n]*))$", re.MULTILINE
)


def texts(content: str, opens: str) -> Iterator[tuple[int, int]]:
    """The parts of a content that are text; everything else is markup.

    `opens`: the block whose first content it is (`list_item`, `blockquote`), or empty.

    >>> list(texts("[x] Take it daily", "list_item"))
    [(4, 17)]
    """
    start = 0
    if opens == "list_item" and (found := _TASK.match(content)):
        start = found.end()
    elif opens == "blockquote" and (found := _ALERT.match(content)):
        start = found.end()
        title = content.find("\n", start)
        if not found.group().endswith("\n") and title >= 0:  # a title of its own behind the mark
            yield start, title
            start = title + 1
    for found in _CONTAINER.finditer(content, start):
        if found.start() > start:
            yield start, found.start() - 1
        title_group = 1 if found.group(1) else 2
        if (found.group(title_group) or "").strip():
            yield found.span(title_group)
        start = min(found.end() + 1, len(content))
    if start < len(content):
        yield start, len(content)
