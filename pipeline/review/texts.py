"""Segments as HTML: tags as chips, terms, doses and negations marked, differences shown.

Everything that comes from an article or a catalogue is escaped here; only this module and the templates make markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pipeline import inline
from pipeline.model import Entry, Span
from pipeline.review.difference import Part

_ELEMENTS = {"strong": "bold", "b": "bold", "em": "slant", "i": "slant", "code": "code", "kbd": "code"}
"""How the words inside of an element look."""
_RAISED = {"sub": Markup("<sub>{}</sub>"), "sup": Markup("<sup>{}</sup>")}


@dataclass(frozen=True, slots=True)
class Decoration:
    """A stretch of a text without tags that is marked."""

    span: Span
    style: str
    """Class of its element: `term`, `dose`, `negation` ..."""
    note: str = ""
    """What is told when it is pointed at."""


def legend(extracted: Iterable[str]) -> dict[str, str]:
    """What each tag of a segment stands for, from the lines of `#.` (`s1 = strong`)."""
    pairs = (line.split(" = ", 1) for line in extracted if " = " in line and ": " not in line.split(" = ")[0])
    return {name: meaning for name, meaning in pairs if inline.TAG.fullmatch(f"<{name}>")}


def segment(text: str, names: Mapping[str, str], decorations: Sequence[Decoration] = ()) -> Markup:
    """A segment with chips for its tags and with its decorations; one that overlaps another is left out."""
    stripped = inline.strip_tags(text)
    chosen = _apart(decorations)
    cuts = sorted(
        {0, len(stripped.text), *(m.offset for m in stripped.marks), *(p for d in chosen for p in d.span)}
    )
    out: list[Markup] = []
    opened: list[str] = []
    marks = list(stripped.marks)
    for start, end in zip(cuts, [*cuts[1:], None], strict=True):
        # A term is one element where no tag cuts it; else each of its pieces is marked.
        while marks and marks[0].offset == start:
            out.append(_chip(marks.pop(0), names, opened))
        if end is not None:
            words = _worn(stripped.text[start:end], opened, names)
            out.append(_decorated(words, start, end, chosen))
    return Markup("").join(out)


def _apart(decorations: Sequence[Decoration]) -> list[Decoration]:
    """Decorations that do not overlap; of two that do, the earlier in the list stays."""
    chosen: list[Decoration] = []
    for one in decorations:
        if all(one.span.end <= d.span.start or d.span.end <= one.span.start for d in chosen):
            chosen.append(one)
    return chosen


def _chip(mark: inline.Mark, names: Mapping[str, str], opened: list[str]) -> Markup:
    if mark.kind == "open":
        opened.append(mark.name)
    elif mark.kind == "close" and mark.name in opened:
        opened.remove(mark.name)
    if mark.name in _RAISED:
        return Markup("")
    shown = {"open": mark.name, "close": f"/{mark.name}", "empty": f"{mark.name}/"}[mark.kind]
    return Markup('<span class="tag {}" title="{}">{}</span>').format(
        mark.kind, names.get(mark.name, mark.name), shown
    )


def _worn(text: str, opened: Sequence[str], names: Mapping[str, str]) -> Markup:
    """Words as the elements around them make them look."""
    made = escape(text)
    for name in opened:
        element = names.get(name, name).split(" ")[0]
        if name in _RAISED:
            made = _RAISED[name].format(made)
        elif element in _ELEMENTS:
            made = Markup('<span class="{}">{}</span>').format(_ELEMENTS[element], made)
    return made


def _decorated(words: Markup, start: int, end: int, decorations: Sequence[Decoration]) -> Markup:
    for one in decorations:
        if one.span.start <= start and end <= one.span.end and words:
            # An address of its own for the keyboard: terms are gone through with `t`.
            focus = Markup(' tabindex="-1" data-note="{}"').format(one.note) if one.note else Markup("")
            return Markup('<span class="{}"{}>{}</span>').format(one.style, focus, words)
    return words


def changes(parts: Iterable[Part]) -> Markup:
    """A difference as deleted and inserted text; tags are shown as they are written."""
    elements = {"old": Markup("<del>{}</del>"), "new": Markup("<ins>{}</ins>")}
    return Markup("").join(
        elements[p.kind].format(p.text) if p.kind in elements else escape(p.text) for p in parts
    )


def tags_of(entry: Entry) -> list[str]:
    """The tags of a source in their order, as they are to be typed."""
    return list(inline.tag_labels(entry.text))
