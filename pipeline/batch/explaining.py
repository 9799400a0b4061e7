"""What of an article stands in no segment: `termlock run --explain`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from pipeline.batch.prepare import Prepared
from pipeline.batch.report import Explained
from pipeline.model import Span


def explain(prepared: Prepared) -> list[Explained]:
    """What of an article stands in no segment, and why."""
    article = prepared.article
    entries = sorted(p.span for b in article.blocks if b.markup for p in b.pieces if p.kind == "text")
    rows: list[Explained] = []
    line, position = 1, 0
    for skip in prepared.skips:
        line += article.text.count("\n", position, skip.span.start)
        position = skip.span.start
        text = " ".join(_without(article.text, skip.span, entries).split())
        last = rows[-1] if rows else None
        if last and last.reason == skip.reason == "markup" and last.line == line:
            last.text += f" {text}"  # bars of a table's row, tags of a line
        elif text:
            rows.append(Explained(article.path, line, skip.reason, text))
    return rows


def _without(text: str, skip: Span, entries: Sequence[Span]) -> str:
    """A stretch with `…` for what of it stands in entries: texts for images, descriptions in tags."""
    parts = []
    position = skip.start
    first = bisect_left(entries, Span(skip.start, skip.start))
    for span in takewhile(lambda one: one.end <= skip.end, entries[first:]):
        parts += [text[position : span.start], "…"]
        position = span.end
    return "".join([*parts, text[position : skip.end]])
