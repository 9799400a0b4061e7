"""Shares and factors in words: a third, двух третей, 三分之一; doubled, вдвое, 减半; one in five, каждый пятый.

What is said with a direction (`вдвое меньше`, `threefold lower`) has the value that comes of it, a half, a third.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.model import Span
from pipeline.statements.chinese_numbers import digit
from pipeline.statements.counting import HALF, fraction
from pipeline.statements.numbers import Number, numbers


class Factor(NamedTuple):
    """What something is multiplied with."""

    values: frozenset[Decimal]
    """What it may be told as, to three places: threefold lower is a third of it, and lower by two thirds."""
    span: Span


_UNITS_EN = "second|minute|hour|day|night|week|month|year|time|dose"
_FIXED: dict[str, tuple[tuple[Decimal, str], ...]] = {
    "en": (
        (
            Decimal(2),
            r"\bdoubl(?:e|es|ed|ing)\b(?![ -]?(?:blind|bond|vision|check|strand|edged|layer|-))|\btwice the\b",
        ),
        (
            Decimal(3),
            r"\b(?:tripl|trebl)(?:e|es|ed|ing)\b(?![ -]?(?:therap|bond|negative|vaccin|heli|blind|point|-))",
        ),
        (Decimal(4), r"\bquadrupl(?:e|es|ed|ing)\b"),
        (HALF, r"\bhalv(?:e|es|ed|ing)\b|\b(?:cut|reduced?) in half\b"),
    ),
    "ru": (
        (Decimal(2), r"\bудв(?:о[иеяёй]|аива)\w*|\bдвойн(?:ая|ой|ую|ые|ых) доз\w+"),
        (Decimal(3), r"\bутр(?:ои[тл]|оен|о[йю](?:те)?\b|аива)\w*|\bтройн(?:ая|ой|ую|ые|ых) доз\w+"),
        (Decimal(4), r"\bучетвер\w+"),
        (HALF, r"\bнаполовину\b|\bвполовину\b"),
    ),
    "zh": (
        (Decimal(2), r"翻了?[一1]?番|翻了?(?:[一1])?倍|加倍|双倍|倍增|[增加高多大长涨升]了?[出约近]?[一1]倍"),
        (Decimal(4), r"翻了?[两2]番"),
        (HALF, r"减半|折半|对折"),
    ),
}
_TIMES_EN = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "hundred": 100,
}
_TIMES_RU = {
    "двух": 2, "тр[её]х": 3, "четыр[её]х": 4, "пяти": 5, "шести": 6, "семи": 7, "восьми": 8, "десяти": 10, "сто": 100
}  # fmt: skip
_FOLD_RU = {"вдвое": 2, "втрое": 3, "вчетверо": 4, "впятеро": 5, "вшестеро": 6, "вдесятеро": 10}
_FOLD = re.compile(
    rf"\b(?P<word>{'|'.join(_TIMES_EN)})-?fold\b|\b(?P<digits>\d+(?:\.\d+)?)-?fold\b", re.IGNORECASE
)
_TWICE = re.compile(
    r"\btwice as\b|\btwice (?=(?:more|less|higher|lower|greater|fewer|larger|smaller)\b)", re.IGNORECASE
)
_KRATN = re.compile(
    rf"\b(?:{'|'.join(f'(?P<n{n}>{word})' for word, n in _TIMES_RU.items())})кратн\w+", re.IGNORECASE
)
_OFTEN = re.compile(r"\s*(?:an? |per |в (?:день|сутки|неделю|месяц|год|час)|daily|weekly)", re.IGNORECASE)
_LESS = {
    "en": (
        r"reduc|decreas|lower|less\b|fewer|declin|drop|f[ae]lls?\b|cut\b|smaller|shorter|weaker|slower|diminish|"
        r"shr[aiu]nk"
    ),
    "ru": (
        r"сни[жз]|уменьш|сокра[тщ]|упа[лд]|пада|меньш|мен[ье]е\b|ниже|реже|короче|слабее|медленн|хуже|пони[жз]|замедл"
    ),
    "zh": r"减|降|少|低|缩|短|慢|弱",
}
_MORE = {
    "en": (
        r"increas|rais|rise|rising|rose|grow|grew|higher|more\b|greater|larger|stronger|longer|faster|jump|boost|likel|"
        r"as (?:much|many|high|strong|common)"
    ),
    "ru": (
        r"увелич|повы[сш]|вырос|выраст|возрос|возраст|больш|более\b|выше|чаще|длинн|дольше|сильн|быстр|раст[её]|\bрос|превы|"
        r"учащ|вероятн"
    ),
    "zh": r"增|升|提高|多|高|涨|加|长|快|强|大",
}
_DIRECTIONS = {
    language: (re.compile(_LESS[language], re.IGNORECASE), re.compile(_MORE[language], re.IGNORECASE))
    for language in _LESS
}
_CLAUSE = re.compile(r"[,.;:!?()，。；：！？、（）—]")
_AT_LEAST = re.compile(
    r"\b(?:less|more|fewer|greater) than|\b(?:менее|более|меньше|больше),?(?: чем)?(?: в)?\s*$|[多少大小高低]于",
    re.IGNORECASE,
)
"""Before a factor: a bound, and no direction."""
_REACH = 24
"""Characters before and behind a factor in which its direction is told."""
_ONE_IN = re.compile(r"\b(?:one|1)(?: \w+)? (?:in|out of) (?:every )?(?=\S)", re.IGNORECASE)
_EACH_RU = re.compile(
    r"\bкажд(?:ый|ая|ое|ого|ой|ому|ую|ым) "
    r"(?P<nth>втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|двадцат|сот)\w*\b"
    r"(?! (?:день|дня|час|неделю|недел|месяц|год|раз|сут|приём|прием|триместр|мину|секун|ноч|утр))",
    re.IGNORECASE,
)
_NTH = {
    "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10,
    "двадцат": 20, "сот": 100,
}  # fmt: skip
_OF_THEM_ZH = re.compile(r"\s?(?:个|名|位)?(?:成年|老年|女性|男性|患者|病|女|男|孩|儿童)?\w{0,2}中就?有[一1]")
_TENTHS = re.compile(
    r"(?<![一二三四五六七八九十百千0-9])([一二两三四五六七八九1-9])成(?![年为功分本人员就熟长都立果])"
)


def tenths(text: str) -> Iterator[tuple[int, Span]]:
    """Chinese shares in tenths: 七成."""
    for words in _TENTHS.finditer(text):
        yield digit(words.group(1)), Span(*words.span())


@lru_cache(maxsize=4_096)  # as for numbers
def factors(text: str, language: str) -> tuple[Factor, ...]:
    """The shares and factors of a text in their order."""
    found = list(_fixed(text, language))
    found += _turned(text, language)
    found += _one_in(text, language)
    taken = [f.span for f in found]
    found += (f for f in _parts(text, language) if not any(_touch(f.span, span) for span in taken))
    return tuple(sorted(found, key=lambda f: f.span))


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _fixed(text: str, language: str) -> Iterator[Factor]:
    """Words of which each has one value."""
    for value, pattern in _patterns(language):
        yield from (_factor(value, Span(*words.span())) for words in pattern.finditer(text))


@lru_cache(maxsize=3)
def _patterns(language: str) -> tuple[tuple[Decimal, re.Pattern[str]], ...]:
    return tuple((value, re.compile(words, re.IGNORECASE)) for value, words in _FIXED[language])


def _factor(value: Decimal, span: Span) -> Factor:
    return Factor(frozenset({value}), span)


def _turned(text: str, language: str) -> Iterator[Factor]:
    """Words whose value hangs on the direction that is told beside them; in doubt it may be either."""
    for value, span in _neutral(text, language):
        lead, rest = text[max(0, span.start - _REACH) : span.start], text[span.end : span.end + _REACH]
        near = f"{_AT_LEAST.sub('', _CLAUSE.split(lead)[-1])} … {_CLAUSE.split(rest)[0]}"
        less, more = _direction(near, language)
        if not less and not more:
            less, more = _direction(text, language)[0], True
        part = fraction(1, value)
        up = {value, value + 1} if language == "zh" and _MORE_BY.search(text[: span.start]) else {value}
        if value < 2:
            up.add(value - 1)  # half as much again, by half
        yield Factor(frozenset(({part, 1 - part} if less else set()) | (up if more else set())), span)


def _direction(text: str, language: str) -> tuple[bool, bool]:
    """Whether words of less and words of more stand in a text."""
    less, more = _DIRECTIONS[language]
    return bool(less.search(text)), bool(more.search(text))


_MORE_BY = re.compile(r"[增加高多大长涨升快强]了?[出约近]?$")
"""增加两倍 is three times as much in good Chinese, and twice as much in much that is written."""


def _neutral(text: str, language: str) -> Iterator[tuple[Decimal, Span]]:
    if language == "en":
        for fold in _FOLD.finditer(text):
            value = Decimal(fold["digits"]) if fold["digits"] else Decimal(_TIMES_EN[fold["word"].lower()])
            if value > 1:
                yield value, Span(*fold.span())
        yield from ((Decimal(2), Span(*words.span())) for words in _TWICE.finditer(text))
    if language == "ru":
        for word in re.finditer(rf"\b(?:{'|'.join(_FOLD_RU)})\b", text, re.IGNORECASE):
            yield Decimal(_FOLD_RU[word.group().lower()]), Span(*word.span())
        for word in _KRATN.finditer(text):
            yield Decimal(str(word.lastgroup)[1:]), Span(*word.span())
    for number in numbers(text, language):
        if number.unit == "times" and number.value > 1 and _multiplies(text, number, language):
            yield number.value, number.whole


def _multiplies(text: str, number: Number, language: str) -> bool:
    """Whether so many times are a factor: `в 3 раза`, `three times as`, 三倍; not three times a day."""
    shown, behind = text[slice(*number.whole)], text[number.whole.end :]
    if language == "zh":
        return shown.endswith("倍")
    if language == "ru":
        return bool(re.search(r"\bв\s$", text[: number.whole.start])) and not _OFTEN.match(behind)
    return bool(
        re.match(r" (?:as|the|more|less|higher|lower|greater|fewer|larger|stronger|likelier)\b", behind)
    )


def _one_in(text: str, language: str) -> Iterator[Factor]:
    """One in five, каждый пятый, 每五人中有一人."""
    if language == "ru":
        for each in _EACH_RU.finditer(text):
            yield _factor(fraction(1, _NTH[each["nth"].lower().replace("ё", "е")]), Span(*each.span()))
        return
    for number in numbers(text, language):
        start, end = number.span
        if number.value < 2 or number.unit not in ("", "u") or number.value != int(number.value):
            continue
        if language == "en":
            lead = next((w for w in _ONE_IN.finditer(text) if w.end() == start), None)
            if lead and not re.match(rf" (?:{_UNITS_EN})", text[end:]):
                yield _factor(fraction(1, number.value), Span(lead.start(), end))
        elif text[start - 1 : start] == "每" and (rest := _OF_THEM_ZH.match(text, number.whole.end)):
            yield _factor(fraction(1, number.value), Span(start - 1, rest.end()))


def _parts(text: str, language: str) -> Iterator[Factor]:
    """Fractions in words: a third, три четверти, 三分之二, 七成."""
    for number in numbers(text, language):
        bare = not number.unit or number.unit == "times"
        if bare and number.cardinal and not number.digits and 0 < number.value < 1:
            yield _factor(fraction(number.value, 1), number.whole)
    if language == "zh":
        yield from (_factor(fraction(part, 10), span) for part, span in tenths(text))
