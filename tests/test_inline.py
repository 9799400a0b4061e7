"""Short tags: pieces to segments, segments to plain text, and tags back into a translation."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inline import encode, escape, is_nested, plain, split_tags, strip_tags, tag_labels, unescape
from pipeline.model import Link, Piece, Span
from pipeline.placement import restore_tags


def pieces(*parts: str) -> list[Piece]:
    """`<em>` opens, `</em>` closes, `<br/>` is empty, all else is text."""
    made = []
    at = 0
    for part in parts:
        span = Span(at, at + len(part))
        at += len(part)
        if part.startswith("</"):
            made.append(Piece("close", "", span, part[2:-1]))
        elif part.endswith("/>"):
            made.append(Piece("empty", "", span, part[1:-2]))
        elif part.startswith("<") and part.endswith(">"):
            made.append(Piece("open", "", span, part[1:-1]))
        else:
            made.append(Piece("text", part, span))
    return made


ENCODED = [
    (
        ["Ион Mg", "<sup>", "2+", "</sup>", " и ", "<strong>", "кальций", "</strong>"],
        "Ион Mg<sup>2+</sup> и <s2>кальций</s2>",
    ),
    (["<strong>", "MGP", "</strong>"], "MGP"),
    (["<p>", "<em>", " MGP ", "</em>", "</p>"], "MGP"),
    (["  Takes ", "<code/>", " daily \n now "], "Takes <c1/> daily now"),
    (["a ", "<b>", " b", "</b>"], "a <b1>b</b1>"),
    (["300\u00a0мг\tв\nсутки"], "300\u00a0мг в сутки"),
    (["Смотри ", "<a>", "здесь", "</a>", "!"], "Смотри <a1>здесь</a1>!"),
    (["x", "<b>", "y"], "x<b1/>y"),
    (["p < 0.05, тег <s1> и &lt;"], "p < 0.05, тег &lt;s1> и &amp;lt;"),
]


@pytest.mark.parametrize(("parts", "expected"), ENCODED)
def test_pieces_become_a_segment_with_short_tags(parts: list[str], expected: str) -> None:
    assert encode(pieces(*parts))[0] == expected


def test_tags_know_their_places_and_legends() -> None:
    text, (link, code) = encode(
        [
            Piece("text", "See ", Span(0, 4)),
            Piece("open", "", Span(4, 5), "a", "a https://example.org"),
            Piece("text", "this", Span(5, 9)),
            Piece("close", "", Span(9, 20), "a"),
            Piece("empty", "", Span(20, 26), "code", "code mk-7"),
        ]
    )
    assert text == "See <a1>this</a1><c2/>"
    assert (link.label, link.legend, link.open, link.close) == (
        "a1",
        "a https://example.org",
        Span(4, 5),
        Span(9, 20),
    )
    assert (code.label, code.legend, code.close) == ("c2", "code mk-7", None)


@given(st.text(alphabet="a<>&/lt;m p1s2subу ", max_size=40))
def test_escaping_is_undone_and_leaves_no_tag(text: str) -> None:
    assert unescape(escape(text)) == text
    assert tag_labels(escape(text)) == ()
    assert plain(escape(text)) == text


@given(st.text(alphabet="<>/s1b2 а中", max_size=40))
def test_a_segment_is_its_tokens(text: str) -> None:
    assert "".join(token.text for token in split_tags(text)) == text


WORDS = st.lists(st.sampled_from(["Магний", "и", "calcium", "钙", "300 мг", "K2"]), min_size=1, max_size=8)


@st.composite
def tagged(draw: st.DrawFn) -> str:
    """A segment with properly nested tags around words."""
    out: list[str] = []
    number = 0
    open_tags: list[str] = []
    for word in draw(WORDS):
        action = draw(st.sampled_from(["open", "close", "empty", "none", "none"]))
        if action == "open":
            number += 1
            open_tags.append(f"s{number}")
            out.append(f"<s{number}>")
        elif action == "empty":
            number += 1
            out.append(f"<c{number}/>")
        out.append(word)
        if action == "close" and open_tags:
            out.append(f"</{open_tags.pop()}>")
        out.append(" ")
    return "".join(out).rstrip() + "".join(f"</{name}>" for name in reversed(open_tags))


@given(tagged())
def test_taking_tags_off_and_putting_them_back_by_identity_is_the_identity(text: str) -> None:
    stripped = strip_tags(text)
    links = [Link(Span(i, i + 1), Span(i, i + 1)) for i in range(len(stripped.text))]
    restored, _ = restore_tags(stripped.text, stripped, links)
    assert plain(restored) == stripped.text
    assert Counter(tag_labels(restored)) == Counter(tag_labels(text))
    assert is_nested(tag_labels(restored))


LINKS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 9), st.integers(0, 60), st.integers(1, 9)), max_size=12
).map(lambda rows: [Link(Span(a, a + b), Span(c, c + d)) for a, b, c, d in rows])


@given(tagged(), st.text(alphabet="Магний и кальций 钙镁<s1>.", max_size=50), LINKS)
def test_whatever_the_alignment_says_all_tags_are_there_once_and_nested(
    text: str, translation: str, links: list[Link]
) -> None:
    clipped = [
        Link(k.source, Span(min(k.target.start, len(translation)), min(k.target.end, len(translation))))
        for k in links
    ]
    restored, _ = restore_tags(translation, strip_tags(text), clipped)
    assert Counter(tag_labels(restored)) == Counter(tag_labels(text))
    assert is_nested(tag_labels(restored))
    assert plain(restored) == translation


def test_tags_follow_their_words_and_never_cut_one() -> None:
    stripped = strip_tags("Magnesium relaxes the <s1>artery</s1> wall")
    target = "Магний расслабляет стенку артерии"
    words = {"Magnesium": "Магний", "relaxes": "расслабляет", "artery": "артери", "wall": "стенку"}
    links = []
    for source, word in words.items():
        begin, there = stripped.text.index(source), target.index(word)
        links.append(Link(Span(begin, begin + len(source)), Span(there, there + len(word))))
    restored, doubtful = restore_tags(target, stripped, links)
    assert restored == "Магний расслабляет стенку <s1>артерии</s1>"
    assert not doubtful


def test_without_alignment_the_places_are_in_doubt() -> None:
    _, doubtful = restore_tags("钙", strip_tags("<s1>calcium</s1> x"), [])
    assert doubtful
