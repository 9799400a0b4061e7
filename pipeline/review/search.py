"""Search over the texts of all articles and over the term base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.glossary.concepts import Concept
from pipeline.glossary.matching import TermBase
from pipeline.review.sheet import Filter, Sheet, chosen, folded, open_sheet
from pipeline.review.shelf import Shelf

HITS = 100
CONCEPTS = 12


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment that holds the words."""

    sheet: Sheet
    at: int


def segments(shelf: Shelf, query: str) -> list[Hit]:
    """Segments whose source or one of whose translations holds all words, `HITS` at most."""
    return list(islice(_hits(shelf, query), HITS)) if query.strip() else []


def _hits(shelf: Shelf, query: str) -> Iterator[Hit]:
    for article in shelf.places():
        sheet = open_sheet(shelf, article)
        if sheet:
            yield from (Hit(sheet, at) for at in chosen(sheet, Filter(query=query)))


def concepts(terms: TermBase, query: str) -> list[Concept]:
    """Concepts one of whose forms holds the words, those that begin with them first."""
    wanted = folded(query).strip()
    if not wanted:
        return []
    found = [(rank, c) for c in terms.glossary.concepts.values() if (rank := _rank(c, wanted)) is not None]
    return [concept for _, concept in sorted(found, key=lambda pair: (pair[0], pair[1].id))][:CONCEPTS]


def _rank(concept: Concept, wanted: str) -> int | None:
    forms = [folded(form.text) for terms in concept.terms.values() for form in terms.approved]
    if wanted in forms:
        return 0
    if any(form.startswith(wanted) for form in forms):
        return 1
    return 2 if any(wanted in form for form in forms) else None
