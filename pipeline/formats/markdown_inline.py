"""Inline Markdown with exact places.

markdown-it-py's inline tokens have no places; each of its rules is wrapped here so that what it
consumes is noted. What no markup covers is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pipeline.formats.characters import markdown_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_TITLE = re.compile(
    r"""\s(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))\s*\)$""", re.DOTALL
)
_DESTINATION = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_QUOTES = ("", '"', "'", "(")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^>]*?(/?)>$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Markup:
    """A stretch of inline markup in a block's content."""

    start: int
    end: int
    kind: Literal["open", "close", "empty"]
    element: str
    note: str = ""
    written: str = ""
    """How it is written around another text; empty if as it stands."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A text inside markup that is translated by itself: alt text, title."""

    start: int
    end: int
    """Of what is written anew with the text."""
    kind: str
    text: str
    """As written."""
    markup: str
    """See `pipeline.formats.values`."""


@dataclass(slots=True)
class Inline:
    """A content come apart; what no markup covers is text."""

    markup: list[Markup] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    addresses: list[tuple[int, int]] = field(default_factory=list)
    """Where links and images lead, as places in the content."""


def decode(text: str) -> str:
    """Text without backslash escapes and entities."""
    return "".join(piece.text for piece in markdown_text(text, 0))


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes and definition lists; inline parsing is done here."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    md.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    md.inline.ruler2.disable(["fragments_join"])
    for rule in md.inline.ruler.__rules__:
        rule.fn = _noting(rule.name, rule.fn)
    return md


def _noting(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, noting in `state.env["spans"]` what its tokens cover."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        notes: _Notes | None = state.env.get("termlock")
        if silent or notes is None or notes.state is not state:
            return rule(state, silent)
        count, start, pending = len(state.tokens), state.pos, state.pending
        label = _label_end(name, state)
        if not rule(state, silent):
            return False
        notes.note(name, state.tokens[count:], start, state.pos, pending, label)
        return True

    return wrapped


def _label_end(name: str, state: StateInline) -> int:
    if name == "link" and state.src[state.pos] == "[":
        return int(state.md.helpers.parseLinkLabel(state, state.pos, True))
    if name == "image" and state.src.startswith("![", state.pos):
        return int(state.md.helpers.parseLinkLabel(state, state.pos + 1, False))
    return -1


class _Notes:
    """What each token of one content covers, by the token's identity."""

    def __init__(self) -> None:
        self.state: Any = None
        self.spans: dict[int, tuple[int, int]] = {}
        self.labels: dict[int, int] = {}
        self.links: dict[int, int] = {}
        """Where the text of a link ends, by where its bracket opens."""

    def note(self, name: str, tokens: list[Token], start: int, end: int, pending: str, label: int) -> None:
        if name in ("emphasis", "strikethrough"):
            self._delimiters(tokens, start, pending)
        elif name == "link":
            self._link(tokens, start, end, label)
        elif name == "newline":
            spaces = len(pending) - len(pending.rstrip(" "))
            self._each(tokens, "hardbreak", start - spaces, end)
        else:
            kinds = (
                "code_inline",
                "image",
                "link_open",
                "html_inline",
                "hardbreak",
                "footnote_ref",
                "footnote_anchor",
            )
            for token in tokens:
                if token.type in kinds:
                    self.spans[id(token)] = (start, end)
                    self.labels[id(token)] = label

    def _each(self, tokens: list[Token], kind: str, start: int, end: int) -> None:
        for token in tokens:
            if token.type == kind:
                self.spans[id(token)] = (start, end)

    def _delimiters(self, tokens: list[Token], start: int, pending: str) -> None:
        """A token for each delimiter, behind one for the text before them."""
        for token in tokens[1 if pending else 0 :]:
            self.spans[id(token)] = (start, start + len(token.content))
            start += len(token.content)

    def _link(self, tokens: list[Token], start: int, end: int, label: int) -> None:
        opening = next((t for t in tokens if t.type == "link_open" and id(t) not in self.spans), None)
        closing = next(
            (t for t in reversed(tokens) if t.type == "link_close" and id(t) not in self.spans), None
        )
        if opening and closing:
            self.spans[id(opening)] = (start, start + 1)
            self.spans[id(closing)] = (label, end)
            self.links[start] = label


def parse_inline(content: str, env: dict[str, Any]) -> Inline:
    """The markup of a block's content; `env` holds the link references of the document."""
    from markdown_it.rules_inline import StateInline

    md = parser()
    notes = _Notes()
    own = {**env, "termlock": notes}
    state = StateInline(content, md, own, [])
    notes.state = state
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    found = Inline()
    found.markup.extend(_markup(state.tokens, notes, content, found.attributes))
    found.markup.sort(key=lambda m: m.start)
    found.addresses += [span for mark in found.markup if (span := _destination(content, mark))]
    return found


def _markup(
    tokens: list[Token], notes: _Notes, content: str, attributes: list[Attribute]
) -> Iterator[Markup]:
    for index, token in enumerate(tokens):
        if id(token) not in notes.spans:
            continue
        start, end = notes.spans[id(token)]
        if token.type.partition("_")[0] in ("em", "strong", "s"):
            yield _emphasis(tokens, index, notes)
        elif token.type == "link_close":
            yield Markup(start, end, "close", "a", "", _reference(content, notes, start, end))
            attributes.extend(_title(content, start, end))
        elif token.type == "image":
            label = notes.labels.get(id(token), -1)
            if label > start + 2:
                attributes.append(_alt(content, start + 2, label, end))
            attributes.extend(_title(content, start, end))
            yield Markup(start, end, "empty", "img", f"img {_short(str(token.attrGet('src') or ''))}")
        else:
            yield from _simple(token, content, start, end)


def _simple(token: Token, content: str, start: int, end: int) -> Iterator[Markup]:
    """Markup that one token tells all of."""
    if token.type == "link_open":
        note = f"a {_short(str(token.attrGet('href') or ''))}"
        yield Markup(start, end, "empty" if token.info == "auto" else "open", "a", note)
    elif token.type == "code_inline":
        yield Markup(start, end, "empty", "code", f"code {token.content[:40]}")
    elif token.type == "hardbreak":
        yield Markup(start, end, "empty", "br")
    elif token.type.startswith("footnote"):
        yield Markup(start, end, "empty", "footnote-ref", f"footnote {content[start:end]}")
    elif token.type == "html_inline":
        yield _html(content, start, end)


def _emphasis(tokens: list[Token], index: int, notes: _Notes) -> Markup:
    """A delimiter; `**` is two tokens of which the outer one was emptied."""
    token = tokens[index]
    start, end = notes.spans[id(token)]
    opens = token.type.endswith("open")
    if token.type.startswith("strong"):
        start, end = (start - 1, end) if opens else (start, end + 1)
    return Markup(start, end, "open" if opens else "close", token.tag)


def _title(content: str, start: int, end: int) -> Iterator[Attribute]:
    if found := _TITLE.search(content, start, end):
        group = next(g for g in (1, 2, 3) if found.group(g) is not None)
        if found.group(group).strip():
            yield Attribute(
                *found.span(group), "title-attribute", found.group(group), f"markdown:title:{_QUOTES[group]}"
            )


def _alt(content: str, start: int, label: int, end: int) -> Attribute:
    """The text of an image; where it is also the name of its reference, the name is written anew behind it."""
    if content[label:end] in ("]", "][]"):
        return Attribute(start, end, "alt", content[start:label], "markdown:alt:reference")
    return Attribute(start, label, "alt", content[start:label], "markdown:alt")


def _destination(content: str, mark: Markup) -> tuple[int, int] | None:
    """Where the address of a link's end or of an image stands; None for references and autolinks."""
    if mark.element not in ("a", "img") or mark.kind == "open":
        return None
    found = None
    for found in _DESTINATION.finditer(content, mark.start, mark.end):  # noqa: B007 - the last one counts
        pass
    return found.span(1) if found and found.group(1) else None


def _reference(content: str, notes: _Notes, start: int, end: int) -> str:
    """How a link whose text names its reference ends around another text; empty for other links."""
    if content[start:end] not in ("]", "][]"):
        return ""
    opening = max((at for at, close in notes.links.items() if close == start), default=-1)
    return f"][{content[opening + 1 : start]}]" if opening >= 0 else ""


def _html(content: str, start: int, end: int) -> Markup:
    found = _TAG.match(content[start:end])
    if not found:
        return Markup(start, end, "empty", "comment", "comment")
    element = found.group(2).lower()
    from pipeline.formats.html_rules import VOID

    if found.group(3) or element in VOID:
        return Markup(start, end, "empty", element, element)
    return Markup(start, end, "close" if found.group(1) else "open", element, element)


def _short(address: str) -> str:
    return address if len(address) <= 60 else address[:57] + "…"
