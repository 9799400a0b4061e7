"""HTML comes apart as browsers take it."""

from __future__ import annotations

import pytest

from pipeline.formats.base import ParseOptions
from pipeline.formats.html import parse
from pipeline.formats.html_select import select
from pipeline.formats.html_tokens import tokenize
from pipeline.formats.json_ld import json_texts
from pipeline.inline import encode

OPTIONS = ParseOptions()


def blocks(page: str, options: ParseOptions = OPTIONS) -> list[tuple[str, str]]:
    return [(block.kind, encode(block.pieces)[0]) for block in parse(page, options).blocks]


def addresses(page: str) -> list[str]:
    return [address.text for address in parse(page, OPTIONS).addresses]


PAGES = [
    ("<p>Press <kbd>Ctrl</kbd>, see <samp>x</samp> of <var>n</var>.</p>", [("p", "Press <k1/>, see <s2/> of <v3/>.")]),
    ("<details><summary>Why?</summary>Because.</details>", [("summary", "Why?"), ("p", "Because.")]),
    ("<p>One<!-- translate:off --> two <!-- translate:on -->three</p>", [("p", "One"), ("p", "three")]),
    ('<p>Our <b translate="no">K2 Max</b> <i class="x notranslate">Pro</i></p>', [("p", "Our <b1/> <i2/>")]),
    ("<p translate=no>Brand<p>Text</p>", [("p", "Text")]),
    ("<ul><li class=notranslate>A<li>B</ul><p>C", [("li", "B"), ("p", "C")]),
    ("<div>An <code>unclosed</div><p>Text</p>", [("p", "An <c1/>"), ("p", "Text")]),
    ("<p>Foo <a href=x>bar <b>baz</p>", [("p", "Foo <a1/>bar <b2/>baz")]),
    ("<p>Foo <script>let a = 1;</script> bar</p>", [("p", "Foo <c1/> bar")]),
    ("<p>Foo <?php echo 1 ?> bar <iframe src=x></iframe></p>", [("p", "Foo <c1/> bar <i2/>")]),
    ("<title>A <b>c</b> &amp; d</title>", [("title", "A <b>c</b> & d")]),
    ("<!--> <p>Shown</p> <!---> <p>Too</p> <!-- a --!> <p>And</p>", [("p", "Shown"), ("p", "Too"), ("p", "And")]),
    ("<p>İ</p><script>x</script><p>K2</p>", [("p", "İ"), ("p", "K2")]),
    ("<script>if (a</scripty>b) </script ><p>K2</p>", [("p", "K2")]),
    ("<p>K2 <span", [("p", "K2 <c1/>")]),
    ("<p>a < b and c</p>", [("p", "a < b and c")]),
    ('<img alt="A > B"><p>K2</p>', [("alt", "A > B"), ("p", "K2")]),
    ("<textarea placeholder='Your dose'>no text</textarea>", [("placeholder", "Your dose")]),
    ("<input type=submit value=Send><input type=text value=no>", [("button", "Send")]),
    ("<select><optgroup label='Doses'><option>Low<option>High</select>",
     [("label", "Doses"), ("option", "Low"), ("option", "High")]),
    ("<table><caption>Cap</caption><tr><th>A<td>B<tr><td>C</table>",
     [("caption", "Cap"), ("th", "A"), ("td", "B"), ("td", "C")]),
    ("<p>x<svg><title>no</title></svg> y</p><math><mi>n</mi></math>", [("p", "x<s1/> y")]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), PAGES, ids=[p[0][:30] for p in PAGES])
def test_pages_come_apart_as_browsers_take_them(page: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(page) == expected


def test_an_excluded_part_of_a_sentence_is_one_tag_of_it() -> None:
    chosen = ParseOptions(html_exclude=(".print",))
    page = "<p>Take <span class=print title=no>see page 3</span> it.</p>"
    assert blocks(page, chosen) == [("p", "Take <s1/> it.")]


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [((), ["One."]), (("aside",), ["Two."]), (("span",), ["three"]), ((".none",), [])],
)
def test_only_what_is_included_is_translated(selectors: tuple[str, ...], expected: list[str]) -> None:
    page = "<p>Zero <span>three</span>.</p><main><p>One.</p></main><aside>Two.</aside>"
    assert [text for _, text in blocks(page, ParseOptions(html_include=selectors))] == expected


DATA = """
{"@context": "https://schema.org", "@type": "Article", "headline": "Bones \\"and\\" more", "inLanguage": "en",
 "author": {"@type": "Person", "name": "Ann Lee"}, "publisher": {"name": "Journal", "@type": "Organization"},
 "about": [{"@type": "Drug", "name": "Vitamin K2", "description": "It \\u003chelps\\u003e."}], "url": "name"}
"""


def test_texts_for_search_engines_are_found_and_names_of_people_are_not() -> None:
    found = [(t.key, t.text, DATA[t.span.start : t.span.end]) for t in json_texts(DATA)]
    assert sorted(found) == [
        ("description", "It <helps>.", "It \\u003chelps\\u003e."),
        ("headline", 'Bones "and" more', 'Bones \\"and\\" more'),
        ("name", "Vitamin K2", "Vitamin K2"),
    ]


@pytest.mark.parametrize(
    "data", ["", "{", '{"name": "\\ud800"}', "[" * 100_000, '"name": "x"', '{"name": 1}']
)
def test_damaged_data_for_search_engines_is_left_alone(data: str) -> None:
    assert list(json_texts(data)) == []
    assert blocks(f'<script type="application/ld+json">{data}</script><p>K2</p>') == [("p", "K2")]


def test_addresses_of_sets_of_pictures_are_found_one_by_one() -> None:
    page = '<img src="a.png" srcset="b.png 1x, c,d.png 2x , e.png"><video poster=f.png src="g.mp4"></video>'
    assert addresses(page) == ["a.png", "b.png", "c,d.png", "e.png", "f.png", "g.mp4"]


def test_an_unclosed_tag_or_quotation_mark_makes_no_endless_work() -> None:
    for text in (
        "<p a='" * 20_000,
        '<a b="' * 20_001 + ">",
        "<!-- " * 20_000,
        "</x" * 50_000,
        "<b>" * 30_000 + "</i>" * 30_000,
    ):
        assert sum(t.span.end - t.span.start for t in tokenize(text)) == len(text)
        parse(text, OPTIONS)


PAGE = """<body><header><nav>A</nav></header><div class="x skip-link">B</div><div role=navigation>C</div>
<article class='y'><p>D</p><p class="Skip-link">E</p></article><!-- <nav> --><script>"<nav>"</script><main>F</main>"""


@pytest.mark.parametrize(
    "selectors", [("nav", ".skip-link"), ("[role=navigation]",), ("p", ".y"), ("main",), ("b",)]
)
def test_simple_selectors_choose_without_a_tree_what_they_choose_in_it(selectors: tuple[str, ...]) -> None:
    tokens = list(tokenize(PAGE))
    for options in (
        ParseOptions(html_exclude=selectors),
        ParseOptions(html_include=selectors, html_exclude=()),
    ):
        # `:not(x)` is none of the simple ones, so that a tree is built.
        with_tree = ParseOptions(
            html_include=tuple(f"{s}:not(x)" for s in options.html_include),
            html_exclude=tuple(f"{s}:not(x)" for s in options.html_exclude),
        )
        assert select(PAGE, tokens, options) == select(PAGE, tokens, with_tree)
