"""Translations put into an article: nothing else changes, and nothing gets out of its segment."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.formats import parse_article
from pipeline.formats.base import ParseOptions
from pipeline.formats.characters import attribute_text, html_text
from pipeline.inline import split_tags
from pipeline.model import Article, Segment
from pipeline.publish.splice import Options, Text, splice
from pipeline.publish.verified import publish_text
from pipeline.segmentation import segment
from tests.conftest import ROOT
from tests.formats.test_formats import HTML, MARKDOWN, TEXTS

PARSE = ParseOptions()
SUFFIXES = {"html": ".html", "markdown": ".md", "text": ".txt"}


def article_of(text: str, kind: str, language: str = "en") -> tuple[Article, tuple[Segment, ...]]:
    article = parse_article(
        text.encode("utf-8"),
        name="a",
        path=f"sources/{language}/a{SUFFIXES[kind]}",
        language=language,
        options=PARSE,
    )
    return article, segment(article).segments


def published(
    text: str, kind: str, translations: dict[str, str], target: str = "ru", source: str = "en"
) -> str:
    """The article with these translations; all others stay as they are."""
    article, segments = article_of(text, kind, source)
    known = {s.text for s in segments}
    assert set(translations) <= known, known
    texts = [Text(translations[s.text], target) if s.text in translations else None for s in segments]
    written = publish_text(article, segments, texts, PARSE, Options(target))
    assert written.findings == ()
    return written.text


CASES = [
    ("html", "<p>Take  it\n daily.</p>\n", {"Take it daily.": "Ежедневно."}, "<p>Ежедневно.</p>\n"),
    (
        "html",
        '<p>See <a href="x?a=1&amp;b">the <b>study</b></a> of 2019.</p>',
        {"See <a1>the <b2>study</b2></a1> of 2019.": "В 2019 году: <b2>само</b2> <a1>исследование</a1>"},
        '<p>В 2019 году: <b>само</b> <a href="x?a=1&amp;b">исследование</a></p>',
    ),
    (
        "html",
        "<p>p &lt; 0.05 &amp; more</p>",
        {"p < 0.05 & more": "p < 0,05 & ещё"},
        "<p>p &lt; 0,05 &amp; ещё</p>",
    ),
    ("html", "<img alt='Bone'>", {"Bone": "Кость 'и' \"мозг\""}, "<img alt='Кость &#39;и&#39; \"мозг\"'>"),
    ("html", "<img alt=Bone>", {"Bone": 'Кость "и" мозг'}, '<img alt="Кость &quot;и&quot; мозг">'),
    (
        "html",
        '<p>An <img src="a.svg" alt="Artery"> here.</p>',
        {"An <i1/> here.": "Здесь <i1/>.", "Artery": "Артерия"},
        '<p>Здесь <img src="a.svg" alt="Артерия">.</p>',
    ),
    ("markdown", "# A title\n", {"A title": "# не заголовок"}, "# \\# не заголовок\n"),
    ("markdown", "A word.\n", {"A word.": "- не список"}, "\\- не список\n"),
    ("markdown", "A word.\n", {"A word.": "2024. Год"}, "2024\\. Год\n"),
    ("markdown", "A word.\n", {"A word.": "5 * 3 * 2 и [x](y) `z`"}, "5 \\* 3 \\* 2 и \\[x\\](y) \\`z\\`\n"),
    ("markdown", "A word.\n", {"A word.": "snake_case и _курсив_"}, "snake_case и \\_курсив\\_\n"),
    (
        "markdown",
        "A word.\n",
        {"A word.": "50~200 мкг, 1~2 мг, p < 0,05"},
        "50\\~200 мкг, 1\\~2 мг, p < 0,05\n",
    ),
    ("markdown", "| a b |\n|---|\n| c d |\n", {"c d": "да | нет"}, "| a b |\n|---|\n| да \\| нет |\n"),
    (
        "markdown",
        "Read [the guide] and [it][].\n\n[the guide]: /g\n[it]: /i\n",
        {"Read <a1>the guide</a1> and <a2>it</a2>.": "Прочтите <a2>это</a2> и <a1>руководство</a1>."},
        "Прочтите [это][it] и [руководство][the guide].\n\n[the guide]: /g\n[it]: /i\n",
    ),
    (
        "markdown",
        "![Bone] and ![Knee][] are pictures.\n\n[bone]: b.png\n[knee]: k.png\n",
        {"Bone": "Кость [1]", "Knee": "Колено"},
        "![Кость \\[1\\]][Bone] and ![Колено][Knee] are pictures.\n\n[bone]: b.png\n[knee]: k.png\n",
    ),
    (
        "markdown",
        '> A quote that\n> wraps here. It [ends](e.md "Soon").\n',
        {
            "A quote that wraps here.": "Цитата.",
            "It <a1>ends</a1>.": "<a1>Конец</a1>.",
            "Soon": 'Вот "и" всё',
        },
        '> Цитата. [Конец](e.md "Вот \\"и\\" всё").\n',
    ),
    (
        "markdown",
        "One  \ntwo\\\nthree.\n",
        {"One<b1/>two<b2/>three.": "Раз<b1/>два<b2/>три."},
        "Раз  \nдва\\\nтри.\n",
    ),
    (
        "markdown",
        "---\ntitle: K2\n---\n\nA word.\n",
        {"K2": "K2: всё"},
        '---\ntitle: "K2: всё"\n---\n\nA word.\n',
    ),
    (
        "markdown",
        "---\ntitle: 'K2'\n---\n\nA.\n",
        {"K2": "Д'Артаньян"},
        "---\ntitle: 'Д''Артаньян'\n---\n\nA.\n",
    ),
    (
        "markdown",
        '---\ntitle: "A \\"B\\"."\n---\n\nA word.\n',
        {'A "B".': 'Б "В"\\.'},
        '---\ntitle: "Б \\"В\\"\\\\."\n---\n\nA word.\n',
    ),
    (
        "markdown",
        "---\ndescription: >\n  Two lines\n  of text. And more.\nlang: en\n---\n\nA word.\n",
        {"Two lines of text.": "Две строки.", "And more.": "И ещё."},
        "---\ndescription: >\n  Две строки. И ещё.\nlang: en\n---\n\nA word.\n",
    ),
    (
        "markdown",
        "+++\ntitle = 'A b'\n+++\n\nA word.\n",
        {"A b": "Д'А"},
        '+++\ntitle = "Д\'А"\n+++\n\nA word.\n',
    ),
    (
        "markdown",
        "See <img src=a.png alt='Bone'> and <i>it</i>.\n",
        {"See <i1/> and <i2>it</i2>.": "<i2>Оно</i2> и <i1/>.", "Bone": "Кость 'и' мозг"},
        "<i>Оно</i> и <img src=a.png alt='Кость &#39;и&#39; мозг'>.\n",
    ),
    ("markdown", "- [ ] Buy natto\n", {"Buy natto": "Купить натто"}, "- [ ] Купить натто\n"),
    ("markdown", "# Natto {#n .food}\n", {"Natto": "Натто"}, "# Натто {#n .food}\n"),
    (
        "markdown",
        "See [![Bowl](b.png)](x.md) now.\n",
        {"See <a1><i2/></a1> now.": "Вот <a1><i2/></a1>.", "Bowl": "Миска"},
        "Вот [![Миска](b.png)](x.md).\n",
    ),
    (
        "html",
        "<p><a href=x><img src=y alt=Bowl> Natto</a> is old.<sup>1</sup> Eat it.</p>",
        {
            "<a1><i2/> Natto</a1> is old.<sup>1</sup>": "Старо <a1><i2/> натто</a1>.<sup>1</sup>",
            "Bowl": "Миска",
        },
        '<p>Старо <a href=x><img src=y alt="Миска"> натто</a>.<sup>1</sup> Eat it.</p>',
    ),
    (
        "html",
        '<script type="application/ld+json">{"headline": "A b"}</script><p>C</p>',
        {"A b": 'Б "в" </script>'},
        '<script type="application/ld+json">{"headline": "Б \\"в\\" \\u003c/script>"}</script><p>C</p>',
    ),
    (
        "html",
        "<p>One <a href=x>two <b>three</p>",
        {"One <a1/>two <b2/>three": "Раз <b2/>три <a1/>два"},
        "<p>Раз <b>три <a href=x>два</p>",
    ),
    (
        "html",
        "<p>One <script>a<b</script> two</p>",
        {"One <c1/> two": "Раз <c1/> два"},
        "<p>Раз <script>a<b</script> два</p>",
    ),
    (
        "html",
        "<title>A b</title><p>C</p>",
        {"A b": "<b>Б</b> & </title>"},
        "<title>&lt;b&gt;Б&lt;/b&gt; &amp; &lt;/title&gt;</title><p>C</p>",
    ),
    (
        "markdown",
        "- [ ] Take it\n- [x] Ask\n",
        {"Take it": "Принять", "Ask": "[x] Спросить"},
        "- [ ] Принять\n- [x] \\[x\\] Спросить\n",
    ),
    ("markdown", "> [!NOTE]\n> Do not.\n", {"Do not.": "Нельзя."}, "> [!NOTE]\n> Нельзя.\n"),
    (
        "markdown",
        '!!! note "Dose"\n    Low.\n',
        {"Dose": 'Доза "K2"', "Low.": "Мало."},
        '!!! note "Доза "K2""\n    Мало.\n',
    ),
    (
        "markdown",
        "A.^[It *is*.] B.\n",
        {"A.<f1>It <e2>is</e2>.</f1>": "А.<f1>Это <e2>так</e2>.</f1>", "B.": "Б."},
        "А.^[Это *так*.] Б.\n",
    ),
    (
        "markdown",
        "- [k2]\n\n[k2]: k2.md 'All'\n",
        {"k2": "К2 [1]", "All": "Всё 'тут'"},
        "- [К2 \\[1\\]][k2]\n\n[k2]: k2.md 'Всё \\'тут\\''\n",
    ),
    (
        "markdown",
        "Press <kbd>Ctrl</kbd> now.\n",
        {"Press <k1/> now.": "Нажмите <k1/>."},
        "Нажмите <kbd>Ctrl</kbd>.\n",
    ),
    ("markdown", "> <p>\n> One\n> two.</p>\n", {"One two.": "Раз & два."}, "> <p>\n> Раз &amp; два.</p>\n"),
    (
        "markdown",
        "- | a | b |\n  |---|---|\n  | c | d |\n",
        {"d": "д | е"},
        "- | a | b |\n  |---|---|\n  | c | д \\| е |\n",
    ),
    (
        "text",
        "Title here\n\n- \nItem one. Two.\n",
        {"Item one.": "Пункт один."},
        "Title here\n\n- \nПункт один. Two.\n",
    ),
]


@pytest.mark.parametrize(("kind", "text", "translations", "expected"), CASES, ids=[c[1][:24] for c in CASES])
def test_a_translation_takes_the_place_of_its_segment(
    kind: str, text: str, translations: dict[str, str], expected: str
) -> None:
    assert published(text, kind, translations) == expected


def test_sentences_are_joined_as_the_target_language_does() -> None:
    text = "<p>One is here. <b>Two is there.</b> Three is\nfar.</p>"
    zh = {"One is here.": "一在这里。", "Two is there.": "二在那里。", "Three is far.": "三在远处。"}
    assert published(text, "html", zh, "zh") == "<p>一在这里。<b>二在那里。</b>三在远处。</p>"
    back = "<p>一在这里。<b>二在那里。</b>三在远处。</p>"
    ru = {"一在这里。": "Раз здесь.", "二在那里。": "Два там.", "三在远处。": "Три далеко."}
    assert published(back, "html", ru, "ru", "zh") == "<p>Раз здесь. <b>Два там.</b> Три далеко.</p>"
    quote = "> One is here.\n> Two is there.\n"
    assert (
        published(quote, "markdown", {"One is here.": "一。", "Two is there.": "二。"}, "zh")
        == "> 一。二。\n"
    )


def test_a_sentence_that_another_one_holds_leaves_no_gap() -> None:
    text = "<p>One is here. Two is there. Three.</p>"
    merged = {"One is here.": "Раз и два.", "Two is there.": "<empty/>", "Three.": "Три."}
    assert published(text, "html", merged) == "<p>Раз и два. Три.</p>"


def test_a_link_and_a_title_between_sentences_keep_their_own_translation() -> None:
    text = '<p>One is here. <a href="x" title="More">Two is there.</a></p>'
    zh = {"One is here.": "一在这里。", "Two is there.": "二在那里。", "More": "更多"}
    assert published(text, "html", zh, "zh") == '<p>一在这里。<a href="x" title="更多">二在那里。</a></p>'


def test_words_between_sentences_that_are_no_segment_stay() -> None:
    text = "<p>He said so. ... 12. She did too.</p>"
    article, segments = article_of(text, "html")
    zh = [Text(f"“{number}”", "zh") for number, _ in enumerate(segments)]
    written = publish_text(article, segments, zh, PARSE, Options("zh"))
    assert written.findings == ()
    assert "12." in written.text or any("12" in s.text for s in segments)


def test_tags_written_across_each_other_are_not_published() -> None:
    text = "<p>One <a href=x>two <b>three</b></a> four.</p>"
    article, segments = article_of(text, "html")
    crossed = [Text("Раз <a1>два <b2>три</a1></b2> четыре.", "ru")]
    written = publish_text(article, segments, crossed, PARSE, Options("ru"))
    assert [f.check for f in written.findings] == ["publish-unsafe"]
    assert written.text == text


@pytest.mark.parametrize(
    "translation", ["Раз.", "Раз <a1>два</a1> <a1>три</a1>", "Раз </a1>два<a1>", "<x9>Раз</x9>"]
)
def test_lost_doubled_and_foreign_tags_never_become_markup(translation: str) -> None:
    text = "<p>One <a href=x>two</a>.</p>"
    article, segments = article_of(text, "html")
    written = publish_text(article, segments, [Text(translation, "ru")], PARSE, Options("ru"))
    soup = BeautifulSoup(written.text, "html.parser")
    assert [e.name for e in soup.find_all()] == ["p", "a"]
    assert written.findings or "&lt;" in written.text


def test_a_translation_from_chinese_does_not_run_into_an_address_beside_it() -> None:
    text = (
        "骨钙素有益\n\n参考文献\n①. 张三. 骨质疏松的研究[J]. 中国杂志, 2022, 28(7): 974-978.\n"
        "DOI:10.3969/j.x.2022.07.020感谢您的关注！\n"
    )
    said = {"感谢您的关注！": "Спасибо за внимание!"}
    assert "DOI:10.3969/j.x.2022.07.020 Спасибо за внимание!\n" in published(text, "text", said, "ru", "zh")
    again = {"感谢您的关注！": "感谢您！"}
    assert "DOI:10.3969/j.x.2022.07.020感谢您！\n" in published(text, "text", again, "zh", "zh")


def test_a_gap_is_marked_with_its_language() -> None:
    article, segments = article_of("<title>T one</title><p>One is <b>here</b>. Two.</p>", "html")
    texts = [Text(s.text, "en") if "Two" not in s.text else Text("二。", "zh") for s in segments]
    out = publish_text(article, segments, texts, PARSE, Options("zh", mark_language=True))
    assert out.findings == ()
    assert out.text == '<title>T one</title><p><span lang="en">One is <b>here</b>.</span> 二。</p>'


def test_emphasis_that_commonmark_would_not_see_beside_chinese_is_written_as_html() -> None:
    """`**“骨钙素”**和` opens no emphasis: a right-flanking run followed by a letter (CommonMark 6.2)."""
    zh = {"The <s1>osteocalcin</s1> and <e2>MGP</e2> bind.": "蛋白<s1>“骨钙素”</s1>和<e2>MGP</e2>结合。"}
    out = published("The **osteocalcin** and *MGP* bind.\n", "markdown", zh, "zh")
    assert out == "蛋白<strong>“骨钙素”</strong>和<em>MGP</em>结合。\n"


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><h1>взлом</h1>",
    '" onmouseover="alert(1)',
    "' onload='x",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![](http://evil.example/x.png)",
    "<!-- comment -->",
    "&lt;img src=x&gt; &#x202e; &nbsp;",
    "\u202eobratno\u202c \u2066x\u2069",
    "ноль\x00 и \x08 и \x1b[31m",
    "строка\n\n# заголовок\n\n```\ncode\n```",
    "<?php echo 1 ?> <![CDATA[ x ]]>",
    "| a | b |\n|---|---|",
    "[^1]: сноска",
    "[x]: /url",
    "---\ntitle: x\n---",
    "x" * 1_000_000,
    "\\" * 99,
    "`" * 7 + "<b>",
    "<https://evil.example/>",
    ": определение",
    "=====",
    "\ud800 и \ufeff",
    "<b " * 4_000 + ">",
    "&" * 2_000 + "#x3c;script>",
    "\u2066" * 1000 + "мг" + "\u202e" * 1000,
    "**" * 5000 + "[a](" * 200,
    "$(touch /tmp/x) `id` {{ 7*7 }} {% x %} ${7}",
    "\u2028# x\u2029- y\x0bz\x85w",
    "![a]: b\n[a]: javascript:alert(1)",
    "</script><script>alert(1)</script>",
    "]]></title></textarea></style>-->",
    "~~~\n    code\n\tcode",
]
PAGES = {
    "html": '<html><head><title>One</title><meta name="description" content="Two"></head><body><p>Three <b>four'
    "</b>.</p><p>Five.</p><ul><li title='Six'>Seven</ul><img alt=Eight><a href=x>Nine</a></body></html>",
    "markdown": '---\ntitle: One\n---\n\nTwo **three**\nfour.\n\n- Five\n- Six\n\n![Seven](a.png "Eight")\n\n'
    "| Nine |\n|---|\n| Ten |\n\nA\n: Eleven\n\n<p>Twelve</p>\n",
    "text": "One is\n\nTwo is a sentence of some length. Three.\n\n- Four\n\n| Five | Six |\n",
}


def elements_of(text: str, kind: str) -> list[tuple[str, list[str], str]]:
    """The elements of a page with the names of their attributes, and where they lead."""
    body = text.split("\n---\n", 1)[-1]
    rendered = body if kind == "html" else MarkdownIt("commonmark").enable("table").render(body)
    found = BeautifulSoup(rendered, "html.parser").find_all()
    return [(e.name, sorted(e.attrs), f"{e.get('href')} {e.get('src')}") for e in found]


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_translation_stays_text(kind: str, hostile: str) -> None:
    """Its letters stand where its segment stood, and the article's structure is what it was."""
    article, segments = article_of(PAGES[kind], kind)
    texts = [Text(hostile + "".join(t.text for t in split_tags(s.text) if t.kind), "ru") for s in segments]
    written = publish_text(article, segments, texts, PARSE, Options("ru"))
    assert written.findings == ()
    assert not re.search("[\x00\x08\x1b\u202e\u2066\ud800\ufeff]", written.text)
    if kind == "text":
        assert written.text.count("\n") == PAGES[kind].count("\n")
        return
    again, _ = article_of(written.text, kind, "ru")
    assert [b.kind for b in again.blocks] == [b.kind for b in article.blocks]
    assert elements_of(written.text, kind) == elements_of(PAGES[kind], kind)
    elements = [[p.element for p in b.pieces if p.kind != "text"] for b in again.blocks]
    assert [sorted(e) for e in elements] == [
        sorted(p.element for p in b.pieces if p.kind != "text") for b in article.blocks
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "sources").glob("??/*.*")), ids=lambda p: p.name)
def test_the_identity_gives_the_articles_own_bytes(path: Path) -> None:
    article = parse_article(
        path.read_bytes(), name=path.stem, path=path.name, language=path.parent.name, options=PARSE
    )
    segments = segment(article).segments
    same = [Text(s.text, article.language) for s in segments]
    written = splice(article, segments, same, Options(article.language))
    assert written.encode(article.encoding) == path.read_bytes()


@given(
    st.one_of(
        TEXTS.map(lambda t: ("text", t)),
        MARKDOWN.map(lambda t: ("markdown", t)),
        HTML.map(lambda t: ("html", t)),
    ),
    st.sampled_from([*HOSTILE[:8], "钙“骨”", "Кальций и *магний*.", "1. x", "a|b"]),
)
def test_whatever_the_article_is_a_translation_is_read_again_as_it_was_meant(
    made: tuple[str, str], translation: str
) -> None:
    kind, text = made
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u3000"):
        return
    if "\0" in text:
        return
    article, segments = article_of(text, kind)
    texts = [
        Text(translation + "".join(t.text for t in split_tags(s.text) if t.kind), "ru") for s in segments
    ]
    written = publish_text(article, segments, texts, PARSE, Options("ru"))
    same = [Text(s.text, "en") for s in segments]
    assert publish_text(article, segments, same, PARSE, Options("en")).text == article.text
    if written.findings:
        return  # held, and told
    if kind != "text":
        read = segment(article_of(written.text, kind, "ru")[0]) if segments else None
        assert read is None or len(read.segments) >= 1


@given(st.text(alphabet="a&<>;#x1g ampltcopy=Ж", max_size=30))
def test_pieces_of_html_text_say_what_the_standard_library_reads(raw: str) -> None:
    pieces = html_text(raw, 5)
    assert "".join(p.text for p in pieces) == html.unescape(raw)
    assert "".join(raw[p.span.start - 5 : p.span.end - 5] for p in pieces) == raw
    for piece in pieces:
        assert len(piece.text) == piece.span.end - piece.span.start or raw[piece.span.start - 5] == "&"


def test_an_ampersand_of_an_address_is_no_character() -> None:
    assert attribute_text("?a=1&copy=2&amp;reg=3&lt;") == "?a=1&copy=2&reg=3<"
    assert attribute_text("AT&T &copy x") == "AT&T © x"


def test_what_cannot_be_written_safely_leaves_its_source_marked_and_is_told() -> None:
    article, segments = article_of("<p>One <a href=x>two</a>. Three.</p><p>Four.</p>", "html")
    texts = [Text("Раз.", "ru"), Text("Три.", "ru"), Text("Четыре.", "ru")]
    written = publish_text(article, segments, texts, PARSE, Options("ru", mark_language=True))
    assert written.text == '<p><span lang="en">One <a href=x>two</a>.</span> Три.</p><p>Четыре.</p>'
    assert [(f.check, f.segment, f.line) for f in written.findings] == [("publish-unsafe", "p", 1)]
