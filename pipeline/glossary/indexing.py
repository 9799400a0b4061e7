"""Making the index of a language's forms.

    form --morphology--> words, each with all its inflections --> a path in a trie over words, with a leaf

A form in which a hyphen joins two words (`co-factor`) has a second path, without the hyphen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from pipeline.glossary.concepts import Form
from pipeline.glossary.morphology import inflected
from pipeline.glossary.ordinary import EXPRESSIONS
from pipeline.glossary.packing import pack_lines, pack_numbers
from pipeline.glossary.tokens import Words
from pipeline.grammar.features import Inflected
from pipeline.grammar.homonyms import rivals

_HYPHEN = re.compile(r"(?<=[a-zа-яё]{2})[-‑](?=[a-zа-яё]{3})", re.IGNORECASE)


def build(forms: Iterable[tuple[str, Form]], language: str, *, ordinary: bool = True) -> dict[str, bytes]:
    """The sections of an index of forms, each with its concept's id, in the order of the glossary.

    `ordinary`: with the everyday expressions that only hold a term.
    """
    builder = _Builder(language)
    for number, (concept, form) in enumerate(forms):
        builder.add(number, concept, form)
    for expression in EXPRESSIONS.get(language, ()) if ordinary else ():
        builder.add(0, "", Form(expression))
    return builder.sections()


class _Builder:
    def __init__(self, language: str) -> None:
        self.language = language
        self._keys: dict[str, int] = {}
        self._seen: dict[str, Mapping[str, int]] = {}
        self._forms: dict[str, dict[int, int]] = {}
        self._edges: dict[tuple[int, int], int] = {}
        self._leaves: dict[int, list[str]] = {}
        self._rivals: dict[str, int] = {}

    def add(self, number: int, concept: str, form: Form) -> None:
        """Enter a form; one without a letter or digit is in no text and is passed over."""
        for text in dict.fromkeys((form.text, _HYPHEN.sub("", form.text))):
            words = Words(text)
            made = inflected(words, form, self.language)
            places = [i for i in range(len(words)) if not words.is_possessive(i)]
            if not places:
                continue
            node = 0
            for place in places:
                node = self._edges.setdefault((node, self._key(made[place])), len(self._edges) + 1)
            rules = list(_rules(words, made, places))
            line = [number, concept, form.type, form.pos, form.only_target, form.case_sensitive, rules]
            self._leaves.setdefault(node, []).append(json.dumps(line, ensure_ascii=False))
            if len(places) == 1 and self.language == "ru":
                self._rivals |= rivals(made[0])

    def _key(self, word: Inflected) -> int:
        """The number of a word; its forms are entered when it comes with forms that are new."""
        key = self._keys.setdefault(word.key, len(self._keys))
        if self._seen.get(word.key) is not word.forms:
            self._seen[word.key] = word.forms
            for form, reading in word.forms.items():
                for spelled in {form, form.replace("ё", "е")}:
                    readings = self._forms.setdefault(spelled, {})
                    readings[key] = readings.get(key, 0) | reading
        return key

    def sections(self) -> dict[str, bytes]:
        """Everything as `index.Index` reads it."""
        width = len(self._keys)
        bounds = [0]
        for readings in self._forms.values():
            bounds.append(bounds[-1] + len(readings))
        roots = {key for node, key in self._edges if node == 0}
        nodes = sorted(self._leaves)
        leaf_bounds = [0]
        for node in nodes:
            leaf_bounds.append(leaf_bounds[-1] + len(self._leaves[node]))
        return {
            "forms": pack_lines(self._forms),
            "begins": bytes(not roots.isdisjoint(readings) for readings in self._forms.values()),
            "bounds": pack_numbers(bounds, "I"),
            "keys": pack_numbers((key for readings in self._forms.values() for key in readings), "I"),
            "readings": pack_numbers(
                (r for readings in self._forms.values() for r in readings.values()), "I"
            ),
            "edges": pack_numbers((node * width + key for node, key in self._edges), "Q"),
            "nodes": pack_numbers(self._edges.values(), "I"),
            "width": width.to_bytes(8, "little"),
            "leaf nodes": pack_numbers(nodes, "I"),
            "leaf bounds": pack_numbers(leaf_bounds, "I"),
            "leaves": pack_lines(line for node in nodes for line in self._leaves[node]),
            "rivals": json.dumps(self._rivals).encode(),
        }


def _rules(words: Words, made: list[Inflected], places: list[int]) -> Iterator[tuple[str, str, int, int]]:
    """The fields of each word's `index.WordRule`."""
    head = next((i for i, place in enumerate(places) if made[place].head), -1)
    for place in places:
        agrees_with = head if made[place].agrees else -1
        yield words.written(place), words.before(place), made[place].cases, agrees_with
