"""Where sentences end, in golden lists: a sentence a line, blocks apart by blank lines."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.languages import joiner
from pipeline.model import Article, Block, Piece, Span
from pipeline.segmentation import segment
from pipeline.sentences import sentence_starts

GOLDEN = sorted((Path(__file__).parent / "sentences").glob("*.txt"))


def cut(text: str, language: str) -> list[str]:
    bounds = [0, *sentence_starts(text, language), len(text)]
    return [text[a:b].strip() for a, b in itertools.pairwise(bounds)]


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_sentences_are_those_that_a_careful_editor_would_choose(path: Path) -> None:
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        sentences = block.split("\n")
        assert cut(joiner(path.stem).join(sentences), path.stem) == sentences


@given(st.text(max_size=200), st.sampled_from(["ru", "en", "zh"]))
def test_cutting_loses_nothing(text: str, language: str) -> None:
    starts = sentence_starts(text, language)
    assert starts == sorted(set(starts))
    assert all(0 < place < len(text) for place in starts)


def article(language: str, *blocks: tuple[str, list[Piece]]) -> Article:
    text = "".join(p.text for _, ps in blocks for p in ps)
    made = tuple(Block(kind, tuple(ps), 1) for kind, ps in blocks)
    return Article("a", "a.md", language, "markdown", "utf-8", text, made, ())


def text_block(text: str, kind: str = "p") -> tuple[str, list[Piece]]:
    return kind, [Piece("text", text, Span(0, len(text)))]


def test_later_occurrences_of_a_text_are_numbered_by_kind() -> None:
    found = segment(
        article("ru", text_block("300 мг", "td"), text_block("300 мг", "td"), text_block("300 мг"))
    )
    assert [s.context for s in found.segments] == ["td", "td#2", "p"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(("300", "number"), ("1 500", "number"), ("12.", "number"), ("(12)", "number")),
        *(("—", "marker"), ("►", "marker"), ("[1]", "marker"), ("[2, 3]", "marker"), ("[1][4–6]", "marker")),
    ],
)
def test_markers_and_bare_integers_are_no_segments(text: str, reason: str) -> None:
    found = segment(article("ru", text_block(text, "td")))
    assert (found.segments, [s.reason for s in found.skips]) == ((), [reason])


@pytest.mark.parametrize("text", ["1,8", "2–3", "65 %", "72 ч", "K2", "0.5"])
def test_decimals_ranges_and_numbers_with_units_are_segments(text: str) -> None:
    assert [s.text for s in segment(article("ru", text_block(text, "td"))).segments] == [text]


def parts(*texts: str) -> list[Piece]:
    made, at = [], 0
    for text in texts:
        kind = (
            "close"
            if text.startswith("</")
            else "empty"
            if text.endswith("/>")
            else "open"
            if text[0] == "<"
            else "text"
        )
        made.append(Piece(kind, text if kind == "text" else "", Span(at, at + len(text)), text.strip("</>")))
        at += len(text)
    return made


CUTS = [
    (["<b>", "Раз. Два.", "</b>", " Три."], ["Раз.", "Два.", "Три."]),
    (["Раз ", "<b>", "два. Три", "</b>", " четыре."], ["Раз <b1>два. Три</b1> четыре."]),
    (["Раз.", "<br/>", "Два."], ["Раз.", "Два."]),
    (["Форма ", "<code/>", ". Доза ниже."], ["Форма <c1/>.", "Доза ниже."]),
    (["Раз. ", "<code/>", " — это два."], ["Раз.", "<c1/> — это два."]),
    (["Раз. ", "<a>", "Два", "</a>", "! Три."], ["Раз.", "<a1>Два</a1>!", "Три."]),
    (["Раз", "<b>", ".", "</b>", " Два."], ["Раз<b1>.</b1>", "Два."]),
    (
        ["Раз.", "<sup>", "1", "</sup>", " Два.", "<sup>", "[2]", "</sup>"],
        ["Раз.<sup>1</sup>", "Два.<sup>[2]</sup>"],
    ),
    (["<a>", "<img/>", " Раз", "</a>", " два."], ["<a1><i2/> Раз</a1> два."]),
    (["<a>", "<img/>", " Раз", "</a>"], ["Раз"]),
    (["Раз два. ", "<a>", "<img/>", "</a>"], ["Раз два."]),
    (["Раз ", "<a>", "<img/>", "</a>", " два."], ["Раз <a1><i2/></a1> два."]),
]


@pytest.mark.parametrize(("texts", "expected"), CUTS)
def test_no_element_is_cut_unless_it_covers_whole_sentences(texts: list[str], expected: list[str]) -> None:
    pieces = parts(*texts)
    made = Article("a", "a", "ru", "html", "utf-8", "".join(texts), (Block("p", tuple(pieces), 1),), ())
    assert [s.text for s in segment(made).segments] == expected


def test_a_note_behind_a_chinese_sentence_stays_with_it() -> None:
    pieces = parts("有效。", "<sup>", "1", "</sup>", "下一句。")
    made = Article("a", "a", "zh", "html", "utf-8", "", (Block("p", tuple(pieces), 1),), ())
    assert [s.text for s in segment(made).segments] == ["有效。<sup>1</sup>", "下一句。"]


def test_tags_that_stand_in_no_segment_are_listed() -> None:
    """Those around all of a segment, at its ends, and in what is none."""
    texts = ["<b>", "Раз.", "</b>", "<br/>", " Два. ", "<code/>"]
    made = Article(
        "a", "a", "ru", "html", "utf-8", "".join(texts), (Block("p", tuple(parts(*texts)), 1),), ()
    )
    found = segment(made)
    assert [(made.text[slice(*s.span)], s.reason) for s in found.skips] == [
        *(("<b>", "markup"), ("</b>", "markup"), ("<br/>", "markup"), ("<code/>", "code")),
    ]


def test_a_segment_knows_its_line_and_place() -> None:
    text = "Раз.\nДва."
    (first, second) = segment(article("ru", text_block(text))).segments
    assert (first.line, text[slice(*first.span)]) == (1, "Раз.")
    assert (second.line, text[slice(*second.span)]) == (2, "Два.")


def test_blocks_stay_whole_by_setting() -> None:
    assert len(segment(article("ru", text_block("Раз. Два.")), "block").segments) == 1
