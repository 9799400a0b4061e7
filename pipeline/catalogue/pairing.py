"""Which old entry a segment of the article continues.

    1. same text        the same sentence, maybe in another kind of block or another occurrence
    2. source again     a changed entry whose old source, for which it was approved, is there again
    3. taken back       the same sentence among the obsolete entries
    4. source again     the same as 2 for what was not approved, and for obsolete entries
    5. similar text     the same sentence with its source changed

What a person wrote goes before what has only a comment. A slot that a repeat of an approved text
will fill is not given the translation of a similar one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from pipeline.catalogue import states
from pipeline.catalogue.slots import Slot, kind_of
from pipeline.model import Entry, State

SIMILAR = 60.0
"""rapidfuzz ratio, 0 to 100, from which on a text in the same place is a change of the other."""
SIMILAR_ELSEWHERE = 85.0
"""The same for a text that was moved as well."""
COMPARISONS = 250_000
"""Pairs of texts that are compared at most in one place; where there are more, only near ones."""


class Worth(IntEnum):
    """What an old entry holds of a person's."""

    NOTHING = 0
    NOTE = 1
    """A comment or a flag."""
    TEXT = 2


@dataclass(slots=True)
class Pairs:
    """For each slot the old entry that it continues, by indices."""

    active: dict[int, int] = field(default_factory=dict)
    obsolete: dict[int, int] = field(default_factory=dict)

    def free(self, slots: Sequence[Slot]) -> list[int]:
        """Slots that continue nothing yet."""
        return [i for i in range(len(slots)) if i not in self.active and i not in self.obsolete]


def pair(
    slots: Sequence[Slot],
    active: Sequence[Entry],
    obsolete: Sequence[Entry],
    worth: Callable[[Entry], Worth],
    repeated: Container[str] = (),
    was_approved: Callable[[Entry], bool] = states.was_approved,
) -> Pairs:
    """Pair slots with old entries, each with one at most; `repeated` are texts that repeats will fill.

    `was_approved` tells of a changed entry whether an approval of its old source waits in it.
    """
    values = [worth(entry) for entry in active]
    pairs = Pairs(_same(slots, active))
    approved = [i for i, entry in enumerate(active) if was_approved(entry)]
    _claim(pairs, _again(slots, active, approved, pairs.free(slots)))
    pairs.obsolete.update(_taken_back(slots, obsolete, pairs.free(slots), worth))
    pairs.active.update(_again(slots, active, _rest(values, pairs.active), pairs.free(slots)))
    rest = _rest(map(worth, obsolete), pairs.obsolete)
    pairs.obsolete.update(_again(slots, obsolete, rest, pairs.free(slots)))
    for wanted in (Worth.TEXT, Worth.NOTE):
        old = [i for i in _rest(values, pairs.active) if values[i] is wanted]
        free = [i for i in pairs.free(slots) if wanted is Worth.NOTE or slots[i].key.text not in repeated]
        pairs.active.update(_similar(slots, active, pairs, old, free))
    return pairs


def _claim(pairs: Pairs, found: dict[int, int]) -> None:
    """Give slots what they have a right to, also if other slots had it."""
    claimed = set(found.values())
    pairs.active = {new: past for new, past in pairs.active.items() if past not in claimed} | found


def _rest(values: Iterable[Worth], pairs: dict[int, int]) -> list[int]:
    """Indices of old entries that hold something and that no slot continues."""
    used = set(pairs.values())
    return [i for i, value in enumerate(values) if value is not Worth.NOTHING and i not in used]


# --- the same text ------------------------------------------------------------------------------


def _same(slots: Sequence[Slot], old: Sequence[Entry]) -> dict[int, int]:
    """Slots with old entries of the same text.

    One occurrence is paired with one; where a text occurs more often, occurrences are paired by
    what stands before and after them.
    """
    if [slot.key for slot in slots] == [entry.key for entry in old]:
        return {index: index for index in range(len(slots))}
    new_by_text: dict[str, list[int]] = defaultdict(list)
    old_by_text: dict[str, list[int]] = defaultdict(list)
    for index, slot in enumerate(slots):
        new_by_text[slot.key.text].append(index)
    for index, entry in enumerate(old):
        old_by_text[entry.text].append(index)
    pairs: dict[int, int] = {}
    for text, news in new_by_text.items():
        pairs.update(_by_neighbours(slots, old, news, old_by_text.get(text, [])))
    return pairs


def _by_neighbours(
    slots: Sequence[Slot], old: Sequence[Entry], news: list[int], olds: list[int]
) -> dict[int, int]:
    if len(news) == len(olds) == 1 or len(news) * len(olds) > COMPARISONS:
        return dict(zip(news, olds, strict=False))

    def likeness(new: int, past: int) -> float:
        before = new > 0 and past > 0 and slots[new - 1].key.text == old[past - 1].text
        after = new + 1 < len(slots) and past + 1 < len(old) and slots[new + 1].key.text == old[past + 1].text
        return before + after + 0.5 * (slots[new].kind == kind_of(old[past]))

    return _best_first(
        (likeness(n, o), -abs(i - j), n, o) for i, n in enumerate(news) for j, o in enumerate(olds)
    )


def _best_first(ranked: Iterable[tuple[float, float, int, int]]) -> dict[int, int]:
    """Pairs by greatest likeness, each new and each old one once."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, new, past in sorted(ranked, key=lambda rank: (-rank[0], -rank[1], rank[2], rank[3])):
        if new not in pairs and past not in taken:
            pairs[new] = past
            taken.add(past)
    return pairs


def _taken_back(
    slots: Sequence[Slot], obsolete: Sequence[Entry], free: Sequence[int], worth: Callable[[Entry], Worth]
) -> dict[int, int]:
    """Slots with obsolete entries of the same text: what is worth most, then what had the same key."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for index, entry in enumerate(obsolete):
        if worth(entry) is not Worth.NOTHING:
            by_text[entry.text].append(index)
    ranked = []
    for new in free:
        slot = slots[new]
        for past in by_text.get(slot.key.text, []):
            entry = obsolete[past]
            value = 2 * worth(entry) + (states.state(entry) is State.APPROVED)
            same = 2 * (entry.key == slot.key) + (kind_of(entry) == slot.kind)
            ranked.append((4.0 * value + same, -float(past), new, past))
    return _best_first(ranked)


def _again(
    slots: Sequence[Slot],
    old: Sequence[Entry],
    wanted: Sequence[int],
    free: Sequence[int],
) -> dict[int, int]:
    """Slots with old entries, out of `wanted`, whose translation was made for the slot's text."""
    by_source: dict[str, list[int]] = defaultdict(list)
    for index in reversed(wanted):
        entry = old[index]
        if entry.fuzzy and entry.previous_text is not None:
            by_source[entry.previous_text].append(index)
    return {new: by_source[slots[new].key.text].pop() for new in free if by_source.get(slots[new].key.text)}


# --- similar text -------------------------------------------------------------------------------


def _similar(
    slots: Sequence[Slot], old: Sequence[Entry], pairs: Pairs, wanted: list[int], free: list[int]
) -> dict[int, int]:
    """Slots out of `free` with entries out of `wanted` whose text is similar.

    First between the same neighbours, then anywhere if the likeness is great.
    """
    if not wanted or not free:
        return {}
    anchors = _anchors(pairs.active)
    gap_old: dict[int, list[int]] = defaultdict(list)
    for index in wanted:
        gap_old[bisect_left([o for _, o in anchors], index)].append(index)
    gap_new: dict[int, list[int]] = defaultdict(list)
    for index in free:
        gap_new[bisect_left([n for n, _ in anchors], index)].append(index)
    found: dict[int, int] = {}
    for gap, news in gap_new.items():
        found.update(_alike(slots, old, news, gap_old.get(gap, []), SIMILAR))
    used = set(found.values())
    rest_new = [i for i in free if i not in found]
    rest_old = [i for i in wanted if i not in used]
    found.update(_alike(slots, old, rest_new, rest_old, SIMILAR_ELSEWHERE))
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


def _alike(
    slots: Sequence[Slot], old: Sequence[Entry], news: list[int], olds: list[int], threshold: float
) -> dict[int, int]:
    """Pairs by greatest likeness; the same kind of block counts a little."""
    if not news or not olds:
        return {}
    from rapidfuzz import fuzz

    ranked = []
    for place, new in enumerate(news):
        for past in _within_reach(place / len(news), olds, COMPARISONS // len(news)):
            ratio = fuzz.ratio(slots[new].key.text, old[past].text, score_cutoff=threshold)
            if ratio:
                bonus = 5.0 if slots[new].kind == kind_of(old[past]) else 0.0
                ranked.append((ratio + bonus, 0.0, new, past))
    return _best_first(ranked)


def _within_reach(place: float, olds: list[int], most: int) -> list[int]:
    """At most about `most` old entries, those around the same place, 0 to 1, of their list."""
    first = round(place * len(olds)) - most // 2
    return olds if most >= len(olds) else olds[max(0, first) : max(0, first) + most + 1]
