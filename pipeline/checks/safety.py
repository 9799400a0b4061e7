"""What a reader's safety hangs on: who is meant, what may happen, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.base import Example, Subject
from pipeline.checks.safety_words import FAMILIES
from pipeline.model import Finding


class SafetyWord:
    id = "safety-word"
    title = "Word of safety lost or added"
    explanation = (
        "The source speaks of what a reader's safety hangs on (danger, bleeding, death, poisoning, allergy, a doctor, "
        "an emergency, a loss of consciousness, pregnancy, breastfeeding, children and what is out of their reach, "
        "kidneys, liver, evidence), and nothing in the translation can stand for it; or the "
        "translation speaks of it and nothing in the source does. An error in machine drafts, else a warning."
    )
    good = Example("ru-en", "Принимают только под наблюдением врача.", "Take it only if a physician watches.")
    bad = Example("ru-en", "Принимают только под наблюдением врача.", "Take it only with observation.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        text, translation = subject.plain_text, subject.plain_translation
        here = _asked(text, subject.source)
        for number, family in enumerate(FAMILIES):
            asked = here.get(number)
            if asked and not family.answers[subject.target].search(translation):
                message = f"“{asked.group()}…” ({family.name}) of the source is not in the translation."
                yield subject.finding(self.id, subject.grave, message)
            added = family.asks[subject.target].search(translation)
            if added and not family.answers[subject.source].search(text):
                message = f"“{added.group()}…” ({family.name}) of the translation is not in the source."
                yield subject.finding(self.id, subject.grave, message, added.span())


# Several hypotheses of one source are judged one after the other.
@lru_cache(maxsize=256)
def _asked(text: str, language: str) -> dict[int, re.Match[str]]:
    """The first word of each family that a text speaks of, by the family's place in `FAMILIES`."""
    found = ((number, family.asks[language].search(text)) for number, family in enumerate(FAMILIES))
    return {number: word for number, word in found if word}
