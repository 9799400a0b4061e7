"""Russian terms: which word leads, which agree with it, and which stay as they are.

минеральная плотность костной ткани     плотность leads, минеральная agrees, the rest keeps its case
препарат, разжижающий кровь             разжижающий agrees behind it
гамма-карбоксилирование, Gla-белок      the last part leads
БАД, MGP, K2                            abbreviations may have an ending, foreign letters have none
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.glossary.concepts import Form
from pipeline.grammar.features import ANY, Inflected, agree, of_case, unchanging
from pipeline.grammar.russian import (
    abbreviation,
    adjective,
    by_ending,
    dependent,
    noun,
    parses,
    reading_of,
    verb,
)

_RUSSIAN = re.compile(r"[а-яё]+")


def inflected(
    words: Sequence[str], written: Sequence[str], joined: Sequence[bool], form: Form
) -> list[Inflected]:
    """The words of a term, in lower case, as they may stand in a text.

    `written`: as the term has them; `joined`: whether a hyphen follows.
    """
    fixed = [not _RUSSIAN.fullmatch(word) or (len(word) == 1) for word in words]
    shorts = [len(w) > 1 and w.isupper() for w in written]
    open_words = [i for i in range(len(words)) if not fixed[i] and not shorts[i] and not _is_adverb(words[i])]
    head = _head(words, joined, open_words, form)
    made: list[Inflected] = []
    for index, word in enumerate(words):
        if fixed[index]:
            made.append(unchanging(word))
        elif shorts[index]:
            made.append(abbreviation(word))
        elif index == head:
            made.append(_as_head(word, form))
        elif index < head:
            made.append(_before_head(word, joined[index]))
        else:
            made.append(_behind_head(word, made[head].forms.get(words[head], 0) if head >= 0 else 0))
    return made


def _head(words: Sequence[str], joined: Sequence[bool], open_words: Sequence[int], form: Form) -> int:
    """The word that the others lean on: the noun behind its adjectives; -1 if no word inflects."""
    if form.pos == "verb":
        return next((i for i in open_words if verb(words[i])), -1)
    if form.pos == "adj":
        return next((i for i in open_words if not joined[i] and adjective(words[i])), -1)
    for index in reversed(open_words):
        leading = noun(words[index], form.gender, form.number, form.like)
        before = [i for i in open_words if i < index and not joined[i]]
        if leading and all(_modifies(words[i], leading.forms.get(words[index], ANY)) for i in before):
            return index
    return open_words[0] if open_words else -1


def _is_adverb(word: str) -> bool:
    return bool(parses(word)[0].tag.POS == "ADVB")


def _modifies(word: str, noun: int) -> bool:
    return any(
        p.tag.POS in ("ADJF", "PRTF") and agree(reading_of(p.tag), noun & of_case("nomn"))
        for p in parses(word)
    )


def _as_head(word: str, form: Form) -> Inflected:
    if form.pos == "verb":
        made = verb(word)
    elif form.pos == "adj":
        made = adjective(word)
    elif form.pos == "adv":
        made = None
    elif form.like or not _is_rather_adjective(word):
        made = noun(word, form.gender, form.number, form.like) or adjective(word) or by_ending(word)
    else:
        made = adjective(word)
    made = made or unchanging(word)
    return Inflected(made.key, made.forms, head=True)


def _is_rather_adjective(word: str) -> bool:
    """Whether the likeliest reading in the nominative is one of an adjective (`недокарбоксилированный`)."""
    nominative = (p.tag.POS for p in parses(word) if "nomn" in p.tag)
    return next((part in ("ADJF", "PRTF") for part in nominative if part in ("NOUN", "ADJF", "PRTF")), False)


def _before_head(word: str, joined: bool) -> Inflected:
    """An adjective that agrees with the head; the first half of a compound may have any form."""
    if joined:
        return noun(word, "", "", "") or unchanging(word)
    made = adjective(word)
    return Inflected(made.key, made.forms, agrees=True) if made else dependent(word)


def _behind_head(word: str, head: int) -> Inflected:
    """What stays in its case, or an adjective that agrees with the head (`препарат, разжижающий кровь`)."""
    nominative = of_case("nomn")
    agreeing = [
        p for p in parses(word) if p.tag.POS in ("ADJF", "PRTF") and reading_of(p.tag) & nominative & head
    ]
    made = adjective(word) if agreeing else None
    return Inflected(made.key, made.forms, agrees=True) if made else dependent(word)
