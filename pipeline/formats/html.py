"""HTML: blocks with exact places, read token by token; bs4 answers for selectors.

Block elements cut the page into blocks, inline elements become tags in them. What is not
included, excluded, code, or marked `translate="no"` is left alone.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.formats import html_rules as rules
from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.characters import attribute_text, html_text
from pipeline.formats.collect import Collector
from pipeline.formats.html_tokens import RAW, Attribute, Token, attributes, tokenize
from pipeline.model import Address, Piece, Span
from pipeline.sentences import line_starts


def parse(text: str, options: ParseOptions) -> Parsed:
    """Blocks and skips of a page; their spans cover every character that is not white space once."""
    return _Page(text, options).parse()


@dataclass(slots=True)
class _Open:
    """An element that is open at this point of the page."""

    name: str
    included: bool
    excluded: bool
    kind: str
    """Kind of the text in it."""


@dataclass(slots=True)
class _Page:
    text: str
    options: ParseOptions
    out: Collector = field(init=False)
    tokens: list[Token] = field(init=False)
    stack: list[_Open] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    kind: str = "p"
    """Kind of the block that is being gathered."""
    language: str = ""
    off: bool = False
    """Between `translate:off` and `translate:on`."""
    included: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.out = Collector(self.text, self.options)
        self.tokens = list(tokenize(self.text))

    def parse(self) -> Parsed:
        self._select()
        at = 0
        while at < len(self.tokens):
            at = self._token(at)
        self._flush()
        return self.out.parsed(self.language)

    def _token(self, at: int) -> int:
        """Take the token at `at`, or the whole element that it begins; returns where to go on."""
        token = self.tokens[at]
        if token.kind == "start":
            return self._start(at, token)
        if token.kind == "end":
            self._end(token)
        elif token.kind == "text":
            self._text(token)
        elif token.kind == "comment":
            self._comment(token)
        else:
            self.out.skip(token.span, "code" if token.kind == "raw" else "markup")
        return at + 1

    # --- tags -----------------------------------------------------------------------------------

    def _start(self, at: int, token: Token) -> int:
        values = {a.name: a for a in attributes(self.text, token)}
        self.out.addresses += addresses_of(values)
        if token.name == "html" and "lang" in values:
            self.language = values["lang"].value
        if token.name in RAW and not token.empty:
            last = self._closing(at, token.name)
            self.out.skip(Span(token.span.start, self.tokens[last].span.end), "code")
            return last + 1
        is_block = token.name in rules.BLOCK or token.name in rules.OPAQUE_BLOCK - rules.OPAQUE_INLINE
        if is_block:
            self._flush()
            self._close_implied(token.name)
        if self._is_opaque(token, values):
            return self._opaque(at, token, values, is_block)
        self._attributes(token, values)
        if is_block:
            self.out.skip(token.span, "markup")
        elif token.name in rules.VOID or token.empty:
            self._piece(Piece("empty", "", token.span, token.name, _note(token.name, values)), token)
        else:
            self._piece(Piece("open", "", token.span, token.name, _note(token.name, values)), token)
        if token.name not in rules.VOID and not token.empty and (is_block or self._selected(token)):
            self.stack.append(self._opened(token))
        return at + 1

    def _selected(self, token: Token) -> bool:
        return token.span.start in self.included or token.span.start in self.excluded

    def _opened(self, token: Token) -> _Open:
        above = self.stack[-1] if self.stack else _Open("", not self.included, False, "p")
        kind = (
            token.name if token.name in rules.KINDS else above.kind if token.name not in rules.BLOCK else "p"
        )
        return _Open(
            token.name,
            above.included or token.span.start in self.included,
            above.excluded or token.span.start in self.excluded,
            kind,
        )

    def _end(self, token: Token) -> None:
        if token.name in rules.BLOCK:
            self._flush()
        open_names = [o.name for o in self.stack]
        if token.name in rules.BLOCK or token.name in open_names:
            if token.name in open_names:
                while self.stack.pop().name != token.name:
                    pass
            if token.name in rules.BLOCK:
                self.out.skip(token.span, "markup")
                return
        self._piece(Piece("close", "", token.span, token.name), token)

    def _close_implied(self, name: str) -> None:
        closed = rules.CLOSED_BY.get(name, frozenset({"p"}) if name in rules.BLOCK else frozenset())
        for index in range(len(self.stack) - 1, max(-1, len(self.stack) - 30), -1):
            if self.stack[index].name in closed:
                del self.stack[index:]
                return
            if self.stack[index].name in rules.SCOPES:
                return

    # --- what is left alone -----------------------------------------------------------------------

    def _is_opaque(self, token: Token, values: dict[str, Attribute]) -> bool:
        if token.empty or token.name in rules.VOID:
            return False
        refused = values["translate"].value.lower() == "no" if "translate" in values else False
        marked = "notranslate" in values["class"].value.split() if "class" in values else False
        return refused or marked or token.name in rules.OPAQUE_BLOCK | rules.OPAQUE_INLINE

    def _opaque(self, at: int, token: Token, values: dict[str, Attribute], is_block: bool) -> int:
        """A whole element that is not looked into: skipped, or one empty tag inside a sentence."""
        last = self._closing(at, token.name)
        end = self.tokens[last].span.end
        span = Span(token.span.start, end)
        if is_block or self._hidden():
            reason = "code" if token.name in rules.OPAQUE_BLOCK | rules.OPAQUE_INLINE else "untranslatable"
            self.out.skip(span, self._hidden() or reason)
        else:
            inner = self.text[token.span.end : self.tokens[last].span.start]
            shown = " ".join(html.unescape(inner).split())[:40] if "<" not in inner else ""
            note = f"{token.name} {shown}".strip() if shown else _note(token.name, values)
            self._piece(
                Piece("empty", "", span, "code" if token.name in ("tt",) else token.name, note), token
            )
        return last + 1

    def _closing(self, at: int, name: str) -> int:
        """Index of the end tag of the element that begins at `at`; the last token if there is none."""
        depth = 0
        for index in range(at, len(self.tokens)):
            token = self.tokens[index]
            if token.name == name and token.kind == "start" and not token.empty:
                depth += 1
            elif token.name == name and token.kind == "end":
                depth -= 1
                if not depth:
                    return index
        return len(self.tokens) - 1

    def _hidden(self) -> str:
        """Why text is left out here; empty if it is not."""
        if self.off:
            return "untranslatable"
        here = self.stack[-1] if self.stack else _Open("", not self.included, False, "p")
        if here.kind == "title" and any(o.name == "head" for o in self.stack):
            return ""
        return "excluded" if here.excluded or not here.included else ""

    def _comment(self, token: Token) -> None:
        words = self.text[token.span.start + 4 : token.span.end - 3].strip()
        if words in ("translate:off", "translate:on"):
            self._flush()
            self.off = words == "translate:off"
            self.out.skip(token.span, "markup")
        else:
            self._piece(Piece("empty", "", token.span, "comment", "comment"), token)

    # --- text -------------------------------------------------------------------------------------

    def _text(self, token: Token) -> None:
        raw = self.text[token.span.start : token.span.end]
        if reason := self._hidden():
            self.out.skip(token.span, reason)
        elif raw.strip() or self.pieces:
            for piece in html_text(raw, token.span.start):
                self._piece(piece, token)

    def _piece(self, piece: Piece, token: Token) -> None:
        if self._hidden():
            self.out.skip(token.span, "markup" if piece.kind != "text" else "excluded")
            return
        if not self.pieces:
            self.kind = self.stack[-1].kind if self.stack else "p"
        self.pieces.append(piece)

    def _flush(self) -> None:
        pieces, self.pieces = self.pieces, []
        if pieces:
            self.out.add(self.kind, pieces)

    # --- attributes ---------------------------------------------------------------------------------

    def _attributes(self, token: Token, values: dict[str, Attribute]) -> None:
        if token.name == "meta":
            name = (
                values.get("name") or values.get("property") or Attribute("", "", token.span)
            ).value.lower()
            if name in rules.METAS and "content" in values:
                self._attribute(rules.METAS[name], values["content"])
        elif not self._hidden():
            for name, kind in rules.ATTRIBUTES.items():
                if name in values:
                    self._attribute(kind, values[name])
            is_button = token.name == "input" and values.get("type", _NONE).value.lower() in (
                "button",
                "submit",
                "reset",
            )
            if is_button and "value" in values:
                self._attribute("button", values["value"])

    def _attribute(self, kind: str, attribute: Attribute) -> None:
        piece = Piece("text", html.unescape(attribute.value), attribute.span)
        self.out.add(kind, [piece], cited=False, markup=f"attribute:{attribute.quote}")

    # --- selectors ----------------------------------------------------------------------------------

    def _select(self) -> None:
        """Places of the start tags that the settings include and exclude."""
        import warnings

        from bs4 import BeautifulSoup

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # bs4 warns of texts that look like file names or XML
            soup = BeautifulSoup(self.text, "html.parser")
        starts = line_starts(self.text)

        def places(selectors: Sequence[str]) -> frozenset[int]:
            found = (element for selector in selectors for element in soup.select(selector))
            return frozenset(
                starts[e.sourceline - 1] + e.sourcepos
                for e in found
                if e.sourceline and e.sourcepos is not None
            )

        self.excluded = places(self.options.html_exclude)
        self.included = places(self.options.html_include) if self.options.html_include else frozenset()
        if not self.options.html_include:
            self.included = places(("article",)) or places(("main",))


_NONE = Attribute("", "", Span(0, 0))


def addresses_of(values: Mapping[str, Attribute]) -> list[Address]:
    """Links among a tag's attributes."""
    return [
        Address(found.span, attribute_text(found.value), f"attribute:{found.quote}")
        for name in rules.LINKS
        if (found := values.get(name)) and found.value.strip()
    ]


def _note(name: str, values: dict[str, Attribute]) -> str:
    """What a translator should know of a tag."""
    for attribute in ("href", "src"):
        if attribute in values and (value := html.unescape(values[attribute].value)):
            return f"{name} {value if len(value) <= 60 else value[:57] + '…'}"
    return name
