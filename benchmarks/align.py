"""How good the word aligner is: python -m benchmarks.align DATA [--models FOLDER]

Alignment error rate on the sentences of `benchmarks/data/gold-alignments.tsv`, which the models here were
not trained with.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from benchmarks.alignment.aer import rate, read_gold
from benchmarks.alignment.saved import SIZE, aligners
from benchmarks.sets import SMALL, corpus_of, read_sets


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder that holds health-bench and starter-models/corpus")
    parser.add_argument("--models", type=Path, default=Path(".termlock/aligners-without-gold"))
    parser.add_argument("--size", type=int, default=SIZE, help="pairs of sentences to train each model with")
    options = parser.parse_args()
    gold = read_gold(SMALL / "gold-alignments.tsv")
    judged = {g.id for g in gold}
    sets = read_sets(options.data)
    rows = {row.id: row.texts for set_ in sets for row in set_.rows}
    taught = [r.texts for s in sets if not s.untouched for r in s.rows if r.id not in judged]
    models = aligners(options.models, corpus_of(options.data), taught, rows.values(), size=options.size)
    print("| languages | sentences | precision | recall | AER |\n|---|---|---|---|---|")
    for pair, aligner in models.items():
        mine = [g for g in gold if {g.source, g.target} == pair]
        found = rate(
            (g, rows[g.id], aligner.links(rows[g.id][g.source], rows[g.id][g.target], g.source)) for g in mine
        )
        name = f"{aligner.source}-{aligner.target}"
        print(f"| {name} | {len(mine)} | {found.precision:.2f} | {found.recall:.2f} | {found.error:.3f} |")


if __name__ == "__main__":
    main()
