"""Translations whose terms are wrong on purpose, in the ways in which engines get them wrong.

Each approved term of a human reference is replaced by a synonym that nobody approved, by another
noun, by a transliteration, by the source's own word, or left out. What a term becomes depends on
the seed, the text and the concept alone.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.edits import Edit, Linked, edit
from benchmarks.russian import inflected_like
from pipeline.glossary.matching import TermBase
from pipeline.model import Span, TermMatch

NOUNS = {
    "en": ("lantern", "basket", "mirror", "letter", "bridge", "pillow", "ladder", "cloud"),
    "ru": ("фонарь", "корзина", "зеркало", "письмо", "мост", "подушка", "лестница", "облако"),
    "zh": ("灯笼", "篮子", "镜子", "信件", "桥梁", "枕头", "梯子", "云朵"),
}
_TO_RUSSIAN = str.maketrans("abcdefghiklmnopqrstuvwyz", "абкдефгхиклмнопкрстуввиз") | {
    ord("j"): "дж",
    ord("x"): "кс",
}
_TO_LATIN = str.maketrans("абвгдеёзийклмнопрстуфыэ", "abvgdeezijklmnoprstufye") | {
    ord(letter): latin
    for letter, latin in zip(
        "жхцчшщъьюя", ("zh", "kh", "ts", "ch", "sh", "shch", "", "", "yu", "ya"), strict=True
    )
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """A term of a source and where its translation stands."""

    here: TermMatch
    there: TermMatch
    target: str
    translation: str
    chance: random.Random


@dataclass(frozen=True, slots=True)
class Damage:
    """Makes terms wrong."""

    terms: TermBase
    synonyms: Mapping[str, Mapping[str, str]]
    """Wrong translations by concept and language."""
    seed: int = 1

    def spoil(self, text: str, source: str, target: str, said: Linked) -> Linked:
        """The translation `said` of `text` with each of its approved terms wrong."""
        here = {match.concept: match for match in self.terms.find(text, source)}
        edits = []
        for there in self.terms.find(said.text, target):
            match = here.get(there.concept)
            if match is not None:
                chance = random.Random(f"{self.seed} {text} {target} {match.concept}")  # noqa: S311 - no secret
                wrong = self.wrong(_Spot(match, there, target, said.text, chance))
                edits.append(Edit(there.span, wrong, _linked_source(match, there, said)))
        return edit(said, edits)

    def wrong(self, spot: _Spot) -> str:
        """Words that hold no approved term, of a kind taken by chance out of those that the term allows."""
        kinds: list[Callable[[_Spot], str | None]] = [
            self._synonym,
            self._noun,
            self._transliterated,
            _untranslated,
            _dropped,
        ]
        for kind in spot.chance.sample(kinds, len(kinds)):
            made = kind(spot)
            if made is not None and not self.terms.find(made, spot.target):
                return made
        return ""

    def _synonym(self, spot: _Spot) -> str | None:
        wrong = self.synonyms.get(spot.here.concept, {}).get(spot.target)
        return None if wrong is None else self._inflected(wrong, spot)

    def _noun(self, spot: _Spot) -> str | None:
        return self._inflected(spot.chance.choice(NOUNS[spot.target]), spot)

    def _transliterated(self, spot: _Spot) -> str | None:
        names = self.terms.glossary.concepts[spot.here.concept].terms
        if spot.target == "ru" and "en" in names:
            return names["en"].preferred.text.lower().translate(_TO_RUSSIAN)
        if spot.target == "en" and "ru" in names:
            return names["ru"].preferred.text.lower().translate(_TO_LATIN)
        return None

    def _inflected(self, wrong: str, spot: _Spot) -> str:
        surface = spot.there.surface
        if spot.target == "ru":
            forms = self.terms.glossary.concepts[spot.here.concept].terms["ru"].approved
            bases = {word.lower() for form in forms for word in form.text.split()}
            return inflected_like(wrong, spot.translation, spot.there.span, bases)
        plural = spot.target == "en" and surface.endswith("s") and not surface.endswith(("ss", "is", "us"))
        return f"{wrong}s" if plural else wrong


def _untranslated(spot: _Spot) -> str | None:
    return None if spot.here.surface == spot.there.surface else spot.here.surface


def _dropped(_spot: _Spot) -> str:
    return ""


def _linked_source(here: TermMatch, there: TermMatch, said: Linked) -> Span | None:
    """The source words that the term's words are linked with; None where they are linked with nothing."""
    hit = [
        link.source
        for link in said.links
        if link.target.start < there.span.end and there.span.start < link.target.end
    ]
    if any(s.start < here.span.end and here.span.start < s.end for s in hit):
        return here.span
    return Span(min(s.start for s in hit), max(s.end for s in hit)) if hit else None
