"""Alignment error rate (Och and Ney 2003) against sentences that were aligned by hand.

`benchmarks/data/gold-alignments.tsv` names rows of a trilingual file and their links: `soft=мягких` is
sure, `the~тканях` possible; `to#2` is the second `to`; words joined by `+` stand together. Marks
are left out of account; Chinese words are compared character by character.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.languages import HAN
from pipeline.model import Link

_LINK = re.compile(r"(\S+?)([=~])(\S+)")
_UNIT = re.compile(rf"[{HAN}]|[^\W\d_{HAN}]+|\d+(?:[.,]\d+)*")
Cells = frozenset[tuple[int, int]]


class Gold(NamedTuple):
    """A pair of sentences aligned by hand."""

    id: str
    source: str
    target: str
    links: str


class Rate(NamedTuple):
    """Precision, recall and error rate, each from 0 to 1."""

    precision: float
    recall: float
    error: float


def read_gold(file: Path) -> list[Gold]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [Gold(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def rate(aligned: Iterable[tuple[Gold, Mapping[str, str], Iterable[Link]]]) -> Rate:
    """The rate of some alignments; each with its gold and its row's texts by language."""
    made = sure = made_possible = made_sure = 0
    for gold, row, links in aligned:
        text, translation = row[gold.source], row[gold.target]
        wanted, allowed = gold_cells(gold, text, translation)
        found = cells(text, translation, links)
        made, sure = made + len(found), sure + len(wanted)
        made_possible += len(found & allowed)
        made_sure += len(found & wanted)
    return Rate(made_possible / made, made_sure / sure, 1 - (made_sure + made_possible) / (made + sure))


def cells(text: str, translation: str, links: Iterable[Link]) -> Cells:
    """Links as pairs of the first characters of words."""
    here, there = _units(text), _units(translation)
    return frozenset(
        (i, j)
        for link in links
        for i in here
        if link.source.start <= i < link.source.end
        for j in there
        if link.target.start <= j < link.target.end
    )


def gold_cells(gold: Gold, text: str, translation: str) -> tuple[Cells, Cells]:
    """Sure links, and possible ones with the sure among them."""
    sure: set[tuple[int, int]] = set()
    possible: set[tuple[int, int]] = set()
    for word, kind, other in _LINK.findall(gold.links):
        pairs = {(i, j) for i in _places(word, text, gold) for j in _places(other, translation, gold)}
        possible |= pairs
        if kind == "=":
            sure |= pairs
    return frozenset(sure), frozenset(possible)


def _places(words: str, text: str, gold: Gold) -> list[int]:
    """First characters of the words that a side of a gold link names; empty for marks."""
    found: list[int] = []
    for word in words.split("+"):
        name, _, number = word.partition("#")
        units = _UNIT.findall(name)
        standing = [
            at
            for at in _units(text)
            if text.startswith(name, at) and (len(units) > 1 or _whole(text, at, name))
        ]
        if units and len(standing) < int(number or 1):
            raise ValueError(f"{gold.id}: {word} does not stand in: {text}")
        if units:
            start = standing[int(number or 1) - 1]
            found += [start + at for at in _units(name)]
    return found


def _whole(text: str, at: int, name: str) -> bool:
    unit = _UNIT.match(text, at)
    return unit is not None and unit.group() == name


def _units(text: str) -> list[int]:
    return [found.start() for found in _UNIT.finditer(text)]
