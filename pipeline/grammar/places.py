"""What stands at a place in a Russian sentence, and what may stand there instead.

The words of a wrong translation tell case and number of what replaces them; where their form
is that of several cases, adjectives that agree and the words around decide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.grammar.clauses import numeral_before
from pipeline.grammar.evidence import IMPOSSIBLE, evidence
from pipeline.grammar.government import BY_MEANS
from pipeline.grammar.readings import CASES, NUMBERS, Reading, is_known
from pipeline.grammar.sentence import Noun, Sentence, Word, agree, noun_of
from pipeline.model import Span

_SURE = 1.0
"""How much more the words around ask for another case than that of a word without endings."""
Kind = Literal["noun", "adjective", "short", "verb", "clause", "none"]


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked of a term at a place."""

    kind: Kind
    """Of the word that stands there: `clause` for words with a verb among others, `none` for no Russian word."""
    case: str = "nomn"
    number: str = ""
    """Empty where nothing tells it."""
    reading: Reading | None = None
    """How the word that stands there was read."""
    first: int = 0
    """Index of the first of the words, and of the first behind them."""
    last: int = 0
    gender: str = ""
    """That the words around take for granted, where none of the language stands."""


def read_place(
    sentence: Sentence,
    span: Span,
    *,
    bare: bool = False,
    number: str = "",
    gender: str = "",
    verb: bool = False,
) -> Place:
    """What stands at a stretch of a sentence, or, if that is no word of it (`bare`), what should.

    `number` is the number of the source's word, where it is known: it decides between equals;
    `gender` is that of what is to stand there, which helps to tell a subject;
    `verb`, that a verb is wanted, decides of words that may be a noun too (`извести`, `жил`).
    """
    first, last = sentence.within(span)
    words = sentence.words[first:last]
    kind, head = _head([] if bare else words, verb)
    if kind == "noun":
        return _noun(sentence, first, first + head, last, Noun("", number, gender, animate=False))
    if kind == "none":
        return _empty(sentence, first, last, Noun("", number, gender, animate=False))
    return Place(kind, reading=_first_of(kind, words[head]), first=first, last=last)


def _head(words: Sequence[Word], verb: bool) -> tuple[Kind, int]:
    """What kind of word the others depend on, and its index."""
    verbs = [i for i, w in enumerate(words) if w.is_pos("VERB", "INFN", "GRND")]
    if verb and len(words) == 1 and verbs:
        return "verb", 0
    if any(not any(r.is_noun for r in words[i].readings) for i in verbs):
        return ("verb", 0) if len(words) == 1 else ("clause", verbs[0])
    if len(words) > 1 and _has_object(words[0], words[1]):
        return "clause", 0
    nouns = [i for i, w in enumerate(words) if _is_noun(w)]
    for index in nouns:
        # `больной` before a noun is an adjective, alone a person.
        if index == nouns[-1] or not words[index].is_pos("ADJF", "PRTF"):
            return "noun", index
    for kind, parts in (("adjective", ("ADJF", "PRTF")), ("short", ("ADJS", "PRTS"))):
        for index in range(len(words) - 1, -1, -1):
            if words[index].first(*parts):
                return kind, index  # type: ignore[return-value]
    return "none", 0


def _has_object(word: Word, behind: Word) -> bool:
    """A participle that has what follows as its object belongs to a noun before it: `препараты, разжижающие кровь`."""
    participles = [r for r in word.readings if r.pos == "PRTF" and r.has("actv") and r.has("tran")]
    nouns = [noun_of(r) for r in behind.readings if r.is_noun]
    return bool(participles and nouns) and not any(agree(p, noun) for p in participles for noun in nouns)


def _is_noun(word: Word) -> bool:
    return any(r.is_noun and r.score > 0.05 for r in word.readings) and not word.is_pos(
        "PREP", "CONJ", "PRCL"
    )


def _first_of(kind: Kind, word: Word) -> Reading | None:
    parts = {"adjective": ("ADJF", "PRTF"), "short": ("ADJS", "PRTS")}.get(kind, ("VERB", "INFN", "GRND"))
    return word.first(*parts)


def _noun(sentence: Sentence, first: int, head: int, last: int, wanted: Noun) -> Place:
    """Case and number of the noun at `head`, by its form and what stands around."""
    nouns = [r for r in sentence.words[head].readings if r.is_noun]
    start = min(first, sentence.agreeing_before(head, [noun_of(r) for r in nouns]))
    said = evidence(sentence, start, last)
    slot = numeral_before(sentence.words, start)
    adjectives = sentence.words[start:head]

    def likelihood(reading: Reading) -> float:
        noun = noun_of(reading)
        counted = 3.0 if slot == (noun.case, noun.number) else 0.0
        usual = (
            0.8
            if noun.number == wanted.number
            else 0.2
            if noun.number == "sing" and not wanted.number
            else 0.0
        )
        form = 0.7 * math.log(reading.score + 0.01) + 3.0 * _share(adjectives, noun)
        return form + said.weight(noun) + counted + usual

    best = max(nouns, key=likelihood)
    bare = best.case in ("nomn", "accs") and best.number == "sing" and not is_known(sentence.words[head].text)
    asked = max(said.weights.values()) - max(said.weights["nomn"], said.weights["accs"])
    if said.weights[best.case] <= IMPOSSIBLE or (bare and asked > _SURE):
        # The dictionary guessed the word wrongly, or it is one of another language and has no endings.
        return _empty(sentence, first, last, wanted, head)
    return Place("noun", best.case, best.number, best, first, last)


def _share(adjectives: Sequence[Word], noun: Noun) -> float:
    """How many adjectives before it agree with a noun, those of another gender counted as half, of all."""
    rows = [[a for a in word.readings if a.is_adjective] for word in adjectives]
    rows = [row for row in rows if row]
    full = sum(any(agree(a, noun) for a in row) for row in rows)
    half = sum(any((a.case, a.number) == (noun.case, noun.number) for a in row) for row in rows)
    return (full + half) / (2 * len(rows)) if rows else 0.0


def _empty(sentence: Sentence, first: int, last: int, wanted: Noun, head: int | None = None) -> Place:
    """The case that the words around ask for where none of the language stands.

    `head`: a word that cannot be read; the adjectives before it can.
    """
    words = sentence.words
    start = first
    while 0 < start < len(words) and words[start].joined and _attribute(words[start - 1]):
        start -= 1
    if slot := numeral_before(words, start):
        return Place("none", *slot, None, first, last)
    said = evidence(sentence, start, last)
    adjectives = words[start : first if head is None else head]
    numbers = NUMBERS if adjectives else (wanted.number or "sing",)
    options = [replace(wanted, case=case, number=number) for case in CASES for number in numbers]
    best = max(
        options,
        key=lambda n: (
            said.weight(n, of_words=False)
            + 3.0 * _share(adjectives, n)
            + 0.5 * (n.number == (wanted.number or "sing"))
        ),
    )
    row = (r for word in adjectives for r in word.readings if r.is_adjective)
    attribute = next((r for r in row if (r.case, r.number) == (best.case, best.number)), None)
    number = best.number if adjectives else wanted.number
    verb = said.verb if best.case == "nomn" else None
    gender = attribute.gender if attribute else verb.gender if verb else ""
    return Place("none", best.case, number, attribute, first, last, gender)


def _attribute(word: Word) -> bool:
    """An adjective or participle that belongs to the noun behind it, and has no object there."""
    reading = word.readings[0] if word.readings else None
    if reading is None or not reading.is_adjective or reading.lemma in BY_MEANS:
        return False
    return not (reading.has("actv") and reading.has("tran"))
