"""Text that translation carries over: addresses, codes, names, and numbers with their units.

DOIs, URLs, e-mail addresses, dates, times, phone numbers, gene and chemical names stay letter by
letter; numbers with their units are written in the target's notation (see `notation`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.glossary.tokens import TO_LATIN, Words
from pipeline.model import Span
from pipeline.statements.numbers import Number, numbers

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


@lru_cache(maxsize=2_048)
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


_WORD = re.compile(r"[A-Z]?[a-z]{3,}")


def holds(text: str, item: Protected) -> bool:
    """Whether a translation has what is kept letter by letter.

    Names are asked for if they hold a digit (`B12`, `CYP4F2`, not `WHO`, which has other names in
    other languages, nor `omega-3`, which is a word); hyphens, case and look-alikes do not matter.
    """
    if item.kind in ("date", "version"):
        return True  # read and compared as numbers
    if item.kind != "name":
        return item.text in text
    if not re.search(r"\d", item.text) or _WORD.match(item.text):
        return True
    name = _joined(item.text)
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(name)}(?!\d)", _joined(text)))


@lru_cache(maxsize=500)
def _joined(text: str) -> str:
    """A text in lower case, letters and digits of a name without hyphens between them: `mk7`."""
    words = Words(text)
    parts: list[str] = []
    for at, word in enumerate(words.folded):
        glue = words.before(at)
        if at + 1 < len(words) and words.folded[at + 1].isdigit() and words.before(at + 1) in ("", "-"):
            latin = word.translate(TO_LATIN)  # `В12` with a Cyrillic letter
            word = latin if latin.isascii() else word
        digits = word.isdigit() or (at > 0 and words.folded[at - 1].isdigit())
        name = at > 0 and word.isascii() and (glue == "" or (glue == "-" and digits))
        parts += [word] if name else [" ", word]
    return "".join(parts).strip()


def addresses(text: str) -> tuple[str, ...]:
    """URLs, e-mail addresses and DOIs of a text."""
    return tuple(text[span.start : span.end] for span in address_spans(text))


@lru_cache(maxsize=4_096)
def address_spans(text: str) -> tuple[Span, ...]:
    """Where URLs, e-mail addresses and DOIs stand in a text: the URLs first, then the others."""
    return tuple(Span(*m.span()) for pattern in (_URL, _EMAIL, _DOI) for m in pattern.finditer(text))
