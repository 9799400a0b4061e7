"""An article and its translations in columns, as one HTML file that needs nothing else."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.model import Article, Entry, Key, Segment, State

_ELEMENTS = frozenset(
    {"strong", "b", "em", "i", "sub", "sup", "del", "s", "u", "small", "q", "cite", "abbr", "dfn"}
)
"""Inline elements that a preview shows as such; links and code are shown by their legends."""
_PLAIN = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li"})
"""Kinds that are told by how they look."""
_STYLE = """
:root {
  color-scheme: light dark;
  --line: #ccc; --draft: #fff4ce; --open: #fde7e9; --text: #1b1b1f; --dim: #5c5c66; --back: #fff;
}
@media (prefers-color-scheme: dark) {
  :root { --line: #444; --draft: #4a3f12; --open: #4d2126; --text: #e6e6ea; --dim: #a8a8b3; --back: #17171a }
}
body {
  margin: 0; padding: 1.5em; font: 1rem/1.5 system-ui, "Noto Sans CJK SC", sans-serif;
  color: var(--text); background: var(--back);
}
table { border-collapse: collapse; width: 100%; table-layout: fixed }
th { text-align: start; position: sticky; top: 0; background: var(--back); padding: .4em .6em }
td { vertical-align: top; padding: .35em .6em; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
tr.h1 td, tr.title td { font-size: 1.35em; font-weight: 600 }
tr.h2 td { font-size: 1.2em; font-weight: 600; padding-top: 1.2em }
tr.h3 td, tr.h4 td { font-weight: 600 }
tr.li td::before { content: "• "; color: var(--dim) }
td.draft, td.edited, td.memory, td.changed { background: var(--draft) }
td.empty, td.withheld { background: var(--open) }
small { display: block; color: var(--dim); font-size: .8rem; font-weight: normal }
code { font-size: .9em }
small.kind { display: inline-block; margin-inline-end: .6em; font-weight: normal }
@media (max-width: 45em) {
  body { padding: .5em }
  table, tbody, tr, td { display: block }
  thead { display: none }
  tr { border-bottom: 3px solid var(--line); padding: .5em 0 }
  td { border: 0 }
  td::before, tr.li td::before {
    content: attr(data-language); display: block; color: var(--dim); font-size: .75rem; font-weight: normal;
  }
}
"""


def preview(
    article: Article, segments: Sequence[Segment], entries: Mapping[str, Mapping[Key, Entry]]
) -> bytes:
    """The page; `entries` by language and key, the source's own language left out."""
    shown = [code for code in entries if code != article.language]
    heads = "".join(
        f'<th scope="col" lang="{languages.bcp47(code)}">{languages.native_name(code)}</th>'
        for code in (article.language, *shown)
    )
    rows = "\n".join(
        _row(article, segment, {code: entries[code].get(segment.key) for code in shown})
        for segment in segments
    )
    title = html.escape(article.name)
    text = (
        f'<!DOCTYPE html>\n<html lang="{languages.bcp47(article.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<table>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    )
    return text.encode("utf-8")


def _row(article: Article, segment: Segment, found: Mapping[str, Entry | None]) -> str:
    kind = f'<small class="kind">{html.escape(segment.kind)}</small>' if segment.kind not in _PLAIN else ""
    cells = [_cell(article.language, "source", f"{kind}{shown(segment, segment.text)}")]
    for language, entry in found.items():
        state = states.state(entry) if entry else State.EMPTY
        text = shown(segment, entry.translation) if entry and entry.translation else ""
        notes = "".join(f"<small>{html.escape(line)}</small>" for line in _notes(entry))
        cells.append(_cell(language, str(state), f"{text}{notes}"))
    return f'<tr class="{html.escape(segment.kind.split(":")[0])}">{"".join(cells)}</tr>'


def _cell(language: str, state: str, content: str) -> str:
    code, name = languages.bcp47(language), languages.native_name(language)
    return f'<td class="{state}" lang="{code}" data-language="{name}">{content}</td>'


def _notes(entry: Entry | None) -> list[str]:
    """What a reviewer should see: where the draft is from, and the findings."""
    mark = f"{states.MARK} "
    return [line[len(mark) :] for line in entry.extracted if line.startswith(mark)] if entry else []


def shown(segment: Segment, text: str) -> str:
    """A segment with its tags as elements."""
    names = {tag.label: tag.legend for tag in segment.tags}
    parts = []
    for token in inline.split_tags(text):
        legend = names.get(token.name, "")
        element = legend.split()[0] if legend else ""
        if token.kind is None or not legend:
            parts.append(html.escape(inline.unescape(token.text)))
        elif token.kind == "empty":
            parts.append("<br>" if element == "br" else f"<code>{html.escape(legend)}</code>")
        else:
            shown = element if element in _ELEMENTS else "u"
            parts.append(f"<{shown}>" if token.kind == "open" else f"</{shown}>")
    return "".join(parts)
