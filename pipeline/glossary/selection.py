"""Which of the forms that were found in a text count, where several could stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.glossary.index import Found
from pipeline.glossary.tokens import Words
from pipeline.model import Span, TermMatch

_JOINING = frozenset({"a", "an", "and", "by", "in", "of", "the", "with", "в", "во", "и", "на", "с", "的"})
"""Words that join terms and say nothing of their own."""


def select(found: Sequence[Found], text: str, language: str) -> tuple[TermMatch, ...]:
    """Matches that do not overlap, the longest first; `found` is in the order of the starts.

    Chinese, which has no spaces, is read from left to right: 主动脉|钙化, not 主|动脉钙化.
    """
    starts = [one.start for one in found]
    made: list[TermMatch] = []
    for one in _chosen(found, language):
        near = found[bisect_left(starts, one.start) : bisect_left(starts, one.end)]
        inside = [f for f in near if is_inside(f, one) and f.leaf.concept != one.leaf.concept]
        made.append(_match(one, inside, text, language))
    return tuple(made)


def _chosen(found: Iterable[Found], language: str) -> list[Found]:
    def rank(one: Found) -> tuple[int, ...]:
        length = one.start - one.end
        place = (one.start, length) if language == "zh" else (length, one.start)
        return (*place, one.alike, one.leaf.number)

    taken: set[int] = set()
    chosen: list[Found] = []
    for one in sorted(found, key=rank):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.start)


def _match(one: Found, inside: Sequence[Found], text: str, language: str) -> TermMatch:
    parts = _chosen(inside, language) if inside else []
    leaf = one.leaf
    return TermMatch(
        leaf.concept,
        text[one.start : one.end],
        Span(one.start, one.end),
        leaf.type,
        leaf.pos,
        one.alike,
        tuple(part.leaf.concept for part in parts),
        len(parts) > 1 and _is_all(parts, one, text),
    )


def _is_all(parts: Sequence[Found], whole: Found, text: str) -> bool:
    """Whether nothing but joining words stands between the parts of a longer term."""
    edges = [whole.start, *(edge for part in parts for edge in (part.start, part.end)), whole.end]
    between = " ".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return _JOINING.issuperset(Words(between).folded)


def is_inside(one: Found, other: Found) -> bool:
    """Whether the other is longer and covers it."""
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start
