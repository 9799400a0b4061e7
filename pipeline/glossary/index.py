"""The search of a text for all forms of a language.

    text --tokens--> words --known forms--> a trie over words, walked from each word that begins a term

A word of the text that is in no term costs one look-up, another one as many steps as the terms that it may
begin are long: the cost grows with the text, not with the glossary. `indexing` makes an index; it is strings
and flat numbers, so that it is read from its packed bytes much faster than it is made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.glossary.packing import unpack_lines, unpack_numbers
from pipeline.glossary.tokens import Words, is_han
from pipeline.grammar.features import ALIKE, ANY, KNOWN, agree
from pipeline.grammar.homonyms import as_adjective


@dataclass(frozen=True, slots=True)
class WordRule:
    """What a word of a form must be, beside being one of its inflections."""

    written: str
    """As the form has it."""
    joint: str
    """What joins it to the word before, as `Words.before` says it."""
    cases: int
    """Readings that are allowed."""
    agrees_with: int
    """Place of the word that it agrees with; -1 for none."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A form of the glossary."""

    number: int
    """Counted in the order of the glossary."""
    concept: str
    """Empty for an ordinary expression that only holds a term (`铁路`)."""
    type: str
    pos: str
    only_target: bool
    exact: bool
    """Whether only this very case of letters is the term."""
    words: tuple[WordRule, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A form in a text."""

    start: int
    end: int
    leaf: Leaf
    alike: bool
    """Whether it holds letters of another alphabet that look alike."""


@dataclass(slots=True)
class _Path:
    """A way from the root of the trie along some words of the text."""

    node: int
    readings: tuple[int, ...] = ()


class Index:
    """The forms of one language, from the sections that `indexing.build` makes."""

    def __init__(self, sections: Mapping[str, bytes]) -> None:
        forms = unpack_lines(sections["forms"])
        self._forms = dict(zip(forms, range(len(forms)), strict=True))
        self._begins = sections["begins"]
        self._bounds = unpack_numbers(sections["bounds"], "I")
        self._keys = unpack_numbers(sections["keys"], "I")
        self._readings = unpack_numbers(sections["readings"], "I")
        edges, nodes = unpack_numbers(sections["edges"], "Q"), unpack_numbers(sections["nodes"], "I")
        self._edges = dict(zip(edges, nodes, strict=True))
        self._width = int.from_bytes(sections["width"], "little")
        ends = unpack_numbers(sections["leaf nodes"], "I")
        self._leaf_bounds = unpack_numbers(sections["leaf bounds"], "I")
        self._ends = dict(zip(ends, range(len(ends)), strict=True))
        self._lines = unpack_lines(sections["leaves"])
        self._leaves: dict[int, Leaf] = {}
        self._rivals: dict[str, int] = json.loads(sections["rivals"])

    def find(self, text: str) -> list[Found]:
        """All forms in a text, those inside others included, in the order of their starts."""
        words = Words(text)
        known = list(map(self._forms.get, words.folded))
        if "ё" in text or "Ё" in text:
            known = [
                n if n is not None else self._undotted(w) for n, w in zip(known, words.folded, strict=True)
            ]
        begins = self._begins
        found: list[Found] = []
        for start, number in enumerate(known):
            if number is not None and begins[number] and _may_start(words, start):
                found += self._from(words, known, start)
        return found

    def _undotted(self, word: str) -> int | None:
        """A word with `ё` that the glossary writes with `е`: only one that the dictionary does not know."""
        number = self._forms.get(word.replace("ё", "е")) if "ё" in word else None
        if number is None or any(reading & KNOWN for _, reading in self._read(number)):
            return None
        return number

    def _read(self, number: int) -> Iterator[tuple[int, int]]:
        first, last = self._bounds[number], self._bounds[number + 1]
        return zip(self._keys[first:last], self._readings[first:last], strict=True)

    def _from(self, words: Words, known: Sequence[int | None], start: int) -> Iterator[Found]:
        paths = [_Path(0)]
        places: list[int] = []
        at = start
        while at < len(words) and (number := known[at]) is not None:
            paths = [
                _Path(node, (*path.readings, reading))
                for path in paths
                for key, reading in self._read(number)
                if (node := self._edges.get(path.node * self._width + key)) is not None
            ]
            if not paths:
                return
            places.append(at)
            after = at + 2 if words.is_possessive(at + 1) else at + 1
            if _may_end(words, at, after):
                yield from self._ending(words, places, paths)
            at = after

    def _ending(self, words: Words, places: list[int], paths: Sequence[_Path]) -> Iterator[Found]:
        for path in paths:
            number = self._ends.get(path.node)
            if number is None:
                continue
            for line in range(self._leaf_bounds[number], self._leaf_bounds[number + 1]):
                leaf = self._leaf(line)
                if _fits(leaf, words, places, path.readings) and not self._is_rival(
                    words, places, path.readings
                ):
                    alike = any(r & ALIKE for r in path.readings) or not words.mixed.isdisjoint(places)
                    yield Found(*words.span(places[0], places[-1]), leaf, alike)

    def _is_rival(self, words: Words, places: list[int], readings: tuple[int, ...]) -> bool:
        """Whether the adjective before a single word shows that it is another noun's form (`щитовидная железа`)."""
        place = places[0]
        rival = self._rivals.get(words.folded[place], 0) if len(places) == 1 and self._rivals else 0
        if not rival or words.before(place) != " ":
            return False
        adjective = as_adjective(words.folded[place - 1])
        return bool(adjective & rival) and not adjective & readings[0]

    def _leaf(self, line: int) -> Leaf:
        leaf = self._leaves.get(line)
        if leaf is None:
            number, concept, kind, pos, only_target, exact, words = json.loads(self._lines[line])
            rules = tuple(WordRule(*word) for word in words)
            leaf = self._leaves[line] = Leaf(number, concept, kind, pos, only_target, exact, rules)
        return leaf


def _may_start(words: Words, at: int) -> bool:
    """Whether a term may begin with this word: not inside a longer name (`5MGP`, `25(OH)D3`)."""
    if is_han(words.folded[at]):
        return True
    if at and words.before(at) == "" and not is_han(words.folded[at - 1]):
        return False
    return len(words.folded[at]) > 2 or not words.follows_bracket(at)


def _may_end(words: Words, at: int, after: int) -> bool:
    """Whether a term may end with this word: not inside a name that goes on (`K2`, `menaquinone-7`)."""
    if after >= len(words) or is_han(words.folded[at]) or is_han(words.folded[after]):
        return True
    joint = words.before(after)
    return joint != "" and not (joint == "-" and words.folded[after].isdigit())


def _fits(leaf: Leaf, words: Words, places: Sequence[int], readings: Sequence[int]) -> bool:
    """Whether the words agree and are joined and capitalised as the form's are."""
    for index, rule in enumerate(leaf.words):
        if rule.cases != ANY and not readings[index] & rule.cases:
            return False
        if rule.agrees_with >= 0 and not agree(readings[index], readings[rule.agrees_with]):
            return False
        if index and not _joined_alike(rule, leaf.words[index - 1], words.before(places[index])):
            return False
        if not _same_case(rule.written, words.written(places[index]), leaf.exact):
            return False
    return True


def _joined_alike(rule: WordRule, previous: WordRule, joint: str) -> bool:
    if joint == ".":
        return rule.joint == "."
    if rule.joint in ("", "-") and rule.written.isdigit():
        # `К 2 годам` is no K2, `MK 7` is MK-7.
        return joint != " " or len(previous.written) > 1
    return joint != "" or rule.joint == "" or is_han(rule.written) or is_han(previous.written)


def _same_case(form: str, text: str, exact: bool) -> bool:
    """Whether a word has the capitals of the form where they matter: in names and abbreviations."""
    if not exact and not any(map(str.isupper, form[1:] or form)):
        return True
    if all(a.isupper() == b.isupper() for a, b in zip(form, text, strict=False)):
        return True
    return not exact and len(text) > 1 and text.isupper()
