"""The whole way of publishing with texts that want out of their place, and with articles in old encodings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from pipeline.batch.deciding import PublishOptions
from pipeline.checks.registry import CHECKS
from pipeline.formats.front_matter import front_matter
from pipeline.inline import split_tags
from pipeline.model import Entry
from tests.publish.workspaces import (
    approved,
    article,
    find_workspace,
    ignore,
    made,
    page,
    publish,
    rewrite,
    settings,
)

HTML = (
    '<!DOCTYPE html>\n<html lang="en"><head><title>Bones</title><meta name="description" content="All of it">'
    '<script type="application/ld+json">{"headline": "The bones"}</script></head><body><h1>Bones</h1>'
    '<p title="A hint">Bones need <a href="k2.md">vitamin K2</a>.</p><img alt="A bone" src="b.png"></body></html>'
)
MARKDOWN = (
    '---\ntitle: Vitamin\n---\n\n# Vitamin\n\nSee [the page](bones.html "Over there").\n\n'
    "| Dose |\n|---|\n| Low |\n"
)
HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onload='alert(1)",
    "</title></script></p></a></body><iframe src=//evil.example>",
    "](javascript:alert(1)) [x](javascript:alert(1)) ![y](//evil.example/y.png)",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "\\\n\n<img src=x onerror=alert(1)>\n\n---\nlang: xx\n---\n",
    "\u202e«Кость» \u2066и\u2069 -- 'сосуд'... 5 мг",
    "| a | b |\n|---|---|\n```",
    "javascript:alert(1)//<b>",
]
_CHECKS = [check.id for check in CHECKS]


def _approved_as(text: str) -> object:
    def change(entry: Entry) -> Entry:
        tags = "".join(token.text for token in split_tags(entry.text) if token.kind)
        done = approved(entry, f"{text}{tags}")
        for check in _CHECKS:
            done = ignore(done, check)
        return done

    return change


def _shape(text: str, path: str) -> list[tuple[str, list[str], str]]:
    """The elements of a page with the names of their attributes, and where they lead."""
    if path.endswith(".md"):
        text = MarkdownIt("commonmark").enable("table").render(text[front_matter(text).end :])
    found = BeautifulSoup(text, "html.parser").find_all()
    leads = [str(e.get("href") or e.get("src") or "").rpartition("/")[2] for e in found]
    return [
        (e.name, sorted(e.attrs), lead)
        for e, lead in zip(found, leads, strict=True)
        if not e.find_parent("nav") and e.name != "nav"
    ]


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_approved_text_gets_out_of_its_page(empty_workspace: Path, hostile: str) -> None:
    article(empty_workspace, "en/bones.html", HTML)
    article(empty_workspace, "en/k2.md", MARKDOWN)
    article(empty_workspace, "en/b.png", b"")
    made(empty_workspace)
    for name in ("bones", "k2"):
        rewrite(empty_workspace, "ru", name, _approved_as(f"Да {hostile}"))
    report = publish(find_workspace(empty_workspace))
    assert [f for f in report.findings if f.language == "ru"] == []
    for path in ("bones.html", "k2.md"):
        ours, theirs = page(empty_workspace, f"en/{path}"), page(empty_workspace, f"ru/{path}")
        assert "Да" in theirs
        assert _shape(theirs, path) == _shape(ours, path)
    keys = [v.key for v in front_matter(page(empty_workspace, "ru/k2.md")).values]
    assert keys == ["title", "lang", "translationKey"]
    contents = BeautifulSoup(page(empty_workspace, "index.html"), "html.parser")
    assert {e.name for e in contents.body.find_all()} <= {
        "h1",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
    }  # type: ignore[union-attr]
    assert all(not str(a["href"]).startswith("javascript") for a in contents.find_all("a"))
    assert len(json.loads(page(empty_workspace, "manifest.json"))["pages"]) == 4


RU = "Витамин K2 нужен костям, и он же полезен стенкам сосудов. Так пишут врачи в своих статьях."
ZH = "维生素K2对骨骼很重要，也有助于血管壁的健康。医生们在文章里这样写。"
BIG5 = "維生素K2對骨骼很重要，也有助於血管壁的健康。醫生們在文章裡這樣寫。"
ENCODED = [
    ("ru", RU, "cp1251", "windows-1251"),
    ("ru", RU, "koi8-r", "koi8-r"),
    ("ru", RU, "cp866", "ibm866"),
    ("ru", RU, "utf-8-sig", "utf-8"),
    ("ru", RU, "utf-16", "utf-16"),
    ("zh", ZH, "gb18030", "gb18030"),
    ("zh", ZH, "gbk", "gb2312"),
    ("zh", BIG5, "big5", "big5"),
]


@pytest.mark.parametrize(("language", "words", "codec", "charset"), ENCODED, ids=[e[2] for e in ENCODED])
def test_an_article_in_any_encoding_keeps_its_bytes_and_is_read_in_utf_8_elsewhere(
    empty_workspace: Path, language: str, words: str, codec: str, charset: str
) -> None:
    page_of = "<html><head>{}<title>T 1</title></head><body><p>{}</p></body></html>\r\n"
    sources = {
        "told.html": page_of.format(f'<meta charset="{charset}">', words),
        "untold.html": page_of.format("", words),
        "note.md": f"# {words[:7]}\r\n\r\n{words}\r\n",
        "note2.txt": f"{words}\r\n",
    }
    for path, text in sources.items():
        article(empty_workspace, f"{language}/{path}", text.encode(codec))
    settings(empty_workspace, "[publish]\nmin_reviewed = 0.0\n")
    made(empty_workspace)
    for path in sources:
        rewrite(empty_workspace, "en", path.partition(".")[0], _approved_as("“Naïve” – yes"))
    workspace = find_workspace(empty_workspace)
    publish(workspace, (), PublishOptions(bare=True))
    for path in sources:
        written = (empty_workspace / "output/site" / language / path).read_bytes()
        assert written == (empty_workspace / "sources" / language / path).read_bytes()
    assert "charset" not in page(empty_workspace, "en/untold.html")
    publish(workspace)
    for path in sources:
        assert "“Naïve” – yes" in page(empty_workspace, f"en/{path}")
    assert '<meta charset="utf-8">' in page(empty_workspace, "en/told.html")
    marked = '<meta charset="utf-8">' in page(empty_workspace, "en/untold.html")
    assert marked == (codec not in ("utf-8-sig", "utf-16"))
