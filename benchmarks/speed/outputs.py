"""What of an engine's work are second tries, told by what full-size engines say.

python -m benchmarks.speed.outputs DATA      DATA: a folder of data (`benchmarks/sets.py`) with stored outputs

Engines that cannot run here say their stored outputs again (`benchmarks/replay.py`); the segments are drafted with
the term base of the workspace, and those of the sets of health text with references, and with references whose
terms are all wrong. Prints tokens of second tries for each hundred of the first ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import engines
from benchmarks.bench_terms import linker
from benchmarks.sets import Row, read_outputs, read_sets
from benchmarks.speed.tries import Counting
from pipeline import inline
from pipeline.batch.terms import load_terms
from pipeline.draft import Job, draft_all
from pipeline.engines.base import Engine
from pipeline.engines.reading import read_starter
from pipeline.engines.tokenizer import Tokenizer, load_tokenizer
from pipeline.glossary.matching import TermBase
from pipeline.settings import find_workspace

_TITLES = "| set | direction | engine | segments | with terms | second tries | withheld |"
HEAD = f"{_TITLES}\n|---|---|---|---:|---:|---:|---:|"
DIRECTIONS = (("en", "ru"), ("ru", "en"), ("en", "zh"), ("zh", "en"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int, default=500, help="segments of a set")
    options = parser.parse_args()
    terms, _ = load_terms(find_workspace(engines.ROOT, engines.ROOT))
    bench = _Bench(load_tokenizer(next(iter(read_starter()))), terms)
    print(HEAD)
    for line in _lines(options.data, options.limit, bench):
        print(line, flush=True)


class _Bench:
    """A tokenizer to count with, and the terms to lock."""

    def __init__(self, tokenizer: Tokenizer, terms: TermBase) -> None:
        self.tokenizer = tokenizer
        self.terms = terms

    def line(self, name: str, rows: Sequence[Row], source: str, target: str, engine: Engine) -> str:
        texts = [inline.escape(row.texts[source]) for row in rows]
        jobs = [Job(text, source, target, tuple(self.terms.find(text, source))) for text in texts]
        counting = Counting(engine, self.tokenizer)
        drafts = draft_all(jobs, counting, self.terms)
        first, *second = counting.calls
        with_terms = sum(bool(job.matches) for job in jobs)
        withheld = sum(not draft.text for draft in drafts) / len(drafts)
        return (
            f"| {name} | {source}-{target} | {engine.name} | {len(jobs)} | {with_terms} | {sum(second) / first:.0%} "
            f"| {withheld:.0%} |"
        )


def _lines(data: Path, limit: int, bench: _Bench) -> Iterator[str]:
    sets, outputs = read_sets(data), read_outputs(data)
    links = linker(data, engines.ROOT / ".termlock/aligners", sets, outputs)
    for stored in outputs:
        for engine in engines.stored_outputs(stored, links):
            name, rows = stored.set.name, stored.set.rows[:limit]
            yield bench.line(name, rows, stored.source, stored.target, engine)
    for set_ in sets:
        for source, target in DIRECTIONS:
            both = [row for row in set_.rows if {source, target} <= row.texts.keys()][:limit]
            said = engines.references(set_, source, target, links)
            wrong = engines.damaged(said, bench.terms, source, target, 1)
            yield bench.line(set_.name, both, source, target, said)
            yield bench.line(set_.name, both, source, target, wrong)


if __name__ == "__main__":
    main()
