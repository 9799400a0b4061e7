"""Dictionary forms of words, apart from what the product makes of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
)
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
}


@lru_cache(maxsize=1)
def dictionary() -> Any:
    """The Russian dictionary."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=200_000)
def lemmas(word: str) -> frozenset[str]:
    """All that a word may be a form of, in small letters, itself included."""
    word = word.lower().replace("ё", "е")
    if re.match("[а-я]", word):
        return frozenset({word} | {p.normal_form.replace("ё", "е") for p in dictionary().parse(word)})
    ways = {word[: -len(end)] + instead for end, instead in _ENDINGS if word.endswith(end) and len(word) > 4}
    return frozenset({word, _IRREGULAR.get(word, word)} | ways)


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """What a word is likeliest a form of: a Russian word's first reading, an English one's singular."""
    word = word.lower().replace("ё", "е")
    if re.match("[а-я]", word):
        return str(dictionary().parse(word)[0].normal_form).replace("ё", "е")
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return (
            word[:-3] + "y"
            if word.endswith("ies")
            else re.sub(r"(?:(?<=ss)|(?<=x)|(?<=[cs]h))es$|s$", "", word)
        )
    return _IRREGULAR.get(word, word)
