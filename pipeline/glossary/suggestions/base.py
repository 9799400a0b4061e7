"""What the finders of candidates share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Span

ACRONYM, NAME, PHRASE, WORD = "acronym", "name", "phrase", "word"
"""Kinds of candidates; a `word` is one that the dictionary does not know."""

_JOINING = frozenset(
    {"a", "an", "and", "by", "for", "in", "of", "the", "to", "with", "в", "и", "на", "с", "при", "по"}
)
_PIECE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment of an article."""

    article: str
    language: str
    text: str
    """Without tags."""
    covered: tuple[Span, ...] = ()
    """Where terms of the glossary stand, and text that is carried over (numbers, addresses)."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A candidate in a passage."""

    passage: Passage
    span: Span
    kind: str
    key: tuple[str, ...]
    """What its inflections have in common, a string a word."""
    text: str
    """As a glossary would have it."""
    plural: bool = False
    """Whether it stands in the plural, as `text` then does."""


def is_open(passage: Passage, start: int, end: int, least: int = 1) -> bool:
    """Whether a stretch says something that no concept covers, and cuts through none.

    `least`: letters that the uncovered words must have together; joining words do not count.
    """
    position, open_text = start, ""
    for span in passage.covered:
        if span.end <= start or span.start >= end:
            continue
        if span.start < start or span.end > end:
            return False
        open_text += passage.text[position : span.start] + " "
        position = span.end
    words = _PIECE.findall(open_text + passage.text[position:end])
    return sum(len(word) for word in words if word.lower() not in _JOINING) >= least
