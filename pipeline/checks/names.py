"""Names that are carried over letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.glossary.protected import holds, protected
from pipeline.model import Finding, Severity


class Names:
    id = "names"
    title = "Name changed"
    explanation = (
        "Names of letters and digits (MK-7, B12, 25(OH)D, CYP4F2) are the same in every language; hyphens and "
        "letters of another alphabet that look the same do not matter; and names of one kind (K1 and K2) keep their "
        "order where nothing is compared. An error where one is exchanged for another and in machine drafts, else a "
        "warning."
    )
    good = Example("en-ru", "MK-7 stays longer than MK-4.", "MK-7 держится дольше, чем MK-4.")
    bad = Example("en-ru", "MK-7 stays longer.", "MK-4 держится дольше.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        lost = _missing(subject.plain_text, subject.source, subject.plain_translation)
        if not lost:
            yield from self._order(subject)
            return
        added = _missing(subject.plain_translation, subject.target, subject.plain_text)
        for place, name in enumerate(lost):
            other = added[min(place, len(added) - 1)] if added else ""
            instead = f"; {other} of the translation is not in the source" if other else ""
            message = f"{name} of the source is not in the translation{instead}."
            yield subject.finding(self.id, Severity.ERROR if added else subject.grave, message)

    def _order(self, subject: Subject) -> Iterator[Finding]:
        """K1 and K2 that changed places; in a comparison they may."""
        texts = (subject.plain_text, subject.plain_translation)
        here, there = _of_a_kind(texts[0], subject.source), _of_a_kind(texts[1], subject.target)
        for kind, names in here.items():
            others = there.get(kind, [])
            changed = (
                len(set(names)) == len(names) > 1 and sorted(names) == sorted(others) and names != others
            )
            if changed and not any(_COMPARES.search(text) for text in texts):
                message = f"{', '.join(names)} of the source stand in another order: see which is which."
                yield subject.finding(self.id, subject.grave, message)


_KIND = re.compile(r"([A-Z]+)[-‑]?\d+")
_ALIKE = str.maketrans("АВСЕКМНОРТХ", "ABCEKMHOPTX")
_COMPARES = re.compile(
    r"\b(?:than|compar\w+|unlike|instead|rather|by|from|similar)\b|[比被由从于]|而不是|不同|类似|"
    r"\b(?:чем|сравн\w+|отличи\w+|вместо|из|от|как и|подобно)\b"
)


def _of_a_kind(text: str, language: str) -> dict[str, list[str]]:
    """Names of letters and a number by their letters, in the order of the text: K1, K2; MK-4, MK-7."""
    found: dict[str, list[str]] = {}
    for item in protected(text, language):
        name = _KIND.fullmatch(item.text.translate(_ALIKE)) if item.kind == "name" else None
        if name:
            found.setdefault(name.group(1), []).append(name.group().replace("-", "").replace("‑", ""))
    return found


def _missing(text: str, language: str, other: str) -> tuple[str, ...]:
    """Names of a text that another lacks, each once."""
    items = (item for item in protected(text, language) if item.kind == "name" and not holds(other, item))
    return tuple(dict.fromkeys(item.text for item in items))
