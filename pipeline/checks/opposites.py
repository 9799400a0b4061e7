"""Words that say the opposite of what the source says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks.advice_axes import ADVICE
from pipeline.checks.axes import AXES, End
from pipeline.checks.base import Example, Subject
from pipeline.checks.denial import is_denied
from pipeline.checks.medical_axes import MEDICAL
from pipeline.checks.twins import TWINS
from pipeline.checks.usage_axes import USAGE
from pipeline.model import Finding


class Opposite:
    id = "opposite"
    title = "The opposite said"
    explanation = (
        "The source says only one end of a thing (dangerous, increases, before, stop, on an empty stomach, effective, "
        "known), and the translation only the other (safe, decreases, after, continue, with food, ineffective, "
        "unknown), and no denial in one of the clauses alone answers for it. An error in machine drafts, else a "
        "warning: look whether the sense is the same."
    )
    good = Example("ru-en", "Когда магний опасен.", "When magnesium is dangerous.")
    bad = Example("ru-en", "Когда магний опасен.", "When magnesium is safe.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        text, translation = subject.plain_text, subject.plain_translation
        for here, there in _asked(text, subject.source):
            # Both ends are rare together: what else the texts say is looked for only then.
            if not there.asks[subject.target].search(translation):
                continue
            said = _only(here, there, text, subject.source)
            wrong = _only(there, here, translation, subject.target)
            if said and wrong and not _denied(subject, said, wrong):
                message = f"“{said.group()}…” of the source is “{wrong.group()}…” in the translation."
                yield subject.finding(self.id, subject.grave, message, wrong.span())


_ENDS = tuple(
    pair for axis in (*AXES, *ADVICE, *USAGE, *MEDICAL, *TWINS) for pair in (axis, (axis.other, axis.one))
)
"""Each end with its other one."""


# Several hypotheses of one source are judged one after the other.
@lru_cache(maxsize=256)
def _asked(text: str, language: str) -> tuple[tuple[End, End], ...]:
    """The ends that a text says, each with its other one."""
    return tuple((here, there) for here, there in _ENDS if here.asks[language].search(text))


def _only(end: End, other: End, text: str, language: str) -> re.Match[str] | None:
    """The first word of an end, if nothing in the text says the other: 安全 is no word of its own in 不安全."""
    others = list(other.says[language].finditer(text))
    own = list(end.says[language].finditer(text))
    if any(not _holds(own, word) for word in others):
        return None
    return next((word for word in end.asks[language].finditer(text) if not _holds(others, word)), None)


def _holds(words: list[re.Match[str]], part: re.Match[str]) -> bool:
    """Whether a word is part of a longer one of these."""
    start, end = part.span()
    return any(w.start() <= start and end <= w.end() and w.end() - w.start() > end - start for w in words)


def _denied(subject: Subject, said: re.Match[str], wrong: re.Match[str]) -> bool:
    """Whether one of the clauses alone may say a thing by denying the other end of it."""
    here = is_denied(subject.plain_text, said, subject.negations)
    return here != is_denied(subject.plain_translation, wrong, subject.translated_negations)
