"""Learn the pieces: python -m training.vocabulary --data DIR --out DIR [--size 10000]

DIR is what `training.prepare` wrote. Digits are pieces of their own, characters that are rare are
bytes, the target tokens (`>>ru<<`) and the placeholders that terms are locked with are whole pieces.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import sentencepiece

from training.prepare import PAIRS

PAD, UNKNOWN, BEGIN, END = 0, 1, 2, 3
LANGUAGES = ("en", "ru", "zh")
PLACEHOLDERS = tuple(f"XT{number}X" for number in range(10))
COVERAGE = 0.9995
"""Share of the characters of the text that have pieces of their own."""
LINES = {"en": 220_000, "ru": 160_000, "zh": 160_000}
"""Lines of each language that the pieces are learned from."""
DOMAIN_REPEATS = 5


def prefix(language: str) -> str:
    """The token that a translation into a language begins with."""
    return f">>{language}<<"


def sample(data: Path) -> dict[str, list[str]]:
    """Lines of each language, as often as training will see them, domain text more often."""
    rng = random.Random(9)
    lines: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    for pair in PAIRS:
        other = pair.split("-")[1]
        for line in (data / f"{pair}.tsv").read_text(encoding="utf-8").split("\n")[:-1]:
            first, second, weight, special = line.split("\t")
            wanted = float(weight) if special == "0" else DOMAIN_REPEATS
            for _ in range(int(wanted + rng.random())):
                lines["en"].append(first)
                lines[other].append(second)
    for language, found in lines.items():
        rng.shuffle(found)
        del found[LINES[language] :]
    return lines


def learn(data: Path, out: Path, size: int) -> None:
    """Write OUT/sentencepiece.model."""
    out.mkdir(parents=True, exist_ok=True)
    text = out / "sample.txt"
    text.write_text(
        "".join(f"{line}\n" for found in sample(data).values() for line in found), encoding="utf-8"
    )
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(out / "sentencepiece"),
        vocab_size=size,
        model_type="unigram",
        character_coverage=COVERAGE,
        byte_fallback=True,
        split_digits=True,
        user_defined_symbols=[*(prefix(language) for language in LANGUAGES), *PLACEHOLDERS],
        pad_id=PAD,
        unk_id=UNKNOWN,
        bos_id=BEGIN,
        eos_id=END,
        num_threads=2,
        max_sentence_length=2000,
        minloglevel=1,
    )
    text.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--size", type=int, default=10_000)
    args = parser.parse_args()
    learn(args.data, args.out, args.size)


if __name__ == "__main__":
    main()
