"""What belongs to a clause of a Russian sentence: its verb, its prepositions, its numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.grammar.government import PREPOSITIONS, numeral_slot
from pipeline.grammar.readings import Reading
from pipeline.grammar.sentence import Word
from pipeline.languages import word_set

FINITE = ("VERB", "INFN", "GRND")
"""Parts of speech that make a clause."""
AGREEING = ("VERB", "PRTS", "ADJS")
"""Parts of speech of a predicate that agrees with its subject."""
JOINING = word_set("и или либо а также ни")
_OPENING = word_set("что чтобы если когда который которая которое которые поскольку хотя пока где как чем")
_IMPERSONAL = word_set("можно нельзя нужно надо необходимо")
_BORDER = re.compile(r"[,;:.!?()—–]|\s-\s")
_REACH = 6
"""Words behind a phrase among which its verb is looked for."""


def clause_before(words: list[Word], at: int) -> Iterator[int]:
    """Indices from `at` leftwards to the border of the clause."""
    for index in range(at, -1, -1):
        if words[index].lower in _OPENING:
            return
        yield index
        if _BORDER.search(words[index].gap):
            return


def verb_behind(words: list[Word], last: int) -> Reading | None:
    """A verb, or a short adjective or participle, behind the phrase in its clause."""
    for word in words[last : last + _REACH]:
        if _BORDER.search(word.gap) or word.lower in JOINING or word.lower in _OPENING:
            return None
        if word.lower in _IMPERSONAL and any(map(_is_infinitive, words[last : last + _REACH])):
            return word.first("PRED")
        if word.is_pos(*AGREEING, "PRED") and (predicate := word.first(*AGREEING)):
            return predicate
    return None


def _is_infinitive(word: Word) -> bool:
    return word.is_pos("INFN") and not word.first("NOUN")


def takes_object(word: Word) -> bool:
    """Whether a verb form or participle has an object in the accusative, by any likely reading."""
    return any(r.has("tran") and not r.has("pssv") for r in word.readings[:3] if r.pos in (*FINITE, "PRTF"))


def preposition_of(words: list[Word], at: int) -> str:
    """The preposition of the phrase whose noun stands at `at`; empty if there is none."""
    while at > 0 and words[at].joined:
        at -= 1
        if words[at].lower in PREPOSITIONS:
            return words[at].lower
        if not words[at].is_pos("ADJF", "PRTF"):
            return ""
    return ""


def numeral_before(words: list[Word], first: int) -> tuple[str, str] | None:
    """Case and number that a numeral in digits right before the phrase asks for; None without one."""
    if not 0 < first < len(words) or not words[first].joined:
        return None
    slot = numeral_slot(words[first - 1].text)
    if slot is None or first < 2 or not words[first - 1].joined:
        return slot
    # `с 5 витаминами`: the preposition's case, unless the numeral itself is the object.
    cases = PREPOSITIONS.get(words[first - 2].lower, ())
    if cases and cases[0] in ("datv", "ablt", "loct"):
        return cases[0], "sing" if slot == ("nomn", "sing") else "plur"
    return slot
