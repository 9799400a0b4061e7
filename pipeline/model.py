"""The values that flow through the pipeline: frozen, slotted, no behaviour beyond look-ups.

Offsets are characters of `Article.text` unless a docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple


class Span(NamedTuple):
    """A half-open stretch of text, `[start, end)`."""

    start: int
    end: int


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know, located."""

    check: str
    """Stable id, e.g. `term-missing`, `undecodable`."""
    severity: Severity
    message: str
    """What was found and what to do, one plain sentence or two."""
    path: str = ""
    """File, relative to the workspace."""
    line: int = 0
    """1-based line in `path`; 0 when the whole file is meant."""
    segment: str = ""
    """`msgctxt` of the entry; empty when none is meant."""
    language: str = ""
    """Language of the catalogue that is meant, or empty."""
    span: Span | None = None
    """Where it stands in the entry's translation; None for what is missing there."""
    ignore: str = ""
    """The comment by which a translator ignores it for these very texts; empty for what is no person's text."""


# --- articles -------------------------------------------------------------------------------

PieceKind = Literal["text", "open", "close", "empty"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block's inline content: text, or an inline element's tag."""

    kind: PieceKind
    text: str
    """Decoded text of a `text` piece (entities and escapes resolved, white space as written); else empty."""
    span: Span
    """Where it stands in `Article.text`; for an `empty` piece, all of the element.

    A text piece is as long as its span, character for character, or it is one thing that cannot be cut:
    an entity, an escape, the end of a line."""
    element: str = ""
    """Element name of a tag piece: `a`, `strong`, `em`, `code`, `img`, `br`, `sub` ..."""
    note: str = ""
    """What a translator should know of the tag, e.g. the code it stands for or the link's target."""
    written: str = ""
    """How the tag is written where its text is another, if not as it stands (`][ref]` for the `]` of `[ref]`)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table cell, attribute value or metadata value."""

    kind: str
    """`p`, `h1`-`h6`, `li`, `td`, `th`, `dt`, `dd`, `caption`, `blockquote`, `title`, `alt`, `meta:description` ..."""
    pieces: tuple[Piece, ...]
    line: int
    """1-based line of the first character of its content."""
    markup: str = ""
    """What the block is written in where it is not the format's own text (`formats.values`); empty if it is."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A stretch of the article that stands in no segment, and why."""

    span: Span
    reason: str
    """One of `SKIP_REASONS`."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a link or an image leads, as a publisher may have to rewrite it."""

    span: Span
    """In `Article.text`."""
    text: str
    """Decoded."""
    markup: str
    """How it is written (`pipeline.formats.values`)."""


SKIP_REASONS = {
    "markup": "markup of the format itself (bullets, table rules, tags, front matter keys)",
    "bibliography": "a cited work, kept as it is",
    "excluded": "excluded by the settings (site furniture, selectors)",
    "code": "code, kept as it is",
    "marker": "a marker or punctuation with no words",
    "number": "a bare integer",
    "untranslatable": "marked as not to be translated",
    "metadata": "metadata that the settings do not translate",
}


@dataclass(frozen=True, slots=True)
class Article:
    """A source article, parsed."""

    name: str
    """Path below `sources/<language>/` without suffixes, with `/`."""
    path: str
    """Path of the file relative to the workspace, with `/`."""
    language: str
    """`ru`, `en` or `zh`."""
    format: str
    """`text`, `markdown` or `html`."""
    encoding: str
    """Codec that turns the file's bytes into `text` and back (a BOM stays in the text)."""
    text: str
    blocks: tuple[Block, ...]
    skips: tuple[Skip, ...]
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """An inline element of one segment under its short name."""

    label: str
    """`a1`, `s2`, `i3`, `sub`, `sup` ..."""
    legend: str
    """For the translator: `strong`, `code mk-7`, `a https://...`."""
    open: Span
    """The start tag in `Article.text`; the whole element when it is empty."""
    close: Span | None
    """The end tag; None for an empty element."""
    written: str = ""
    """How the end tag is written around another text, if not as it stands."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence (or a block, by setting): the unit of translation and of a catalogue entry."""

    context: str
    """`msgctxt`: kind of block, with `#2`, `#3` for later occurrences of the same kind and text."""
    text: str
    """`msgid`: short tags, white space normalised, entities decoded."""
    kind: str
    block: int
    """Index into `Article.blocks`."""
    line: int
    """1-based source line on which the segment begins."""
    span: Span
    """From its first to its last character in `Article.text`, the tags that it shows included."""
    tags: tuple[Tag, ...] = ()

    @property
    def key(self) -> Key:
        return Key(self.context, self.text)


class Key(NamedTuple):
    """What identifies a catalogue entry."""

    context: str
    """`msgctxt`."""
    text: str
    """`msgid`."""


# --- terms ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermMatch:
    """An occurrence of a glossary concept in a source text."""

    concept: str
    """Concept id."""
    surface: str
    """The words as they stand in the text."""
    span: Span
    """In the text that was matched (tags removed)."""
    type: str
    """Type of the form that matched: `full`, `short` or `abbreviation`."""
    pos: str = ""
    """Part of speech of a derived form (`adj`, `verb`); empty for the concept's own."""
    alike: bool = False
    """Whether it holds letters of another alphabet that only look like its own (`К2` with a Cyrillic К)."""
    parts: tuple[str, ...] = ()
    """Ids of other concepts whose terms stand inside it, none overlapping another."""
    composed: bool = False
    """Whether it is nothing but its parts (`vascular calcification`, `calcification of the aorta`)."""


# --- drafts ---------------------------------------------------------------------------------


class Link(NamedTuple):
    """One target token and the source token that it looks at most."""

    source: Span
    """In the request's text."""
    target: Span
    """In the hypothesis' text."""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to be translated, free of tags."""

    text: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation that an engine offers."""

    text: str
    score: float
    """Log-probability per target token (0 best); 0.0 where an engine has none."""
    links: tuple[Link, ...] = ()
    truncated: bool = False
    """The decoder stopped at its length limit, not at the end of the sentence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the machine proposes for one segment in one language."""

    text: str
    """`msgstr`, with tags; empty when the draft was withheld."""
    origin: str
    """Engine, packages and versions: `argos starter-en_ru 0.1`."""
    score: float = 0.0
    withheld: tuple[Finding, ...] = ()
    """Why nothing is offered; empty when `text` is offered."""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What the translation memory proposes for one segment in one language."""

    text: str
    """`msgstr`, with tags."""
    source: str
    """The text that it translates; another than the segment's under 100 %."""
    percent: int
    via: str = ""
    """The third language by way of which both were found; empty for a direct translation."""
    approved: bool = False
    """Whether it counts as approved: a person approved it here, in the same place between the same neighbours."""


# --- catalogues -----------------------------------------------------------------------------


class State(StrEnum):
    """States of an entry; the catalogue alone tells them (see `catalogue.states`)."""

    EMPTY = "empty"
    WITHHELD = "withheld"
    DRAFT = "draft"
    EDITED = "edited"
    CHANGED = "changed"
    MEMORY = "memory"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Entry:
    """One catalogue entry, as it stands in a `.po` file."""

    context: str
    text: str
    """`msgid`."""
    translation: str = ""
    """`msgstr`."""
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """Translator comments (`# `), a line each, without the mark."""
    extracted: tuple[str, ...] = ()
    """Extracted comments (`#. `), a line each."""
    references: tuple[str, ...] = ()
    """`file:line`, `file`, or none."""
    previous_context: str | None = None
    previous_text: str | None = None
    """`#| msgid`: the source that `translation` translates."""
    obsolete: bool = False
    line: int = field(default=0, compare=False)
    """1-based line in the file that it was read from; 0 for a new entry."""

    @property
    def key(self) -> Key:
        return Key(self.context, self.text)

    @property
    def fuzzy(self) -> bool:
        return "fuzzy" in self.flags


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A `.po` or `.pot` file."""

    header: tuple[tuple[str, str], ...]
    """Fields of the header entry in their order."""
    entries: tuple[Entry, ...]
    """Active and obsolete entries in the order of the file."""
    header_comments: tuple[str, ...] = ()
    header_flags: tuple[str, ...] = ()
