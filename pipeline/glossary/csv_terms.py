"""The term base as CSV: one concept a row, several values in a cell separated by `|`.

    id, policy, subject, definition, en, en_variants, en_forbidden, ru, ru_variants, ru_forbidden, zh, ..., note

A form may say what it is in brackets: `K2 [short]`, `calcified [adj]`, `менахинон [m like:инсулин]`,
`субпродукты [pl]`, `MGP [case]` (case-sensitive), `давление [target]` (accepted in a translation, no term in a
source). A form in capitals is an abbreviation unless it says otherwise.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from pipeline.errors import GlossaryError
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.languages import LANGUAGES
from pipeline.model import Finding, Severity

COLUMNS = (
    "id",
    "policy",
    "subject",
    "definition",
    *(f"{c}{s}" for c in LANGUAGES for s in ("", "_variants", "_forbidden")),
    "note",
)
_TYPES = ("full", "short", "abbreviation")
_POS = ("noun", "adj", "verb", "adv")
_GENDERS = ("m", "f", "n")
_LABEL = re.compile(r"^(.*?)\s*\[([\w ,:-]+)\]$")
_ABBREVIATION = re.compile(r"(?=.*[A-ZА-ЯЁ])[A-ZА-ЯЁ\d][A-ZА-ЯЁ\d‑-]*")
_LOOKALIKES = dict(zip("АВЕКМНОРСТХУ", "ABEKMHOPCTXY", strict=True))


def load(files: Sequence[tuple[str, bytes]]) -> tuple[Glossary, tuple[Finding, ...]]:
    """The term base of some files, a later one taking precedence, and what is wrong in them.

    Rows with errors are left out. Raises GlossaryError for a file that is no table of terms.
    """
    concepts: dict[str, Concept] = {}
    findings: list[Finding] = []
    for path, data in files:
        own: dict[str, Concept] = {}
        for line, row in _rows(path, data):
            concept = _concept(row, path, line, findings)
            if concept is None:
                continue
            if concept.id in own:
                message = f"{concept.id} stands already at line {own[concept.id].line}; this row is left out."
                findings.append(Finding("glossary-duplicate-id", Severity.ERROR, message, path, line))
                continue
            own[concept.id] = concept
        concepts.update(own)
    glossary = Glossary(concepts)
    return glossary, (*findings, *conflicts(glossary))


def _rows(path: str, data: bytes) -> list[tuple[int, dict[str, str]]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(
            "glossary-unreadable",
            "The term base is not in UTF-8.",
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            advice="Save it as CSV in UTF-8.",
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            if not header:
                header = [cell.strip().lower() for cell in cells]
                _check_header(header, path)
            elif any(cell.strip() for cell in cells):
                padded = [*cells, *[""] * (len(header) - len(cells))]
                rows.append((line, {k: v.strip() for k, v in zip(header, padded, strict=False)}))
            line = reader.line_num + 1
    except csv.Error as error:
        raise GlossaryError(
            "glossary-unreadable", f"The table cannot be read: {error}.", path=path, line=reader.line_num
        ) from error
    if not header:
        raise GlossaryError(
            "glossary-columns", "The term base is empty.", path=path, advice=_columns_advice()
        )
    return rows


def _columns_advice() -> str:
    return f"Its first line must name the columns: {', '.join(COLUMNS)}."


def _check_header(header: list[str], path: str) -> None:
    missing = [c for c in ("id", *LANGUAGES) if c not in header]
    if missing:
        names = ", ".join(missing)
        raise GlossaryError(
            "glossary-columns",
            f"The columns {names} are missing.",
            path=path,
            line=1,
            advice=_columns_advice(),
        )


def _concept(row: Mapping[str, str], path: str, line: int, findings: list[Finding]) -> Concept | None:
    def find(check: str, message: str, severity: Severity = Severity.ERROR) -> None:
        findings.append(Finding(check, severity, message, path, line))

    if not row["id"]:
        find("glossary-empty", "The row has no id and is left out.")
        return None
    policy = row.get("policy", "") or "translate"
    if policy not in list(Policy):
        find(
            "glossary-policy", f"policy is {policy!r}; allowed are {', '.join(Policy)}. The row is left out."
        )
        return None
    terms = {language: t for language in LANGUAGES if (t := _terms(row, language))}
    empty = [language for language in LANGUAGES if language not in terms]
    if len(empty) == len(LANGUAGES):
        find("glossary-empty", f"{row['id']} has no term and is left out.")
        return None
    if empty and policy == Policy.TRANSLATE:
        find("glossary-empty", f"{row['id']} has no term for: {', '.join(empty)}.", Severity.WARNING)
    _find_lookalikes(row["id"], terms, find)
    return Concept(
        row["id"],
        Policy(policy),
        terms,
        row.get("note", ""),
        row.get("definition", ""),
        row.get("subject", ""),
        path,
        line,
    )


def _terms(row: Mapping[str, str], language: str) -> Terms | None:
    preferred = row.get(language, "")
    if not preferred:
        return None
    admitted = tuple(_form(value) for value in _values(row.get(f"{language}_variants", "")))
    return Terms(_form(preferred), admitted, _values(row.get(f"{language}_forbidden", "")))


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split("|") if value.strip())


def _form(value: str) -> Form:
    found = _LABEL.match(value)
    text, labels = (found.group(1), re.split(r"[ ,]+", found.group(2))) if found else (value, [])

    def label(*allowed: str) -> str:
        return next((label for label in labels if label in allowed), "")

    kind = label(*_TYPES)
    if not kind:
        kind = "abbreviation" if _ABBREVIATION.fullmatch(text) and " " not in text else "full"
    like = next((label[5:] for label in labels if label.startswith("like:")), "")
    return Form(
        text,
        kind,
        label(*_POS),
        label(*_GENDERS),
        label("pl"),
        like,
        bool(label("case")),
        bool(label("target")),
    )


def _find_lookalikes(concept: str, terms: Mapping[str, Terms], find: object) -> None:
    """A preferred term with Cyrillic letters beside digits, such as `К2`, is Latin by intention."""
    for language, entry in terms.items():
        for word in re.findall(r"\w*[АВЕКМНОРСТХУ]-?\d\w*", entry.preferred.text):
            if all(c in _LOOKALIKES or not c.isalpha() for c in word):
                latin = "".join(_LOOKALIKES.get(c, c) for c in word)
                message = (
                    f"{concept}: the {language} term holds {word} in Cyrillic letters; is {latin} meant?"
                )
                find("glossary-lookalike", message, Severity.WARNING)  # type: ignore[operator]


def conflicts(glossary: Glossary) -> tuple[Finding, ...]:
    """Forms that two concepts claim in one language, so that it is open which translation is meant.

    Forms that are only accepted in a translation claim nothing.
    """
    found: list[Finding] = []
    for language in LANGUAGES:
        owners: dict[str, Concept] = {}
        for concept in glossary.concepts.values():
            entry = concept.terms.get(language)
            for form in (f for f in entry.approved if not f.only_target) if entry else ():
                owner = owners.setdefault(form.text.casefold(), concept)
                if owner is not concept:
                    both = f"{concept.id} and for {owner.id} (line {owner.line})"
                    message = f"{form.text} stands for {both}; the first is used."
                    found.append(
                        Finding("glossary-conflict", Severity.WARNING, message, concept.path, concept.line)
                    )
            for form_text in entry.forbidden if entry else ():
                if any(form_text.casefold() == f.text.casefold() for f in entry.approved):  # type: ignore[union-attr]
                    message = f"{concept.id}: {form_text} is approved and forbidden."
                    found.append(
                        Finding("glossary-conflict", Severity.WARNING, message, concept.path, concept.line)
                    )
    return tuple(found)
