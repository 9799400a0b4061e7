"""What a published page says of itself: language, charset, other languages, drafts."""

from __future__ import annotations

import re

import pytest

from pipeline.formats import parse_article
from pipeline.formats.base import ParseOptions
from pipeline.model import Article
from pipeline.publish.edits import Edit
from pipeline.publish.head import bare_edits, edits_of
from pipeline.publish.page import Page
from pipeline.publish.splice import Options, splice
from pipeline.segmentation import segment

OPTIONS = ParseOptions()


def article_of(
    text: str, path: str = "sources/en/a.html", encoding: str = "utf-8", language: str = "en"
) -> Article:
    return parse_article(text.encode(encoding), name="a", path=path, language=language, options=OPTIONS)


def page_of(language: str, *, base: str = "", draft: bool = False, switcher: bool = False) -> Page:
    codes = ("ru", "en", "zh")
    urls = tuple((code, f"{base}{code}/a.html") for code in codes) if base else ()
    own = f"{base}{language}/a.html" if base else ""
    near = tuple((code, f"../{code}/a.html") for code in codes)
    return Page(language, "a", own, near, urls, f"{base}en/a.html" if base else "", draft, switcher)


def put(article: Article, edits: list[Edit]) -> str:
    segments = segment(article).segments
    return splice(article, segments, [None] * len(segments), Options(article.language), edits)


def said(text: str, language: str = "zh", path: str = "sources/en/a.html", **page: object) -> str:
    article = article_of(text, path)
    return put(article, edits_of(article, page_of(language, **page)))  # type: ignore[arg-type]


LANGUAGES = [
    ('<html lang="en"><p>A b', '<html lang="zh-Hans"><p>A b'),
    ("<html lang=en xml:lang='en-GB'><p>A", "<html lang=zh-Hans xml:lang='zh-Hans'><p>A"),
    ("<HTML><p>A b", '<HTML lang="zh-Hans"><p>A b'),
    ("<html lang><p>A b", '<html lang="zh-Hans"><p>A b'),
    ('<html lang=""><p>A b', '<html lang="zh-Hans"><p>A b'),
    ('<html lang=zh-Hans><p lang="en">A</p><p lang="la">Vitae</p>',
     '<html lang=zh-Hans><p lang="en">A</p><p lang="la">Vitae</p>'),
    ('<html lang=zh-Hans><p>A</p><ul lang="en"><li translate=no>Kept</ul><p>B',
     '<html lang=zh-Hans><p>A</p><ul lang="en"><li translate=no>Kept</ul><p>B'),
    ('<html lang=zh-Hans><meta http-equiv="Content-Language" content="en"><p>A',
     '<html lang=zh-Hans><meta http-equiv="Content-Language" content="zh-Hans"><p>A'),
    ('<html lang=zh-Hans><meta property="og:locale" content="en_US"><p>A',
     '<html lang=zh-Hans><meta property="og:locale" content="zh_CN"><p>A'),
    ('<html lang=zh-Hans><link rel=canonical href="https://x.example/a"><p>A', "<html lang=zh-Hans><p>A"),
    ('<html lang=zh-Hans><script type="application/ld+json">{"@type": "X", "inLanguage": "en"}</script><p>A',
     '<html lang=zh-Hans><script type="application/ld+json">{"@type": "X", "inLanguage": "zh-Hans"}</script><p>A'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LANGUAGES, ids=[c[0][:40] for c in LANGUAGES])
def test_the_pages_language_is_told_wherever_the_page_tells_it(text: str, expected: str) -> None:
    assert said(text) == expected


CITED = """<html lang="ru"><p>Кости.</p><h2>Литература</h2><ol><li>Петров И. И., <i>Сидоров</i> и др. Кальций. 2019.
<li class=a>Smith J, et al. Bone. 2020;5(1):10-20.</ol><p><b>Иванов</b> и др., 2018.</p>
<p lang="ru">Котов и др. 2015</p>
<blockquote>Лунин и др. 2011<p>Кальций полезен.</p></blockquote>"""


def test_a_citation_that_is_not_translated_says_its_language() -> None:
    article = article_of(CITED, "sources/ru/a.html", language="ru")
    shown = put(article, edits_of(article, page_of("zh")))
    assert '<ol><li lang="ru">Петров' in shown
    assert "<li class=a>Smith" in shown
    assert '<p lang="ru"><b>Иванов' in shown
    assert '<p lang="ru">Котов' in shown
    assert "<p>Кости." in shown
    assert "<blockquote>Лунин" in shown
    assert put(article, edits_of(article, page_of("ru"))) == CITED


def test_the_own_language_is_put_in_and_corrected_and_nothing_else_is_touched() -> None:
    text = '<html><link rel=canonical href="https://x.example/a"><p lang="en">A'
    assert said(text, "en") == text.replace("<html>", '<html lang="en">')
    assert said('<html lang="ru"><p>A', "en") == '<html lang="en"><p>A'


def test_lines_of_the_head_stand_in_it_and_replace_those_of_the_article() -> None:
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<link rel="canonical" href="https://old.example/">\n'
        '<link rel="alternate" hreflang="de" href="https://old.example/de">\n<link rel="icon" href="i.png">\n'
        '<meta property="og:title" content="A"><meta property="og:url" content="https://old.example/">\n</head>\n'
        "<body class=x>\n<p>A</p>\n</body></html>\n"
    )
    shown = said(text, base="https://n.example/", switcher=True)
    assert "old.example" not in shown
    assert '<link rel="icon" href="i.png">' in shown
    assert shown.count('rel="canonical"') == 1
    assert shown.count("hreflang=") == 4 + 2
    assert '<meta property="og:url" content="https://n.example/zh/a.html">' in shown
    assert '<meta property="og:locale" content="zh_CN">\n</head>' in shown
    assert '<body class=x>\n<nav class="languages" aria-label="语言">' in shown


@pytest.mark.parametrize(
    "text",
    ["<p>A", "A b", "<title>T</title>A", "<!-- c --><!DOCTYPE html><title>T</title><p>A", "<body><p>A", "\ufeff<p>A",
     "<head><title>T</title></head><p>A", "<html><p>A", "<a href=x>A</a> b",
     "<meta charset=utf-8><style>p{}</style>\n<p>A"],
)  # fmt: skip
def test_a_draft_is_told_before_its_text_whatever_tags_are_left_out(text: str) -> None:
    article = article_of(text)
    shown = put(article, edits_of(article, page_of("ru", draft=True)))
    assert shown.count("noindex") == shown.count("machine-draft-notice") == 1
    words = re.sub(r"<title>.*?</title>|<style>.*?</style>", "", shown)
    assert words.index("noindex") < words.index("Машинный") < words.index("A")
    for piece in re.findall(r"<[^>]+>", text):
        assert piece in shown or piece.startswith("<html")


def test_an_xml_page_stays_xml() -> None:
    text = '<?xml version="1.0"?><html lang="en"><head></head><body><p>A</p></body></html>'
    assert '<meta name="robots" content="noindex"/>' in said(text, path="sources/en/a.xhtml", draft=True)


CHARSETS = [
    '<meta charset="{}"><p>Да',
    "<meta charset={}><p>Да",
    '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={}"><p>Да',
    '<?xml version="1.0" encoding="{}"?><p>Да</p>',
]


@pytest.mark.parametrize("text", CHARSETS)
@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "UTF-8"])
def test_other_languages_are_written_in_utf_8_and_say_so(text: str, charset: str) -> None:
    article = article_of(text.format(charset), "sources/ru/a.html", charset, "ru")
    wanted = charset if charset == "UTF-8" else "utf-8"
    assert put(article, bare_edits(article, "en")) == text.format(wanted)
    assert bare_edits(article, "ru") == []


UNDECLARED = [
    ("<html><head><title>Да</title></head><p>Да", "<head>"),
    ("<html lang=ru><p>Да", "<html lang=en>"),
    ("<p>Да", ""),
]


@pytest.mark.parametrize(("text", "before"), UNDECLARED)
def test_a_page_that_another_charset_was_told_of_by_nothing_says_its_new_one(text: str, before: str) -> None:
    known = ". Витамин K2 и магний: важные нутриенты для сосудов и костей."
    page = page_of("en")
    old = article_of(text + known, "sources/ru/a.html", "cp1251", "ru")
    assert f'{before}<meta charset="utf-8">' in put(old, edits_of(old, page))
    for encoding in ("utf-8", "utf-16"):
        article = article_of(text + known, "sources/ru/a.html", encoding, "ru")
        assert "charset" not in put(article, edits_of(article, page))
    assert edits_of(old, page_of("ru")) == edits_of(article_of(text + known, language="ru"), page_of("ru"))


MARKDOWN = [
    ("# A\n", "---\nlang: zh-Hans\ntranslationKey: a\n---\n\n# A\n"),
    ("\ufeff# A\r\n", "\ufeff---\r\nlang: zh-Hans\r\ntranslationKey: a\r\n---\r\n\r\n# A\r\n"),
    ("---\ntitle: A\n---\n# B\n", "---\ntitle: A\nlang: zh-Hans\ntranslationKey: a\n---\n# B\n"),
    ("---\nlang: en\ntranslationKey: k\n---\nB\n", "---\nlang: zh-Hans\ntranslationKey: k\n---\nB\n"),
    ("---\nlanguage: 'en'\n---\nB\n", "---\nlanguage: 'zh-Hans'\ntranslationKey: a\n---\nB\n"),
    ("---\n---\nB\n", "---\nlang: zh-Hans\ntranslationKey: a\n---\nB\n"),
    ("+++\nlang = 'en'\n+++\nB\n", "+++\nlang = 'zh-Hans'\ntranslationKey = \"a\"\n+++\nB\n"),
    ("---\n\nA rule above.\n", "---\nlang: zh-Hans\ntranslationKey: a\n---\n\n---\n\nA rule above.\n"),
]


@pytest.mark.parametrize(("text", "expected"), MARKDOWN, ids=[c[0][:20] for c in MARKDOWN])
def test_front_matter_holds_language_and_key(text: str, expected: str) -> None:
    article = article_of(text, "sources/en/a.md")
    assert put(article, edits_of(article, page_of("zh"))) == expected


def test_drafts_of_markdown_and_text_are_told_at_the_top() -> None:
    article = article_of("---\ntitle: A\n---\nB\n", "sources/en/a.md")
    shown = put(article, edits_of(article, page_of("en", draft=True)))
    assert "robots: noindex\n---\n\n> **Machine translation" in shown
    assert shown.endswith("**\n\nB\n")
    plain = article_of("A\n", "sources/en/a.txt")
    assert put(plain, edits_of(plain, page_of("en", draft=True))).endswith(
        "⟦ ⟧. Do not base health decisions on this text.\n\nA\n"
    )
