"""Russian words in all their inflected forms, by the dictionary and by the example of another word.

The forms are made from the term and not guessed from the text: so words that the dictionary
does not know or takes for others (остеокальцин, варфарин) are found in every case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from pipeline.glossary.concepts import Form
from pipeline.glossary.grammar import (
    ANY,
    CASES,
    GROUPS,
    KNOWN,
    Inflected,
    agree,
    bit,
    of_case,
    same_cases,
    unchanging,
)

_RUSSIAN = re.compile(r"[а-яё]+")
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
def _reading(tag: Any) -> int:
    """What a form with this tag of OpenCorpora can be; 0 for verbs and short adjectives."""
    if tag.case is None:
        return 0
    case = _CASE_OF.get(tag.case, tag.case)
    if tag.number == "plur":
        return bit(case, "plur")
    groups = (tag.gender,) if tag.gender in GROUPS else ("masc", "femn", "neut")
    return sum(bit(case, group) for group in groups)


@lru_cache(maxsize=4096)
def _parses(word: str) -> list[Any]:
    return analyzer().parse(word)  # type: ignore[no-any-return]


def _is_known(parse: Any) -> bool:
    return bool(analyzer().word_is_known(parse.word))


def _forms(entries: Iterable[Any], known: int) -> dict[str, int]:
    forms: dict[str, int] = {}
    for entry in entries:
        forms[entry.word] = forms.get(entry.word, known) | _reading(entry.tag)
    return forms


# --- single words --------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _noun(word: str, gender: str, number: str, like: str) -> Inflected | None:
    """A noun in the nominative, with all its forms; None if it can be none."""
    if like:
        return Inflected(f"{word}:like:{like}", by_example(word, like))
    fitting = [
        p
        for p in _parses(word)
        if "NOUN" in p.tag and "nomn" in p.tag and (not gender or p.tag.gender in (_GENDERS[gender], None))
    ]
    if not fitting:
        return None
    known = _is_known(fitting[0])
    # A guess that it is somebody's name declines in another way (`Остеокальциным`).
    sound = [p for p in fitting if known or "inan" in p.tag]
    if not sound:
        model = model_of(word)
        return Inflected(f"{word}:like:{model}", by_example(word, model))
    best = min(sound, key=lambda p: (p.tag.number == "plur") != (number == "pl"))
    key = f"{best.normal_form}:noun:{best.tag.gender}"
    return Inflected(key, _forms(best.lexeme, KNOWN if known else 0))


def model_of(word: str) -> str:
    """The word that a noun unknown to the dictionary declines like, told by its ending; empty for none."""
    return next((model for ending, model in _MODELS if ending.search(word)), "")


def by_example(word: str, model: str) -> dict[str, int]:
    """The forms of a noun that declines like another one, which the dictionary knows.

    `менахинон` like `инсулин`: what the model's forms have in common gives way to the word's stem.
    """
    parses = [p for p in _parses(model) if "NOUN" in p.tag and "nomn" in p.tag] if model else []
    if not parses:
        return {word: ANY}
    forms = _forms(parses[0].lexeme, 0)
    first, last = min(forms), max(forms)
    stem = first[: next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]
    ending = parses[0].word[len(stem) :]
    if not word.endswith(ending):
        return {word: ANY}
    own = word[: len(word) - len(ending)]
    return {own + form[len(stem) :]: reading for form, reading in forms.items()}


@lru_cache(maxsize=8192)
def _adjective(word: str) -> Inflected | None:
    """An adjective or participle, in full or short, with its forms; None if it can be none."""
    forms: dict[str, int] = {}
    key = ""
    for parse in _parses(word):
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


@lru_cache(maxsize=1024)
def _verb(word: str) -> Inflected | None:
    for parse in _parses(word):
        if parse.tag.POS == "INFN":
            return Inflected(f"{parse.word}:verb", _forms(parse.lexeme, KNOWN if _is_known(parse) else 0))
    return None


@lru_cache(maxsize=8192)
def _dependent(word: str) -> Inflected:
    """A word that stays in its case, in the singular or plural; particles and prepositions as they are."""
    declined = [p for p in _parses(word) if p.tag.POS in ("NOUN", "ADJF", "PRTF", "NUMR")]
    if not declined or _parses(word)[0].tag.POS in ("PREP", "CONJ", "PRCL", "INTJ"):
        return unchanging(word)
    forms: dict[str, int] = {}
    cases = 0
    for parse in declined:
        for form, reading in _forms(parse.lexeme, KNOWN if _is_known(parse) else 0).items():
            forms[form] = forms.get(form, reading) | reading
        cases |= _reading(parse.tag)
    oblique = cases & ~(of_case("nomn") | of_case("accs"))
    return Inflected(f"{word}:of", forms, same_cases(oblique or cases))


def _abbreviation(word: str) -> Inflected:
    """`бад` with the endings that people give to it: `БАДы`, `БАДов`."""
    vowel = word[-1] in "аеёиоуыэюя"
    return Inflected(
        f"{word}:abbr", {word + e: ANY | KNOWN for e in (("",) if vowel else _ABBREVIATION_ENDINGS)}
    )


# --- whole terms ---------------------------------------------------------------------------


def inflected(
    words: Sequence[str], written: Sequence[str], joined: Sequence[bool], form: Form
) -> list[Inflected]:
    """The words of a term, in lower case, as they may stand in a text.

    `written`: as the term has them; `joined`: whether a hyphen follows.
    """
    fixed = [not _RUSSIAN.fullmatch(word) or (len(word) == 1) for word in words]
    shorts = [len(w) > 1 and w.isupper() for w in written]
    open_words = [i for i in range(len(words)) if not fixed[i] and not shorts[i] and not _is_adverb(words[i])]
    head = _head(words, joined, open_words, form)
    made: list[Inflected] = []
    for index, word in enumerate(words):
        if fixed[index]:
            made.append(unchanging(word))
        elif shorts[index]:
            made.append(_abbreviation(word))
        elif index == head:
            made.append(_as_head(word, form))
        elif index < head:
            made.append(_before_head(word, joined[index]))
        else:
            made.append(_behind_head(word, made[head].forms.get(words[head], 0) if head >= 0 else 0))
    return made


def _head(words: Sequence[str], joined: Sequence[bool], open_words: Sequence[int], form: Form) -> int:
    """The word that the others lean on: the noun behind its adjectives; -1 if no word inflects."""
    if form.pos == "verb":
        return next((i for i in open_words if _verb(words[i])), -1)
    if form.pos == "adj":
        return next((i for i in open_words if not joined[i] and _adjective(words[i])), -1)
    for index in reversed(open_words):
        noun = _noun(words[index], form.gender, form.number, form.like)
        if noun and all(
            joined[i] or _modifies(words[i], noun.forms.get(words[index], ANY))
            for i in open_words
            if i < index
        ):
            return index
    return open_words[0] if open_words else -1


def _is_adverb(word: str) -> bool:
    return bool(_parses(word)[0].tag.POS == "ADVB")


def _modifies(word: str, noun: int) -> bool:
    return any(
        p.tag.POS in ("ADJF", "PRTF") and agree(_reading(p.tag), noun & of_case("nomn"))
        for p in _parses(word)
    )


def _as_head(word: str, form: Form) -> Inflected:
    if form.pos == "verb":
        made = _verb(word)
    elif form.pos == "adj":
        made = _adjective(word)
    elif form.pos == "adv":
        made = None
    else:
        noun = _noun(word, form.gender, form.number, form.like)
        made = noun if noun and (form.like or not _is_rather_adjective(word)) else _adjective(word)
    made = made or unchanging(word)
    return Inflected(made.key, made.forms, head=True)


def _is_rather_adjective(word: str) -> bool:
    """Whether the likeliest reading in the nominative is one of an adjective (`недокарбоксилированный`)."""
    nominative = (p.tag.POS for p in _parses(word) if "nomn" in p.tag)
    return next((part in ("ADJF", "PRTF") for part in nominative if part in ("NOUN", "ADJF", "PRTF")), False)


def _before_head(word: str, joined: bool) -> Inflected:
    """An adjective that agrees with the head; the first half of a compound may have any form."""
    if joined:
        return _noun(word, "", "", "") or unchanging(word)
    adjective = _adjective(word)
    return Inflected(adjective.key, adjective.forms, agrees=True) if adjective else _dependent(word)


def _behind_head(word: str, head: int) -> Inflected:
    """What stays in its case, or an adjective that agrees with the head (`препарат, разжижающий кровь`)."""
    nominative = of_case("nomn")
    agreeing = [
        p for p in _parses(word) if p.tag.POS in ("ADJF", "PRTF") and _reading(p.tag) & nominative & head
    ]
    adjective = _adjective(word) if agreeing else None
    return Inflected(adjective.key, adjective.forms, agrees=True) if adjective else _dependent(word)


# --- words that are forms of two nouns ---------------------------------------------------------

_ADJECTIVE_ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "ой": (("nomn", "masc"), ("accs", "masc"), ("gent", "femn"), ("datv", "femn"), ("ablt", "femn"), ("loct", "femn")),
    "ей": (("gent", "femn"), ("datv", "femn"), ("ablt", "femn"), ("loct", "femn")),
    "ая": (("nomn", "femn"),), "яя": (("nomn", "femn"),), "ую": (("accs", "femn"),), "юю": (("accs", "femn"),),
    "ый": (("nomn", "masc"), ("accs", "masc")), "ий": (("nomn", "masc"), ("accs", "masc")),
    "ое": (("nomn", "neut"), ("accs", "neut")), "ее": (("nomn", "neut"), ("accs", "neut")),
    "го": (("gent", "masc"), ("gent", "neut"), ("accs", "masc")), "му": (("datv", "masc"), ("datv", "neut")),
    "ом": (("loct", "masc"), ("loct", "neut")), "ем": (("loct", "masc"), ("loct", "neut")),
    "ым": (("ablt", "masc"), ("ablt", "neut"), ("datv", "plur")),
    "им": (("ablt", "masc"), ("ablt", "neut"), ("datv", "plur")),
    "ые": (("nomn", "plur"), ("accs", "plur")), "ие": (("nomn", "plur"), ("accs", "plur")),
    "ых": (("gent", "plur"), ("accs", "plur"), ("loct", "plur")),
    "их": (("gent", "plur"), ("accs", "plur"), ("loct", "plur")),
    "ми": (("ablt", "plur"),),
}  # fmt: skip


def as_adjective(word: str) -> int:
    """What a word can be if it is an adjective, told by its ending alone; 0 for no such ending."""
    pairs = _ADJECTIVE_ENDINGS.get(word[-2:], ()) if len(word) > 4 else ()
    return sum(bit(case, group) for case, group in pairs)


def rivals(noun: Inflected) -> dict[str, int]:
    """Forms of a noun that are another noun's too (`железе` of железо and of железа), with that one's readings."""
    found: dict[str, int] = {}
    own = noun.key.partition(":")[0]
    for form, reading in noun.forms.items():
        if reading & KNOWN and len(form) > 3:
            other = 0
            for lemma, tag in _dictionary(form):
                if "NOUN" in tag and lemma != own:
                    other |= _reading(tag)
            if other:
                found[form] = other
    return found


def _dictionary(form: str) -> Iterator[tuple[str, Any]]:
    """Lemmas and tags of a form, without the guesses and probabilities that make `parse` slow."""
    words, dictionary = analyzer().dictionary.words, analyzer().dictionary
    for spelled, entries in words.similar_items(form, analyzer().char_substitutes):
        for paradigm, index in entries:
            yield (
                dictionary.build_normal_form(paradigm, index, spelled),
                dictionary.build_tag_info(paradigm, index),
            )


assert len(CASES) * len(GROUPS) == 24  # noqa: S101 - the readings and the two further bits fit in 32 bits
