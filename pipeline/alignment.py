"""Which words of a translation stand for a stretch of its source, by the links of an engine.

Links come from attention: each piece of the translation looks at one piece of the source. A
stray link is usual, so words count by the share of their characters that look at the stretch,
function words do not count at the edges, and where what counts is scattered there is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import HAN, word_set
from pipeline.model import Hypothesis, Link, Span

_UNIT = re.compile(rf"[{HAN}]+|[^\W{HAN}]+(?:[-‑'’.,/][^\W{HAN}]+)*")
LIGHT = {
    "en": word_set(
        "a an the of in on at to for from by with and or as is are was were be been being it its this that "
        "these those which who whose their his her our your not no after before during without within under over "
        "between through against per than because when if while but so"
    ),
    "ru": word_set(
        "в во на о об от до для из из-за у с со к ко по при за над под без через между и или а но не ни что "
        "который которая которое которые это как так же бы ли его её их"
    ),
    "zh": word_set(
        "的 了 和 与 及 或 在 对 是 由 被 以 从 使 将 地 得 等 中 上 内 一 种 个 些 类 其 该 这 那 会 能 可 有 不 并 而"
    ),
}
_EDGES_ZH = re.compile(r"^(?:的|了|一种|这种|该)(?=.)|(?<=.)(?:的|了)$")
_BREAK = re.compile(r"[,.;:!?()，。；：！？、（）«»“”\"]")
_NEAR = 12
"""Characters between a stretch and a linked word of the source that is still its neighbour."""
_FEW = 3
"""Words that are taken by elimination at most."""
_STRAY = 1 / 3
"""Share of what looks at a stretch that may stand elsewhere and is taken for noise."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or a piece of Chinese."""

    span: Span
    share: float
    """Of its linked characters, those that look at the stretch."""
    linked: bool
    light: bool
    """A function word."""

    @property
    def weight(self) -> float:
        return self.share * (self.span.end - self.span.start)


def aligned(hypothesis: Hypothesis, source: Span, language: str) -> Span | None:
    """The words of the translation that stand for a stretch of the source; None in doubt.

    `language` is that of the translation. The stretch is contiguous and begins and ends with
    whole words; function words at its edges are left out.
    """
    looks = [(*link.target, _belongs(link.source, source)) for link in hypothesis.links]
    units = [_unit(span, light, looks) for span, light in _words(hypothesis, language)]
    hits = [i for i, unit in enumerate(units) if unit.share >= 0.5 and not unit.light]
    if not hits:
        return _left_over(hypothesis, source, units, language)
    runs = _runs(hypothesis.text, units, hits)
    weights = [sum(units[i].weight for i in run) for run in runs]
    best = max(range(len(runs)), key=lambda i: weights[i])
    if sum(weights) - weights[best] > _STRAY * sum(weights):
        return None
    span = Span(units[runs[best][0]].span.start, units[runs[best][-1]].span.end)
    return _trimmed(hypothesis.text, span) if language == "zh" else span


def _runs(text: str, units: Sequence[_Unit], hits: Sequence[int]) -> list[list[int]]:
    """Hits with nothing but function words, or words that look nowhere, between them."""
    runs: list[list[int]] = []
    for hit in hits:
        if runs and _bridged(text, units, runs[-1][-1], hit):
            runs[-1].append(hit)
        else:
            runs.append([hit])
    return runs


def _left_over(hypothesis: Hypothesis, source: Span, units: Sequence[_Unit], language: str) -> Span | None:
    """By elimination: words that look nowhere, right between those for what stands before and behind the stretch."""
    links = sorted(hypothesis.links)
    if any(_overlap(link.source, source) for link in links):
        return None
    before = [link for link in links if link.source.end <= source.start][-1:]
    behind = [link for link in links if link.source.start >= source.end][:1]
    near = [*before, *behind]  # one at the edge of a sentence
    if not near or any(_distance(link.source, source) > _NEAR for link in near):
        return None
    free = [i for i, unit in enumerate(units) if not unit.linked and not unit.light]
    runs = [run for run in _runs(hypothesis.text, units, free) if len(run) <= _FEW]
    fitting = [run for run in runs if all(_beside(units, run, link.target) for link in near)]
    if len(fitting) != 1:
        return None
    span = Span(units[fitting[0][0]].span.start, units[fitting[0][-1]].span.end)
    return _trimmed(hypothesis.text, span) if language == "zh" else span


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _beside(units: Sequence[_Unit], run: Sequence[int], target: Span) -> bool:
    """Whether only function words stand between a run of words and a linked one."""
    at = next((i for i, unit in enumerate(units) if _overlap(unit.span, target)), None)
    if at is None:
        return False
    between = units[at + 1 : run[0]] if at < run[0] else units[run[-1] + 1 : at]
    return all(unit.light for unit in between)


def _bridged(text: str, units: Sequence[_Unit], left: int, right: int) -> bool:
    between = units[left + 1 : right]
    gap = text[units[left].span.end : units[right].span.start]
    return len(between) <= 2 and not _BREAK.search(gap) and all(u.light or not u.linked for u in between)


# Each term of a segment is asked for, one after the other.
@lru_cache(maxsize=64)
def _words(hypothesis: Hypothesis, language: str) -> tuple[tuple[Span, bool], ...]:
    """The words, and which of them are function words."""
    return tuple((span, _is_light(hypothesis.text, span, language)) for span in _spans(hypothesis, language))


def _spans(hypothesis: Hypothesis, language: str) -> list[Span]:
    """Words; Chinese by the pieces of the engine, single characters where it has no links."""
    spans: list[Span] = []
    borders = {end for link in hypothesis.links for end in link.target} if language == "zh" else set()
    for found in _UNIT.finditer(hypothesis.text):
        start, end = found.span()
        if language != "zh" or not re.match(f"[{HAN}]", found.group()):
            spans.append(Span(start, end))
            continue
        linked = [link.target for link in hypothesis.links if _overlap(link.target, Span(start, end)) > 0]
        covered = {at for span in linked for at in range(span.start, span.end)}
        cuts = [
            at for at in range(start + 1, end) if at in borders or at not in covered or at - 1 not in covered
        ]
        spans += [Span(a, b) for a, b in zip([start, *cuts], [*cuts, end], strict=True)]
    return spans


def _unit(span: Span, light: bool, looks: Sequence[tuple[int, int, bool]]) -> _Unit:
    """The word; `looks` are the stretches of links in the translation, and whether they look at the source's."""
    total = hit = 0
    first, last = span
    for start, end, there in looks:
        if start < last and first < end:
            length = min(end, last) - max(start, first)
            total += length
            hit += length if there else 0
    return _Unit(span, hit / total if total else 0.0, total > 0, light)


def _is_light(text: str, span: Span, language: str) -> bool:
    """A function word; a single capital within a sentence is a name (`витамин К`)."""
    word = text[span.start : span.end]
    inside = text[: span.start].rstrip()[-1:].isalnum()
    return word.lower() in LIGHT[language] and not (
        inside and word.isupper() and word.isalpha() and language != "zh"
    )


def _belongs(piece: Span, source: Span) -> bool:
    """Whether the greater part of a piece of the source is of the stretch: 肝 is not all of 肝素."""
    shared, whole = _overlap(piece, source), piece.end - piece.start
    return shared * 2 > whole or (shared * 2 == whole and shared > 1)


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _trimmed(text: str, span: Span) -> Span:
    """Without particles and measure words that the engine has in one piece with a word."""
    start, end = span
    while found := _EDGES_ZH.search(text[start:end]):
        if found.start() == 0:
            start += found.end()
        else:
            end -= found.end() - found.start()
    return Span(start, end)


def change(text: str, changes: Sequence[tuple[Span, str]]) -> tuple[str, list[tuple[Span, Span]]]:
    """A text with stretches replaced, none overlapping another; and old and new place of each, in order."""
    made, position = "", 0
    places: list[tuple[Span, Span]] = []
    for span, new in sorted(changes):
        made += text[position : span.start]
        places.append((span, Span(len(made), len(made) + len(new))))
        made += new
        position = span.end
    return made + text[position:], places


def relinked(
    links: Sequence[Link], places: Sequence[tuple[Span, Span]], source: Span, target: Span
) -> tuple[Link, ...]:
    """Links after changes of the translation; `target` stands for `source` now and for nothing else."""
    moved = (Link(link.source, shifted(link.target, places)) for link in links)
    kept = {
        link for link in moved if link.target.start < link.target.end and not _overlap(link.target, target)
    }
    return tuple(sorted({*kept, Link(source, target)}, key=lambda link: link.target))


def shifted(span: Span, places: Sequence[tuple[Span, Span]]) -> Span:
    """Where a stretch is after changes (old and new places, in order); it covers all of what it touched."""
    start, end = span
    for old, _ in places:
        if _overlap(span, old) or old.start < span.start == span.end < old.end:
            start, end = min(start, old.start), max(end, old.end)
    return Span(start + _delta(start, places), end + _delta(end, places))


def _delta(offset: int, places: Sequence[tuple[Span, Span]]) -> int:
    return next((new.end - old.end for old, new in reversed(places) if old.end <= offset), 0)
