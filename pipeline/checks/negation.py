"""What is denied and forbidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.checks.base import Example, Numbered, Subject
from pipeline.model import Finding, Severity, Span
from pipeline.statements.bounds import Bound, bounds
from pipeline.statements.negation_words import PARTICIPLE
from pipeline.statements.negations import Negations, lost_negation
from pipeline.statements.said_otherwise import answered


class Negation:
    id = "negation"
    title = "Negation lost"
    explanation = (
        "The source denies or forbids (not, never, without; не, нельзя, без; 不, 没有, 切勿), and the "
        "translation has no word that denies, fewer of them, or a sentence that is built for one and lacks it "
        "(никогда without не, 而是 without 不是). Words such as unlikely, instead, прежний, 直到 answer a "
        "denial too; not only, не только, 不仅 are none. An error; where words that deny but in part (no later than, "
        "пока не, 不足) or one of several denials are not answered, an error in machine drafts and else a warning. "
        "Where a good translation says it without denying, ignore this finding by name."
    )
    good = Example("en-ru", "Never stop warfarin on your own.", "Никогда не отменяйте варфарин сами.")
    bad = Example("en-ru", "Do not take it with warfarin.", "Принимайте его с варфарином.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = _without_what_is_answered(subject), subject.translated_negations
        asks = here.plain or here.firm or here.partly or here.denials
        if asks and (left := lost_negation(subject.plain_translation, subject.target)):
            shown = subject.plain_translation[slice(*left)]
            message = f"“{shown}” stands without the word that denies; {_denies(subject.plain_text, asks)}."
            yield subject.finding(self.id, Severity.ERROR, message, left)
            return
        # One that holds for two stands twice, unless the source has its own “or”.
        for_two = subject.target == "en" and not _OR.search(subject.plain_text)
        twice = _FOR_TWO.findall(subject.plain_translation) if for_two else []
        there = replace(there, plain=there.plain + there.plain[: len(twice)])
        if _asks(subject, here, there) and _asks(subject, _without_paraphrases(subject, here), there):
            severity = Severity.ERROR if _is_lost(here, there) else subject.grave
            fewer = "less often" if there.total else "nothing"
            message = f"{_denies(subject.plain_text, asks)}, and the translation denies {fewer}."
            yield subject.finding(self.id, severity, message[0].upper() + message[1:])


def _asks(subject: Subject, here: Negations, there: Negations) -> bool:
    """Whether a denial of the source has no answer."""
    return _is_lost(here, there) or _is_weakly_lost(here, there, _softly(subject.plain_text, here))


def _without_paraphrases(subject: Subject, here: Negations) -> Negations:
    """What denies in the source, but for what the translation says without a denial: do not stop — продолжайте."""
    said = tuple(answered(subject.plain_text, subject.source, subject.plain_translation, subject.target))
    return here.without(said) if said else here


_SHORT = {
    "en": re.compile(
        r"\b(?:deficien|depriv|insufficien|inadequa|shortage|lack|low\b|too little)", re.IGNORECASE
    ),
    "ru": re.compile(r"\b(?:дефицит|недостат|нехват|мало\b|низк|пониж)", re.IGNORECASE),
}
"""What 不足 and 不够 are where they deny nothing."""
_NUMBER = re.compile(r"\s*[\d一二两三四五六七八九十百半]")


def _without_what_is_answered(subject: Subject) -> Negations:
    """What denies in a source, but for what the translation says its own way.

    Bounds (не менее 4 — at least 4), and a lack (维生素K不足 — vitamin K deficiency).
    """
    here = subject.negations
    if not here.partly:
        return here
    values = {bound.value for bound in _bounds_of(subject.translated_numbers, subject.target)}
    said = [b.span for b in _bounds_of(subject.numbers, subject.source) if b.value in values]
    short = _SHORT.get(subject.target)
    if short and short.search(subject.plain_translation):
        said += [
            s
            for s in here.partly
            if subject.plain_text[slice(*s)] in ("不足", "不够")
            and not _NUMBER.match(subject.plain_text, s.end)
        ]
    return replace(here, partly=tuple(span for span in here.partly if not _inside(span, said)))


def _bounds_of(numbers: Numbered, language: str) -> tuple[Bound, ...]:
    return tuple(bounds(numbers.text, numbers.found, language))


def _inside(span: Span, places: Sequence[Span]) -> bool:
    return any(span.start < place.end and place.start < span.end for place in places)


def _denies(text: str, spans: Sequence[Span]) -> str:
    words = dict.fromkeys(text[slice(*span)].strip() for span in spans[:3])
    return f"the source denies: {', '.join(f'“{word}”' for word in words)}"


_COUNTED = 2
"""Up to how many denials are counted: a list of more is often denied once for all."""


def _is_lost(here: Negations, there: Negations) -> bool:
    """Whether one text denies and the other does not answer it."""
    if not here.plain:
        return bool(here.firm) and not _answers(here, there)
    answers = len(there.plain) + max(0, there.others - here.others)
    if answers < len(here.plain) and (not answers or len(here.plain) <= _COUNTED):
        return True
    return there.total <= 1 < len(here.plain) + len(here.firm)


def _answers(here: Negations, there: Negations) -> int:
    """All that answers a denial, but for words that stand in the source as well: prevention, профилактика."""
    return there.total - min(len(there.answers), len(here.answers))


_OR = re.compile(r"\b(?:или|либо)\b|[或]|还是", re.IGNORECASE)
_FOR_TWO = re.compile(r"\b(?:not|never|nobody|no one|none|nothing)\b[^.;:?!]*\bor\b", re.IGNORECASE)
"""One English denial for two things, each of which Russian and Chinese deny: never smoke or drink."""
_SOFT = re.compile(
    r"(?:seldom|rarely|barely|hardly|almost)\b|until|почти|вряд ли|^а не|几乎|而不是|而非", re.IGNORECASE
)


def _softly(text: str, negations: Negations) -> int:
    """How many denials of a text other languages say without one: seldom (редко, 很少), not until (才)."""
    return sum(bool(_SOFT.search(text[slice(*span)])) for span in negations.firm)


def _is_weakly_lost(here: Negations, there: Negations, soft: int) -> bool:
    """Whether less is denied, though good translations may say so: too little to hold back what a person wrote.

    `soft`: how many of the source's denials a word that may stand for one is enough for.
    """
    if here.partly and not _answers(here, there):
        return True
    asked = len(here.plain) + len(here.firm)
    weak = len(there.partly) + len(there.denials) - len(here.partly) - len(here.denials)
    weak += max(0, len(there.either) - len(here.either))
    answers = min(soft, max(0, len(there.answers) - len(here.answers)))
    return len(there.plain) + len(there.firm) + max(0, weak) + answers < asked <= _COUNTED + 1


class NegationAdded:
    id = "negation-added"
    title = "Negation added"
    explanation = (
        "The translation denies or forbids, and nothing in the source does, or it denies more often. An error in "
        "machine drafts, else a warning: languages deny in different places (at least, не менее; only, 不过), so look "
        "whether the sense is the same."
    )
    good = Example("ru-en", "Это безопасно.", "It is safe.")
    bad = Example("ru-en", "Это безопасно для всех.", "It is not safe for everyone.")

    def run(self, subject: Subject) -> Iterator[Finding]:
        here, there = subject.negations, subject.translated_negations
        if subject.machine and not here.total and not there.plain:
            yield from _of_a_participle(subject, there)
        if len(there.plain) <= len(here.plain):
            return
        said = tuple(answered(subject.plain_translation, subject.target, subject.plain_text, subject.source))
        there = there.without(said)
        if here.plain:
            yield from _more_often(subject, here, there)
            return
        if not there.plain:
            return
        span = there.plain[0]
        alone = not here.others and _is_lost(there, here)
        if alone or (subject.machine and _only_bounds(subject, here) and not _in_bounds(subject, span)):
            shown = subject.plain_translation[slice(*span)]
            message = f"“{shown}” denies what the source does not."
            yield subject.finding(self.id, subject.grave, message, span)


_OF_A_PARTICIPLE = re.compile(rf"не [а-яё]+{PARTICIPLE}", re.IGNORECASE)


def _of_a_participle(subject: Subject, there: Negations) -> Iterator[Finding]:
    """The forgotten mineral — не забытый минерал: people say so for other words, a machine seldom."""
    for span in there.partly:
        shown = subject.plain_translation[slice(*span)]
        if subject.target == "ru" and _OF_A_PARTICIPLE.fullmatch(shown):
            yield subject.finding(
                NegationAdded.id, Severity.ERROR, f"“{shown}” denies what the source does not.", span
            )


def _more_often(subject: Subject, here: Negations, there: Negations) -> Iterator[Finding]:
    """A denial too many, beside those that the source has: do not stop; see a doctor — не обращайтесь."""
    # One that holds for two stands twice in Russian and Chinese: never stop it or add another.
    twice = len(_FOR_TWO.findall(subject.plain_text)) if subject.source == "en" else 0
    if len(there.plain) > len(here.plain) + here.others + twice:
        words = (f"“{subject.plain_translation[slice(*span)]}”" for span in there.plain)
        message = f"The translation denies more often than the source: {', '.join(words)}."
        yield subject.finding(NegationAdded.id, subject.grave, message, there.plain[-1])


def _only_bounds(subject: Subject, negations: Negations) -> bool:
    """Whether all that denies in a source are bounds (не менее 4 часов), which a translation answers with its own."""
    places = [bound.span for bound in _bounds_of(subject.numbers, subject.source)]
    return len(negations.partly) == negations.others and all(_inside(s, places) for s in negations.partly)


def _in_bounds(subject: Subject, span: Span) -> bool:
    """Whether a word of the translation belongs to a bound: `should not exceed 250 mg`."""
    return _inside(span, [bound.span for bound in _bounds_of(subject.translated_numbers, subject.target)])
