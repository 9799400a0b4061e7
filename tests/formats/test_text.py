"""Plain text as people save it: lists, tables, questions and furniture of all three languages."""

from __future__ import annotations

import pytest

from pipeline.formats.base import ParseOptions
from pipeline.formats.text import parse

CASES = {
    "tabs between words make a table": (
        "Foods\n\nFood\tmcg\tNote\nNatto\t1,000\tbest\nGouda\t75.5\taged\n",
        ["h1 Foods", *(f"td {c}" for c in ("Food", "mcg", "Note", "Natto", "1,000", "best", "Gouda", "75.5", "aged"))],
    ),
    "one line with a tab is a line": ("Title\n\nName:\tNatto is a food that is made from soybeans.\n",
        ["h1 Title", "p Name:\tNatto is a food that is made from soybeans."]),
    "letters count items too": (
        "Заголовок\n\nОн нужен:\nа) костям;\nб) сосудам.\n",
        ["h1 Заголовок", "p Он нужен:", "li костям;", "li сосудам."],
    ),
    "an item behind a wrapped one is an item": (
        "Steps\n\n1. Soak the beans\n   over night\n2. Boil them\n\nServe it with rice and a little mustard.\n",
        ["h1 Steps", "li Soak the beans\n   over night", "li Boil them", "p Serve it with rice and a little mustard."],
    ),
    "a Chinese bullet needs no space": ("标题\n\n·纳豆\n·奶酪\n", ["h1 标题", "li 纳豆", "li 奶酪"]),
    "a Chinese line that ends with a comma goes on": (
        "标题\n\n它帮助钙进入骨骼，\n而不是沉积在血管壁上。\n下一段从这里开始。\n",
        ["h1 标题", "p 它帮助钙进入骨骼，\n而不是沉积在血管壁上。", "p 下一段从这里开始。"],
    ),
    "a caption may be its label alone": (
        "Нормы\n\nТаблица 2\n| a | b |\n",
        ["h1 Нормы", "caption Таблица 2", "td a", "td b"],
    ),
    "furniture of sites in all languages is left out": (
        "Перейти к содержимому\n跳转到主要内容\nSkip to content\nВитамин K2\n\nОн нужен костям и сосудам взрослых.\n",
        ["h1 Витамин K2", "p Он нужен костям и сосудам взрослых."],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_lines_are_what_a_reader_takes_them_for(name: str) -> None:
    text, expected = CASES[name]
    parsed = parse(text, ParseOptions())
    assert [f"{b.kind} {b.pieces[0].text}" for b in parsed.blocks] == expected
