"""Inline tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.inline import is_nested, tag_labels
from pipeline.model import Finding, Severity


class Tags:
    id = "tags"
    title = "Tags differ"
    explanation = (
        "Every tag of the source stands in the translation exactly once, none is invented, and pairs are nested "
        "properly; subscripts and superscripts hold the same digits. Always an error: such a text is not published."
    )
    good = Example("en-ru", "Take <s1>MGP</s1> seriously.", "Отнеситесь к <s1>MGP</s1> серьёзно.")
    bad = Example("en-ru", "Take <s1>it</s1> daily.", "Принимайте ежедневно.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        if "<" not in subject.text and "<" not in subject.translation:
            return
        here = Counter(tag_labels(subject.text))
        there = Counter(tag_labels(subject.translation))
        lost, added = here - there, there - here  # in the order of the texts
        if lost:
            message = f"Tags of the source are not in the translation: {' '.join(lost.elements())}"
            yield subject.finding(self.id, Severity.ERROR, message)
        if added:
            yield subject.finding(
                self.id, Severity.ERROR, f"Tags that are not in the source: {' '.join(added.elements())}"
            )
        if not lost and not added and not is_nested(tag_labels(subject.translation)):
            yield subject.finding(self.id, Severity.ERROR, "Tags are not nested properly.")
        for raised in (_raised(subject.text) - _raised(subject.translation)).elements():
            message = f"{raised} of the source is not in the translation: a digit stands out of its place."
            yield subject.finding(self.id, Severity.ERROR, message)


_RAISED = re.compile(
    r"((?<![\d.,])10|(?<![A-Za-zА-Яа-яё])[A-ZА-Я][a-zа-я]?(?=<sup>\d?[+−-]))?<(sub|sup)>([\d+−-]+)</\2>"
)
_LATIN = str.maketrans("АВСЕНКМОРТХаеору", "ABCEHKMOPTXaeopy")


def _raised(text: str) -> Counter[str]:
    """Digits and signs in subscripts and superscripts, powers with their ten, ions with their element."""
    return Counter(found.group().translate(_LATIN) for found in _RAISED.finditer(text))
