"""chrF of termlock's drafts beside argostranslate's own translations: the same packages, beam and segments.

python -m benchmarks.speed.quality DATA --peer .venv-peer/bin/python [--every 8]

DATA is a folder of data (`benchmarks/sets.py`); rows that the shipped model may have been trained with are left out.
Drafts that would be withheld count by their text.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

from benchmarks import engines
from benchmarks.scoring import chrf
from benchmarks.sets import Row, read_sets
from benchmarks.speed.measure import measured
from benchmarks.speed.texts import packages_in
from pipeline import inline
from pipeline.batch.terms import load_terms
from pipeline.draft import Job, draft_all
from pipeline.languages import LANGUAGES
from pipeline.settings import find_workspace

HEAD = "| set | direction | segments | argostranslate | termlock | withheld |\n|---|---|---:|---:|---:|---:|"
_PEER = Path(__file__).with_name("peer.py")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--peer", type=Path, required=True, help="Python of an environment with argostranslate"
    )
    parser.add_argument("--every", type=int, default=1, help="each so many rows of a set")
    options = parser.parse_args()
    sets = {
        set_.name: [row for row in set_.rows if not row.trained][:: options.every]
        for set_ in read_sets(options.data)
    }
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder  # no package of this computer's user
        packages_in(Path(folder) / "packages")
        for line in _lines(sets, Path(folder), options.peer.absolute()):
            print(line, flush=True)


def _lines(sets: dict[str, list[Row]], place: Path, python: Path) -> Iterator[str]:
    terms, _ = load_terms(find_workspace(engines.ROOT, engines.ROOT))
    engine = engines.starter()
    for name, rows in sets.items():
        for source, target in permutations(LANGUAGES, 2):
            pairs = [(r.texts[source], r.texts[target]) for r in rows if {source, target} <= r.texts.keys()]
            if not pairs:
                continue
            texts, references = [one for one, _ in pairs], [other for _, other in pairs]
            jobs = [Job(inline.escape(t), source, target, terms.find(t, source)) for t in texts]
            drafts = draft_all(jobs, engine, terms)
            offered = draft_all(jobs, engine, terms, offer_withheld=True)
            ours = chrf([inline.plain(draft.text) for draft in offered], references)
            theirs = chrf(_translated(texts, source, target, place, python), references)
            withheld = sum(not draft.text for draft in drafts) / len(drafts)
            yield f"| {name} | {source}-{target} | {len(pairs)} | {theirs:.1f} | {ours:.1f} | {withheld:.0%} |"


def _translated(texts: Sequence[str], source: str, target: str, place: Path, python: Path) -> list[str]:
    """What argostranslate says of each text, which it is given as a paragraph of one sentence."""
    asked, said = place / "asked.json", place / "said.json"
    blocks = [{"text": text, "sentences": [text]} for text in texts]
    asked.write_text(
        json.dumps([{"language": source, "targets": [target], "blocks": blocks}]), encoding="utf-8"
    )
    measured(
        [str(python), str(_PEER), str(asked), str(said)],
        place,
        {"ARGOS_PACKAGES_DIR": str(place / "packages")},
    )
    lines: list[str] = json.loads(said.read_text(encoding="utf-8"))[0].split("\n")
    if len(lines) != len(texts):
        raise RuntimeError(f"{len(texts)} texts became {len(lines)} lines")
    return lines


if __name__ == "__main__":
    main()
