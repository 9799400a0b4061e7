"""Text that translation carries over: addresses, codes, names, and numbers with their units.

    kept letter by letter     DOIs, URLs, e-mail addresses, code, gene and chemical names
    converted by notation     `2000 МЕ` -> `2000 IU`, `1,8` -> `1.8`, `мкг` -> `mcg`

Values are never recalculated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.glossary import units
from pipeline.glossary.numbers import Number, numbers
from pipeline.model import Span

_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"«»“”，。；）]+[^\s<>\"«»“”，。；）.,;:!?)\]]|www\.[\w.-]+\.\w+(?:/[\w./?=&%-]*\w)?"
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DOI = re.compile(r"\b10\.\d{4,9}/[A-Za-z0-9()._;:/<>-]*[A-Za-z0-9]")
_CHEMICAL = re.compile(r"25\(OH\)D[₃3]?")
# Names: a letter and digits in one word (MK-7, B12, 25(OH)D, Mg²⁺, CYP4F2, dp-ucMGP), never translated.
_NAME = re.compile(
    r"(?<![\w-])(?:[A-Za-z]{1,6}[-‑]\d{1,3}|[A-Z]{1,6}\d{1,3}[A-Z]?\d?|[A-Z][a-z]?[²³]?[⁺⁻]|Mg|Ca|Zn|Na|Fe|Cu|[A-Z]{2,8})(?![\w])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch that a translation must hold."""

    kind: str
    """`url`, `email`, `doi`, `name` or `number`."""
    span: Span
    text: str
    """As it stands in the source."""
    number: Number | None = None


def protected(text: str, language: str) -> tuple[Protected, ...]:
    """All protected stretches of a text, in order, none overlapping another."""
    found: list[Protected] = []
    for kind, pattern in (("url", _URL), ("email", _EMAIL), ("doi", _DOI), ("name", _CHEMICAL)):
        for match in pattern.finditer(text):
            _add(found, Protected(kind, Span(*match.span()), match.group()))
    for number in numbers(text, language):
        if number.digits:
            span = number.whole
            _add(found, Protected("number", span, text[span.start : span.end], number))
    # Behind the numbers: `IU` of `2000 IU` is a unit, not a name.
    for match in _NAME.finditer(text):
        _add(found, Protected("name", Span(*match.span()), match.group()))
    return tuple(sorted(found, key=lambda p: p.span))


def _add(found: list[Protected], item: Protected) -> None:
    if not any(item.span.start < p.span.end and p.span.start < item.span.end for p in found):
        found.append(item)


def addresses(text: str) -> tuple[str, ...]:
    """URLs, e-mail addresses and DOIs of a text."""
    return tuple(text[span.start : span.end] for span in address_spans(text))


def address_spans(text: str) -> tuple[Span, ...]:
    """Where URLs, e-mail addresses and DOIs stand in a text: the URLs first, then the others."""
    return tuple(Span(*m.span()) for pattern in (_URL, _EMAIL, _DOI) for m in pattern.finditer(text))


def rewrite(item: Protected, text: str, source: str, target: str) -> str:
    """A protected stretch in the target language's notation."""
    if item.number is None:
        return item.text
    number = item.number
    digits = text[number.span.start : number.span.end]
    shown = _digits(digits, number, source, target)
    if not number.unit or number.whole.end == number.span.end:
        return shown
    return shown + units.separator(number.unit, target) + units.write(number.unit, target)


_SCALES = {
    "en": ((10**9, " billion"), (10**6, " million"), (10**3, " thousand")),
    "ru": ((10**9, "\u00a0млрд"), (10**6, "\u00a0млн"), (10**3, "\u00a0тыс.")),
    "zh": ((10**8, "亿"), (10**4, "万")),
}


def _digits(digits: str, number: Number, source: str, target: str) -> str:
    """Digits with the target's decimal and thousands marks; a number with a multiplier is scaled anew."""
    if re.search(r"[^\d.,\s\u00a0\u2009\u202f'’·]", digits):
        return _scaled(number.value, target)
    value = number.value
    if re.fullmatch(r"\d+", digits) or source == target:
        return digits
    decimals = max(0, -int(value.as_tuple().exponent))
    whole, _, fraction = f"{value:f}".partition(".")
    if not decimals and len(whole) > 3 and re.search(r"\D", digits):
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", {"ru": "\u00a0"}.get(target, ","), whole)
    mark = "," if target == "ru" else "."
    return f"{whole}{mark}{fraction}" if fraction else whole


def _scaled(value: Decimal, target: str) -> str:
    for factor, word in _SCALES[target]:
        if value >= factor:
            shown = f"{(value / factor).normalize():f}"
            return (shown.replace(".", ",") if target == "ru" else shown) + word
    shown = f"{value.normalize():f}"
    return shown.replace(".", ",") if target == "ru" else shown


_FREE = re.compile(r"[\s\u00a0+\-–—−×/=<>≥≤±~～%(){}\[\].,;:，、；：（）|·*&#№°→↑↓]*")
_MARKS = {"，": ", ", "、": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") "}


def carry_over(
    text: str, source: str, target: str, keep: Iterator[Span] | tuple[Span, ...] = ()
) -> str | None:
    """The text in the target's notation when it is protected from end to end, else None.

    `K2 (100 мкг) + D3 (2000 МЕ)` -> `K2 (100 mcg) + D3 (2000 IU)`. `keep`: spans of terms
    that the glossary carries over as they are.
    """
    items = list(protected(text, source))
    for span in keep:
        _add(items, Protected("name", span, text[span.start : span.end]))
    parts: list[str] = []
    position = 0
    for item in sorted(items, key=lambda p: p.span):
        between = text[position : item.span.start]
        if not _FREE.fullmatch(between):
            return None
        parts += [between, rewrite(item, text, source, target)]
        position = item.span.end
    rest = text[position:]
    if not items or not _FREE.fullmatch(rest):
        return None
    return "".join([*parts, rest])
