"""Text with human translations to measure packages on: the health set, or a table of the user's own.

`health.tsv` was written for this project (CC0 1.0): 2,024 segments about vitamin K2, magnesium, bones and
arteries in three languages. The starter is trained with it, but for each tenth row; those rows alone
are what packages are measured on.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.engines.measured import BUILT_IN
from pipeline.engines.reading import InstalledPackage
from pipeline.errors import InputError
from pipeline.languages import LANGUAGES, normalise

HEALTH = Path(__file__).parent / "health.tsv"
KEPT_OUT = 10
"""One row in so many of the health set is never trained with, counted from the first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text and a person's translation of it."""

    text: str
    reference: str
    number: int = -1
    """Of the row in the health set; under 0 for text that is not in it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Rows in one direction."""

    name: str
    """Tells it from all other texts, by its content too: `health@1f0c2d3e`, `file:mine@0a1b2c3d`."""
    rows: tuple[Row, ...]


@cache
def health_rows() -> tuple[Mapping[str, str], ...]:
    """All rows of the health set: id, en, ru, zh, and the ids of the terms in them."""
    return tuple(_table(HEALTH.read_text(encoding="utf-8")))


def health_text(source: str, target: str) -> Text:
    """The rows of the health set that were kept out of training."""
    rows = [
        Row(row[source], row[target], number)
        for number, row in enumerate(health_rows())
        if number % KEPT_OUT == 0 and row[source] and row[target]
    ]
    return Text(_name(BUILT_IN, rows), tuple(rows))


def file_text(path: Path, source: str, target: str) -> Text:
    """The rows of a table in UTF-8 whose first line names its columns, `en`, `ru`, `zh` among them.

    Raises InputError (`no-table`) for a file that cannot be read or lacks a language.
    """
    try:
        table = _table(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not in UTF-8, or no table"
        raise _no_table(path, f"cannot be read ({why})") from error
    columns = {normalise(name): name for name in table[0] if name} if table else {}
    if missing := [language for language in (source, target) if language not in columns]:
        raise _no_table(path, f"has no rows with a column {' and '.join(missing)}")
    known = _known()
    rows = []
    for line in table:
        text, reference = ((line[columns[language]] or "").strip() for language in (source, target))
        if text and reference:
            rows.append(Row(text, reference, known.get(text, known.get(reference, -1))))
    if not rows:
        raise _no_table(path, f"has no row in both {source} and {target}")
    return Text(_name(f"file:{'_'.join(path.stem.split())}", rows), tuple(rows))


def _no_table(path: Path, what: str) -> InputError:
    return InputError(
        "no-table",
        f"The file {what}.",
        path=str(path),
        advice="Give a TAB-separated file whose first line names the columns: en, ru, zh.",
    )


def _table(text: str) -> list[dict[str, str]]:
    lines = io.StringIO(text, newline="")
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _known() -> Mapping[str, int]:
    """Where a text of any language stands in the health set."""
    return {
        row[language].strip(): number
        for number, row in enumerate(health_rows())
        for language in LANGUAGES
        if row[language]
    }


def _name(name: str, rows: list[Row]) -> str:
    content = "\n".join(f"{row.text}\t{row.reference}" for row in rows)
    return f"{name}@{hashlib.sha256(content.encode()).hexdigest()[:8]}"


def is_seen(row: Row, package: InstalledPackage) -> bool:
    """Whether a package may have been trained with a row. Of other packages than the starter nothing is known."""
    if row.number < 0 or package.kept_out < 0:
        return False
    return package.kept_out == 0 or row.number % package.kept_out != 0
