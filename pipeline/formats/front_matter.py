"""Front matter of Markdown files: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

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


class Fault(NamedTuple):
    """What is wrong with a front matter."""

    line: int
    """1-based, in the file."""
    language: str
    """`YAML` or `TOML`."""
    what: str
    """In a few words."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    end: int
    """Where the article's text begins."""
    values: tuple[Value, ...] = ()
    fault: Fault | None = None
    """Why it has no values; None where it can be read."""


def front_matter(text: str) -> FrontMatter:
    """The front matter of a file; with no values where it cannot be read."""
    for language, pattern, read in (("YAML", _YAML, _yaml_values), ("TOML", _TOML, _toml_values)):
        if found := pattern.match(text):
            try:
                return FrontMatter(found.end(), tuple(read(found.group(1), found.start(1))))
            except _FaultError as error:
                return FrontMatter(found.end(), fault=Fault(error.line + 1, language, str(error)))
    return FrontMatter(0)


class _FaultError(ValueError):
    def __init__(self, line: int, what: str) -> None:
        """`line`: of the body, 1-based."""
        super().__init__(what)
        self.line = line


def _yaml_values(body: str, offset: int) -> Iterator[Value]:
    import yaml

    try:
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise _yaml_fault(error, body) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise _FaultError(1, "it holds no keys with values")
    for key, node in root.value:
        if isinstance(node, yaml.ScalarNode) and isinstance(key, yaml.ScalarNode):
            if re.search("[\ud800-\udfff]", str(node.value)):
                continue  # half of a pair of code units, which no file can hold
            style = node.style or ""
            start, end = node.start_mark.index, node.end_mark.index
            if style in ('"', "'"):
                start, end = start + 1, end - 1
            elif style in ("|", ">"):
                start = body.find("\n", start) + 1
            yield Value(str(key.value), str(node.value), Span(start + offset, end + offset), f"yaml:{style}")


def _yaml_fault(error: Exception, body: str) -> _FaultError:
    context = getattr(error, "context", None) or ""
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if "quoted scalar" in context and opened:  # the other mark is where the search for its end was given up
        return _FaultError(opened.line + 1, "a quotation mark is not closed")
    if mark:
        return _FaultError(mark.line + 1, str(getattr(error, "problem", "")))
    at = getattr(error, "position", 0)
    return _FaultError(
        body.count("\n", 0, at if isinstance(at, int) else 0) + 1, "a character that may not stand there"
    )


def _toml_values(body: str, offset: int) -> Iterator[Value]:
    import tomllib

    try:
        data = tomllib.loads(body)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\s*\(at line (\d+), column \d+\)", str(error))
        line = int(found.group(1)) if found else body.count("\n")
        raise _FaultError(line, str(error)[: found.start() if found else None]) from error
    tables = _TOML_TABLE.search(body)
    for found in _TOML_LINE.finditer(body, 0, tables.start() if tables else len(body)):
        value = data.get(found.group(1))
        if isinstance(value, str) and value in tomllib.loads(found.group()).values():
            group = 2 if found.group(2) is not None else 3
            start, end = found.start(group) - 1, found.end(group) + 1
            quote = '"' if group == 2 else "'"
            yield Value(found.group(1), value, Span(start + offset, end + offset), f"toml:{quote}")
