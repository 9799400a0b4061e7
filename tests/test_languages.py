"""Codes of languages as tools write them."""

from __future__ import annotations

import pytest

from pipeline.exchange.tmx import read_tmx
from pipeline.exchange.xliff import read_xliff
from pipeline.languages import normalise
from pipeline.review.wording import preferred


@pytest.mark.parametrize(
    "code", ["zh", "zh-CN", "zh_CN.UTF-8", "zh-Hans", "zh-Hans-HK", "zh-SG", "ZHO", "Chinese"]
)
def test_simplified_chinese_has_many_codes(code: str) -> None:
    assert normalise(code) == "zh"


@pytest.mark.parametrize("code", ["zh-TW", "ZH-TW", "zh_HK", "zh-Hant", "zh-Hant-CN", "zh-MO", "zh_TW.UTF-8"])
def test_traditional_chinese_is_none_of_the_languages(code: str) -> None:
    assert normalise(code) == ""
    assert normalise(code, traditional=True) == "zh", "where its characters tell it, and for readers"
    assert preferred(f"{code.split('.')[0]},en;q=0.5") == "zh"


@pytest.mark.parametrize(
    ("code", "language"), [("ru-RU", "ru"), ("en_GB", "en"), ("de", ""), ("en-HK", "en")]
)
def test_regions_of_other_languages_do_not_matter(code: str, language: str) -> None:
    assert normalise(code) == language


def test_a_unit_in_traditional_chinese_is_passed_over_and_told() -> None:
    unit = '<tu><tuv xml:lang="en"><seg>Calcium</seg></tuv><tuv xml:lang="{}"><seg>{}</seg></tuv></tu>'
    units = "".join(unit.format(*pair) for pair in (("ZH-TW", "鈣質"), ("zh-Hant", "鈣"), ("zh-CN", "钙")))
    file = read_tmx(f'<tmx version="1.4"><header/><body>{units}</body></tmx>'.encode())
    assert [found.texts for found in file.units] == [{"en": "Calcium", "zh": "钙"}]
    *passed_over, left_out = file.findings
    assert ["is passed over" in finding.message for finding in passed_over] == [True, True]
    assert "left out (2 units" in left_out.message


def test_an_xliff_file_in_traditional_chinese_proposes_nothing_for_simplified() -> None:
    unit = "<trans-unit id='1'><source>Calcium</source><target>鈣質</target></trans-unit>"
    data = (
        "<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'>"
        "<file original='k2' source-language='en' target-language='zh-TW' datatype='plaintext'>"
        f"<body>{unit}</body></file></xliff>"
    )
    assert [found.target_language for found in read_xliff(data.encode()).proposals] == ["zh-TW"]
