"""Tables as CSV in UTF-8 with a byte order mark, by which spreadsheets know the encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from pipeline.errors import InputError
from pipeline.exchange.table import Row, proposals_of, rows_of
from pipeline.exchange.units import ExchangeFile, Proposals


def write_csv(files: Iterable[ExchangeFile]) -> bytes:
    """The table."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows_of(files))
    return text.getvalue().encode("utf-8-sig")


def read_csv(data: bytes, path: str = "") -> Proposals:
    """What a table proposes; commas, semicolons or tabs part its cells. Raises InputError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            "table-unreadable", "The table is not in UTF-8.", path=path, line=line,
            advice="Save it as “CSV UTF-8”, or as .xlsx.",
        ) from error  # fmt: skip
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, Row]] = []
    try:
        line = 1
        for row in reader:
            rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            "table-unreadable", f"The table cannot be read ({error}).", path=path, line=reader.line_num
        ) from error
    return proposals_of(rows, path)
