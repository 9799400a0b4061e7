"""What a word of a term may look like in a text: its inflected forms and what they can be.

A reading is a set of bits: one for each case in each of four groups (three genders of the
singular, the plural), so that an adjective agrees with a noun when their sets meet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
GROUPS = ("masc", "femn", "neut", "plur")

ANY = (1 << len(CASES) * len(GROUPS)) - 1
"""Every case, gender and number: a word that is not inflected agrees with all."""
KNOWN = ANY + 1
"""Bit of a form that the dictionary holds: its `ё` is where it must be."""
ALIKE = KNOWN << 1
"""Bit of a form that is written with letters of the other alphabet that look alike."""


def bit(case: str, group: str) -> int:
    """The bit of one case in one gender of the singular, or in the plural (`plur`)."""
    return int(1 << CASES.index(case) * len(GROUPS) + GROUPS.index(group))


def of_case(case: str) -> int:
    """All bits of a case."""
    return sum(bit(case, group) for group in GROUPS)


def same_cases(reading: int) -> int:
    """A reading in whatever gender and number, its cases kept."""
    return sum(of_case(case) for case in CASES if reading & of_case(case))


_COUNTED = bit("gent", "plur")
_COUNT = bit("gent", "masc") | bit("gent", "femn") | bit("gent", "neut")


def agree(modifier: int, noun: int) -> bool:
    """Whether an adjective and a noun can stand together; `два мягких сыра` does too."""
    return bool(modifier & noun & ANY) or bool(modifier & _COUNTED and noun & _COUNT)


@dataclass(frozen=True, slots=True)
class Inflected:
    """One word of a term with all its inflected forms."""

    key: str
    """Names the set of forms: two words with the same key have the same forms."""
    forms: Mapping[str, int]
    """Readings by form, in lower case."""
    cases: int = ANY
    """Readings that the term allows here: `артерий` of `кальцификация артерий` stays in the genitive."""
    agrees: bool = False
    """Whether it agrees with the head, as the adjectives before it do."""
    head: bool = False


def unchanging(word: str) -> Inflected:
    """A word that has this form only."""
    return Inflected(f"={word}", {word: ANY | KNOWN})
