"""Typography of Russian and Chinese: marks and spaces change, letters, digits and tags never."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inline import tag_labels
from pipeline.typography import Rules, typeset

RUSSIAN = [
    ('Так называемый "парадокс кальция" - это миф.', "Так называемый «парадокс кальция»\u00a0— это миф."),
    ('Он сказал: "Внешняя "внутренняя" цитата".', "Он сказал: «Внешняя „внутренняя“ цитата»."),
    ("“Витамин K2” и “MGP”", "«Витамин K2» и\u00a0«MGP»"),
    ('<s1>"MGP"</s1> - белок', "<s1>«MGP»</s1>\u00a0— белок"),
    ("100 мкг в сутки, 65%, №5", "100\u00a0мкг в\u00a0сутки, 65\u00a0%, №\u00a05"),
    ("рост 5' 10\", не более", "рост 5' 10\", не\u00a0более"),
    ("См. https://example.org/a-b?c=1 и почту a@b.ru", "См. https://example.org/a-b?c=1 и\u00a0почту a@b.ru"),
    ("50–200 мкг", "50–200\u00a0мкг"),
    ("2-й тип, кое-что, из-за MK-7", "2-й тип, кое-что, из-за MK-7"),
    ("Он «уже» так — «и здесь»", "Он «уже» так\u00a0— «и\u00a0здесь»"),
]
CHINESE = [
    ("补钙,其实很重要:缺一不可.", "补钙，其实很重要：缺一不可。"),
    ('他说:"钙 会 沉积".对吗?', "他说：“钙会沉积”。对吗？"),
    ("抗凝药 (如华法林) 的人", "抗凝药（如华法林）的人"),
    ("维生素 K2 (MK-7) 与 <s1>钙 化</s1> 有关...", "维生素 K2（MK-7）与<s1>钙化</s1>有关……"),
    ("时间 12:30,约 1,500 毫克, 即 1.5 克.", "时间 12:30，约 1,500 毫克，即 1.5 克。"),
    ("血清25(OH)D水平", "血清25(OH)D水平"),
    ("见 https://example.org/a,b.html。", "见 https://example.org/a,b.html。"),
    ("MK-7, MK-8", "MK-7, MK-8"),
]
SAME = ["Take 100 mcg, please (daily).", 'She said "yes".']


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian_marks_and_spaces(text: str, expected: str) -> None:
    assert typeset(text, "ru") == expected


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_marks_and_spaces(text: str, expected: str) -> None:
    assert typeset(text, "zh") == expected


@pytest.mark.parametrize("text", SAME)
def test_english_stays_as_it_is(text: str) -> None:
    assert typeset(text, "en") == text


def test_each_rule_can_be_switched_off() -> None:
    off = Rules(ru_quotes=False, ru_spaces=False, zh_marks=False, zh_spaces=False)
    for text, _ in [*RUSSIAN, *CHINESE]:
        assert typeset(text, "ru", off) == typeset(text, "zh", off) == text


PARTS = st.sampled_from(
    [
        *(
            "витамин",
            "K2",
            "100",
            "мкг",
            "钙",
            "骨骼",
            "в",
            "и",
            "-",
            "—",
            '"',
            "“",
            "”",
            "«",
            "»",
            "'",
            "(",
            ")",
            ",",
            ".",
        ),
        *(
            "...",
            ":",
            ";",
            "?",
            "!",
            "<s1>",
            "</s1>",
            "<i2/>",
            "№",
            "%",
            "https://a.b/c,d",
            "1,5",
            " ",
            " ",
            "  ",
            "\u00a0",
        ),
    ]
)


@given(st.lists(PARTS, max_size=14).map("".join), st.sampled_from(["ru", "zh"]))
def test_twice_is_once_and_only_marks_and_spaces_change(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once
    assert re.findall(r"\w+", once) == re.findall(r"\w+", text)
    assert tag_labels(once) == tag_labels(text)
