"""Words of a text as terms see them.

Letters and digits are words of their own (`MK7` is `MK` and `7`, glued), so that `MK-7`, `MK7`
and `MK‑7` are one; letters of the other alphabet that only look alike count as what they look
like beside digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-zΑ-Ωα-ωÀ-ÖØ-öø-ÿ]+|[А-Яа-яЁё]+|\d+|[\u3400-\u9fff]")
_LOOKALIKE = str.maketrans("АВЕКМНОРСТХУ", "ABEKMHOPCTXY")
_ALL_LOOK_LATIN = re.compile(r"[АВЕКМНОРСТХУ]{1,3}")
_HYPHENS = "-‑‐–"


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters or of digits, or one Chinese character."""

    text: str
    """As written, look-alikes of Latin names replaced."""
    start: int
    end: int
    glue: str
    """What stands before it after the token before: `` (nothing), `-`, ` `, or `.` for anything else."""

    @property
    def lower(self) -> str:
        return self.text.lower().replace("ё", "е")


def tokens(text: str) -> list[Token]:
    """All words of a text with their places."""
    found = list(_TOKEN.finditer(text))
    made: list[Token] = []
    position = 0
    for index, match in enumerate(found):
        word = match.group()
        following = found[index + 1] if index + 1 < len(found) else None
        if _ALL_LOOK_LATIN.fullmatch(word) and following and following.group().isdigit():
            between = text[match.end() : following.start()]
            if between in ("", *_HYPHENS):
                word = word.translate(_LOOKALIKE)
        made.append(
            Token(word, match.start(), match.end(), _glue(text[position : match.start()]) if made else ".")
        )
        position = match.end()
    return made


def _glue(between: str) -> str:
    if between == "":
        return ""
    if between in _HYPHENS:
        return "-"
    return " " if between.strip(" \u00a0\u202f\t\n") == "" and len(between) <= 2 else "."
