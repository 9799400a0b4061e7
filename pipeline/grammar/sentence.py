"""A Russian sentence as words with their readings, and which of them form a noun phrase."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.grammar.readings import Reading, readings
from pipeline.model import Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![\w])|[^\W_]+(?:[-‑'’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int
    gap: str
    """What stands between it and the word before, all of the beginning for the first."""

    @property
    def readings(self) -> tuple[Reading, ...]:
        return readings(self.text)

    @property
    def lower(self) -> str:
        return self.text.lower()

    def is_pos(self, *parts_of_speech: str) -> bool:
        """Whether its likeliest reading is one of these."""
        found = self.readings
        return bool(found) and found[0].pos in parts_of_speech

    def first(self, *parts_of_speech: str) -> Reading | None:
        """Its likeliest reading of these parts of speech."""
        return next((r for r in self.readings if r.pos in parts_of_speech), None)

    @property
    def joined(self) -> bool:
        """Whether nothing but white space parts it from the word before."""
        return bool(self.gap) and not self.gap.strip(' \u00a0\t«»„“”"')


@dataclass(frozen=True, slots=True)
class Noun:
    """What other words agree with."""

    case: str
    number: str
    gender: str
    """Empty where it is not known."""
    animate: bool

    def takes(self, word: Reading) -> bool:
        """Whether an adjective in any form, or a verb, agrees."""
        if word.case and word.case != self.case:
            return False
        if word.number and word.number != self.number:
            return False
        return not (word.gender and self.number == "sing") or word.gender == self.gender

    @property
    def grammemes(self) -> tuple[str, ...]:
        return (self.number, self.gender) if self.number == "sing" else (self.number,)


def noun_of(reading: Reading) -> Noun:
    return Noun(reading.case, reading.number, reading.gender, bool(reading.animate))


class Sentence:
    """Words of a text in their order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        position = 0
        for found in _WORD.finditer(text):
            self.words.append(Word(found.group(), found.start(), found.end(), text[position : found.start()]))
            position = found.end()

    def within(self, span: Span) -> tuple[int, int]:
        """Indices of the first word that a stretch touches and of the first behind it."""
        touched = [i for i, w in enumerate(self.words) if w.start < span.end and span.start < w.end]
        if touched:
            return touched[0], touched[-1] + 1
        behind = next((i for i, w in enumerate(self.words) if w.start >= span.end), len(self.words))
        return behind, behind

    def agreeing_before(self, index: int, nouns: Iterable[Noun]) -> int:
        """Where the row of adjectives that stand before a word and agree with one of its readings begins."""
        wanted = tuple(nouns)
        start = at = index
        while at > 0 and self.words[at].joined:
            at -= 1
            word = self.words[at]
            if any(_may_belong(a, wanted) for a in word.readings):
                start = at
            elif not word.is_pos("ADVB", "PRCL") and not (word.lower in ("и", "или") and start == at + 1):
                break
        return start


def _may_belong(adjective: Reading, nouns: tuple[Noun, ...]) -> bool:
    """Gender does not count, as the noun may be a wrong one; but a participle may have the noun as its object."""
    if not adjective.is_adjective:
        return False
    if adjective.has("actv") and adjective.has("tran"):
        return any(agree(adjective, noun) for noun in nouns)
    return any((adjective.case, adjective.number) == (noun.case, noun.number) for noun in nouns)


def agree(adjective: Reading, noun: Noun) -> bool:
    """Whether an adjective may belong to a noun."""
    if (adjective.case, adjective.number) != (noun.case, noun.number):
        return False
    if adjective.number == "sing" and adjective.gender and adjective.gender != noun.gender:
        return False
    if adjective.case == "accs" and adjective.animate is not None:
        return adjective.animate == noun.animate
    return True
