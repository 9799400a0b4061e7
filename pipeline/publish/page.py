"""One page of a site as its head and notices need to know it."""

from __future__ import annotations

from dataclasses import dataclass

NOTICES = {
    "ru": "Машинный перевод: выделенные фразы никто не проверил. Не используйте эту страницу для решений о здоровье.",
    "en": "Machine translation: nobody has reviewed the marked sentences. Do not base health decisions on this page.",
    "zh": "机器翻译：标出的句子未经人工审校，请勿据此作出健康方面的决定。",
}
TEXT_NOTICES = {
    "ru": "Машинный перевод: фразы в скобках ⟦ ⟧ никто не проверил. Не используйте этот текст для решений о здоровье.",
    "en": "Machine translation: nobody has reviewed the sentences in ⟦ ⟧. Do not base health decisions on this text.",
    "zh": "机器翻译：⟦ ⟧ 内的句子未经人工审校，请勿据此作出健康方面的决定。",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of one article."""

    language: str
    key: str
    """What its translations share: the article's name."""
    own_url: str
    """Absolute address; empty where the site's is not told."""
    alternates: tuple[tuple[str, str], ...]
    """Languages that the article is published in, with relative addresses, its own included."""
    urls: tuple[tuple[str, str], ...]
    """The same with absolute addresses; empty where the site's is not told."""
    default_url: str = ""
    """Of the page in the article's own language; empty if that is not published."""
    draft: bool = False
    switcher: bool = True
    retold: frozenset[int] = frozenset()
    """Where the tags begin of elements that said another language, and whose text is in the page's now."""
