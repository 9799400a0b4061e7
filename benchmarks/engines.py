"""The engines that the benchmark drafts with, each over the rows of one set in one direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.damage import Damage
from benchmarks.edits import Linked
from benchmarks.links import Links
from benchmarks.replay import ReplayEngine
from benchmarks.sets import SMALL, DataSet, Outputs, Row, read_table
from pipeline.engines import create_engine
from pipeline.engines.base import Engine
from pipeline.glossary.matching import TermBase
from pipeline.model import Link, Span, TermMatch
from pipeline.settings import EngineSettings

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ("starter", "references", "damaged", "outputs")
"""What may be asked for."""


def synonyms() -> dict[str, dict[str, str]]:
    """Plausible wrong translations by concept and language."""
    table = read_table(SMALL / "wrong-terms.csv", ",")
    return {row["id"]: {k: v for k, v in row.items() if k != "id" and v} for row in table}


def references(set_: DataSet, source: str, target: str, links: Links) -> ReplayEngine:
    """Says the human references again."""
    return ReplayEngine("references", {(source, target): linked(set_.rows, source, target, links)})


def linked(rows: Sequence[Row], source: str, target: str, links: Links) -> dict[str, Linked]:
    """The references with their links, by source text."""
    return {
        row.texts[source]: Linked(row.texts[target], links.of(row, source, target))
        for row in rows
        if source in row.texts and target in row.texts
    }


def damaged(engine: ReplayEngine, terms: TermBase, source: str, target: str, seed: int) -> ReplayEngine:
    """Says the human references with their terms wrong."""
    damage = Damage(terms, synonyms(), seed)
    stored = engine.stored[source, target]
    spoilt = {text: damage.spoil(text, source, target, said) for text, said in stored.items()}
    placed = {text: _with_places(text, said, terms, source, target) for text, said in stored.items()}
    return ReplayEngine("damaged references", {(source, target): spoilt}, beneath={(source, target): placed})


def _with_places(text: str, said: Linked, terms: TermBase, source: str, target: str) -> Linked:
    """A reference with links of the terms that it says as often as its source does.

    For masks alone: an engine finds a place for a mask also where the aligner finds none for the term.
    """
    here, there = _by_concept(terms.find(text, source)), _by_concept(terms.find(said.text, target))
    pairs = [
        Link(one, other)
        for concept, spans in here.items()
        if len(spans) == len(there.get(concept, ()))
        for one, other in zip(spans, there[concept], strict=True)
    ]
    kept = [k for k in said.links if not any(_touch(k, pair) for pair in pairs)]
    return Linked(said.text, tuple(sorted([*kept, *pairs], key=lambda link: (link.target, link.source))))


def _by_concept(matches: Iterable[TermMatch]) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for match in matches:
        spans.setdefault(match.concept, []).append(match.span)
    return spans


def _touch(one: Link, other: Link) -> bool:
    """Whether two links have words in common on either side."""
    sides = ((one.source, other.source), (one.target, other.target))
    return any(a.start < b.end and b.start < a.end for a, b in sides)


def stored_outputs(outputs: Outputs, links: Links) -> Iterator[ReplayEngine]:
    """Say again what full-size engines said."""
    source, target = outputs.source, outputs.target
    for name, texts in outputs.engines.items():
        said = {
            row.texts[source]: Linked(text, links.between(row.texts[source], text, source, target))
            for row, text in zip(outputs.set.rows, texts, strict=True)
        }
        yield ReplayEngine(name, {(source, target): said})


def starter() -> Engine:
    """The installed packages, else the small ones that ship with termlock."""
    return create_engine("argos", EngineSettings(), ROOT)
