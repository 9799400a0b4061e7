"""Markdown as people write it: what is text of a block and what is left alone."""

from __future__ import annotations

import pytest

from pipeline.formats import parse_article
from pipeline.formats.base import ParseOptions
from pipeline.segmentation import segment

CASES = {
    "a task's box is no text": ("- [ ] Buy natto\n- [x] Cook rice\n- [k2] is a name\n",
        ["li Buy natto", "li Cook rice", "li [k2] is a name"]),
    "a heading's attributes are no text": ("# Natto {#natto .food}\n\n## Cheese {: #cheese }\n\n### Sets {a, b}\n",
        ["h1 Natto", "h2 Cheese", "h3 Sets {a, b}"]),
    "an image in a link is seen": ("See [![bowl](b.png)](x.md) now.\n\n[![bowl](b.png)](x.md)\n",
        ["p See <a1><i2/></a1> now.", "alt bowl", "alt#2 bowl"]),
    "a note behind a sentence is no word of it": ("It is old.[^1] It is good.[^1]\n\n[^1]: A note. Long.\n",
        ["p It is old.", "p It is good.", "footnote A note.", "footnote Long."]),
    "tags of HTML hold texts": ("A <abbr title='a protein'>MGP</abbr> <img src=a.png alt=\"bowl &amp; spoon\"> is.\n",
        ["p A <a1>MGP</a1> <i2/> is.", "title-attribute a protein", "alt bowl & spoon"]),
    "front matter in TOML": ('+++\ntitle = "Natto"\ntags = ["a"]\n+++\n\nIt is old.\n',
        ["title Natto", "p It is old."]),
    "lines end in any way": ("# Natto\r\n\r\nIt is\r\nold. It is good.\r\n",
        ["h1 Natto", "p It is old.", "p It is good."]),
    "a nested list in a quotation": ("> - Natto. Old.\n>   - Cheese\n", ["li Natto.", "li Old.", "li Cheese"]),
    "cells hold markup and bars": ("| A | B |\n|---|---|\n| **x** \\| y | `c` |\n",
        ["th A", "th B", "td <s1>x</s1> | y"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_blocks_hold_what_a_reader_reads(name: str) -> None:
    text, expected = CASES[name]
    article = parse_article(text.encode(), name="a", path="a.md", language="en", options=ParseOptions())
    assert [f"{s.context} {s.text}" for s in segment(article).segments] == expected
