"""Placeholders for what an engine must not touch, and finding them again.

    Принимайте витамин K2, 100 мкг в день.   ->  Принимайте XT0X, XT1X в день.
    Take XT1X of xt 0 x a day.               ->  each found exactly once, or nothing counts

All are found in one pass over what the engine wrote, tolerant of added spaces, changed case,
full-width and look-alike letters; what is put in their places is never searched again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import is_han
from pipeline.model import Span

STYLES = ("XT{}X", "[{}]", "{{{}}}", "T{}T", "Q{}Q", "#{}#")
"""What placeholders look like; `{}` is their number. Which survives best depends on the package."""
_ALIKE = {
    "X": "XxХхＸｘ", "T": "TtТтＴｔ", "Q": "QqＱｑ", "[": "[［【〔", "]": "]］】〕", "{": "{｛", "}": "}｝", "#": "#＃",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with placeholders."""

    text: str
    values: tuple[str, ...]
    """What each placeholder stands for, in the target language."""
    style: str
    target: str
    places: tuple[Span, ...] = ()
    """Of the placeholders, in `text`."""


def mask(
    text: str, replacements: Sequence[tuple[Span, str]], *, target: str, style: str = STYLES[0]
) -> Masked | None:
    """Replace spans, in order and not overlapping, by placeholders; None if the text holds such a thing itself."""
    if _pattern(style).search(text):
        return None
    made, position = "", 0
    places: list[Span] = []
    for number, (span, _) in enumerate(replacements):
        made += text[position : span.start]
        places.append(Span(len(made), len(made) + len(style.format(number))))
        made += style.format(number)
        position = span.end
    values = tuple(value for _, value in replacements)
    return Masked(made + text[position:], values, style, target, tuple(places))


@lru_cache(maxsize=64)
def _pattern(style: str) -> re.Pattern[str]:
    before, after = style.format("\0").split("\0")
    return re.compile(rf"{_spaced(before)}\s*(\d+)\s*{_spaced(after)}")


def _spaced(text: str) -> str:
    return r"\s*".join(f"[{re.escape(_ALIKE[c])}]" for c in text)


def find_placeholders(translation: str, masked: Masked) -> tuple[Span, ...] | None:
    """Where each placeholder stands; None unless each came back exactly once, whole, and nothing is left of others."""
    found: dict[int, Span] = {}
    for match in _pattern(masked.style).finditer(translation):
        number, span = int(match.group(1)), Span(*match.span())
        if number in found or number >= len(masked.values):
            return None
        if _grown(translation, span) and not _grown(masked.text, masked.places[number]):
            return None
        found[number] = span
    rest = "\n".join(_between(translation, tuple(found.values())))
    if len(found) != len(masked.values) or _leftover(rest, masked):
        return None
    return tuple(found[number] for number in range(len(found)))


def _grown(text: str, span: Span) -> bool:
    """Whether letters or digits grew onto a placeholder (`XT0Xа`); a hyphen and a possessive may."""
    sides = (text[: span.start][-1:], text[span.end :][:1])
    return any(side.isalnum() and not is_han(side) for side in sides)


def _leftover(rest: str, masked: Masked) -> bool:
    """Whether parts of placeholders are left that the source had not: `XT`, `[`, `7 X`."""
    source = "\n".join(_between(masked.text, masked.places))
    before, after = masked.style.format("\0").split("\0")
    patterns = (_part(before, r"\s*\d", ""), _part(after, "", r"\d\s*"))
    return any(len(p.findall(rest)) > len(p.findall(source)) for p in patterns)


def _part(part: str, behind: str, ahead: str) -> re.Pattern[str]:
    """A part of a placeholder by itself; letters only as a word, a single one only beside a digit."""
    if not part.isalpha():
        return re.compile(_spaced(part))
    letter = "[A-Za-zА-Яа-яЁё]"
    if len(part) > 1:
        ahead = behind = ""
    return re.compile(rf"{ahead}(?<!{letter}){_spaced(part)}(?!{letter}){behind}")


def _between(text: str, places: Sequence[Span]) -> Iterator[str]:
    position = 0
    for place in sorted(places):
        yield text[position : place.start]
        position = place.end
    yield text[position:]


def unmask(translation: str, masked: Masked) -> str | None:
    """The translation with each placeholder replaced by its value; None unless each came back exactly once.

    Nothing is inflected; in Chinese no space stays beside a value.
    """
    spans = find_placeholders(translation, masked)
    if spans is None:
        return None
    parts = list(_between(translation, spans))
    made = parts[0]
    for number, behind in zip(sorted(range(len(spans)), key=lambda n: spans[n]), parts[1:], strict=True):
        value = masked.values[number]
        if masked.target == "zh":
            made, behind = _closed(made, value, behind)
        made += value + behind
    return made


def _closed(before: str, value: str, behind: str) -> tuple[str, str]:
    """The texts around a value without the spaces between it and Chinese characters."""
    left, right = before.rstrip(" "), behind.lstrip(" ")
    if is_han(left[-1:]) or is_han(value[:1]):
        before = left
    if is_han(right[:1]) or is_han(value[-1:]):
        behind = right
    return before, behind
