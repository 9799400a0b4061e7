"""Texts that are written inside something else: attributes, front matter, JSON. `Block.markup` names it.

attribute:"  attribute:'  attribute:          HTML, in quotation marks or bare
yaml:  yaml:"  yaml:'  yaml:|  yaml:>         front matter
toml:"  toml:'
markdown:alt  markdown:alt:reference  markdown:title:"  markdown:title:'  markdown:title:(
json                                          a string of JSON inside a script element
html                                          no such text: HTML inside Markdown
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from pipeline.formats.writing import escape_html, escape_markdown


def write_value(markup: str, text: str, raw: str) -> str:
    """`text`, one line, as it is written in place of `raw`. Raises KeyError for an unknown markup."""
    kind, _, style = markup.partition(":")
    return _WRITERS[kind](text, raw, style)


def _attribute(text: str, _raw: str, quote: str) -> str:
    escaped = escape_html(text)
    if quote == "'":
        return escaped.replace("'", "&#39;")
    escaped = escaped.replace('"', "&quot;")
    return escaped if quote else f'"{escaped}"'


def _yaml(text: str, raw: str, style: str) -> str:
    if style == '"':
        return _quoted(text)
    if style == "'":
        return text.replace("'", "''")
    if style in ("|", ">"):
        indent = re.match(r"[ \t]*", raw)
        ending = "\r\n" if "\r\n" in raw else "\n"
        blank = raw[len(raw.rstrip()) :] if raw.strip() else ending
        return f"{indent.group() if indent else '  '}{text}{blank}"
    return text if _is_plain(text) else f'"{_quoted(text)}"'


def _is_plain(text: str) -> bool:
    """Whether YAML reads a text without quotation marks as that text."""
    import yaml

    try:
        return bool(yaml.safe_load(f"key: {text}\n") == {"key": text})
    except yaml.YAMLError:
        return False


def _quoted(text: str) -> str:
    """The content of a double-quoted string of YAML, TOML and JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")


def _toml(text: str, _raw: str, style: str) -> str:
    """With its quotation marks: a literal string knows no escapes."""
    return f"'{text}'" if style == "'" and "'" not in text else f'"{_quoted(text)}"'


def _markdown(text: str, raw: str, style: str) -> str:
    kind, _, quote = style.partition(":")
    if kind == "address":
        return f"<{text}>" if re.search(r"[\s()<>]", text) else text
    if kind == "alt":
        written = escape_markdown(text, inside_brackets=True)
        name = re.sub(r"\](?:\[\])?$", "", raw)
        return f"{written}][{name}]" if quote == "reference" else written
    closing = ")" if quote == "(" else quote
    escaped = re.sub(rf"[\\{re.escape(quote + closing)}]", r"\\\g<0>", text)
    return re.sub(r"&(?=#?\w+;)", "&amp;", escaped)


def _json(text: str, _raw: str, _style: str) -> str:
    return _quoted(text).replace("<", "\\u003c")


_WRITERS: dict[str, Callable[[str, str, str], str]] = {
    "attribute": _attribute,
    "yaml": _yaml,
    "toml": _toml,
    "markdown": _markdown,
    "json": _json,
}
