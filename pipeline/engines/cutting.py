"""Cutting a text that is too long for a model: at sentences, else clauses, else spaces, at last anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# Marks of Latin and Cyrillic text end something only before a space: never inside `1,5`.
_CUTS = (
    re.compile(r"(?<=[.!?…])[\"'»”’)\]]*\s+|(?<=[。！？])[”’』」）]*"),
    re.compile(r"(?<=[,;:])\s+|(?<=[，、；：])|\s+(?=[—–(（])"),
    re.compile(r"\s+"),
)
WINDOW = 4096
"""Characters looked at for one stretch, so that the time for a text grows with its length alone."""


def cut(text: str, fits: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """Stretches that fit, each with its offset; joined they are the text.

    `fits` says whether a stretch is short enough; what is shorter than one that fits, fits.
    A single character is taken as it is.
    """
    start = 0
    while start < len(text):
        end = start + _longest(text[start : start + WINDOW], fits)
        end = end if end == len(text) else start + _cut_before(text[start:end])
        yield start, text[start:end]
        start = end


def _longest(text: str, fits: Callable[[str], bool]) -> int:
    """Length of the longest beginning that fits, at least 1; bisection."""
    if fits(text):
        return len(text)
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(text[:middle]) else (low, middle)
    return low


def _cut_before(text: str) -> int:
    """Where to cut at the latest; the better mark wins unless it leaves a very short stretch."""
    for mark in _CUTS:
        ends = [found.end() for found in mark.finditer(text) if found.end() > len(text) // 3]
        if ends:
            return ends[-1]
    return len(text)
