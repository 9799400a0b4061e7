"""Elements that CSS selectors choose, by the places of their start tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.base import ParseOptions
from pipeline.formats.html_tokens import Token
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


def select(text: str, options: ParseOptions) -> Selected:
    """What the settings choose of a page; without a choice its `article` or `main`, if it has one."""
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

    excluded = places(options.html_exclude)
    if options.html_include:
        return Selected(places(options.html_include), excluded)
    return Selected(places(("article",)) or places(("main",)) or None, excluded)
