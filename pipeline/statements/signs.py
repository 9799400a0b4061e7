"""Signs, ratios and months: what a number loses without losing its value."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.statements.numbers import Number

_MINUS_BEFORE = re.compile(
    r"(?:(?:^|[\s(\[（<>≤≥＜＞=~≈：，,、]|[\u4e00-\u9fff](?<![病毒型素号酸酵因]))(?<!\d\s)(?<!\d)(?<![%℃°]\s)[−-]|(?<=\s)–(?<!\d\s–)"
    r"|\b(?:minus|минус)\s|零下\s?|(?<![正承])负\s?)$",
    re.IGNORECASE,
)
_MINUS_BEHIND = re.compile(r"(?:\s?градус\w*)?\s(?:below zero|ниже нуля|мороза)", re.IGNORECASE)
_LESS = re.compile(
    r"fell|fall|drop|decreas|declin|reduc|lower|los[ts]|shr[aiu]nk|down|сни[зж]|уменьш|паде|упа[лд]|сокра|потер|теря|убыл|убыв"
    r"|下降|减|降低|丢失|流失|丧失",
    re.IGNORECASE,
)


def is_negative(text: str, number: Number) -> bool:
    """Whether a minus, or a word for it, stands at a number; the dash of a range is none."""
    before = text[max(0, number.whole.start - 8) : number.whole.start]
    return bool(_MINUS_BEFORE.search(before) or _MINUS_BEHIND.match(text, number.whole.end))


def tells_less(text: str) -> bool:
    """Whether a text says by a word that something grew less: it fell by 1.2% for a change of −1.2%."""
    return bool(_LESS.search(text))


_RATIO = re.compile(
    r"(?<![\d:：/.,])(\d{1,4})\s?(?P<mark>[:：∶/]|to|к|比)\s?(\d{1,4})(?![\d/]|[:：]\d|[.,]\d)"
)
_DATES = 12


def ratios(text: str) -> set[tuple[Decimal, Decimal]]:
    """Pairs of numbers whose order tells something: 2:1, 140/90; not 5/12, which may be a date."""
    return {
        (Decimal(found.group(1)), Decimal(found.group(3)))
        for found in _RATIO.finditer(text)
        if found["mark"] != "/" or max(int(found.group(1)), int(found.group(3))) > _DATES
    }


_MONTHS = (
    r"Jan(?:uary)?|январ\w{1,2}", r"Feb(?:ruary)?|феврал\w{1,2}", r"March|март\w?", r"Apr(?:il)?|апрел\w{1,2}",
    r"(?<=\d )May\b|May(?= \d)|(?<=[Ii]n )May|ма[йяе]", r"June?|июн\w", r"July?|июл\w", r"Aug(?:ust)?|август\w?",
    r"Sept?(?:ember)?|сентябр\w{1,2}", r"Oct(?:ober)?|октябр\w{1,2}", r"Nov(?:ember)?|ноябр\w{1,2}",
    r"Dec(?:ember)?|декабр\w{1,2}",
)  # fmt: skip
_MONTH = re.compile("|".join(rf"\b(?P<m{n}>{names})\b" for n, names in enumerate(_MONTHS, 1)))
_MONTH_ZH = re.compile(
    r"(?<![\d.])(?P<digits>1[0-2]|[1-9])\s?月(?!经|龄)"
    r"|(?<![一二三四五六七八九十两几数百个])(?P<word>十[一二]?|[一二三四五六七八九])月(?![经龄余多内后前来间]|以)"
)
_WORDS_ZH = {word: n for n, word in enumerate("一 二 三 四 五 六 七 八 九 十 十一 十二".split(), 1)}


def months(text: str, language: str) -> set[int]:
    """The months that a text names."""
    if language == "zh":
        found = _MONTH_ZH.finditer(text)
        return {int(month["digits"]) if month["digits"] else _WORDS_ZH[month["word"]] for month in found}
    return {int((month.lastgroup or "m0")[1:]) for month in _MONTH.finditer(text)}
