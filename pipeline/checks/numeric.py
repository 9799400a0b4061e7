"""Numbers, units and doses, and text that is carried over letter by letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.checks.base import Example, Numbered, Subject
from pipeline.checks.number_marks import mark_errors
from pipeline.glossary.protected import addresses
from pipeline.model import Finding, Severity, Span
from pipeline.statements.denominators import denominators, reckoned_for
from pipeline.statements.equivalents import said_otherwise
from pipeline.statements.numbers import Number
from pipeline.statements.units import BY_NAME, unit_at, write


class Numbers:
    id = "numbers"
    title = "Numbers differ"
    explanation = (
        "Every number written in digits, and every dose in words, must stand in the other text with the same value, "
        "in digits or in words, whatever its notation (1,8 and 1.8, 2万 and 20,000, January and 1月); a dose is "
        "answered by digits or by words with a unit. An error where a unit, a percent "
        "or a dose hangs on it, where one number is lost and another stands in the translation, and in machine "
        "drafts; else a warning. So is a range or list that has lost the mark between its numbers. A minus that is "
        "lost, a ratio that is turned round and another month are errors. A half may stand for 50%, two weeks for 14 "
        "days, 19:00 for 7 p.m."
    )
    good = Example("en-ru", "Take 1,500 mg a day.", "Принимайте 1500 мг в день.")
    bad = Example("en-ru", "Take 1,500 mg a day.", "Принимайте 150 мг в день.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = subject.numbers, subject.translated_numbers
        lost = _not_said_otherwise(here, there, subject.source, subject.target)
        added = _not_said_otherwise(there, here, subject.target, subject.source)
        exchanged = bool(lost and added)
        for number in lost:
            message = f"{here.shown(number)} of the source is not in the translation."
            yield subject.finding(self.id, self._severity(subject, number, exchanged), message)
        for number in added:
            message = f"{there.shown(number)} of the translation is not in the source."
            severity = self._severity(subject, number, exchanged)
            yield subject.finding(self.id, severity, message, _place(subject, there, number))
        for message in mark_errors(here, there, subject.source, subject.target):
            yield subject.finding(self.id, Severity.ERROR, message)
        if (together := _run_together(there)) and not _run_together(here):
            shown = there.text[together.start : together.end]
            message = f"Between the numbers “{shown}” stands no mark and no word."
            yield subject.finding(self.id, subject.grave, message, _in_plain(subject, there, together))

    def _severity(self, subject: Subject, number: Number, exchanged: bool) -> Severity:
        return Severity.ERROR if is_dose(number) or exchanged else subject.grave


_NAMED = re.compile(r"[A-Za-zА-Яа-яЁё][-‑]?(\d+)(?!\d)")
_FULL_HOUR = re.compile(r"(?<=\d[:：])00(?!\d)")


def _not_said_otherwise(here: Numbered, there: Numbered, source: str, target: str) -> list[Number]:
    """Numbers of one text that the other lacks and does not say in another way."""
    left = unmatched(here.found, there.found)
    if left:
        left = _not_in_names(left, here.text, there.text)
    return [
        number
        for number in left
        if not said_otherwise(number, here.text, source, there.found, there.text, target)
    ]


def _not_in_names(numbers: Sequence[Number], text: str, other: str) -> list[Number]:
    """Without those that the other text holds in a name (Omega-3, 欧米伽3), and that it may leave out (11:00, 11点)."""
    names = Counter(_NAMED.findall(other)) - Counter(_NAMED.findall(text))
    left = []
    for number in numbers:
        digits = text[number.whole.start : number.whole.end]
        if not number.unit and _FULL_HOUR.match(text, number.whole.start):
            continue
        if not number.unit and names[digits] > 0:
            names[digits] -= 1
            continue
        left.append(number)
    return left


def _place(subject: Subject, there: Numbered, number: Number) -> Span | None:
    return _in_plain(subject, there, number.whole)


def _in_plain(subject: Subject, there: Numbered, span: Span) -> Span | None:
    return span if there.text == subject.plain_translation else None


def _run_together(numbered: Numbered) -> Span | None:
    """Two numbers with nothing but white space between them: what is left of `2–3 weeks`."""
    for one, other in pairwise(n for n in numbered.found if n.digits):
        if numbered.text[one.whole.end : other.whole.start].isspace() and not one.unit:
            return Span(one.whole.start, other.whole.end)
    return None


class Units:
    id = "units"
    title = "Units differ"
    explanation = (
        "A number must keep its unit: mg and mcg, IU and mcg are never exchanged, and a dose never loses its unit. "
        "What a dose is reckoned for is kept too: ng/mL is not ng/L, and 5 mg per kg not 5 mg; and so is a unit "
        "without a number, as in the head of a table's column. Always an error. Times "
        "(hours, days) are compared where both texts give one."
    )
    good = Example("ru-en", "Доза 2000 МЕ в сутки.", "The dose is 2,000 IU a day.")
    bad = Example("ru-en", "Доза 2000 МЕ в сутки.", "The dose is 2,000 mcg a day.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = subject.numbers, subject.translated_numbers
        for number, wrong, beside in _unit_errors(here.found, there.found):
            if {number.unit, beside.unit} == {"u", "iu"} and _of_vitamins(here, number, there, beside):
                continue
            message = f"{here.shown(number)} of the source {wrong}."
            yield subject.finding(self.id, Severity.ERROR, message, _place(subject, there, beside))
        for message in _denominator_errors(here, there, subject.source, subject.target):
            yield subject.finding(self.id, Severity.ERROR, message)
        headed, renamed = _headings(here.text), _headings(there.text)
        lost, added = sorted(headed.keys() - renamed.keys()), sorted(renamed.keys() - headed.keys())
        if lost and added:
            message = f"“{headed[lost[0]]}” of the source is “{renamed[added[0]]}” in the translation."
            yield subject.finding(self.id, Severity.ERROR, message)


_HEADS = re.compile(r"[(（]\s?|[,，]\s?|\b(?:in|в)\s")
_HEADS_END = re.compile(r"\s?(?:[)）/／]|$|(?:per|на|每)\b)")


def _headings(text: str) -> dict[str, str]:
    """Units without a number, as in the head of a column (`Content, mcg`, 含量（微克）), and how they are written."""
    found = {}
    for lead in _HEADS.finditer(text):
        unit = unit_at(text, lead.end())
        if unit and BY_NAME[unit[0]].hard and _HEADS_END.match(text, unit[1].end):
            found[unit[0]] = text[slice(*unit[1])]
    return found


_VITAMIN = re.compile(r".{0,12}?(?:vitamin|витамин|维生素|\b[AD][23]?\b)", re.IGNORECASE)


def _of_vitamins(here: Numbered, number: Number, there: Numbered, other: Number) -> bool:
    """Whether units are of a vitamin: international ones, whether the text calls them so or not."""
    pairs = ((here, number), (there, other))
    return any(n.unit == "u" and _VITAMIN.match(text.text, n.whole.end) for text, n in pairs)


def _denominator_errors(here: Numbered, there: Numbered, source: str, target: str) -> Iterator[str]:
    """What is to be said of doses that the other text reckons for something else, or that it reckons for nothing."""
    for number in here.found:
        same = [n for n in there.found if n.value == number.value and n.unit == number.unit]
        wanted = denominators(here.text, number, source) if is_dose(number) and same else frozenset()
        if not wanted:
            continue
        given = frozenset[str]().union(*(denominators(there.text, n, target) for n in same))
        dose = f"{here.shown(number)} of the source is per {write(min(wanted), 'en')}"
        if given and not wanted & given:
            yield f"{dose}, in the translation per {write(min(given), 'en')}."
        elif not given and not wanted & reckoned_for(there.text, target):
            yield f"{dose}, which the translation lacks."


def _unit_errors(here: Sequence[Number], there: Sequence[Number]) -> Iterator[tuple[Number, str, Number]]:
    """Numbers whose value the other text has with another unit, what is wrong there, and that number of it."""
    same_value: dict[Decimal, list[Number]] = {}
    for number in there:
        same_value.setdefault(number.value, []).append(number)
    for number in here:
        if not (number.digits or is_dose(number)) or number.value not in same_value:
            continue
        same = same_value[number.value]
        if match := next((other for other in same if other.unit == number.unit), None):
            same.remove(match)
        elif wrong := _wrong_unit(number, [other.unit for other in same if other.digits or other.unit]):
            yield number, wrong, same[0]


def misread(here: Sequence[Number], there: Sequence[Number]) -> tuple[Number, ...]:
    """Numbers in digits and doses of a source that its translation lacks or has with another unit."""
    return (*unmatched(here, there), *(number for number, *_ in _unit_errors(here, there)))


def _wrong_unit(number: Number, units: Sequence[str]) -> str:
    """How the units beside the same value in the translation differ; empty if they may."""
    if not number.unit:
        return ""
    hard_here = BY_NAME[number.unit].hard
    others = [u for u in units if u]
    if others:
        if number.shared and not any(BY_NAME[u].hard for u in others):
            return ""
        clash = hard_here or any(not BY_NAME[u].hard for u in others)
        return f"is in the translation a number of {write(others[0], 'en')}" if clash else ""
    may_lose = not hard_here or number.shared or number.unit == "fahrenheit"  # in the 90s, of heat
    return "has lost its unit in the translation" if units and not may_lose else ""


def unmatched(required: Sequence[Number], offered: Sequence[Number]) -> list[Number]:
    """Numbers of one text whose value the other lacks: those in digits, and doses in words."""
    if not required:
        return []
    bare = Counter(n.value for n in offered if not _said_firmly(n))
    firm = Counter(n.value for n in offered if _said_firmly(n))
    missing = []
    # What must be answered firmly comes first, and what need not takes the bare words first.
    for number in sorted((n for n in required if n.digits or is_dose(n)), key=lambda n: not is_dose(n)):
        supply = bare if bare[number.value] > 0 and not is_dose(number) else firm
        if supply[number.value] > 0:
            supply[number.value] -= 1
        else:
            missing.append(number)
    return sorted((n for n in missing if not _repeats(n, offered)), key=lambda n: n.span)


def _said_firmly(number: Number) -> bool:
    """Whether a number can answer a dose: in digits, or in words with a unit; the May of a date is no 5 mg."""
    return number.digits or bool(number.unit)


def is_dose(number: Number) -> bool:
    """Whether a unit hangs on a number that it may never lose, be it in digits or in words.

    One is often said without a number (a litre, every gram), and what is counted in words in units
    (seven units of a chain) is seldom a dose.
    """
    if not number.unit or not BY_NAME[number.unit].hard:
        return False
    return number.digits or (number.cardinal and number.value != 1 and number.unit != "u")


def _repeats(number: Number, offered: Sequence[Number]) -> bool:
    """Whether the number is said again where the other text says it once, without a unit that matters."""
    return not is_dose(number) and any(n.value == number.value for n in offered)


class Addresses:
    id = "addresses"
    title = "Address changed"
    explanation = "URLs, DOIs and e-mail addresses are carried over letter by letter. Always an error."
    good = Example("en-ru", "See https://example.org/k2 for more.", "Подробнее: https://example.org/k2.")
    bad = Example("en-ru", "See https://example.org/k2 for more.", "Подробнее: https://example.org/k3.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        for address in addresses(subject.plain_text):
            if address not in subject.plain_translation:
                message = f"{address} of the source is not in the translation."
                yield subject.finding(self.id, Severity.ERROR, message)
