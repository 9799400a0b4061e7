"""What changed between two texts: words, in Chinese characters; a tag is one thing."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from pipeline.languages import HAN

_UNITS = re.compile(rf"</?(?:[a-z][0-9]+|sub|sup)/?>|[{HAN}]|[^\W_]+|\s+|.", re.DOTALL)

Kind = Literal["same", "old", "new"]


class Part(NamedTuple):
    """A stretch that both texts have, or one of them."""

    kind: Kind
    text: str


def difference(old: str, new: str) -> tuple[Part, ...]:
    """Both texts as one: what stayed, what the old one had, what the new one has."""
    before = [found.group() for found in _UNITS.finditer(old)]
    after = [found.group() for found in _UNITS.finditer(new)]
    parts: list[Part] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(Part("same", "".join(before[i:j])))
            continue
        if i < j:
            parts.append(Part("old", "".join(before[i:j])))
        if k < m:
            parts.append(Part("new", "".join(after[k:m])))
    return _joined(parts)


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """With changes that only a space parts taken together: a changed phrase is read as one."""
    made: list[Part] = []
    for part in parts:
        made.append(part)
        while len(made) >= 3 and _is_gap(made):
            made[-3:] = [Part(made[-1].kind, made[-3].text + made[-2].text + made[-1].text)]
    return tuple(made)


def _is_gap(parts: list[Part]) -> bool:
    one, gap, two = parts[-3:]
    return one.kind == two.kind != "same" and gap.kind == "same" and gap.text.isspace()
