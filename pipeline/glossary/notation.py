"""Protected text in the notation of another language.

    `2000 МЕ` -> `2000 IU`, `1,8` -> `1.8`, `мкг` -> `mcg`, `2万` -> `20,000`

Values are never recalculated, and what can be read in two ways is never written by rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.glossary.protected import Protected, add, protected
from pipeline.model import Span
from pipeline.statements import units
from pipeline.statements.numbers import Number, numbers


def rewrite(item: Protected, target: str, *, with_unit: bool = True) -> str:
    """A protected stretch in the target language's notation."""
    number = item.number
    if number is None:
        return item.text
    offset = item.span.start
    shown = _digits(item.text[number.span.start - offset : number.span.end - offset], number, target)
    if not with_unit or not number.unit or item.span == number.span:
        return shown
    return shown + units.separator(number.unit, target) + units.write(number.unit, target, number.value)


def _digits(digits: str, number: Number, target: str) -> str:
    """Digits with the target's decimal and thousands marks; a number with a multiplier is scaled anew."""
    if number.special:
        marks = (".", ",") if target == "ru" else (",", ".")
        return re.sub(r"(?<=\d)[.,](?=\d)", lambda mark: marks[1] if mark[0] == marks[0] else mark[0], digits)
    digits = unicodedata.normalize("NFKC", digits)  # １００ of Chinese texts
    if re.search(r"[^\d.,\s'’·]", digits):
        return _scaled(number.value, target)
    if re.fullmatch(r"\d+", digits):
        return digits
    return _grouped(number.value, target, grouped=bool(re.search(r"\d[\s'’.,]\d{3}(?!\d)", digits)))


def _grouped(value: Decimal, target: str, *, grouped: bool = True) -> str:
    """A value in the target's notation: `1,500.5`, `1 500,5`."""
    whole, _, fraction = f"{value:f}".partition(".")
    if grouped and len(whole) > 3:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", {"ru": "\u00a0"}.get(target, ","), whole)
    mark = "," if target == "ru" else "."
    return f"{whole}{mark}{fraction}" if fraction else whole


_SCALES = {
    "en": ((10**9, " billion"), (10**6, " million")),
    "ru": ((10**9, "\u00a0млрд"), (10**6, "\u00a0млн"), (10**3, "\u00a0тыс.")),
    "zh": ((10**8, "亿"), (10**4, "万")),
}


def _scaled(value: Decimal, target: str) -> str:
    """A value with the target's word for thousands or millions; in digits where that would need many decimals."""
    factor, word = next(((f, w) for f, w in _SCALES[target] if value >= f), (1, ""))
    shown = f"{(value / factor).normalize():f}"
    if factor > 1 and len(shown.partition(".")[2]) > 2 and value == int(value):
        return _grouped(value.to_integral_value(), target)
    if factor == 1 and len(shown) > 3:
        return _grouped(value.normalize(), target)
    return (shown.replace(".", ",") if target == "ru" else shown) + word


def locks(text: str, source: str, target: str) -> Iterator[tuple[Span, str]]:
    """What placeholders may stand for in a sentence, and what they become.

    Of times and counts the digits alone: their words take the case that the sentence asks for.
    """
    for item in protected(text, source):
        yield locked(item, target)


def locked(item: Protected, target: str) -> tuple[Span, str]:
    """The part of a protected stretch that a placeholder may stand for, and what it becomes."""
    if item.number is None or not item.number.unit or units.BY_NAME[item.number.unit].hard:
        return item.span, rewrite(item, target)
    return item.number.span, rewrite(item, target, with_unit=False)


_FREE = re.compile(r"[\s\u00a0+\-–—−×/=<>≥≤±~～%(){}\[\].,;:，、。；：（）|·*→↑↓]*")
_MARKS = {
    "，": ", ",
    "、": ", ",
    "；": "; ",
    "：": ": ",
    "（": " (",
    "）": ") ",
    "。": ". ",
    "～": "–",
    "~": "–",
}
_UNSURE = frozenset({"date", "phone", "version"})
"""Whether a translation writes them alike, only their sentence tells."""
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Carried:
    """A text in the target's notation."""

    text: str
    places: tuple[tuple[Span, Span], ...]
    """Of each protected stretch, in the source and here."""


def carry_over(text: str, source: str, target: str, keep: Iterable[Span] = ()) -> Carried | None:
    """The text in the target's notation when it is protected from end to end, else None.

    `K2 (100 мкг) + D3 (2000 МЕ)` -> `K2 (100 mcg) + D3 (2000 IU)`. `keep`: spans of terms
    that the glossary carries over as they are.
    """
    items = [Protected("term", span, text[span.start : span.end]) for span in keep]
    for item in protected(text, source):
        add(items, item)
    if not items or any(not _is_sure(item, source, target) for item in items):
        return None
    shown = ""
    position = 0
    places: list[tuple[Span, Span]] = []
    for item in sorted(items, key=lambda p: p.span):
        between = text[position : item.span.start]
        if not _FREE.fullmatch(between):
            return None
        shown += _marks(between, source, target, first=not position)
        start = len(shown)
        shown += rewrite(item, target)
        places.append((item.span, Span(start, len(shown))))
        position = item.span.end
    rest = text[position:]
    if not _FREE.fullmatch(rest):
        return None
    shown += _marks(rest, source, target, last=True)
    # Two numbers without a word between them may be read as one in the other language.
    if _read(shown, target) != _read(text, source):
        return None
    return Carried(shown, tuple(places))


def _read(text: str, language: str) -> list[tuple[Decimal, str]]:
    return [(n.value, n.unit) for n in numbers(text, language) if n.digits]


def _is_sure(item: Protected, source: str, target: str) -> bool:
    """Whether a stretch alone tells how it is translated.

    Acronyms have translations (CI is ДИ, WHO is ВОЗ): only Latin ones in a Russian or Chinese text stay.
    """
    if item.kind == "name" and item.text.isalpha() and len(item.text) > 1 and item.text.isupper():
        return source != "en" and target != "ru"
    return item.kind not in _UNSURE or bool(_ISO_DATE.fullmatch(item.text))


def _marks(between: str, source: str, target: str, *, first: bool = False, last: bool = False) -> str:
    """What stands between protected stretches, in the target's punctuation."""
    if target == "zh":
        return re.sub(r"\.\s*$", "。", between) if last else between
    if source != "zh":
        return between
    shown = re.sub(r" +(?=[ ,;:.)])", "", "".join(_MARKS.get(c, c) for c in between))
    shown = shown.lstrip(" ") if first else shown
    return shown.rstrip(" ") if last else shown
