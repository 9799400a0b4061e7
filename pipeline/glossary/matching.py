"""Finding terms in running text, and judging whether a translation holds them.

A trie over the words of all forms: the cost grows with the text, not with the glossary.
Longest match wins; no term is found inside a longer word or name (`MGP` in `MGPX`,
`vitamin K` in `vitamin K2`, `menaquinone` in `menaquinone-7`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from pipeline.glossary.concepts import Form, Glossary, Policy
from pipeline.glossary.morphology import keys
from pipeline.glossary.tokens import Token, tokens
from pipeline.model import Span, TermMatch


@dataclass(slots=True)
class _Leaf:
    """A form that ends at a node."""

    concept: str
    form: Form
    words: tuple[Token, ...]


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    leaves: list[_Leaf] = field(default_factory=list)


class _Index:
    """All forms of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.root = _Node()

    def add(self, concept: str, form: Form) -> None:
        words = tuple(tokens(form.text))
        if not words:
            return
        options = [keys(word.lower, self.language)[:3] for word in words]
        leaf = _Leaf(concept, form, words)
        for path in product(*options) if len(words) <= 4 else [tuple(o[0] for o in options)]:
            node = self.root
            for key in path:
                node = node.children.setdefault(key, _Node())
            if leaf not in node.leaves:
                node.leaves.append(leaf)

    def find(self, text: str) -> list[TermMatch]:
        """All matches, overlapping ones included, in the order of their starts."""
        words = tokens(text)
        options = [keys(word.lower, self.language) for word in words]
        found: list[TermMatch] = []
        for start in range(len(words)):
            glued = start and words[start].glue == ""
            if glued and not _is_han(words[start].text) and not _is_han(words[start - 1].text):
                continue
            found += self._from(text, words, options, start)
        return found

    def _from(
        self, text: str, words: list[Token], options: list[tuple[str, ...]], start: int
    ) -> Iterator[TermMatch]:
        nodes = [self.root]
        for at in range(start, len(words)):
            nodes = [n.children[key] for n in nodes for key in options[at] if key in n.children]
            if not nodes:
                return
            if any(n.leaves for n in nodes) and _ends_here(words, at):
                seen: set[tuple[str, str]] = set()
                for leaf in (leaf for n in nodes for leaf in n.leaves):
                    identity = (leaf.concept, leaf.form.text)
                    if identity not in seen and _agrees(leaf.words, words[start : at + 1]):
                        seen.add(identity)
                        span = Span(words[start].start, words[at].end)
                        yield TermMatch(
                            leaf.concept, text[span.start : span.end], span, leaf.form.type, leaf.form.pos
                        )


def _ends_here(words: list[Token], at: int) -> bool:
    """Whether a term may end with this word: not inside a name that goes on (`K2`, `menaquinone-7`)."""
    if at + 1 >= len(words):
        return True
    following = words[at + 1]
    if _is_han(words[at].text) or _is_han(following.text):
        return True
    if following.glue == "":
        return False
    return not (following.glue == "-" and following.text.isdigit())


def _agrees(form: tuple[Token, ...], found: list[Token]) -> bool:
    """Whether the words are joined and capitalised as the form allows."""
    for index, (wanted, word) in enumerate(zip(form, found, strict=True)):
        if index and not _joined_alike(wanted, word, form[index - 1]):
            return False
        if (
            wanted.text.isupper()
            and wanted.text.isalpha()
            and wanted.text.isascii()
            and not word.text.isupper()
        ):
            return False
        if len(wanted.text) > 1 and wanted.text.isupper() and not word.text.isupper():
            return False
    return True


def _joined_alike(wanted: Token, word: Token, before: Token) -> bool:
    if word.glue == ".":
        return False
    if wanted.glue in ("", "-") and wanted.text.isdigit():
        # `К 2 годам` is no K2, `MK 7` is MK-7.
        return word.glue in ("", "-") or len(before.text) > 1
    return word.glue != "" or wanted.glue == "" or _is_han(word.text) or _is_han(before.text)


def _is_han(text: str) -> bool:
    return "\u3400" <= text[0] <= "\u9fff"


class TermBase:
    """The glossary as a run uses it; indices are made when a language is first needed."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self._approved: dict[str, _Index] = {}
        self._forbidden: dict[str, _Index] = {}
        self._seen: dict[tuple[str, str], frozenset[str]] = {}

    def find(self, text: str, language: str) -> tuple[TermMatch, ...]:
        """Terms of a plain text, none overlapping another, the longest first where two could stand."""
        chosen: list[TermMatch] = []
        ranked = sorted(
            self._index(language).find(text),
            key=lambda m: (m.span.start - m.span.end, m.span.start, m.concept),
        )
        for match in ranked:
            if not any(match.span.start < c.span.end and c.span.start < match.span.end for c in chosen):
                chosen.append(match)
        return tuple(sorted(chosen, key=lambda m: m.span))

    def approved(self, match: TermMatch, target: str) -> tuple[str, ...]:
        """Texts of the approved forms in the target language, the one to be used first; empty if there is none."""
        return tuple(dict.fromkeys(form.text for form in self.approved_forms(match, target)))

    def approved_forms(self, match: TermMatch, target: str) -> tuple[Form, ...]:
        """Approved forms in the target language, the one to be used first; empty if there is none."""
        concept = self.glossary.concepts.get(match.concept)
        terms = concept.terms.get(target) if concept else None
        if concept is None or terms is None:
            return (Form(match.surface),) if concept and concept.policy is Policy.KEEP else ()
        forms = sorted(
            terms.approved,
            key=lambda f: (f.type != match.type or f.pos != match.pos, f is not terms.preferred),
        )
        if forms[0].type != match.type or forms[0].pos != match.pos:
            forms = list(terms.approved)
        return tuple(forms)

    def missing(self, matches: Iterable[TermMatch], target: str, text: str) -> tuple[TermMatch, ...]:
        """Matches of the source whose concept is in no approved form, inflected or not, in the translation.

        One occurrence in the translation serves all of the source. Concepts without a term in
        the target language, and forbidden ones, are not missed.
        """
        present = self._present(text, target)
        return tuple(
            match
            for match in matches
            if match.concept not in present
            and self.glossary.concepts[match.concept].policy is not Policy.FORBID
            and self.approved(match, target)
        )

    def _present(self, text: str, language: str) -> frozenset[str]:
        return frozenset(match.concept for match in self._index(language).find(text))

    def forbidden(self, text: str, target: str) -> tuple[str, ...]:
        """Forms that the glossary forbids and that stand in a translation."""
        if target not in self._forbidden:
            index = _Index(target)
            for concept in self.glossary.concepts.values():
                terms = concept.terms.get(target)
                for form in terms.forbidden if terms else ():
                    index.add(concept.id, Form(form))
                if terms and concept.policy is Policy.FORBID:
                    for approved in terms.approved:
                        index.add(concept.id, approved)
            self._forbidden[target] = index
        return tuple(dict.fromkeys(match.surface for match in self._forbidden[target].find(text)))

    def _index(self, language: str) -> _Index:
        if language not in self._approved:
            index = _Index(language)
            for concept in self.glossary.concepts.values():
                terms = concept.terms.get(language)
                for form in terms.approved if terms else ():
                    index.add(concept.id, form)
            self._approved[language] = index
        return self._approved[language]
