"""What a dose or a concentration is reckoned for: the litre of mg/L, the kilogram of `5 mg per kg`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.statements.numbers import Number
from pipeline.statements.units import unit_at

_OF = frozenset({"kg", "g", "mg", "ml", "dl", "l", "m", "cm", "mm", "mmol", "mol"})
"""Times are compared elsewhere (see `periods`)."""
_STROKE = re.compile(r"\s?[/／]\s?(?:[1１]\s?)?")
_PER = {
    "en": re.compile(r"\s(?:of \w+ )?(?:per|for each|for every|an?|in an?|in each)\s(?:1\s)?"),
    "ru": re.compile(r"\s(?:\w+ )?(?:на|в|за)\s(?:(?:1|один|одном|каждый|каждые)\s)?"),
    "zh": re.compile(r"[/／每]"),
}
_ANY_PER = {
    "en": re.compile(r"(?:\b(?:per|each|every|an?|the)\s|[/／]\s?)(?:1\s)?", re.I),
    "ru": re.compile(r"(?:\b(?:на|в|за|каждый|каждом)\s|[/／]\s?)(?:(?:1|один|одном|каждый)\s)?", re.I),
    "zh": re.compile(r"[/／每](?:1|一)?\s?"),
}
_CLAUSE = re.compile(r"[，。；！？,;]")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё\u4e00-\u9fff]+")


def denominators(text: str, number: Number, language: str) -> frozenset[str]:
    """The units that a number is reckoned for, as they stand around it: none or one, seldom more."""
    return frozenset((*_behind(text, number.whole.end, language), *_before(text, number, language)))


def _behind(text: str, position: int, language: str) -> Iterator[str]:
    """`/kg/day`, `per kg`, «на кг»: one after another."""
    while joint := _STROKE.match(text, position) or _PER[language].match(text, position):
        found = unit_at(text, joint.end())
        if found and found[0] in _OF:
            yield found[0]
        word = _WORD.match(text, joint.end())
        position = found[1].end if found else word.end() if word else len(text)


def _before(text: str, number: Number, language: str) -> Iterator[str]:
    """每公斤体重10毫克."""
    if language != "zh":
        return
    clause = _CLAUSE.split(text[max(0, number.whole.start - 12) : number.whole.start])[-1]
    for joint in _PER["zh"].finditer(clause):
        if (found := unit_at(clause, joint.end())) and found[0] in _OF:
            yield found[0]


def reckoned_for(text: str, language: str) -> frozenset[str]:
    """All units that a text reckons anything for."""
    found = (unit_at(text, joint.end()) for joint in _ANY_PER[language].finditer(text))
    return frozenset(unit[0] for unit in found if unit and unit[0] in _OF)
