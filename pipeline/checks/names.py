"""Names that are carried over letter by letter."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.glossary.protected import holds, protected
from pipeline.model import Finding, Severity


class Names:
    id = "names"
    title = "Name changed"
    explanation = (
        "Names of letters and digits (MK-7, B12, 25(OH)D, CYP4F2) are the same in every language; hyphens and "
        "letters of another alphabet that look the same do not matter. An error where one is exchanged for "
        "another and in machine drafts, else a warning."
    )
    good = Example("en-ru", "MK-7 stays longer than MK-4.", "MK-7 держится дольше, чем MK-4.")
    bad = Example("en-ru", "MK-7 stays longer.", "MK-4 держится дольше.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        lost = _missing(subject.plain_text, subject.source, subject.plain_translation)
        if not lost:
            return
        added = _missing(subject.plain_translation, subject.target, subject.plain_text)
        for place, name in enumerate(lost):
            other = added[min(place, len(added) - 1)] if added else ""
            instead = f"; {other} of the translation is not in the source" if other else ""
            message = f"{name} of the source is not in the translation{instead}."
            yield subject.finding(self.id, Severity.ERROR if added else subject.grave, message)


def _missing(text: str, language: str, other: str) -> tuple[str, ...]:
    """Names of a text that another lacks, each once."""
    items = (item for item in protected(text, language) if item.kind == "name" and not holds(other, item))
    return tuple(dict.fromkeys(item.text for item in items))
