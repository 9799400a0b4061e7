"""Marks, capitals, spaces, and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.model import Finding, Severity

_CLOSING = "\"'»”’“)）」』】]》 \u00a0"
MARKS = {
    **dict.fromkeys(".。．", "a full stop"),
    **dict.fromkeys("?？", "a question mark"),
    **dict.fromkeys("!！", "an exclamation mark"),
    **dict.fromkeys(":：", "a colon"),
    **dict.fromkeys(";；", "a semicolon"),
    **dict.fromkeys(",，、", "a comma"),
    "…": "dots",
}
"""Marks that may end a text, by their names in messages."""
_ALIKE = (
    {"a full stop", "an exclamation mark"},
    {"a full stop", "dots"},
    {"a full stop", "a semicolon"},
    {"a colon", "a full stop"},
)
_SENTENCE = 30
"""Characters from which on a lost final mark is told by the check `truncated`."""


class EndMark:
    id = "end-mark"
    title = "Final mark differs"
    explanation = (
        "A question ends as a question, a heading without a mark as one without. A warning; a full stop may be an "
        "exclamation mark or dots, and a long sentence without a final mark is told as cut off."
    )
    good = Example("zh-en", "能不能每天吃？", "May it be eaten every day?")
    bad = Example("zh-en", "能不能每天吃？", "It may be eaten every day.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here = _end(subject.plain_text)
        there = _end(subject.plain_translation)
        if here == there or any({here, there} == pair for pair in _ALIKE):
            return
        if not there and len(subject.plain_text) > _SENTENCE and here != "a colon":
            return
        message = f"The source ends with {here or 'no mark'}, the translation with {there or 'no mark'}."
        size = len(subject.plain_translation.rstrip(_CLOSING))
        yield subject.finding(self.id, Severity.WARNING, message, (size - 1, size) if size else None)


def _end(text: str) -> str:
    return MARKS.get(text.rstrip(_CLOSING)[-1:], "")


_PAIRS = {"(": ")", "[": "]", "（": "）", "【": "】"}
_WIDTHS = str.maketrans("（）【】", "()[]")


class Brackets:
    id = "brackets"
    title = "Brackets are not paired"
    explanation = (
        "A bracket is opened and not closed, or closed and not opened, and the source's are paired. "
        "A warning."
    )
    good = Example("en-zh", "Magnesium (Mg) is a mineral.", "镁（Mg）是一种矿物质。")
    bad = Example("en-zh", "Magnesium (Mg) is a mineral.", "镁（Mg是一种矿物质。")

    def run(self, subject: Subject) -> Iterator[Finding]:
        place = _unpaired(subject.plain_translation)
        if place is not None and _unpaired(subject.plain_text) is None:
            mark = subject.plain_translation[place]
            yield subject.finding(self.id, Severity.WARNING, f"“{mark}” has no partner.", (place, place + 1))


def _unpaired(text: str) -> int | None:
    """Where a bracket without a partner stands; full-width and half-width ones pair."""
    stack: list[tuple[str, int]] = []
    for found in re.finditer(r"[()\[\]（）【】]", text):
        mark = found.group().translate(_WIDTHS)
        if mark in _PAIRS:
            stack.append((mark, found.start()))
        elif not stack or _PAIRS[stack.pop()[0]] != mark:
            return found.start()
    return stack[-1][1] if stack else None


class Quotes:
    id = "quotes"
    title = "Quotation marks are not paired"
    explanation = (
        "A quotation is opened and not closed, or closed and not opened, and the source's are paired. "
        "A warning."
    )
    good = Example("en-ru", "The “calcium paradox” is real.", "«Парадокс кальция» существует.")
    bad = Example("en-ru", "The “calcium paradox” is real.", "«Парадокс кальция существует.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        mark = _odd_quote(subject.plain_translation)
        if mark and not _odd_quote(subject.plain_text):
            yield subject.finding(self.id, Severity.WARNING, f"“{mark}” has no partner.")


def _odd_quote(text: str) -> str:
    """A mark that is opened or closed more often than its partner; empty if there is none."""
    if text.count("«") != text.count("»"):
        return "«" if text.count("«") > text.count("»") else "»"
    if "„" in text:  # „лапки“
        return "„" if text.count("„") != text.count("“") + text.count("”") else ""
    if text.count("“") != text.count("”"):
        return "“" if text.count("“") > text.count("”") else "”"
    if text.count("《") != text.count("》"):
        return "《"
    inches = len(re.findall(r"\d\"", text))
    return '"' if (text.count('"') - inches) % 2 and text.count('"') % 2 else ""


class Capital:
    id = "capital"
    title = "First letter's case differs"
    explanation = (
        "The source begins with a capital and the translation with a small letter, or the other way round, both in "
        "alphabets. For your information: a list or a heading may have its own way."
    )
    good = Example("en-ru", "It is safe.", "Это безопасно.")
    bad = Example("en-ru", "It is safe.", "это безопасно.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = _first(subject.plain_text), _first(subject.plain_translation)
        if here and there and here.group(1).isupper() != there.group(1).isupper() and not _is_name(there):
            kind = "capital" if here.group(1).isupper() else "small"
            message = f"The source begins with a {kind} letter."
            yield subject.finding(self.id, Severity.INFO, message, there.span(1))


_FIRST = re.compile(r"[^\w]*([^\W\d_])(\w*)")


def _first(text: str) -> re.Match[str] | None:
    found = _FIRST.match(text)
    cased = found and found.group(1).lower() != found.group(1).upper()
    return found if cased else None


def _is_name(word: re.Match[str]) -> bool:
    """Whether a word keeps its case everywhere: `pH`, `iHerb`, `MK`."""
    return any(c.isupper() or c.isdigit() for c in word.group(2))


class Spaces:
    id = "spaces"
    title = "Stray spaces"
    explanation = (
        "Spaces at the ends that the source does not have (or lacks), two spaces in a row, a space before a "
        "comma or a full stop in Russian and English. For your information."
    )
    good = Example("en-ru", "It is safe.", "Это безопасно.")
    bad = Example("en-ru", "It is safe, says he.", "Это безопасно , говорит он.")
    _stray = re.compile(r"(?<=\S) {2,}(?=\S)|(?<=\w) +(?=[,.;:!?](?:\s|$))")

    def run(self, subject: Subject) -> Iterator[Finding]:
        text = subject.plain_translation
        if _ends_blank(subject.plain_text) != _ends_blank(text):
            message = "White space at the beginning or end differs from the source."
            yield subject.finding(self.id, Severity.INFO, message)
        if subject.target != "zh" and (found := self._stray.search(text)):
            yield subject.finding(self.id, Severity.INFO, "A space too many.", found.span())


def _ends_blank(text: str) -> tuple[bool, bool]:
    """Whether a text begins and ends with white space."""
    return text != text.lstrip(), text != text.rstrip()


_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffd]|"  # errors
    "([\u00ad\u200b\u200e\u200f\u2060\ufeff])"  # warnings
)


class Characters:
    id = "characters"
    title = "Hidden characters"
    explanation = (
        "Control characters, marks that turn the direction of text, the replacement character U+FFFD: an error "
        "where the source does not hold them, for they hide what a text says or show that it is damaged. "
        "Spaces of no width, soft hyphens and the like: a warning."
    )
    good = Example("en-ru", "It is safe.", "Это безопасно.")
    bad = Example("en-ru", "It is safe.", "Это безо\ufffdпасно.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        told: set[str] = set()
        for found in _HIDDEN.finditer(subject.plain_translation):
            character = found.group()
            if character in subject.plain_text or character in told:
                continue
            told.add(character)  # each once: one that is harmless must not hide one that is grave
            name = unicodedata.name(character, "a control character").lower()
            severity = Severity.WARNING if found.group(1) else Severity.ERROR
            yield subject.finding(self.id, severity, f"U+{ord(character):04X} ({name}).", found.span())
