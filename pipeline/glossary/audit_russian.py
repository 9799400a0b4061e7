"""Russian forms that the morphology cannot decline for sure.

The dictionary (pymorphy3, OpenCorpora) knows `кальций`; guesses `менахинон` right from its ending; and
takes `остеокальцин` for a genitive, `варфарин` for a name, `гликозаминогликан` for a participle.
A form that names a model word (`[m like:инсулин]`) declines like that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.glossary.audit import finding, forms_of
from pipeline.glossary.concepts import Form, Glossary, Policy
from pipeline.grammar.russian import analyzer, by_example, model_of
from pipeline.model import Finding, Severity

CHECK = "glossary-uninflectable"
_WORD = re.compile(r"[А-Яа-яЁё]+(?:[-‑][А-Яа-яЁё]+)*")
_NAMES = ("Surn", "Name", "Patr")
_ADJECTIVES = ("ADJF", "PRTF")
_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}


def uninflectable(glossary: Glossary, languages: Sequence[str]) -> Iterator[Finding]:
    """Forms whose head the dictionary does not know or takes for something else; as notes, what it guesses."""
    if "ru" not in languages:
        return
    told: set[str] = set()
    for concept, form in forms_of(glossary, "ru"):
        if concept.policy is not Policy.KEEP and form.type != "abbreviation":
            for severity, message in judge(form):
                # A guess is told once, wherever the word stands.
                if severity is not Severity.INFO or message not in told:
                    yield finding(concept, CHECK, severity, f"“{form.text}”: {message}")
                told.add(message)


def judge(form: Form) -> Iterator[tuple[Severity, str]]:
    """What is doubtful in how a form declines."""
    words = [word for word in _WORD.findall(form.text) if len(word) > 1 and not word.isupper()]
    if not words:
        return
    if form.pos in ("adj", "verb"):
        yield from _derived(form, words)
    elif form.pos != "adv":
        yield from _noun(form, words)


def _derived(form: Form, words: list[str]) -> Iterator[tuple[Severity, str]]:
    if _parses(words[0])[0].tag.POS == "PREP":
        return  # `после менопаузы` stands where an adjective would and stays as it is
    wanted = ("INFN",) if form.pos == "verb" else (*_ADJECTIVES, "ADJS", "PRTS")
    if not any(parse.tag.POS in wanted for word in words for parse in _parses(word)):
        kind = "verb in the infinitive" if form.pos == "verb" else "adjective or participle"
        message = f"the dictionary finds no {kind} in it, so it stays as it is. Correct it, or its label."
        yield Severity.WARNING, message


def _noun(form: Form, words: list[str]) -> Iterator[tuple[Severity, str]]:
    head = next((word for word in words if not _leads(word)), "")
    if form.like:
        yield from _example(head or words[-1], form.like)
        return
    if not head:
        return  # adjectives alone: `новорождённый`
    nouns = [p for p in _parses(head) if p.tag.POS == "NOUN" and p.tag.case == "nomn"]
    known = analyzer().word_is_known(head)
    sound = [p for p in nouns if known or ("inan" in p.tag and not any(name in p.tag for name in _NAMES))]
    if not sound:
        yield Severity.WARNING, _unsound(head, known, bool(nouns), form)
    elif form.gender and all(p.tag.gender not in (_GENDERS[form.gender], None) for p in sound):
        message = f"the dictionary has {head} as {sound[0].tag.gender}, not as {_GENDERS[form.gender]}."
        yield Severity.WARNING, f"{message} Correct the label, or name a word that it declines like."
    elif not known:
        message = f"{head} is not in the dictionary and declines by its ending: {_sample(sound[0])}."
        yield Severity.INFO, f"{message} If that is wrong, name a word that it declines like: [like:инсулин]."


def _unsound(head: str, known: bool, is_noun: bool, form: Form) -> str:
    gender = form.gender or {"а": "f", "я": "f", "ь": "f", "о": "n", "е": "n"}.get(head[-1], "m")
    advice = (
        f"Name a word that it declines like: {form.text} [{gender} like:{model_of(head.lower()) or 'СЛОВО'}]."
    )
    if known:
        return f"the dictionary has {head} as another form or word only. Write the nominative. {advice}"
    guess = "a name or a person" if is_noun else "a form of another word"
    return f"the dictionary does not know {head} and takes it for {guess}. {advice}"


def _example(word: str, like: str) -> Iterator[tuple[Severity, str]]:
    last = re.split("[-‑]", word)[-1].lower()
    if not analyzer().word_is_known(like):
        yield (
            Severity.ERROR,
            f"the dictionary does not know {like}, which it is to decline like. Name another word.",
        )
    elif len(by_example(last, like)) < 2:
        yield Severity.ERROR, f"{last} cannot decline like {like}: their endings differ. Name another word."


def _leads(word: str) -> bool:
    """Whether a word stands before the head: an adjective that is rather no noun, or an adverb."""
    parses = _parses(word)
    if not parses or parses[0].tag.POS == "ADVB":
        return True
    nominative = [p.tag.POS for p in parses if p.tag.case == "nomn" and p.tag.POS in (*_ADJECTIVES, "NOUN")]
    return bool(nominative) and nominative[0] in _ADJECTIVES


def _sample(parse: Any) -> str:
    shown = (parse.inflect({case, "sing"}) for case in ("gent", "ablt"))
    return ", ".join(form.word for form in shown if form)


def _parses(word: str) -> list[Any]:
    return analyzer().parse(word)  # type: ignore[no-any-return]
