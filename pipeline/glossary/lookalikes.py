"""Letters that look like those of another alphabet: the Cyrillic К of `К2`, the Latin e of `бeлок`."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = dict(zip("АВЕКМНОРСТХУЅІЈаеорсухіѕј", "ABEKMHOPCTXYSIJaeopcyxisj", strict=True))
_TO_LATIN = str.maketrans(_PAIRS)
_TO_CYRILLIC = str.maketrans({latin: cyrillic for cyrillic, latin in _PAIRS.items()})
_WORD = re.compile(r"[A-Za-zА-Яа-яЁёІіЅѕЈј]+")
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЅѕЈј]")
_LATIN = re.compile(r"[A-Za-z]")
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")


def lookalikes(text: str) -> Iterator[tuple[str, str]]:
    """Words of a term with letters of the wrong alphabet, and the word that is meant.

    Wrong are Latin and Cyrillic letters in one word, a Cyrillic word beside a digit whose letters all look
    Latin (`К2`, `МК-7`; names of substances are Latin), and full-width letters and digits.
    """
    if text.isascii():
        return
    for found in _WIDE.finditer(text):
        yield found.group(), "".join(chr(ord(c) - 0xFEE0) for c in found.group())
    for found in _WORD.finditer(text):
        word = found.group()
        if _CYRILLIC.search(word) and _LATIN.search(word):
            if meant := _one_alphabet(word):
                yield word, meant
        elif all(c in _PAIRS for c in word) and word.isupper():
            digits = re.compile(r"[-‑]?\d+").match(text, found.end())
            if digits:
                yield word + digits.group(), word.translate(_TO_LATIN) + digits.group()


def _one_alphabet(word: str) -> str:
    """The word in the alphabet that most of its letters have; empty if others do not look alike (`Glaбелок`)."""
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    fits = [meant for meant, other in ((latin, _CYRILLIC), (cyrillic, _LATIN)) if not other.search(meant)]
    return max(fits, key=lambda meant: sum(a == b for a, b in zip(meant, word, strict=True)), default="")
