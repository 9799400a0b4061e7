"""A term in a Chinese sentence: no space between Chinese characters, none or one beside Latin letters as elsewhere."""

from __future__ import annotations

import re

from pipeline.glossary.concepts import Form
from pipeline.glossary.fitting.base import Change, Setting
from pipeline.languages import HAN
from pipeline.model import Span

_SPACED = re.compile(rf"[{HAN}] [A-Za-z0-9]|[A-Za-z0-9] [{HAN}]")
_TIGHT = re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]")
_SPACES = " \u00a0"


def fit_chinese(setting: Setting, form: Form) -> tuple[Change, ...] | None:
    """Changes that put a form at a place, the white space beside it included.

    None where the beginning of the term stands (动脉 for 动脉钙化): the rest is said elsewhere.
    """
    there = setting.text[setting.span.start : setting.span.end]
    if (
        not setting.bare
        and there != form.text
        and re.match(f"[{HAN}]{{2}}", there)
        and form.text.startswith(there)
    ):
        return None
    before, behind = setting.text[: setting.span.start], setting.text[setting.span.end :]
    left, right = before[len(before.rstrip(_SPACES)) :], behind[: len(behind) - len(behind.lstrip(_SPACES))]
    spaced = is_spaced(before + "\n" + behind) if setting.spaced is None else setting.spaced
    start, end = setting.span.start - len(left), setting.span.end + len(right)
    text = (
        _between(before.rstrip(_SPACES)[-1:], form.text[:1], left, spaced)
        + form.text
        + _between(form.text[-1:], behind.lstrip(_SPACES)[:1], right, spaced)
    )
    return (Change(Span(start, end), text),)


def is_spaced(text: str) -> bool:
    """Whether the draft has spaces between Chinese characters and Latin letters or digits."""
    return len(_SPACED.findall(text)) > len(_TIGHT.findall(text))


def _between(one: str, other: str, there: str, spaced: bool) -> str:
    """The white space between two characters, where `there` stood before."""
    if not one or not other:
        return ""
    han = [bool(re.match(f"[{HAN}]", c)) for c in (one, other)]
    if all(han):
        return ""
    if any(han) and (one + other).replace(" ", "").isalnum():
        return " " if spaced else ""
    return there if not any(han) else ""
