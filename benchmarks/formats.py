"""Reading and publishing large articles: python -m benchmarks.formats [--megabytes 1 2 5 10]

Generated Markdown and HTML of these sizes is parsed, cut into sentences, and published with every segment marked
and proved. What is told is processor seconds, and those a megabyte against the smallest size: 1.0 is linear time.
"""

from __future__ import annotations

import gc
import itertools
import time
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.formats import parse_article
from pipeline.formats.base import ParseOptions
from pipeline.publish.splice import Options, Text
from pipeline.publish.verified import publish_text
from pipeline.segmentation import segment

MEGABYTE = 2**20
_SENTENCES = (
    "Vitamin K2 helps calcium to reach the bones.",
    "In a trial of 244 women, 180 mcg of MK-7 a day slowed the loss of bone (p < 0.05).",
    "Ask your doctor first, e.g. if you take warfarin.",
    "Витамин K2 помогает кальцию попасть в кости.",
    "维生素K2帮助钙进入骨骼，而不是沉积在血管壁上。",
)


def markdown(size: int) -> str:
    """About `size` bytes of headings, paragraphs, lists, tables, links and code."""
    return _repeated(size, _markdown_part)


def _markdown_part(number: int) -> str:
    one, two, three = (_SENTENCES[(number + step) % len(_SENTENCES)] for step in range(3))
    return (
        f"## Part {number}: calcium\n\n{one} **{two}** See [the guide {number}](guide-{number}.md).\n{three}\n\n"
        f"- {two}\n- *{one}*\n\n| Dose {number} | Food |\n|---|---|\n| {number} mcg | natto |\n\n"
        f"> {three}\n\n```\ncode {number}\n```\n\n![Bone {number}](bone.svg)\n\n"
    )


def html(size: int) -> str:
    """About `size` bytes of a page with the same parts."""
    body = _repeated(size, _html_part)
    return f'<!DOCTYPE html>\n<html lang="en">\n<head><title>Bones</title></head>\n<body>\n{body}</body>\n</html>\n'


def _html_part(number: int) -> str:
    one, two, three = (
        _SENTENCES[(number + step) % len(_SENTENCES)].replace("<", "&lt;") for step in range(3)
    )
    return (
        f"<h2>Part {number}: calcium</h2>\n<p>{one} <strong>{two}</strong> See <a href='g{number}.html'>the guide"
        f" {number}</a>. {three}</p>\n<ul><li>{two}<li><em>{one}</em></ul>\n<table><tr><th>Dose {number}<th>Food"
        f"<tr><td>{number} mcg<td>natto</table>\n<pre>code {number}</pre>\n<p><img src=b.svg alt='Bone {number}'></p>\n"
    )


def one_block(size: int) -> str:
    """About `size` bytes of a page that is one paragraph, broken by `<br>`."""
    return "<p>" + _repeated(
        size, lambda n: f"{_SENTENCES[n % 3]} <b>Note {n}.</b><br>\n".replace("(p <", "(p &lt;")
    )


def _repeated(size: int, part: Callable[[int], str]) -> str:
    parts: list[str] = []
    length = number = 0
    while length < size:
        parts.append(part(number))
        length += len(parts[-1].encode("utf-8"))
        number += 1
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Measured:
    """Processor seconds of one article."""

    kind: str
    megabytes: float
    segments: int
    parse: float
    cut: float
    publish: float

    @property
    def a_megabyte(self) -> float:
        return (self.parse + self.cut + self.publish) / self.megabytes


KINDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "Markdown": (".md", markdown),
    "HTML": (".html", html),
    "HTML, one paragraph": (".html", one_block),
}


def measure(kind: str, megabytes: float) -> Measured:
    """Read and publish one generated article. Raises ValueError if a block could not be published."""
    suffix, make = KINDS[kind]
    data = make(int(megabytes * MEGABYTE)).encode("utf-8")
    options = ParseOptions()
    gc.collect()
    times = [time.process_time()]
    article = parse_article(data, name="a", path=f"sources/en/a{suffix}", language="en", options=options)
    times.append(time.process_time())
    segments = segment(article).segments
    times.append(time.process_time())
    texts = [Text(f"⟦{s.text}⟧", "ru") for s in segments]
    written = publish_text(article, segments, texts, options, Options("ru"))
    times.append(time.process_time())
    if written.findings:
        raise ValueError(f"{kind} could not be published: {written.findings[0]}")
    parse, cut, publish = (end - start for start, end in itertools.pairwise(times))
    return Measured(kind, len(data) / MEGABYTE, len(segments), parse, cut, publish)


HEAD = """\
| format | MB | segments | parse s | cut s | publish s | s a MB | against the smallest |
|---|---:|---:|---:|---:|---:|---:|---:|"""


def row(m: Measured, smallest: Measured) -> str:
    """A line of a table in Markdown."""
    return (
        f"| {m.kind} | {m.megabytes:.1f} | {m.segments:,} | {m.parse:.1f} | {m.cut:.1f} | {m.publish:.1f} "
        f"| {m.a_megabyte:.1f} | {m.a_megabyte / smallest.a_megabyte:.2f} |"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 2, 5, 10])
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS], default=["Markdown", "HTML"])
    options = parser.parse_args(arguments)
    print(HEAD, flush=True)
    for kind in options.kinds:
        measured: list[Measured] = []
        for size in options.megabytes:
            measured.append(measure(kind, size))
            print(row(measured[-1], measured[0]), flush=True)


if __name__ == "__main__":
    main()
