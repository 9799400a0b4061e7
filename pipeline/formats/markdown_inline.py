"""Inline Markdown with exact places: markup, and what no markup covers is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from pipeline.formats import html_rules
from pipeline.formats.characters import markdown_text
from pipeline.formats.html_tokens import attributes, tokenize
from pipeline.formats.markdown_rules import Notes, parser
from pipeline.inline import partners

if TYPE_CHECKING:
    from markdown_it.token import Token

_TITLE = re.compile(
    r"""\s(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\(((?:[^()\\]|\\.)*)\))\s*\)$""", re.DOTALL
)
_DESTINATION = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_QUOTES = ("", '"', "'", "(")
OFF, ON = re.compile(r"<!--\s*translate:off\s*-->"), re.compile(r"<!--\s*translate:on\s*-->")
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
    off: bool = False
    """Whether translation is off behind it."""


def decode(text: str) -> str:
    """Text without backslash escapes and entities."""
    return "".join(piece.text for piece in markdown_text(text, 0))


def parse_inline(content: str, env: dict[str, Any]) -> Inline:
    """The markup of a block's content; `env` holds the link references of the document."""
    from markdown_it.rules_inline import StateInline

    md = parser()
    notes = Notes()
    own = {**env, "termlock": notes}
    state = StateInline(content, md, own, [])
    notes.state = state
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    found = Inline()
    found.markup.extend(_markup(state.tokens, notes, content, found.attributes))
    found.markup.sort(key=lambda m: m.start)
    _hide(found, content)
    found.addresses += [span for mark in found.markup if (span := _destination(content, mark))]
    return found


def _markup(tokens: list[Token], notes: Notes, content: str, attributes: list[Attribute]) -> Iterator[Markup]:
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
    elif token.tag == "footnote":
        yield Markup(start, end, "open" if token.nesting == 1 else "close", "footnote")
    elif token.type.startswith("footnote"):
        yield Markup(start, end, "empty", "footnote-ref", f"footnote {content[start:end]}")
    elif token.type == "html_inline":
        yield _html(content, start, end)


def _emphasis(tokens: list[Token], index: int, notes: Notes) -> Markup:
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


def _reference(content: str, notes: Notes, start: int, end: int) -> str:
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
    if found.group(3) or element in html_rules.VOID:
        return Markup(start, end, "empty", element, element)
    return Markup(start, end, "close" if found.group(1) else "open", element, element)


def _hide(found: Inline, content: str) -> None:
    """Put elements of HTML that are left alone, and what stands between `translate:off` and `on`, into one tag each."""
    shown: list[Markup] = []
    ends = {at: found.markup[to].end for at, to in partners(found.markup).items() if at < to}
    position = 0
    for at, mark in enumerate(found.markup):
        if mark.start < position:
            continue
        written = content[mark.start : mark.end]
        if OFF.fullmatch(written):
            on = next((m.end for m in found.markup[at:] if ON.fullmatch(content[m.start : m.end])), None)
            end, found.off = on or len(content), on is None
        else:
            end = ends.get(at, 0) if written.startswith("<") and _is_left_alone(written) else 0
        if end > mark.end:
            hidden = " ".join(content[mark.end : end].partition("<")[0].split())[:40]
            mark = Markup(mark.start, end, "empty", mark.element, f"{mark.element} {hidden}".rstrip())
            found.attributes[:] = [a for a in found.attributes if not mark.start <= a.start < end]
        shown.append(mark)
        position = mark.end
    found.markup[:] = shown


def _is_left_alone(tag: str) -> bool:
    token = next(tokenize(tag))
    values = {a.name: a.value for a in attributes(tag, token)} if token.kind == "start" else {}
    return html_rules.is_left_alone(token.name, values.get("translate", ""), values.get("class", ""))


def _short(address: str) -> str:
    return address if len(address) <= 60 else address[:57] + "…"
