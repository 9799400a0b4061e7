"""Finding terms in running text, and judging whether a translation holds them.

Longest match wins; no term is found inside a longer word or name (`MGP` in `MGPX`, `vitamin K`
in `vitamin K2`, `menaquinone` in `menaquinone-7`), an everyday expression or an address.

A term inside a longer one (calcification in vascular calcification) is not promised by itself: the
approved translation of the longer one is. In a translation, a term inside a longer one counts as present.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Protocol

from pipeline.glossary.concepts import Concept, Form, Glossary, Policy
from pipeline.glossary.index import Found, Index
from pipeline.glossary.indexing import build
from pipeline.glossary.packing import DamagedError, pack, unpack
from pipeline.glossary.protected import address_spans
from pipeline.glossary.selection import is_inside, select
from pipeline.model import TermMatch


class Cache(Protocol):
    """Keeps what is slow to make from the glossary, for the next run."""

    def load(self, name: str) -> bytes | None: ...

    def save(self, name: str, data: bytes) -> None: ...


class TermBase:
    """The glossary as a run uses it; the index of a language is made when it is first needed.

    `cache` is asked for an index before it is made; it must hold nothing of another glossary.
    """

    def __init__(self, glossary: Glossary, cache: Cache | None = None) -> None:
        self.glossary = glossary
        self._cache = cache
        self._indices: dict[str, Index] = {}
        self._making = Lock()
        # The checks ask for the same translation again and again.
        self._found = lru_cache(maxsize=4_096)(self._search)

    def find(self, text: str, language: str) -> tuple[TermMatch, ...]:
        """Terms of a plain text, none overlapping another, the longest first where two could stand."""
        found = [f for f in self._approved(text, language) if not f.leaf.only_target]
        return select(found, text, language)

    def approved(self, match: TermMatch, target: str) -> tuple[str, ...]:
        """Texts of the approved forms in the target language, the one to be used first; empty if there is none."""
        return tuple(dict.fromkeys(form.text for form in self.approved_forms(match, target)))

    def approved_forms(self, match: TermMatch, target: str) -> tuple[Form, ...]:
        """Approved forms in the target language, the one to be used first; empty if there is none.

        A concept that is forbidden has none.
        """
        concept = self.glossary.concepts.get(match.concept)
        if concept is None or concept.policy is Policy.FORBID:
            return ()
        terms = concept.terms.get(target)
        if terms is None:
            return (Form(match.surface),) if concept.policy is Policy.KEEP else ()
        alike = [form for form in terms.approved if (form.type, form.pos) == (match.type, match.pos)]
        forms = dict.fromkeys([*alike, *terms.approved])
        return tuple(sorted(forms, key=lambda form: form.only_target))

    def missing(
        self, matches: Iterable[TermMatch], target: str, text: str, *, whole: bool = False
    ) -> tuple[TermMatch, ...]:
        """Matches of the source whose concept is in no approved form, inflected or not, in the translation.

        One occurrence in the translation serves all of the source. Concepts without a term in the target
        language, and forbidden ones, are not missed. Unless a term must stand there `whole`, one that is composed
        of terms is there when they all are: 血管钙化 is in “the vessels calcify”.
        """
        wanted = [match for match in matches if self.approved_forms(match, target)]
        if not wanted:
            return ()
        present = {found.leaf.concept for found in self._approved(text, target)}
        return tuple(
            match
            for match in wanted
            if match.concept not in present
            and not self._is_kept(match, target, text)
            and (whole or not match.composed or not present.issuperset(match.parts))
        )

    def _is_kept(self, match: TermMatch, target: str, text: str) -> bool:
        """Whether a term stands there letter by letter that has no form of its own in the target language."""
        return target not in self.glossary.concepts[match.concept].terms and match.surface in text

    def forbidden(self, text: str, target: str) -> tuple[str, ...]:
        """Forms that the glossary forbids and that stand in a translation, as they are written there."""
        return tuple(dict.fromkeys(match.surface for match in self.find_forbidden(text, target)))

    def find_forbidden(self, text: str, target: str) -> tuple[TermMatch, ...]:
        """Forbidden forms in a translation, by the rules of `find`; none inside an approved longer form."""
        found = self._found(f"{target} forbidden", text)
        if not found:
            return ()
        longer = [f for f in self._index(target).find(text) if not self._is_forbidden(f.leaf.concept)]
        return select([f for f in found if not any(is_inside(f, other) for other in longer)], text, target)

    def _is_forbidden(self, concept: str) -> bool:
        return bool(concept) and self.glossary.concepts[concept].policy is Policy.FORBID

    def _approved(self, text: str, language: str) -> list[Found]:
        """All approved forms in a text, but for those inside everyday expressions and addresses."""
        found = self._found(language, text)
        ordinary = [f for f in found if not f.leaf.concept]
        if not ordinary:
            return found
        return [f for f in found if f.leaf.concept and not any(is_inside(f, other) for other in ordinary)]

    def _search(self, name: str, text: str) -> list[Found]:
        """What an index finds outside of addresses; not to be changed by whoever gets it."""
        return _outside_addresses(self._index(name).find(text), text)

    def _index(self, name: str) -> Index:
        """The index of a language's approved forms (`ru`), or of its forbidden ones (`ru forbidden`)."""
        if name not in self._indices:
            with self._making:
                if name not in self._indices:
                    self._indices[name] = self._kept_index(name) or self._new_index(name)
        return self._indices[name]

    def _kept_index(self, name: str) -> Index | None:
        data = self._cache.load(name) if self._cache else None
        try:
            return Index(unpack(data)) if data else None
        except DamagedError:
            return None

    def _new_index(self, name: str) -> Index:
        language, _, kind = name.partition(" ")
        forms = self._forbidden_forms(language) if kind else self._approved_forms(language)
        sections = build(forms, language, ordinary=not kind)
        if self._cache:
            self._cache.save(name, pack(sections))
        return Index(sections)

    def _approved_forms(self, language: str) -> Iterator[tuple[str, Form]]:
        for concept in self.glossary.concepts.values():
            yield from ((concept.id, form) for form in _approved_of(concept, language))

    def _forbidden_forms(self, language: str) -> Iterator[tuple[str, Form]]:
        for concept in self.glossary.concepts.values():
            terms = concept.terms.get(language)
            yield from ((concept.id, Form(text)) for text in (terms.forbidden if terms else ()))
            if concept.policy is Policy.FORBID:
                yield from ((concept.id, form) for form in _approved_of(concept, language))


def _approved_of(concept: Concept, language: str) -> tuple[Form, ...]:
    terms = concept.terms.get(language)
    return terms.approved if terms else ()


def _outside_addresses(found: list[Found], text: str) -> list[Found]:
    spans = address_spans(text) if found else ()
    if not spans:
        return found
    return [f for f in found if not any(f.start < span.end and span.start < f.end for span in spans)]
