"""The limit: one call of CTranslate2 a package over distinct sentences, cut into pieces and sorted beforehand.

python -m benchmarks.speed.limit WORKSPACE      prints the seconds of the calls alone, by the clock and of processor
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.speed.texts import texts_of
from pipeline.engines.model import threads
from pipeline.engines.packages import find_packages
from pipeline.engines.reading import InstalledPackage
from pipeline.engines.tokenizer import Tokenizer, load_tokenizer
from pipeline.settings import find_workspace

_BATCH_TOKENS = 2048


class Limit:
    """Calls, and what they took."""

    def __init__(self, place: Path) -> None:
        import ctranslate2

        settings = find_workspace(place, place).settings
        folder = settings.engine.packages
        self.packages = find_packages(Path(folder) if folder else None)
        self.codes = settings.languages
        self.beam = settings.engine.beam_size
        package = next(iter(self.packages.by_direction.values()))
        inter, intra = threads(settings.engine)
        self.tokenizer: Tokenizer = load_tokenizer(package)
        self.translator: Any = ctranslate2.Translator(
            str(package.model), inter_threads=inter, intra_threads=intra
        )
        self.wall = self.cpu = 0.0
        self.sentences = 0

    def call(self, package: InstalledPackage, texts: Iterable[str]) -> list[str]:
        pieces = [self.tokenizer.encode(text)[0] for text in texts]
        pieces.sort(key=len, reverse=True)
        start, cpu = time.perf_counter(), time.process_time()
        results = self.translator.translate_batch(
            pieces,
            target_prefix=[[package.target_prefix]] * len(pieces),
            beam_size=self.beam,
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
        )
        self.wall += time.perf_counter() - start
        self.cpu += time.process_time() - cpu
        self.sentences += len(pieces)
        return [self.tokenizer.decode(_words(result.hypotheses[0]))[0] for result in results]

    def run(self, source: str, texts: Sequence[str]) -> None:
        """All directions of a language; the English middle is made once."""
        made: dict[str, list[str]] = {}
        for target in self.codes:
            route = self.packages.route(source, target) if target != source else ()
            before: Sequence[str] = texts
            for package in route:
                name = f"{package.source}-{package.target}"
                if package is route[-1] or name not in made:
                    made[name] = self.call(package, dict.fromkeys(t for t in before if t.strip()))
                before = made[name]


def _words(pieces: Sequence[str]) -> list[str]:
    return [piece for piece in pieces if not (piece.startswith(("<", ">>")) and piece.endswith(">"))]


def main(place: Path) -> None:
    limit = Limit(place)
    by_language: dict[str, dict[str, None]] = {}
    for text in texts_of(place):
        said = by_language.setdefault(text.language, {})
        said.update((sentence, None) for block in text.blocks for sentence in block)
    for source, texts in by_language.items():
        limit.run(source, list(texts))
    print(json.dumps({"wall": limit.wall, "cpu": limit.cpu, "sentences": limit.sentences}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
