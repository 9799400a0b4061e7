"""Marks and spaces as Russian and Chinese printers set them; doing it twice changes nothing.

Texts are segments with their tags; tags are stepped over, and addresses are left as they are.
Russian: «ёлочки» with „лапки“ inside, a no-break space before units and dashes and behind short
words (Справочная книга корректора и редактора, Мильчин); formulas, dates and codes keep their marks.
Chinese: full-width marks beside Han, no space between Han, nor on either side of a dash or dots beside Han
(GB/T 15834-2011).
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
    ru_dashes: bool = True
    ru_ranges: bool = True
    """En dashes between two numbers with a unit."""
    ru_spaces: bool = True
    zh_marks: bool = True
    zh_spaces: bool = True


DRAFTS = Rules(ru_ranges=False, ru_spaces=False)
"""What is set in drafts: what is hard to type is left to publishing, for it is in a translator's way."""


# By then private characters stand for tags.
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:\s?10\.|10\.\d{4,}/)[^\s<>，。；）\U000F0000-\U000FFFFD]+|[\w.+-]+@[\w-]+\.[\w.-]+",
    re.IGNORECASE,
)
_MOST = 50
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
    set_marks = {"ru": _russian, "zh": _chinese}.get(language)
    for _ in range(_MOST if set_marks else 0):
        # One mark may make room for the next: `钙, ,`.
        before, shown = shown, set_marks(shown, rules)  # type: ignore[misc]
        if shown == before:
            break
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
_HYPHEN = re.compile(rf"(?<=[\w»)%”.,!?{_ASIDE[1:-2]}])([ \u00a0])(?:--|[-–])(?=[ \u00a0])")
_DIALOGUE = re.compile(rf"^({_ASIDE})(?:--|[-–])(?=[ \u00a0]{_ASIDE}[«„…]?[А-ЯЁ])")
_OPERAND = "(?:[0-9]+(?:[.,][0-9]+)?|[A-Za-zΑ-ω])"
_LEFT, _RIGHT = re.compile(rf"(?<!\w){_OPERAND}{_ASIDE}$"), re.compile(rf"[ \u00a0]{_ASIDE}{_OPERAND}(?!\w)")
_CLAUSE_END = re.compile(r"[.,;!?](?=\s|$)")
_EQUALS = re.compile("[=≈≠≡]")
_GROUPS = re.compile(r"(?<![\w.,])\d{1,3}(?: \d{3})+(?!\d)")
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0]\d{3})+|0|[1-9]\d*)(?:[.,]\d+)?"
_RANGE = re.compile(
    rf"(?<![\w.,/:–—-])({_NUMBER})-({_NUMBER})"
    rf"(?={_ASIDE}(?:[ \u00a0](?!с\b)(?:{_UNITS})(?![\w-])|[ \u00a0]?[%‰°]))"
)
_NO_RANGE = re.compile(
    r"(?:ГОСТ(?: Р)?|ISO|ИСО|ТУ|СанПиН|МУК?|ISBN|№|тел\.?|код\w*|приказ\w*)[\s№:]*$", re.IGNORECASE
)
_ABBREVIATION = re.compile(
    r"(?<![\w-])(?:"
    r"(?:стр|рис|табл|гл|пп?|с|т|вып|разд|прил|ст)\.(?= \d)|(?:д-р|проф\.|акад\.|г-н|г-жа|им\.)(?= [А-ЯЁA-Z])"
    r"|т\.(?= [едпкч]\.)) ",
    re.IGNORECASE,
)
_INITIAL = re.compile(
    r"(?<![\w.])[А-ЯЁ]\. (?=[А-ЯЁ](?:\.|[а-яё]))|(?<![\w.])[A-Z]\. (?=[A-Z]\.)"
    r"|(?<=\w\.\u00a0)[A-ZА-ЯЁ]\. (?=[A-ZА-ЯЁ])"
    r"|(?<!\w)[А-ЯЁ][а-яё]+ (?=[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.)"
)
_ENGLISH_SINGLE = re.compile(rf"(^|[\s(\[{{«“„\"—–-]{_ASIDE}|^{_ASIDE})‘((?:[^‘’]|’(?=\w))+)’(?!\w)")
_NUMERO = re.compile(r"(№|§) ?(?=\d)")


def _russian(text: str, rules: Rules) -> str:
    if rules.ru_quotes:
        text = _russian_quotes(text)
    if rules.ru_dashes:
        text = _DIALOGUE.sub("\\1—", text)
        text = _HYPHEN.sub(_dash, text)
    if rules.ru_ranges:
        text = _RANGE.sub(_range, text)
    if rules.ru_spaces:
        text = _GROUPS.sub(lambda found: found.group().replace(" ", "\u00a0"), text)
        text = re.sub(rf"^({_ASIDE}—) ", "\\1\u00a0", text)
        for kept_together in (_ABBREVIATION, _INITIAL):
            text = kept_together.sub(lambda found: found.group()[:-1] + "\u00a0", text)
        text = _NUMBER_UNIT.sub("\u00a0", text)
        text = _NUMERO.sub("\\1\u00a0", text)
        text = _DASH.sub("\u00a0", text)
        text = _SHORT.sub(lambda found: found.group(1)[:-1] + "\u00a0", text)
    return text


def _dash(found: re.Match[str]) -> str:
    """A dash between words; between numbers or letters, and where something is equal to something, it is a minus."""
    text, start, end = found.string, found.start(), found.end()
    is_minus = _LEFT.search(text, 0, start) and _RIGHT.match(text, end)
    before = max((stop.end() for stop in _CLAUSE_END.finditer(text, 0, start)), default=0)
    behind = stop.start() if (stop := _CLAUSE_END.search(text, end)) else len(text)
    return found.group() if is_minus or _EQUALS.search(text, before, behind) else f"{found.group(1)}—"


def _range(found: re.Match[str]) -> str:
    """From a smaller number to a greater one; the number of a standard or a telephone is no range."""
    least, most = (float(re.sub(r"\s", "", number).replace(",", ".")) for number in found.group(1, 2))
    if least >= most or _NO_RANGE.search(found.string, 0, found.start()):
        return found.group()
    return f"{found.group(1)}–{found.group(2)}"


def _russian_quotes(text: str) -> str:
    """Straight and English quotation marks as «», and as „“ inside of those."""
    if text.count('"') % 2:
        return text  # inches and seconds are no quotation
    text = _ENGLISH_SINGLE.sub("\\1«\\2»", text)
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
_HALF = re.compile(rf"(?<={_SIDE})({_ASIDE})[ ]*([,;:!?]+)[ ]*|[ ]*([,;:!?]+)[ ]*({_ASIDE})(?={_H})")
_STOP = re.compile(rf"(?<={_H})({_ASIDE})\.(?=$|[\s{HAN}”’）]|{_ASIDE}$)")
_LATE_STOP = re.compile(rf"(?<=[”）])({_ASIDE})\.(?={_ASIDE}(?:$|[\s{HAN}”]))")
_SENTENCE_START = re.compile("[。！？]")
_BRACKETS = re.compile(
    rf"[ ]*\(([^()]*{_H}[^()]*)\)[ ]*|(?<={_H})({_ASIDE})[ ]*\(([^()]*)\)[ ]*|[ ]+\(([^()]*)\)[ ]*(?={_ASIDE}{_H})"
)
_QUOTED = re.compile(r"\"([^\"]*)\"")
_SINGLE = re.compile(rf"(?<![A-Za-z])'([^']*{_H}[^']*)'(?![A-Za-z])")
_HAN_SPACE = re.compile(rf"(?<={_SIDE})({_ASIDE})[ ]+({_ASIDE})(?={_SIDE})")
_LOOSE = f"(?:[ \u00a0]|{_ASIDE[:-1]})*"
_SPACED_DASH = re.compile(rf"({_LOOSE})(—+|…+)({_LOOSE})")
_SPACE_BEFORE = re.compile(rf"(?<=\S)[ \u00a0]+({_ASIDE})(?=[，。；：！？、）》”】])")
_DASHES = re.compile(
    rf"(?<={_SIDE})({_ASIDE})[ ]*--(?!-)(?:[ ]+|(?={_ASIDE}[{HAN}A-Z“《（]))"
    rf"|(?<=[\w）])({_ASIDE})[ ]*--(?!-)[ ]*(?={_ASIDE}{_H})"
)
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
        text = _LATE_STOP.sub(_late_stop, text)
        text = _DASHES.sub(lambda found: f"{found.group(1) or found.group(2) or ''}——", text)
    if rules.zh_spaces:
        text = _SPACE_BEFORE.sub("\\1", text)
        text = _HAN_SPACE.sub("\\1\\2", text)
        text = _SPACED_DASH.sub(_close_up, text)
    return text


def _close_up(found: re.Match[str]) -> str:
    """A dash or dots without the spaces around them, where Chinese stands on one side; else as it is."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if not re.match(_SIDE, before) and not re.match(_SIDE, after):
        return found.group()
    return re.sub("[ \u00a0]", "", found.group())


def _late_stop(found: re.Match[str]) -> str:
    """A full stop behind a bracket, as the language of its sentence has it."""
    text, start = found.string, found.start()
    begins = max((stop.end() for stop in _SENTENCE_START.finditer(text, 0, start)), default=0)
    return f"{found.group(1)}。" if re.search(_H, text[begins:start]) else found.group()


def _bracket(found: re.Match[str]) -> str:
    inside = next(group for group in found.group(1, 3, 4) if group is not None)
    return f"{found.group(2) or ''}（{inside}）"


def _half(found: re.Match[str]) -> str:
    marks = "".join(_MARKS[mark] for mark in found.group(2) or found.group(3))
    return f"{found.group(1)}{marks}" if found.group(2) else f"{marks}{found.group(4)}"
