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
_RUSSIAN_ENDING = re.compile(r"(?:[аеиоуыьйюя]|[ая]м|[ая]ми|[ая]х|[оеы]м|[ое]в)$")
_PARTICIPLE = re.compile(r"(.{4,}[аея]н)(?:н(?:[ыо]й|ая|ое|ые|ого|ому|ую|ыми?|ых|ом)|[аоы])?$")
"""In full or short: обызвествлённый, обызвествлены."""
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "broke": "break",
    "broken": "break",
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
        # What the dictionary does not know (микробиота) it takes for forms of other words, so stems count too.
        stem = _RUSSIAN_ENDING.sub("", word) + "-"
        participle = _PARTICIPLE.match(word)
        stems = {word, stem, participle.group(1) + "+"} if participle else {word, stem}
        return frozenset(stems | {p.normal_form.replace("ё", "е") for p in dictionary().parse(word)})
    # British and American spelling are one: anaemia, mineralisation, colour.
    word = re.sub(r"is(?=ation|e[sd]?$|ing$)", "iz", re.sub(r"ae|oe", "e", word))
    word = re.sub(r"(?<=...)our(?=s?$)", "or", word)
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
