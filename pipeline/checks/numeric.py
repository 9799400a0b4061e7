"""Numbers, units and doses, and text that is carried over letter by letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.checks.base import Subject
from pipeline.glossary.numbers import Number, numbers
from pipeline.glossary.protected import addresses
from pipeline.glossary.units import BY_NAME, write
from pipeline.inline import plain
from pipeline.model import Finding, Severity


class Numbers:
    id = "numbers"
    title = "Numbers differ"
    explanation = (
        "Every number written in digits must stand in the other text with the same value, in digits or in words, "
        "whatever its notation (1,8 and 1.8, 2万 and 20,000, January and 1月). An error where a unit, a percent "
        "or a dose hangs on it and in machine drafts, else a warning."
    )

    def run(self, subject: Subject) -> Iterator[Finding]:
        text, translation = _legible(subject.text), _legible(subject.translation)
        here, there = numbers(text, subject.source), numbers(translation, subject.target)
        for number in unmatched(here, there):
            shown = text[number.whole.start : number.whole.end]
            yield self._finding(subject, number, f"{shown} of the source is not in the translation.")
        for number in unmatched(there, here):
            shown = translation[number.whole.start : number.whole.end]
            yield self._finding(subject, number, f"{shown} of the translation is not in the source.")

    def _finding(self, subject: Subject, number: Number, message: str) -> Finding:
        hard = bool(number.unit) and BY_NAME[number.unit].hard
        severity = Severity.ERROR if hard or subject.machine else Severity.WARNING
        return subject.finding(self.id, severity, message)


class Units:
    id = "units"
    title = "Units differ"
    explanation = (
        "A number must keep its unit: mg and mcg, IU and mcg are never exchanged, and a dose never loses its unit. "
        "Always an error. Times (hours, days) are compared where both texts give one."
    )

    def run(self, subject: Subject) -> Iterator[Finding]:
        there: dict[Decimal, list[str]] = {}
        text = _legible(subject.text)
        for number in numbers(_legible(subject.translation), subject.target):
            there.setdefault(number.value, []).append(number.unit)
        for number in numbers(text, subject.source):
            if not number.digits or number.value not in there:
                continue
            units = there[number.value]
            if number.unit in units:
                units.remove(number.unit)
            elif wrong := _wrong_unit(number, units):
                shown = text[number.whole.start : number.whole.end]
                yield subject.finding(self.id, Severity.ERROR, f"{shown} of the source {wrong}.")


_POWER = re.compile(r"(?<![\d.,])10<sup>([+−-]?\d{1,2})</sup>")
_NOTE = re.compile(r"(?<=\d)<(su[bp])>[\d,–-]+</\1>")


def _legible(text: str) -> str:
    """A segment without tags: `10<sup>6</sup>` is a power, the 1 of `2004<sup>1</sup>` no digit of the year."""
    return plain(_NOTE.sub("", _POWER.sub(r"10^\1", text)))


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
    return "has lost its unit in the translation" if hard_here and units and not number.shared else ""


def unmatched(required: Sequence[Number], offered: Sequence[Number]) -> list[Number]:
    """Numbers in digits of one text whose value the other lacks."""
    supply = Counter(n.value for n in offered)
    missing = []
    for number in required:
        if not number.digits:
            continue
        if supply[number.value] > 0:
            supply[number.value] -= 1
        else:
            missing.append(number)
    return [n for n in missing if not _repeats(n, offered)]


def _repeats(number: Number, offered: Sequence[Number]) -> bool:
    """Whether the number is said again where the other text says it once, without a unit that matters."""
    hard = bool(number.unit) and BY_NAME[number.unit].hard
    return not hard and any(n.value == number.value for n in offered)


class Addresses:
    id = "addresses"
    title = "Address changed"
    explanation = "URLs, DOIs and e-mail addresses are carried over letter by letter. Always an error."

    def run(self, subject: Subject) -> Iterator[Finding]:
        for address in addresses(subject.plain_text):
            if address not in subject.plain_translation:
                message = f"{address} of the source is not in the translation."
                yield subject.finding(self.id, Severity.ERROR, message)
