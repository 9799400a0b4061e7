"""The three languages side by side, for reviewers: rows that CSV and XLSX files hold.

    article | id | ru | ru status | ru comment | en | … | zh | … | source | was

A reviewer changes texts, writes `approved` under a status, or a comment. `was` tells what stood there
when the table was made: `key ru:text:line+line zh:text:` with hashes of the text and of the comment's lines.
Older tables have one column `comment` for all languages, and no lines in `was`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline import languages
from pipeline.errors import InputError
from pipeline.exchange.comments import noted, said
from pipeline.exchange.units import ExchangeFile, ExchangeUnit, Proposal, Proposals, id_of, key_hash
from pipeline.model import Key, State

Row = list[str]
APPROVED = "approved"
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
            row += [guarded(key.text), "source", ""]
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
    for line, row in numbered:
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        found += _proposals(cells, line)
    return Proposals(tuple(found))


def _proposals(cells: Mapping[str, str], line: int) -> Iterator[Proposal]:
    source = languages.normalise(cells["source"].strip())
    key, *rest = cells["was"].split() or [""]
    was = dict(part.split(":", 1) for part in rest if ":" in part)
    shared = _lines(cells.get("comment", ""))
    for code in languages.LANGUAGES:
        if code != source and code in cells and code in was:
            text, noting, lines = was[code].partition(":")
            own = f"{code} comment" in cells and bool(noting)
            yield Proposal(
                cells["article"], source, code,
                unguarded(cells.get(source, "")), unguarded(cells[code]),
                approved=cells.get(f"{code} status", "").strip().casefold() == APPROVED,
                id=f"{key}.{text}", line=line,
                comments=_lines(cells.get(f"{code} comment", "")),
                was_comments=tuple(filter(None, lines.split("+"))) if own else None,
                shared_comments=shared,
            )  # fmt: skip


def _lines(cell: str) -> tuple[str, ...]:
    return tuple(line for part in unguarded(cell).split("\n") if (line := said(part)))
