"""Links between the texts of rows: computed by the aligner, or stored in a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from benchmarks.alignment.aligner import Aligner
from benchmarks.alignment.corpus import PAIRS
from benchmarks.sets import Row, read_table
from pipeline.model import Link, Span

FILE = "links.tsv"


class Links(Protocol):
    """Where links come from."""

    def of(self, row: Row, source: str, target: str) -> tuple[Link, ...]: ...

    def between(self, text: str, translation: str, source: str, target: str) -> tuple[Link, ...]: ...


class Computed:
    """Links by an aligner for each pair of languages."""

    def __init__(self, aligners: Mapping[frozenset[str], Aligner]) -> None:
        self.aligners = aligners

    def of(self, row: Row, source: str, target: str) -> tuple[Link, ...]:
        return self.between(row.texts[source], row.texts[target], source, target)

    def between(self, text: str, translation: str, source: str, target: str) -> tuple[Link, ...]:
        return self.aligners[frozenset((source, target))].links(text, translation, source)


class Stored:
    """Links of a file: id, source, target, and for each link `from-to:from-to` in characters."""

    def __init__(self, file: Path) -> None:
        self.known = {(r["id"], r["source"], r["target"]): _parse(r["links"]) for r in read_table(file)}

    def of(self, row: Row, source: str, target: str) -> tuple[Link, ...]:
        if (row.id, source, target) in self.known:
            return self.known[row.id, source, target]
        turned = (Link(link.target, link.source) for link in self.known[row.id, target, source])
        return tuple(sorted(turned, key=lambda link: (link.target, link.source)))

    def between(self, text: str, translation: str, source: str, target: str) -> tuple[Link, ...]:
        return ()


def _parse(cell: str) -> tuple[Link, ...]:
    made = []
    for link in cell.split():
        here, there = (Span(*map(int, side.split("-"))) for side in link.split(":"))
        made.append(Link(here, there))
    return tuple(made)


def store(file: Path, rows: Iterable[Row], links: Links) -> None:
    """Write the links of some rows, each pair of languages one way."""
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(("id", "source", "target", "links"))
        for row in rows:
            for source, target in PAIRS:
                writer.writerow((row.id, source, target, " ".join(_shown(links.of(row, source, target)))))


def _shown(links: Iterable[Link]) -> Iterable[str]:
    return (f"{s.start}-{s.end}:{t.start}-{t.end}" for s, t in links)
