"""Elements that CSS selectors choose, by the places of their start tags."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.formats.base import ParseOptions
from pipeline.formats.html_tokens import Token, attributes
from pipeline.sentences import line_starts


@dataclass(frozen=True, slots=True)
class Selected:
    """What of a page is translated; places are those of start tags in its text."""

    included: frozenset[int] | None = None
    """None: all of it."""
    excluded: frozenset[int] = frozenset()

    def includes(self, token: Token) -> bool:
        """Whether a start tag begins what is included."""
        return self.included is not None and token.span.start in self.included


def select(text: str, tokens: Sequence[Token], options: ParseOptions) -> Selected:
    """What the settings choose of a page; without a choice its `article` or `main`, if it has one."""
    wanted = (*options.html_include, *options.html_exclude, "article", "main")
    places = (
        _in_tree(text)
        if any(not _SIMPLE.fullmatch(selector) for selector in wanted)
        else _in_tags(text, tokens)
    )
    excluded = places(options.html_exclude)
    if options.html_include:
        return Selected(places(options.html_include), excluded)
    return Selected(places(("article",)) or places(("main",)) or None, excluded)


Places = Callable[[Sequence[str]], frozenset[int]]
"""Start tags that any of some selectors chooses."""
_SIMPLE = re.compile(r"(?P<name>[a-z][a-z0-9-]*)|\.(?P<word>[\w-]+)|\[(?P<key>[a-z-]+)=(?P<value>[\w-]+)\]")
"""A tag, a class, or an attribute's value: told by a tag alone."""


def _in_tags(text: str, tokens: Sequence[Token]) -> Places:
    """Selectors that need no tree, which takes several times as long to build as all else."""

    def places(selectors: Sequence[str]) -> frozenset[int]:
        tests = [found.groupdict() for s in selectors if (found := _SIMPLE.fullmatch(s))]
        return frozenset(
            token.span.start
            for token in tokens
            if token.kind == "start" and any(_matches(text, token, test) for test in tests)
        )

    return places


def _matches(text: str, token: Token, test: Mapping[str, str | None]) -> bool:
    if test["name"]:
        return token.name == test["name"]
    sought = test["word"] or test["value"] or ""
    if text.find(sought, token.span.start, token.span.end) < 0:
        return False
    values = {a.name: html.unescape(a.value) for a in attributes(text, token)}
    if test["word"]:
        return sought in values.get("class", "").split()
    return values.get(test["key"] or "") == sought


def _in_tree(text: str) -> Places:
    import warnings

    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # bs4 warns of texts that look like file names or XML
        soup = BeautifulSoup(text, "html.parser")
    starts = line_starts(text)

    def places(selectors: Sequence[str]) -> frozenset[int]:
        found = (element for selector in selectors for element in soup.select(selector))
        return frozenset(
            starts[e.sourceline - 1] + e.sourcepos for e in found if e.sourceline and e.sourcepos is not None
        )

    return places
