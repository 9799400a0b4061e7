"""All case forms of a Russian word: from the dictionary, or after a model word where it does not know the word.

кальций       known: the dictionary's forms
менахинон     not known: `менахинон` + the endings of `витамин`
Gla-белок     the last Russian part declines, what stands around it stays
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.grammar.readings import Reading, is_known, readings
from pipeline.grammar.russian import verb_model

Slot = tuple[str, str]
"""Case and number."""
AdjectiveSlot = tuple[str, str, str, bool]
"""Case, number, gender (empty in the plural), and whether it stands with an animate noun (accusative only)."""

# Endings of nouns that are mostly of foreign or learned origin, and common words that decline so.
_NOUN_MODELS = (
    (r"ия", "реакция"),
    (r"[кгх]а", "аптека"),
    (r"[жчшщ]а", "задача"),
    (r"ца", "таблица"),
    (r"[бвгдзлмнпрстф]а", "доза"),
    (r"ость", "плотность"),
    (r"ие", "лечение"),
    (r"ство", "средство"),
    (r"ий", "критерий"),
    (r"[аеоуэю]й", "случай"),
    (r"[кгх]", "урок"),
    (r"[жчшщ]", "пейзаж"),
    (r"ц", "кварц"),
    (r"[бвдзлмнпрстф]", "витамин"),
)
_SUBSTANCES = frozenset({"антагонист", "агонист"})
"""Animate in the dictionary, substances in a term base about health."""
_PARTS = re.compile(r"^(.*?)([А-Яа-яЁё]+)([^А-Яа-яЁё]*)$")


@dataclass(frozen=True, slots=True)
class NounForms:
    """A noun with its forms; a form that it has not is not in them."""

    forms: Mapping[Slot, str]
    gender: str
    number: str
    """Number in which it was given: `plur` for `женщины`, `субпродукты`."""
    animate: bool


@lru_cache(maxsize=10_000)
def noun_forms(word: str, gender: str = "", number: str = "", like: str = "") -> NounForms | None:
    """Forms of a noun given in the nominative; None if it cannot be one.

    `gender` is `masc`, `femn` or `neut` where it is known, `number` is `plur` for a word that is given
    in the plural, `like` a word of the dictionary whose endings are used.
    """
    parts = _PARTS.match(word)
    if not parts:
        return None
    before, core, after = parts.groups()
    if before and is_known(word):
        before, core, after = "", word, ""
    made = _core_forms(core, gender, number, like)
    if made is None:
        return None
    forms = {slot: before + form + after for slot, form in made.forms.items()}
    return NounForms(forms, made.gender, made.number, made.animate)


def _core_forms(word: str, gender: str, number: str, like: str) -> NounForms | None:
    if like:
        return _after(word, like, number)
    if not is_known(word):
        for ending, model in _NOUN_MODELS:
            if re.search(f"{ending}$", word.lower()) and number != "plur":
                made = _after(word, model, number)
                if made and gender in ("", made.gender):
                    return made
    reading = _nominative(word, gender, number)
    return _of(reading, word) if reading else None


def _nominative(word: str, gender: str, number: str) -> Reading | None:
    """The reading as a noun in the nominative, things before persons, the singular before the plural."""
    fitting = [
        r
        for r in readings(word)
        if r.is_noun and r.case == "nomn" and (not gender or gender == r.gender or r.number == "plur")
        if not number or r.number == number
    ]
    return min(fitting, key=lambda r: (r.number != "sing", bool(r.animate), -r.score), default=None)


def _of(reading: Reading, word: str) -> NounForms:
    forms: dict[Slot, str] = {}
    for form in reading.lexeme():
        if form.case and form.number:
            forms.setdefault((form.case, form.number), _spelled(form.word, word))
    animate = bool(reading.animate)
    if reading.lemma in _SUBSTANCES:
        animate = False
        forms |= {("accs", number): forms["nomn", number] for number in ("sing", "plur")}
    return NounForms(forms, reading.gender, reading.number, animate)


def _after(word: str, model: str, number: str) -> NounForms | None:
    """The word with the model's endings."""
    reading = _nominative(model, "", number)
    pattern = _of(reading, model) if reading else None
    if pattern is None:
        return None
    stem = model
    while not all(form.startswith(stem) for form in pattern.forms.values()):
        stem = stem[:-1]
    ending = model[len(stem) :]
    if not word.lower().endswith(ending):
        return None
    own = word[: len(word) - len(ending)]
    forms = {slot: own + form[len(stem) :] for slot, form in pattern.forms.items()}
    return NounForms(forms, pattern.gender, pattern.number, pattern.animate)


def _spelled(form: str, word: str) -> str:
    """A form of a word with `ё` only where the word is written with it, and with its capitals."""
    if "ё" not in word.lower():
        form = form.replace("ё", "е")
    if word.isupper() and len(word) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def verb_form(infinitive: Reading, *grammemes: str) -> str:
    """A form of a verb, after a model where the dictionary does not know it; empty if there is none."""
    word = infinitive.word
    model, length = verb_model(word) if not is_known(word) else ("", 0)
    if model:
        form = readings(model)[0].inflect(*grammemes)
        return word[: len(word) - length] + form[len(model) - length :] if form else ""
    return infinitive.inflect(*grammemes)


@lru_cache(maxsize=10_000)
def adjective_forms(word: str) -> Mapping[AdjectiveSlot, str]:
    """Forms of an adjective or participle given in the nominative; empty if it cannot be one."""
    parts = _PARTS.match(word)
    if not parts:
        return {}
    before, core, after = parts.groups()
    if after:
        return {}
    if before and is_known(word):
        before, core = "", word
    reading = _adjective(core)
    if reading is None:
        return {}
    forms: dict[AdjectiveSlot, str] = {}
    for form in reading.lexeme():
        if form.case and _same_kind(form, reading):
            for animate in (False, True):
                if form.animate in (None, animate):
                    slot = (form.case, form.number, form.gender, animate)
                    forms.setdefault(slot, before + _spelled(form.word, core))
    return forms


def _same_kind(form: Reading, reading: Reading) -> bool:
    """A verb's forms hold all its participles: only those of the same tense and voice are wanted."""
    kinds = ("past", "pres", "actv", "pssv")
    return form.pos == reading.pos and all(form.has(kind) == reading.has(kind) for kind in kinds)


def _adjective(word: str) -> Reading | None:
    """The reading as an adjective in the nominative; the plural and all genders count."""
    fitting = [r for r in readings(word) if r.is_adjective and r.case == "nomn"]
    return max(fitting, key=lambda r: (r.number == "sing", r.score), default=None)
