"""The translation of a sentence in which only numbers changed, with the same numbers changed.

«Нужно 90 мкг.» -> «Нужно 120 мкг.»      “Adults need 90 mcg.” -> “Adults need 120 mcg.”

In doubt nothing is proposed: the words around must be the same, each number that changed must stand in the
translation as often as in the source, and changing it back must give the translation as it was.
"""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.statements.digits import Digits, digit_runs

_INTEGER = re.compile(r"\d{1,4}")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")


def renumbered(old: str, new: str, translation: str, source: str, target: str) -> str | None:
    """A translation of `old` into one of `new`; None where it cannot be told."""
    made = _renumbered(old, new, translation, source, target)
    if made is None or _renumbered(new, old, made, source, target) != translation:
        return None
    return made


def _renumbered(old: str, new: str, translation: str, source: str, target: str) -> str | None:
    changes = _changes(old, new, source, target)
    if not changes:
        return None
    runs = list(digit_runs(translation, target))
    before = [run.value for run in digit_runs(old, source)]
    if any(sum(run.value == value for run in runs) != before.count(value) for value in changes):
        return None
    for run in reversed(runs):
        if run.value in changes:
            start, end = run.span
            translation = translation[:start] + changes[run.value] + translation[end:]
    return translation


def _changes(old: str, new: str, source: str, target: str) -> dict[Decimal, str] | None:
    """Values that changed, with what stands in their place in the target language; None if more changed."""
    olds, news = list(digit_runs(old, source)), list(digit_runs(new, source))
    if len(olds) != len(news) or _around(old, olds) != _around(new, news):
        return None
    made: dict[Decimal, str] = {}
    for one, other in zip(olds, news, strict=True):
        if any(run.special or run.part or run.doubtful for run in (one, other)):
            return None
        written = _written(new[slice(*other.span)], target)
        if written is None or made.setdefault(one.value, written) != written:
            return None
    same = {one.value for one, other in zip(olds, news, strict=True) if one.value == other.value}
    return {value: written for value, written in made.items() if value not in same}


def _around(text: str, runs: list[Digits]) -> list[str]:
    """The text between the numbers."""
    starts = [0, *(run.span.end for run in runs)]
    ends = [*(run.span.start for run in runs), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _written(number: str, target: str) -> str | None:
    """A number as the target language writes it; None for what is not a plain integer or decimal."""
    if _INTEGER.fullmatch(number):
        return number
    if found := _DECIMAL.fullmatch(number):
        return f"{found[1]}{',' if target == 'ru' else '.'}{found[2]}"
    return None
