"""Russian words that are forms of two nouns: `железе` is of железо (iron) and of железа (gland).

The adjective before such a word tells which it is.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.grammar.features import KNOWN, Inflected, bit
from pipeline.grammar.russian import dictionary_entries, reading_of

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
            for lemma, tag in dictionary_entries(form):
                if "NOUN" in tag and lemma != own:
                    other |= reading_of(tag)
            if other:
                found[form] = other
    return found
