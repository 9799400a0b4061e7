"""Repeated noun phrases of Russian, by lemma (`боковая цепь`), and words that no dictionary knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from pipeline.glossary.suggestions.base import PHRASE, WORD, Occurrence, Passage, is_open
from pipeline.glossary.suggestions.stop_words import RUSSIAN
from pipeline.grammar.russian import analyzer
from pipeline.model import Span

LONGEST = 4
_TOKEN = re.compile(r"[А-Яа-яЁё]+(?:[-‑][А-Яа-яЁё]+)*|[A-Za-z][A-Za-z\d]*(?:-[A-Za-z\d]+)*")
_LATIN = re.compile(r"[A-Za-z]")


@lru_cache(maxsize=100_000)
def _parses(word: str) -> tuple[Any, ...]:
    return tuple(analyzer().parse(word))


def russian(passages: Sequence[Passage]) -> Iterator[Occurrence]:
    """Adjectives with their noun, and nouns with what depends on them in the genitive."""
    seen = frozenset(word.lower() for passage in passages for word in _TOKEN.findall(passage.text))
    for passage in passages:
        for words in _chunks(passage.text):
            for first in range(len(words)):
                yield from _word(passage, words[first], seen)
                yield from _phrases(passage, words[first : first + LONGEST])


def _chunks(text: str) -> Iterator[list[re.Match[str]]]:
    chunk: list[re.Match[str]] = []
    for word in _TOKEN.finditer(text):
        if chunk and text[chunk[-1].end() : word.start()] not in (" ", "\u00a0"):
            yield chunk
            chunk = []
        chunk.append(word)
    yield chunk


def _word(passage: Passage, word: re.Match[str], seen: frozenset[str]) -> Iterator[Occurrence]:
    """A noun in lower case that is in no dictionary: a term, most likely."""
    text = word.group()
    if not text.islower() or len(text) < 5 or _LATIN.match(text) or analyzer().word_is_known(text):
        return
    noun = next((p for p in _parses(text) if p.tag.POS == "NOUN" and "inan" in p.tag), None)
    if noun and is_open(passage, *word.span(), 5):
        lemma = noun.normal_form
        # `кортизола` is guessed to be a nominative; where `кортизол` stands too, it is a genitive.
        lemma = lemma[:-1] if lemma.endswith("а") and lemma[:-1] in seen else lemma
        yield Occurrence(passage, Span(*word.span()), WORD, (lemma,), lemma)


def _phrases(passage: Passage, words: Sequence[re.Match[str]]) -> Iterator[Occurrence]:
    """All phrases that begin with the first word: (adjective)* noun, then ((adjective)* noun) in the genitive.

    A name in Latin letters (`K`, `MGP`) stands for a noun in the genitive.
    """
    texts = [_spelled(word) for word in words]
    head = next((i for i, text in enumerate(texts) if not _adjective(text)), len(texts))
    noun = _noun(texts, head)
    if noun is None:
        return
    ends = [head] if head else []
    ends += [i for i in range(head + 1, len(texts)) if _is_genitive_tail(texts[head + 1 : i + 1])]
    for last in ends:
        start, end = words[0].start(), words[last].end()
        lemmas = tuple(_lemma(text) for text in texts[: last + 1])
        if lemmas[0] not in RUSSIAN and lemmas[-1] not in RUSSIAN and is_open(passage, start, end, 3):
            text = _normal(texts[: last + 1], head, noun)
            yield Occurrence(passage, Span(start, end), PHRASE, lemmas, text, noun.tag.number == "plur")


def _spelled(word: re.Match[str]) -> str:
    """In lower case where a sentence begins, else as it stands."""
    return word.group().lower() if word.start() == 0 else word.group()


def _adjective(word: str) -> Any:
    """Its likeliest reading as an adjective, if it is one; pronouns and ordinals are none."""
    parse = _parses(word)[0]
    is_one = parse.tag.POS in ("ADJF", "PRTF") and not {"Apro", "Anum"} & set(parse.tag.grammemes)
    return parse if is_one and parse.normal_form not in RUSSIAN else None


def _noun(texts: Sequence[str], head: int) -> Any:
    """The head's reading that agrees with the adjectives before it; None if there is none."""
    if head >= len(texts) or len(texts[head]) < 3 or _LATIN.match(texts[head]):
        return None  # two letters: prepositions, which the dictionary also has as names of letters
    for parse in _parses(texts[head]):
        if parse.tag.POS == "NOUN" and not {"Name", "Surn", "Patr"} & set(parse.tag.grammemes):
            if all(_agrees(text, parse.tag) for text in texts[:head]):
                return parse
        elif parse.score > 0.6:
            return None
    return None


def _agrees(adjective: str, noun: Any) -> bool:
    return any(
        p.tag.POS in ("ADJF", "PRTF")
        and p.tag.case == noun.case
        and p.tag.number == noun.number
        and (noun.number == "plur" or p.tag.gender == noun.gender)
        for p in _parses(adjective)
    )


def _is_genitive_tail(texts: Sequence[str]) -> bool:
    """Adjectives and a noun in the genitive, or several of these, or a name in Latin letters."""
    if _LATIN.match(texts[-1]):
        return len(texts) == 1 or _is_genitive_tail(texts[:-1])
    tags = [next((p.tag for p in _parses(text)[:3] if p.tag.case == "gent"), None) for text in texts]
    parts = [tag.POS if tag and len(text) > 2 else "" for tag, text in zip(tags, texts, strict=True)]
    return parts[-1] == "NOUN" and all(part in ("NOUN", "ADJF", "PRTF") for part in parts)


def _lemma(word: str) -> str:
    adjective = _adjective(word)
    if adjective:
        return str(adjective.normal_form)
    nouns = (p for p in _parses(word) if p.tag.POS == "NOUN")
    return str(next(nouns, _parses(word)[0]).normal_form)


def _normal(texts: Sequence[str], head: int, noun: Any) -> str:
    """The phrase in the nominative of its number; what depends on the noun stays as it is."""
    number = noun.tag.number or "sing"
    made = []
    for text in texts[:head]:
        wanted = {"nomn", number} | ({noun.tag.gender} if number == "sing" and noun.tag.gender else set())
        fitting = [p for p in _parses(text) if p.tag.POS in ("ADJF", "PRTF")]
        made.append(_inflected(text, fitting[0], wanted) if fitting else text)
    return " ".join([*made, _inflected(texts[head], noun, {"nomn", number}), *texts[head + 1 :]])


def _inflected(text: str, parse: Any, wanted: set[str]) -> str:
    shown = parse.inflect(wanted)
    word = shown.word if shown else text
    return word[:1].upper() + word[1:] if text[:1].isupper() else word
