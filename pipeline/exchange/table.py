"""The three languages side by side, for reviewers: rows that CSV and XLSX files hold.

    article | id | ru | ru status | ru comment | en | … | zh | … | source | was

A reviewer changes texts, writes `approved` under a status, or a comment. `was` tells what stood there
when the table was made: `key ru:text:line+line zh:text:` with hashes of the text and of the comment's lines.
Older tables have one column `comment` for all languages, and no lines in `was`. Where a row lost its `was`,
its id and source tell which entry it is, and nothing tells what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline import languages
from pipeline.errors import InputError
from pipeline.exchange.comments import noted, said
from pipeline.exchange.units import (
    UNKNOWN,
    ExchangeFile,
    ExchangeUnit,
    Proposal,
    Proposals,
    id_of,
    key_hash,
)
from pipeline.model import Finding, Key, Severity, State

Row = list[str]
APPROVED = "approved"
SOURCE = "source"
"""Status of the text that the others translate."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would take for a formula, or that was kept from it before."""


def rows_of(files: Iterable[ExchangeFile]) -> Iterator[Row]:
    """The heading, and a row for each entry of each article."""
    yield _heading()
    articles: dict[str, list[ExchangeFile]] = {}
    for file in files:
        articles.setdefault(file.article, []).append(file)
    for article, group in articles.items():
        by_key: dict[Key, dict[str, ExchangeUnit]] = {}
        for file in group:
            for unit in file.units:
                by_key.setdefault(unit.entry.key, {})[file.target_language] = unit
        for key, units in by_key.items():
            yield _row(article, key, units, group[0].source_language)


def _heading() -> Row:
    texts = [name for code in languages.LANGUAGES for name in (code, f"{code} status", f"{code} comment")]
    return ["article", "id", *texts, "source", "was"]


def _row(article: str, key: Key, units: Mapping[str, ExchangeUnit], source: str) -> Row:
    row = [article, key.context]
    for code in languages.LANGUAGES:
        unit = units.get(code)
        if code == source:
            row += [guarded(key.text), SOURCE, ""]
        elif unit:
            row += [guarded(unit.entry.translation), _status(unit), _comment(unit)]
        else:
            row += ["", "", ""]
    was = " ".join(f"{code}:{_was(unit)}" for code, unit in units.items())
    return [*row, source, f"{key_hash(key)} {was}"]


def _comment(unit: ExchangeUnit) -> str:
    return guarded("\n".join(line for comment in unit.entry.comments if (line := said(comment))))


def _was(unit: ExchangeUnit) -> str:
    """What stood there, as `was` notes it: the text, and the lines of the comment."""
    return f"{id_of(unit.entry).partition('.')[2]}:{'+'.join(noted(unit.entry.comments))}"


def _status(unit: ExchangeUnit) -> str:
    return APPROVED if unit.state is State.APPROVED else str(unit.state)


def guarded(text: str) -> str:
    """A cell's text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def proposals_of(rows: Iterable[tuple[int, Sequence[str]]], path: str) -> Proposals:
    """What rows propose, each with its number. Raises InputError (`table-unreadable`)."""
    numbered = iter(rows)
    _, heading = next(numbered, (1, []))
    columns = {name.strip().casefold().removeprefix("\ufeff"): at for at, name in enumerate(heading)}
    lacking = [name for name in ("article", "source", "was") if name not in columns]
    if lacking:
        raise InputError(
            "table-unreadable",
            f"The table has no column “{lacking[0]}”.",
            path=path,
            line=1,
            advice="Its first row must be as termlock export wrote it.",
        )
    found: list[Proposal] = []
    findings: list[Finding] = []
    for line, row in numbered:
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        source = _source(cells)
        if source:
            found += _proposals(cells, source, line)
        elif any(cells.get(code) for code in languages.LANGUAGES):
            message = (
                "Its cells do not tell which text is the source, or tell it in two ways; the row was not imported. "
                "Write its language (ru, en or zh) under “source”, as termlock export wrote it."
            )
            findings.append(Finding("import-source", Severity.WARNING, message, path, line))
    return Proposals(tuple(found), tuple(findings))


def _source(cells: Mapping[str, str]) -> str:
    """The language of a row's source, which two cells tell; empty where none does, or they contradict each other."""
    said = {code for code in languages.LANGUAGES if _said(cells, f"{code} status") == SOURCE}
    said |= {languages.normalise(cells["source"])} - {""}
    return said.pop() if len(said) == 1 else ""


def _said(cells: Mapping[str, str], name: str) -> str:
    return cells.get(name, "").strip().casefold()


def _proposals(cells: Mapping[str, str], source: str, line: int) -> Iterator[Proposal]:
    original = unguarded(cells.get(source, ""))
    key, *rest = cells["was"].split() or [""]
    if len(key) != len(UNKNOWN):
        key = key_hash(Key(cells.get("id", "").strip(), original))
    was = dict(part.split(":", 1) for part in rest if ":" in part)
    shared = _lines(cells.get("comment", ""))
    for code in languages.LANGUAGES:
        said = cells.get(code, "") + cells.get(f"{code} comment", "")
        if code != source and code in cells and (code in was or said.strip()):
            text, noting, lines = was.get(code, UNKNOWN).partition(":")
            own = f"{code} comment" in cells and bool(noting)
            yield Proposal(
                cells["article"], source, code, original, unguarded(cells[code]),
                approved=_said(cells, f"{code} status") == APPROVED,
                id=f"{key}.{text}", line=line,
                comments=_lines(cells.get(f"{code} comment", "")),
                was_comments=tuple(filter(None, lines.split("+"))) if own else None,
                shared_comments=shared,
            )  # fmt: skip


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line for part in unguarded(cell).split("\n") if (line := said(part)))
