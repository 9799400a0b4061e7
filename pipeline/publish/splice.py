"""Translations spliced into an article: what is not translated is not touched.

    article, its segments, a text for each --> edits of stretches --> the text of the published article

A segment's stretch is replaced by its translation, in which each tag is written as the article has it; between
sentences stands what the target language puts there. Attributes, front matter and the like are written whole,
inside the tags that hold them. Only tags of the segment itself are ever written; everything else is text.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline import inline, languages
from pipeline.catalogue.joined import EMPTY
from pipeline.formats.values import write_value
from pipeline.formats.writing import Writer, clean, is_value
from pipeline.model import Article, Block, Piece, Segment, Span, Tag
from pipeline.publish.edits import Edit, is_one_word, joined
from pipeline.segmentation import Mode, cut, why_no_segment


class Text(NamedTuple):
    """What is published for a segment."""

    text: str
    """With the segment's tags; every tag of the source once."""
    language: str
    draft: bool = False
    """A machine draft, which is marked as such."""


@dataclass(frozen=True, slots=True)
class Options:
    target: str
    """Language of the published article."""
    mode: Mode = "sentence"
    """How the article was cut into segments."""
    mark_language: bool = False
    """Whether text in another language than the target stands in a `span` with its `lang`."""
    strict: frozenset[int] = frozenset()
    """Blocks, by index, in which every mark of Markdown is escaped and emphasis is written as HTML."""
    spoken: Mapping[int, str] = field(default_factory=dict)
    """Languages of segments, by index, that are not in their article's language."""


def splice(
    article: Article,
    segments: Sequence[Segment],
    texts: Sequence[Text | None],
    options: Options,
    others: Iterable[Edit] = (),
) -> str:
    """The article's text with `texts` in place of its segments; None leaves a segment as it stands.

    `others` are further edits, of links say, that touch no segment's text. What looks like a tag
    that the segment has not is text.
    """
    return _Splice(article, segments, texts, options).result(others)


class _Edits:
    """Edits in their order, none overlapping another, found by place."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = sorted(edits)
        self.starts = [edit.span.start for edit in self.edits]

    def inside(self, stretch: Span) -> list[Edit]:
        """Edits in a stretch; what is put in right before it stands outside."""
        found = self.edits[bisect_left(self.starts, stretch.start) : bisect_left(self.starts, stretch.end)]
        return [edit for edit in found if stretch.start < edit.span.end <= stretch.end]


@dataclass(slots=True)
class _Splice:
    article: Article
    segments: Sequence[Segment]
    texts: Sequence[Text | None]
    options: Options
    inner: _Edits = field(default_factory=lambda: _Edits(()))
    """Edits that may stand inside a tag: values and links."""
    outer: list[Edit] = field(default_factory=list)
    """Edits of segments and of what stands between them."""

    def result(self, others: Iterable[Edit]) -> str:
        values: list[Edit] = list(others)
        blocks: list[tuple[int, list[int]]] = []
        for number, group in itertools.groupby(range(len(self.segments)), lambda i: self.segments[i].block):
            members = list(group)
            if not is_value(self.article.blocks[number].markup):
                blocks.append((number, members))
            elif not all(map(self.is_source, members)):
                values.append(self.value(self.article.blocks[number], members))
        self.inner = _Edits(values)
        for number, members in blocks:
            self.block(number, members)
        covered = _Edits(self.outer)
        free = [edit for edit in self.inner.edits if not self.is_covered(edit, covered)]
        return _apply(self.article.text, Span(0, len(self.article.text)), sorted([*self.outer, *free]))

    def is_covered(self, edit: Edit, covered: _Edits) -> bool:
        """Whether an edit lies in a stretch that was written anew, where it was applied already."""
        at = bisect_right(covered.starts, edit.span.start) - 1
        if at < 0 or edit.span.end == covered.starts[at]:
            return False
        return edit.span.start < covered.edits[at].span.end

    def source(self, stretch: Span) -> str:
        """A stretch of the article with the edits of values and links in it."""
        return _apply(self.article.text, stretch, self.inner.inside(stretch))

    def is_source(self, index: int) -> bool:
        """Whether a segment stays as it is written."""
        text = self.texts[index]
        return text is None or text.text == self.segments[index].text

    # --- values -----------------------------------------------------------------------------------

    def value(self, block: Block, members: Sequence[int]) -> Edit:
        """A block that is written whole: attribute, front matter, JSON."""
        (piece,) = (p for p in block.pieces if p.kind == "text")
        flat = Block(block.kind, (Piece("text", piece.text, Span(0, len(piece.text))),), block.line)
        stretches = [
            Span(min(p.span.start for p in pieces), max(p.span.end for p in pieces))
            for pieces in cut(flat, self.article.language, self.options.mode)
            if not why_no_segment(inline.encode(pieces)[0])
        ]
        edits = []
        for stretch, index in zip(stretches, members, strict=True):
            text = self.texts[index]
            if text is not None and not self.is_source(index):
                edits.append(Edit(stretch, words_of(self.segments[index], text.text)))
        edits += self.joints(flat.pieces, stretches, members)
        shown = _apply(piece.text, Span(0, len(piece.text)), sorted(edits))
        raw = self.article.text[piece.span.start : piece.span.end]
        return Edit(piece.span, write_value(block.markup, clean(shown).strip(), raw))

    # --- segments ---------------------------------------------------------------------------------

    def block(self, number: int, members: Sequence[int]) -> None:
        block = self.article.blocks[number]
        writer = Writer(self.article.format, block, strict=number in self.options.strict)
        first = min(p.span.start for p in block.pieces)
        for index in members:
            text, segment = self.texts[index], self.segments[index]
            if text is None:
                continue
            foreign = self.options.mark_language and text.language != self.options.target
            if self.is_source(index) and not foreign and not text.draft:
                continue
            if self.is_source(index):
                written, gaps = self.source(segment.span), ("", "")
            else:
                written = self.written(segment, text, writer, at_start=segment.span.start == first)
                gaps = self.gaps(index, members, written)
            if foreign or text.draft:
                written = writer.marked(written, "" if text.draft else text.language)
            self.outer.append(Edit(segment.span, written.join(gaps)))
        spans = [self.segments[index].span for index in members]
        self.outer += self.joints(block.pieces, spans, members)
        if not all(map(self.is_source, members)):
            self.outer += self.references(block, spans)

    def gaps(self, index: int, members: Sequence[int], written: str) -> tuple[str, str]:
        """White space before and behind a translation that would run into what stands beside its block."""
        if languages.joiner(self.article.language) or not languages.joiner(self.language(index)):
            return "", ""
        start, end = self.segments[index].span
        before, behind = self.article.text[start - 1 : start], self.article.text[end : end + 1]
        return (
            " " if index == members[0] and is_one_word(before, written[:1]) else "",
            " " if index == members[-1] and is_one_word(written[-1:], behind) else "",
        )

    def references(self, block: Block, spans: Sequence[Span]) -> Iterator[Edit]:
        """Ends of elements around whole sentences, written as another text needs them (`[k2]` as `[K2][k2]`)."""
        ends = [span.end for span in spans]
        for piece in block.pieces:
            at = bisect_right(ends, piece.span.start)
            outside = at == len(spans) or piece.span.start < spans[at].start
            if piece.written and outside:
                yield Edit(piece.span, piece.written)

    def written(self, segment: Segment, text: Text, writer: Writer, *, at_start: bool) -> str:
        """A translation as the format writes it, its tags as the article has them."""
        if text.text == EMPTY:
            return ""
        parts: list[str] = []
        for token, tag in tokens_of(segment, text.text):
            if tag is None:
                shown = inline.unescape(token.text)
                parts.append(writer.text(shown, at_start=at_start and not parts))
            elif token.kind == "close" and tag.close:
                parts.append(tag.written or writer.closing(self.source(tag.close)))
            else:
                parts.append(writer.opening(self.source(tag.open)))
        return "".join(parts)

    # --- between sentences --------------------------------------------------------------------------

    def joints(self, pieces: Sequence[Piece], spans: Sequence[Span], members: Sequence[int]) -> list[Edit]:
        """White space between sentences as the language has it that they are in."""
        edits: list[Edit] = []
        starts = [piece.span.start for piece in pieces]
        for at in range(len(spans) - 1):
            if self.is_source(members[at]) and self.is_source(members[at + 1]):
                continue
            joint = Span(spans[at].end, spans[at + 1].start)
            first = max(0, bisect_right(starts, joint.start) - 1)
            between = pieces[first : bisect_left(starts, joint.end)]
            edits += joined(joint, between, self.joiner(members, at))
        return edits

    def joiner(self, members: Sequence[int], at: int) -> str:
        """What stands behind the sentence at `at`; one that goes empty takes along what is before it."""
        if self.is_empty(members[at + 1]) or all(self.is_empty(index) for index in members[: at + 1]):
            return ""
        here = next(index for index in reversed(members[: at + 1]) if not self.is_empty(index))
        spoken = {self.language(here), self.language(members[at + 1])}
        return languages.joiner(spoken.pop()) if len(spoken) == 1 else " "

    def is_empty(self, index: int) -> bool:
        text = self.texts[index]
        return text is not None and text.text == EMPTY

    def language(self, index: int) -> str:
        text = self.texts[index]
        return text.language if text else self.article.language


class _Tags:
    """The tags of a segment by name; `sub` and `sup` may stand several times, and serve in their order."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        self.waiting: dict[str, list[Tag]] = defaultdict(list)
        for tag in tags:
            self.waiting[tag.label].append(tag)
        self.opened: dict[str, list[Tag]] = defaultdict(list)

    def take(self, token: inline.Token) -> Tag | None:
        """The tag that a token writes; None for one that the segment has not, which is text."""
        if token.kind == "close":
            return self.opened[token.name].pop() if self.opened[token.name] else None
        candidates = [t for t in self.waiting[token.name] if (t.close is None) == (token.kind == "empty")]
        if not candidates:
            return None
        self.waiting[token.name].remove(candidates[0])
        if candidates[0].close:
            self.opened[token.name].append(candidates[0])
        return candidates[0]


def tokens_of(segment: Segment, text: str) -> list[tuple[inline.Token, Tag | None]]:
    """A translation as text and tags of the segment; what only looks like such a tag is text."""
    tags = _Tags(segment.tags)
    tokens = inline.split_tags(clean(text).strip(" "))
    return [(token, tags.take(token) if token.kind else None) for token in tokens]


def words_of(segment: Segment, text: str) -> str:
    """The letters of a translation without its segment's tags."""
    if text == EMPTY:
        return ""
    return "".join(inline.unescape(token.text) for token, tag in tokens_of(segment, text) if tag is None)


def _apply(text: str, stretch: Span, edits: Sequence[Edit]) -> str:
    """A stretch of a text with edits in it, which are sorted; one that overlaps the one before is left out."""
    parts: list[str] = []
    position = stretch.start
    for edit in edits:
        if edit.span.start >= position:
            parts += [text[position : edit.span.start], edit.text]
            position = edit.span.end
    return "".join([*parts, text[position : stretch.end]])
