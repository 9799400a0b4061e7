"""Russian words as the dictionary reads them: what a form may be, and the forms of a word.

Grammemes have OpenCorpora's names (`nomn`, `gent` ...); rare cases count as the usual ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pipeline.grammar.russian import analyzer

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
NUMBERS = ("sing", "plur")
GENDERS = ("masc", "femn", "neut")
_RARE = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}
_PERSONS = frozenset({"Name", "Surn", "Patr"})
_CYRILLIC = re.compile(r"[а-яё]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word."""

    pos: str
    """OpenCorpora's part of speech: `NOUN`, `ADJF`, `PRTF`, `VERB`, `PREP` ..."""
    case: str
    number: str
    gender: str
    animate: bool | None
    """None where the form does not tell."""
    lemma: str
    score: float
    """Probability of the reading, 0 to 1."""
    parse: Any
    """The dictionary's own object, for its other forms."""

    @property
    def is_noun(self) -> bool:
        return self.pos == "NOUN"

    @property
    def is_adjective(self) -> bool:
        """Agrees with a noun in case, number and gender: adjectives, participles, ordinals, pronouns."""
        return self.pos in ("ADJF", "PRTF")

    @property
    def is_short(self) -> bool:
        """A short adjective or participle, which is a predicate: `опасна`, `вызвана`."""
        return self.pos in ("ADJS", "PRTS")

    def has(self, grammeme: str) -> bool:
        return grammeme in self.parse.tag

    @property
    def word(self) -> str:
        """The form that is read, `ё` as the dictionary has it."""
        return str(self.parse.word)

    def inflect(self, *grammemes: str) -> str:
        """Another form of the word, `ё` as the dictionary has it; empty if there is none.

        Of forms that the dictionary takes for equals (`наилучший`, `хороший`) the one that begins alike.
        """
        made = self.parse.inflect(frozenset(grammemes))
        if made is None:
            return ""
        if made.word[:3] == self.word[:3] and (not self.has("Supr") or made.word[:5] == self.word[:5]):
            return str(made.word)
        alike = (
            f
            for f in self.parse.lexeme
            if set(grammemes) <= f.tag.grammemes and f.tag.POS == self.parse.tag.POS
        )
        best = max(alike, key=lambda f: _shared(str(f.word), self.word), default=made)
        return str(best.word)

    def lexeme(self) -> tuple[Reading, ...]:
        """All forms of the word, the usual one first where there are two (`лечение`, `леченье`)."""
        return tuple(_reading(parse) for parse in self.parse.lexeme)


@lru_cache(maxsize=100_000)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word in any case of letters, the likeliest first; none for words that are not Russian.

    Names of persons are left out where the word can be anything else.
    """
    lower = word.lower()
    if not _CYRILLIC.search(lower):
        return ()
    found = [_reading(parse) for parse in analyzer().parse(lower) if parse.tag.POS]
    things = [r for r in found if not any(r.has(kind) for kind in _PERSONS)]
    return tuple(things or found)


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _reading(parse: Any) -> Reading:
    tag = parse.tag
    case = str(tag.case or "")
    return Reading(
        str(tag.POS),
        _RARE.get(case, case),
        str(tag.number or ""),
        "" if "GNdr" in tag else str(tag.gender or ""),
        None if tag.animacy is None else tag.animacy == "anim",
        parse.normal_form,
        float(parse.score),
        parse,
    )


def is_known(word: str) -> bool:
    """Whether the dictionary holds the word and does not guess."""
    return bool(analyzer().word_is_known(word.lower()))
