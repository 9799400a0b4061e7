"""The language of a translation: its script, and what was left as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.languages import HAN
from pipeline.model import Finding

_SCRIPTS = {
    "ru": re.compile(r"[А-Яа-яЁё]"),
    "en": re.compile(r"[A-Za-z]"),
    "zh": re.compile(f"[{HAN}]"),
}
# Capitals may look alike (МК-7): small letters beside the other alphabet's are no name.
_MIXED = re.compile(r"[A-Za-zА-Яа-яё]*(?:[а-яё][A-Za-z]|[a-z][А-Яа-яё])[A-Za-zА-Яа-яё]*")


class Script:
    id = "script"
    title = "Wrong script"
    explanation = (
        "A translation is written in its language's script: no Chinese characters or Cyrillic words in English, "
        "no Chinese in Russian, no Cyrillic in Chinese, no word of Latin and Cyrillic letters, and something of "
        "its own script in each. A person may leave the source's words in brackets or quotation marks. An error in "
        "machine drafts, else a warning."
    )
    good = Example("ru-en", "Это полезно для сосудов.", "This is good for vessels.")
    bad = Example("ru-en", "Это полезно для сосудов.", "Это is good for vessels.")
    _foreign = {"ru": ("zh",), "en": ("ru", "zh"), "zh": ("ru",)}  # noqa: RUF012 - a constant table

    def run(self, subject: Subject) -> Iterator[Finding]:
        text = subject.plain_translation
        strange = [
            language
            for language in self._foreign[subject.target]
            if _SCRIPTS[language].search(text) and not (language == subject.source and _quoted(subject))
        ]
        for language in strange:
            message = f"Letters of another script: {_words(text, language)}."
            start = next(_SCRIPTS[language].finditer(text)).start()
            yield subject.finding(self.id, subject.grave, message, (start, start + 1))
        if strange:
            return
        mixed = _MIXED.search(text)
        if mixed and mixed.group() not in subject.plain_text:
            message = f"“{mixed.group()}” is written in two alphabets."
            yield subject.finding(self.id, subject.grave, message, mixed.span())
        if not _SCRIPTS[subject.target].search(text) and _has_words(subject):
            yield subject.finding(self.id, subject.grave, "Not a letter of the language's own script.")


class Spelling:
    id = "spelling"
    title = "Impossible spelling"
    explanation = (
        "Letters that no Russian word holds beside each other: жы, шы, чы, щы, чя, щя, чю, щю, and кы, гы, хы at the "
        "end. An error in machine drafts, else a warning."
    )
    good = Example("en-ru", "The legs and the books.", "Ноги и книги.")
    bad = Example("en-ru", "The legs and the books.", "Ногы и книгы.")
    _never = re.compile(r"[А-Яа-яё]*(?:[жшчщ]ы|[чщ][яю])[а-яё]*|[А-Яа-яё]+[кгх]ы\b")

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.target == "ru" and (found := self._never.search(subject.plain_translation)):
            message = f"“{found.group()}” is no Russian word."
            yield subject.finding(self.id, subject.grave, message, found.span())


_SHOWN = 3
"""Words of another script that are shown."""


def _words(text: str, language: str) -> str:
    """The words of a script in a text, apart and as they stand."""
    letters = _SCRIPTS[language].pattern
    found = list(dict.fromkeys(re.findall(rf"{letters}+(?:[-’']{letters}+)*", text)))
    return ", ".join(f"“{word}”" for word in found[:_SHOWN]) + (" …" if len(found) > _SHOWN else "")


def _has_words(subject: Subject) -> bool:
    """Whether the source holds words that cannot all be names (`MK-7`, `University of Maastricht`)."""
    letters = len(_SCRIPTS[subject.source].findall(subject.plain_text))
    if subject.source == "en":
        return len(re.findall(r"\b[a-z]{2,}\b", subject.plain_text)) > 2
    return letters >= 4


_QUOTED = re.compile(r"\([^()]*\)|（[^（）]*）|“[^“”]*”|«[^«»]*»|\"[^\"]*\"|《[^《》]*》|「[^「」]*」")


def _quoted(subject: Subject) -> bool:
    """A person may leave a name or a word of the source in its own script: in brackets or quotation marks."""
    foreign = _SCRIPTS[subject.source]
    return not subject.machine and not foreign.search(_QUOTED.sub("", subject.plain_translation))


class SameAsSource:
    id = "same-as-source"
    title = "Same as the source"
    explanation = (
        "The translation equals the source, though the source holds words. A warning for people's texts "
        "(names may stay), an error in machine drafts."
    )
    good = Example("en-zh", "MK-7", "MK-7")
    bad = Example("en-ru", "It is good for you and yours.", "It is good for you and yours.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        same = subject.plain_text.strip() == subject.plain_translation.strip()
        if same and len(_SCRIPTS[subject.source].findall(subject.plain_text)) >= 12:
            yield subject.finding(self.id, subject.grave, "The translation equals the source.")
