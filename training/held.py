"""Held-out text: how many bits a character of a translation costs the model."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
import torch

from training.batches import Batch, collate
from training.loss import cross_entropy
from training.model import PAD, Translator
from training.pairs import NONE
from training.placeholders import Text
from training.vocabulary import prefix

MOST = 48
"""Texts of a kind that are looked at."""
_AT_ONCE = 48
_COLUMN = {"en": 0, "ru": 1, "zh": 2}


@dataclass(frozen=True, slots=True)
class Held:
    name: str
    """`en-ru`, `en-ru domain`."""
    batches: list[Batch]
    characters: int
    """Of the translations."""

    def bits(self, model: Translator) -> float:
        """Bits a character of the translations."""
        total = 0.0
        with torch.no_grad():
            for batch in self.batches:
                source, target = torch.from_numpy(batch.source), torch.from_numpy(batch.target)
                labels = target[:, 1:]
                keep = labels != PAD
                keep[:, 0] = False
                states, _ = model(source, target[:, :-1])
                total += float(cross_entropy(states[keep], model.embedding, labels[keep]))
        return total / math.log(2) / self.characters


def load_held(work: Path) -> list[Held]:
    """What WORK/held*.tsv hold, in the directions that are trained."""
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))
    found = []
    for source, target in (("en", "ru"), ("ru", "en"), ("en", "zh"), ("zh", "en")):
        other = target if source == "en" else source
        for name, file, column in (
            ("", f"held.en-{other}.tsv", 1),
            (" domain", "held-domain.tsv", _COLUMN[other]),
        ):
            path = work / file
            if not path.exists():
                continue
            rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")[:-1]][:MOST]
            rows = [(r[0], r[column]) if source == "en" else (r[column], r[0]) for r in rows]
            found.append(held(f"{source}-{target}{name}", rows, target, tokenizer))
    return found


def held(
    name: str, rows: list[tuple[str, str]], target: str, tokenizer: sentencepiece.SentencePieceProcessor
) -> Held:
    items = []
    token = tokenizer.piece_to_id(prefix(target))
    for a, b in rows:
        first, second = (np.array(tokenizer.encode(t), np.int64) for t in (a, b))
        items.append((Text(first, second, np.full(len(second), NONE)), token))
    items.sort(key=lambda item: len(item[0].source))
    groups = [collate(items[i : i + _AT_ONCE]) for i in range(0, len(items), _AT_ONCE)]
    return Held(name, groups, sum(len(b) for _, b in rows))
