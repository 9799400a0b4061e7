"""English words in their inflected forms and spellings, by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.grammar.features import ANY, KNOWN, Inflected, unchanging

_PLURALS = {
    "child": "children", "foot": "feet", "man": "men", "mouse": "mice", "tooth": "teeth", "woman": "women",
}  # fmt: skip
_UNINFLECTED = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "per", "the", "to", "with"}
)
_VERBS = {
    "bind": "bound", "bleed": "bled", "break": "broke broken", "build": "built", "eat": "ate eaten",
    "feed": "fed", "give": "gave given", "grow": "grew grown", "keep": "kept", "lose": "lost",
    "make": "made", "rise": "rose risen", "take": "took taken",
}  # fmt: skip
# British and American spellings in medical words. A form that no one writes (`dizease`) does no harm: no text has it.
_SPELLINGS = tuple(
    pair.split()
    for pair in (
        "aemia emia", "aemic emic", "anaesth anesth", "caecum cecum", "coeliac celiac", "faec fec", "foet fet",
        "gynaec gynec", "haema hema", "haemo hemo", "oedem edem", "oesoph esoph", "oestr estr", "orthopaed orthoped",
        "paediatr pediatr", "rrhoea rrhea", "sulph sulf", "aluminium aluminum", "behaviour behavior", "colour color",
        "favour favor", "flavour flavor", "labour labor", "odour odor", "tumour tumor", "centre center",
        "fibre fiber", "litre liter",
        "isation ization", "ise ize", "ising izing", "lyse lyze", "lysing lyzing", "elling eling", "elled eled",
    )
)  # fmt: skip


def inflected(word: str, pos: str) -> Inflected:
    """A word, in lower case, with its plural and singular, or its forms as a verb, in all spellings."""
    if word in _UNINFLECTED or not word.isalpha() or pos in ("adj", "adv"):
        forms = {word}
    else:
        forms = set(_verb(word) if pos == "verb" else _noun(word))
    spelled = set().union(*map(_spellings, forms))
    if spelled == {word}:
        return unchanging(word)
    return Inflected(f"{word}:{pos}", dict.fromkeys(sorted(spelled), ANY | KNOWN))


def _noun(word: str) -> Iterator[str]:
    yield word
    if len(word) < 3:
        return
    yield _PLURALS.get(word, _plural(word))
    yield from _classical(word)
    yield from (one for one, many in _PLURALS.items() if many == word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        elif word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
            yield word[:-2]
        elif word.endswith("ses"):
            yield word[:-2] + "is"


def _plural(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    if word.endswith("sis"):
        return word[:-2] + "es"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _classical(word: str) -> Iterator[str]:
    """Latin and Greek plurals beside the regular one."""
    if len(word) > 4:
        for singular, plural in (
            ("us", "i"),
            ("um", "a"),
            ("ex", "ices"),
            ("ix", "ices"),
            ("a", "ae"),
            ("on", "a"),
        ):
            if word.endswith(singular) and (singular != "on" or word.endswith(("ion", "rion", "non"))):
                yield word[: -len(singular)] + plural
        if word.endswith(("ria", "dia", "ula")):
            yield word[:-1] + "um"


def _verb(word: str) -> Iterator[str]:
    yield word
    yield _plural(word)
    stem = word[:-1] if word.endswith("e") else word
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word):
        stem += word[-1]
    past = re.sub(r"(?<=[^aeiou])y$", "i", stem) + "ed"
    yield from _VERBS.get(word, past).split()
    yield stem + "ing"


def _spellings(word: str) -> set[str]:
    """A word as the British and as the Americans write it."""
    spelled = {word}
    for british, american in _SPELLINGS if len(word) > 4 else ():
        if british in word:
            spelled |= {one.replace(british, american) for one in spelled}
        elif american in word:
            spelled |= {one.replace(american, british) for one in spelled}
    return spelled
