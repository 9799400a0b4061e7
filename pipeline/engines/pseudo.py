"""Visibly marked text in place of translations, for testing layouts.

`Vitamin K2 is safe` becomes `⟦Vîţâmîñ K2 îş şâfê ·····⟧`: accents on Latin letters, about a third
longer, while numbers, their units, names in capitals, addresses and placeholders stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.engines.base import Direction
from pipeline.errors import EngineError
from pipeline.languages import HAN
from pipeline.model import Finding, Hypothesis, Link, Request, Span

_ACCENTS = str.maketrans("acdeghijlnorstuwyzACDEGHIJLNORSTUWYZ", "âçđêĝĥîĵļñôřşţûŵýžÂÇĐÊĜĤÎĴĻÑÔŘŞŢÛŴÝŽ")
_KEPT = re.compile(
    r"\S*[@/\\]\S*|\{[^{}\s]*\}|\[\d+\]"  # addresses, placeholders
    r"|\d[\d.,]*[ \u00a0]?(?:%|[a-zA-Zµμ]{1,4}\b)?"  # numbers with their units
    r"|\b\w*[A-Z0-9]\w*[A-Z0-9][\w-]*|\b[A-Z]\b"  # MK-7, mRNA, XT0X
)
_TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+|[^\w\s]+")


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

    def fingerprint(self, source: str, target: str) -> str:
        return "pseudo 1"

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        if progress and requests:
            progress(len(requests))
        return [(pseudo(request.text),) for request in requests]

    def close(self) -> None:
        pass


def pseudo(text: str) -> Hypothesis:
    """The marked text, with a link for each word, Chinese character or mark; blank text is empty."""
    body = text.strip()
    if not body:
        return Hypothesis("", 0.0)
    start = text.index(body)
    links = tuple(
        Link(Span(found.start() + start, found.end() + start), Span(found.start() + 1, found.end() + 1))
        for found in _TOKEN.finditer(body)
    )
    return Hypothesis(f"⟦{_accented(body)} {'·' * -(-len(body) // 3)}⟧", 0.0, links)


def _accented(text: str) -> str:
    """As long as the text, letter for letter."""
    parts: list[str] = []
    position = 0
    for kept in _KEPT.finditer(text):
        parts += [text[position : kept.start()].translate(_ACCENTS), kept.group()]
        position = kept.end()
    return "".join([*parts, text[position:].translate(_ACCENTS)])
