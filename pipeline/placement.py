"""Putting a segment's tags back into a plain translation, by alignment.

A pair of tags goes around the words that its words were translated into, an empty tag behind
the word that it stood behind. A tag inside of a word or number (`K<sub>2</sub>`, `10<sup>6</sup>`)
stands at the same place of the same word. All tags are always there, balanced and nested; where
the alignment leaves doubt, the caller is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.inline import Mark, Stripped, escape
from pipeline.model import Link, Span


@dataclass(slots=True)
class _Node:
    """An element in the tree of a segment's tags."""

    name: str
    source: Span
    empty: bool
    order: int
    target: Span = Span(0, 0)
    children: list[_Node] = field(default_factory=list)


def restore_tags(translation: str, stripped: Stripped, links: Sequence[Link]) -> tuple[str, bool]:
    """The translation with all tags of the source, and whether their places are in doubt."""
    if not stripped.marks:
        return escape(translation), False
    placer = _Placer(translation, stripped, links)
    root = _Node("", Span(0, len(stripped.text)), empty=False, order=-1, target=Span(0, len(translation)))
    root.children = _tree(stripped.marks)
    placer.settle(root)
    return placer.write(root), placer.doubtful


def _tree(marks: Sequence[Mark]) -> list[_Node]:
    """Elements nested as their tags are; a tag without its partner counts as empty."""
    top: list[_Node] = []
    stack: list[_Node] = []
    for order, mark in enumerate(marks):
        siblings = stack[-1].children if stack else top
        if mark.kind == "close":
            if stack and stack[-1].name == mark.name:
                node = stack.pop()
                node.source = Span(node.source.start, mark.offset)
            continue
        node = _Node(mark.name, Span(mark.offset, mark.offset), mark.kind == "empty", order)
        siblings.append(node)
        if mark.kind == "open":
            stack.append(node)
    return top


class _Placer:
    def __init__(self, translation: str, stripped: Stripped, links: Sequence[Link]) -> None:
        self.text = translation
        self.source = stripped.text
        self.length = max(1, len(stripped.text))
        self.links = sorted(links, key=lambda link: link.target)
        self.doubtful = not links

    def settle(self, parent: _Node) -> None:
        """Give each child its stretch of the translation, inside its parent's, none overlapping another."""
        for node in parent.children:
            node.target = self._clamp(self._aim(node), parent.target)
        parent.children.sort(key=lambda n: (n.target.start, n.source.start, n.order))
        end = parent.target.start
        for node in parent.children:
            if node.target.start < end:
                self.doubtful = True
                node.target = Span(end, max(end, node.target.end))
            end = node.target.end
            self.settle(node)

    def _clamp(self, span: Span, bounds: Span) -> Span:
        start = min(max(span.start, bounds.start), bounds.end)
        end = min(max(span.end, start), bounds.end)
        if (start, end) != span:
            self.doubtful = True
        return Span(start, end)

    def _aim(self, node: _Node) -> Span:
        """Where the alignment puts an element."""
        if found := self._in_same_word(node):
            return found
        if node.source.start == node.source.end:
            place = self._behind(node.source.start)
            return Span(place, place)
        hit = [link for link in self.links if _overlap(link.source, node.source)]
        if not hit:
            self.doubtful = True
            return self._words(Span(self._scaled(node.source.start), self._scaled(node.source.end)))
        runs = self._runs(hit)
        if len(runs) > 1:
            self.doubtful = True
        return self._words(max(runs, key=lambda span: span.end - span.start))

    def _runs(self, hit: Sequence[Link]) -> list[Span]:
        """Stretches of the translation whose words all look at an element; a stray link makes one of its own."""
        runs: list[Span] = []
        for link in hit:
            joined = Span(runs[-1].start, max(runs[-1].end, link.target.end)) if runs else link.target
            inside = [other for other in self.links if _overlap(other.target, joined)]
            if runs and all(other in hit for other in inside):
                runs[-1] = joined
            else:
                runs.append(link.target)
        return runs

    def _in_same_word(self, node: _Node) -> Span | None:
        """The place in the word that the tag stands in, where the translation has the word as it is."""
        start, end = node.source
        for word in _WORD.finditer(self.source, max(0, start - 60), end + 60):
            if not (word.start() <= start <= end <= word.end()) or (start, end) == word.span():
                continue
            if start == end and end in word.span():
                continue
            same = re.compile(rf"(?<![A-Za-z0-9]){re.escape(word.group())}(?![A-Za-z0-9])")
            there = [found.start() for found in same.finditer(self.text)]
            before = [found.start() for found in same.finditer(self.source)].index(word.start())
            if before < len(there):
                return Span(there[before] + start - word.start(), there[before] + end - word.start())
            self.doubtful = True
        return None

    def _behind(self, offset: int) -> int:
        """The place in the translation of a point in the source: behind what stood before it."""
        if offset == 0:
            return 0
        if offset >= self.length:
            return len(self.text)
        before = [link for link in self.links if link.source.start < offset <= link.source.end]
        if before:
            return self._edge(max(link.target.end for link in before))
        after = [link for link in self.links if link.source.start <= offset < link.source.end]
        if after:
            return self._edge(min(link.target.start for link in after))
        self.doubtful = True
        return self._edge(self._scaled(offset))

    def _scaled(self, offset: int) -> int:
        return min(len(self.text), offset * len(self.text) // self.length)

    def _words(self, span: Span) -> Span:
        """The span without white space at its ends, widened to whole words."""
        start, end = span
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        while self._inside_word(start):
            start -= 1
        while end > start and self._inside_word(end):
            end += 1
        return Span(start, end)

    def _edge(self, place: int) -> int:
        """The next border of a word at or behind a place."""
        while self._inside_word(place):
            place += 1
        return place

    def _inside_word(self, place: int) -> bool:
        if not 0 < place < len(self.text):
            return False
        before, after = self.text[place - 1], self.text[place]
        return before.isalnum() and after.isalnum() and not _is_han(before) and not _is_han(after)

    def write(self, node: _Node) -> str:
        """The stretch of a node with the tags of its children."""
        parts: list[str] = []
        position = node.target.start
        for child in node.children:
            parts.append(escape(self.text[position : child.target.start]))
            parts.append(
                f"<{child.name}/>" if child.empty else f"<{child.name}>{self.write(child)}</{child.name}>"
            )
            position = child.target.end
        parts.append(escape(self.text[position : node.target.end]))
        return "".join(parts)


_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,+−⁺⁻-]?[A-Za-z0-9+−⁺⁻]+)*")
"""A name, number or formula as translations keep it."""


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
