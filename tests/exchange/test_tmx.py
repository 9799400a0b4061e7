"""TMX: multilingual units with tags go out and come back; other tools' files are read; bad ones are told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.exchange.tmx import TmxUnit, read_tmx, write_tmx
from pipeline.inline import escape

UNIT = TmxUnit(
    {
        "en": "Take <s1>100 mcg</s1> of MK-7<sup>2+</sup><i2/> & not “more” < that.",
        "ru": "Принимайте <s1>100\u00a0мкг</s1> MK-7<sup>2+</sup><i2/> и не «больше».",
        "zh": "服用<s1>100微克</s1>MK-7<sup>2+</sup><i2/>，勿超量。",
    },
    "en", "p", "k2.po", "20260131T120000Z", "checked", approved=True,
)  # fmt: skip


def written(*units: TmxUnit) -> bytes:
    return b"".join(write_tmx(units))


def test_a_unit_comes_back_as_it_went_out() -> None:
    assert read_tmx(written(UNIT)).units == (UNIT,)


def test_tags_are_inline_elements_and_languages_have_tmx_codes() -> None:
    text = written(UNIT).decode("utf-8")
    assert (
        '<tuv xml:lang="zh-CN"><seg>服用<bpt i="1" type="s1">&lt;s1&gt;</bpt>100微克<ept i="1">&lt;/s1&gt;</ept>'
        in text
    )
    assert '<ph x="3" type="i2">&lt;i2/&gt;</ph>' in text
    assert '<tmx version="1.4">' in text


TEXTS = (
    st.text(st.sampled_from("aя钙<>&;\"'lt s1/\u00a0\u2028—«»“”1"), min_size=1)
    .map(escape)
    .filter(lambda t: bool(t.strip()))
)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_whatever_the_text_it_comes_back(pairs: list[tuple[str, str]]) -> None:
    units = tuple(TmxUnit({"ru": a, "zh": f"<s1>{b}</s1>"}, "ru") for a, b in pairs)
    assert read_tmx(written(*units)).units == units


# ruff: noqa: E501 - a file as another tool writes it
OTHERS = b"""<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header creationtool="OmegaT" segtype="sentence" srclang="EN-US"/><body>
<tu tuid="1" creationdate="20250102T030405Z"><note>n</note>
 <tuv xml:lang="EN-US"><seg>Eat <bpt i="0" x="0">&lt;a0&gt;</bpt>natto<ept i="0">&lt;/a0&gt;</ept><ph x="1">&lt;br/&gt;</ph></seg></tuv>
 <tuv xml:lang="ZH-CN"><seg>\xe5\x90\x83\xe7\xba\xb3\xe8\xb1\x86</seg></tuv></tu>
<tu srclang="ru-RU"><tuv lang="en-GB"><seg>Bone <hi>mass</hi></seg></tuv><tuv lang="RU-RU"><seg>\xd0\x9c\xd0\xb0\xd1\x81\xd1\x81\xd0\xb0 <bpt i="1" type="bold"/>\xd0\xba<ept i="1"/></seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Knochen</seg></tuv><tuv xml:lang="en"><seg>bone</seg></tuv></tu>
<tu><tuv xml:lang="ru"><seg> </seg></tuv><tuv xml:lang="en"><seg>bone</seg></tuv></tu>
</body></tmx>"""


def test_files_of_other_tools_are_read() -> None:
    """Their codes, their tags, attributes without a namespace; units without two of our languages are told."""
    read = read_tmx(OTHERS, "memory.tmx")
    assert [dict(u.texts) for u in read.units] == [
        {"en": "Eat <a0>natto</a0><b1/>", "zh": "吃纳豆"},
        {"en": "Bone mass", "ru": "Масса <b1>к</b1>"},
    ]
    assert [u.source_language for u in read.units] == ["en", "ru"]
    assert read.units[0].date == "20250102T030405Z"
    assert [(f.path, f.line, f.check) for f in read.findings] == [
        ("memory.tmx", 7, "tmx-unit"),
        ("memory.tmx", 8, "tmx-unit"),
    ]


BAD = [
    (b"", 1),
    (b"<tmx><body><tu>", 1),
    (b"<html/>", 1),
    (b'<!DOCTYPE tmx [<!ENTITY a "b">]>\n<tmx>&a;</tmx>', 1),
    (b"<tmx>\n<body>\x01</body></tmx>", 2),
]


def test_traditional_chinese_beside_other_languages_is_left_out_and_told_once() -> None:
    unit = (
        '<tu><tuv xml:lang="ru"><seg>Кальций</seg></tuv><tuv xml:lang="en"><seg>Calcium</seg></tuv>'
        '<tuv xml:lang="zh-TW"><seg>鈣質</seg></tuv></tu>\n'
    )
    file = read_tmx(f'<tmx version="1.4"><body>\n{unit}{unit}</body></tmx>'.encode(), "memory.tmx")
    assert [u.texts for u in file.units] == [{"ru": "Кальций", "en": "Calcium"}] * 2
    (finding,) = file.findings
    assert (finding.check, finding.line) == ("tmx-traditional", 2)
    assert "2 units" in finding.message


@pytest.mark.parametrize(("data", "line"), BAD)
def test_what_is_no_tmx_is_told_with_its_line(data: bytes, line: int) -> None:
    with pytest.raises(InputError) as caught:
        read_tmx(data, "bad.tmx")
    assert (caught.value.code, caught.value.path, caught.value.line) == ("tmx-unreadable", "bad.tmx", line)


def test_the_trilingual_health_text_goes_out_and_comes_back_equal(shared: Path) -> None:
    rows = csv.DictReader(
        (shared / "health-bench/domain-visible.tsv").open(encoding="utf-8"),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
    units = tuple(
        TmxUnit({code: escape(row[code]) for code in ("en", "ru", "zh")}, "en", origin=row["id"])
        for row in rows
    )
    assert len(units) > 2000
    assert read_tmx(written(*units)).units == units
