"""Tables as XLSX (ECMA-376): one sheet whose cells are all text.

Written as inline strings in the number format `@`, so that no spreadsheet makes a date of `1-2` or a number of `1,8`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count

from pipeline import safe_xml
from pipeline.errors import InputError
from pipeline.exchange.table import Row, proposals_of, rows_of
from pipeline.exchange.units import ExchangeFile, Proposals
from pipeline.exchange.xml import scanned, text_of

MAX_BYTES = 200 * 2**20
"""Of one part, unpacked."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="termlock" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def write_xlsx(files: Iterable[ExchangeFile]) -> bytes:
    """The workbook; the same table gives the same bytes."""
    sheet = [f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols><col min="1" max="13" width="40"/></cols><sheetData>']
    for number, row in enumerate(rows_of(files), 1):
        cells = "".join(
            f'<c r="{_column(at)}{number}" s="1" t="inlineStr"><is><t xml:space="preserve">{_cell(text)}</t></is></c>'
            for at, text in enumerate(row)
        )
        sheet.append(f'<row r="{number}">{cells}</row>')
    sheet.append("</sheetData></worksheet>")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(zipfile.ZipInfo(name), _HEAD + text)
        info = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, "".join(sheet))
    return made.getvalue()


def _cell(text: str) -> str:
    """A cell's characters: what looks like an escape of Excel's (`_x000D_`) is escaped itself."""
    return text_of(_ESCAPED.sub(lambda found: f"_x005F_{found.group()[1:]}", text))


def _column(at: int) -> str:
    """`A` for 0, `AA` for 26."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_xlsx(data: bytes, path: str = "") -> Proposals:
    """What the first sheet of a workbook proposes. Raises InputError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            shared = _shared(archive, path)
            sheet = _part(archive, _first_sheet(archive), path)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise InputError(
            "table-unreadable", "The file is no XLSX workbook, or it is damaged or encrypted.", path=path,
            advice="Save it again as .xlsx.",
        ) from error  # fmt: skip
    return proposals_of(_rows(sheet, shared, path), path)


def _part(archive: zipfile.ZipFile, name: str, path: str) -> bytes:
    if archive.getinfo(name).file_size > MAX_BYTES:
        raise InputError("table-unreadable", f"The part {name} is too large.", path=path)
    return archive.read(name)


def _first_sheet(archive: zipfile.ZipFile) -> str:
    sheets = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    return min(sheets, key=lambda name: int(re.sub(r"\D", "", name)), default="xl/worksheets/sheet1.xml")


def _shared(archive: zipfile.ZipFile, path: str) -> list[str]:
    """The workbook's table of strings, which Excel and LibreOffice write."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    scanned(_part(archive, "xl/sharedStrings.xml", path), ("si",), lambda si: found.append(_string(si)), path)
    return found


def _string(element: safe_xml.Element) -> str:
    """Text of a string without the readings of East Asian words (`rPh`)."""
    if element.name == "t":
        return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), element.text)
    return "".join(_string(child) for child in element.children if child.name != "rPh")


def _rows(sheet: bytes, shared: list[str], path: str) -> Iterator[tuple[int, Row]]:
    rows: list[safe_xml.Element] = []
    scanned(sheet, ("row",), rows.append, path)
    following = count(1)
    for element in rows:
        number = int(element.attributes.get("r", 0)) or next(following)
        row: Row = []
        for cell in element.children:
            letters = re.match(r"[A-Z]+", cell.attributes.get("r", ""))
            at = _index(letters.group()) if letters else len(row)
            row += [""] * (at + 1 - len(row))
            row[at] = _value(cell, shared)
        yield number, row


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return min(number, 16_384) - 1


def _value(cell: safe_xml.Element, shared: list[str]) -> str:
    kind = cell.attributes.get("t", "n")
    value = next((child.text for child in cell.children if child.name == "v"), "")
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind == "inlineStr":
        return "".join(_string(child) for child in cell.children if child.name == "is")
    return value
