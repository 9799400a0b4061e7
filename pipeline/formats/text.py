"""Plain text as saved from a reader view.

line(s)                         block
Title                           h1; later headings h2
a long line, or wrapped lines   p
- item / • / marker alone       li
1. Question?                    question, its answer `answer`
Q: … A: …                       question, answer
Table 1. …                      caption
| a | b |                       th, td
References and what follows     bibliography, skipped
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.formats.base import Parsed, ParseOptions
from pipeline.formats.bibliography import is_bibliography_heading, looks_like_citation, prose_behind
from pipeline.formats.text_lines import Kind, Line, classify, read_lines, wrapped
from pipeline.model import Block, Piece, Skip, Span


def parse(text: str, options: ParseOptions) -> Parsed:
    """Blocks and skips of a plain text; their spans cover every character that is not white space once."""
    return _Parser(text, options).parse()


@dataclass(slots=True)
class _Parser:
    text: str
    options: ParseOptions
    blocks: list[Block] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    at: int = 0
    in_bibliography: bool = False
    after_question: bool = False
    has_title: bool = False

    def parse(self) -> Parsed:
        self.lines = read_lines(self.text)
        excluded = [re.compile(pattern, re.IGNORECASE) for pattern in self.options.exclude]
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if any(pattern.fullmatch(line.content) for pattern in excluded):
                self.skip(line.span, "excluded")
                self.at += 1
            else:
                self.line(line)
        return Parsed(tuple(self.blocks), tuple(self.skips))

    def line(self, line: Line) -> None:
        kind = classify(line, self.neighbour(-1), self.neighbour(1))
        following = self.neighbour(1)
        goes_on = following is not None and following.content[0].islower()
        if kind is Kind.HEADING and goes_on and wrapped(self.lines, self.at) > 1:
            kind = Kind.PROSE
        handler = {
            Kind.MARKS: self.marks,
            Kind.ROW: self.table,
            Kind.BULLET: self.item,
            Kind.LONE_BULLET: self.item,
            Kind.NUMBERED: self.item,
            Kind.QUESTION: self.question,
            Kind.ANSWER: self.answer,
            Kind.CAPTION: self.caption,
            Kind.HEADING: self.heading,
            Kind.PROSE: self.prose,
        }[kind]
        handler(line)

    def neighbour(self, step: int) -> Line | None:
        index = self.at + step
        return self.lines[index] if 0 <= index < len(self.lines) else None

    # --- kinds of lines -----------------------------------------------------------------------

    def marks(self, line: Line) -> None:
        self.skip(line.span, "marker")
        self.at += 1

    def heading(self, line: Line) -> None:
        self.after_question = False
        bibliography = is_bibliography_heading(line.content)
        if self.in_bibliography and not bibliography and looks_like_citation(line.content):
            self.cited(line.span)
        else:
            self.in_bibliography = bibliography and not self.options.translate_bibliography
            self.add("h2" if self.has_title else "h1", line.span, marker=line.marker)
            self.has_title = True
        self.at += 1

    def prose(self, line: Line) -> None:
        self.has_title = True
        if self.in_bibliography or looks_like_citation(line.content):
            self.cited(line.span)
            self.at += 1
            return
        count = wrapped(self.lines, self.at)
        span = Span(line.span.start, self.lines[self.at + count - 1].span.end)
        self.add("answer" if self.after_question else "p", span)
        self.after_question = False
        self.at += count

    def item(self, line: Line) -> None:
        self.has_title = True
        self.after_question = False
        self.skip(line.marker, "markup")
        self.at += 1
        if not line.body_text and (body := self.neighbour(0)):
            if body.marker.start < body.marker.end and not body.body_text:
                return  # a marker without any text
            span = self.item_extent(body, Span(body.span.start, body.span.end))
        else:
            span = self.item_extent(line, line.body)
        if span.start == span.end:
            return
        content = self.text[span.start : span.end]
        if self.in_bibliography or looks_like_citation(content):
            self.cited(span)
        else:
            self.add("li", span)

    def item_extent(self, line: Line, span: Span) -> Span:
        """An item with the indented lines that go on with it; leaves `at` behind it."""
        if line is self.neighbour(0):
            self.at += 1
        while (
            (following := self.neighbour(0)) and following.follows and following.indent > max(1, line.indent)
        ):
            if following.marker.start < following.marker.end or following.is_row:
                break
            span = Span(span.start, following.span.end)
            self.at += 1
        return span

    def question(self, line: Line) -> None:
        self.has_title = True
        self.skip(line.marker, "markup")
        if self.in_bibliography:
            self.cited(line.body)
        else:
            self.add("question", line.body)
        self.after_question = True
        self.at += 1

    def answer(self, line: Line) -> None:
        self.skip(line.marker, "markup")
        self.add("answer", line.body)
        self.after_question = False
        self.at += 1

    def caption(self, line: Line) -> None:
        self.add("caption", line.span)
        self.after_question = False
        self.at += 1

    def table(self, line: Line) -> None:
        rule = self.neighbour(1)
        head = rule is not None and rule.is_rule
        for span in line.cells:
            self.add("th" if head else "td", span)
        covered = line.span.start
        for span in (*line.cells, Span(line.span.end, line.span.end)):
            self.skip(Span(covered, span.start), "markup")
            covered = span.end
        self.after_question = False
        self.at += 1

    # --- output -------------------------------------------------------------------------------

    def cited(self, span: Span) -> None:
        """A cited work; prose glued behind its DOI is a paragraph."""
        if self.options.translate_bibliography:
            self.add("li", span)
            return
        text = self.text[span.start : span.end]
        cut = span.start + prose_behind(text)
        self.skip(Span(span.start, cut), "bibliography")
        if cut < span.end:
            self.add("p", Span(cut, span.end))

    def add(self, kind: str, span: Span, marker: Span | None = None) -> None:
        if marker and marker.start < marker.end:
            self.skip(marker, "markup")
            span = Span(marker.end, span.end)
        content = self.text[span.start : span.end]
        start = span.start + len(content) - len(content.lstrip())
        end = span.end - (len(content) - len(content.rstrip()))
        if start >= end:
            return
        piece = Piece("text", self.text[start:end], Span(start, end))
        self.blocks.append(Block(kind, (piece,), self.line_number(start)))

    def skip(self, span: Span, reason: str) -> None:
        content = self.text[span.start : span.end]
        if stripped := content.strip():
            start = span.start + content.index(stripped[0])
            self.skips.append(Skip(Span(start, start + len(stripped)), reason))

    def line_number(self, offset: int) -> int:
        index = min(self.at, len(self.lines) - 1)
        while index > 0 and self.lines[index].span.start > offset:
            index -= 1
        while index + 1 < len(self.lines) and self.lines[index + 1].span.start <= offset:
            index += 1
        return self.lines[index].number
