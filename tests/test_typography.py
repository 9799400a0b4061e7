"""Typography of Russian and Chinese: marks and spaces change, letters, digits and tags never."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inline import tag_labels
from pipeline.typography import DRAFTS, Rules, typeset

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
    (
        "Доза 10 000 МЕ, всего 1 250 000 человек",
        "Доза 10\u00a0000\u00a0МЕ, всего 1\u00a0250\u00a0000\u00a0человек",
    ),
    ("В 2019 200 мкг, K2 100 мкг", "В\u00a02019 200\u00a0мкг, K2 100\u00a0мкг"),
    ("- Да? - спросил он.", "—\u00a0Да?\u00a0— спросил он."),
    ("<s1>- Нет</s1>, - сказал врач", "<s1>—\u00a0Нет</s1>,\u00a0— сказал врач"),
    ("д-р Петров, стр. 12 и рис. 3", "д-р\u00a0Петров, стр.\u00a012 и\u00a0рис.\u00a03"),
    ("И. И. Петров и Сидоров А. Б.", "И.\u00a0И.\u00a0Петров и\u00a0Сидоров\u00a0А.\u00a0Б."),
    ("сыры, творог и т. д., т. е. всё", "сыры, творог и\u00a0т.\u00a0д., т.\u00a0е. всё"),
    ("310-420 мг, 1,5-2 г, 5-10%, 5-10 лет", "310–420\u00a0мг, 1,5–2\u00a0г, 5–10\u00a0%, 5–10\u00a0лет"),
    ("10 000-20 000 МЕ", "10\u00a0000–20\u00a0000\u00a0МЕ"),
    ("<s1>310-420</s1> мг", "<s1>310–420</s1> мг"),
    ("Так называемый ‘парадокс’", "Так называемый «парадокс»"),
    ("“Он назвал это ‘парадоксом’”", "«Он назвал это „парадоксом“»"),
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
    ("真的吗?!钙,,镁", "真的吗？！钙，，镁"),
    ("食物中含镁（Mg）.", "食物中含镁（Mg）。"),
    ("食物中含镁 (Mg). 钙也有.", "食物中含镁（Mg）。钙也有。"),
    ("钙会沉积(Smith et al., 2020).", "钙会沉积（Smith et al., 2020）。"),
    ("钙会沉积<s1>（Smith et al., 2020）</s1>.", "钙会沉积<s1>（Smith et al., 2020）</s1>。"),
    ("活化 MGP 。 它能 <s1>结合</s1> ，对吗 ？", "活化 MGP。它能<s1>结合</s1>，对吗？"),
    ("维生素 K2--一种脂溶性维生素 -- 很重要", "维生素 K2——一种脂溶性维生素——很重要"),
    ("腰果 — 292 毫克", "腰果—292 毫克"),
    ("Natto — 纳豆", "Natto—纳豆"),
    (
        "腰果<s1> — 292</s1> 毫克，<s2>Natto</s2> —— <s3>100 毫克</s3>",
        "腰果<s1>—292</s1> 毫克，<s2>Natto</s2> —— <s3>100 毫克</s3>",
    ),
    ("“镁” — 矿物质 …… 每天 292 毫克 …… 300 毫克", "“镁”—矿物质……每天 292 毫克……300 毫克"),
]
UNCHANGED = [
    ("ru", "a - b = c и x = y - z"),
    ("ru", "Осмолярность = 2 × натрий + глюкоза - мочевина"),
    ("ru", "5 - 3, x - y"),
    ("ru", "2020-03-01, 5-10-15 мг, MK-7, 20-5 мг, 310-420"),
    ("ru", "тел. 8-800-310-42 ч, ISBN 978-5-699 г, ГОСТ 310-2019 г, COVID-19"),
    ("ru", "doi:10.1000/310-420 мг"),
    ("ru", "- 5 °C"),
    ("ru", "5’ и 10’"),
    ("zh", "使用 --bare 选项"),
    ("zh", "见 https://example.org/a--b 网页"),
    ("zh", "MGP (Smith et al., 2020)."),
    ("zh", "约 1.5 毫克或 .5 毫克"),
    ("zh", "10--20 毫克"),
    ("zh", "每天 292 — 300 毫克"),
]
SAME = ["Take 100 mcg, please (daily).", 'She said "yes".']


@pytest.mark.parametrize(("text", "expected"), RUSSIAN)
def test_russian_marks_and_spaces(text: str, expected: str) -> None:
    assert typeset(text, "ru") == expected


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_marks_and_spaces(text: str, expected: str) -> None:
    assert typeset(text, "zh") == expected


@pytest.mark.parametrize(("language", "text"), UNCHANGED)
def test_formulas_codes_dates_and_addresses_keep_their_marks(language: str, text: str) -> None:
    assert typeset(text, language).replace("\u00a0", " ") == text


def test_drafts_keep_what_is_left_to_publishing() -> None:
    text = "310-420 мг, 10 000 МЕ, д-р Петров"
    assert typeset(text, "ru", DRAFTS) == text


@pytest.mark.parametrize("text", SAME)
def test_english_stays_as_it_is(text: str) -> None:
    assert typeset(text, "en") == text


def test_each_rule_can_be_switched_off() -> None:
    off = Rules(
        ru_quotes=False, ru_dashes=False, ru_ranges=False, ru_spaces=False, zh_marks=False, zh_spaces=False
    )
    for text, _ in [*RUSSIAN, *CHINESE]:
        assert typeset(text, "ru", off) == typeset(text, "zh", off) == text


PARTS = st.sampled_from(
    [
        *(
            "витамин",
            "K2",
            "мг",
            "310-420",
            "10 000",
            "И.",
            "Петров",
            "т.",
            "рис.",
            "‘",
            "’",
            "=",
            "--",
            "）",
            "。",
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
    assert re.findall(r"\w", once) == re.findall(r"\w", text)
    assert tag_labels(once) == tag_labels(text)
