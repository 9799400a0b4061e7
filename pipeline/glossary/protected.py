"""Text that translation carries over: addresses, codes, names, and numbers with their units.

DOIs, URLs, e-mail addresses, dates, times, phone numbers, gene and chemical names stay letter by
letter; numbers with their units are written in the target's notation (see `notation`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.glossary.numbers import Number, numbers
from pipeline.model import Span

_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»“”，。；）]+[^\s<>\"«»“”，。；）.,;:!?)\]]|www\.[\w.-]+\.\w+(?:/[\w./?=&%-]*\w)?"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOI = re.compile(r"\b10\.\d{4,9}/[A-Za-z0-9()._;:/<>-]*[A-Za-z0-9]")
_CHEMICAL = re.compile(r"25\(OH\)D[₃3]?")
_DATE = re.compile(r"(?<![\w./-])(?:\d{4}-\d\d-\d\d|\d{1,2}([./])\d{1,2}\1(?:\d{4}|\d\d))(?![\w/]|[.-]\d)")
_PHONE = re.compile(
    r"(?<![\w+])(?:\+\d{1,3}[\s-]?\(?\d|8[\s-]?\(?[3-9]\d\d\)?[\s-]|1[\s-]8\d\d[\s-])[\d\s()-]{5,16}\d(?![\w%])"
)
_TIME = re.compile(r"(?<![\w:.,/])\d{1,3}:\d{1,3}(?![\w:]|[.,]\d)")
_VERSION = re.compile(r"(?<![\w.,/])\d+(?:[.,]\d+){2,}(?![\w/])")
_VERBATIM = (
    *(("url", _URL), ("email", _EMAIL), ("doi", _DOI), ("name", _CHEMICAL)),
    *(("date", _DATE), ("phone", _PHONE), ("time", _TIME)),
)
# Names: capitals and digits in one word (MK-7, B12, 25(OH)D, Mg²⁺, CYP4F2), never translated.
_NAME = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,6}[-‑]\d{1,3}|[A-Z]{1,6}\d{1,3}[A-Z]?\d?|[A-Z][a-z]?[²³]?[⁺⁻]|Mg|Ca|Zn|Na|Fe|Cu|[A-Z]{2,8})(?![\w])",
    re.ASCII,
)
# English words that stand in capitals for emphasis: `do NOT` is no name.
_STRESSED = re.compile(
    r"ALL|ALSO|AN?D?|ANY|ARE|AS|AT|AVOID|BE|BEFORE|BOTH|BUT|BY|CAN|CAUTION|DAILY|DOE?S?|EACH|EAT|EVERY|FAQ|FOR|FROM|GET|HAS|"
    r"HAVE|HOW|IF|INT?O?|ITS?|KEEP|LESS|MAX|MAY|MIN|MORE|MOST|MUST|MY|NEVER|NEW|NO|NONE|NOR|NOTE?|NOW|OFF?|OK|ONC?E?|ONLY|OR|"
    r"OUR|OUT|OVER|PER|SAFE|SEE|SHOULD|SO|SOME|STOP|SUCH|TAKE|THAN|THAT|THEI?R?|THEM|THEN|THESE|THEY|THIS|TO|TOO|TOTAL|TWICE|"
    r"TWO|UNDER|UP|USE|VERY|WARNING|WAS|WE|WHAT|WHEN|WHY|WILL|WITH|YES|YOUR?"
)


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch that a translation must hold."""

    kind: str
    """`url`, `email`, `doi`, `date`, `phone`, `time`, `version`, `name` or `number`."""
    span: Span
    text: str
    """As it stands in the source."""
    number: Number | None = None


def protected(text: str, language: str) -> tuple[Protected, ...]:
    """All protected stretches of a text, in order, none overlapping another.

    A number that can be read in two ways is none of them; of one whose unit is told loosely the
    digits are.
    """
    found: list[Protected] = []
    for kind, pattern in _VERBATIM:
        for match in pattern.finditer(text):
            add(found, Protected(kind, Span(*match.span()), match.group()))
    for number in numbers(text, language):
        if number.digits and not number.doubtful:
            span = number.span if number.loose else number.whole
            add(found, Protected("number", span, text[span.start : span.end], number))
    # Behind the numbers: `IU` of `2000 IU` is a unit, not a name.
    for match in _NAME.finditer(text):
        if not _emphasised(match, text, language):
            add(found, Protected("name", Span(*match.span()), match.group()))
    return tuple(sorted(found, key=lambda p: p.span))


def _emphasised(name: re.Match[str], text: str, language: str) -> bool:
    """Whether capitals are an English word in capitals, alone or in a phrase in capitals, and no name."""
    word = name.group()
    if language != "en" or not word.isalpha() or not word.isupper():
        return False
    if _STRESSED.fullmatch(word) or (text.upper() == text and " " in text.strip()):
        return True
    return bool(
        re.search(r"\b[A-Z]{3,}\s$", text[: name.start()][-30:])
        or re.match(r"\s[A-Z]{3,}\b", text[name.end() :][:30])
    )


def add(found: list[Protected], item: Protected) -> None:
    """Add a stretch unless it overlaps one that is there."""
    if not any(item.span.start < p.span.end and p.span.start < item.span.end for p in found):
        found.append(item)


def addresses(text: str) -> tuple[str, ...]:
    """URLs, e-mail addresses and DOIs of a text."""
    return tuple(m.group() for pattern in (_URL, _EMAIL, _DOI) for m in pattern.finditer(text))
