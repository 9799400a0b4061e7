"""Clean the corpus: python -m training.prepare --corpus DIR --domain FILE --out DIR

    DIR/{en-ru,en-zh}.tsv[.xz]  source TAB target TAB tag
    FILE                        id, en, ru, zh, ... TAB-separated, with a header
    --> OUT/{en-ru,en-zh}.tsv   English TAB other TAB weight TAB 1 for domain text, else 0
    --> OUT/held.{en-ru,en-zh}.tsv, OUT/held-domain.tsv   never trained on

Every tenth row of the domain file and a thousandth of the corpus's sentences are held out.
"""

from __future__ import annotations

import argparse
import lzma
import zlib
from collections.abc import Iterator
from pathlib import Path

from training.cleaning import is_fit, normalised
from training.sources import OTHERS, WEIGHTS

PAIRS = ("en-ru", "en-zh")
COLUMNS = {"en": 1, "ru": 2, "zh": 3}
HELD_OUT = 1000
"""One text of 8 to 30 English words in so many is held out, by its own hash: the same ones whatever else changes."""
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


def is_held_out(english: str) -> bool:
    """Whether a pair is left out of training, as its English side decides."""
    return 8 <= len(english.split()) <= 30 and zlib.crc32(english.encode("utf-8")) % HELD_OUT == 0


def write(path: Path, rows: list[tuple[str, ...]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")


def prepare(corpus: Path, domain: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    rows = domain_rows(domain)
    for pair in PAIRS:
        other = pair.split("-")[1]
        kept = cleaned(corpus, pair)
        held = [row for row in kept if is_held_out(row[0])]
        general = [(a, b, str(WEIGHTS.get(tag, OTHERS)), "0") for a, b, tag in kept if not is_held_out(a)]
        special = [(r[1], r[COLUMNS[other]], "1", "1") for i, r in enumerate(rows) if i % EVERY]
        write(out / f"{pair}.tsv", [*general, *special])
        write(out / f"held.{pair}.tsv", [row[:2] for row in held])
        seen = round(sum(float(row[2]) for row in general))
        print(f"{pair}: {len(general)} pairs, {seen} seen in a round, {len(special)} of the domain")
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
