"""Russian words put into the case and number that another word has."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from benchmarks.lemmas import dictionary
from pipeline.model import Span

_ADJECTIVES = ("ADJF", "PRTF")


def inflected_like(phrase: str, text: str, span: Span, bases: Collection[str] = ()) -> str:
    """`phrase`, given in the nominative, in the case and number of the noun phrase that stands at `span`.

    `bases` are dictionary forms of its words. Where a form may be several cases, a preposition
    before it decides; the first reading of the dictionary otherwise.
    """
    reading = _reading(text[span.start : span.end], text[: span.start], bases)
    if reading is None:
        return phrase
    case, number = reading
    words = phrase.split(" ")
    made: list[str] = []
    for at, word in enumerate(words):
        parse = _nominative(word)
        if parse is None:
            return " ".join([*made, *words[at:]])
        wanted = {case, number}
        changed = parse.inflect(wanted)
        made.append(changed.word if changed else word)
        if parse.tag.POS == "NOUN":
            return " ".join([*made, *words[at + 1 :]])
    return " ".join(made)


def _nominative(word: str) -> Any:
    """The reading of a word as a nominative noun or adjective; None if it has none."""
    readings = [p for p in dictionary().parse(word) if p.tag.case == "nomn"]
    return next((p for p in readings if p.tag.POS in ("NOUN", *_ADJECTIVES)), None)


PREPOSITIONS = {
    "gent": "без для до из от у около после против из-за вместо кроме среди",
    "datv": "к ко по благодаря согласно",
    "ablt": "с со над под перед между за",
    "loct": "в во на о об при",
    "accs": "через про сквозь",
}


def _reading(model: str, before: str, bases: Collection[str]) -> tuple[str, str] | None:
    """Case and number of the head of a noun phrase: its first noun."""
    for word in re.findall(r"[А-Яа-яЁё]+", model):
        nouns = [p for p in dictionary().parse(word) if p.tag.POS == "NOUN" and p.tag.case]
        # The dictionary takes names that it does not know for forms of other words.
        readings = [p.tag for p in nouns if p.normal_form in bases] or [p.tag for p in nouns]
        if readings:
            best = _governed(readings, before) or readings[0]
            return str(best.case), str(best.number)
    return None


def _governed(readings: list[Any], before: str) -> Any:
    """The reading that the preposition just before asks for, if there is one."""
    found = re.search(r"([А-Яа-яЁё-]+)\s+$", before)
    word = found.group(1).lower() if found else ""
    wanted = {case for case, words in PREPOSITIONS.items() if word in words.split()}
    return next((tag for tag in readings if str(tag.case) in wanted), None)


def noun(word: str) -> str:
    """The dictionary form of a word that is, by its likeliest reading, a noun; else empty."""
    first = dictionary().parse(word)[0]
    known = first.tag.POS == "NOUN" and dictionary().word_is_known(word)
    return str(first.normal_form) if known and "Pltm" not in first.tag else ""
