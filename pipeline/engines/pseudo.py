"""Visibly marked text in place of translations, for testing layouts.

`Vitamin K2 is safe` becomes `⟦Vîtâmîñ K2 îş şâfê ·····⟧`: letters with accents where there are such,
about a third longer, every number and name in capitals untouched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.engines.base import Direction
from pipeline.errors import EngineError
from pipeline.model import Finding, Hypothesis, Link, Request, Span

_ACCENTS = str.maketrans("aceginorsuyzACEGINORSUYZ", "âçêĝîñôřşûýžÂÇÊĜÎÑÔŘŞÛÝŽ")
_NAME = re.compile(r"[A-ZА-Я0-9]{2,}[\w-]*|[A-Z]+-?\d+\w*|\S*[@/]\S*")


class PseudoEngine:
    """See `pipeline.engines.base.Engine`."""

    name = "pseudo"
    findings: tuple[Finding, ...] = ()

    def missing(self, directions: Iterable[Direction]) -> tuple[Direction, ...]:
        return ()

    def missing_error(self, directions: Sequence[Direction]) -> EngineError:
        return EngineError("packages-missing", "The pseudo engine needs no packages.")

    def origin(self, source: str, target: str) -> str:
        return "pseudo 1"

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        if progress:
            progress(len(requests))
        return [(pseudo(request.text),) for request in requests]

    def close(self) -> None:
        pass


def pseudo(text: str) -> Hypothesis:
    """The marked text, with a link for each word."""
    parts: list[str] = []
    position = 0
    for found in _NAME.finditer(text):
        parts += [text[position : found.start()].translate(_ACCENTS), found.group()]
        position = found.end()
    parts.append(text[position:].translate(_ACCENTS))
    body = "".join(parts)
    links = tuple(
        Link(Span(*found.span()), Span(found.start() + 1, found.end() + 1))
        for found in re.finditer(r"\S+", text)
    )
    return Hypothesis(f"⟦{body} {'·' * (len(text) // 3)}⟧", 0.0, links)
