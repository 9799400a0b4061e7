"""`make bench`: speed and memory of whole runs, as one table in `benchmarks/README.md`.

python -m benchmarks.speed --articles 1000 --peer .venv-peer/bin/python
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.speed import parts

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- speed -->", "<!-- end of speed -->"
HEAD = "| what | by the clock | of processor | besides | rounds |\n|---|---|---|---|---|"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--peer-articles", type=int, default=30, help="argostranslate takes its time")
    parser.add_argument("--large-articles", type=int, default=15, help="with packages of full size")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peer", type=Path, help="Python of an environment with argostranslate, whole")
    parser.add_argument("--parts", default="limit,peer,limit-large,peer-large,again,memory,clusters")
    parser.add_argument("--sizes", default="10,100,1000,10000", help="articles, for memory")
    parser.add_argument("--sources", default="ru,en,zh,ru+en+zh", help="languages of the articles, for limit")
    parser.add_argument("--print", action="store_true", help="print the table instead of writing it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder  # no package of this computer's user
        lines = list(_lines(options, Path(folder) / "workspace"))
    if not options.print:
        _write(lines)


def _lines(options: argparse.Namespace, place: Path) -> Iterator[str]:
    sources = [languages.split("+") for languages in options.sources.split(",")]
    sizes = tuple(map(int, options.sizes.split(",")))

    def peer(articles: int, large: Path | None = None) -> Iterator[str]:
        if options.peer:
            yield from parts.peer(place, options.peer.absolute(), articles, options.rounds, large)

    known: dict[str, Callable[[], Iterator[str]]] = {
        "limit": lambda: parts.limit(place, options.articles, options.rounds, sources),
        "peer": lambda: peer(options.peer_articles),
        "limit-large": lambda: parts.limit(
            place, options.large_articles, options.rounds, sources[-1:], parts.full_size(place)
        ),
        "peer-large": lambda: peer(options.large_articles, parts.full_size(place)),
        "again": lambda: parts.again(place, options.articles, options.rounds),
        "memory": lambda: parts.memory(place, sizes),
        "clusters": lambda: parts.clusters(place, options.articles, options.rounds),
    }
    for part in options.parts.split(","):
        for line in known[part]():
            print(line, flush=True)
            yield line


def _write(lines: list[str]) -> None:
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(f"{before}{BEGIN}\n{HEAD}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
