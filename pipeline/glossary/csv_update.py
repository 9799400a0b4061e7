"""Changing some rows of a table that people keep: all other rows, columns and the way it is written stay."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from pipeline.glossary.concepts import Concept, Policy, clean_line
from pipeline.glossary.csv_terms import Record, Table, cells_of, column_of, columns, plain_cell, read_table


def update(data: bytes, concepts: Iterable[Concept], path: str) -> bytes:
    """The table with the rows of some concepts replaced, by id, and those that it lacks at its end.

    Columns that they need and the table lacks are added. Raises GlossaryError for what is no table.
    """
    table = read_table(data, path)
    cells = {concept.id: cells_of(concept) for concept in concepts}
    header_at = next(i for i, record in enumerate(table.records) if any(c.strip() for c in record.cells))
    old = [column_of(cell) for cell in table.records[header_at].cells]
    default = ("policy", str(Policy.TRANSLATE))
    needed = {
        name for row in cells.values() for name, cell in row.items() if cell and (name, cell) != default
    }
    header = [*old, *(name for name in columns() if name in needed and name not in old)]
    writer = _Writer(table)
    place = old.index("id")
    done: set[str] = set()
    for number, record in enumerate(table.records):
        key = clean_line(plain_cell(record.cells[place])) if len(record.cells) > place else ""
        if number == header_at and len(header) > len(old):
            writer.write([*record.cells, *header[len(old) :]])
        elif number > header_at and key in cells and key not in done:
            done.add(key)
            writer.write(_row(header, cells[key], record))
        else:
            writer.keep(record)
    for key, row in cells.items():
        if key not in done:
            writer.write(_row(header, row, None))
    return writer.data()


def _row(header: Sequence[str], cells: Mapping[str, str], record: Record | None) -> list[str]:
    """A row of a concept; what stands in columns that are not ours stays."""
    old = record.cells if record else ()
    return [cells.get(name, old[i] if i < len(old) else "") for i, name in enumerate(header)]


class _Writer:
    """Rows on their way into the table's own delimiter, line ends and encoding."""

    def __init__(self, table: Table) -> None:
        self.encoding = table.encoding
        self.end = "\r\n" if any(r.raw.endswith("\r\n") for r in table.records) else "\n"
        self.text = io.StringIO(newline="")
        self.rows = csv.writer(self.text, delimiter=table.delimiter, lineterminator=self.end)
        self.open = False
        """Whether the last row has no line end yet."""

    def keep(self, record: Record) -> None:
        self._close()
        self.text.write(record.raw)
        self.open = not record.raw.endswith(("\n", "\r"))

    def write(self, cells: Sequence[str]) -> None:
        self._close()
        self.rows.writerow(cells)

    def _close(self) -> None:
        if self.open:
            self.text.write(self.end)
            self.open = False

    def data(self) -> bytes:
        return self.text.getvalue().encode(self.encoding)
