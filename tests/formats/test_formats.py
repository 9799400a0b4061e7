"""Articles come apart: golden pairs, exact places, nothing lost, whatever the input."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.formats import FORMATS, parse_article
from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.html_tokens import tokenize
from pipeline.inline import encode, plain
from pipeline.model import Article
from pipeline.segmentation import segment
from tests.conftest import ROOT

OPTIONS = ParseOptions()
PARSE = {f.name: f.parse for f in FORMATS}
GOLDEN = sorted(p for p in (Path(__file__).parent / "golden").iterdir() if p.suffix != ".blocks")
SAMPLES = sorted((ROOT / "sources").glob("??/*.*"))


def listed(text: str, parsed: Parsed) -> str:
    """What a golden file holds: `line kind | text`, then what was skipped but for markup."""
    rows = [f"{b.line} {b.kind} | {encode(b.pieces)[0]}" for b in parsed.blocks]
    rows += [
        f"skip {s.reason} | {' '.join(text[s.span.start : s.span.end].split())}"
        for s in parsed.skips
        if s.reason != "markup"
    ]
    return "\n".join(rows) + "\n"


def parse_file(path: Path) -> tuple[str, Parsed]:
    kind = next(f for f in FORMATS if path.suffix in f.suffixes)
    text = path.read_bytes().decode("utf-8")
    return text, kind.parse(text, OPTIONS)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.name)
def test_golden_articles_come_apart_as_written_beside_them(path: Path) -> None:
    text, parsed = parse_file(path)
    assert listed(text, parsed) == path.with_suffix(path.suffix + ".blocks").read_text(encoding="utf-8")


def check_places(text: str, parsed: Parsed) -> None:
    """Every character that is not white space stands in a block or is skipped; no text stands in two blocks."""
    covered = bytearray(len(text))
    for skip in parsed.skips:
        assert 0 <= skip.span.start < skip.span.end <= len(text)
        covered[skip.span.start : skip.span.end] = b"\1" * (skip.span.end - skip.span.start)
    seen: set[int] = set()
    for block in parsed.blocks:
        assert any(p.text.strip() for p in block.pieces)
        assert 1 <= block.line <= text.count("\n") + 1
        for piece in block.pieces:
            start, end = piece.span
            assert 0 <= start <= end <= len(text)
            covered[start:end] = b"\1" * (end - start)
            if piece.kind == "text":
                assert seen.isdisjoint(range(start, end))
                seen.update(range(start, end))
    lost = [
        c
        for c, mark in zip(text, covered, strict=True)
        if not mark and not c.isspace() and c not in "\ufeff\x00"
    ]
    assert lost == []


@pytest.mark.parametrize("path", [*GOLDEN, *SAMPLES], ids=lambda p: p.name)
def test_everything_stands_in_a_block_or_is_skipped(path: Path) -> None:
    check_places(*parse_file(path))


TEXTS = st.lists(
    st.sampled_from(
        [
            *(
                "# ",
                "- ",
                "•",
                "1. ",
                "\n",
                "\n\n",
                "|",
                "Витамин K2",
                "магний.",
                "钙。",
                "| a | b |",
                "|---|---|",
            ),
            *(
                "Литература",
                "References",
                "Q: ",
                "A: ",
                "  ",
                "\t",
                "[1]",
                "et al.",
                "2004",
                "10.1000/x",
                "►",
            ),
            *("| a | b |\n|---|---|\n", "Таблица 1. ", "Как?", "\r\n", "DOI:10.3760/cma.j①. 李", "\ufeff"),
        ]
    ),
    max_size=25,
).map("".join)
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ",
            "\n",
            "\n\n",
            "> ",
            "- ",
            "1. ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "[",
            "](",
            ")",
            "![",
            "<b>",
            "</b>",
            "<!-- x -->",
            "|",
            "\n|---|---|\n",
            "~~",
            "\\",
            "&amp;",
            "钙。",
            "<br>",
            "12",
            "[x]",
            "Витамин",
            "钙",
            "a b",
            "    ",
            "\t",
            "[^1]",
            "\n[^1]: ",
            "  \n",
            ":",
            "\u2028",
            "---\n",
        ]
    ),
    max_size=30,
).map("".join)
HTML = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "</i>",
            "<ul>",
            "<li>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td>",
            "<br>",
            "钙。",
            "12",
            "<sup>",
            "</sup>",
            "<img alt='x'>",
            "<code>",
            "</code>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<",
            ">",
            "&amp;",
            "&#x416;",
            "текст",
            "钙",
            " ",
            "\n",
            "<article>",
            "</article>",
            "<pre>",
            "</pre>",
            "<a href=\"x\" title='y'>",
            "</a>",
            "<title>",
            "</title>",
            "<p translate=no>",
            '"',
            "<h2>References</h2>",
        ]
    ),
    max_size=30,
).map("".join)


def letters(text: str) -> Counter[str]:
    return Counter(c for c in text if c.isalnum())


def check_segments(text: str, parsed: Parsed, name: str) -> None:
    """No word of a block is lost or said twice, every tag is in a segment or listed, nothing is listed twice."""
    article = Article("a", "a", "zh", name, "utf-8", text, parsed.blocks, parsed.skips)
    made = segment(article)
    skips = sorted([*parsed.skips, *made.skips], key=lambda s: s.span)
    assert all(one.span.end <= other.span.start for one, other in itertools.pairwise(skips))
    listed = {skip.span for skip in made.skips}
    for index, block in enumerate(parsed.blocks):
        mine = [s for s in made.segments if s.block == index]
        said = "".join(plain(s.text) for s in mine)
        places = [p.span for p in block.pieces if p.kind == "text"]
        unsaid = "".join(text[a:b] for a, b in listed if any(s <= a and b <= e for s, e in places))
        whole = "".join(p.text for p in block.pieces)
        assert letters(said) <= letters(whole) <= letters(said + unsaid)
        tags = [span for s in mine for tag in s.tags for span in (tag.open, tag.close) if span]
        others = [p.span for p in block.pieces if p.kind != "text"]
        assert sorted([*tags, *(listed & set(others))]) == sorted(others)
    for found in made.segments:
        assert any(c.isalnum() for c in plain(found.text))
        assert not re.fullmatch(r"\(?\d+[.)]*|(?:\[\d+\]\s*)+", plain(found.text))


@given(TEXTS)
def test_any_text_is_covered(text: str) -> None:
    parsed = PARSE["text"](text, OPTIONS)
    check_places(text, parsed)
    check_segments(text, parsed, "text")


@given(MARKDOWN)
def test_any_markdown_is_covered(text: str) -> None:
    parsed = PARSE["markdown"](text, OPTIONS)
    check_places(text, parsed)
    check_segments(text, parsed, "markdown")


@given(HTML)
def test_any_html_is_covered(text: str) -> None:
    parsed = PARSE["html"](text, OPTIONS)
    check_places(text, parsed)
    check_segments(text, parsed, "html")


@given(HTML | st.text(max_size=60))
def test_the_tokens_of_a_page_are_the_page(text: str) -> None:
    assert "".join(text[t.span.start : t.span.end] for t in tokenize(text)) == text


@pytest.mark.parametrize("name", [f.name for f in FORMATS])
@pytest.mark.parametrize(
    "text",
    ["<" * 50_000, "<p " * 2_000, "<div>" * 5_000 + "x", "> " * 5_000 + "x", "- a\n" * 5_000, "|" * 20_000,
     "a\n" * 20_000, "*a " * 10_000, "[a" * 5_000, "Слово. " * 10_000],
    ids=["angles", "open tags", "deep divs", "deep quotes", "items", "bars", "lines", "stars", "brackets", "sentences"],
)  # fmt: skip
def test_monstrous_input_is_read(name: str, text: str) -> None:
    parsed = PARSE[name](text, OPTIONS)
    assert parsed.blocks or parsed.skips


ENCODINGS = [
    ("Витамин K2 и магний — важные нутриенты для сосудов и костей.\n" * 3, "cp1251", "ru"),
    ("Витамин K2 и магний: важные нутриенты для сосудов и костей.\n" * 3, "koi8-r", "ru"),
    ("维生素K2帮助钙进入骨骼，而不是沉积在血管壁上。\n" * 5, "gb18030", "zh"),
    ("\ufeffВитамин K2 и магний.\r\n", "utf-8", "ru"),
    ("\ufeffVitamin K2 and magnesium.\n", "utf-16-le", "en"),
    ("It’s “safe” – at 5 °C, says the naïve reader of a café’s menu.\r\n", "cp1252", "en"),
]


@pytest.mark.parametrize(("text", "codec", "language"), ENCODINGS, ids=[e[1] for e in ENCODINGS])
def test_encodings_are_told_apart_and_go_back_to_the_same_bytes(text: str, codec: str, language: str) -> None:
    data = text.encode(codec)
    article = parse_article(data, name="a", path="a.txt", language="", options=OPTIONS)
    assert (article.language, article.text) == (language, text)
    assert article.text.encode(article.encoding) == data


BEGINNINGS = [
    ("a.md", "# Кости\n", [("h1", "Кости")]),
    ("a.md", "Кости\n", [("p", "Кости")]),
    ("a.md", "   # Кости\n", [("h1", "Кости")]),
    ("a.md", "    code\n\nКости\n", [("p", "Кости")]),
    ("a.md", "---\ntitle: Кости\n---\n# Сосуды\n", [("title", "Кости"), ("h1", "Сосуды")]),
    ("a.md", "<p>Кости</p>\n", [("p", "Кости")]),
    ("a.html", "Кости<p>Сосуды", [("p", "Кости"), ("p", "Сосуды")]),
    ("a.html", "<h1>Кости</h1>", [("h1", "Кости")]),
    ("a.txt", "- Кости\n", [("li", "Кости")]),
]


@pytest.mark.parametrize(
    ("path", "text", "expected"), BEGINNINGS, ids=[f"{b[0]} {b[1][:9]}" for b in BEGINNINGS]
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_is_no_part_of_the_first_line(
    path: str, text: str, expected: list[tuple[str, str]], codec: str
) -> None:
    data = ("\ufeff" + text).encode(codec)
    article = parse_article(data, name="a", path=path, language="ru", options=OPTIONS)
    assert [(s.kind, s.text) for s in segment(article).segments] == expected
    assert article.text.encode(article.encoding) == data


@pytest.mark.parametrize(
    ("text", "codec"), [("КАЛЬЦИЙ И КОСТИ", "koi8-r"), ("Vitamin K2 (менахинон)", "koi8-r")]
)
def test_a_few_letters_do_not_tell_an_encoding(text: str, codec: str) -> None:
    with pytest.raises(ArticleError, match="Save the file in UTF-8"):
        parse_article(text.encode(codec), name="a", path="a.txt", language="", options=OPTIONS)


def test_a_pages_declared_charset_is_believed() -> None:
    page = '<html lang="ru"><meta charset="windows-1251"><p>Да</p></html>'
    article = parse_article(page.encode("cp1251"), name="a", path="a.html", language="", options=OPTIONS)
    assert (article.encoding, article.language) == ("cp1251", "ru")


DECLARED = [
    ("windows-1251", "Приём с пищей"),
    ("koi8-r", "Приём с пищей"),
    ("gbk", "每天服用一次"),
    ("gb2312", "每天服用一次"),
    ("gb18030", "每天服用一次"),
    ("big5", "每天服用一次"),
]


@pytest.mark.parametrize(("charset", "words"), DECLARED, ids=[c[0] for c in DECLARED])
@pytest.mark.parametrize(
    "head", ['<meta charset="{}">', "<META http-equiv=Content-Type content='text/html; charset={}'>"]
)
def test_a_declared_charset_is_read_as_browsers_read_it_and_goes_back(
    charset: str, words: str, head: str
) -> None:
    data = f"{head.format(charset)}<p>{words}</p>".encode(charset)
    article = parse_article(data, name="a", path="a.html", language="ru", options=OPTIONS)
    assert words in article.text
    assert article.text.encode(article.encoding) == data


def test_what_is_no_page_declares_no_charset() -> None:
    """A UTF-8 text about charsets is no page in one of them, though every byte of it could be."""
    text = 'В заголовке пишут `<meta charset="windows-1251">`.\n'
    article = parse_article(text.encode("utf-8"), name="a", path="a.md", language="ru", options=OPTIONS)
    assert article.text == text


def test_the_articles_own_language_counts_before_detection() -> None:
    data = b"---\nlang: zh\n---\nMK-7 and K2 only\n"
    assert parse_article(data, name="a", path="a.md", language="", options=OPTIONS).language == "zh"
    assert parse_article(data, name="a", path="a.md", language="ru", options=OPTIONS).language == "ru"


def test_settings_choose_what_of_a_page_is_translated() -> None:
    page = "<body><div class=a><p>One.</p><p class=b>Two.</p></div><p>Three.</p></body>"
    chosen = ParseOptions(html_include=(".a",), html_exclude=(".b",))
    parsed = PARSE["html"](page, chosen)
    assert [encode(b.pieces)[0] for b in parsed.blocks] == ["One."]
    assert Counter(s.reason for s in parsed.skips)["excluded"] == 2
