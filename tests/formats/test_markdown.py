"""Markdown comes apart: CommonMark, GFM, and what sites write beyond them."""

from __future__ import annotations

import pytest

from pipeline.formats.base import ParseOptions
from pipeline.formats.markdown import parse
from pipeline.inline import encode

OPTIONS = ParseOptions()


def blocks(text: str) -> list[tuple[str, str]]:
    return [(block.kind, encode(block.pieces)[0]) for block in parse(text, OPTIONS).blocks]


def texts(text: str) -> list[str]:
    return [shown for _, shown in blocks(text)]


TEXTS = [
    ("- [ ] Take it\n- [x] Ask\n1. [X] Go\n- [link]\n", ["Take it", "Ask", "Go", "[link]"]),
    ("> [!NOTE]\n> Do not.\n", ["Do not."]),
    ("> [!tip]- A title\n> And text.\n", ["A title", "And text."]),
    ("> A quotation [!NOTE] of it\n", ["A quotation [!NOTE] of it"]),
    (
        '!!! note "Dose"\n    Text one.\n\n    Text two.\n\nAfter.\n',
        ["Dose", "Text one.", "Text two.", "After."],
    ),
    ("!!! warning\n    Text.\n", ["Text."]),
    ('??? question ""\n    Text.\n', ["Text."]),
    ("!!! Важно: не превышать дозу.\n", ["!!! Важно: не превышать дозу."]),
    ("!!! note\nNot inside.\n", ["!!! note Not inside."]),
    ("::: warning Look out\nText.\n:::\n", ["Look out", "Text."]),
    (":::tip[Title]\n\nText.\n\n:::\n", ["Title", "Text."]),
    ("A note.^[It *is* one.] More.\n", ["A note.<f1>It <e2>is</e2> one.</f1> More."]),
    ("A note[^1].\n\n[^1]: Its text.\n    Goes on.\n", ["A note<f1/>.", "Its text. Goes on."]),
    ("Term\n: One\n: Two *x*\n", ["Term", "One", "Two <e1>x</e1>"]),
    ('See [k2].\n\n[k2]: k2.md "All of K2"\n', ["See <a1>k2</a1>.", "All of K2"]),
    ("[a]: <b c>\n  'Two\n  lines'\n\n[a]\n", ["Two lines", "a"]),
    ("Press <kbd>Ctrl</kbd> and <b translate=no>Max *Pro*</b>.\n", ["Press <k1/> and <b2/>."]),
    ("A <!-- translate:off --> b *c* <!-- translate:on --> d\n", ["A <c1/> d"]),
    ("A.\n\n<!-- translate:off -->\n\n# B\n\n- c\n\n<!-- translate:on -->\n\nD.\n", ["A.", "D."]),
    ("A <!-- translate:off --> b\n\nC\n\nd <!-- translate:on --> E\n", ["A <c1/>", "E"]),
    ("> <div>\n> One <b>two\n> three</b>.\n> </div>\n", ["One <b1>two three</b1>."]),
    ("- <p>\n  In a list.</p>\n", ["In a list."]),
    (
        "- a\n\n  ```\n  code\n  ```\n  1. b\n\n         code\n  2. c  \n     d\\\n     e\n",
        ["a", "b", "c<b1/>d<b2/>e"],
    ),
    ("- | a | b |\n  |---|---|\n  | c \\| d | `e` |\n  | | g |\n", ["a", "b", "c | d", "g"]),
    ("> a | b\n> --|--\n> c | c\n", ["a", "b", "c", "c"]),
    ("# A <a href=x>b\n\n> c</a>\n", ["A <a1/>b", "c"]),
    ("~~Old~~ and www.example.org <https://example.org>\n", ["<s1>Old</s1> and www.example.org <a2/>"]),
    ("# A title #\n\nSetext\nwords\n===\n", ["A title", "Setext words"]),
    ("\tcode\n\n* * *\n\n&copy; A\\*b\n", ["© A*b"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[t[0][:24] for t in TEXTS])
def test_documents_come_apart(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_only_keys_at_the_top_of_toml_front_matter_are_translated() -> None:
    text = '+++\ntitle = "K2"\ndescription = \'Two "x"\'\n[params]\ntitle = "K2"\n+++\n\nText.\n'
    assert blocks(text) == [("title", "K2"), ("meta:description", 'Two "x"'), ("p", "Text.")]


def test_front_matter_that_cannot_be_read_is_left_alone() -> None:
    assert texts("---\ntitle: [a\n---\n\nText.\n") == ["Text."]
    assert texts('---\ntitle: "\\ud800"\n---\n\nText.\n') == ["Text."]
    assert texts("+++\ntitle = \n+++\n\nText.\n") == ["Text."]
