"""Recognising cited works: they are kept as they are, never machine-translated."""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"""[#\s]*(?:\d+[.)]\s*|[IVX]+\.\s*)?(?:
    references?|bibliography|literature(?:\s+cited)?|works\s+cited|sources?|further\s+reading|citations?|
    литература|список\s+(?:использованной\s+|цитируемой\s+)?литературы|список\s+источников|источники(?:\s+и\s+литература)?|
    библиография|ссылки|использованная\s+литература|
    参考文献|参考资料|资料来源|文献|引用文献|参考来源|主要参考文献
    )\s*[:：.]?\s*[#]*\s*""",
    re.IGNORECASE | re.VERBOSE,
)

_DOI = r"(?:doi\s*[:：]?\s*|https?://(?:dx\.)?doi\.org/)10\.\d{4,9}/[A-Za-z0-9.()/_;:-]*[A-Za-z0-9]"
_SIGNS = (
    re.compile(_DOI, re.IGNORECASE),
    re.compile(r"\bet al\b|\bи (?:др|соавт)\."),
    re.compile(r"\[[JMSDCPRN](?:/OL)?\]"),
    re.compile(r"\d\s?\(\d{1,3}(?:[-–]\d+)?\)\s*[:：,]"),  # volume(issue):
    re.compile(r"[:：,]\s?[eS]?\d{1,5}\s?[-–—]\s?[eS]?\d{1,5}\b"),  # : pages
    re.compile(r"\b(?:pp?|vol|no)\.\s?\d", re.IGNORECASE),
    re.compile(r"(?:\bТ|\bС|№)\.?\s?\d"),
    re.compile(r"//"),
    re.compile(r"\b(?:PMID|ISBN|ISSN)\b"),
)
_AUTHORS = re.compile(
    r"^\W*(?:[A-Z][\w'’-]+(?:\s[A-Z]{1,3}\b|,?\s(?:[A-Z]\.\s?){1,3})"
    r"|[А-ЯЁ][а-яё-]+(?:,?\s(?:[А-ЯЁ]\.\s?){1,3})"
    r"|[\u4e00-\u9fff]{2,4}[,，、]\s?[\u4e00-\u9fff]{2,4}[,，、. ])"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|(?<=\D)(?:19|20)\d\d(?=\D)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def is_bibliography_heading(text: str) -> bool:
    """Whether a heading's text names a list of cited works."""
    return bool(_HEADING.fullmatch(text.strip()))


def looks_like_citation(text: str) -> bool:
    """Whether a paragraph or list item is a cited work and not a sentence that mentions one.

    A citation has a year and two signs of a reference, or begins with authors' names and has one.
    """
    text = text.strip()
    if len(text) > 600:
        return False
    signs = sum(1 for pattern in _SIGNS if pattern.search(text))
    if _SIGNS[0].match(text.lstrip(_CIRCLED + ". ")) and len(text) < 120:
        return True
    has_year = bool(_YEAR.search(text))
    authors = bool(_AUTHORS.match(text.lstrip(_CIRCLED + ". ")))
    return has_year and (signs >= 2 or (authors and signs >= 1))


def prose_behind(text: str) -> int:
    """Where prose begins that was glued behind the last DOI of a line of references; the length if none is."""
    end = 0
    for found in re.finditer(_DOI, text, re.IGNORECASE):
        end = found.end()
    rest = text[end:]
    words = rest.strip()
    if not end or len(words) < 4 or words[0] in _CIRCLED or words[0].isdigit() or looks_like_citation(words):
        return len(text)
    if not re.search(r"[\u4e00-\u9fffА-Яа-яA-Za-z]{4}", words):
        return len(text)
    return end + len(rest) - len(rest.lstrip(" .;,\t"))
