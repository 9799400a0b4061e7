"""Errors that are put into human translations on purpose, to see whether the checks find them.

They are made without the product's own tables, so that a word or unit that those lack shows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.glossary.matching import TermBase


@dataclass(frozen=True, slots=True)
class Pair:
    """A source text and its translation, whole or spoilt."""

    source: str
    target: str
    """Languages."""
    text: str
    translation: str


Seed = Callable[[Pair, random.Random], Pair | None]
"""Spoils a translation; None where it holds nothing to spoil."""


def _spoilt(pair: Pair, translation: str) -> Pair:
    return Pair(pair.source, pair.target, pair.text, translation)


def _put(pair: Pair, place: re.Match[str], text: str, group: int = 0) -> Pair:
    start, end = place.span(group)
    return _spoilt(pair, pair.translation[:start] + text + pair.translation[end:])


def _one(pattern: re.Pattern[str], text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return chance.choice(found) if found else None


# --- numbers --------------------------------------------------------------------------------------

_DOSE = re.compile(
    r"(?<![\w.,/-])(\d{1,3}(?:[ \u00a0,]\d{3})+|\d+(?:[.,]\d+)?)"
    r"[ \u00a0]?(?:mg|mcg|µg|IU|kg|g|ml|mL|%|мг|мкг|МЕ|кг|г|мл|毫克|微克|国际单位|公斤|克|毫升)(?![A-Za-zА-Яа-яё])"
)
_EXCHANGED = {"mg": "mcg", "mcg": "mg", "µg": "mg", "мг": "мкг", "мкг": "мг", "毫克": "微克", "微克": "毫克"}
_UNIT = re.compile(r"(?<=\d)[ \u00a0]?(mg|mcg|µg|мг|мкг|毫克|微克)(?![A-Za-zА-Яа-яё])")
_DIGITS = re.compile(r"(?<![\w.,₀-₉-])\d+(?![\w-])")
_NAME = re.compile(r"(?<![A-Za-z])[A-Z]{1,3}-?(\d{1,2})(?!\w)")


def tenfold(pair: Pair, chance: random.Random) -> Pair | None:
    """A dose becomes ten times as large."""
    found = _one(_DOSE, pair.translation, chance)
    if not found:
        return None
    digits = found.group(1)
    whole, mark, part = digits.partition(".") if "." in digits else digits.partition(",")
    if mark and len(part) < 3:
        return _put(pair, found, whole + part[0] + (mark + part[1:] if part[1:] else ""), 1)
    return _put(pair, found, re.sub(r"\D", "", digits) + "0", 1)


def unit(pair: Pair, chance: random.Random) -> Pair | None:
    """Milligrams become micrograms, or the other way round."""
    found = _one(_UNIT, pair.translation, chance)
    return _put(pair, found, _EXCHANGED[found.group(1)], 1) if found else None


def digit(pair: Pair, chance: random.Random) -> Pair | None:
    """One digit of a number becomes another."""
    found = _one(_DIGITS, pair.translation, chance)
    return _put(pair, found, _other_digit(found.group(), chance)) if found else None


def name(pair: Pair, chance: random.Random) -> Pair | None:
    """The number of a name becomes another: MK-7 and MK-4."""
    found = _one(_NAME, pair.translation, chance)
    return _put(pair, found, _other_digit(found.group(1), chance), 1) if found else None


def _other_digit(digits: str, chance: random.Random) -> str:
    place = chance.randrange(len(digits))
    least = 1 if place == 0 else 0
    other = chance.choice([d for d in range(least, 10) if str(d) != digits[place]])
    return f"{digits[:place]}{other}{digits[place + 1 :]}"


# --- negation -------------------------------------------------------------------------------------

_DENIES = {
    "en": re.compile(r"\b(?:not|never)\b ?", re.IGNORECASE),
    "ru": re.compile(r"\b(?:не|нельзя)\b ?", re.IGNORECASE),
    "zh": re.compile("切勿|不"),
}
_DENIES_NOTHING = {
    "en": re.compile(r"not (?:only|just|merely)\b|\bor not\b|\bwhy not\b", re.IGNORECASE),
    "ru": re.compile(
        r"не (?:только|столько)\b|тем не менее|почему бы (?:и )?не\b|или (?:не|нельзя)\b", re.IGNORECASE
    ),
    "zh": re.compile(
        r"(.)不\1|不仅|不但|不光|不只|不单|不同|不过|不断|不久|不少|不论|不管|不妨|不禁|不由|不得不|不一(?!定)|不等|不良|不适|不锈|不幸|"
        "不时|不停|差不多|必不可少|不可或缺|离不开|不饱和"
    ),
}
_DENIES_HERE = {
    "en": re.compile(
        r"\b(?:not|never|no|cannot|without|nobody|no one|nothing|none)\b|n['’]t\b", re.IGNORECASE
    ),
    "ru": re.compile(r"\b(?:не|нет|нельзя|без|никогда|никто|ничего)\b", re.IGNORECASE),
    "zh": re.compile("不|没|无|未|切勿|禁"),
}


def negation(pair: Pair, chance: random.Random) -> Pair | None:
    """The word that denies is deleted."""
    idle = [found.span() for found in _DENIES_NOTHING[pair.target].finditer(pair.translation)]
    places = [
        found
        for found in _DENIES[pair.target].finditer(pair.translation)
        if not any(start <= found.start() < end for start, end in idle)
    ]
    return _put(pair, chance.choice(places), "") if places else None


def negation_of_both(pair: Pair, chance: random.Random) -> Pair | None:
    """The same, where the source has a word that denies as well."""
    bare = _DENIES_NOTHING[pair.source].sub("", pair.text)
    return negation(pair, chance) if _DENIES_HERE[pair.source].search(bare) else None


# --- tags, words, sentences -----------------------------------------------------------------------

_FIRST = re.compile(r"[^\W_]{1,2}|\S")


def tag(pair: Pair, _: random.Random) -> Pair | None:
    """A tag of the source is not in the translation."""
    tagged = _FIRST.sub(lambda found: f"<s1>{found.group()}</s1>", pair.text, count=1)
    return Pair(pair.source, pair.target, tagged, pair.translation)


def cut(pair: Pair, chance: random.Random) -> Pair | None:
    """The end of a sentence is lost."""
    size = len(pair.translation)
    if size < (20 if pair.target == "zh" else 60):
        return None
    kept = pair.translation[: int(size * chance.uniform(0.3, 0.6))]
    return _spoilt(pair, kept if pair.target == "zh" else kept.rpartition(" ")[0])


def loop(pair: Pair, chance: random.Random) -> Pair | None:
    """A phrase is said four times, and then the sentence goes on."""
    between = "" if pair.target == "zh" else " "
    words = list(pair.translation) if pair.target == "zh" else pair.translation.split(" ")
    length = chance.randint(2, 4)
    starts = [i for i in range(len(words) - length) if all(w.isalpha() for w in words[i : i + length])]
    if not starts:
        return None
    start = chance.choice(starts)
    phrase = words[start : start + length]
    return _spoilt(pair, between.join([*words[:start], *(phrase * 4), *words[start + length :]]))


def term(terms: TermBase) -> Seed:
    """A term becomes another one of the glossary."""

    def exchange(pair: Pair, chance: random.Random) -> Pair | None:
        here = {match.concept for match in terms.find(pair.text, pair.source)}
        found = [m for m in terms.find(pair.translation, pair.target) if m.concept in here]
        others = [
            concept.terms[pair.target].preferred.text
            for id_, concept in terms.glossary.concepts.items()
            if id_ not in here and pair.target in concept.terms
        ]
        if not found or not others:
            return None
        match = chance.choice(found)
        start, end = match.span
        text = pair.translation
        # `magnesium citrate` still says magnesium.
        stem = text[start:end].casefold()[:4]
        others = [other for other in others if stem not in other.casefold()]
        # Wherever it stands: a term that is left somewhere is not lost.
        spoilt = f"{text[:start]}{chance.choice(others)}{text[end:]}"
        again = terms.find(spoilt, pair.target)
        return None if any(m.concept == match.concept for m in again) else _spoilt(pair, spoilt)

    return exchange


def seeds(terms: TermBase) -> Mapping[str, Seed]:
    """All kinds of damage by the name under which they are told."""
    return {
        "dose x10": tenfold,
        "mg and mcg exchanged": unit,
        "digit changed": digit,
        "negation deleted, source denies": negation_of_both,
        "negation deleted, all": negation,
        "tag dropped": tag,
        "term exchanged": term(terms),
        "number of a name changed": name,
        "sentence cut": cut,
        "phrase looped": loop,
    }
