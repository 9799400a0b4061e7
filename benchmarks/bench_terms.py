"""The terminology benchmark: python -m benchmarks.bench_terms [DATA]

In the manner of WMT's terminology task (2023, 2025): each segment that holds terms is drafted without a
glossary, with the proper terms, and with random ones that its reference says so; success, promises kept,
consistency and chrF are told for each engine, set and direction. Terms that the reference says otherwise are
`contrary`: random ones, and the proper ones of general text. Status 1 if a segment has a term that is neither
right nor flagged.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from itertools import permutations
from pathlib import Path

from benchmarks import engines
from benchmarks.alignment.saved import aligners
from benchmarks.edits import Linked
from benchmarks.links import FILE, Computed, Links, Stored
from benchmarks.random_terms import random_terms
from benchmarks.scoring import Case, Measured, score
from benchmarks.sets import SMALL, DataSet, Outputs, Row, corpus_of, read_outputs, read_sets
from benchmarks.success import Witness
from benchmarks.tables import broken_lines, table
from pipeline import inline
from pipeline.batch.terms import load_terms
from pipeline.draft import Job, draft_all
from pipeline.engines.base import Engine
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.matching import TermBase
from pipeline.languages import LANGUAGES
from pipeline.model import Draft
from pipeline.settings import find_workspace

NO_TERMS = TermBase(Glossary())
_SAID = {"proper": None, "random": True, "contrary": False}
"""Whether terms of a kind are those that the reference has in an approved form; None: all."""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    base, _ = load_terms(find_workspace(engines.ROOT, options.workspace))
    bench = _Bench(options, base)
    measured: list[Measured] = []
    for line in bench.run():
        print(f"{line.set} {line.direction} {line.engine} {line.terms}", file=sys.stderr, flush=True)
        measured.append(line)
    print(table(measured))
    if options.json:
        lines = [asdict(replace(m, score=replace(m.score, broken=[]))) for m in measured]
        options.json.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")
    if any(m.score.broken for m in measured):
        print("\n".join(broken_lines(measured)))
        raise SystemExit(1)


def _options(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "data", type=Path, nargs="?", default=SMALL, help="folder of data; see benchmarks/sets.py"
    )
    parser.add_argument("--workspace", type=Path, default=engines.ROOT, help="whose term base is used")
    parser.add_argument("--models", type=Path, default=engines.ROOT / ".termlock/aligners")
    parser.add_argument("--engines", default=",".join(engines.SHOWN), help="some of these")
    parser.add_argument("--sets", default="", help="sets whose name begins so")
    parser.add_argument("--directions", default="", help="such as en-ru,zh-en; empty: all six")
    parser.add_argument("--limit", type=int, default=0, help="segments of each kind, at most; 0: all")
    parser.add_argument("--random", type=int, default=150, help="random terms for each set and direction")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    return parser.parse_args(arguments)


def linker(data: Path, models: Path, sets: Sequence[DataSet], outputs: Sequence[Outputs]) -> Links:
    """Links of a folder of data: stored ones, else those of aligners, which are kept in `models`."""
    if (data / FILE).is_file():
        return Stored(data / FILE)
    taught = [row.texts for s in sets if not s.untouched for row in s.rows]
    asked = [row.texts for s in [*sets, *(o.set for o in outputs)] for row in s.rows]
    return Computed(aligners(models, corpus_of(data), taught, asked))


class _Bench:
    """The data, and what is asked of it."""

    def __init__(self, options: Namespace, base: TermBase) -> None:
        self.options = options
        self.base = base
        self.asked = options.engines.split(",")
        everything = read_sets(options.data)
        self.own_terms = next((s.own_terms for s in everything if s.own_terms), Glossary())
        self.sets = [s for s in everything if s.name.startswith(options.sets)]
        stored = read_outputs(options.data) if "outputs" in self.asked else []
        self.outputs = [o for o in stored if o.set.name.startswith(options.sets)]
        self.links = linker(options.data, options.models, self.sets, self.outputs)

    def _wanted(self, source: str, target: str) -> bool:
        asked = self.options.directions
        return not asked or f"{source}-{target}" in asked.split(",")

    def run(self) -> Iterator[Measured]:
        for set_ in self.sets:
            for source, target in permutations(LANGUAGES, 2):
                if self._wanted(source, target):
                    yield from self._direction(set_, source, target)
        for outputs in self.outputs:
            if self._wanted(outputs.source, outputs.target):
                yield from self._outputs(outputs)

    def _direction(self, set_: DataSet, source: str, target: str) -> Iterator[Measured]:
        terms = TermBase(set_.own_terms) if set_.own_terms else self.base
        replay = engines.references(set_, source, target, self.links)
        chosen = self._random(replay.stored[source, target].items(), source, target, terms)
        for kind, base in (("proper", terms), ("random", chosen), ("contrary", chosen)):
            said = _SAID[kind]
            if "references" in self.asked:
                yield from self._line(set_, source, target, replay, kind, base, said)
            if "damaged" in self.asked and kind != "contrary":
                spoilt = engines.damaged(replay, base, source, target, self.options.seed)
                yield from self._line(set_, source, target, spoilt, kind, base, said)
        if "starter" in self.asked:
            engine = engines.starter()
            for part in _parts(set_):
                for kind, base in (("proper", terms), ("random", chosen)):
                    yield from self._line(part, source, target, engine, kind, base, _SAID[kind])
            engine.close()

    def _outputs(self, outputs: Outputs) -> Iterator[Measured]:
        source, target = outputs.source, outputs.target
        pairs = engines.linked(outputs.set.rows, source, target, self.links)
        terms = self._all_terms()
        chosen = self._random(pairs.items(), source, target, terms)
        for engine in engines.stored_outputs(outputs, self.links):
            # The references of general text were made without this term base.
            for kind, base, said in (
                ("proper", terms, True),
                ("random", chosen, True),
                ("contrary", terms, False),
            ):
                yield from self._line(outputs.set, source, target, engine, kind, base, said)

    def _all_terms(self) -> TermBase:
        """What outputs of general text are judged with: their terms are few."""
        return TermBase(Glossary({**self.own_terms.concepts, **self.base.glossary.concepts}))

    def _random(
        self, pairs: Iterable[tuple[str, Linked]], source: str, target: str, terms: TermBase
    ) -> TermBase:
        count, seed = self.options.random, self.options.seed
        return TermBase(random_terms(pairs, source, target, terms, count=count, seed=seed))

    def _line(
        self,
        set_: DataSet,
        source: str,
        target: str,
        engine: Engine,
        kind: str,
        base: TermBase,
        said: bool | None,
    ) -> Iterator[Measured]:
        witness = Witness(base.glossary)
        rows = _with_terms(set_.rows, source, target, base, said, witness)[: self.options.limit or None]
        if rows:
            cases = _cases(rows, source, target, engine, base)
            origin = engine.origin(source, target)
            yield Measured(set_.name, f"{source}-{target}", origin, kind, score(cases, witness))


def _parts(set_: DataSet) -> list[DataSet]:
    """What a shipped model may have been trained with apart from the rest, named so."""
    seen = tuple(row for row in set_.rows if row.trained)
    if not seen:
        return [set_]
    rest = tuple(row for row in set_.rows if not row.trained)
    return [
        replace(set_, name=f"{set_.name}, seen in training", rows=seen),
        replace(set_, name=f"{set_.name}, each tenth row", rows=rest),
    ]


def _with_terms(
    rows: Iterable[Row], source: str, target: str, terms: TermBase, said: bool | None, witness: Witness
) -> list[tuple[Row, Job]]:
    """Rows with a term that the glossary translates, each as a job.

    `said`: of the terms, only those of which the reference has an approved form, or only the others.
    """
    made = []
    for row in rows:
        if source in row.texts and target in row.texts:
            matches = tuple(m for m in terms.find(row.texts[source], source) if terms.approved(m, target))
            if said is not None:
                text = row.texts[target]
                matches = tuple(m for m in matches if bool(witness.form(m.concept, target, text)) is said)
            if matches:
                made.append((row, Job(inline.escape(row.texts[source]), source, target, matches)))
    return made


def _cases(
    rows: Sequence[tuple[Row, Job]], source: str, target: str, engine: Engine, terms: TermBase
) -> list[Case]:
    bare = [Job(job.text, source, target) for _, job in rows]
    plain = draft_all(bare, engine, NO_TERMS, offer_withheld=True)
    locked = draft_all([job for _, job in rows], engine, terms, offer_withheld=True)
    return [
        Case(row.id, row.document, job, row.texts[target], _untagged(before), _untagged(after))
        for (row, job), before, after in zip(rows, plain, locked, strict=True)
    ]


def _untagged(draft: Draft) -> Draft:
    return replace(draft, text=inline.plain(draft.text))


if __name__ == "__main__":
    main()
