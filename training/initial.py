"""First embeddings from counting: python -m training.initial --work DIR [--width 256]

Pieces that stand beside the same pieces, or beside translations of the same, begin with like vectors:
positive pointwise mutual information of neighbours and aligned pieces, reduced by SVD (Levy, Goldberg
2014). So words and their translations are close before training begins. Writes WORK/embedding.pt.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import sentencepiece
import torch
from torch import Tensor

from training.pairs import NONE, Array, Pairs, load
from training.prepare import PAIRS

LINKED = 3.0
"""Weight of a translation beside a neighbour's."""
SMOOTHING = 0.75
_MORE = 24
"""Dimensions that the SVD computes beyond the wanted ones."""


def count(pairs: Pairs, counts: Array) -> None:
    """Add what stands beside what to `counts`, flat, size of the vocabulary squared."""
    size = int(len(counts) ** 0.5)
    ids = pairs.ids.astype(np.int64)
    text = np.zeros(len(ids), np.int64)
    text[pairs.starts[:-1]] = 1
    text[pairs.starts[:-1] + pairs.firsts] = 1
    text = np.cumsum(text)

    def add(a: Array, b: Array, weight: float) -> None:
        for x, y in ((a, b), (b, a)):
            np.add.at(counts, ids[x] * size + ids[y], np.float32(weight))

    for distance, weight in ((1, 1.0), (2, 0.7)):
        here = np.flatnonzero(text[distance:] == text[:-distance])
        add(here, here + distance, weight)
    sizes = np.diff(pairs.starts)
    seconds = np.repeat(pairs.starts[:-1] + pairs.firsts, sizes)
    begins = np.repeat(pairs.starts[:-1], sizes)
    place = np.flatnonzero((pairs.links != NONE) & (np.arange(len(ids)) >= seconds))
    other = begins[place] + pairs.links[place]
    add(place, other, LINKED)
    for step in (-1, 1):
        beside = np.clip(other + step, 0, len(ids) - 1)
        inside = text[beside] == text[other]
        add(place[inside], beside[inside], 0.7)
        beside = np.clip(place + step, 0, len(ids) - 1)
        inside = text[beside] == text[place]
        add(other[inside], beside[inside], 0.7)


def vectors(counts: Tensor, width: int) -> Tensor:
    """Rows of about length 1 for pieces with neighbours (vocabulary, width)."""
    whole = counts.sum()
    rows = counts.sum(1, keepdim=True).clamp_(1e-6)
    columns = counts.sum(0).pow(SMOOTHING)
    columns = (columns / columns.sum()).clamp_(1e-12)
    information = (counts / rows / columns).clamp_(1e-6).log_().clamp_(0)
    information *= (rows / (rows + 20)).sqrt()
    del whole
    left, values, _ = torch.svd_lowrank(information, q=width + _MORE, niter=3)
    found = left[:, :width] * values[:width].sqrt()
    # A random rotation, so that no dimension is of another kind than the others.
    found @= torch.linalg.qr(torch.randn(width, width))[0]
    lengths = found.norm(dim=1, keepdim=True)
    random = torch.randn_like(found) * width**-0.5
    known = lengths > 0.1 * lengths.median()
    return torch.where(known, 0.95 * found / lengths.clamp(1e-6) + 0.3 * random, random)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--width", type=int, default=256)
    args = parser.parse_args()
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(args.work / "sentencepiece.model"))
    size = tokenizer.get_piece_size()
    counts = np.zeros(size * size, np.float32)
    for pair in PAIRS:
        count(load(args.work / f"{pair}.npz"), counts)
    torch.manual_seed(1)
    found = vectors(torch.from_numpy(counts).view(size, size), args.width)
    torch.save(found, args.work / "embedding.pt")
    unit = found / found.norm(dim=1, keepdim=True)
    for piece in ("▁bone", "▁virus", "▁calcium", "▁and", "▁week", "▁heart"):
        near = (unit @ unit[tokenizer.piece_to_id(piece)]).topk(9).indices.tolist()
        print(piece, ":", " ".join(tokenizer.id_to_piece(i) for i in near[1:]))


if __name__ == "__main__":
    main()
