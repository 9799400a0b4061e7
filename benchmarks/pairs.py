"""Dangerous translations and right ones, and what the checks say of them: python -m benchmarks.pairs [FILE]

Each dangerous translation is fluent and holds an error that could harm a reader; the right ones are free, as good
translators write. Pairs of round 1 were written by somebody who did not know the rules; rounds 2 and 3 look for
their holes. Once rules were mended with them, they tell what stays mended and no longer what new text
will meet: then write new ones.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import engines
from benchmarks.sets import SMALL, read_table
from pipeline import inline
from pipeline.batch.terms import load_terms
from pipeline.checks.base import Subject
from pipeline.checks.registry import run_checks
from pipeline.glossary.matching import TermBase
from pipeline.model import Severity
from pipeline.settings import find_workspace

PAIRS = SMALL / "pairs.tsv"
HEAD = "| | class | pairs | error | warning | silent |\n|---|---|---:|---:|---:|---:|"


@dataclass(slots=True)
class Count:
    """Pairs by the gravest finding of a draft."""

    error: int = 0
    warning: int = 0
    silent: int = 0


def main(file: Path = PAIRS) -> None:
    terms, _ = load_terms(find_workspace(engines.ROOT, engines.ROOT))
    print(HEAD)
    for line in lines(read_table(file), terms):
        print(line)


def lines(rows: Iterable[dict[str, str]], terms: TermBase) -> Iterator[str]:
    """The lines of the table: each class, and all of a kind and round."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for row in rows:
        verdict = judge(row["pair"], row["source"], row["translation"], terms)
        for name in (row["class"], f"all of round {row['round']}"):
            count = counts[row["kind"], name]
            setattr(count, verdict, getattr(count, verdict) + 1)
    for (kind, name), count in sorted(counts.items()):
        total = count.error + count.warning + count.silent
        yield f"| {kind} | {name} | {total} | {count.error} | {count.warning} | {count.silent} |"


def judge(pair: str, text: str, translation: str, terms: TermBase) -> str:
    """The gravest finding of a draft: `error`, `warning` or `silent`."""
    source, target = pair.split("-")
    subject = Subject(
        source=source, target=target,
        text=inline.escape(text), translation=inline.escape(translation),
        plain_text=text, plain_translation=translation,
        machine=True, matches=tuple(terms.find(text, source)), terms=terms,
    )  # fmt: skip
    found = {finding.severity for finding in run_checks(subject)}
    return "error" if Severity.ERROR in found else "warning" if Severity.WARNING in found else "silent"


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
