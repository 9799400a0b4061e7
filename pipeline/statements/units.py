"""Units of measurement in three languages: one canonical name each, and how it is read and written.

Symbols are case-sensitive: `Mg` is magnesium, `МГ` no milligram. Cyrillic `МЕ` is the
international unit, Latin `ME` is not, `ЕД` (units of activity) is another thing.

Some notations tell the unit well enough to compare two texts, not to write another text by rule:
`2 раза` is 2次 or 2倍, `5日` a time or a date, food's `calories` are kilocalories. They are `loose`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.languages import LANGUAGES
from pipeline.model import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its notations."""

    name: str
    """Canonical name."""
    en: str
    """How English writes it after a number (`day|days`: behind 1, behind others); the same for `ru` and `zh`."""
    ru: str
    """`день|дня|дней`: behind 1, behind 2 and fractions, behind 5."""
    zh: str
    read: str
    """Further notations as alternatives of a regular expression, any language."""
    hard: bool = True
    """Whether a number may never lose it; times and counts may (`in 2024`, `2024年`)."""
    loose: str = ""
    """Notations that are read as this unit and that no rule may write in another language."""

    def forms(self, language: str) -> tuple[str, ...]:
        return tuple(str(getattr(self, language)).split("|"))


UNITS: tuple[Unit, ...] = (
    Unit("kg", "kg", "кг", "千克", r"kilograms?|килограмм\w*|кило|公斤"),
    Unit("mg", "mg", "мг", "毫克", r"milligrams?|миллиграмм\w*"),
    Unit("mcg", "mcg", "мкг", "微克", r"[µμ]g|ug|micrograms?|микрограмм\w*"),
    Unit("ng", "ng", "нг", "纳克", r"nanograms?|нанограмм\w*"),
    Unit("pg", "pg", "пг", "皮克", r"picograms?|пикограмм\w*"),
    Unit("g", "g", "г", "克", r"grams?|грамм\w*|гр"),
    Unit("iu", "IU", "МЕ", "国际单位", r"I\.U\.|международн\w+ единиц\w*|international units?"),
    Unit("u", "unit|units", "ЕД", "单位", r"U|Ед|ед|единиц\w*"),
    Unit("mmol", "mmol", "ммоль", "毫摩尔", r"millimoles?|миллимол\w*"),
    Unit("umol", "µmol", "мкмоль", "微摩尔", r"[µμu]mol|micromoles?|микромол\w*"),
    Unit("nmol", "nmol", "нмоль", "纳摩尔", r"nanomoles?"),
    Unit("pmol", "pmol", "пмоль", "皮摩尔", r"picomoles?"),
    Unit("meq", "mEq", "мэкв", "毫当量", r"meq"),
    Unit("ml", "mL", "мл", "毫升", r"ml|millilit(?:er|re)s?|миллилитр\w*"),
    Unit("dl", "dL", "дл", "分升", r"dl|decilit(?:er|re)s?"),
    Unit("l", "L", "л", "升", r"l|lit(?:er|re)s?|литр\w*"),
    Unit(
        "mmhg",
        "mm Hg",
        "мм рт. ст.",
        "毫米汞柱",
        r"mmHg|(?:mm|millimet(?:er|re)s?) of mercury|мм\s*рт\.?\s*ст\.?|миллиметр\w* ртутного столба",
    ),
    Unit(
        "kcal", "kcal", "ккал", "千卡", r"kilocalories|килокалори\w*|大卡", loose=r"calories|калори\w*|卡路里"
    ),
    Unit("kj", "kJ", "кДж", "千焦", r"kilojoules?"),
    Unit(
        "celsius",
        "°C",
        "°C",
        "°C",
        r"℃|摄氏度|[°º˚]\s*[CС]",
        loose=r"degrees? (?:Celsius|centigrade|C)|градус\w* (?:по )?Цельси\w+",
    ),
    Unit(
        "fahrenheit",
        "°F",
        "°F",
        "°F",
        r"℉|华氏度|[°º˚]\s*F",
        loose=r"degrees? (?:Fahrenheit|F)|градус\w* (?:по )?Фаренгейт\w*",
    ),
    Unit("percent", "%", "%", "%", r"％|per\s?cent|процент\w*"),
    Unit(
        "point",
        "percentage point|percentage points",
        "процентный пункт|процентных пункта|процентных пунктов",
        "个百分点",
        r"процентн\w+ пункт\w*|п\.\s?п\.",
    ),
    Unit("km", "km", "км", "公里", r"kilomet(?:er|re)s?|километр\w*|千米|kph|kmh"),
    Unit("cm", "cm", "см", "厘米", r"centimet(?:er|re)s?|сантиметр\w*"),
    Unit("mm", "mm", "мм", "毫米", r"millimet(?:er|re)s?|миллиметр\w*"),
    Unit("um", "µm", "мкм", "微米", r"[µμ]m|micromet(?:er|re)s?|microns?|микромет\w*"),
    Unit("nm", "nm", "нм", "纳米", r"nanomet(?:er|re)s?"),
    Unit("m/s", "m/s", "м/с", "米/秒", r"meters per second"),
    Unit("m", "m", "м", "米", r"met(?:er|re)s?|метр\w*"),
    Unit("hour", "h", "ч", "小时", r"hours?|hrs?|час(?:а|ов|ы|ам|ах)?|个小时|钟头", hard=False),
    Unit("minute", "min", "мин", "分钟", r"minutes?|mins?|минут\w*", hard=False),
    Unit("second", "s", "сек", "秒", r"seconds?|секунд\w*", hard=False),
    Unit("day", "day|days", "день|дня|дней", "天", r"дн(?:ям|ях)|сут(?:ок|ки)?", hard=False, loose="日"),
    Unit("week", "week|weeks", "неделя|недели|недель", "周", r"недел\w*|нед|星期|个星期|礼拜", hard=False),
    Unit("month", "month|months", "месяц|месяца|месяцев", "个月", r"месяц\w*|мес", hard=False),
    Unit(
        "year",
        "year|years",
        "год|года|лет",
        "年",
        r"y(?:r|rs)|год(?:у|ом|ов|ы|ам|ах|ами)|г",
        hard=False,
        loose=r"years?[ -]old|岁|周岁|летн\w+",
    ),
    # `2 раза в день` is a frequency, `в 2 раза больше` a factor: only a fraction tells it by itself.
    Unit(
        "times",
        "time|times",
        "раз|раза|раз",
        "倍",
        r"-?fold|×(?!\s*\d)",
        hard=False,
        loose=r"times?|раза?|次|-?кратн\w+",
    ),
)

BY_NAME = {unit.name: unit for unit in UNITS}


def write(name: str, language: str, value: Decimal | int = 5) -> str:
    """A unit's notation in a language behind a value, e.g. `мкг`, `1 день`, `2 дня`, `1.5 days`."""
    forms = BY_NAME[name].forms(language)
    if len(forms) == 1:
        return forms[0]
    if language == "en":
        return forms[value != 1]
    if value != int(value):
        return forms[1]
    units, tens = int(value) % 10, int(value) % 100
    if units == 1 and tens != 11:
        return forms[0]
    return forms[1] if 2 <= units <= 4 and not 12 <= tens <= 14 else forms[2]


def separator(name: str, language: str) -> str:
    """What stands between a number and the unit: nothing in Chinese and before `%`."""
    if language == "zh" or (name == "percent" and language == "en"):
        return ""
    return "\u00a0" if language == "ru" else " "


# A letter does not follow a letter: `g` is not read in `grams`, nor `м` in `метров`.
# 升 is no litre in 从14升到38 (rises to).
_END = "(?:(?<![A-Za-zА-Яа-яЁё])|(?![A-Za-zА-Яа-яЁё]))(?!(?<=升)[到至高])"


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    patterns = []
    for unit in UNITS:
        forms = sorted({f for lang in LANGUAGES for f in unit.forms(lang)}, key=len, reverse=True)
        literal = "|".join(re.escape(form).replace(r"\ ", r"\s*") for form in forms)
        loose = f"|{unit.loose}" if unit.loose else ""
        patterns.append((unit.name, re.compile(f"(?:{literal}|{unit.read}{loose}){_END}")))
    return tuple(patterns)


def is_loose(name: str, notation: str, value: Decimal) -> bool:
    """Whether a unit was read from a notation that no rule may write in another language."""
    if name == "times" and value != int(value):
        return False
    return bool(BY_NAME[name].loose) and bool(re.fullmatch(BY_NAME[name].loose, notation))


_CAPITALS = re.compile(r"(?:МКГ|МГ|КГ|МЛ|ММОЛЬ|MCG|MG|KG)(?![A-ZА-Я])")


def unit_at(text: str, start: int) -> tuple[str, Span] | None:
    """The unit that begins at `start`, the longest one, whole words only.

    A unit in Latin or Cyrillic letters is not followed by another such letter; a Chinese one may be.
    """
    if not text.islower() and text.upper() == text:
        # A text all in capitals writes its units so too: `300 МГ`.
        word = _CAPITALS.match(text, start)
        if word:
            text = text[:start] + word.group().lower() + text[word.end() :]
    best: tuple[str, Span] | None = None
    for name, pattern in _patterns():
        found = pattern.match(text, start)
        if not found or found.end() == start:
            continue
        if best is None or found.end() > best[1].end:
            best = (name, Span(start, found.end()))
    return best
