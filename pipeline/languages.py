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


def normalise(code: str) -> str:
    """`ru`, `en` or `zh` for a code or name in any usual notation (`ru-RU`, `zh_CN`, `zh-Hans`, `eng`), else empty.

    Traditional Chinese (`zh-TW`, `zh-Hant`) is `zh`: what is written in it is found by its characters.
    """
    return _ALIASES.get(re.split(r"[-_.@]", code.strip().lower())[0], "")


def locale_name(language: str) -> str:
    """gettext's name, as folders and the header's `Language` have it: `zh_CN`."""
    return _LOCALES[language]


def bcp47(language: str) -> str:
    """What `lang` and `hreflang` have: `zh-Hans`."""
    return _BCP47[language]


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
    sample = text[:200_000]
    han = len(_HAN.findall(sample)) * 2.5
    cyrillic = len(_CYRILLIC.findall(sample))
    latin = len(_LATIN.findall(sample))
    total = han + cyrillic + latin
    if total < 4:
        return ""
    if han >= 0.15 * total and han >= cyrillic:
        return "zh"
    if cyrillic >= 0.2 * total:
        return "ru"
    return "en" if latin >= 0.8 * total else ""


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
