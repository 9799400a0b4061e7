"""How fast the translation memory is, and how large, with many units.

    python -m benchmarks.memory DATA --units 1000000 --place memory.sqlite

Sentences of the data are made into as many as are wanted: a third to a half of the words of each are words of
others, numbers are drawn anew, so that common words are as common as in real text. Half of the units are
English-Russian, a half English-Chinese. What is looked up nearly is a unit with one word in ten changed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.sets import SMALL, read_sets
from pipeline.languages import joiner
from pipeline.memory.store import Memory
from pipeline.memory.units import Unit

_WORD = re.compile(r"\d+|[^\W\d_]+(?:-\w+)*|[^\w\s]|\s+")
COLLECTION = 20_000
LOOKED_UP = 400


class Writer:
    """Makes sentences that are like those of the data and no two of them alike."""

    def __init__(self, texts: dict[str, list[str]]) -> None:
        self.random = random.Random(7)  # noqa: S311 - a sample
        self.pieces = {code: [self._pieces(text, code) for text in found] for code, found in texts.items()}
        self.words = {
            code: [piece for pieces in found for piece in pieces if piece[0].isalpha()]
            for code, found in self.pieces.items()
        }

    def _pieces(self, text: str, language: str) -> list[str]:
        return list(text) if language == "zh" else _WORD.findall(text)

    def sentence(self, language: str, number: int) -> str:
        pieces = self.pieces[language]
        return self.changed(pieces[number % len(pieces)], language, self.random.uniform(0.33, 0.5))

    def changed(self, pieces: Sequence[str], language: str, share: float) -> str:
        """The pieces with some of their words others."""
        return "".join(self._other(piece, language, share) for piece in pieces)

    def _other(self, piece: str, language: str, share: float) -> str:
        if piece.isdigit():
            return str(self.random.randint(1, 3000))
        if piece[0].isalpha() and self.random.random() < share:
            return self.random.choice(self.words[language])
        return piece

    def near(self, text: str, language: str) -> str:
        """Nearly the same text: at least one word is another."""
        pieces = self._pieces(text, language)
        places = [i for i, piece in enumerate(pieces) if piece[0].isalpha()]
        for place in self.random.sample(places, max(1, len(places) // 10)):
            pieces[place] = self.random.choice(self.words[language])
        return "".join(pieces)


def units(writer: Writer, count: int) -> Iterator[list[Unit]]:
    """Collections of units."""
    made: list[Unit] = []
    for number in range(count):
        target = "ru" if number % 2 else "zh"
        source, translation = writer.sentence("en", number), writer.sentence(target, number)
        made.append(Unit("en", target, source, translation, "p", "", "", True, "20260101T000000Z"))
        if len(made) == COLLECTION or number == count - 1:
            yield made
            made = []


def texts_of(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"en": [], "ru": [], "zh": []}
    for group in read_sets(folder):
        for row in group.rows:
            for code, text in row.texts.items():
                found[code].append(joiner(code).join([text]))
    return found


def timed(name: str, asked: Sequence[Unit], look: Callable[[Unit], bool]) -> None:
    """Print a line of the table: how long `look` takes for each unit, and for how many it finds what it should."""
    times = []
    hits = 0
    for unit in asked:
        start = time.perf_counter()
        hits += look(unit)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    high = times[int(len(times) * 0.95)]
    print(
        f"| {name} | {statistics.median(times):.2f} ms | {high:.2f} ms | {hits / len(asked):.1%} |",
        flush=True,
    )


def filled(place: Path, writer: Writer, count: int) -> float:
    """Fill the memory unless it is filled; seconds of the processor, without those that made the sentences."""
    memory = Memory(place)
    built = 0.0
    if not memory.collections():
        for number, made in enumerate(units(writer, count)):
            start = time.process_time()
            memory.replace(f"{number}.po", "", made)
            built += time.process_time() - start
    memory.close()
    return built


def look_up(memory: Memory, writer: Writer, known: Sequence[Unit]) -> None:
    """Print the table."""
    print(
        "| looked up | processor, median | 95th percentile | clock, median | found |\n|---|--:|--:|--:|--:|"
    )
    timed("exact", known, lambda u: bool(memory.exact("en", u.target_language, u.source)))
    near = [Unit("en", u.target_language, writer.near(u.source, "en"), u.source) for u in known]

    def finds(u: Unit) -> bool:
        found = memory.fuzzy(u.source_language, u.target_language, u.source)
        return any(u.target in (match.unit.source, match.unit.target) for match in found)

    timed("near, English", near, finds)
    for code, name in (("ru", "Russian"), ("zh", "Chinese")):
        near = [
            Unit(code, "en", writer.near(u.target, code), u.target)
            for u in known
            if u.target_language == code
        ]
        timed(f"near, {name}", near, finds)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", default=SMALL)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--place", type=Path, default=Path("memory-benchmark.sqlite"))
    options = parser.parse_args()
    writer = Writer(texts_of(options.data))
    built = filled(options.place, writer, options.units)
    memory = Memory(options.place)
    every = max(1, options.units // LOOKED_UP) | 1
    known = [unit for number, unit in enumerate(memory.units()) if number % every == 0]
    print(f"{options.units:,} units, load of the machine {os.getloadavg()[0]:.1f}\n")
    look_up(memory, writer, known)
    size = sum(p.stat().st_size for p in options.place.parent.glob(f"{options.place.name}*")) / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    print(
        f"\nfilled in {built:.0f} s of the processor, file {size:.0f} MB, peak memory of the process {peak:.0f} MB"
    )


if __name__ == "__main__":
    main()
