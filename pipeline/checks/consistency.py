"""What only several entries show: one source translated in two ways, two sources in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from pipeline.checks.base import Clash, Example, Subject
from pipeline.model import Severity


class Inconsistent:
    id = "inconsistent"
    title = "One source, two translations"
    explanation = (
        "The same source text is translated in different ways, in one article or in several. A warning on each "
        "after the first: the place may ask for it, but readers take two words for two things."
    )
    good: tuple[Example, ...] = (
        Example("en-ru", "Side effects", "Побочные эффекты"),
        Example("en-ru", "Side effects", "Побочные эффекты"),
    )
    bad: tuple[Example, ...] = (
        Example("en-ru", "Side effects", "Побочные эффекты"),
        Example("en-ru", "Side effects", "Побочное действие"),
    )

    def run(self, subjects: Sequence[Subject]) -> Iterator[Clash]:
        for group in _groups(subjects, lambda s: _folded(s.text)):
            first = subjects[group[0]]
            for index in group[1:]:
                other = subjects[index]
                if _bare(other.plain_translation) != _bare(first.plain_translation):
                    message = f"Elsewhere the same source is translated “{_short(first.plain_translation)}”."
                    yield Clash(index, group[0], other.finding(self.id, Severity.WARNING, message))


class SameTranslation:
    id = "same-translation"
    title = "Two sources, one translation"
    explanation = (
        "Different sources have the same translation. A warning on each after the first: one of them may be in "
        "the wrong place, or a difference that the source makes is lost. Short texts and such as differ in "
        "case and marks only are passed over."
    )
    good: tuple[Example, ...] = (
        Example("en-ru", "Vitamin K1 in food", "Витамин K1 в еде"),
        Example("en-ru", "Vitamin K2 in food", "Витамин K2 в еде"),
    )
    bad: tuple[Example, ...] = (
        Example("en-ru", "Vitamin K1 in food", "Витамин K1 в еде"),
        Example("en-ru", "Vitamin K2 in food", "Витамин K1 в еде"),
    )
    _least = {"en": 12, "ru": 12, "zh": 6}  # noqa: RUF012 - a constant table

    def run(self, subjects: Sequence[Subject]) -> Iterator[Clash]:
        for group in _groups(subjects, lambda s: _folded(s.translation)):
            first = subjects[group[0]]
            for index in group[1:]:
                other = subjects[index]
                if len(other.plain_translation) < self._least[other.target]:
                    continue
                if _bare(other.plain_text) != _bare(first.plain_text):
                    message = f"Another source has the same translation: “{_short(first.plain_text)}”."
                    yield Clash(index, group[0], other.finding(self.id, Severity.WARNING, message))


def _groups(subjects: Sequence[Subject], key: Callable[[Subject], str]) -> list[list[int]]:
    """Indices of subjects with the same key, where there are several: what people wrote before machine drafts."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, subject in enumerate(subjects):
        groups[key(subject)].append(index)
    return [sorted(group, key=lambda i: subjects[i].machine) for group in groups.values() if len(group) > 1]


def _folded(text: str) -> str:
    """What is compared: neither the kind of space nor spaces at the ends make another translation."""
    return " ".join(text.split())


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
