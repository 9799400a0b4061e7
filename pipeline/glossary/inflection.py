"""A Russian term in the case and number that its place asks for.

    кальцификация коронарных артерий      the head declines, what follows it stays
    биологически активная добавка         adjectives before it agree in case, number, gender, animacy
    K2, MGP, ГАМК                         nothing declines

Only readings in the nominative count: a form that holds none is used as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.glossary.concepts import Form
from pipeline.grammar.declension import AdjectiveSlot, NounForms, adjective_forms, noun_forms
from pipeline.grammar.readings import Reading, is_known, readings

Kind = Literal["noun", "adjective", "short", "verb", "fixed"]
_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
_WORDS = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a term, with its forms if it declines."""

    text: str
    before: str
    """What stands between it and the word before."""
    adjective: Mapping[AdjectiveSlot, str] | None = None
    noun: NounForms | None = None

    def form(self, slot: AdjectiveSlot) -> str:
        case, number, _, _ = slot
        if self.noun:
            return self.noun.forms.get((case, number), self.text)
        return self.adjective.get(slot, self.text) if self.adjective else self.text


@dataclass(frozen=True, slots=True)
class RussianTerm:
    """A form of the glossary, understood."""

    text: str
    kind: Kind
    """What its head is: only a noun is put in the place of a noun, and so on; `fixed` declines nowhere."""
    words: tuple[_Word, ...] = ()
    gender: str = ""
    number: str = "sing"
    """`plur` for a form that is given in the plural."""
    animate: bool = False
    reading: Reading | None = None
    """Of a verb or short form."""

    def noun(self, case: str, number: str) -> str:
        """The term in a case and number; in its own number if it has no other."""
        head = next((word.noun for word in self.words if word.noun), None)
        if head and (case, number) not in head.forms:
            number = head.number
        return self.adjective(case, number, self.gender, self.animate)

    def adjective(self, case: str, number: str, gender: str, animate: bool) -> str:
        """The term in agreement with a noun of that gender."""
        slot = (case, number, gender if number == "sing" else "", animate)
        return "".join(word.before + word.form(slot) for word in self.words)


@lru_cache(maxsize=50_000)
def understand(form: Form) -> RussianTerm:
    """How a form declines."""
    found = list(_WORDS.finditer(form.text))
    texts = [match.group() for match in found]
    gaps = [
        form.text[a:b]
        for a, b in zip([0, *(m.end() for m in found)], [m.start() for m in found], strict=False)
    ]
    tail = form.text[found[-1].end() :] if found else form.text
    adjectives = [_adjective(text) for text in texts]
    nouns = [_noun(text, form, bool(a)) for text, a in zip(texts, adjectives, strict=True)]
    head = _head(texts, nouns, adjectives, form)
    if head is None and (verbal := _verbal(texts, form)):
        return RussianTerm(form.text, "short" if verbal.is_short else "verb", reading=verbal)
    stop = len(texts) if head is None else head
    words = [
        _Word(text, gap, adjectives[i] if i < stop else None, nouns[i] if i == head else None)
        for i, (text, gap) in enumerate(zip(texts, gaps, strict=True))
    ]
    if tail:
        words.append(_Word("", tail))
    if head is not None and (noun := nouns[head]):
        return RussianTerm(form.text, "noun", tuple(words), noun.gender, noun.number, noun.animate)
    return _headless(form, tuple(words), texts)


def _noun(text: str, form: Form, adjective: bool) -> NounForms | None:
    if text.isupper() and len(text) > 1:
        return None  # an abbreviation
    if adjective and not is_known(text) and not form.like:
        return None  # the dictionary guesses persons from participles that it does not know
    number = "plur" if form.number == "pl" else ""
    gender = _GENDERS.get(form.gender, "")
    return noun_forms(text, gender, number, form.like) or noun_forms(text, "", number, form.like)


def _adjective(text: str) -> Mapping[AdjectiveSlot, str]:
    return {} if text.isupper() and len(text) > 1 else adjective_forms(text)


def _head(
    texts: list[str],
    nouns: list[NounForms | None],
    adjectives: list[Mapping[AdjectiveSlot, str]],
    form: Form,
) -> int | None:
    """The noun that declines: the first that is not an adjective of a later one."""
    if form.pos in ("adj", "verb", "adv"):
        return None
    for index, noun in enumerate(nouns):
        is_adjective = bool(adjectives[index]) and (any(nouns[index + 1 :]) or not noun)
        if noun and not is_adjective:
            return index
        if not is_adjective and not _may_precede(texts[index]):
            return None
    return None


def _may_precede(text: str) -> bool:
    """Adverbs (`биологически активная добавка`) and what is not Russian (`Gla белок`)."""
    found = readings(text)
    return not found or any(r.pos == "ADVB" for r in found)


def _verbal(texts: list[str], form: Form) -> Reading | None:
    """The infinitive, or the short adjective, that a form begins with."""
    for reading in readings(texts[0]) if texts and not texts[0].isupper() else ():
        if reading.pos == "INFN" or (reading.is_short and form.pos == "adj"):
            return reading
    return None


def _headless(form: Form, words: tuple[_Word, ...], texts: list[str]) -> RussianTerm:
    """Adjectives without a noun: a noun themselves (`новорождённый`), before a name (`активный MGP`), or just that."""
    inflected = [i for i, word in enumerate(words) if word.adjective]
    if not inflected:
        return RussianTerm(form.text, "fixed")
    last = words[inflected[-1]]
    gender, number = _agreement(last)
    names_follow = inflected[-1] + 1 < len(texts)
    person = (
        form.pos != "adj"
        and not names_follow
        and is_known(last.text)
        and any(r.has("Subx") for r in readings(last.text))
    )
    kind: Kind = "noun" if names_follow or person else "adjective"
    return RussianTerm(form.text, kind, words, gender, number, person and gender != "neut")


def _agreement(word: _Word) -> tuple[str, str]:
    """Gender and number of an adjective in the nominative."""
    for (case, number, gender, _), form in (word.adjective or {}).items():
        if case == "nomn" and form == word.text:
            return gender, number
    return "masc", "sing"
