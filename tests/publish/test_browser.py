"""Published pages in a real browser: nothing untranslated is seen, the tree stays, and no translation acts."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from pipeline.batch.deciding import PublishOptions
from pipeline.formats import format_for, parse_article
from pipeline.formats.base import ParseOptions
from pipeline.formats.front_matter import front_matter
from pipeline.inline import split_tags
from pipeline.publish.splice import Options, Text
from pipeline.publish.verified import publish_text
from pipeline.segmentation import segment
from tests.conftest import ROOT
from tests.publish.workspaces import approved, find_workspace, ignore_all, made, publish, rewrite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("needs Debian's package chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="needs requirements-dev.txt")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, headless=True)
        yield opened
        opened.close()


SHAPE = """() => [...document.querySelectorAll('*')].map(
  e => `${e.tagName} ${[...e.attributes].map(a => a.name)} ${e.children.length}`)"""
VISIBLE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const hidden = 'script,style,pre,code,kbd,samp,var,nav,.skip-link,template,svg';
  let text = '';
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest(hidden)) text += walker.currentNode.textContent;
  return text;
}"""


def rendered(path: Path) -> str:
    """A page as a browser is to show it."""
    text = path.read_bytes().decode("utf-8")
    if path.suffix == ".html":
        return text
    renderer = MarkdownIt("commonmark").enable("table")
    return f'<meta charset="utf-8"><body>{renderer.render(text[front_matter(text).end :])}</body>'


def looked_at(browser: Browser, path: Path, script: str, folder: Path) -> Any:
    file = folder / "page.html"
    file.write_text(rendered(path), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    found = page.evaluate(script)
    page.close()
    return found


def outside_brackets(text: str) -> list[str]:
    """Stretches with words that stand outside of ⟦ and ⟧."""
    return [
        part.strip() for part in re.sub(r"⟦[^⟦⟧]*⟧", "\0", text).split("\0") if re.search(r"[^\W\d_]", part)
    ]


@pytest.fixture(scope="module")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample workspace in pseudo-localised languages, each entry in ⟦ ⟧ and approved, published bare."""
    place = tmp_path_factory.mktemp("pseudo")
    for name in ("sources", "glossary"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(ROOT / "termlock.toml", place)
    made(place, "pseudo")
    workspace = find_workspace(place)
    for file in sorted((place / "output/locale").glob("*/LC_MESSAGES/*.po")):
        language = "zh" if file.parts[-3] == "zh_CN" else file.parts[-3]
        source = next(path.parent.name for path in (place / "sources").glob(f"??/{file.stem}.*"))
        if language != source:
            rewrite(place, language, file.stem, _approved_in_brackets)
    publish(workspace, (), PublishOptions(bare=True))
    return place


def _approved_in_brackets(entry: Any) -> Any:
    text = entry.translation if entry.translation.startswith("⟦") else f"⟦{entry.text}⟧"
    return ignore_all(approved(entry, text))


PAGES = sorted(p for p in (ROOT / "sources").glob("??/*.*") if p.suffix in (".html", ".md"))


@pytest.mark.parametrize("source", PAGES, ids=lambda p: p.name)
def test_every_word_that_is_seen_is_translated_and_the_tree_stays(
    source: Path, pseudo_site: Path, browser: Browser, tmp_path: Path
) -> None:
    kind = format_for(source.name)
    assert kind
    article = parse_article(
        source.read_bytes(), name="a", path=source.name, language=source.parent.name, options=ParseOptions()
    )
    left = [
        article.text[slice(*skip.span)] for skip in article.skips if skip.reason not in ("markup", "code")
    ]
    left = [" ".join(re.sub(r"<[^>]*>|[*_`#]", "", text).split()) for text in left]
    shape = looked_at(browser, source, SHAPE, tmp_path)
    for language in {"ru", "en", "zh"} - {source.parent.name}:
        published = pseudo_site / "output/site" / language / source.name
        assert looked_at(browser, published, SHAPE, tmp_path) == shape
        seen = looked_at(browser, published, VISIBLE, tmp_path)
        assert "⟦" in seen
        for part in outside_brackets(seen):
            words = [line for line in (" ".join(line.split()) for line in part.splitlines()) if line]
            assert [w for w in words if not any(w in text or text in w for text in left)] == []


HOSTILE = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "<svg onload=window.hacked=1>",
    '" onmouseover="window.hacked = 1" autofocus onfocus="window.hacked = 1',
    "' onmouseover='window.hacked = 1",
    "x onerror=window.hacked=1",
    "javascript:window.hacked=1",
    "</p></a></title></head><body onload=window.hacked=1><iframe src=http://evil.example/>",
    "</script><script>window.hacked = 1</script>",
    '{"a": "</script><img src=http://evil.example/x onerror=window.hacked=1>"}',
    "--><script>window.hacked = 1</script><!--",
    "&lt;script&gt;window.hacked = 1&lt;/script&gt;",
    "&#60;img src=x onerror=window.hacked=1&#62;",
    "![x](http://evil.example/x.png) [y](javascript:window.hacked=1) <http://evil.example/z>",
    "\n\n<script>window.hacked = 1</script>\n\n",
    "    <img src=http://evil.example/x>",
    "\u202e<script>window.hacked = 1</script>\u2066",
    "<link rel=stylesheet href=http://evil.example/x.css><meta http-equiv=refresh content='0;url=http://evil.example/'>",
    "<b onclick=window.hacked=1>" + "x" * 1_000_000,
]
TARGETS = {
    "page.html": '<html><head><title>One</title><meta name="description" content="Two">'
    '<script type="application/ld+json">{"headline": "Three"}</script></head><body>'
    '<p>Four <b>five</b> <a href="#here" title="Six">seven</a>.</p>'
    "<p title='Eight'>Nine</p><img alt=Ten><input type=submit value=Eleven placeholder='Twelve'><table><td>T</table>"
    "<ul><li>Thirteen</ul><select><option>Fourteen</select></body></html>",
    "page.md": '# One\n\nTwo **three** and [four](#here "Five").\nSix.\n\n- Seven\n- [ ] Eight\n\n'
    "| Nine |\n|---|\n| Ten |\n\n"
    "<p title='Eleven'>Twelve</p>\n\n[Thirteen]\n\n[thirteen]: #here 'Fourteen'\n\nTerm\n: Fifteen\n",
}


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_translation_runs_or_asks_for_anything(
    name: str, hostile: str, browser: Browser, tmp_path: Path
) -> None:
    options = ParseOptions()
    article = parse_article(TARGETS[name].encode(), name="a", path=name, language="en", options=options)
    segments = segment(article).segments
    texts = [Text(hostile + "".join(t.text for t in split_tags(s.text) if t.kind), "ru") for s in segments]
    written = publish_text(article, segments, texts, options, Options("ru"))
    assert written.findings == ()
    source, published = tmp_path / f"source-{name}", tmp_path / name
    source.write_text(article.text, encoding="utf-8")
    published.write_bytes(written.text.encode("utf-8"))
    shape = looked_at(browser, source, SHAPE, tmp_path)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    file = tmp_path / "page.html"
    file.write_text(rendered(published), encoding="utf-8")
    page.goto(file.as_uri())
    page.evaluate(
        "() => document.querySelectorAll('*').forEach(e => ['mouseover', 'focus', 'click', 'load', 'error'].forEach("
        "n => e.tagName === 'INPUT' || e.dispatchEvent(new Event(n, {bubbles: true, cancelable: true}))))"
    )
    assert page.evaluate("window.hacked") is None
    assert page.evaluate(SHAPE) == shape
    page.close()
    assert [url for url in asked if not url.startswith(file.as_uri())] == []
