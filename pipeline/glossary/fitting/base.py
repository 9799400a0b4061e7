"""What is known of a place that a term is to be put at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.glossary.concepts import Form
from pipeline.languages import HAN
from pipeline.model import Span


class Change(NamedTuple):
    """A stretch of a text and what is to stand there."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """A place in a translation."""

    text: str
    """All of the translation."""
    span: Span
    """What the term replaces."""
    bare: bool = False
    """Whether a placeholder or the like stands there, which tells nothing of the form that is wanted."""
    plural: bool | None = None
    """Whether the source's word is in the plural; None where its language does not tell."""

    spaced: bool | None = None
    """Whether Chinese has spaces beside Latin letters in the translation; None: as `text` shows."""

    grown: bool = False
    """Whether words of the term's own, beside what is replaced, were taken in."""

    @property
    def begins(self) -> bool:
        """Whether the place begins a sentence."""
        before = self.text[: self.span.start].rstrip(" \u00a0\"'«“„‘([*_")
        return not before or before[-1] in ".!?…"


_CYRILLIC = re.compile("[а-яё]")


def grown(setting: Setting, form: Form) -> Setting:
    """The place with the words beside it that the term itself begins or ends with: `blood [ ]` for blood clotting.

    Of Chinese, two characters at least: one alone may belong to another word. What follows is taken where the
    place is bare, and in Russian: `blood [pressure] drugs` has a word before it that belongs to the last one.
    """
    start, end = setting.span
    if re.match(f"[{HAN}]", form.text):
        parts, gap, least = [re.escape(c) for c in form.text], " *", 2
    else:
        parts, gap, least = [_stem(word) for word in form.text.split()], "[ \u00a0]", 1
    lead = tail = 0
    for count in range(len(parts) - 1, least - 1, -1):
        if not lead and (found := re.search(_joined(parts[:count], gap) + f"{gap}$", setting.text[:start])):
            lead, start = count, found.start()
    for count in range(len(parts) - lead - 1, least - 1, -1):
        if (
            not tail
            and (setting.bare or _CYRILLIC.search(form.text))
            and (found := re.match(gap + _joined(parts[-count:], gap), setting.text[end:]))
        ):
            tail, end = count, end + found.end()
    span = Span(start, end)
    return replace(setting, span=span, grown=span != setting.span)


def _joined(parts: Sequence[str], gap: str) -> str:
    border = "" if gap == " *" else r"\b"
    return f"(?i:{border}{gap.join(parts)}{border})"


def _stem(word: str) -> str:
    """A pattern for the forms of a word; a short one has but short endings (`кровь`, not `кровотечение`)."""
    stem = word[: min(5, len(word) - 1)] if len(word) > 3 else word
    letters = "".join("[её]" if c in "её" else re.escape(c) for c in stem)
    return letters + (r"\w*" if len(stem) == 5 else r"\w{0,3}" if len(word) > 3 else "")


_WORDS = re.compile(r"[^\W\d_]{3,}")


def doubles(setting: Setting, changes: Sequence[Change]) -> bool:
    """Whether a term would stand beside a word of its own that is not replaced: `antihypertensive drug drugs`."""
    (start, end), text = changes[0]
    before, behind = setting.text[:start], setting.text[end:]
    if re.match(f"[{HAN}]", text):
        return before.endswith(text[:2]) or behind.startswith(text[-2:])
    last = re.search(r"([^\W\d_]{3,})[ \u00a0]$", before)
    first = re.match(r"[ \u00a0]([^\W\d_]{3,})", behind)
    places = [(last.start(1), last.group(1))] if last else []
    places += [(end + first.start(1), first.group(1))] if first else []
    beside = [word for at, word in places if not any(c.span.start <= at < c.span.end for c in changes)]
    return any(_alike(one, other) for one in beside for other in _WORDS.findall(text))


def is_rest(setting: Setting, others: Sequence[str], head: str) -> bool:
    """Whether all that stands at a place are words of the term beside its head: `hip` for hip fracture.

    Then its head is said elsewhere, maybe by a verb (`broke a hip`), and the term would be said twice.
    """
    words = _WORDS.findall(setting.text[setting.span.start : setting.span.end])
    if setting.bare or setting.grown or not words:
        return False
    return all(any(_alike(word, other) for other in others) and not _alike(word, head) for word in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words begin so alike that they are forms of one."""
    length = min(5, len(one), len(other))
    return one[:length].lower().replace("ё", "е") == other[:length].lower().replace("ё", "е")


def capitalised(text: str) -> str:
    """With a capital first letter, unless its word is a name with letters of its own (`mRNA`, `dp-ucMGP`)."""
    word = text.split(" ", 1)[0]
    if not word.islower():
        return text
    at = 2 if re.match(r"[α-ω][-‑]", word) else 0  # γ-Карбоксилирование
    return text[:at] + text[at].upper() + text[at + 1 :]
