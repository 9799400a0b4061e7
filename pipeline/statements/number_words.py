"""Number words in three languages, and Roman numerals: what may stand for a number written in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.model import Span
from pipeline.statements.chinese_numbers import chinese
from pipeline.statements.counting import Word
from pipeline.statements.english_numbers import english
from pipeline.statements.russian_numbers import russian

_ROMAN = re.compile(
    r"(?<![\w.-])(?=[IVXХ])([XХ]{0,3})(IX|IХ|IV|V?I{0,3})(?![A-Za-z.\d]|[А-Яа-яЁё])|([\u2160-\u216b])"
)
"""To 39; a Cyrillic Х counts as the Latin letter. Ⅱ is a letter of its own."""
_ROMAN_ONES = {
    "": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "IХ": 9,
}  # fmt: skip


def words_with_values(text: str, language: str) -> Iterator[Word]:
    """Number words of a text (month names, ordinals and Roman numerals among them) with their values."""
    yield from {"en": english, "ru": russian, "zh": chinese}[language](text)
    yield from _roman(text, language)


def _roman(text: str, language: str) -> Iterator[Word]:
    for found in _ROMAN.finditer(text):
        if found.group(3):
            value = ord(found.group(3)) - 0x215F
        elif language == "en" and found.group() == "I":  # the pronoun
            continue
        else:
            value = 10 * len(found.group(1)) + _ROMAN_ONES[found.group(2)]
        yield Word(Decimal(value), Span(*found.span()), cardinal=False)
