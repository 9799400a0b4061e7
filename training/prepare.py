"""Clean the corpus: python -m training.prepare --corpus DIR --domain FILE --out DIR

    DIR/{en-ru,en-zh}.tsv[.xz]  source TAB target TAB tag
    FILE                        id, en, ru, zh, ... TAB-separated, with a header
    --> OUT/{en-ru,en-zh}.tsv   English TAB other TAB weight TAB 1 for domain text, else 0
    --> OUT/held.{en-ru,en-zh}.tsv, OUT/held-domain.tsv   never trained on

Every tenth row of the domain file and some hundred pairs of prose are held out.
"""

from __future__ import annotations

import argparse
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from training.cleaning import is_fit, normalised
from training.sources import OTHERS, WEIGHTS

PAIRS = ("en-ru", "en-zh")
COLUMNS = {"en": 1, "ru": 2, "zh": 3}
HELD_OUT = 200
"""Pairs of prose held out of each of the corpus's files."""
EVERY = 10
"""One row in so many of the domain file is held out."""
_MOST_EQUALS = 2
"""How often one text may stand on either side."""


def corpus_rows(folder: Path, pair: str) -> Iterator[list[str]]:
    """Source, target and tag of each line."""
    plain, packed = folder / f"{pair}.tsv", folder / f"{pair}.tsv.xz"
    with plain.open("rb") if plain.exists() else lzma.open(packed, "rb") as lines:
        for line in lines:
            yield line.decode("utf-8").rstrip("\n").split("\t")


def domain_rows(file: Path) -> list[list[str]]:
    """The rows of the domain file, without its header."""
    return [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n")[1:] if line]


def cleaned(folder: Path, pair: str) -> list[tuple[str, str, str]]:
    """The fit pairs, each text at most twice."""
    seen: dict[str, int] = {}
    kept = []
    other = pair.split("-")[1]
    for row in corpus_rows(folder, pair):
        first, second = normalised(row[0]), normalised(row[1])
        if not is_fit(first, second, other):
            continue
        keys = (first.lower(), second.lower())
        if any(seen.get(key, 0) >= _MOST_EQUALS for key in keys) or "\t".join(keys) in seen:
            continue
        for key in (*keys, "\t".join(keys)):
            seen[key] = seen.get(key, 0) + 1
        kept.append((first, second, row[2]))
    return kept


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def prepare(corpus: Path, domain: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(5)
    rows = domain_rows(domain)
    for pair in PAIRS:
        other = pair.split("-")[1]
        kept = cleaned(corpus, pair)
        prose = [
            i
            for i, row in enumerate(kept)
            if 8 <= len(row[0].split()) <= 30 and WEIGHTS.get(row[2], 0) >= 0.8
        ]
        held = set(rng.sample(prose, min(HELD_OUT, len(prose) // 10)))
        general = [
            (a, b, str(WEIGHTS.get(tag, OTHERS)), "0") for i, (a, b, tag) in enumerate(kept) if i not in held
        ]
        special = [(r[1], r[COLUMNS[other]], "1", "1") for i, r in enumerate(rows) if i % EVERY]
        write(out / f"{pair}.tsv", [*general, *special])
        write(out / f"held.{pair}.tsv", [kept[i][:2] for i in sorted(held)])
        print(
            pair,
            len(general),
            "pairs",
            round(sum(float(g[2]) for g in general)),
            "weighted",
            len(special),
            "domain",
        )
    write(out / "held-domain.tsv", [(r[1], r[2], r[3]) for i, r in enumerate(rows) if i % EVERY == 0])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--domain", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    prepare(args.corpus, args.domain, args.out)


if __name__ == "__main__":
    main()
