"""Pairs to pieces and links: python -m training.encode --data DIR --work DIR

DIR is what `training.prepare` wrote, WORK holds sentencepiece.model; writes WORK/{en-ru,en-zh}.npz.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import sentencepiece

from training.alignment import align
from training.pairs import NONE, Pairs, save
from training.prepare import PAIRS

LONGEST = 120
"""Most pieces of a text."""
LEAST_LINKED = 0.15
"""Pairs of which a smaller share of pieces has a counterpart say different things."""
_SHORT = 6
"""Pieces up to which a text is judged leniently: a free translation of a name has no links."""


def encoded(file: Path, tokenizer: sentencepiece.SentencePieceProcessor) -> Pairs:
    """The pairs of a file, not yet aligned."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n")[:-1]]
    first, second = (tokenizer.encode([row[k] for row in rows]) for k in (0, 1))
    kept = [i for i in range(len(rows)) if 0 < len(first[i]) <= LONGEST and 0 < len(second[i]) <= LONGEST]
    ids = np.concatenate([np.array(first[i] + second[i], dtype=np.uint16) for i in kept])
    sizes = np.array([len(first[i]) + len(second[i]) for i in kept], dtype=np.int64)
    return Pairs(
        ids,
        np.concatenate([[0], np.cumsum(sizes)]),
        np.array([len(first[i]) for i in kept], dtype=np.int64),
        np.array([float(rows[i][2]) for i in kept], dtype=np.float32),
        np.array([rows[i][3] == "1" for i in kept]),
        np.full(len(ids), NONE, np.uint8),
    )


def drop_unlike(pairs: Pairs) -> int:
    """Give pairs that do not say the same no weight. Returns how many."""
    linked = np.add.reduceat(pairs.links != NONE, pairs.starts[:-1]) / np.diff(pairs.starts)
    wrong = (linked < LEAST_LINKED) & (pairs.firsts > _SHORT) & ~pairs.special
    pairs.weights[wrong] = 0
    return int(wrong.sum())


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    args = parser.parse_args()
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(args.work / "sentencepiece.model"))
    for pair in PAIRS:
        pairs = encoded(args.data / f"{pair}.tsv", tokenizer)
        align(pairs, tokenizer.get_piece_size())
        dropped = drop_unlike(pairs)
        save(pairs, args.work / f"{pair}.npz")
        print(pair, len(pairs), "pairs", len(pairs.ids), "pieces", round(float((pairs.links != NONE).mean()), 3),
              "linked", dropped, "pairs dropped", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
