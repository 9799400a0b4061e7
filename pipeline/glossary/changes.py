"""Merging concepts into a term base, by id, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.glossary.concepts import Concept, Glossary, Terms
from pipeline.glossary.csv_terms import columns
from pipeline.glossary.labels import write_forms, write_texts
from pipeline.languages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Change:
    """One concept that is new or different."""

    concept: Concept
    """As it is after the merge; an old one keeps its `path` and `line`."""
    old: Concept | None
    """None for a new concept."""

    def details(self) -> tuple[str, ...]:
        """What differs, a line each: `ru: менахинон -> менахинон [m like:витамин]`."""
        return tuple(_details(self.old, self.concept)) if self.old else ()


@dataclass(frozen=True, slots=True)
class Changes:
    changes: tuple[Change, ...]
    unchanged: int
    """Concepts that were there just so."""

    @property
    def added(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.old is None)

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.old)


def merge(base: Glossary, concepts: Iterable[Concept], given: Collection[str] = columns()) -> Changes:
    """What concepts bring to a term base.

    `given`: columns of the table that they come from, as `csv_terms.columns` names them; of what it had no
    column for, the term base keeps its own. Where a new concept has no term of a language, no note, definition
    or subject, the old one's stay: nothing is deleted but forms of a column that the table has.
    """
    changes: list[Change] = []
    unchanged = 0
    for concept in concepts:
        old = base.concepts.get(concept.id)
        merged = _merged(old, concept, given) if old else concept
        if merged == old:
            unchanged += 1
        else:
            changes.append(Change(merged, old))
    return Changes(tuple(changes), unchanged)


def _merged(old: Concept, new: Concept, given: Collection[str]) -> Concept:
    terms = dict(old.terms)
    for language, own in new.terms.items():
        before = old.terms.get(language)
        terms[language] = _merged_terms(before, own, language, given) if before else own
    return replace(
        old,
        policy=new.policy if "policy" in given else old.policy,
        terms=terms,
        note=new.note or old.note,
        definition=new.definition or old.definition,
        subject=new.subject or old.subject,
    )


def _merged_terms(old: Terms, new: Terms, language: str, given: Collection[str]) -> Terms:
    return Terms(
        new.preferred,
        new.admitted if f"{language}_variants" in given else (new.admitted or old.admitted),
        new.forbidden if f"{language}_forbidden" in given else old.forbidden,
    )


def _details(old: Concept, new: Concept) -> Iterator[str]:
    for name in ("policy", "subject", "definition", "note"):
        before, after = str(getattr(old, name)), str(getattr(new, name))
        if before != after:
            yield f"{name}: {before or '(none)'} -> {after or '(none)'}"
    for language in LANGUAGES:
        for kind, before, after in zip(
            ("", " variants", " forbidden"),
            _written(old.terms.get(language)),
            _written(new.terms.get(language)),
            strict=True,
        ):
            if before != after:
                yield f"{language}{kind}: {before or '(none)'} -> {after or '(none)'}"


def _written(terms: Terms | None) -> tuple[str, str, str]:
    if terms is None:
        return "", "", ""
    return write_forms([terms.preferred]), write_forms(terms.admitted), write_texts(terms.forbidden)
