"""Texts as the memory compares them: stems, numbers, tags; single characters in Chinese.

«Витамин K2 активирует MGP.»  ->  витамин k2 активир mgp .
“维生素K2激活MGP。”             ->  维 生 素 k2 激 活 mgp 。
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.languages import HAN

_TOKEN = re.compile(rf"</?[a-z][a-z0-9]*/?>|[{HAN}]|\d+(?:[.,]\d+)*|[^\W\d_{HAN}]+\d*|[^\w\s]", re.IGNORECASE)
_RU_ENDING = re.compile(
    r"(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ией|иям|иях|ость|ости|остью|ется|ются|ился|илась|ились|ующ\w{2,3}|"
    r"ировать|ирует|ируют|ировал\w?|ает|ают|яет|яют|ует|уют|ить|ать|ять|еть|ишь|ов|ев|ей|ой|ий|ый|ые|ая|яя|ое|ее|ую|юю|"
    r"ым|им|ом|ем|ам|ям|ах|ях|ых|их|ия|ию|ие|ии|ы|и|а|я|у|ю|е|о|ь|л|ла|ло|ли)$"
)
_EN_ENDING = re.compile(r"(?:ies|ied|ing|ed|es|s|ly|'s|’s)$")
_ENDINGS = {"ru": _RU_ENDING, "en": _EN_ENDING}
LEAST = 3
"""Letters that a stem keeps."""


def tokens(text: str, language: str) -> list[str]:
    """What of a text counts when texts are compared, in order."""
    found = _TOKEN.findall(text.lower())
    return [_stem(token, language) for token in found] if language in _ENDINGS else found


@lru_cache(maxsize=50_000)
def _stem(token: str, language: str) -> str:
    if len(token) <= LEAST or not token[0].isalpha():
        return token
    stem = _ENDINGS[language].sub("", token.replace("ё", "е"))
    return stem if len(stem) >= LEAST else token


def index_terms(found: Sequence[str], language: str) -> list[str]:
    """Words under which a text is looked up: stems and numbers, in Chinese pairs of characters."""
    words = [token for token in found if token[0].isalnum()]
    if language != "zh":
        return list(dict.fromkeys(word for word in words if len(word) > 1))
    pairs = [a + b for a, b in itertools.pairwise(words)]
    return list(dict.fromkeys(pairs or words))
