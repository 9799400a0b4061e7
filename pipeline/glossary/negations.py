"""Words that turn a statement into its opposite, in three languages."""

from __future__ import annotations

import re

from pipeline.model import Span

_EXCEPTIONS = {
    "en": r"not only|no doubt|no\.\s?\d|nothing but|no sooner|not least|whether or not|no wonder",
    "ru": r"не только|не столько|ни один из|как ни|что бы ни|какой бы ни|несмотря|нередко|невзирая|не раз(?![\w])",
    "zh": r"不仅|不但|不光|不只|不同|不断|不过|不少|不久|不妨|不管|不论|不由|不禁|不愧|不免|无论|无数|无机|无疑|无非|未来|未必不|未免|"
    r"特别|个别|分别|区别|性别|级别|类别|差别|别人|别的|辨别|识别|鉴别|派别|告别|沉没|没收|淹没|禁不住|不得不|说不定|差不多|了不起|"
    r"要不是|越来越不|对不起|来不及|不一定不",
}  # fmt: skip
_WORDS = {
    "en": r"\b(?:not|no|never|without|cannot|avoid(?:s|ed|ing|ance)?|unless|contraindicat\w+|neither|nor|none|nobody|nothing|nowhere|"
    r"hardly|barely|rather than|instead of|lacks?|lacking|fail(?:s|ed)? to|stop(?:s|ped)?|prohibit\w*|forbid\w*|forbidden|refrain\w*)\b|n['’]t\b",
    "ru": r"\b(?:не|нет|без|ни|нельзя|никогда|никак|никто|ничто|ничего|никому|никаких?|нигде|нечем|избега\w+|избежа\w+|противопоказан\w*|"
    r"запре[щт]\w+|отсутств\w+|невозможн\w+|недопустим\w+|неэффективн\w+|небезопасн\w+|нежелательн\w+|кроме|исключ[аеи]\w+|"
    r"прекра[щт]\w+|отказ\w*|вместо|едва|вряд ли)\b",
    "zh": r"切勿|不得|避免|禁止|禁忌|严禁|切忌|忌|禁|不|没有|没|无|未|别|勿|非(?!常|洲|甾|典)|缺乏|停用|停药|而是|几乎(?=没|不)|难以",
}  # fmt: skip


def negations(text: str, language: str) -> tuple[Span, ...]:
    """Where a plain text negates, forbids or excludes; `not only`, 不仅 and their like do not count."""
    exceptions = [found.span() for found in re.finditer(_EXCEPTIONS[language], text, re.IGNORECASE)]
    return tuple(
        Span(*found.span())
        for found in re.finditer(_WORDS[language], text, re.IGNORECASE)
        if not any(start <= found.start() < end for start, end in exceptions)
    )
