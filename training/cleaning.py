"""Which pairs of the corpus are fit to learn from."""

from __future__ import annotations

import re
import unicodedata

MOST_WORDS = 60
"""Longest English side, in words."""
_CODE = re.compile(
    r"[{}$\\`|<>^~@=]|://|\w\(|\)\.|::|->|--|\w_\w|\b_|%[sdn\d]|&\w|(?:^|\s)/\w|\w/\w+/|[a-z][A-Z][a-z]|\w\.\w{2,4}\b(?!\.)"
)
_LETTERS = {
    "en": re.compile(r"[A-Za-z]"),
    "ru": re.compile(r"[А-Яа-яЁё]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"\d+")
_LEAST_SHARE = {"en": 0.9, "ru": 0.6, "zh": 0.5}
_CHARACTERS = {"ru": (0.55, 2.0), "zh": (0.12, 0.85)}
"""Bounds of the length of a text in characters over that of its English side."""
_LATIN_WORD = 4
"""Latin letters that count as one Chinese character."""


def normalised(text: str) -> str:
    """The text in NFC, its white space single."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def is_fit(english: str, other: str, language: str) -> bool:
    """Whether a pair is prose or a term on both sides, in the right scripts, of like length and numbers."""
    if not english or not other or english == other:
        return False
    if len(english.split()) > MOST_WORDS or _CODE.search(english) or _CODE.search(other):
        return False
    if _share(english, "en") < _LEAST_SHARE["en"] or _share(other, language) < _LEAST_SHARE[language]:
        return False
    return _like_length(len(english), len(other), language) and _like_numbers(english, other)


def _share(text: str, language: str) -> float:
    """Share of the language's own letters among all; 0 without any."""
    own = len(_LETTERS[language].findall(text))
    foreign = len(_LETTER.findall(text)) - own
    if language == "zh":
        foreign //= _LATIN_WORD
    return own / (own + foreign) if own else 0.0


def _like_length(english: int, other: int, language: str) -> bool:
    least, most = _CHARACTERS[language]
    return least * english - 6 <= other <= most * english + 12


def _like_numbers(english: str, other: str) -> bool:
    """Whether long numbers are the same; short ones may be words on one side."""
    first, second = (sorted(n for n in _NUMBER.findall(t) if len(n) > 1) for t in (english, other))
    return first == second or "," in english or "万" in other or "亿" in other
