"""Aligners of all pairs of languages, trained once and kept."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from benchmarks.alignment.aligner import Aligner
from benchmarks.alignment.corpus import PAIRS, keys_of, read, select
from benchmarks.alignment.model import load
from benchmarks.alignment.training import Pair, train

SIZE = 60_000
"""Pairs of sentences of the corpus that each model is trained with."""
Texts = Mapping[str, str]
"""A row's texts by language."""


def aligners(
    folder: Path, corpus: Path | None, learn: Iterable[Texts], ask: Iterable[Texts], *, size: int = SIZE
) -> dict[frozenset[str], Aligner]:
    """Aligners by their two languages, from `folder` if they are there, else trained and written there.

    `learn` are rows that the models may be trained with beside the corpus; of `ask`, which are to
    be aligned, only the words are looked at, to choose the corpus's sentences by.
    """
    taught, asked = list(learn), list(ask)
    made = {}
    for source, target in PAIRS:
        file = folder / f"{source}-{target}.npz"
        if not file.is_file():
            print(f"training the {source}-{target} aligner ...", file=sys.stderr, flush=True)
            pairs: list[Pair] = [
                (keys_of(row[source]), keys_of(row[target]))
                for row in taught
                if row.get(source) and row.get(target)
            ]
            if corpus is not None:
                texts = (row[source] for row in [*taught, *asked] if source in row)
                wanted = {key for text in texts for key in keys_of(text)}
                pairs += select(read(corpus, source, target), wanted, size)
            folder.mkdir(parents=True, exist_ok=True)
            train(pairs).save(file)
        made[frozenset((source, target))] = Aligner(load(file), source, target)
    return made
