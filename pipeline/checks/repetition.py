"""Words said twice, and the loops of broken decoders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pipeline.checks.base import Example, Subject
from pipeline.languages import HAN
from pipeline.model import Finding, Severity, Span

_TOKEN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_IN_WORD = re.compile(r"([^\W\d_]{2,4})\1{2,}")
_LONGEST = 20
_STUTTER = re.compile(
    r"\b(?!(?:more|over|again|years?|back|face|hand|head|end|day|one|two|раз|год|шаг|снова|многи[ех]|дальше|больше|вновь|опять)\b)([^\W\d_]{3,}(?:-[^\W\d_]+)?)"
    rf"(?: (?:of|and|the|an?|in|or|и|в|с|на|из|или|а)){{1,2}} \1(?![\w-])|([{HAN}]{{2,}})[的和是]\2",
    re.IGNORECASE,
)
"""The same on both sides of small words."""
"""Tokens of a phrase that may be repeated."""


class Loop:
    id = "loop"
    title = "Words repeated"
    explanation = (
        "A word or phrase is repeated as broken decoders do: three times or more in a row, or most of the text is "
        "repetition, more than in the source. An error from four times on and in machine drafts, else a warning."
    )
    good = Example("ru-en", "Очень, очень важно пить воду.", "It is very, very important to drink water.")
    bad = Example("en-ru", "It helps the heart a lot.", "Это это это это это помогает сердцу.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        text = subject.plain_translation
        found = _run_of(text, 3) or next((Span(*m.span()) for m in _IN_WORD.finditer(text)), None)
        if found:
            if not (_run_of(subject.plain_text, 3) or _IN_WORD.search(subject.plain_text)):
                severity = Severity.ERROR if _run_of(text, 4) else subject.grave
                yield subject.finding(self.id, severity, f"“{_short(text, found)}” is repeated.", found)
        elif repetition(text) > 0.5 and repetition(subject.plain_text) < 0.3:
            yield subject.finding(self.id, subject.grave, "Most of the text is repetition.")


class Doubled:
    id = "doubled"
    title = "Word doubled"
    explanation = (
        "A word or phrase stands twice in a row (the the, 的的), or in a machine draft on both sides of a small word "
        "(the gut of the gut), and nothing in the source does. An error in machine drafts, else a warning: some "
        "words may (that that, 常常)."
    )
    good = Example("en-ru", "It is very, very good.", "Это очень, очень хорошо.")
    bad = Example("en-ru", "Drink water in the morning.", "Пейте воду воду утром.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        text = subject.plain_translation
        found = _run_of(text, 2, apart=False)
        if found and not _run_of(text, 3) and not _run_of(subject.plain_text, 2, apart=False):
            message = f"“{_short(text, found)}” stands twice."
            yield subject.finding(self.id, subject.grave, message, found)
        stutter = _STUTTER.search(text) if subject.machine and not found else None
        if stutter and not _STUTTER.search(subject.plain_text):
            message = f"“{_short(text, Span(*stutter.span()))}” says a word twice."
            yield subject.finding(self.id, Severity.ERROR, message, stutter.span())


def _short(text: str, span: Span) -> str:
    shown = text[slice(*span)]
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def _run_of(text: str, times: int, *, apart: bool = True) -> Span | None:
    """Where a phrase with letters stands `times` times in a row; `apart`: with marks between, too."""
    found = list(_TOKEN.finditer(text))
    tokens = [match.group().casefold() for match in found]
    if len(set(tokens)) == len(tokens):
        return None
    places: dict[str, list[int]] = defaultdict(list)
    lengths: set[int] = set()
    for index, token in enumerate(tokens):
        lengths.update(index - before for before in places[token][-8:])
        places[token].append(index)
    for length in sorted(lengths):
        if length > _LONGEST:
            break
        for start in _starts(tokens, length, times):
            span = Span(found[start].start(), found[start + length * times - 1].end())
            if _counts(tokens[start : start + length], span) and (apart or _closed(text, span)):
                return span
    return None


def _starts(tokens: Sequence[str], length: int, times: int) -> Iterator[int]:
    """Indices at which `times` equal stretches of a length begin."""
    run = 0
    for index in range(len(tokens) - length):
        run = run + 1 if tokens[index] == tokens[index + length] else 0
        if run >= length * (times - 1):
            yield index - run + 1


_DOUBLES = frozenset("的了在和是与或对为将被把从及地得")
"""Han that no good text writes twice; most others may be (慢慢, 看看)."""


def _counts(phrase: Sequence[str], span: Span) -> bool:
    """Numbers and single letters may be repeated (`1000 1000`), words may not."""
    if len(phrase) == 1 and re.match(f"[{HAN}]", phrase[0]):
        return phrase[0] in _DOUBLES or span.end - span.start > 2
    letters = sum(any(c.isalpha() for c in token) * len(token) for token in phrase)
    return letters >= (2 if re.match(f"[{HAN}]", phrase[0]) else 3)


def _closed(text: str, span: Span) -> bool:
    """Whether nothing but spaces stands between the words, and no hyphen around them: `еле-еле`."""
    inner = text[slice(*span)]
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return not re.search(r"[^\w\s]", inner) and not re.search(r"[-‑–]", around)


def repetition(text: str) -> float:
    """Share of word pairs (character triples in Chinese) that stood before in the text, 0 to 1."""
    if re.search(f"[{HAN}]", text):
        units = [text[i : i + 3] for i in range(len(text) - 2)]
    else:
        words = text.lower().split()
        units = [" ".join(words[i : i + 2]) for i in range(len(words) - 1)]
    return 1 - len(set(units)) / len(units) if len(units) >= 8 else 0.0
