"""Marks and spaces as Russian and Chinese printers set them; doing it twice changes nothing.

Texts are segments with their tags; tags are stepped over, and addresses are left as they are.
Russian: «ёлочки» with „лапки“ inside, a no-break space before units and dashes and behind short
words (Справочная книга корректора и редактора, Мильчин). Chinese: full-width marks beside Han, no
space between Han (GB/T 15834-2011).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.inline import TAG
from pipeline.languages import HAN


@dataclass(frozen=True, slots=True)
class Rules:
    """What is set; all of it by default."""

    ru_quotes: bool = True
    ru_spaces: bool = True
    zh_marks: bool = True
    zh_spaces: bool = True


# By then private characters stand for tags.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:\s?10\.|10\.\d{4,}/)[^\s<>，。；）\U000F0000-\U000FFFFD]+|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)
_TAGS, _WORDS = 0xF0000, 0x100000
"""Private characters stand for tags, and for addresses, while marks are set."""


def typeset(text: str, language: str, rules: Rules | None = None) -> str:
    """A segment with the marks and spaces of its language."""
    rules = rules or Rules()
    kept: dict[str, str] = {}

    def put_aside(first: int) -> Callable[[re.Match[str]], str]:
        def replace(found: re.Match[str]) -> str:
            character = chr(first + len(kept))
            kept[character] = found.group()
            return character

        return replace

    if any(ord(c) >= _TAGS for c in text):
        return text
    shown = _ADDRESS.sub(put_aside(_WORDS), TAG.sub(put_aside(_TAGS), text))
    if language == "ru":
        shown = _russian(shown, rules)
    elif language == "zh":
        shown = _chinese(shown, rules)
    return "".join(kept.get(character, character) for character in shown)


# --- Russian --------------------------------------------------------------------------------------

_ASIDE = f"[{chr(_TAGS)}-{chr(_TAGS + 0xFFFD)}]*"
_OPENING = re.compile(rf"(^|[\s(\[{{—–«„/-]{_ASIDE}|^{_ASIDE})[\"“”„]({_ASIDE})(?=[\w«+(])")
_CLOSING = re.compile(rf"(?<=[\w.!?…)%»“+])({_ASIDE})[\"“”](?!\w)")
_UNITS = (
    "мкг|мг|кг|г|нг|пг|мл|дл|л|МЕ|ЕД|ммоль|мкмоль|нмоль|пмоль|мм|см|м|км|нм|мкм|ккал|кДж|%|‰|°C|тыс|млн|млрд|лет|года|год|"
    "дней|дня|день|суток|сут|часов|часа|час|ч|минут|мин|сек|с|недель|недели|месяцев|месяца|раза|раз|человек"
)
_NUMBER_UNIT = re.compile(rf"(?<=\d)([ ]|(?=%))(?=(?:{_UNITS})(?![\w-]))")
_SHORT = re.compile(
    r"(?<![\w-])((?:в|во|с|со|к|ко|о|об|у|и|а|но|на|по|за|из|от|до|не|ни|для|при|без|под|над|или|что|как|то) )(?=\S)",
    re.IGNORECASE,
)
_DASH = re.compile(r"(?<=\S)[ ](?=[—–] )")
_HYPHEN = re.compile(rf"(?<=[\w»)%”.,!?{_ASIDE[1:-2]}])([ \u00a0])(?:--|[-–])(?= )")
_NUMERO = re.compile(r"(№|§) ?(?=\d)")


def _russian(text: str, rules: Rules) -> str:
    if rules.ru_quotes:
        text = _russian_quotes(text)
    if rules.ru_spaces:
        text = _HYPHEN.sub("\u00a0—", text)
        text = _NUMBER_UNIT.sub("\u00a0", text)
        text = _NUMERO.sub("\\1\u00a0", text)
        text = _DASH.sub("\u00a0", text)
        text = _SHORT.sub(lambda found: found.group(1)[:-1] + "\u00a0", text)
    return text


def _russian_quotes(text: str) -> str:
    """Straight and English quotation marks as «», and as „“ inside of those."""
    if text.count('"') % 2:
        return text  # inches and seconds are no quotation
    marked = _OPENING.sub("\\1«\\2", text)
    marked = _CLOSING.sub("\\1»", marked)
    if marked.count("«") != marked.count("»"):
        return text
    depth = 0
    out: list[str] = []
    for character in marked:
        if character == "«":
            depth += 1
            out.append("«" if depth == 1 else "„")
        elif character == "»":
            out.append("»" if depth == 1 else "“")
            depth -= 1
            if depth < 0:
                return text
        else:
            out.append(character)
    return "".join(out)


# --- Chinese --------------------------------------------------------------------------------------

_H = f"[{HAN}]"
_SIDE = f"[{HAN}，。；：！？、（）《》“”‘’【】…—]"
_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF = re.compile(rf"(?<={_SIDE})({_ASIDE})[ ]*([,;:!?])[ ]*|[ ]*([,;:!?])[ ]*({_ASIDE})(?={_H})")
_STOP = re.compile(rf"(?<={_H})({_ASIDE})\.(?=$|[\s{HAN}”’）]|{_ASIDE}$)|(?<=[”）])\.(?=$|{_H})")
_BRACKETS = re.compile(
    rf"[ ]*\(([^()]*{_H}[^()]*)\)[ ]*|(?<={_H})({_ASIDE})[ ]*\(([^()]*)\)[ ]*|[ ]+\(([^()]*)\)[ ]*(?={_ASIDE}{_H})"
)
_QUOTED = re.compile(r"\"([^\"]*)\"")
_SINGLE = re.compile(rf"(?<![A-Za-z])'([^']*{_H}[^']*)'(?![A-Za-z])")
_HAN_SPACE = re.compile(rf"(?<={_SIDE})({_ASIDE})[ ]+({_ASIDE})(?={_SIDE})")
_DOTS = re.compile(rf"(?<={_SIDE})(?:\.{{3,}}|。{{3,}}|…(?!…))(?<!……)")


def _chinese(text: str, rules: Rules) -> str:
    if not re.search(_H, text):
        return text
    if rules.zh_marks:
        text = _QUOTED.sub(lambda found: f"“{found.group(1)}”", text)
        text = _SINGLE.sub(lambda found: f"‘{found.group(1)}’", text)
        text = _DOTS.sub("……", text) if "……" not in text else text
        text = _BRACKETS.sub(_bracket, text)
        text = _HALF.sub(_half, text)
        text = _STOP.sub(lambda found: f"{found.group(1) or ''}。", text)
    if rules.zh_spaces:
        text = _HAN_SPACE.sub("\\1\\2", text)
    return text


def _bracket(found: re.Match[str]) -> str:
    inside = next(group for group in found.group(1, 3, 4) if group is not None)
    return f"{found.group(2) or ''}（{inside}）"


def _half(found: re.Match[str]) -> str:
    if found.group(2):
        return f"{found.group(1)}{_MARKS[found.group(2)]}"
    return f"{_MARKS[found.group(3)]}{found.group(4)}"
