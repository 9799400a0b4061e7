"""The term base from its files, CSV and TBX mixed; concept by concept, a later file takes precedence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.glossary import csv_terms, tbx_reading
from pipeline.glossary.concepts import Concept, Glossary
from pipeline.model import Finding, Severity

Parse = Callable[[bytes, str], tuple[tuple[Concept, ...], tuple[Finding, ...]]]


def is_tbx(path: str) -> bool:
    """Whether a file of this name is TBX; any other is a table."""
    return path.lower().endswith((".tbx", ".xml"))


def parser_of(path: str) -> Parse:
    """What reads a file of this name."""
    return tbx_reading.parse if is_tbx(path) else csv_terms.parse


def load(files: Sequence[tuple[str, bytes]]) -> tuple[Glossary, tuple[Finding, ...]]:
    """The term base of some files, given by name and content, and what is wrong in them.

    What has errors is left out. Raises GlossaryError for a file that is no term base.
    """
    concepts: dict[str, Concept] = {}
    findings: list[Finding] = []
    for path, data in files:
        read, wrong = parser_of(path)(data, path)
        findings += wrong
        own = _distinct(read, findings)
        findings += _overridden(concepts, own)
        concepts |= own
    return Glossary(concepts), tuple(findings)


def _distinct(concepts: Iterable[Concept], findings: list[Finding]) -> dict[str, Concept]:
    """The concepts of one file; an id counts once."""
    own: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in own:
            first = own[concept.id].line
            message = (
                f"{concept.id} stands already at line {first}; this one is left out. Give it another id."
            )
            findings.append(
                Finding("glossary-duplicate-id", Severity.ERROR, message, concept.path, concept.line)
            )
            continue
        own[concept.id] = concept
    return own


def _overridden(old: dict[str, Concept], new: dict[str, Concept]) -> Iterable[Finding]:
    for concept in new.values():
        before = old.get(concept.id)
        if before and before != concept:
            message = f"{concept.id} replaces the different one of {before.path}:{before.line}."
            yield Finding("glossary-overridden", Severity.INFO, message, concept.path, concept.line)
