"""The shape of a translation: length, loops, truncation, script, sameness."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.base import Subject
from pipeline.model import Finding, Severity

BANDS = {
    ("en", "ru"): (0.55, 1.07, 1.9),
    ("ru", "en"): (0.5, 0.93, 1.7),
    ("en", "zh"): (0.15, 0.31, 0.85),
    ("zh", "en"): (1.2, 3.22, 6.2),
    ("ru", "zh"): (0.14, 0.29, 0.85),
    ("zh", "ru"): (1.2, 3.40, 7.0),
}
"""Characters of the target for one of the source: lowest, median, highest for a sentence of 40 or more.

Human translations of this domain keep within 0.73-1.54 (en-ru), 0.65-1.36, 0.20-0.69, 1.45-4.97, 0.18-0.68
and 1.48-5.67 in 98 of 100 cases; the bounds leave room beyond that.
"""


class Length:
    id = "length"
    title = "Length out of band"
    explanation = (
        "The translation is much shorter or longer than human translations between these languages are. "
        "Short texts are given more room. An error in machine drafts, else a warning."
    )

    def run(self, subject: Subject) -> Iterator[Finding]:
        low, middle, high = BANDS.get((subject.source, subject.target), (0.1, 1.0, 10.0))
        size, expected = len(subject.plain_translation), len(subject.plain_text)
        # A short text may differ by some characters whatever the ratio says.
        room = 6 if subject.target == "zh" else 16
        if size < expected * low - room * 0.5 or size > expected * high + room:
            severity = Severity.ERROR if subject.machine else Severity.WARNING
            message = f"{size} characters where about {max(1, round(expected * middle))} were expected."
            yield subject.finding(self.id, severity, message)


class Loop:
    id = "loop"
    title = "Words repeated"
    explanation = (
        "A word or phrase is repeated as broken decoders do: three times or more in a row, or most of the text is "
        "repetition, more than in the source. An error in machine drafts, else a warning."
    )
    _run = re.compile(r"(\S.{0,40}?)(?:[\s,，、;；.。]*\1){2,}", re.DOTALL)
    _doubled = re.compile(r"(?<![\w-])([A-Za-zА-Яа-яЁё]{3,}) +\1(?![\w-])", re.IGNORECASE)

    def run(self, subject: Subject) -> Iterator[Finding]:
        text = subject.plain_translation
        severity = Severity.ERROR if subject.machine else Severity.WARNING
        for pattern in (self._run, self._doubled):
            found = next((m for m in pattern.finditer(text) if _is_loop(m)), None)
            if found and not self._source_repeats(subject, pattern):
                shown = found.group(1).strip()
                yield subject.finding(self.id, severity, f"“{shown}” is repeated.")
                return
        if repetition(text) > 0.5 and repetition(subject.plain_text) < 0.3:
            yield subject.finding(self.id, severity, "Most of the text is repetition.")

    def _source_repeats(self, subject: Subject, pattern: re.Pattern[str]) -> bool:
        return any(_is_loop(m) for m in pattern.finditer(subject.plain_text))


def _is_loop(found: re.Match[str]) -> bool:
    """Numbers and marks may be repeated (`1000`, `---`), words may not."""
    return any(c.isalpha() for c in found.group(1)) and len(found.group()) >= 6


def repetition(text: str) -> float:
    """Share of word pairs (character triples in Chinese) that stood before in the text, 0 to 1."""
    if re.search(r"[\u4e00-\u9fff]", text):
        units = [text[i : i + 3] for i in range(len(text) - 2)]
    else:
        words = text.lower().split()
        units = [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
    return 1 - len(set(units)) / len(units) if len(units) >= 8 else 0.0


class Truncated:
    id = "truncated"
    title = "Cut off"
    explanation = (
        "The engine stopped at its length limit, or a sentence that ends with a mark is translated by one that "
        "does not. The first is an error, the second a warning."
    )
    _ends = ".!?…。！？"
    _closing = "\"'»”’)）」』]】"

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.truncated:
            yield subject.finding(self.id, Severity.ERROR, "The engine stopped before the sentence ended.")
            return
        source = subject.plain_text.rstrip(self._closing + " ")
        target = subject.plain_translation.rstrip(self._closing + " ")
        if source[-1:] in self._ends and len(source) > 30 and target[-1:] not in self._ends + ":：;；":
            message = f"The source ends with “{source[-1]}”, the translation with no final mark."
            yield subject.finding(self.id, Severity.WARNING, message)


_SCRIPTS = {
    "ru": re.compile(r"[А-Яа-яЁё]"),
    "en": re.compile(r"[A-Za-z]"),
    "zh": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff]"),
}


class Script:
    id = "script"
    title = "Wrong script"
    explanation = (
        "A translation is written in its language's script: no Chinese characters or Cyrillic words in English, "
        "no Chinese in Russian, no Cyrillic in Chinese, and something of its own script in each. "
        "An error in machine drafts, else a warning."
    )
    _foreign = {"ru": ("zh",), "en": ("ru", "zh"), "zh": ("ru",)}  # noqa: RUF012 - a constant table

    def run(self, subject: Subject) -> Iterator[Finding]:
        severity = Severity.ERROR if subject.machine else Severity.WARNING
        text = subject.plain_translation
        for language in self._foreign[subject.target]:
            foreign = _SCRIPTS[language].findall(text)
            if foreign and not (language == subject.source and _quoted(subject, foreign)):
                shown = "".join(foreign[:12])
                yield subject.finding(self.id, severity, f"Letters of another script: {shown}.")
                return
        if not _SCRIPTS[subject.target].search(text) and _has_words(subject):
            yield subject.finding(self.id, severity, "Not a letter of the language's own script.")


def _has_words(subject: Subject) -> bool:
    """Whether the source holds words that cannot all be names (`MK-7`, `University of Maastricht`)."""
    letters = len(_SCRIPTS[subject.source].findall(subject.plain_text))
    if subject.source == "en":
        return len(re.findall(r"\b[a-z]{2,}\b", subject.plain_text)) > 2
    return letters >= 4


def _quoted(subject: Subject, foreign: list[str]) -> bool:
    """A person may leave a name or a word of the source in its own script."""
    return not subject.machine and len(foreign) * 3 < len(subject.plain_translation)


class SameAsSource:
    id = "same-as-source"
    title = "Same as the source"
    explanation = (
        "The translation equals the source, though the source holds words. A warning for people's texts "
        "(names may stay), an error in machine drafts."
    )

    def run(self, subject: Subject) -> Iterator[Finding]:
        same = subject.plain_text.strip() == subject.plain_translation.strip()
        if same and len(_SCRIPTS[subject.source].findall(subject.plain_text)) >= 12:
            severity = Severity.ERROR if subject.machine else Severity.WARNING
            yield subject.finding(self.id, severity, "The translation equals the source.")
