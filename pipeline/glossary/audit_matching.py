"""What only shows when the forms of a term base are matched as in a text: inflected, with any hyphen or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.glossary.audit import as_written, conflict, finding, forms_of, place_of
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy
from pipeline.glossary.index import Found, Index
from pipeline.glossary.indexing import build
from pipeline.model import Finding, Severity


def shadowed(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Forms whose every occurrence is an earlier form's too: of another concept, or of their own."""
    for language in languages:
        forms = [pair for pair in forms_of(glossary, language) if not pair[1].only_target]
        index = Index(build(((concept.id, form) for concept, form in forms), language))
        for number, (concept, form) in enumerate(forms):
            for found in _whole(index, form.text):
                earlier = found.leaf.number
                if found.leaf.concept and earlier < number and not found.alike:
                    yield from _shadow(concept, form, *forms[earlier], language)
                    break


def _whole(index: Index, text: str) -> list[Found]:
    """The forms that a text as a whole is an occurrence of, the earliest in the term base first."""
    found = [one for one in index.find(text) if (one.start, one.end) == (0, len(text))]
    return sorted(found, key=lambda one: one.leaf.number)


def _shadow(concept: Concept, form: Form, owner: Concept, other: Form, language: str) -> Iterator[Finding]:
    if as_written(form) == as_written(other):
        return  # told by how they are written
    if owner is not concept:
        yield conflict(concept, form, owner)
        return
    said = f"wherever “{form.text}” ({language}) stands, “{other.text}” is matched"
    if (form.type, form.pos) == (other.type, other.pos):
        message = f"{said}; it adds nothing."
        yield finding(concept, "glossary-shadowed", Severity.INFO, message)
    else:
        labels = " ".join(filter(None, (form.type, form.pos)))
        message = (
            f"{said}, so it never counts as {labels}. Delete one of the two, or give both the same labels."
        )
        yield finding(concept, "glossary-shadowed", Severity.WARNING, message)


def forbidden_inflected(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Approved forms that are an inflection or another spelling of a forbidden one."""
    for language in languages:
        pairs = [
            (concept, Form(text))
            for concept in glossary.concepts.values()
            for text in (concept.terms[language].forbidden if language in concept.terms else ())
        ]
        index = Index(build(((concept.id, form) for concept, form in pairs), language))
        for concept, form in forms_of(glossary, language):
            for found in _whole(index, form.text) if concept.policy is not Policy.FORBID else ():
                owner, other = pairs[found.leaf.number] if found.leaf.concept else (concept, form)
                if found.leaf.concept and other.text.casefold() != form.text.casefold() and not found.alike:
                    message = (
                        f"“{form.text}” ({language}) is approved, and a form of “{other.text}”, which "
                        f"{place_of(owner)} forbids. Delete one of the two."
                    )
                    yield finding(concept, "glossary-forbidden", Severity.ERROR, message)
