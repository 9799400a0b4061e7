"""Units of the memory, and matches of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """A text and its translation."""

    source_language: str
    target_language: str
    source: str
    """With its tags."""
    target: str
    kind: str = ""
    """Kind of block; empty where it is not known."""
    before: str | None = None
    """The segment before it in its article, empty if it is the first; None where its place is not known."""
    after: str | None = None
    approved: bool = False
    """Whether a person approved it in this workspace."""
    date: str = ""
    origin: str = ""
    """Catalogue or file that it is from."""


@dataclass(frozen=True, slots=True)
class Match:
    """A unit that was found for a text."""

    unit: Unit
    percent: int
    """100: the same text; 99: the same words, written or inflected in another way."""
    reverse: bool = False
    """Whether it was translated in the other direction; `unit` is turned round then, as the text asks."""
    pivot: str = ""
    """The text in a third language that links both; empty for a direct unit."""
    via: str = ""
    """The third language; empty for a direct unit."""
    same_place: bool = False
    """Whether kind and both neighbours are the same too."""


def rank(match: Match) -> tuple[object, ...]:
    """Sorts the most useful match first: percent, place, approval, direction, the newest."""
    newest = tuple(-ord(c) for c in match.unit.date)
    return -match.percent, not match.same_place, not match.unit.approved, match.reverse, newest


def text_hash(text: str) -> int:
    """63 bits of a text."""
    data = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") >> 1
