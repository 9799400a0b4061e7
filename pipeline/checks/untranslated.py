"""Words that were left as they were, or that are of no language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.base import Example, Subject
from pipeline.glossary.protected import address_spans
from pipeline.model import Finding, Span

_WORD = re.compile(r"(?<![A-Za-zÀ-ÿ0-9@./_#-])[a-z]{3,}(?![A-Za-zÀ-ÿ0-9@/_-]|\.\w)")
_ANY_WORD = re.compile(r"(?<![A-Za-zÀ-ÿ0-9@./_#])[A-Z]?[a-z]{2,}(?![A-Za-zÀ-ÿ0-9@/_]|-?[А-Яа-яё\d]|\.\w)")
_AFTER_NUMBER = re.compile(r"\d[\s\u00a0]?$|[/·]$")
_SPECIES = r"[A-Z][a-z]+\.? (?!(?:and|the|for|with|from|but|not|are|was|has)\b)[a-z]{3,}"
_APART = re.compile(rf"[(（«“\"'‘《][^()（）«»“”\"《》]{{0,60}}[)）»”\"'’》]|{_SPECIES}")
_LATIN = re.compile(
    rf"\b(?:in (?:vitro|vivo|situ|silico|utero|toto)|ex vivo|de novo|ad libitum|per os|post hoc|et al|a priori|"
    rf"vs|via|spp?|var|subsp|sensu|alpha|beta|gamma|delta|omega|cis|trans|sn|https?|wifi)\b|{_SPECIES}"
)
_QUOTED = re.compile(r"[«“\"‘](\w[^«»“”\"]{0,60})[»”\"’]")
_NAME = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]*"
_TITLE = re.compile(
    rf"(?<![A-Za-zÀ-ÿ]){_NAME}(?: (?:of|the|in|to|for|and|on|de|la|las|du|del|le|les|{_NAME}))* {_NAME}"
)
"""A name of several words: Nurses’ Health Study, Journal of Nutrition, Cirque du Soleil."""


class Untranslated:
    id = "untranslated"
    title = "Words left untranslated"
    explanation = (
        "English words in small letters that stand in the source stand in the Russian or Chinese translation "
        "too, not in quotes or brackets and not as a Latin name: a warning. In machine drafts any English word "
        "in small letters that the glossary does not ask for is an error, and any word in Latin letters that the "
        "source does not hold, acronyms excepted."
    )
    good = Example(
        "en-ru", "It lives in the gut (in vitro).", "Она живёт в кишечнике (in vitro), это Escherichia coli."
    )
    bad = Example("en-ru", "Eat green vegetables every day.", "Ешьте green vegetables каждый день.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        if subject.target == "en":
            return
        left = list(_left_by_machine(subject) if subject.machine else _left_by_person(subject))
        if left:
            words = ", ".join(dict.fromkeys(match.group() for match in left))
            yield subject.finding(self.id, subject.grave, f"Left untranslated: {words}.", left[0].span())


def _left_by_person(subject: Subject) -> Iterator[re.Match[str]]:
    """Words of the source that stand among the translation's own; a person may have a reason for others."""
    text = subject.plain_translation
    if subject.source != "en" or not _WORD.search(text):
        return
    known = set(_WORD.findall(subject.plain_text))
    kept = [*address_spans(text), *(m.span() for m in _APART.finditer(text))]
    yield from (m for m in _WORD.finditer(text) if m.group() in known and not _inside(m, kept))


def _left_by_machine(subject: Subject) -> Iterator[re.Match[str]]:
    text = subject.plain_translation
    if not _ANY_WORD.search(text):
        return
    kept = [
        *address_spans(text),
        *(m.span() for m in _LATIN.finditer(text)),
        *_carried_over(text, subject.plain_text),
    ]
    source = set(re.findall(r"[A-Za-z]+", subject.plain_text))
    approved = _approved(subject)
    for match in _ANY_WORD.finditer(text):
        word = match.group()
        # Names stay (Rotterdam), and what a Russian or Chinese author wrote in Latin letters.
        stays = word in source and (subject.source != "en" or word[0].isupper())
        unit = _AFTER_NUMBER.search(text[: match.start()]) and len(word) <= 4
        if not (stays or unit or word.casefold() in approved or _inside(match, kept)):
            yield match


def _carried_over(text: str, source: str) -> Iterator[tuple[int, int]]:
    """Names of several words that the source holds as they stand, and words that the source quotes.

    What makes up most of the source is no name in it but a heading in capitals.
    """
    for found in _TITLE.finditer(text):
        if found.group() in source and 2 * len(found.group()) <= len(source):
            yield found.span()
    for quoted in set(_QUOTED.findall(source)):
        yield from (m.span() for m in re.finditer(re.escape(quoted), text))


def _approved(subject: Subject) -> set[str]:
    """Latin words of the forms that the glossary approves here."""
    if subject.terms is None:
        return set()
    forms = (form for m in subject.matches for form in subject.terms.approved(m, subject.target))
    return {word.casefold() for form in forms for word in re.findall(r"[A-Za-z]+", form)}


def _inside(match: re.Match[str], spans: list[Span] | list[tuple[int, int]]) -> bool:
    return any(start <= match.start() < end for start, end in spans)
