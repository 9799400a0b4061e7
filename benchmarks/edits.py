"""Changing stretches of a translation while its links to the source stay true."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model import Link, Span


class Edit(NamedTuple):
    """A stretch of a translation and what stands there afterwards."""

    span: Span
    text: str
    source: Span | None = None
    """What the new text is linked with; None: with nothing."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A translation with its links."""

    text: str
    links: tuple[Link, ...] = ()


def edit(translation: Linked, edits: Iterable[Edit]) -> Linked:
    """The translation with all edits made; of two that overlap, the first one.

    Where a text is left out, so is the space beside it. Links of what was replaced are lost.
    """
    made = _apart(sorted(edits, key=lambda e: e.span))
    parts: list[str] = []
    links: list[Link] = []
    kept: list[tuple[Span, int]] = []
    position = length = 0
    for change in [*made, Edit(Span(len(translation.text), len(translation.text)), "")]:
        parts.append(translation.text[position : change.span.start])
        kept.append((Span(position, change.span.start), length - position))
        length += len(parts[-1])
        parts.append(change.text)
        if change.source is not None and change.text:
            links.append(Link(change.source, Span(length, length + len(change.text))))
        length += len(change.text)
        position = _behind(translation.text, change)
    links += [
        Link(link.source, Span(link.target.start + shift, link.target.end + shift))
        for link in translation.links
        for span, shift in kept
        if span.start <= link.target.start and link.target.end <= span.end
    ]
    return Linked("".join(parts), tuple(sorted(links, key=lambda link: (link.target, link.source))))


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    made: list[Edit] = []
    for change in edits:
        if not made or change.span.start >= made[-1].span.end:
            made.append(change)
    return made


def _behind(text: str, change: Edit) -> int:
    """Where the text goes on behind an edit."""
    start, end = change.span
    alone = not change.text and start < end
    spaced = text[end : end + 1] == " " and (start == 0 or text[start - 1] == " ")
    return end + 1 if alone and spaced else end


def project(span: Span, links: Iterable[Link]) -> Span | None:
    """The stretch of the translation that stands for a stretch of the source; None if nothing does."""
    hit = [link.target for link in links if link.source.start < span.end and span.start < link.source.end]
    return Span(min(t.start for t in hit), max(t.end for t in hit)) if hit else None
