"""Russian number words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Span
from pipeline.statements.counting import HALF, Word, fraction, put_together

_CARDINALS = {
    r"нол[ьяюе]\w?": 0, r"од(?:ин|н[аоуиы]\w{0,2})": 1, r"дв(?:а|е|ух|ум|умя|ое|оих)": 2,
    r"об(?:а|е|оих|еих)": 2, r"тр(?:и|[её]х|[её]м|емя|ое|оих)": 3, r"четыр(?:е|[её]х|[её]м|ьмя)|четверо": 4,
    r"пят(?:ь|и|ью)|пятеро": 5, r"шест(?:ь|и|ью)|шестеро": 6, r"сем(?:ь|и|ью)": 7, r"восемь|восьми|восемью": 8,
    r"девят(?:ь|и|ью)": 9, r"десят(?:ь|и|ью)": 10, r"одиннадцат(?:ь|и|ью)": 11,
    r"двенадцат(?:ь|и|ью)|дюжин\w": 12, r"тринадцат(?:ь|и|ью)": 13, r"четырнадцат(?:ь|и|ью)": 14,
    r"пятнадцат(?:ь|и|ью)": 15, r"шестнадцат(?:ь|и|ью)": 16, r"семнадцат(?:ь|и|ью)": 17,
    r"восемнадцат(?:ь|и|ью)": 18, r"девятнадцат(?:ь|и|ью)": 19, r"двадцат(?:ь|и|ью)": 20,
    r"тридцат(?:ь|и|ью)": 30, r"сорока?": 40, r"пятьдесят|пят(?:и|ью)десят(?:и|ью)": 50,
    r"шестьдесят|шест(?:и|ью)десят(?:и|ью)": 60, r"семьдесят|сем(?:и|ью)десят(?:и|ью)": 70,
    r"восемьдесят|восьмидесяти|восемьюдесятью": 80, r"девяност[оа]": 90, r"сто|ста": 100,
    r"двести|двухсот|двумстам|двумястами": 200, r"триста|тр[её]хсот|тр[её]мстам|тремястами": 300,
    r"четыреста|четыр[её]хсот|четыр[её]мстам": 400, r"пятьсот|пятисот|пятистам|пятьюстами": 500,
    r"шестьсот|шестисот|шестистам": 600, r"семьсот|семисот|семистам": 700, r"восемьсот|восьмисот|восьмистам": 800,
    r"девятьсот|девятисот|девятистам": 900, r"тысяч\w{0,3}": 10**3, r"миллион\w{0,3}": 10**6,
    r"миллиард\w{0,3}": 10**9, r"пара|пару": 2,
}  # fmt: skip
_OTHERS = {
    r"перв\w{2,3}|однажды": 1, r"втор\w{2,3}|дважды|вдвое": 2, r"трет(?:ий|ь\w{1,3})|трижды|втрое": 3,
    r"четв[её]рт\w{2,3}|четырежды|вчетверо": 4, r"пят(?:ый|ая|ое|ого|ой|ом|ому|ым|ую)": 5,
    r"шест(?:ой|ая|ое|ого|ом|ому|ым|ую)": 6, r"седьм\w{2,3}": 7, r"восьм(?:ой|ая|ое|ого|ом|ому|ым|ую)": 8,
    r"девят(?:ый|ая|ое|ого|ой|ом|ому|ым|ую)": 9, r"десят(?:ый|ая|ое|ого|ой|ом|ому|ым|ую|ых|ые)": 10,
    r"одиннадцат\w{2,3}": 11, r"двенадцат\w{2,3}": 12, r"тринадцат\w{2,3}": 13, r"четырнадцат\w{2,3}": 14,
    r"пятнадцат\w{2,3}": 15, r"шестнадцат\w{2,3}": 16, r"семнадцат\w{2,3}": 17, r"восемнадцат\w{2,3}": 18,
    r"девятнадцат\w{2,3}": 19, r"двадцат\w{2,3}": 20, r"тридцат\w{2,3}": 30, r"сороков\w{2,3}": 40,
    r"пятидесят\w{2,3}": 50, r"шестидесят\w{2,3}": 60, r"семидесят\w{2,3}": 70, r"восьмидесят\w{2,3}": 80,
    r"девяност\w{2,3}": 90, r"сот\w{1,2}|сотн\w{1,2}": 100,
    r"январ\w{1,2}": 1, r"феврал\w{1,2}": 2, r"март\w?": 3, r"апрел\w{1,2}": 4, r"ма[йяею]": 5, r"июн\w": 6,
    r"июл\w": 7, r"август\w?": 8, r"сентябр\w{1,2}": 9, r"октябр\w{1,2}": 10, r"ноябр\w{1,2}": 11, r"декабр\w{1,2}": 12,
}  # fmt: skip
"""Ordinals, months, hundreds of, and what counts occasions only."""
_WITHIN: dict[str, int | Decimal] = {
    "одно": 1, "двух": 2, "дву": 2, "трёх": 3, "трех": 3, "четырёх": 4, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7,
    "восьми": 8, "девяти": 9, "десяти": 10, "одиннадцати": 11, "двенадцати": 12, "тринадцати": 13,
    "четырнадцати": 14, "пятнадцати": 15, "шестнадцати": 16, "восемнадцати": 18, "двадцати": 20, "тридцати": 30,
    "сорока": 40, "пятидесяти": 50, "шестидесяти": 60, "семидесяти": 70, "восьмидесяти": 80, "девяносто": 90,
    "сто": 100, "полутора": Decimal("1.5"), "полу": HALF,
}  # fmt: skip
"""What words begin with: двухнедельный, двадцатипятилетний."""
_HALVES = re.compile(
    r"\b(?P<more>полтора|полторы|полутора)\b|\bполовин\w{1,2}\b|\bпол(?=\b|-|года\b|часа\b|дня\b|месяца\b|таблетк|капсул"
    r"|стакан|литра|миллион|ложк|доз|кило|(?:милли|микро)?грамма|минуты|недели|процента)",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r" с (половиной|четвертью)\b", re.IGNORECASE)
_PARTS = {
    r"трет(?:ь|и|ью|ей|ям|ями)": 3, r"четверт(?:ь|и|ью|ей|ям|ями)": 4, r"пят(?:ая|ой|ую|ых)": 5,
    r"десят(?:ая|ой|ую|ых)": 10,
}  # fmt: skip
_FRACTION = re.compile(
    rf"(?:\b(?P<parts>одн[аоу]й?|дв(?:е|ух|умя)|тр(?:и|[её]х|емя)|четыр(?:е|[её]х))\s)?"
    rf"\b(?:{'|'.join(f'(?P<p{whole}>{word})' for word, whole in _PARTS.items())})\b",
    re.IGNORECASE,
)
_PARTS_COUNTED = {"о": 1, "д": 2, "т": 3, "ч": 4}
_SCALED = re.compile(r" десятилети\w{1,3}\b", re.IGNORECASE)
_JOINT = re.compile(r"[ \u00a0]")


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], tuple[tuple[Decimal, bool], ...]]:
    groups = "|".join(f"({pattern})" for pattern in (*_CARDINALS, *_OTHERS))
    values = [*((v, True) for v in _CARDINALS.values()), *((v, False) for v in _OTHERS.values())]
    return re.compile(rf"\b(?:{groups})\b", re.I), tuple((Decimal(v), cardinal) for v, cardinal in values)


@lru_cache(maxsize=1)
def _within() -> re.Pattern[str]:
    words = "|".join(sorted(_WITHIN, key=len, reverse=True))
    return re.compile(
        rf"\b({words})({words})?(?=недел|летн|месяч|днев|суточ|часов|минут|кратн|процент|литр|грамм|килограмм)",
        re.IGNORECASE,
    )


def russian(text: str) -> Iterator[Word]:
    """The number words of a Russian text; what is told in two ways is there twice."""
    for number in put_together(list(_words(text)), text, _JOINT):
        yield number
        if more := _AND_A_HALF.match(text, number.span.end):
            part = HALF if more.group(1).lower().startswith("п") else HALF / 2
            yield Word(number.value + part, Span(number.span.start, more.end()))
        if scale := _SCALED.match(text, number.span.end):
            yield Word(number.value * 10, Span(number.span.start, scale.end()), cardinal=False)
    for found in _within().finditer(text):
        parts = [_WITHIN[word.lower()] for word in found.groups() if word]
        yield Word(sum(map(Decimal, parts), Decimal(0)), Span(*found.span()))
    yield from _fractions(text)


def _words(text: str) -> Iterator[Word]:
    pattern, values = _pattern()
    for found in pattern.finditer(text):
        assert found.lastindex  # noqa: S101 - every alternative is a group
        value, cardinal = values[found.lastindex - 1]
        yield Word(value, Span(*found.span()), cardinal)


def _fractions(text: str) -> Iterator[Word]:
    for found in _HALVES.finditer(text):
        yield Word(HALF * 3 if found["more"] else HALF, Span(*found.span()))
        scale = re.compile(r"\s?миллион\w{0,2}", re.I).match(text, found.end())
        if scale:
            value = (HALF * 3 if found["more"] else HALF) * 10**6
            yield Word(value, Span(found.start(), scale.end()))
    for found in _FRACTION.finditer(text):
        whole = int((found.lastgroup or "p").removeprefix("p"))
        counted = found["parts"]
        if counted or whole in (3, 4):
            parts = _PARTS_COUNTED[counted[0].lower()] if counted else 1
            yield Word(fraction(parts, whole), Span(*found.span()))
