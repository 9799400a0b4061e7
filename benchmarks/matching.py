"""Matching: how many terms it finds, what it says of human translations, and how fast it is.

    python -m benchmarks.matching quality --bench DATA/health-bench
    python -m benchmarks.matching speed --bench DATA/health-bench

Both print tables in Markdown. `quality` reads any `*.tsv` with the columns id, en, ru, zh, terms.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.generated_terms import concepts, table
from pipeline.batch.terms import load_terms
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.languages import LANGUAGES
from pipeline.model import TermMatch
from pipeline.settings import find_workspace

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 10_000, 100_000)
TEXT_BYTES = 1_000_000
Row = dict[str, str]


def main() -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("quality", "speed", "one-size"))
    parser.add_argument("--bench", type=Path, required=True, help="folder of the bench")
    parser.add_argument("--segments", default="domain-visible.tsv", help="the file of segments in it")
    parser.add_argument("--glossary", type=Path, default=ROOT / "glossary/health.csv")
    parser.add_argument("--workspace", type=Path, help="of the generated glossary (one-size)")
    options = parser.parse_args()
    rows = _rows(options.bench / options.segments, "\t")
    if options.what == "quality":
        core = {row["id"] for row in _rows(options.bench / "glossary-core.csv", ",")}
        _quality(rows, core, options.bench / "glossary-core.csv", options.glossary)
    elif options.what == "speed":
        _speed(options)
    else:
        sys.stdout.write(json.dumps(_one_size(rows, options.workspace)))


def _rows(path: Path, delimiter: str) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        if delimiter == "\t":
            return list(csv.DictReader(file, delimiter=delimiter, quoting=csv.QUOTE_NONE))
        return list(csv.DictReader(file, delimiter=delimiter))


# --- quality ---------------------------------------------------------------------------------


def _quality(rows: Sequence[Row], core: set[str], core_path: Path, path: Path) -> None:
    print("| glossary | language | recall | precision | gold terms |\n|---|---|---|---|---|")
    for glossary in (core_path, path):
        base = TermBase(load([(glossary.name, glossary.read_bytes())])[0])
        known = core & set(base.glossary.concepts)
        for language in LANGUAGES:
            print(f"| {glossary.name} | {language} | {_found(base, rows, known, language)} |")
    print("\n| from | to | segments with terms | `term-missing` | share |\n|---|---|---|---|---|")
    for source in LANGUAGES:
        for target in LANGUAGES:
            if source != target:
                print(f"| {source} | {target} | {_missing(base, rows, source, target)} |")


def _found(base: TermBase, rows: Iterable[Row], known: set[str], language: str) -> str:
    """Recall and precision on the concepts that the gold knows; a longer term that it does not know counts as
    those inside it (magnesium oxide as magnesium)."""
    gold = found = right = 0
    for row in rows:
        wanted = set(row["terms"].split(",")) & known
        got = {c for match in base.find(row[language], language) for c in _as_known(match, known)}
        gold, found, right = gold + len(wanted), found + len(got), right + len(wanted & got)
    return f"{right / gold:.4f} | {right / found:.4f} | {gold}"


def _as_known(match: TermMatch, known: set[str]) -> set[str]:
    return {match.concept} if match.concept in known else known.intersection(match.parts)


def _missing(base: TermBase, rows: Iterable[Row], source: str, target: str) -> str:
    """What the check would say of the human translations."""
    matched = [(m, row) for row in rows if (m := base.find(row[source], source))]
    flagged = sum(bool(base.missing(matches, target, row[target])) for matches, row in matched)
    return f"{len(matched)} | {flagged} | {flagged / len(matched):.1%}"


# --- speed -----------------------------------------------------------------------------------


def _speed(options: object) -> None:
    """Each size and run in a process of its own: first without a cache, then with it. Seconds of processor time."""
    print(
        "| concepts | cache | glossary, s | indices ru en zh, s | ru, MB/s | en, MB/s | zh, MB/s | memory, MB |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as place:
            (Path(place) / "glossary").mkdir()
            (Path(place) / "glossary/generated.csv").write_bytes(table(size))
            (Path(place) / "termlock.toml").write_text("", encoding="utf-8")
            for cache in ("made", "read"):
                print(f"| {size:,} | {cache} | {_in_a_process(options, place)} |", flush=True)


def _in_a_process(options: object, workspace: str) -> str:
    command = [sys.executable, "-m", "benchmarks.matching", "one-size", "--workspace", workspace]
    command += ["--bench", str(options.bench), "--segments", options.segments]  # type: ignore[attr-defined]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    return " | ".join(json.loads(done.stdout))


def _one_size(rows: Sequence[Row], place: Path) -> list[str]:
    """Times of loading and of matching 1 MB in each language, and the process's memory at its highest."""
    texts = {language: _text(rows, language) for language in LANGUAGES}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    base, _ = load_terms(find_workspace(place, place))
    shown = [f"{time.process_time() - start:.2f}"]
    times: list[str] = []
    speeds: list[str] = []
    for language in LANGUAGES:
        start = time.process_time()
        base.find("", language)
        times.append(f"{time.process_time() - start:.2f}")
        start = time.process_time()
        matches = sum(len(base.find(segment, language)) for segment in texts[language])
        speeds.append(f"{TEXT_BYTES / 1e6 / (time.process_time() - start):.2f} ({matches:,} matches)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return [*shown, " ".join(times), *speeds, f"{memory / 1024:.0f}"]


def _text(rows: Sequence[Row], language: str) -> list[str]:
    """1 MB of segments, a generated term at the end of every tenth one."""
    choice = random.Random(2)  # noqa: S311 - no secret
    terms = [names[LANGUAGES.index(language)] for names in _as_languages(1_000)]
    segments: list[str] = []
    size = 0
    while size < TEXT_BYTES:
        for row in rows:
            text = row[language] + (f" {choice.choice(terms)}." if choice.random() < 0.1 else "")
            segments.append(text)
            size += len(text.encode())
            if size >= TEXT_BYTES:
                break
    return segments


def _as_languages(count: int) -> list[tuple[str, ...]]:
    order = ("en", "ru", "zh")
    return [tuple(names[order.index(language)] for language in LANGUAGES) for names in concepts(count)]


if __name__ == "__main__":
    main()
