"""Splicing with proof: what was written is read again, and must say what was meant and nothing else.

splice --> parse again --> each block: its kind, its words, its elements as expected?
    a block of Markdown that is not --> once more, every mark escaped, emphasis as HTML
    one that is still not --> the source's text stays there, and a finding says so
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline import inline
from pipeline.catalogue.joined import EMPTY
from pipeline.formats import parser_of
from pipeline.formats.base import ParseOptions
from pipeline.formats.writing import Writer
from pipeline.model import Article, Block, Finding, Piece, Segment, Severity
from pipeline.publish.edits import Edit
from pipeline.publish.splice import Options, Text, splice, words_of

MAX_ROUNDS = 50
"""Times that an article is written and read again; what is still wrong then is published nowhere in it."""


@dataclass(frozen=True, slots=True)
class Proved:
    """Texts that can be written into their article, and how."""

    texts: tuple[Text | None, ...]
    options: Options
    unsafe: tuple[int, ...] = ()
    """Segments, by index, whose text could not be written and whose source stands there."""
    findings: tuple[Finding, ...] = ()
    """The same, told."""


@dataclass(frozen=True, slots=True)
class Written:
    """A published article's text."""

    text: str
    findings: tuple[Finding, ...] = ()
    """Segments that could not be published safely and hold their source."""


def publish_text(
    article: Article,
    segments: Sequence[Segment],
    texts: Sequence[Text | None],
    parse: ParseOptions,
    options: Options,
    others: Iterable[Edit] = (),
) -> Written:
    """The article with its texts, proved block by block, and with other edits.

    What a page says of itself and where its links lead is no text, and not proved.
    """
    proved = prove(article, segments, texts, parse, options)
    return Written(splice(article, segments, proved.texts, proved.options, others), proved.findings)


def prove(
    article: Article,
    segments: Sequence[Segment],
    texts: Sequence[Text | None],
    parse: ParseOptions,
    options: Options,
) -> Proved:
    """The texts that say in the article what they say alone (plain text has no markup to prove)."""
    chosen = list(texts)
    unsafe: list[int] = []
    for _ in range(MAX_ROUNDS):
        written = splice(article, segments, chosen, options)
        wrong = _wrong_blocks(article, segments, chosen, written, parse, options)
        if not wrong:
            break
        if article.format == "markdown" and (new := wrong - options.strict):
            options = replace(options, strict=options.strict | new)
        else:
            unsafe += _without(article, segments, chosen, wrong, options.spoken)
    else:
        everything = frozenset(range(len(article.blocks)))
        unsafe += _without(article, segments, chosen, everything, options.spoken)
    found = tuple(_unsafe(article, segments[index], options.target) for index in unsafe)
    return Proved(tuple(chosen), options, tuple(unsafe), found)


def _without(
    article: Article,
    segments: Sequence[Segment],
    chosen: list[Text | None],
    wrong: frozenset[int],
    spoken: Mapping[int, str],
) -> list[int]:
    """Take the translations at fault out of some blocks: the source in their place, or, if that is wrong too, nothing.

    At fault are those that have not exactly their source's tags; in a block that has none of these, all.
    Returns the segments that lost their translation.
    """
    told = {index for index, segment in enumerate(segments) if _differs(segment, chosen[index])}
    sure = {segments[index].block for index in told}
    lost = []
    for index, segment in enumerate(segments):
        text = chosen[index]
        if segment.block in wrong and text is not None and (index in told or segment.block not in sure):
            source = Text(segment.text, spoken.get(index, article.language))
            chosen[index] = None if text == source else source
            if text != source:
                lost.append(index)
    return lost


def _differs(segment: Segment, text: Text | None) -> bool:
    """Whether a translation has other tags than its segment, or pairs that are not within each other."""
    if text is None or text.text in (segment.text, EMPTY):
        return False
    labels = inline.tag_labels(text.text)
    return sorted(labels) != sorted(inline.tag_labels(segment.text)) or not inline.is_nested(labels)


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
