"""HTML: blocks with exact places, read token by token.

Block elements cut the page into blocks, inline elements become tags in them. What is not
included, excluded, code, or marked `translate="no"` is left alone.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.formats import html_rules as rules
from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.characters import html_text
from pipeline.formats.collect import Collector
from pipeline.formats.html_attributes import Attributes, addresses_of, is_json_ld, note_of, texts_of
from pipeline.formats.html_select import Selected, select
from pipeline.formats.html_tokens import RAW, Token, attributes, tokenize
from pipeline.formats.json_ld import json_texts
from pipeline.model import Piece, Span


def parse(text: str, options: ParseOptions) -> Parsed:
    """Blocks and skips of a page; their spans cover every character that is not white space once."""
    tokens = list(tokenize(text))
    return _Page(text, options, tokens, select(text, tokens, options)).parse()


def parse_part(text: str, options: ParseOptions, *, off: bool) -> tuple[Parsed, bool]:
    """The same of a part of a page, all of which is included, and whether translation is off behind it.

    `off`: whether it is off before it (`<!-- translate:off -->`).
    """
    tokens = list(tokenize(text))
    selected = Selected(excluded=select(text, tokens, options).excluded)
    page = _Page(text, options, tokens, selected, off=off)
    return page.parse(), page.off


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
    tokens: Sequence[Token]
    selected: Selected
    out: Collector = field(init=False)
    stack: list[_Open] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    kind: str = "p"
    """Kind of the block that is being gathered."""
    language: str = ""
    off: bool = False
    """Between `translate:off` and `translate:on`."""
    open_names: Counter[str] = field(default_factory=Counter)
    """How many elements of a name are on the stack."""

    def __post_init__(self) -> None:
        self.out = Collector(self.text, self.options)

    def parse(self) -> Parsed:
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
            self._unseen(token.span, "comment", "markup", token)
        return at + 1

    # --- tags -----------------------------------------------------------------------------------

    def _start(self, at: int, token: Token) -> int:
        values = {a.name: a for a in attributes(self.text, token)}
        self.out.addresses += addresses_of(values)
        if token.name == "html" and "lang" in values:
            self.language = values["lang"].value
        if token.name in RAW and not token.empty:
            return self._raw(at, token, values)
        is_block = token.name in rules.BLOCK or token.name in rules.OPAQUE_BLOCK - rules.OPAQUE_INLINE
        if is_block:
            self._flush()
            self._close_implied(token.name)
        if self._is_opaque(token, values) or (not is_block and token.span.start in self.selected.excluded):
            return self._opaque(at, token, values, is_block)
        self._attributes(token, values)
        if is_block:
            self.out.skip(token.span, "markup")
        elif token.name in rules.VOID or token.empty:
            self._piece(Piece("empty", "", token.span, token.name, note_of(token.name, values)), token)
        else:
            self._piece(Piece("open", "", token.span, token.name, note_of(token.name, values)), token)
        if token.name not in rules.VOID and not token.empty and (is_block or self.selected.includes(token)):
            self.stack.append(self._opened(token))
            self.open_names[token.name] += 1
        return at + 1

    def _raw(self, at: int, token: Token, values: Attributes) -> int:
        """An element whose content is no text of the page."""
        inner = self.tokens[at + 1] if at + 1 < len(self.tokens) else token
        last = at + 1 if inner.kind == "raw" else at
        if last + 1 < len(self.tokens) and self.tokens[last + 1].name == token.name:
            last += 1
        if token.name == "textarea":
            self._attributes(token, values)
        if inner.kind == "raw" and is_json_ld(values):
            self._json(inner.span)
        span = Span(token.span.start, self.tokens[last].span.end)
        silent = token.name in ("script", "style", "noembed", "noframes")
        self._unseen(span, "comment" if silent else token.name, "code", token)
        return last + 1

    def _json(self, span: Span) -> None:
        """Headlines, descriptions and names in data for search engines."""
        if self.off:
            return
        for found in json_texts(self.text[span.start : span.end]):
            place = Span(span.start + found.span.start, span.start + found.span.end)
            self.out.add(f"meta:{found.key}", [Piece("text", found.text, place)], cited=False, markup="json")

    def _unseen(self, span: Span, element: str, reason: str, token: Token) -> None:
        """What shows no text: left out between blocks, an empty tag inside of one."""
        if self.pieces:
            self._piece(Piece("empty", "", span, element, token.name or element), token)
        else:
            self.out.skip(span, reason)

    def _opened(self, token: Token) -> _Open:
        above = self.stack[-1] if self.stack else _Open("", self.selected.included is None, False, "p")
        kind = (
            token.name if token.name in rules.KINDS else above.kind if token.name not in rules.BLOCK else "p"
        )
        return _Open(
            token.name,
            above.included or self.selected.includes(token),
            above.excluded or token.span.start in self.selected.excluded,
            kind,
        )

    def _end(self, token: Token) -> None:
        if token.name in rules.BLOCK:
            self._flush()
        if self.open_names[token.name]:
            while self.stack[-1].name != token.name:
                self._pop()
            self._pop()
        if token.name in rules.BLOCK:
            self.out.skip(token.span, "markup")
        else:
            self._piece(Piece("close", "", token.span, token.name), token)

    def _pop(self) -> None:
        self.open_names[self.stack.pop().name] -= 1

    def _close_implied(self, name: str) -> None:
        closed = rules.closed_by(name)
        for index in range(len(self.stack) - 1, max(-1, len(self.stack) - 30), -1):
            if self.stack[index].name in closed:
                while len(self.stack) > index:
                    self._pop()
                return
            if self.stack[index].name in rules.SCOPES:
                return

    # --- what is left alone -----------------------------------------------------------------------

    def _is_opaque(self, token: Token, values: Attributes) -> bool:
        if token.empty or token.name in rules.VOID:
            return False
        translate, classes = (values[name].value if name in values else "" for name in ("translate", "class"))
        return rules.is_left_alone(token.name, translate, classes)

    def _opaque(self, at: int, token: Token, values: Attributes, is_block: bool) -> int:
        """A whole element that is not looked into: skipped, or one empty tag inside a sentence."""
        last = self._closing(at)
        span = Span(token.span.start, self.tokens[last].span.end)
        if is_block or self._hidden():
            reason = "code" if token.name in rules.OPAQUE_BLOCK | rules.OPAQUE_INLINE else "untranslatable"
            self.out.skip(span, self._hidden() or reason)
        else:
            inner = self.text[token.span.end : self.tokens[last].span.start]
            shown = "" if "<" in inner else " ".join(html.unescape(inner).split())[:40]
            note = f"{token.name} {shown}".strip() if shown else note_of(token.name, values)
            self._piece(
                Piece("empty", "", span, "code" if token.name in ("tt",) else token.name, note), token
            )
        return last + 1

    def _closing(self, at: int) -> int:
        """Index of the last token of the element that begins at `at`: its end tag, or what stands before its end.

        Where the end tag is missing, it ends where a browser ends it, or with the block that it is in.
        """
        inside: list[str] = []
        depth: Counter[str] = Counter()
        for index in range(at, len(self.tokens)):
            token = self.tokens[index]
            if token.kind == "start" and not token.empty and token.name not in rules.VOID:
                if inside and inside[-1] in rules.closed_by(token.name):
                    depth[inside.pop()] -= 1
                    if not inside:
                        return index - 1
                inside.append(token.name)
                depth[token.name] += 1
            elif token.kind == "end" and depth[token.name]:
                while (name := inside.pop()) != token.name:
                    depth[name] -= 1
                depth[token.name] -= 1
                if not inside:
                    return index
            elif token.kind == "end" and token.name in rules.BLOCK and self.open_names[token.name]:
                return index - 1
        return len(self.tokens) - 1

    def _hidden(self) -> str:
        """Why text is left out here; empty if it is not."""
        if self.off:
            return "untranslatable"
        here = self.stack[-1] if self.stack else _Open("", self.selected.included is None, False, "p")
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
        start = token.span.start
        if start == 0 and self.text.startswith("\ufeff"):
            start = 1  # a byte order mark is no text
        raw = self.text[start : token.span.end]
        if reason := self._hidden():
            self.out.skip(token.span, reason)
        elif raw.strip() or self.pieces:
            for piece in html_text(raw, start):
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

    def _attributes(self, token: Token, values: Attributes) -> None:
        if token.span.start in self.selected.excluded or (token.name != "meta" and self._hidden()):
            return
        for kind, found in texts_of(token, values):
            piece = Piece("text", html.unescape(found.value), found.span)
            self.out.add(kind, [piece], cited=False, markup=f"attribute:{found.quote}")
