"""What a person should look at in a term base, told from how it is written.

`audit_matching` tells what only shows when the forms are matched as in a text, `audit_russian` what the
morphology makes of them. `AUDITS` lists them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from pipeline.glossary.concepts import Concept, Form, Glossary, Policy
from pipeline.glossary.lookalikes import lookalikes
from pipeline.languages import name as language_name
from pipeline.model import Finding, Severity

Audit = Callable[[Glossary, Sequence[str]], Iterator[Finding]]
"""Takes a term base and the languages of the workspace."""


def finding(concept: Concept, check: str, severity: Severity, message: str) -> Finding:
    """A finding at the place where a concept is written."""
    return Finding(check, severity, f"{concept.id}: {message}", concept.path, concept.line)


def forms_of(glossary: Glossary, language: str) -> Iterator[tuple[Concept, Form]]:
    """All approved forms of a language."""
    for concept in glossary.concepts.values():
        if language in concept.terms:
            yield from ((concept, form) for form in concept.terms[language].approved)


def place_of(concept: Concept) -> str:
    return f"{concept.id} ({concept.path}:{concept.line})"


def as_written(form: Form) -> str:
    """What two forms have in common that differ in capitals at most, unless these matter."""
    return form.text if form.case_sensitive else form.text.casefold()


# --- audits ------------------------------------------------------------------------------------


def untranslated(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Concepts to be translated that lack a language."""
    for concept in glossary.concepts.values():
        missing = [language_name(code) for code in languages if code not in concept.terms]
        if missing and concept.policy is Policy.TRANSLATE:
            message = f"there is no term in {', '.join(missing)}, so nothing is locked there. Add it."
            yield finding(concept, "glossary-empty", Severity.WARNING, message)


def kept_differently(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Concepts that are the same in all languages, and are not."""
    for concept in glossary.concepts.values():
        texts = {terms.preferred.text for code, terms in concept.terms.items() if code in languages}
        if concept.policy is Policy.KEEP and len(texts) > 1:
            message = f"its policy is keep, but it differs: {', '.join(sorted(texts))}. Make it translate, or one form."
            yield finding(concept, "glossary-keep", Severity.WARNING, message)


def lookalike_letters(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Words in which letters of another alphabet stand for ones that look the same."""
    for language in languages:
        for concept, form in forms_of(glossary, language):
            is_preferred = form is concept.terms[language].preferred
            for word, meant in lookalikes(form.text):
                # A name in wrong letters may be admitted on purpose, since texts have it; mixed words never are.
                whole = not re.search("[A-Za-z]", word)
                severity = Severity.INFO if whole and not is_preferred else Severity.WARNING
                said = (
                    f"in “{form.text}” ({language}), {word} has letters that only look like those of {meant}."
                )
                todo = (
                    "It is matched all the same: delete it." if severity is Severity.INFO else "Correct them."
                )
                yield finding(concept, "glossary-lookalike", severity, f"{said} {todo}")


def conflicts(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Forms that two concepts claim, so that it is open which translation is meant.

    Forms that are only accepted in a translation claim nothing.
    """
    for language in languages:
        owners: dict[str, Concept] = {}
        for concept, form in forms_of(glossary, language):
            if form.only_target:
                continue
            owner = owners.setdefault(as_written(form), concept)
            if owner is not concept:
                yield conflict(concept, form, owner)


def conflict(concept: Concept, form: Form, owner: Concept) -> Finding:
    message = f"“{form.text}” stands for {place_of(owner)} too, which is used."
    message += " Keep it in one of them, or mark it [target]."
    return finding(concept, "glossary-conflict", Severity.WARNING, message)


def repeated(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Forms that a concept names twice."""
    for language in languages:
        for concept in glossary.concepts.values():
            seen: set[tuple[str, str, str]] = set()
            for form in concept.terms[language].approved if language in concept.terms else ():
                form_and_labels = (as_written(form), form.type, form.pos)
                if form_and_labels in seen:
                    message = f"“{form.text}” stands twice among its {language} forms. Delete one."
                    yield finding(concept, "glossary-repeated", Severity.WARNING, message)
                seen.add(form_and_labels)


def approved_and_forbidden(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Forms that one concept approves and one forbids: no draft could ever be right."""
    for language in languages:
        forbidden = {
            text.casefold(): concept
            for concept in glossary.concepts.values()
            if language in concept.terms
            for text in _forbidden(concept, language)
        }
        for concept, form in forms_of(glossary, language):
            other = forbidden.get(form.text.casefold())
            if other and concept.policy is not Policy.FORBID:
                where = "" if other is concept else f" by {place_of(other)}"
                message = (
                    f"“{form.text}” ({language}) is approved, and forbidden{where}. Delete one of the two."
                )
                yield finding(concept, "glossary-forbidden", Severity.ERROR, message)


def _forbidden(concept: Concept, language: str) -> Iterator[str]:
    yield from concept.terms[language].forbidden
    if concept.policy is Policy.FORBID:
        yield from (form.text for form in concept.terms[language].approved)


WRITTEN: tuple[Audit, ...] = (
    untranslated,
    kept_differently,
    lookalike_letters,
    conflicts,
    repeated,
    approved_and_forbidden,
)
"""The quick ones, which a run makes too."""


def audit(
    glossary: Glossary, languages: Sequence[str], audits: Sequence[Audit] = WRITTEN
) -> tuple[Finding, ...]:
    """What some audits find, in the order of the files."""
    found = [one for run in audits for one in run(glossary, languages)]
    order = {
        path: number for number, path in enumerate(dict.fromkeys(c.path for c in glossary.concepts.values()))
    }
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (order.get(f.path, 0), f.line)))
