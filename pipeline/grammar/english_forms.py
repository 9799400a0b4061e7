"""Forms of English words: plurals, verb endings, and how a word sounds behind `a` or `an`."""

from __future__ import annotations

import re

_VOWEL = re.compile(
    r"(?!(?:uni(?!n|m)|use|usu|ut[ei]|ur[aei]|eu|one\b|once))(?:[aeiouα]|hour|honest|heir)", re.IGNORECASE
)
_SPELLED = re.compile(r"[A-Z]{2,}\d*(?![a-z])|[A-Z][-‑]?\d|[A-Z](?![A-Za-z])")
"""Read letter by letter: MGP, MK-7, D3."""
_EIGHT = re.compile(r"(?:8\d*|11|18)(?!\d)")
_MASS = re.compile(
    r"(?:ness|ity|ium|osis|[ae]?emia|ism|tion|turnover|phorus|zinc|iron|collagen|elastin|inflammation)$"
)
_SUBSTANCE = re.compile(
    r"(?:calcium|magnesium|potassium|sodium|phosphorus|zinc|iron|collagen|elastin|cheese|butter|natto)$"
)
_NAMED = re.compile(r"\d$|(?<![A-Za-z])[A-Z]$")
_PLURALS = {"woman": "women", "man": "men", "child": "children", "foot": "feet", "tooth": "teeth"}
_PLURAL_ONLY = frozenset({*_PLURALS.values(), "people", "bacteria", "data", "criteria", "greens"})
_SINGULAR_ONLY = frozenset(
    ("diabetes", "measles", "rabies", "mumps", "rickets", "herpes", "caries", "ascites", "series", "species")
)
_OF = re.compile(r" (?:of|in|for|with) ")


def takes_an(text: str) -> bool:
    """Whether the indefinite article before a text is `an`."""
    if spelled := _SPELLED.match(text):
        return spelled.group()[0] in "AEFHILMNORSX"
    return bool(_VOWEL.match(text) or _EIGHT.match(text))


def head_of(phrase: str) -> tuple[str, str]:
    """A noun phrase up to its head, and what follows: `calcification`, ` of the arteries`."""
    found = _OF.search(phrase)
    return (phrase[: found.start()], phrase[found.start() :]) if found else (phrase, "")


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase is in the plural, by its head's ending."""
    head, _ = head_of(phrase)
    word = re.split(r"[\s-]", head.rstrip(" .,;:!?'’"))[-1]
    word = re.sub(r"['’]s$", "", word)
    if word.lower() in _PLURAL_ONLY:
        return True
    if word.lower() in _SINGULAR_ONLY:
        return False
    if not word[1:].islower():
        return bool(re.search(r"[A-Z]s$", word))  # an abbreviation
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "itis", "ous"))


def plural_of(phrase: str) -> str:
    """A noun phrase in the plural."""
    head, rest = head_of(phrase)
    if is_plural(head):
        return phrase
    before, last = re.match(r"^(.*?)([^\s-]*)$", head, re.DOTALL).groups()  # type: ignore[union-attr]
    if last.lower() in _PLURALS:
        made = _PLURALS[last.lower()]
    elif last.endswith("sis"):
        made = last[:-2] + "es"
    elif re.search(r"[^aeiou]y$", last):
        made = last[:-1] + "ies"
    elif re.search(r"(?:s|x|z|ch|sh)$", last):
        made = last + "es"
    else:
        made = last + "s"
    return before + made + rest


def is_counted(phrase: str) -> bool:
    """Whether a term has a plural in ordinary use: not what is a substance, a quality or one thing's name."""
    head, _ = head_of(phrase)
    return not (_MASS.search(head) or _NAMED.search(head))


_NOMINAL = re.compile(r"(?:ing|tion|ment|sis|age)$")
_VERBAL = re.compile(r"(?:e?s|e?d|ing|es|ied|ies|ates?|ated|ous|al|)")


def is_derived(word: str, phrase: str) -> bool:
    """Whether a word is a verb or adjective of a term's own stem: `bleeds` for `bleeding`, `calcified`, `fractured`."""
    word = word.lower()
    for part in phrase.lower().split():
        shared = _shared(word, part)
        rest = word[shared:]
        if shared < 4 or word == part or not _VERBAL.fullmatch(rest):
            continue
        if _NOMINAL.search(part) or rest in ("d", "ed", "ing"):
            return True
    return False


def _shared(one: str, other: str) -> int:
    """Letters that two words begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def takes_article(phrase: str) -> bool:
    """Whether `a` may stand before a term: not before a substance or one thing's name."""
    head, _ = head_of(phrase)
    return not (_SUBSTANCE.search(head) or _NAMED.search(head))


def conjugated(verb: str, like: str) -> str:
    """A verb in the form that another verb has, by that one's ending."""
    first, _, rest = verb.partition(" ")
    stem = first[:-1] if first.endswith("e") else first
    if like.endswith("ing"):
        made = stem + "ing"
    elif like.endswith("ed"):
        made = re.sub(r"([^aeiou])y$", r"\1i", stem) + "ed"
    elif like.endswith("s") and not like.endswith("ss"):
        made = plural_of(first)
    else:
        made = first
    return f"{made} {rest}".rstrip()
