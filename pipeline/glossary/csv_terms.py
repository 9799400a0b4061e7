"""The term base as a table: one concept a row, several forms in a cell (see `notation`).

    id, policy, subject, definition, en, en_variants, en_forbidden, ru, ru_variants, ru_forbidden, zh, ..., note

Read are UTF-8 and UTF-16 with commas, semicolons or tabs, as spreadsheet programs save them.
A cell that a spreadsheet would take for a formula (`-аза`, `=x`) is written with an apostrophe before it.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import GlossaryError
from pipeline.glossary import labels
from pipeline.glossary.concepts import Concept, Policy, Terms, clean_line, clean_text, control_character
from pipeline.languages import LANGUAGES, normalise
from pipeline.model import Finding, Severity

KINDS = ("", "_variants", "_forbidden")


def columns(languages: Sequence[str] = LANGUAGES) -> tuple[str, ...]:
    """Names of the columns that serve these languages, in the order in which they are written."""
    forms = (f"{language}{kind}" for language in languages for kind in KINDS)
    return ("id", "policy", "subject", "definition", *forms, "note")


# --- the table -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the file."""

    line: int
    raw: str
    """As it stands in the file, its line end included."""
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file taken apart; joined, the raw rows are its text."""

    records: tuple[Record, ...]
    """The header is the first that is not blank."""
    delimiter: str
    encoding: str
    """As Python calls it; `utf-8-sig` has a byte order mark."""


def read_table(data: bytes, path: str) -> Table:
    """Take a file apart. Raises GlossaryError when it is no table in a known encoding."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message, advice = "The term base is not in UTF-8.", "Save it as CSV in UTF-8."
        raise GlossaryError("glossary-unreadable", message, path=path, line=line, advice=advice) from error
    lines = io.StringIO(text, newline="").readlines()
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(lines, strict=True, delimiter=delimiter)
    records: list[Record] = []
    start = 0
    try:
        for cells in reader:
            raw = "".join(lines[start : reader.line_num])
            records.append(Record(start + 1, raw, tuple(cells)))
            start = reader.line_num
    except csv.Error as error:
        message = f"The table cannot be read: {error}."
        advice = "A cell that holds quotes stands in quotes, and they are doubled in it."
        raise GlossaryError(
            "glossary-unreadable", message, path=path, line=reader.line_num, advice=advice
        ) from error
    if encoding == "utf-8-sig" and not data.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8"
    return Table(tuple(records), delimiter, encoding)


def column_names(table: Table) -> list[str]:
    """Our names of a table's columns; empty for a blank table."""
    header = next((r for r in table.records if any(cell.strip() for cell in r.cells)), None)
    return [column_of(cell) for cell in header.cells] if header else []


def column_of(name: str) -> str:
    """Our name of a column: `zh_CN_variants` is `zh_variants`; what is not known stays."""
    name = name.strip().lower()
    found = re.fullmatch(r"([a-z]+(?:[-_](?:cn|gb|hans|ru|sg|us))?)(_variants|_forbidden)?", name)
    language = normalise(found.group(1)) if found else ""
    return f"{language}{found.group(2) or ''}" if found and language else name


def plain_cell(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from calculating it."""
    return cell[1:] if re.match(r"'+[=+\-@]", cell) else cell


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet calculates."""
    return f"'{cell}" if re.match(r"'*[=+\-@]", cell) else cell


# --- parse -----------------------------------------------------------------------------------


def parse(data: bytes, path: str) -> tuple[tuple[Concept, ...], tuple[Finding, ...]]:
    """Concepts of a table in its order, and what is wrong in it; rows with errors are left out.

    Raises GlossaryError for a file that is no table of terms.
    """
    records = [r for r in read_table(data, path).records if any(cell.strip() for cell in r.cells)]
    header = [column_of(cell) for cell in records[0].cells] if records else []
    findings: list[Finding] = []
    _check_header(header, path, records[0].line if records else 0, findings)
    concepts: list[Concept] = []
    for record in records[1:]:
        row = _Row(header, record, path, findings)
        if concept := row.concept():
            concepts.append(concept)
    return tuple(concepts), tuple(findings)


def _check_header(header: list[str], path: str, line: int, findings: list[Finding]) -> None:
    known = columns()
    advice = f"Its first line must name the columns: {', '.join(known)}."
    if not header:
        raise GlossaryError("glossary-columns", "The term base is empty.", path=path, advice=advice)
    missing = [] if "id" in header else ["id"]
    if not any(language in header for language in LANGUAGES):
        missing += LANGUAGES
    if missing or len({*header} - {""}) < len([c for c in header if c]):
        said = f"The columns {', '.join(missing)} are missing." if missing else "A column stands twice."
        raise GlossaryError("glossary-columns", said, path=path, line=line, advice=advice)
    for name in header:
        if name and name not in known:
            meant = _meant(name, known)
            severity = Severity.WARNING if meant else Severity.INFO
            hint = f" Did you mean {meant}?" if meant else ""
            message = f"The column {name} is not known and is passed over.{hint}"
            findings.append(Finding("glossary-columns", severity, message, path, line))


def _meant(name: str, known: Sequence[str]) -> str:
    """The column that a misspelt or shortened name is meant for (`ru_var`); empty for one of the user's own."""
    same_language = [column for column in known if column[:3] == name[:3]]
    close = difflib.get_close_matches(name, known, 1, 0.8)
    close += difflib.get_close_matches(name, same_language, 1, 0.7)
    return next(iter(close), "")


class _Row:
    """One row on its way to a concept."""

    def __init__(self, header: list[str], record: Record, path: str, findings: list[Finding]) -> None:
        self.cells = {name: plain_cell(cell) for name, cell in zip(header, record.cells, strict=False)}
        self.beyond = record.cells[len(header) :]
        self.path, self.line, self.findings = path, record.line, findings
        self.id = clean_line(self.cells.get("id", ""))

    def concept(self) -> Concept | None:
        """The concept, or None for a row that is left out."""
        if fault := self._fault():
            self._find(*fault)
            return None
        terms = {language: t for language in LANGUAGES if (t := self._terms(language))}
        if not terms:
            self._find("glossary-empty", f"{self.id} has no term and is left out.")
            return None
        cell = self.cells.get
        return Concept(
            self.id,
            Policy(cell("policy", "").strip() or "translate"),
            terms,
            clean_text(cell("note", "")),
            clean_text(cell("definition", "")),
            clean_line(cell("subject", "")),
            self.path,
            self.line,
        )

    def _find(self, check: str, message: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(check, severity, message, self.path, self.line))

    def _fault(self) -> tuple[str, str] | None:
        """Code and message of what makes the row useless."""
        if not self.id:
            return "glossary-empty", "The row has no id and is left out."
        if any(cell.strip() for cell in self.beyond):
            message = f"{self.id} has more cells than the header and is left out."
            return "glossary-columns", f"{message} A cell that holds the separator stands in quotes."
        if bad := control_character("".join(self.cells.values())):
            return (
                "glossary-character",
                f"{self.id} holds the control character {bad} and is left out. Delete it.",
            )
        policy = self.cells.get("policy", "").strip()
        if policy and policy not in list(Policy):
            allowed = ", ".join(Policy)
            return "glossary-policy", f"policy is {policy!r}; allowed are {allowed}. The row is left out."
        return None

    def _terms(self, language: str) -> Terms | None:
        def complain(message: str) -> None:
            self._find("glossary-label", f"{self.id}: {message}")

        first = labels.read_forms(self.cells.get(language, ""), complain)
        admitted = labels.read_forms(self.cells.get(f"{language}_variants", ""), complain)
        forbidden = labels.read_texts(self.cells.get(f"{language}_forbidden", ""))
        if not first:
            if admitted or forbidden:
                message = f"{self.id} has no {language} term beside its variants; they are passed over."
                self._find("glossary-no-preferred", f"{message} Fill the column {language}.")
            return None
        if len(first) > 1:
            message = f"{self.id} has several {language} terms; “{first[0].text}” is the preferred one."
            advice = f"Move the others to {language}_variants."
            self._find("glossary-no-preferred", f"{message} {advice}", Severity.WARNING)
        return Terms(first[0], (*first[1:], *admitted), forbidden)


# --- serialize -------------------------------------------------------------------------------


def serialize(concepts: Iterable[Concept], languages: Sequence[str] = LANGUAGES) -> bytes:
    """A table of concepts in their order, in UTF-8 with the mark by which spreadsheets know it."""
    names = columns(languages)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([row[name] for name in names] for row in map(cells_of, concepts))
    return text.getvalue().encode("utf-8-sig")


def cells_of(concept: Concept) -> Mapping[str, str]:
    """The cells of a concept by their columns, for all languages."""
    cells = {
        "id": concept.id,
        "policy": str(concept.policy),
        "subject": concept.subject,
        "definition": concept.definition,
        "note": concept.note,
    }
    for language in LANGUAGES:
        cells |= zip((f"{language}{kind}" for kind in KINDS), _term_cells(concept, language), strict=True)
    return {name: safe_cell(cell) for name, cell in cells.items()}


def _term_cells(concept: Concept, language: str) -> Iterator[str]:
    terms = concept.terms.get(language)
    yield labels.write_forms([terms.preferred]) if terms else ""
    yield labels.write_forms(terms.admitted) if terms else ""
    yield labels.write_texts(terms.forbidden) if terms else ""
