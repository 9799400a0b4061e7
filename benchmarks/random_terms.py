"""Random terms, as in WMT's terminology task: words of the text with what the reference has for them.

They are no terms: ordinary words that the engine would translate in its own way. A lock that
keeps them too does not depend on the terms being rare names.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from benchmarks.edits import Linked
from benchmarks.russian import noun
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.matching import TermBase
from pipeline.model import Span

LEAST, MOST = 2, 25
"""How often a word must, and may, stand in the texts."""
SHARE = 0.4
"""Least share of a word's occurrences in which it is linked with its translation."""
_WORDS = {
    "en": re.compile(r"[a-z]{5,}(?<!ing)(?<!ed)(?<!ly)"),
    "ru": re.compile(r"[а-яё]{4,}"),
    "zh": re.compile(r"[\u4e00-\u9fff]{2,4}"),
}


def random_terms(
    pairs: Iterable[tuple[str, Linked]],
    source: str,
    target: str,
    terms: TermBase,
    *,
    count: int,
    seed: int = 1,
) -> Glossary:
    """`count` words of some texts, at most, with their commonest translations, none being a term already.

    Russian words are nouns and in their dictionary form; English ones may be of any kind.
    """
    linked: dict[str, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    for text, said in pairs:
        for here, there in _single(said):
            word = _base(text[here.start : here.end], source)
            if word:
                seen[word] += 1
                if translation := _base(said.text[there.start : there.end], target):
                    linked[word][translation] += 1
    chosen = [
        (word, translations.most_common(1)[0][0])
        for word, translations in sorted(linked.items())
        if LEAST <= seen[word] <= MOST and translations.most_common(1)[0][1] >= SHARE * seen[word]
    ]
    free = [(w, t) for w, t in chosen if not terms.find(w, source) and not terms.find(t, target)]
    random.Random(seed).shuffle(free)  # noqa: S311 - no secret
    concepts = {
        f"random-{n}": Concept(
            f"random-{n}",
            Policy.TRANSLATE,
            {source: Terms(Form(word)), target: Terms(Form(translation))},
        )
        for n, (word, translation) in enumerate(_distinct(free)[:count])
    }
    return Glossary(concepts)


def _single(said: Linked) -> list[tuple[Span, Span]]:
    """Links of words that are linked with one word each."""
    sources = Counter(link.source for link in said.links)
    targets = Counter(link.target for link in said.links)
    return [(s, t) for s, t in said.links if sources[s] == 1 and targets[t] == 1]


def _base(word: str, language: str) -> str:
    """The dictionary form of a word that may be a random term; empty for others."""
    word = word.lower()
    if not _WORDS[language].fullmatch(word):
        return ""
    if language == "ru":
        return noun(word)
    if language == "en" and word.endswith("s"):
        return "" if word.endswith(("ss", "us", "is", "es")) else word[:-1]
    return word


def _distinct(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs whose translation no pair before has, so that one found translation proves one term."""
    taken: set[str] = set()
    made = []
    for word, translation in pairs:
        if translation not in taken:
            taken.add(translation)
            made.append((word, translation))
    return made
