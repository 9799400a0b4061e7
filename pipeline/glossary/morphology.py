"""Keys under which an inflected word is the same word.

Russian words have the dictionary's lemmas (pymorphy3), words that it does not know a stem;
English words their singular. `ё` is `е`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_ENDING = re.compile(
    r"(?:иями|ием|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ов|ев|ей|ой|ий|ый|ые|ая|яя|ое|ее|ую|юю|ым|им|ом|ем|ам|ям|ах|ях|"
    r"ых|их|ия|ию|ие|ии|ировать|ируют|ирует|ировал[аои]?|ы|и|а|я|у|ю|е|о|ь)$"
)
_REFLEXIVE = re.compile(r"(?<=[а-я]{5})с[яь]$")


@lru_cache(maxsize=1)
def _morph() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def russian_keys(word: str) -> tuple[str, ...]:
    """Lemmas of a word in lower case, the likeliest first; a stem for words that no dictionary knows."""
    word = word.replace("ё", "е")
    if not re.fullmatch(r"[а-я]+", word):
        return (word,)
    morph = _morph()
    if not morph.word_is_known(word):
        stem = _ENDING.sub("", _REFLEXIVE.sub("", word))
        return (f"{stem}~",) if len(stem) >= 4 else (word,)
    lemmas = [parse.normal_form.replace("ё", "е") for parse in morph.parse(word)[:4]]
    return tuple(dict.fromkeys(lemmas))


_IRREGULAR = {"women": "woman", "men": "man", "children": "child", "feet": "foot", "teeth": "tooth"}


@lru_cache(maxsize=200_000)
def english_keys(word: str) -> tuple[str, ...]:
    """A word in lower case and its singular."""
    keys = [_IRREGULAR.get(word, word)]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        keys.append(word[:-1])
        if word.endswith("ies"):
            keys.append(word[:-3] + "y")
        elif word.endswith("es"):
            keys.append(word[:-2])
    elif len(word) > 4 and word.endswith("is"):
        keys.append(word[:-2] + "es")
    return tuple(keys)


def keys(word: str, language: str) -> tuple[str, ...]:
    """Keys of a lower-case word; two words are forms of one if they share a key."""
    if language == "ru":
        return russian_keys(word)
    return english_keys(word) if language == "en" else (word,)
