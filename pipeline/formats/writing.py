"""Text as each format writes it, so that it stays text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import languages
from pipeline.model import Block

# Controls, and marks that turn the direction of what follows them: no article's text needs them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_LINE = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_MARKDOWN = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|\Z)  # a backslash that would escape
    | [`*~\[\]]
    | (?<![^\W_])_ | _(?![^\W_])  # between letters it is none
    | <(?=[A-Za-z/!?])
    | &(?=\#?\w+;)""",
    re.VERBOSE,
)
_BLOCK_START = re.compile(r"(?:[#>=:+|-]|\d{1,9}(?=[.)])|~~~|```)")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def clean(text: str) -> str:
    """One line, without control characters and direction marks."""
    return _UNSAFE.sub("", _LINE.sub(" ", text))


def escape_html(text: str) -> str:
    """Text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_markdown(text: str, *, inside_brackets: bool = False, strict: bool = False) -> str:
    """Text inside a line of Markdown; `strict` escapes every mark that could mean something."""
    if strict:
        return _PUNCTUATION.sub(lambda found: "\\" + found.group(), text)
    escaped = _MARKDOWN.sub(lambda found: "&amp;" if found.group() == "&" else "\\" + found.group(), text)
    return escaped.replace("!\\[", "\\!\\[") if inside_brackets else escaped


def escape_markdown_start(escaped: str) -> str:
    """Escaped text at the beginning of a block, where more marks mean something (`# `, `- `, `1. `)."""
    found = _BLOCK_START.match(escaped)
    if not found:
        return escaped
    if found.group()[0].isdigit():
        return f"{found.group()}\\{escaped[found.end() :]}"
    return "\\" + escaped


_HTML_FOR = {"**": "strong", "__": "strong", "*": "em", "_": "em", "~~": "del"}
_NO_ELEMENTS = frozenset({"title", "option"})
"""Kinds of blocks whose element holds text alone."""


def is_value(markup: str) -> bool:
    """Whether a block is written whole (`pipeline.formats.values`), and not spliced piece by piece."""
    return markup not in ("", "html")


@dataclass(frozen=True, slots=True)
class Writer:
    """How text and tags of one block are written."""

    format: str
    """Of the article."""
    block: Block
    strict: bool = False
    """Whether every mark of Markdown is escaped and emphasis is HTML: `**“钙”**后` would not be read as such."""

    @property
    def is_html(self) -> bool:
        return self.format == "html" or self.block.markup == "html"

    def text(self, text: str, *, at_start: bool) -> str:
        """Text that stays text; `at_start`: it begins the block."""
        if self.is_html:
            return escape_html(text)
        in_cell = self.block.kind in ("td", "th")
        if self.format == "text":
            return text.replace("|", "\\|") if in_cell else text
        escaped = escape_markdown(text, strict=self.strict)
        if self.strict:
            return escaped
        escaped = escaped.replace("|", "\\|") if in_cell else escaped
        return escape_markdown_start(escaped) if at_start else escaped

    @staticmethod
    def may_hold_elements(block: Block) -> bool:
        """Whether elements may stand in a block's text."""
        return not is_value(block.markup) and block.kind not in _NO_ELEMENTS

    def opening(self, raw: str) -> str:
        """A start tag, or an empty element, that stands as `raw` in the article."""
        return f"<{_HTML_FOR[raw]}>" if self.strict and not self.is_html and raw in _HTML_FOR else raw

    def closing(self, raw: str) -> str:
        """An end tag that stands as `raw` in the article."""
        return f"</{_HTML_FOR[raw]}>" if self.strict and not self.is_html and raw in _HTML_FOR else raw

    def marked(self, written: str, language: str) -> str:
        """Text of another language, or (no `language`) a machine draft, marked as such where the format can."""
        if not written:
            return written
        if self.format == "text":
            return written if language else f"⟦{written}⟧"
        if not self.may_hold_elements(self.block):
            return written
        if not language:
            return f'<mark class="machine-draft">{written}</mark>'
        return f'<span lang="{languages.bcp47(language)}">{written}</span>'
