"""Front matter of Markdown files: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import Span

_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|$)", re.DOTALL | re.MULTILINE)
_TOML_LINE = re.compile(r"""^([\w-]+)[ \t]*=[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')""", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Value:
    """One text value of the front matter."""

    key: str
    text: str
    span: Span
    """In the file, without quotation marks in YAML, with them in TOML, where they tell what may stand between them."""
    style: str
    """How it is written: `yaml:` with nothing (plain), `"`, `'`, `|` or `>` behind it, `toml:` with `"` or `'`."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    end: int
    """Where the article's text begins."""
    values: tuple[Value, ...] = ()


def front_matter(text: str) -> FrontMatter:
    """The front matter of a file; with no values where it cannot be read."""
    if found := _YAML.match(text):
        return FrontMatter(found.end(), tuple(_yaml_values(found.group(1), found.start(1))))
    if found := _TOML.match(text):
        return FrontMatter(found.end(), tuple(_toml_values(found.group(1), found.start(1))))
    return FrontMatter(0)


def _yaml_values(body: str, offset: int) -> Iterator[Value]:
    import yaml

    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(root, yaml.MappingNode):
        return
    for key, node in root.value:
        if isinstance(node, yaml.ScalarNode) and isinstance(key, yaml.ScalarNode):
            style = node.style or ""
            start, end = node.start_mark.index, node.end_mark.index
            if style in ('"', "'"):
                start, end = start + 1, end - 1
            elif style in ("|", ">"):
                start = body.find("\n", start) + 1
            yield Value(str(key.value), str(node.value), Span(start + offset, end + offset), f"yaml:{style}")


def _toml_values(body: str, offset: int) -> Iterator[Value]:
    import tomllib

    try:
        data = tomllib.loads(body)
    except tomllib.TOMLDecodeError:
        return
    tables = _TOML_TABLE.search(body)
    for found in _TOML_LINE.finditer(body, 0, tables.start() if tables else len(body)):
        value = data.get(found.group(1))
        if isinstance(value, str) and value in tomllib.loads(found.group()).values():
            group = 2 if found.group(2) is not None else 3
            start, end = found.start(group) - 1, found.end(group) + 1
            quote = '"' if group == 2 else "'"
            yield Value(found.group(1), value, Span(start + offset, end + offset), f"toml:{quote}")
