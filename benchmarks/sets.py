"""The data that benchmarks run on.

A folder of data holds, by these names, what there is: `health-bench/domain-*.tsv` (id, en, ru, zh, terms:
segments with the concepts that occur in them), `health-bench/tico19-*.tsv` (id, en, ru, zh) with its
terminologies `terms-*.csv`, `mt-outputs/*.<source>-<target>.tsv` (source, reference, and a column for each
engine), `starter-models/corpus`. The files of `health-bench` may also lie in the folder itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.measuring.sets import HEALTH, KEPT_OUT

SMALL = Path(__file__).parent / "data"
"""Links and terms of the small set: those rows of the packaged health set that `links.tsv` has links for."""
TRAINED = "domain-visible"
"""The packaged health set under another name: shipped models may have been trained with it, but for each tenth row."""


@dataclass(frozen=True, slots=True)
class Row:
    """A segment in two or three languages."""

    id: str
    document: str
    texts: Mapping[str, str]
    terms: frozenset[str] = frozenset()
    """Ids of the concepts that a person found in it."""
    trained: bool = False
    """Whether the shipped model may have been trained with it."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """Segments of one kind."""

    name: str
    rows: tuple[Row, ...]
    own_terms: Glossary | None = None
    """The term base that belongs to the set; None: that of the workspace."""
    untouched: bool = False
    """Whether nothing, the aligner included, may be trained with it."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Stored translations of the rows of a set, in one direction."""

    set: DataSet
    source: str
    target: str
    engines: Mapping[str, tuple[str, ...]]
    """Translations by the engine's name, in the order of the rows."""


def read_table(file: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    """The rows of a table with a header line."""
    with file.open(encoding="utf-8", newline="") as lines:
        if delimiter == "\t":
            return list(csv.DictReader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))
        return list(csv.DictReader(lines, delimiter=delimiter))


def read_sets(folder: Path) -> list[DataSet]:
    """The trilingual sets of a folder of data."""
    if folder == SMALL:
        return [_small()]
    place = folder / "health-bench" if (folder / "health-bench").is_dir() else folder
    made = [_trilingual(file) for file in sorted(place.glob("domain-*.tsv"))]
    own = _terminologies(place)
    for file in sorted(place.glob("tico19-*.tsv")):
        rows = tuple(Row(row["id"], row["id"].partition(":")[0], _texts(row)) for row in read_table(file))
        made.append(DataSet(file.stem, rows, own, untouched=True))
    return made


def _small() -> DataSet:
    """No row of it was trained with."""
    linked = {row["id"] for row in read_table(SMALL / "links.tsv")}
    rows = _trilingual(HEALTH).rows
    return DataSet("domain-small", tuple(row for row in rows if row.id in linked))


def _trilingual(file: Path) -> DataSet:
    rows = tuple(
        Row(
            row["id"],
            row["id"].rstrip("0123456789"),
            _texts(row),
            frozenset(filter(None, row["terms"].split(","))),
            file.stem in (TRAINED, HEALTH.stem) and number % KEPT_OUT != 0,
        )
        for number, row in enumerate(read_table(file))
    )
    return DataSet(file.stem, rows)


def _texts(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[language] for language in ("en", "ru", "zh") if row[language]}


def read_outputs(folder: Path) -> list[Outputs]:
    """Stored outputs of full-size engines."""
    made = []
    for file in sorted((folder / "mt-outputs").glob("*.tsv")):
        name, direction = file.stem.rsplit(".", 1)
        source, target = direction.split("-")
        table = read_table(file)
        rows = tuple(
            Row(f"{name}:{n}", name, {source: row["source"], target: row["reference"]})
            for n, row in enumerate(table)
        )
        engines = [column for column in table[0] if column not in ("source", "reference")]
        # Some engines were asked for HTML, and say `&#39;`.
        stored = {engine: tuple(unescape(row[engine]) for row in table) for engine in engines}
        made.append(Outputs(DataSet(name, rows, untouched=True), source, target, stored))
    return made


def corpus_of(folder: Path) -> Path | None:
    """Parallel text to train the aligner with, if there is any."""
    place = folder / "starter-models" / "corpus"
    return place if place.is_dir() else None


# --- terminologies of TICO-19 -------------------------------------------------------------------

_REMARK = re.compile(r"\s*(?:\[[^]]*\]|\([^)]*\)|（[^）]*）)")


def _terminologies(folder: Path) -> Glossary | None:
    """One concept for each English term; alternatives (`a : b`) are admitted, remarks in brackets left out."""
    found: dict[str, dict[str, list[str]]] = {}
    for file in sorted(folder.glob("terms-*.csv")):
        for row in read_table(file, ","):
            english = _REMARK.sub("", row["sourceString"]).strip()
            target = row["targetLang"][:2]
            values = _values(row["targetString"])
            if english and values:
                # The first file that has a term says which translation is preferred.
                known = found.setdefault(english, {}).setdefault(target, [])
                known += [value for value in values if value not in known]
    concepts = {
        f"tico-{n}": Concept(
            f"tico-{n}",
            Policy.TRANSLATE,
            {"en": _forms([english]), **{language: _forms(values) for language, values in named.items()}},
        )
        for n, (english, named) in enumerate(found.items())
    }
    return Glossary(concepts) if concepts else None


def _values(cell: str) -> list[str]:
    bare = _REMARK.sub("", cell)
    return [value.strip() for value in re.split(r"\s:\s|[；;]|\s/\s", bare) if value.strip()]


def _forms(values: Iterable[str]) -> Terms:
    first, *others = (Form(value) for value in values)
    return Terms(first, tuple(others))
