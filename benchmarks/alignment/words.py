"""Words as the aligner counts them: their places, and the keys under which their forms are one word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.lemmas import lemma
from pipeline.languages import HAN
from pipeline.model import Span

_WORD = re.compile(rf"[A-Za-zΑ-Ωα-ωÀ-ÖØ-öø-ÿ]+|[А-Яа-яЁё]+|\d+(?:[.,]\d+)*|[{HAN}]+|[^\s\w]|_")
_HAN = re.compile(f"[{HAN}]")
_MARKS = str.maketrans("，。；：！？（）“”«»„‘’、—–‑", ',.;:!?()"""""\'\',---')


class Word(NamedTuple):
    """A word, a number or a mark."""

    key: str
    """Lemma or stem in lower case."""
    span: Span
    """In the text."""


def words(text: str) -> tuple[Word, ...]:
    """All words of a plain text in their order; Chinese is cut by jieba's dictionary."""
    made = []
    for found in _WORD.finditer(text):
        at = found.start()
        for part in _cut(found.group()):
            made.append(Word(_key(part), Span(at, at + len(part))))
            at += len(part)
    return tuple(made)


def _cut(run: str) -> Sequence[str]:
    if len(run) == 1 or not _HAN.match(run):
        return (run,)
    # Only aligning Chinese needs the dictionary; links that are stored need none.
    import rjieba

    pieces: list[str] = rjieba.cut(run)
    return pieces


def _key(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", ".")
    return lemma(word) if word[0].isalpha() else word.translate(_MARKS)
