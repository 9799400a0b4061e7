"""Which old entry a new segment continues.

same text        the same sentence, maybe in another kind of block or another occurrence
similar text     the same sentence with its source changed
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from pipeline.model import Entry, Key

SIMILAR = 60.0
"""rapidfuzz ratio, 0 to 100, from which on a text in the same place is a change of the other."""
SIMILAR_ELSEWHERE = 85.0
"""The same for a text that was moved as well."""


class Slot(Protocol):
    """A segment of the article as it is now."""

    @property
    def key(self) -> Key: ...

    @property
    def kind(self) -> str: ...


def kind_of(entry: Entry) -> str:
    """The kind of block in an entry's context: `p` of `p#2`."""
    return entry.context.split("#")[0]


def pair_same(slots: Sequence[Slot], old: Sequence[Entry]) -> dict[int, int]:
    """Indices of slots with those of old entries that have the same text.

    One occurrence is paired with one; where a text occurs more often, or in another number
    than before, occurrences are paired by what stands before and after them.
    """
    new_by_text: dict[str, list[int]] = defaultdict(list)
    old_by_text: dict[str, list[int]] = defaultdict(list)
    for index, slot in enumerate(slots):
        new_by_text[slot.key.text].append(index)
    for index, entry in enumerate(old):
        old_by_text[entry.text].append(index)
    pairs: dict[int, int] = {}
    for text, news in new_by_text.items():
        olds = old_by_text.get(text, [])
        if [slots[i].key for i in news] == [old[i].key for i in olds]:
            pairs.update(zip(news, olds, strict=True))
        elif olds:
            pairs.update(_by_neighbours(slots, old, news, olds))
    return pairs


def _by_neighbours(
    slots: Sequence[Slot], old: Sequence[Entry], news: list[int], olds: list[int]
) -> dict[int, int]:
    def likeness(new: int, past: int) -> float:
        before = new > 0 and past > 0 and slots[new - 1].key.text == old[past - 1].text
        after = new + 1 < len(slots) and past + 1 < len(old) and slots[new + 1].key.text == old[past + 1].text
        return before + after + 0.5 * (slots[new].kind == kind_of(old[past]))

    ranked = sorted(
        ((likeness(n, o), -abs(i - j), n, o) for i, n in enumerate(news) for j, o in enumerate(olds)),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, new, past in ranked:
        if new not in pairs and past not in taken:
            pairs[new] = past
            taken.add(past)
    return pairs


def pair_similar(
    slots: Sequence[Slot], old: Sequence[Entry], pairs: dict[int, int], wanted: Sequence[int]
) -> dict[int, int]:
    """Further pairs for slots without one: old entries out of `wanted` whose text is similar.

    First between the same neighbours, in order, then anywhere if the likeness is great.
    """
    free_old = [index for index in wanted if index not in set(pairs.values())]
    free_new = [index for index in range(len(slots)) if index not in pairs]
    if not free_old or not free_new:
        return {}
    anchors = _anchors(pairs)
    gap_old: dict[int, list[int]] = defaultdict(list)
    for index in free_old:
        gap_old[bisect_left([o for _, o in anchors], index)].append(index)
    found: dict[int, int] = {}
    news_by_gap: dict[int, list[int]] = defaultdict(list)
    for index in free_new:
        news_by_gap[bisect_left([n for n, _ in anchors], index)].append(index)
    for gap, news in news_by_gap.items():
        found.update(_best(slots, old, news, gap_old.get(gap, []), SIMILAR))
    rest_new = [i for i in free_new if i not in found]
    rest_old = [i for i in free_old if i not in set(found.values())]
    found.update(_best(slots, old, rest_new, rest_old, SIMILAR_ELSEWHERE))
    return found


def _anchors(pairs: dict[int, int]) -> list[tuple[int, int]]:
    """The longest run of pairs that keeps its order on both sides."""
    ordered = sorted(pairs.items())
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for index, (_, past) in enumerate(ordered):
        place = bisect_left(tails, past)
        links.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(past)
            ends.append(index)
        else:
            tails[place], ends[place] = past, index
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(ordered[at])
        at = links[at]
    return chain[::-1]


def _best(
    slots: Sequence[Slot], old: Sequence[Entry], news: list[int], olds: list[int], threshold: float
) -> dict[int, int]:
    """Pairs by greatest likeness; the same kind of block counts a little."""
    if not news or not olds or len(news) * len(olds) > 250_000:
        return {}
    from rapidfuzz import fuzz

    ranked = []
    for new in news:
        for past in olds:
            ratio = fuzz.ratio(slots[new].key.text, old[past].text, score_cutoff=threshold)
            if ratio:
                bonus = 5.0 if slots[new].kind == kind_of(old[past]) else 0.0
                ranked.append((ratio + bonus, -new, -past, new, past))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, new, past in sorted(ranked, reverse=True):
        if new not in pairs and past not in taken:
            pairs[new] = past
            taken.add(past)
    return pairs
