"""Repeated strings of Chinese characters that hold together and stand in more than one surrounding.

No dictionary of words is needed: a string counts as a candidate when its parts occur together far more
often than by chance (pointwise mutual information of its weakest cut), and when what stands before and
behind it varies (branching entropy; Jin and Tanaka-Ishii 2006).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pipeline.glossary.suggestions.base import PHRASE, Occurrence, Passage, is_open
from pipeline.glossary.suggestions.stop_words import CHINESE
from pipeline.model import Span

LONGEST = 8
"""Characters of a candidate at most; a word in Latin letters counts as one."""
LEAST_COHESION = 2.5
"""Bits by which the weakest cut holds together, at least."""
LEAST_BRANCHING = 0.9
"""Bits of entropy of the neighbours on each side, at least; 1.0 is two that are equally frequent."""
_TOKEN = re.compile(r"[\u3400-\u9fff]|[A-Za-zα-ω][A-Za-z\d]*(?:-[A-Za-z\d]+)*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT_IN = frozenset("的了是和或与也都就着吗呢吧么这那哪你我他她它们您请")
"""Characters that are in no term."""
_NOT_FIRST = frozenset(
    "不没未被把对为以于从到由而但因所可能会要应将只再还又并且若如当及等之其各每个种些次年月日天周片粒克毫微多少最更很较太更约近后前上下里中时有无"
    "在向给让使用吃服看说做来去过得地几一二三四五六七八九十百千万两半已曾正仍须需该"
)
_NOT_LAST = frozenset(
    "不没未被把对为以于从到由而但因所可能会要应将只再还又并且若如当及等之其各每个些次年月日天周前后上下里中时间有无在向给让使用过得地"
    "几一二三四五六七八九十百千万两半已曾正仍须需该约近更最很较"
)


def chinese(passages: Sequence[Passage]) -> Iterator[Occurrence]:
    """Occurrences of the strings that hold together in all passages."""
    runs = [(passage, run) for passage in passages for run in _runs(passage.text)]
    counts, before, behind = _count([[token.group() for token in run] for _, run in runs])
    total = sum(number for gram, number in counts.items() if len(gram) == 1)
    good = {
        gram
        for gram, number in counts.items()
        if number > 1
        and _may_be_term(gram)
        and min(_entropy(before[gram]), _entropy(behind[gram])) >= LEAST_BRANCHING
        and _cohesion(gram, counts, total) >= LEAST_COHESION
    }
    for passage, run in runs:
        texts = tuple(token.group() for token in run)
        for first, last in _windows(len(run)):
            gram = texts[first:last]
            span = Span(run[first].start(), run[last - 1].end())
            if gram in good and is_open(passage, *span, 2):
                yield Occurrence(passage, span, PHRASE, gram, passage.text[span.start : span.end])


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Tokens that stand without a gap."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and token.start() != run[-1].end():
            yield run
            run = []
        run.append(token)
    yield run


def _windows(length: int) -> Iterator[tuple[int, int]]:
    for first in range(length):
        for last in range(first + 2, min(first + LONGEST, length) + 1):
            yield first, last


Gram = tuple[str, ...]


def _count(
    runs: Sequence[Sequence[str]],
) -> tuple[Counter[Gram], dict[Gram, Counter[str]], dict[Gram, Counter[str]]]:
    """Counts of all strings, and of their neighbours; the edges of a run are neighbours that all differ."""
    counts: Counter[Gram] = Counter()
    before: dict[Gram, Counter[str]] = defaultdict(Counter)
    behind: dict[Gram, Counter[str]] = defaultdict(Counter)
    for number, run in enumerate(runs):
        counts.update((token,) for token in run)
        for first, last in _windows(len(run)):
            gram = tuple(run[first:last])
            counts[gram] += 1
            before[gram][run[first - 1] if first else f"^{number}"] += 1
            behind[gram][run[last] if last < len(run) else f"${number}"] += 1
    return counts, before, behind


def _may_be_term(gram: Gram) -> bool:
    text = "".join(gram)
    return (
        len(_HAN.findall(text)) >= 2
        and gram[0] not in _NOT_FIRST
        and gram[-1] not in _NOT_LAST
        and _NOT_IN.isdisjoint(gram)
        and text not in CHINESE
    )


def _entropy(neighbours: Counter[str]) -> float:
    total = sum(neighbours.values())
    return -sum(n / total * math.log2(n / total) for n in neighbours.values())


def _cohesion(gram: Gram, counts: Counter[Gram], total: int) -> float:
    """Bits of information that the two parts of the weakest cut have of each other."""
    return min(
        math.log2(counts[gram] * total / (counts[gram[:cut]] * counts[gram[cut:]]))
        for cut in range(1, len(gram))
    )
