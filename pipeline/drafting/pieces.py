"""Rung 4: the pieces around what is locked are translated by themselves and joined.

Reduced [arterial stiffness] was seen in the group.
Reduced | was seen in the group.     pieces long enough to be worth it
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.alignment import LIGHT
from pipeline.checks.shape import BANDS
from pipeline.drafting.locks import Lock, broken, locks_of
from pipeline.drafting.masking import LOCKABLE
from pipeline.drafting.plain import trimmed
from pipeline.drafting.putting import SLOT, Place, put
from pipeline.drafting.verdict import judge
from pipeline.drafting.work import Work
from pipeline.engines.base import Engine
from pipeline.glossary.matching import TermBase
from pipeline.languages import joiner, word_count
from pipeline.model import Finding, Hypothesis, Link, Request, Severity, Span
from pipeline.statements.numbers import numbers

LEAST_WORDS = {"ru": 4, "en": 4, "zh": 8}
"""Words (Chinese characters) of a piece that is worth translating by itself."""
_WORDS = re.compile(r"\w")
_END = re.compile(r"[.!?。！？…]+$")


@dataclass(frozen=True, slots=True)
class _Cut:
    """A source text cut around its locks."""

    work: Work
    locks: tuple[Lock, ...]
    pieces: tuple[Span, ...]
    """One more than locks; some may hold no word."""


def translate_in_pieces(works: Sequence[Work], engine: Engine, terms: TermBase) -> None:
    """A last try for segments of which locked text alone was wrong."""
    cuts = [cut for work in works if (cut := _cut(work, terms))]
    requests = [r for cut in cuts for span in cut.pieces if (r := _request(cut, span))]
    results = iter(engine.translate(requests))
    for cut in cuts:
        parts = [_translated(cut, span, next(results) if _request(cut, span) else ()) for span in cut.pieces]
        whole = [part for part in parts if part is not None]
        if len(whole) == len(parts):
            _join(cut, whole, terms)


def _cut(work: Work, terms: TermBase) -> _Cut | None:
    attempts = [a for a in work.attempts if a.fails_only(LOCKABLE)]
    if not attempts:
        return None
    nearest = min(attempts, key=lambda attempt: len(attempt.errors))
    locks = broken(work, nearest.hypothesis.text, locks_of(work, terms), terms)
    if len(locks) != 1 or locks[0].source in work.unfit or not _stands_apart(work, locks[0].source):
        return None  # more pieces, or pieces of one phrase, make no sentence
    borders = [0, *(at for lock in locks for at in lock.source), len(work.plain)]
    pieces = tuple(Span(a, b) for a, b in zip(borders[::2], borders[1::2], strict=True))
    least = LEAST_WORDS[work.job.source]
    counts = [word_count(work.plain[a:b], work.job.source) for a, b in pieces]
    worth = any(counts) and all(count == 0 or count >= least for count in counts)
    return _Cut(work, locks, pieces) if worth else None


def _stands_apart(work: Work, span: Span) -> bool:
    """Whether a stretch begins the text or follows a mark, and a mark or function word is behind it.

    `Magnesium intake`, `25 g of magnesium` and 镁摄入量 are phrases, and their parts make no sentence.
    """
    before, behind = work.plain[: span.start].rstrip(), work.plain[span.end :].lstrip()
    if before[-1:].isalnum():
        return False
    following = re.match(r"[^\W\d_]*", behind)
    word = following.group().lower() if following else ""
    return not behind[:1].isalnum() or word in LIGHT[work.job.source]


def _request(cut: _Cut, span: Span) -> Request | None:
    """What is asked of the engine for a piece; None for one without words."""
    text = cut.work.plain[span.start : span.end].strip()
    return Request(text, cut.work.job.source, cut.work.job.target) if _WORDS.search(text) else None


_CHINESE = dict(zip("。，、；：？！（）", ".,,;:?!()", strict=True))


def _marks(text: str, target: str) -> str:
    """Punctuation as the target language writes it."""
    table = {other: own for own, other in _CHINESE.items() if own != "、"} if target == "zh" else _CHINESE
    return "".join(table.get(mark, mark) for mark in text)


def _translated(cut: _Cut, span: Span, found: Sequence[Hypothesis]) -> Hypothesis | None:
    """A piece's likeliest translation, written as the middle of a sentence; None if there is none."""
    source = cut.work.plain[span.start : span.end]
    if not _request(cut, span):
        return Hypothesis(_marks(source.strip(), cut.work.job.target), 0.0)
    if not found or not found[0].text.strip():
        return None
    best = trimmed(found[0])
    lead = span.start + len(source) - len(source.lstrip())
    links = tuple(Link(Span(k.source.start + lead, k.source.end + lead), k.target) for k in best.links)
    text = best.text if _END.search(source.rstrip()) else _END.sub("", best.text)
    if span.start > 0 and not source.lstrip()[:1].isupper() and not text[1:2].isupper():
        text = text[0].lower() + text[1:]
    low, _, high = BANDS[cut.work.job.source, cut.work.job.target]
    if not low <= len(text) / len(source.strip()) <= high:
        return None
    return Hypothesis(text, best.score, links, best.truncated)


def _says_again(text: str) -> bool:
    """Whether pieces overlap: three words that stand twice."""
    words = re.findall(r"\w+", text.lower())
    threes = list(zip(words, words[1:], words[2:], strict=False))
    return len(set(threes)) < len(threes)


def _count(text: str, language: str) -> int:
    """How many numbers a text has; `ten million` is one."""
    return len({number.span.start for number in numbers(text, language)})


def _join(cut: _Cut, parts: Sequence[Hypothesis], terms: TermBase) -> None:
    """Judge the pieces with the locked text between them."""
    target = cut.work.job.target
    text = ""
    links: list[Link] = []
    slots: list[Span] = []
    for index, part in enumerate(parts):
        if index:
            text += joiner(target) if text and not text.endswith(("(", "«", "“", "（", " ")) else ""
            slots.append(Span(len(text), len(text) + 1))
            text += SLOT
        if part.text and index and _WORDS.match(part.text):
            text += joiner(target)
        links += [
            Link(k.source, Span(k.target.start + len(text), k.target.end + len(text))) for k in part.links
        ]
        text += part.text
    if _count(text, target) > _count(cut.work.plain, cut.work.job.source) or _says_again(text):
        return
    score = min(part.score for part in parts)
    truncated = any(part.truncated for part in parts)
    places = [Place(lock, slot, bare=True) for lock, slot in zip(cut.locks, slots, strict=True)]
    made = put(Hypothesis(text, score, tuple(links), truncated), places, target)
    if made.left:
        return
    message = "Translated in pieces around the terms: see that it reads as one sentence."
    note = Finding("in-pieces", Severity.WARNING, message, language=target)
    cut.work.take(judge(cut.work, made.hypothesis, (*made.notes, note), terms))
