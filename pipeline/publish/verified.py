"""Splicing with proof: what was written is read again, and must say what was meant and nothing else.

splice --> parse again --> each block: its kind, its words, its elements as expected?
    a block of Markdown that is not --> once more, every mark escaped, emphasis as HTML
    one that is still not --> the source's text stays there, and a finding says so
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline import inline
from pipeline.formats import parser_of
from pipeline.formats.base import ParseOptions
from pipeline.formats.writing import Writer
from pipeline.model import Article, Block, Finding, Piece, Segment, Severity
from pipeline.publish.splice import EMPTY, Edit, Options, Text, splice, words_of


@dataclass(frozen=True, slots=True)
class Written:
    """A published article's text."""

    text: str
    findings: tuple[Finding, ...] = ()
    """Blocks that could not be published safely and hold their source."""


def publish_text(
    article: Article,
    segments: Sequence[Segment],
    texts: Sequence[Text | None],
    parse: ParseOptions,
    options: Options,
    others: Iterable[Edit] = (),
) -> Written:
    """The article with its texts, proved block by block (plain text has no markup to prove)."""
    edits = tuple(others)
    chosen = list(texts)
    findings: list[Finding] = []
    while True:
        written = splice(article, segments, chosen, options)
        wrong = _wrong_blocks(article, segments, chosen, written, parse, options)
        if not wrong:
            # What the page says of itself and where its links lead is no text, and not to be proved.
            whole = splice(article, segments, chosen, options, edits) if edits else written
            return Written(whole, tuple(findings))
        if article.format == "markdown" and (new := wrong - options.strict):
            options = replace(options, strict=options.strict | new)
            continue
        for index, segment in enumerate(segments):
            if segment.block in wrong and chosen[index] is not None:
                chosen[index] = None
                findings.append(_unsafe(article, segment, options.target))


def _unsafe(article: Article, segment: Segment, target: str) -> Finding:
    message = "The translation cannot be written into the article without changing its markup; the source stands there."
    return Finding(
        "publish-unsafe", Severity.ERROR, message, article.path, segment.line, segment.context, target
    )


def _wrong_blocks(
    article: Article,
    segments: Sequence[Segment],
    texts: Sequence[Text | None],
    written: str,
    parse: ParseOptions,
    options: Options,
) -> frozenset[int]:
    """Blocks of the article that say something else in `written`, by index."""
    if article.format == "text" or written == article.text:
        return frozenset()
    # Nothing is left out: what is furniture or a citation in one language may be none in another.
    neutral = replace(parse, exclude=(), translate_bibliography=True)
    read = parser_of(article.format)
    before, after = read(article.text, neutral).blocks, read(written, neutral).blocks
    number_of = {block.pieces[0].span: number for number, block in enumerate(article.blocks)}
    expected = _Expected(segments, texts, options)
    wrong: set[int] = set()
    last = -1
    for old, new in itertools.zip_longest(before, after):
        number = number_of.get(old.pieces[0].span, -1) if old else -1
        last = number if number in expected.members else last
        if old is None or new is None or old.kind != new.kind:
            return frozenset({*wrong, last} - {-1})  # from here on nothing can be told
        if (
            expected.words(old, number) != _squeezed(_plain(new.pieces))
            or expected.elements(old, number) != _elements(new.pieces)
            or _lonely(new.pieces) > _lonely(old.pieces)
        ):
            wrong.add(last)
    return frozenset(wrong - {-1})


class _Expected:
    """What the blocks of a published article are to say."""

    def __init__(self, segments: Sequence[Segment], texts: Sequence[Text | None], options: Options) -> None:
        self.mark = options.mark_language
        self.target = options.target
        self.members: dict[int, list[tuple[Segment, Text]]] = defaultdict(list)
        for segment, text in zip(segments, texts, strict=True):
            if text is not None:
                self.members[segment.block].append((segment, text))

    def words(self, block: Block, number: int) -> str:
        """The letters of a block, with those of its translations in place of their segments'."""
        source = _squeezed(_plain(block.pieces))
        parts: list[str] = []
        position = 0
        for segment, text in self.members.get(number, ()):
            words = _squeezed(inline.plain(segment.text))
            at = source.index(words, position)
            parts += [source[position:at], _squeezed(words_of(segment, text.text))]
            position = at + len(words)
        return "".join([*parts, source[position:]])

    def elements(self, block: Block, number: int) -> Counter[tuple[str, str]]:
        counted = _elements(block.pieces)
        for segment, text in self.members.get(number, ()):
            if text.text == EMPTY:
                for tag in segment.tags:
                    name = _SAME.get(tag.legend.split()[0], tag.legend.split()[0])
                    counted.subtract([("open", name), ("close", name)] if tag.close else [("empty", name)])
            elif Writer.may_hold_elements(block) and (name := self.marked(text)):
                counted.update([("open", name), ("close", name)])
        return +counted

    def marked(self, text: Text) -> str:
        """The element that marks a text; empty if none does."""
        if text.draft:
            return "mark"
        return "span" if self.mark and text.language != self.target else ""


_SAME = {"s": "del", "strike": "del", "b": "b", "i": "i"}


def _elements(pieces: Iterable[Piece]) -> Counter[tuple[str, str]]:
    return Counter((p.kind, _SAME.get(p.element, p.element)) for p in pieces if p.kind != "text")


def _lonely(pieces: Sequence[Piece]) -> int:
    """Tags without a partner: more of them than before were written across each other."""
    return sum(piece.kind in ("open", "close") for piece in pieces) - len(inline.partners(pieces))


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _squeezed(text: str) -> str:
    return "".join(text.split())
