"""Russian words in all their inflected forms, by the dictionary and by the example of another word.

The forms are made from the term and not guessed from the text: so words that the dictionary
does not know or takes for others (остеокальцин, варфарин) are found in every case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pipeline.grammar.features import ANY, GROUPS, KNOWN, Inflected, bit, of_case, same_cases, unchanging

_CASE_OF = {"gen1": "gent", "gen2": "gent", "acc2": "accs", "loc1": "loct", "loc2": "loct", "voct": "nomn"}
_GENDERS = {"m": "masc", "f": "femn", "n": "neut"}
# Words that a word unknown to the dictionary declines like, by its ending.
_MODELS = tuple(
    (re.compile(f"(?:{ending})$"), model)
    for ending, model in (
        ("ия", "реакция"), ("[кгх]а", "аптека"), ("[жчшщ]а", "задача"), ("ца", "таблица"), ("а", "доза"),
        ("ость", "плотность"), ("ие", "лечение"), ("ство", "средство"), ("ий", "критерий"), ("[аеоуэю]й", "случай"),
        ("[кгх]", "урок"), ("[жчшщ]", "пейзаж"), ("ц", "кварц"), ("[бвдзлмнпрстф]", "витамин"),
    )
)  # fmt: skip
_ABBREVIATION_ENDINGS = ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах")


@lru_cache(maxsize=1)
def analyzer() -> Any:
    """pymorphy3's analyzer of Russian, loaded when it is first asked for."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


@lru_cache(maxsize=4096)
def reading_of(tag: Any) -> int:
    """What a form with this tag of OpenCorpora can be; 0 for verbs and short adjectives."""
    if tag.case is None:
        return 0
    case = _CASE_OF.get(tag.case, tag.case)
    if tag.number == "plur":
        return bit(case, "plur")
    groups = (tag.gender,) if tag.gender in GROUPS else ("masc", "femn", "neut")
    return sum(bit(case, group) for group in groups)


@lru_cache(maxsize=4096)
def parses(word: str) -> list[Any]:
    """What pymorphy3 takes a word for, the likeliest first."""
    return analyzer().parse(word)  # type: ignore[no-any-return]


def _is_known(parse: Any) -> bool:
    return bool(analyzer().word_is_known(parse.word))


def _forms(entries: Iterable[Any], known: int) -> dict[str, int]:
    forms: dict[str, int] = {}
    for entry in entries:
        forms[entry.word] = forms.get(entry.word, known) | reading_of(entry.tag)
    return forms


def dictionary_entries(form: str) -> Iterator[tuple[str, Any]]:
    """Lemmas and tags of a form, without the guesses and probabilities that make `parse` slow."""
    words, dictionary = analyzer().dictionary.words, analyzer().dictionary
    for spelled, entries in words.similar_items(form, analyzer().char_substitutes):
        for paradigm, index in entries:
            yield (
                dictionary.build_normal_form(paradigm, index, spelled),
                dictionary.build_tag_info(paradigm, index),
            )


@lru_cache(maxsize=8192)
def noun(word: str, gender: str, number: str, like: str) -> Inflected | None:
    """A noun in the nominative, with all its forms; None if it can be none."""
    if like:
        return Inflected(f"{word}:like:{like}", by_example(word, like))
    fitting = [
        p
        for p in parses(word)
        if "NOUN" in p.tag and "nomn" in p.tag and (not gender or p.tag.gender in (_GENDERS[gender], None))
    ]
    if not fitting:
        return None
    known = _is_known(fitting[0])
    # A guess that it is somebody's name declines in another way (`Остеокальциным`).
    sound = [p for p in fitting if known or "inan" in p.tag]
    if not sound:
        return by_ending(word)
    best = min(sound, key=lambda p: (p.tag.number == "plur") != (number == "pl"))
    key = f"{best.normal_form}:noun:{best.tag.gender}"
    return Inflected(key, _forms(best.lexeme, KNOWN if known else 0))


def by_ending(word: str) -> Inflected:
    """A word that the dictionary does not have as a noun, declined as its ending tells."""
    model = model_of(word)
    return Inflected(f"{word}:like:{model}", by_example(word, model))


def model_of(word: str) -> str:
    """The word that a noun unknown to the dictionary declines like, told by its ending; empty for none."""
    return next((model for ending, model in _MODELS if ending.search(word)), "")


def by_example(word: str, model: str) -> dict[str, int]:
    """The forms of a noun that declines like another one, which the dictionary knows.

    `менахинон` like `инсулин`: what the model's forms have in common gives way to the word's stem.
    """
    nouns = [p for p in parses(model) if "NOUN" in p.tag and "nomn" in p.tag] if model else []
    if not nouns:
        return {word: ANY}
    forms = _forms(nouns[0].lexeme, 0)
    first, last = min(forms), max(forms)
    stem = first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
    ending = nouns[0].word[len(stem) :]
    if not word.endswith(ending):
        return {word: ANY}
    own = word[: len(word) - len(ending)]
    return {own + form[len(stem) :]: reading for form, reading in forms.items()}


@lru_cache(maxsize=8192)
def adjective(word: str) -> Inflected | None:
    """An adjective or participle, in full or short, with its forms; None if it can be none."""
    forms: dict[str, int] = {}
    key = ""
    for parse in parses(word):
        part = parse.tag.POS
        if part in ("ADJF", "ADJS"):
            entries = [e for e in parse.lexeme if e.tag.POS in ("ADJF", "ADJS", "COMP")]
        elif part in ("PRTF", "PRTS"):
            same = (parse.tag.voice, parse.tag.tense)
            entries = [
                e
                for e in parse.lexeme
                if e.tag.POS in ("PRTF", "PRTS") and (e.tag.voice, e.tag.tense) == same
            ]
        else:
            continue
        key = key or f"{entries[0].word}:adj"
        for form, reading in _forms(entries, KNOWN if _is_known(parse) else 0).items():
            forms[form] = forms.get(form, reading) | reading
    return Inflected(key, forms) if forms else None


_VERB_MODELS = (("ироваться", "регулироваться"), ("ировать", "регулировать"))


@lru_cache(maxsize=1024)
def verb(word: str) -> Inflected | None:
    """A verb in the infinitive, with all its forms, participles too; None if it can be none."""
    parse = next((p for p in parses(word) if p.tag.POS == "INFN"), None)
    if parse is None:
        return None
    key = f"{parse.word}:verb"
    if _is_known(parse):
        return Inflected(key, _forms(parse.lexeme, KNOWN))
    model, length = verb_model(word)
    if not model:
        return Inflected(key, _forms(parse.lexeme, 0))
    forms = _forms(next(p for p in parses(model) if p.tag.POS == "INFN").lexeme, 0)
    stem, own = len(model) - length, word[: len(word) - length]
    return Inflected(key, {own + form[stem:]: reading for form, reading in forms.items()})


def verb_model(word: str) -> tuple[str, int]:
    """The verb that one unknown to the dictionary conjugates like, and how many letters they end alike with.

    Of `кальцифицироваться` the dictionary would guess `кальцифицироваюсь`. Empty for no model.
    """
    found = ((model, len(ending)) for ending, model in _VERB_MODELS if word.endswith(ending))
    return next(found, ("", 0))


@lru_cache(maxsize=8192)
def dependent(word: str) -> Inflected:
    """A word that stays in its case, in the singular or plural; particles and prepositions as they are."""
    declined = [p for p in parses(word) if p.tag.POS in ("NOUN", "ADJF", "PRTF", "NUMR")]
    if not declined or parses(word)[0].tag.POS in ("PREP", "CONJ", "PRCL", "INTJ"):
        return unchanging(word)
    forms: dict[str, int] = {}
    cases = 0
    for parse in declined:
        for form, reading in _forms(parse.lexeme, KNOWN if _is_known(parse) else 0).items():
            forms[form] = forms.get(form, reading) | reading
        cases |= reading_of(parse.tag)
    oblique = cases & ~(of_case("nomn") | of_case("accs"))
    return Inflected(f"{word}:of", forms, same_cases(oblique or cases))


def abbreviation(word: str) -> Inflected:
    """`бад` with the endings that people give to it: `БАДы`, `БАДов`."""
    vowel = word[-1] in "аеёиоуыэюя"
    return Inflected(
        f"{word}:abbr", {word + e: ANY | KNOWN for e in (("",) if vowel else _ABBREVIATION_ENDINGS)}
    )
