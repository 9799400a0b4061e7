"""What the articles of one language are made of: `ru.toml`, `en.toml` and `zh.toml`."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

_STRIDE = 1_000_003
"""A prime: successive sentences of a template differ in all of their slots."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates with slots (`{food}`), and what may stand in the slots."""

    joiner: str
    """Between the sentences of a paragraph."""
    titles: Sequence[str]
    headings: Sequence[str]
    sentences: Sequence[str]
    items: Sequence[str]
    """Of lists, shorter than sentences."""
    slots: Mapping[str, Sequence[str]]


@cache
def phrases_of(language: str) -> Phrases:
    data = tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text(encoding="utf-8"))
    numbers = {
        name: [str(n) for n in range(first, last + 1, step)]
        for name, (first, last, step) in data.pop("numbers").items()
    }
    return Phrases(slots={**data.pop("slots"), **numbers}, **data)


class Texts:
    """An endless row of texts from templates; none is said twice while its slots allow it."""

    def __init__(self, templates: Sequence[str], slots: Mapping[str, Sequence[str]]) -> None:
        self._templates = [(text, _names(text)) for text in templates]
        self._slots = slots

    def text(self, number: int) -> str:
        """The text of a number; the same at each call."""
        template, names = self._templates[number % len(self._templates)]
        kinds = [self._slots[name.rstrip("0123456789")] for name in names]
        at = number // len(self._templates) * _STRIDE % math.prod(map(len, kinds))
        chosen: dict[str, str] = {}
        for name, kind in zip(names, kinds, strict=True):
            at, index = divmod(at, len(kind))
            chosen[name] = kind[index]
        return template.format_map(chosen)

    def starting_at(self, number: int) -> Iterator[str]:
        while True:
            yield self.text(number)
            number += 1


def _names(template: str) -> tuple[str, ...]:
    """Names of a template's slots, each once; `food2` is a second one of the kind `food`."""
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(template) if name))
