"""Words of a text as terms see them.

Letters and digits are words of their own (`MK7` is `mk` and `7`, glued), so that `MK-7`, `MK7`,
`MK‑7` and `MK₇` are one; each Chinese character is a word. A word is compared in its folded form:
lower case, plain digits, letters that only look alike put right.
"""

from __future__ import annotations

import re
import unicodedata

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[^\W\d_{HAN}]+|\d+|[{HAN}]")
_FOLD = str.maketrans(
    {
        **{chr(0xFF01 + i): chr(0x21 + i) for i in range(94)},
        **{chr(0x2080 + i): str(i) for i in range(10)},
        **{c: str(i) for i, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
        "İ": "I",
    }
)
_HYPHENS = frozenset("-‐‑‒–−﹣－")
_POSSESSIVE = frozenset("'’")
# What stands in a word without being part of it: soft hyphens, zero-width marks, stress marks.
_IGNORED = re.compile("[\u00ad\u0300\u0301\u200b-\u200d\u2060\ufeff]")
_MIXED = re.compile(r"[a-z][а-яё]|[а-яё][a-z]")
_SCRIPT = re.compile(r"[а-яё]+|[^а-яё]+")
_TO_LATIN = dict(zip("авекмнорстухіѕј", "abekmhopctyxisj", strict=True))
TO_LATIN = str.maketrans(_TO_LATIN)
"""Cyrillic letters, in lower case, that look like Latin ones in upper or lower case."""
TO_CYRILLIC = str.maketrans(
    {latin: cyrillic for cyrillic, latin in _TO_LATIN.items() if cyrillic in "авекмнорстух"}
)
_CYRILLIC_ALIKE = frozenset(_TO_LATIN)
_LATIN_ALIKE = frozenset("abekmhopctyx")


class Words:
    """The words of a text, one in each position of parallel lists."""

    __slots__ = ("_clean", "_places", "ends", "folded", "mixed", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._clean = text
        self._places: list[tuple[int, int]] | None = None
        if not _is_clean(text):
            self._clean, self._places = _cleaned(text)
        self._clean = self._clean.translate(_FOLD)
        folded = self._clean.lower()
        found = list(_WORD.finditer(folded))
        self.folded = [match.group() for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.mixed: frozenset[int] = frozenset()
        """Words that are written with letters of two alphabets that look alike."""
        if _MIXED.search(folded):
            self._settle_mixed()

    def __len__(self) -> int:
        return len(self.folded)

    def written(self, index: int) -> str:
        """A word as it stands in the text, digits and full-width letters made plain."""
        return self._clean[self.starts[index] : self.ends[index]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where some words stand in the text as it was given."""
        start, end = self.starts[first], self.ends[last]
        return (start, end) if self._places is None else (self._places[start][0], self._places[end - 1][1])

    def before(self, index: int) -> str:
        """What joins a word to the one before: `` (nothing), `-`, ` `, or `.` for anything else."""
        if index == 0:
            return "."
        between = self._clean[self.ends[index - 1] : self.starts[index]]
        if between == "" or between in _HYPHENS:
            return between and "-"
        return " " if between.isspace() and between.count("\n") < 2 else "."

    def is_possessive(self, index: int) -> bool:
        """Whether a word is the `s` of `bone's`."""
        return (
            0 < index < len(self.folded)
            and self.folded[index] == "s"
            and self._clean[self.ends[index - 1] : self.starts[index]] in _POSSESSIVE
        )

    def follows_bracket(self, index: int) -> bool:
        """Whether a word stands right behind a closing bracket, as the `D` of `25(OH)D`."""
        start = self.starts[index]
        return start > 0 and self._clean[start - 1] in ")]"

    def _settle_mixed(self) -> None:
        """Words in two alphabets: of one, when all letters of the other look alike; else cut between them."""
        folded: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        mixed: list[int] = []
        for word, start in zip(self.folded, self.starts, strict=True):
            settled = _unmixed(word) if _MIXED.search(word) else word
            if settled != word:
                mixed.append(len(folded))
            cut = _MIXED.search(settled)
            spans = [m.span() for m in _SCRIPT.finditer(settled)] if cut else [(0, len(settled))]
            for first, last in spans:
                folded.append(settled[first:last])
                starts.append(start + first)
                ends.append(start + last)
        self.folded, self.starts, self.ends, self.mixed = folded, starts, ends, frozenset(mixed)


def _unmixed(word: str) -> str:
    cyrillic = [c for c in word if "а" <= c <= "ё"]
    latin = [c for c in word if "a" <= c <= "z"]
    to_latin = all(c in _CYRILLIC_ALIKE for c in cyrillic)
    to_cyrillic = all(c in _LATIN_ALIKE for c in latin)
    if to_latin and (not to_cyrillic or len(latin) >= len(cyrillic)):
        return word.translate(TO_LATIN)
    return word.translate(TO_CYRILLIC) if to_cyrillic else word


def _is_clean(text: str) -> bool:
    return text.isascii() or (not _IGNORED.search(text) and unicodedata.is_normalized("NFC", text))


def _cleaned(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text composed and without ignored marks, and where each of its characters stood."""
    clean: list[str] = []
    places: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if clean and unicodedata.combining(character):
            composed = unicodedata.normalize("NFC", clean[-1] + character)
            if len(composed) == 1:
                clean[-1] = composed
                places[-1] = (places[-1][0], place + 1)
                continue
        if not _IGNORED.match(character):
            clean.append(character)
            places.append((place, place + 1))
    return "".join(clean), places


def is_han(word: str) -> bool:
    """Whether a word is a Chinese character."""
    return "\u3400" <= word[0] <= "\u9fff" or word[0] == "\u3007" or "\uf900" <= word[0] <= "\ufaff"
