"""A term in a Russian sentence: in the case and number of what it replaces, its neighbours in agreement."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.glossary.concepts import Form
from pipeline.glossary.fitting.base import Change, Setting, capitalised, is_rest
from pipeline.glossary.inflection import RussianTerm, understand
from pipeline.grammar.agreement import mend
from pipeline.grammar.declension import verb_form
from pipeline.grammar.places import Place, read_place
from pipeline.grammar.readings import Reading
from pipeline.grammar.sentence import Noun, Sentence, noun_of
from pipeline.model import Span

_SINGULAR = re.compile(
    r"(?:ость|оз|емия|кальцификация|коагуляция|абсорбция|кальций|магний|калий|натрий|фосфор|цинк|железо)$"
)
"""Heads of terms that have no plural in ordinary use."""
_ABSTRACT = re.compile(r"(?:ция|[аея]ние|ство)$")
"""Heads that have one where the source has it: реакция, исследование."""
_NAMED = re.compile(r"(?:\d|\b[A-ZА-Я])$")
"""Ends of terms for one thing: витамин K2, менахинон-7."""
_BEFORE = re.compile(r"(?<![\w-])(о|об|с|со|в|во)(?=[ \u00a0]$)", re.IGNORECASE)
_LONGER = {
    "о": ("об", re.compile(r"[аэиоу]", re.IGNORECASE)),
    "с": ("со", re.compile(r"[сзшж][бвгджзйклмнпрстфхцчшщ]", re.IGNORECASE)),
    "в": ("во", re.compile(r"[вф][бвгджзйклмнпрстфхцчшщ]", re.IGNORECASE)),
}


def fit_russian(setting: Setting, form: Form) -> tuple[Change, ...] | None:
    """Changes that put a form at a place, or None: a noun is not put where a verb stands, nor the other way round."""
    term = understand(form)
    sentence = Sentence(setting.text)
    wanted = {True: "plur", False: "sing", None: ""}[setting.plural]
    place = read_place(
        sentence, setting.span, bare=setting.bare, number=wanted, gender=term.gender, verb=term.kind == "verb"
    )
    if term.kind == "noun" and place.kind == "adjective":
        return tuple(_behind_noun(term, place, sentence, setting)) or None
    made = _inflected(term, place, sentence, setting)
    if made is None:
        return None
    text, changes = made
    if setting.begins:
        text = capitalised(text)
    if preposition := _preposition(setting, text):
        changes = [preposition, *changes]
    return Change(setting.span, text), *(c for c in changes if not _overlap(c.span, setting.span))


def _inflected(
    term: RussianTerm, place: Place, sentence: Sentence, setting: Setting
) -> tuple[str, list[Change]] | None:
    """The term as it stands there, and what changes around it."""
    if place.kind == "clause":
        return None
    if term.kind == "fixed":
        return (term.text, []) if place.kind in ("noun", "none", "adjective") else None
    if term.kind == "noun" and place.kind in ("noun", "none"):
        unfit = _is_rest(term, setting) or (setting.bare and _is_attribute(sentence, place))
        return None if unfit else _noun(term, place, sentence, setting)
    if term.kind == "adjective" and place.kind in ("adjective", "none"):
        return _adjective(term, place, sentence)
    if term.reading and place.reading and term.kind == place.kind:
        form = _verbal(term.reading, place.reading)
        return (term.text.replace(term.reading.word, form, 1), []) if form else None
    return None


def _is_attribute(sentence: Sentence, place: Place) -> bool:
    """Whether a noun of the same case follows at once, to which a placeholder must belong: `[ ] ситуация возникает`."""
    behind = sentence.words[place.last] if place.last < len(sentence.words) else None
    if behind is None or not behind.joined or not behind.is_pos("NOUN"):
        return False
    cases = {r.case for r in behind.readings if r.is_noun}
    return place.case in cases and "gent" not in cases


def _is_rest(term: RussianTerm, setting: Setting) -> bool:
    """Whether only words behind the term's head stand there: `шейку [бедра]` for перелом бедра."""
    head = next((i for i, word in enumerate(term.words) if word.noun), len(term.words))
    behind = [word.text for word in term.words[head + 1 :]]
    return bool(behind) and is_rest(setting, behind, term.words[head].text)


def _noun(term: RussianTerm, place: Place, sentence: Sentence, setting: Setting) -> tuple[str, list[Change]]:
    number = _number(term, place, setting)
    text = term.noun(place.case, number)
    there = place.reading
    if there is None and not place.gender:
        return text, []
    gender = place.gender or (there.gender if there else "")
    old = Noun(place.case, place.number or "sing", gender, bool(there and there.animate))
    new = Noun(place.case, number, term.gender, term.animate)
    return text, [Change(*change) for change in mend(sentence, place.first, place.last, old, new)]


def _number(term: RussianTerm, place: Place, setting: Setting) -> str:
    """That of the word replaced, but what is not counted stays in the singular."""
    if term.number == "plur":
        return "plur"
    heads = [word.text for word in term.words if word.noun]
    if _NAMED.search(term.text) or any(_SINGULAR.search(head) for head in heads):
        return "sing"
    if place.number == "plur" and not setting.plural and any(_ABSTRACT.search(head) for head in heads):
        return "sing"
    return place.number or ("plur" if setting.plural else "sing")


def _behind_noun(term: RussianTerm, place: Place, sentence: Sentence, setting: Setting) -> list[Change]:
    """A noun in the place of an adjective goes behind the adjective's noun: `сырного прилавка` -> `прилавка сыра`."""
    behind = sentence.words[place.last] if place.last < len(sentence.words) else None
    if behind is None or not behind.joined or place.last - place.first != 1:
        return []
    nouns = [noun_of(r) for r in behind.readings if r.is_noun]
    adjective = sentence.words[place.first]
    if not any(noun.takes(a) for noun in nouns for a in adjective.readings if a.is_adjective):
        return []
    noun = capitalised(behind.text) if setting.begins else behind.text
    number = _number(term, replace(place, number=""), setting)
    return [
        Change(Span(behind.start, behind.end), term.noun("gent", number)),
        Change(Span(adjective.start, adjective.end), noun),
    ]


def _adjective(term: RussianTerm, place: Place, sentence: Sentence) -> tuple[str, list[Change]] | None:
    """In agreement with the noun behind it."""
    nouns = [r for w in sentence.words[place.last : place.last + 2] for r in w.readings if r.is_noun]
    if place.reading is None:
        if not nouns:
            return None
        noun = next((r for r in nouns if r.case == place.case), nouns[0])
        return term.adjective(noun.case, noun.number, noun.gender, bool(noun.animate)), []
    options = [r for w in sentence.words[place.first : place.last] for r in w.readings if r.is_adjective]
    there = next(
        (
            a
            for a in options
            if any(Noun(n.case, n.number, n.gender, bool(n.animate)).takes(a) for n in nouns)
        ),
        place.reading,
    )
    return term.adjective(there.case, there.number, there.gender or "masc", bool(there.animate)), []


def _verbal(term: Reading, there: Reading) -> str:
    """A verb or short form in the tense, person, number and gender of another; empty if it has no such form."""
    kinds = ("past", "pres", "futr", "impr", "1per", "2per", "3per", "sing", "plur", "masc", "femn", "neut")
    wanted = tuple(kind for kind in kinds if there.has(kind))
    if there.pos == "INFN":
        return term.word
    if term.is_short:
        return term.inflect(*wanted)
    return verb_form(term, "GRND", *wanted) if there.pos == "GRND" else verb_form(term, *wanted)


def _preposition(setting: Setting, text: str) -> Change | None:
    """`об отложении` -> `о кальцификации`: the vowel that eases the first letters of the next word."""
    found = _BEFORE.search(setting.text[: setting.span.start])
    if not found:
        return None
    short = found.group()[0].lower()
    longer, sounds = _LONGER[short]
    wanted = longer if sounds.match(text) else short
    if wanted == found.group().lower():
        return None
    shown = wanted.capitalize() if found.group()[0].isupper() else wanted
    return Change(Span(*found.span()), shown)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
