"""Acronyms in any language, and repeated phrases and names of English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.glossary.suggestions.base import (
    ACRONYM,
    NAME,
    PHRASE,
    Occurrence,
    Passage,
    is_open,
)
from pipeline.glossary.suggestions.stop_words import ENGLISH, NO_ACRONYMS
from pipeline.model import Span

LONGEST = 4
"""Words of a phrase at most."""
_ACRONYM = re.compile(
    r"(?<![\w-])(?=[\w-]*[A-ZА-ЯЁ][\w-]*[A-ZА-ЯЁ\d])[A-Za-zА-Яа-яЁё][A-Za-zА-Яа-яЁё\d]*(?:[-‑][A-Za-zА-Яа-яЁё\d]+)*(?![\w-])"
    r"|(?<![A-Za-z\d-])(?=[A-Za-z\d-]*[A-Z][A-Za-z\d-]*[A-Z\d])[A-Za-z][A-Za-z\d]*(?:-[A-Za-z\d]+)*(?![A-Za-z\d-])"
)
_CAPITALS = re.compile(r"[A-ZА-ЯЁ]")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[-‑’'][A-Za-z]+)*\d*")
_VERBAL = re.compile(r"(?:ly|ed)$")


def acronyms(passage: Passage) -> Iterator[Occurrence]:
    """Words with two capitals or a capital and a digit (PIVKA-II, HbA1c, ХБП), in any language."""
    if not re.search(r"[a-zа-яё]|[\u4e00-\u9fff]", passage.text):
        return  # a text all in capitals
    for found in _ACRONYM.finditer(passage.text):
        text = found.group()
        capitals = len(_CAPITALS.findall(text))
        is_word = bool(re.search(r"[a-zа-яё]{3}", text)) and capitals < 3
        if (
            text not in NO_ACRONYMS
            and not is_word
            and 2 <= len(text) <= 15
            and is_open(passage, *found.span())
        ):
            yield Occurrence(
                passage, Span(*found.span()), ACRONYM, (text.replace("‑", "-"),), text.replace("‑", "-")
            )


def english(passages: Sequence[Passage]) -> Iterator[Occurrence]:
    """Phrases of two to four words that begin and end with a word of content; names by their capitals."""
    for passage in passages:
        for words in _chunks(passage.text):
            for first in range(len(words)):
                for last in range(first + 1, min(first + LONGEST, len(words))):
                    if occurrence := _phrase(passage, words[first : last + 1]):
                        yield occurrence


def _chunks(text: str) -> Iterator[list[re.Match[str]]]:
    """Words with nothing but a space between them."""
    chunk: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        if chunk and text[chunk[-1].end() : word.start()] not in (" ", "\u00a0"):
            yield chunk
            chunk = []
        chunk.append(word)
    yield chunk


def _phrase(passage: Passage, words: Sequence[re.Match[str]]) -> Occurrence | None:
    texts = [word.group() for word in words]
    lower = [text.lower() for text in texts]
    if lower[0] in ENGLISH or lower[-1] in ENGLISH or len(lower[0]) < 2 or _VERBAL.search(lower[-1]):
        return None
    if len(texts[-1]) < 2 and not texts[-1].isupper():
        return None  # but `vitamin K`
    if lower[0].endswith("ly") or any(word in ENGLISH and word != "of" for word in lower[1:-1]):
        return None
    if _base(lower[0]) != lower[0] and lower[1] != "of":
        return None  # a verb (`keeps calcium`): what stands before a noun is in the singular
    start, end = words[0].start(), words[-1].end()
    if not is_open(passage, start, end, 3):
        return None
    capital = [text[0].isupper() for text, word in zip(texts, lower, strict=True) if word not in ENGLISH]
    # The first word of a sentence has a capital anyway, and all words of some headings.
    is_name = all(capital) and not (start == 0 and not passage.text[end:].strip(" .:?!"))
    if not is_name and start == 0 and texts[0][1:].islower():
        texts[0] = lower[0]
    key = tuple(map(_base, lower))
    kind = NAME if is_name else PHRASE
    return Occurrence(passage, Span(start, end), kind, key, " ".join(texts), key[-1] != lower[-1])


def _base(word: str) -> str:
    """A word without its plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    )
