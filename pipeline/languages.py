"""The three languages: their codes, names, plural rules, scripts and ways of joining sentences."""

from __future__ import annotations

import re

LANGUAGES = ("ru", "en", "zh")

_ALIASES = {
    "ru": "ru", "rus": "ru", "russian": "ru",
    "en": "en", "eng": "en", "english": "en",
    "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "chinese": "zh",
}  # fmt: skip
_LOCALES = {"ru": "ru", "en": "en", "zh": "zh_CN"}
_BCP47 = {"ru": "ru", "en": "en", "zh": "zh-Hans"}
_NAMES = {"ru": "Russian", "en": "English", "zh": "Chinese"}
_NATIVE = {"ru": "Русский", "en": "English", "zh": "简体中文"}
_PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
    "zh": "nplurals=1; plural=0;",
}
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{HAN}]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[^\W_]+(?:[-‑'’.,/][^\W_]+)*")

# Frequent characters that simplified Chinese writes in another way.
TRADITIONAL = frozenset(
    "這個們來時說對為學過還進點麼間現動種開關長問題應實體無從機當經樣頭將與兩東車馬見話語讓認識覺書記錄醫藥療養"
    "維鈣鎂鈉鉀鐵鋅脈臟腎腸腦軟壓鬆質術參據證顯檢測診斷預類單雙雜難離顆飲飯魚鳥龍黃華葉豬雞蛋奶納發酵營劑補"
) - frozenset("蛋奶酵")


def normalise(code: str, *, traditional: bool = False) -> str:
    """`ru`, `en` or `zh` for a code or name in any usual notation (`ru-RU`, `zh_CN`, `zh-Hans`, `eng`), else empty.

    Traditional Chinese (`zh-TW`, `zh-Hant`, `zh_HK`) is empty: its texts must not stand among simplified ones.
    `traditional`: it counts as `zh`, where the characters tell it (articles), or a reader would rather have
    simplified ones than English.
    """
    first, *rest = re.split(r"[-_.@]", code.strip().lower())
    language = _ALIASES.get(first, "")
    if language != "zh" or traditional or "hans" in rest:
        return language
    return "" if _TRADITIONAL_CODES.intersection(rest) else language


def known_or_said(code: str) -> str:
    """`ru`, `en` or `zh`; the code as it is written for any other language."""
    return normalise(code) or code.strip()


_TRADITIONAL_CODES = frozenset({"hant", "tw", "hk", "mo", "cht"})
"""Scripts and regions; `zh-Hans-HK` is simplified all the same."""


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one; an empty text is not."""
    return bool(character) and bool(_HAN.match(character))


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


def locale_name(language: str) -> str:
    """gettext's name, as folders and the header's `Language` have it: `zh_CN`."""
    return _LOCALES[language]


def bcp47(language: str) -> str:
    """What `lang` and `hreflang` have: `zh-Hans`; codes of other languages stay as they are."""
    return _BCP47.get(language, language)


def name(language: str) -> str:
    return _NAMES.get(language, language)


def native_name(language: str) -> str:
    return _NATIVE[language]


def plural_forms(language: str) -> str:
    """The value of gettext's `Plural-Forms`."""
    return _PLURALS[language]


def joiner(language: str) -> str:
    """What stands between two sentences."""
    return "" if language == "zh" else " "


def detect(text: str) -> str:
    """The language of a text by its scripts, empty if it cannot be told.

    A Han character says as much as two to three letters; names in Latin letters are usual in
    Russian and Chinese, so English is what has nearly nothing else.
    """
    cyrillic, latin, han = _letters(text)
    total = cyrillic + latin + han
    if total < 4:
        return ""
    if han >= 0.15 * total and han >= cyrillic:
        return "zh"
    if cyrillic >= 0.2 * total:
        return "ru"
    return "en" if latin >= 0.8 * total else ""


def contradicted(text: str, language: str) -> str:
    """The language that a text is clearly written in where it is said to be in another; else empty.

    Short texts say nothing, and a text may be full of quotations and names: told is only one that has
    next to nothing of its language's script and nearly nothing but another's.
    """
    letters = dict(zip(LANGUAGES, _letters(text), strict=True))
    total = sum(letters.values())
    if total < _TELLING or letters[language] > _STRAY * total:
        return ""
    return next((other for other in LANGUAGES if letters[other] >= _CLEAR * total), "")


_TELLING = 100
"""Letters from which on a text's script shows its language."""
_STRAY = 0.1
"""Share of a text's letters that names and headings may have in the script of another language."""
_CLEAR = 0.8


def _letters(text: str) -> tuple[float, float, float]:
    """Cyrillic, Latin and Han characters at the beginning of a text, the last weighed as letters."""
    sample = text[:200_000]
    han = len(_HAN.findall(sample)) * 2.5
    return len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample)), han


def names_another(code: str) -> bool:
    """Whether a folder's name is a code of ISO 639-1, with or without a region (`de`, `pt-BR`), of another language."""
    found = re.fullmatch(r"([a-z]{2})(?:[-_][a-z]{2,4}){0,2}", code.strip().lower())
    return found is not None and found.group(1) in _OTHERS


_OTHERS = word_set(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv "
    "sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zu"
)
"""Codes of ISO 639-1 without ours."""


def word_count(text: str, language: str) -> int:
    """Words; in Chinese each Han character counts as one, as translators' tools count them."""
    if language != "zh":
        return len(_WORD.findall(text))
    return len(_HAN.findall(text)) + len(_WORD.findall(_HAN.sub(" ", text)))


def traditional_offsets(text: str) -> tuple[int, ...]:
    """Where characters stand that show a text to be traditional Chinese; empty unless they are frequent."""
    found = tuple(i for i, character in enumerate(text) if character in TRADITIONAL)
    han = len(_HAN.findall(text))
    return found if len(found) >= 3 and len(found) >= 0.03 * han else ()
