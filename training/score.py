"""Score a model: python -m training.score --starter DIR --text FILE --header

DIR is laid out as pipeline/engines/starter is. FILE is TAB-separated with English, Russian and
Chinese in the given columns, counted from 0. Prints BLEU and chrF (sacrebleu) of the four directions.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece

from training.vocabulary import prefix

DIRECTIONS = (("en", "ru"), ("ru", "en"), ("en", "zh"), ("zh", "en"))
BEAM = 4


class Scorer:
    """A model that translates whole files."""

    def __init__(self, starter: Path, threads: int) -> None:
        self.tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(starter / "sentencepiece.model"))
        self.translator = ctranslate2.Translator(
            str(starter / "model"), device="cpu", compute_type="int8", inter_threads=threads, intra_threads=1
        )

    def translate(self, lines: Sequence[str], target: str, beam: int = BEAM) -> list[str]:
        token = prefix(target)
        results = self.translator.translate_batch(
            [self.tokenizer.encode(line, out_type=str)[:250] for line in lines],
            target_prefix=[[token]] * len(lines),
            beam_size=beam,
            max_batch_size=1024,
            batch_type="tokens",
            max_decoding_length=250,
        )
        return [self.tokenizer.decode([p for p in r.hypotheses[0] if p != token]) for r in results]


def scores(found: Sequence[str], references: Sequence[str], target: str) -> tuple[float, float]:
    """BLEU and chrF."""
    bleu = sacrebleu.corpus_bleu(found, [references], tokenize="zh" if target == "zh" else "13a")
    return bleu.score, sacrebleu.corpus_chrf(found, [references]).score


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--starter", type=Path, required=True)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--columns", default="1,2,3", help="of English, Russian, Chinese")
    parser.add_argument("--header", action="store_true", help="the first line is none of the text")
    parser.add_argument("--every", type=int, default=1, help="take each so many-th line")
    parser.add_argument("--most", type=int, default=10**9, help="lines at most")
    parser.add_argument("--beam", type=int, default=BEAM)
    parser.add_argument("--show", type=int, default=0, help="translations to print")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    column = dict(zip(("en", "ru", "zh"), map(int, args.columns.split(",")), strict=True))
    rows = [line.split("\t") for line in args.text.read_text(encoding="utf-8").split("\n") if line]
    rows = rows[int(args.header) :: args.every][: args.most]
    scorer = Scorer(args.starter, 2)
    table = {}
    for source, target in DIRECTIONS:
        texts, references = ([row[column[language]] for row in rows] for language in (source, target))
        began = time.monotonic()
        found = scorer.translate(texts, target, args.beam)
        seconds = time.monotonic() - began
        bleu, chrf = scores(found, references, target)
        table[f"{source}-{target}"] = [round(bleu, 2), round(chrf, 2)]
        if not args.json:
            print(
                f"{source}-{target}\tBLEU {bleu:.2f}\tchrF {chrf:.2f}\t{len(rows)} lines in {seconds:.0f} s",
                flush=True,
            )
        for k in range(args.show):
            print(f"  {texts[k]}\n    > {found[k]}\n    = {references[k]}")
    if args.json:
        print(json.dumps(table))


if __name__ == "__main__":
    main()
