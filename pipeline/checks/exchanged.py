"""Doses that changed places: 500 mg of calcium and 250 of magnesium, 250 of calcium and 500 of magnesium."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from pipeline.checks.base import Example, Numbered, Subject
from pipeline.model import Finding, Severity, TermMatch

_GROUPS = (
    (r"m[ae]n|males?", r"мужчин\w*", "男[性人士]?"),
    (r"wom[ae]n|females?", r"женщин\w*", "女[性人士]?"),
    (r"child\w*|infants?|kids", r"(?:дет|реб[её]н)\w+", "儿童|孩子|婴儿|小孩|宝宝"),
    (r"teen\w*|adolescen\w+", r"подростк\w+", "青少年"),
    (r"adults?", r"взрослы\w+", "成年?人"),
    (r"(?:the )?elderly|older \w+", r"пожил\w+", "老年?人"),
    (r"mornings?", r"утр(?:а|у|ом)", "早上|早晨|上午|清晨"),
    (r"evenings?|nights?|bedtime", r"вечер\w*|ноч\w+|перед сном", "晚上|夜[里间]|睡前|晚间|傍晚"),
)
"""Whom and when a dose is for, beside the terms of the glossary, in English, Russian and Chinese."""


def _compiled(code: str, words: str) -> re.Pattern[str]:
    return re.compile(words if code == "zh" else rf"\b(?:{words})\b", re.IGNORECASE)


_PATTERNS = {
    code: [_compiled(code, words[number]) for words in _GROUPS]
    for number, code in enumerate(("en", "ru", "zh"))
}
Places = dict[object, int]
"""Where each thing stands that stands in a text once."""


class Exchanged:
    id = "exchanged"
    title = "Doses exchanged"
    explanation = (
        "Two doses, and two terms, groups of people or times of day that they stand beside, are the same in both "
        "texts, and the doses changed places: what was for calcium is for magnesium. Always an error."
    )
    good = Example("en-ru", "400 mg for men, 310 mg for women.", "Женщинам 310 мг, мужчинам 400 мг.")
    bad = Example("en-ru", "400 mg for men, 310 mg for women.", "310 мг мужчинам, 400 мг женщинам.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        doses, translated = _doses(subject.numbers), _doses(subject.translated_numbers)
        if len(doses) < 2 or doses.keys() != translated.keys():
            return
        here = _things(
            subject.numbers.text, subject.source, _matches(subject, subject.numbers.text, subject.source)
        )
        text = subject.translated_numbers.text
        there = _things(text, subject.target, _matches(subject, text, subject.target))
        pairings = list(_pairings(here, doses, there, translated))
        if pairings and not any(pairings):
            message = "The doses stand beside other words than in the source: see which belongs to which."
            yield subject.finding(self.id, Severity.ERROR, message)


def _matches(subject: Subject, text: str, language: str) -> Sequence[TermMatch]:
    return subject.terms.find(text, language) if subject.terms else ()


def _once(found: Iterator[tuple[object, int]]) -> Places:
    places: Places = {}
    twice: set[object] = set()
    for thing, at in found:
        twice |= {thing} & places.keys()
        places[thing] = at
    return {thing: at for thing, at in places.items() if thing not in twice}


def _doses(numbers: Numbered) -> Places:
    """Numbers with units; ages only where there is nothing else."""
    found = [n for n in numbers.found if n.digits and n.unit]
    doses = [n for n in found if n.unit != "year"] or found
    return _once(((n.value, n.unit), n.whole.start) for n in doses)


def _things(text: str, language: str, matches: Sequence[TermMatch]) -> Places:
    terms = [(match.concept, match.span.start) for match in matches]
    groups = [
        (number, found.start())
        for number, pattern in enumerate(_PATTERNS[language])
        for found in pattern.finditer(text)
    ]
    return _once(iter([*terms, *groups]))


def _pairings(here: Places, doses: Places, there: Places, translated: Places) -> Iterator[bool]:
    """For each way to give every dose a thing in both texts: whether each dose keeps its own."""
    common = sorted(here.keys() & there.keys(), key=lambda thing: here[thing])
    for things in combinations(common, len(doses)):
        one, other = _paired(here, doses, things), _paired(there, translated, things)
        if one and other:
            yield one == other


def _paired(places: Places, doses: Places, things: Sequence[object]) -> Mapping[object, object] | None:
    """Things by dose, where they stand in turn; None where they do not."""
    ordered = sorted(things, key=lambda thing: places[thing])
    given = sorted(doses, key=lambda dose: doses[dose])
    row = sorted([(places[t], 0) for t in ordered] + [(doses[d], 1) for d in given])
    kinds = [kind for _, kind in row]
    if any(one == other for one, other in pairwise(kinds)):
        return None
    return dict(zip(given, ordered, strict=True))
