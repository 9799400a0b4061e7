"""Lines of a plain text and what each of them is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from pipeline.formats.bibliography import is_bibliography_heading
from pipeline.model import Span

_BULLET = re.compile(r"[-•*–·●▪◦‣○■□➢✓✔](?=\s|$)|•|●|▪|·(?=[\u4e00-\u9fff])")
_NUMBER = re.compile(
    r"(?:\d{1,3}[.)、．](?=\s|[^\d\s])|[①-⑳]\s*[.、．]?|\(\d{1,3}\)|（\d{1,3}）|[a-zа-яё]\)(?=\s))\s*"
)
_QUESTION = re.compile(r"(?:Q|Question|Вопрос|В|问)\s*\d*\s*[:：.]\s*(?=\S)")
_ANSWER = re.compile(r"(?:A|Answer|Ответ|О|答)\s*\d*\s*[:：.]\s*(?=\S)")
_CAPTION = re.compile(
    r"(?:Таблица|Табл\.|Рисунок|Рис\.|Схема|Table|Figure|Fig\.|表|图)\s*\d{1,3}\s*(?:[.:：、．\s]|$)"
)
_RULE = re.compile(r"\|?[\s|:+=-]*-[\s|:+=-]*\|?")
_FINAL = ".!。！；;,，、:："
_LONGEST_PARAGRAPH = 500
_CLOSERS = "\"'»”’)）」』】]"


class Kind(Enum):
    MARKS = auto()
    ROW = auto()
    BULLET = auto()
    LONE_BULLET = auto()
    NUMBERED = auto()
    QUESTION = auto()
    ANSWER = auto()
    CAPTION = auto()
    HEADING = auto()
    PROSE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int
    """1-based."""
    indent: int
    """Columns of white space before it."""
    span: Span
    """Without white space at its ends."""
    content: str
    marker: Span
    """Bullet or number at its start; empty if none."""
    cells: tuple[Span, ...]
    """Cells of a table's row without white space, empty ones left out."""
    is_row: bool
    follows: bool
    """Whether the line before is not blank."""

    @property
    def body(self) -> Span:
        return Span(self.marker.end, self.span.end)

    @property
    def body_text(self) -> str:
        return self.content[self.marker.end - self.span.start :].strip()

    @property
    def is_rule(self) -> bool:
        return self.is_row and not self.cells


def read_lines(text: str) -> list[Line]:
    """All lines with something on them; `\\n`, `\\r\\n` and a lone `\\r` end a line."""
    lines: list[Line] = []
    follows = False
    for number, found in enumerate(re.finditer(r"[^\r\n]*(?:\r\n|\n|\r|$)", text), 1):
        raw = found.group().rstrip("\r\n")
        content = raw.strip(
            "\ufeff \t\f\v\u00a0\u3000\u2028\u2029\u0085\x1c\x1d\x1e\x1f\u2000\u2001\u2002\u2003\u2009\u202f"
        ).strip()
        if not content:
            follows = False
            continue
        indent = raw.index(content[0])
        start = found.start() + indent
        lines.append(_line(number, indent, start, content, follows))
        follows = True
    return _with_tabs(lines)


def _with_tabs(lines: list[Line]) -> list[Line]:
    """Lines one below the other that have equally many tabs between words are rows of a table."""

    def tabs(line: Line) -> int:
        plain = not line.is_row and line.marker.start == line.marker.end
        return line.content.count("\t") if plain else 0

    made: list[Line] = []
    for index, line in enumerate(lines):
        above = line.follows and index > 0 and tabs(lines[index - 1]) == tabs(line)
        below = index + 1 < len(lines) and lines[index + 1].follows and tabs(lines[index + 1]) == tabs(line)
        if tabs(line) and (above or below):
            found = re.finditer(r"[^\t ](?:[^\t]*[^\t ])?", line.content)
            start = line.span.start
            cells = tuple(Span(start + cell.start(), start + cell.end()) for cell in found)
            line = replace(line, is_row=True, cells=cells)
        made.append(line)
    return made


def _line(number: int, indent: int, start: int, content: str, follows: bool) -> Line:
    span = Span(start, start + len(content))
    is_row = len(content) > 1 and content.startswith("|") and content.endswith("|")
    marker = Span(start, start)
    cells: tuple[Span, ...] = ()
    if is_row:
        cells = () if _RULE.fullmatch(content) else _cells(content, start)
    elif (
        found := (_BULLET.match(content) or _NUMBER.match(content))
    ) and not found.group().strip().isdecimal():
        marker = Span(start, start + len(found.group().rstrip()))
    return Line(number, indent, span, content, marker, cells, is_row, follows)


def _cells(content: str, start: int) -> tuple[Span, ...]:
    spans = []
    position = 1
    for bar in re.finditer(r"(?<!\\)\|", content[1:]):
        end = bar.start() + 1
        cell = content[position:end]
        if stripped := cell.strip():
            begin = start + position + cell.index(stripped[0])
            spans.append(Span(begin, begin + len(stripped)))
        position = end + 1
    return tuple(spans)


def classify(line: Line, before: Line | None, after: Line | None) -> Kind:
    """What a line is, by itself and by its neighbours."""
    content = line.content
    if line.is_row:
        return Kind.ROW
    has_marker = line.marker.start < line.marker.end
    if has_marker and _BULLET.match(content):
        return Kind.BULLET if line.body_text else Kind.LONE_BULLET
    if not any(c.isalnum() for c in content):
        return Kind.MARKS
    if has_marker:
        return _numbered(line, before, after)
    if found := _QUESTION.match(content):
        return (
            Kind.QUESTION if content.rstrip(_CLOSERS)[-1] in "?？" or len(found.group()) > 2 else Kind.PROSE
        )
    if _CAPTION.match(content) and len(content) < 200:
        return Kind.CAPTION
    if _ANSWER.match(content) and before and _QUESTION.match(before.content):
        return Kind.ANSWER
    return Kind.HEADING if _is_heading(line, before, after) else Kind.PROSE


def _numbered(line: Line, before: Line | None, after: Line | None) -> Kind:
    """A numbered line is a question, a heading that stands over prose, or a list's item."""
    if line.body_text.rstrip(_CLOSERS)[-1:] in ("?", "？"):
        return Kind.QUESTION
    goes_on = before is not None and before.follows and before.indent > line.indent  # a wrapped item
    alone = not goes_on and not any(near and _NUMBER.match(near.content) for near in (before, after))
    if alone and after and len(after.content) > len(line.content) and _is_heading(line, before, after):
        return Kind.HEADING
    return Kind.NUMBERED


def _is_heading(line: Line, before: Line | None, after: Line | None) -> bool:
    """A short line without a final mark that stands over something longer, or over a list or table."""
    content = line.content
    if is_bibliography_heading(content):
        return True
    limit = 45 if re.search(r"[\u4e00-\u9fff]{4}", content) else 110
    bare = content.rstrip(_CLOSERS)
    if len(content) > limit or not bare or bare[-1] in _FINAL or content[0].islower():
        return False
    if before is None:
        return True
    if after is None or (before.marker.start < before.marker.end and not before.body_text):
        return False
    structural = after.is_row or after.marker.start < after.marker.end
    return structural or len(after.content) > len(content) or _short_heading(after)


def _short_heading(line: Line) -> bool:
    return len(line.content) < 110 and line.content[-1] not in _FINAL


def _behind_commas(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` on are one because each but the last ends with a Chinese comma; 0 if none does."""
    end = at
    while end - at < _LONGEST_PARAGRAPH and lines[end].content[-1] in "，、" and end + 1 < len(lines):
        following = lines[end + 1]
        if not following.follows or following.is_row or following.marker.start < following.marker.end:
            break
        end += 1
    return end - at + 1 if end > at else 0


def wrapped(lines: Sequence[Line], at: int) -> int:
    """How many lines from `at` on are one hard-wrapped paragraph.

    Lines of a wrapped paragraph follow each other without a blank one, are about as long as
    each other but for the last, and mostly do not end with a final mark.
    """
    first = lines[at].content
    if count := _behind_commas(lines, at):
        return count
    chinese = bool(re.search(r"[\u4e00-\u9fff]{4}", first))
    low, high = (15, 60) if chinese else (45, 120)
    if not low <= len(first) <= high:
        return 1
    group = [first]
    for line in lines[at + 1 : at + _LONGEST_PARAGRAPH]:
        if not line.follows or line.is_row or line.marker.start < line.marker.end:
            break
        group.append(line.content)
        if len(line.content) < 0.6 * len(first) or len(line.content) > high:
            break
    full = group[:-1]
    sizes = [len(content) for content in full]
    if not full or max(sizes) > high or min(sizes) < low or max(sizes) - min(sizes) > 0.35 * max(sizes):
        return 1
    ends = sum(content.rstrip(_CLOSERS)[-1:] in ".!?。！？" for content in full)
    goes_on = sum(content[0].islower() for content in group[1:])
    # A wrapped sentence goes on in lower case; Chinese has none, so two lines are not enough there.
    evident = len(group) > 2 if chinese else goes_on * 3 >= len(full)
    return len(group) if evident and ends <= len(full) / 2 else 1
