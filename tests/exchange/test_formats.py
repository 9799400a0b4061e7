"""XLIFF 1.2, XLIFF 2.0, CSV and XLSX: what goes out comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import safe_xml
from pipeline.catalogue import states
from pipeline.errors import InputError
from pipeline.exchange.csv_table import read_csv, write_csv
from pipeline.exchange.table import guarded, unguarded
from pipeline.exchange.units import ExchangeFile, ExchangeUnit, Proposals, id_of
from pipeline.exchange.xliff import read_xliff, write_xliff
from pipeline.exchange.xliff2 import read_xliff2, write_xliff2
from pipeline.exchange.xlsx import read_xlsx, write_xlsx
from pipeline.model import Draft, Entry, Key, State

EN = "Adults need <s1>90 mcg</s1> of MK-7 & no more than 45 mg<sup>2</sup>."
RU = "Взрослым нужно <s1>90 мкг</s1> MK-7 и не больше 45 мг<sup>2</sup>."
CROSSED = "<s1>Витамин <a2>K2</s1> в сыре</a2><i3/>"
DRAFT = Entry(
    "p", "Eat natto.", "Ешьте натто.", ("fuzzy",),
    extracted=("kind: p", *states.draft_lines(Key("p", "Eat natto."), Draft("Ешьте натто.", "argos x 1"))),
)  # fmt: skip
ENTRIES = (
    Entry("h1", EN, RU, comments=("Проверено: М. Иванова",), extracted=("s1 = strong",)),
    DRAFT,
    Entry("p", "Nothing yet."),
    Entry(
        "td#2", "Old & new", "Старое", ("fuzzy",), extracted=("termlock: memory 86 %",), previous_text="Old"
    ),
    Entry("p", "<s1>Vitamin <a2>K2</s1> in cheese</a2><i3/>", CROSSED, ("fuzzy",)),
)
BLOCKS = (1, 2, 2, 3, 4)


def file_of(entries: Sequence[Entry], blocks: Sequence[int] = ()) -> ExchangeFile:
    units = [ExchangeUnit(e, b) for e, b in zip(entries, blocks or range(len(entries)), strict=True)]
    return ExchangeFile("blog/k2", "en", "ru", tuple(units))


Format = tuple[Callable[[Sequence[ExchangeFile]], bytes], Callable[[bytes], Proposals]]
FORMATS: dict[str, Format] = {
    "xliff": (write_xliff, read_xliff),
    "xliff2": (write_xliff2, read_xliff2),
    "csv": (write_csv, read_csv),
    "xlsx": (write_xlsx, read_xlsx),
}


@pytest.mark.parametrize("name", FORMATS)
def test_texts_tags_approvals_and_comments_come_back(name: str) -> None:
    write, read = FORMATS[name]
    back = read(write([file_of(ENTRIES, BLOCKS)])).proposals
    assert [(p.source, p.translation) for p in back] == [(e.text, e.translation) for e in ENTRIES]
    assert [p.approved for p in back] == [True, False, False, False, False]
    assert {(p.article, p.source_language, p.target_language) for p in back} == {("blog/k2", "en", "ru")}
    assert [p.id.removeprefix(f"s{n}.") for p, n in zip(back, (1, 1, 2, 1, 1), strict=True)] == [
        id_of(e) for e in ENTRIES
    ]
    assert back[0].comments == ("Проверено: М. Иванова",)


PIECES = st.sampled_from([*"\t\n=+-@'\"<>&;,", "<s1>", "</s1>", "<i2/>", "&lt;", "_x000D_", "доза", "剂量"])
LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(PIECES | LETTERS, min_size=1, max_size=12).map("".join)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(FORMATS)), st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_text_comes_back_as_it_went_out(name: str, texts: list[tuple[str, str]]) -> None:
    entries = [Entry(f"p#{n}", source, target) for n, (source, target) in enumerate(texts, 1)]
    write, read = FORMATS[name]
    back = read(write([file_of(entries)])).proposals
    assert [(p.source, p.translation) for p in back] == texts


# --- XLIFF -------------------------------------------------------------------------------------------


def units(data: bytes, name: str) -> list[safe_xml.Element]:
    found: list[safe_xml.Element] = []
    safe_xml.scan(data, (name,), found.append)
    return found


def test_xliff_1_2_states_what_an_entry_is() -> None:
    found = units(write_xliff([file_of(ENTRIES)]), "trans-unit")
    assert [u.attributes.get("approved") for u in found] == ["yes", None, None, None, None]
    targets = [next((c for c in u.children if c.name == "target"), None) for u in found]
    stated = [(t.attributes["state"], t.attributes.get("state-qualifier")) for t in targets if t]
    assert stated == [
        ("final", None),
        ("needs-review-translation", "mt-suggestion"),
        ("needs-review-translation", "fuzzy-match"),
        ("needs-review-translation", None),
    ]
    previous = next(c for c in found[3].children if c.name == "alt-trans")
    assert previous.attributes["alttranstype"] == "previous-version"
    assert next(previous.children).text == "Old"


def test_xliff_2_has_a_unit_a_block_and_a_segment_a_sentence() -> None:
    found = units(write_xliff2([file_of(ENTRIES, BLOCKS)]), "unit")
    segments = [[s for s in unit.children if s.name == "segment"] for unit in found]
    assert [len(group) for group in segments] == [1, 2, 1, 1]
    stated = [(s.attributes["state"], s.attributes.get("subState")) for group in segments for s in group]
    assert stated == [
        ("final", None),
        ("initial", "termlock:draft"),
        ("initial", "termlock:empty"),
        ("initial", "termlock:memory"),
        ("translated", "termlock:edited"),
    ]


def test_tags_are_codes_and_no_text() -> None:
    data = write_xliff([file_of(ENTRIES)]).decode()
    assert '<g id="s1">90 mcg</g>' in data
    assert '<bx id="s1"/>Витамин <g id="a2">' not in data
    assert '<x id="i3"/>' in data
    assert "&lt;s1" not in data
    assert '<pc id="1:s1">90 mcg</pc>' in write_xliff2([file_of(ENTRIES)]).decode()


@pytest.mark.parametrize("read", [read_xliff, read_xliff2])
@pytest.mark.parametrize(
    ("data", "line"),
    [(b"<xliff>\n<file>", 2), (b"<tmx/>", 0), (b'<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', 1)],
)
def test_what_is_no_xliff_is_refused_with_its_line(
    read: Callable[[bytes, str], Proposals], data: bytes, line: int
) -> None:
    with pytest.raises(InputError) as caught:
        read(data, "x.xlf")
    assert (caught.value.path, caught.value.line) == ("x.xlf", line)


# --- tables --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+7 900", "-5 °C", "@SUM(A1)", "\tx", "'=x", "''-"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["'tis", "MK-7", "a=b", "«=»", ""])
def test_other_cells_are_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


def test_a_table_shows_the_three_languages_side_by_side() -> None:
    english = file_of([replace(ENTRIES[0], extracted=())])
    chinese = replace(
        english, target_language="zh", units=(ExchangeUnit(replace(ENTRIES[0], translation="成人需要。"), 1),)
    )
    rows = write_csv([english, chinese]).decode("utf-8-sig").split("\r\n")
    assert (
        rows[0]
        == "article,id,ru,ru status,ru comment,en,en status,en comment,zh,zh status,zh comment,source,was"
    )
    assert rows[1].startswith(
        f"blog/k2,h1,{RU},approved,Проверено: М. Иванова,{EN},source,,成人需要。,approved"
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_reviewer_may_save_a_table_with_other_delimiters_and_other_columns(delimiter: str) -> None:
    """Excel in Russian writes semicolons; columns may be moved and added."""
    rows = [
        line.split(",") for line in write_csv([file_of([DRAFT])]).decode("utf-8-sig").split("\r\n") if line
    ]
    moved = [["x", *reversed(row)] for row in rows]
    moved[1][moved[0].index("ru status")] = "Approved"
    data = "\n".join(delimiter.join(row) for row in moved).encode()
    (back,) = read_csv(data).proposals
    assert (back.source, back.translation, back.approved) == (DRAFT.text, DRAFT.translation, True)


def test_a_table_that_is_none_of_ours_is_refused() -> None:
    with pytest.raises(InputError, match="has no column “article”"):
        read_csv(b"a,b\n1,2\n", "x.csv")
    with pytest.raises(InputError, match="not in UTF-8"):
        read_csv("article,ru\nk2,доза\n".encode("cp1251"), "x.csv")
    with pytest.raises(InputError, match="no XLSX workbook"):
        read_xlsx(b"PK\x03\x04", "x.xlsx")


def test_cells_of_a_workbook_are_text() -> None:
    """No spreadsheet makes a date of `1-2` or a number of `1,8`."""
    data = write_xlsx([file_of([Entry("td", "1-2", "1,8")])])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert 't="inlineStr"><is><t xml:space="preserve">1,8</t>' in sheet
    assert 'numFmtId="49"' in styles
    assert data == write_xlsx([file_of([Entry("td", "1-2", "1,8")])])


def test_states_of_entries_are_told_in_words() -> None:
    assert [states.state(e) for e in ENTRIES[:4]] == [State.APPROVED, State.DRAFT, State.EMPTY, State.MEMORY]
    lines = write_csv([file_of(ENTRIES[:4])]).decode("utf-8-sig").split("\r\n")
    assert [line.split(",")[3] for line in lines[1:5]] == ["approved", "draft", "empty", "memory"]
