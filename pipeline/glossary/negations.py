"""Words that turn a statement into its opposite, in three languages."""

from __future__ import annotations

import re

from pipeline.model import Span

_EXCEPTIONS = {
    "en": ("not only", "no doubt", r"no\.\s?\d", "nothing but", "no sooner", "not least", "whether or not"),
    "ru": (
        "не только",
        "не столько",
        "ни один из",
        "что бы ни",
        "какой бы ни",
        "несмотря",
        "нередко",
        "не раз\\b",
    ),
    "zh": (
        *"不仅 不但 不光 不只 不同 不断 不过 不少 不久 不妨 不管 不论 不由 不禁 不愧 不免 不得不 禁不住".split(),
        *"无论 无数 无机 无疑 无非 未来 未免 特别 个别 分别 区别 性别 级别 类别 差别 别人 别的 辨别 识别 鉴别".split(),
        *"派别 告别 沉没 没收 淹没 说不定 差不多 了不起 要不是 对不起 来不及".split(),
    ),
}
"""Where such a word stands and nothing is negated."""
_WORDS = {
    "en": (
        *"not no never without cannot unless neither nor none nobody nothing nowhere hardly barely".split(),
        *r"lacks? lacking avoid(?:s|ed|ing|ance)? contraindicat\w+ prohibit\w* forbid\w* refrain\w*".split(),
        "stop(?:s|ped)?",
        *("rather than", "instead of", r"fail(?:s|ed)? to"),
    ),
    "ru": (
        *"не нет без ни нельзя никогда никак никто ничто ничего никому никаких? нигде едва кроме вместо".split(),
        *r"избега\w+ избежа\w+ противопоказан\w* запре[щт]\w+ отсутств\w+ невозможн\w+ недопустим\w+".split(),
        *r"неэффективн\w+ небезопасн\w+ нежелательн\w+ исключ[аеи]\w+ прекра[щт]\w+ отказ\w*".split(),
        "вряд ли",
    ),
    "zh": (
        *"切勿 不得 避免 禁止 禁忌 严禁 切忌 忌 禁 不 没有 没 无 未 别 勿 缺乏 停用 停药 而是 难以".split(),
        "非(?!常|洲|甾|典)",
    ),
}


def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(_WORDS[language])
    if language == "zh":
        return re.compile(words)
    contracted = r"|n['’]t\b" if language == "en" else ""
    return re.compile(rf"\b(?:{words})\b{contracted}", re.IGNORECASE)


_PATTERNS = {language: _pattern(language) for language in _WORDS}
_PASSED_OVER = {
    language: re.compile("|".join(words), re.IGNORECASE) for language, words in _EXCEPTIONS.items()
}


def negations(text: str, language: str) -> tuple[Span, ...]:
    """Where a plain text negates, forbids or excludes; `not only`, 不仅 and their like do not count."""
    passed = [found.span() for found in _PASSED_OVER[language].finditer(text)]
    return tuple(
        Span(*found.span())
        for found in _PATTERNS[language].finditer(text)
        if not any(start <= found.start() < end for start, end in passed)
    )
