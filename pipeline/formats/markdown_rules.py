"""The Markdown parser, and where its inline tokens stand.

markdown-it-py's inline tokens have no places; each of its rules is wrapped here so that what it consumes is noted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

ADMONITION = re.compile(
    r'(?:!!!|\?\?\?\+?) ?[A-Za-z][\w-]*(?: +[A-Za-z][\w-]*)*(?: +"(.*)")?[ \t]*$', re.ASCII
)
"""The line that begins one; its title."""


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with tables, strikethrough, footnotes, definition lists and admonitions, but for its inline part."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.admon import admon_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.use(footnote_plugin).use(deflist_plugin).use(admon_plugin)
    md.inline.ruler.at("footnote_inline", _inline_note)
    for block_rule in md.block.ruler.__rules__:
        if block_rule.name == "admonition":
            block_rule.fn = _careful(block_rule.fn)
    md.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    md.inline.ruler2.disable(["fragments_join"])
    for rule in md.inline.ruler.__rules__:
        rule.fn = noting(rule.name, rule.fn)
    return md


def _inline_note(state: StateInline, silent: bool) -> bool:
    """`^[a note]`: markup around text that belongs to its sentence."""
    if not state.src.startswith("^[", state.pos):
        return False
    start, maximum = state.pos, state.posMax
    end = int(state.md.helpers.parseLinkLabel(state, start + 1))
    if end < 0:
        return False
    if not silent:
        state.pos, state.posMax = start + 2, end
        state.push("footnote_open", "footnote", 1)
        state.md.inline.tokenize(state)
        state.push("footnote_close", "footnote", -1)
    state.pos, state.posMax = end + 1, maximum
    return True


def _careful(rule: BlockRule) -> BlockRule:
    """The rule for admonitions, where what is written is one and not a sentence that begins with `!!!`."""

    def wrapped(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        following = next((n for n in range(start + 1, end) if not state.isEmpty(n)), None)
        inside = following is not None and state.sCount[following] >= state.blkIndent + 4
        return bool(ADMONITION.match(line)) and inside and rule(state, start, end, silent)

    return wrapped


def noting(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """The rule, noting in `state.env["spans"]` what its tokens cover."""

    def wrapped(state: StateInline, silent: bool) -> bool:
        notes: Notes | None = state.env.get("termlock")
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


class Notes:
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
        elif name == "footnote_inline":
            opening = next(t for t in tokens if t.type == "footnote_open" and id(t) not in self.spans)
            self.spans[id(opening)] = (start, start + 2)
            self.spans[id(tokens[-1])] = (end - 1, end)
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
