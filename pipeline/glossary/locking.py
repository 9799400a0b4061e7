"""Placeholders for what an engine must not touch, and restoring them.

All placeholders are restored in one pass, tolerant of added spaces and changed case; if each
did not come back exactly once, nothing is restored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Span

STYLES = ("XT{}X", "T{}T", "[{}]", "{{{}}}")
"""What placeholders look like; `{}` is their number. Which survives best depends on the package."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders."""

    text: str
    values: tuple[str, ...]
    """What each placeholder stands for, in the target language."""
    style: str
    target: str


def mask(
    text: str, replacements: Sequence[tuple[Span, str]], *, target: str, style: str = STYLES[0]
) -> Masked | None:
    """Replace spans, in order and not overlapping, by placeholders; None if the text holds such a thing itself."""
    if _pattern(style).search(text):
        return None
    parts: list[str] = []
    position = 0
    for number, (span, _) in enumerate(replacements):
        parts += [text[position : span.start], style.format(number)]
        position = span.end
    return Masked(
        "".join([*parts, text[position:]]), tuple(value for _, value in replacements), style, target
    )


def _pattern(style: str) -> re.Pattern[str]:
    before, after = style.format("\0").split("\0")

    def spaced(text: str) -> str:
        return r"\s*".join(re.escape(c) for c in text)

    return re.compile(rf"{spaced(before)}\s*(\d+)\s*{spaced(after)}", re.IGNORECASE)


def unmask(translation: str, masked: Masked) -> str | None:
    """The translation with all placeholders restored; None unless each came back exactly once."""
    pattern = _pattern(masked.style)
    numbers = [int(found.group(1)) for found in pattern.finditer(translation)]
    if sorted(numbers) != list(range(len(masked.values))):
        return None
    restored = pattern.sub(lambda found: masked.values[int(found.group(1))], translation)
    if masked.target == "zh":
        restored = re.sub(r"(?<=[\u3400-\u9fff]) +(?=\w)|(?<=\w) +(?=[\u3400-\u9fff])", "", restored)
    return restored
