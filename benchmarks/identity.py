"""Articles in, the same articles out: python -m benchmarks.identity FOLDER... [--peers PYTHON] [--largest BYTES]

Every Markdown, HTML and text document below the folders, and every example of a CommonMark specification
(`commonmark.json`, `spec.txt`), is read and published with its own text: how many come back byte for byte. Then it
is published with every segment in ⟦ ⟧ and proved: how many blocks cannot be written. With PYTHON, an interpreter
that has translate-toolkit[markdown] and mdpo, the same documents go through html2po and po2html, md2po and po2md,
and mdpo, untranslated.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ArticleError
from pipeline.formats import format_for, parse_article
from pipeline.formats.base import ParseOptions
from pipeline.publish.splice import Options, Text
from pipeline.publish.verified import publish_text
from pipeline.segmentation import segment

LARGEST = 2_000_000
PEERS = {
    "html2po, po2html (translate-toolkit)": "html",
    "md2po, po2md (translate-toolkit)": "markdown",
    "mdpo": "markdown",
}
_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
# All that can be translated is: furniture and cited works are segments too.
_OPTIONS = ParseOptions(exclude=(), html_exclude=(), html_include=("html",), translate_bibliography=True)


@dataclass(frozen=True, slots=True)
class Document:
    name: str
    data: bytes

    @property
    def format(self) -> str:
        found = format_for(self.name)
        return found.name if found else ""


@dataclass(slots=True)
class Score:
    """What became of the documents of one format."""

    documents: int = 0
    unread: int = 0
    """Not read at all: no text, or in an encoding that is told by nothing."""
    equal: int = 0
    segments: int = 0
    unproved: list[str] = field(default_factory=list)
    """Segments that could not be published in ⟦ ⟧, by document."""
    different: list[str] = field(default_factory=list)


def documents(folders: Sequence[Path], largest: int = LARGEST) -> Iterator[Document]:
    """Documents of up to `largest` bytes below folders, each text once."""
    seen: set[bytes] = set()
    for path in sorted(
        {p for folder in folders for p in (folder.rglob("*") if folder.is_dir() else [folder])}
    ):
        for document in _read(path):
            if document.data.strip() and len(document.data) <= largest and document.data not in seen:
                seen.add(document.data)
                yield document


def _read(path: Path) -> Iterator[Document]:
    if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
        return
    if path.name == "commonmark.json":
        for example in json.loads(path.read_bytes()):
            yield Document(f"{path}.{example['example']}.md", example["markdown"].encode("utf-8"))
    elif path.name in ("spec.txt", "gfm.txt"):
        text = path.read_text(encoding="utf-8").replace("→", "\t")
        for number, found in enumerate(_EXAMPLE.finditer(text), 1):
            yield Document(f"{path}.{number}.md", found.group(1).encode("utf-8"))
    elif format_for(path.name):
        yield Document(str(path), path.read_bytes())


def try_out(document: Document, score: Score) -> None:
    """Read a document and publish it twice: with its own text, and with all segments in brackets."""
    score.documents += 1
    try:
        article = parse_article(document.data, name="a", path=document.name, language="en", options=_OPTIONS)
    except ArticleError:
        score.unread += 1
        return
    segments = segment(article).segments
    score.segments += len(segments)
    same = publish_text(article, segments, [Text(s.text, "en") for s in segments], _OPTIONS, Options("en"))
    if same.text.encode(article.encoding) == document.data:
        score.equal += 1
    else:
        score.different.append(document.name)
    marked = [Text(f"⟦{s.text}⟧", "zh") for s in segments]
    written = publish_text(article, segments, marked, _OPTIONS, Options("zh"))
    score.unproved += [f"{f.path}:{f.line} {f.segment}" for f in written.findings]


def peers(python: Path, found: Sequence[Document]) -> dict[str, tuple[int, int]]:
    """For each peer how many documents it was given, and how many came back equal."""
    script = Path(__file__).with_name("identity_peers.py")
    scores: dict[str, tuple[int, int]] = {}
    with tempfile.TemporaryDirectory() as name:
        for peer, kind in PEERS.items():
            folder = Path(name) / peer.partition(",")[0]
            (folder / "in").mkdir(parents=True)
            given = [d for d in found if d.format == kind]
            for number, document in enumerate(given):
                suffix = ".html" if kind == "html" else ".md"
                (folder / "in" / f"{number:05}{suffix}").write_bytes(document.data)
            line = [str(python), str(script), folder.name, str(folder)]
            subprocess.run(line, check=True, stdout=sys.stderr)  # noqa: S603 - the interpreter that was named
            equal = sum(
                (folder / "out" / file.name).is_file()
                and (folder / "out" / file.name).read_bytes() == file.read_bytes()
                for file in (folder / "in").iterdir()
            )
            scores[peer] = len(given), equal
    return scores


def main(arguments: Sequence[str] | None = None) -> None:
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--peers", type=Path, help="interpreter that has the peers")
    parser.add_argument(
        "--largest", type=int, default=LARGEST, help="bytes of the largest document that is read"
    )
    options = parser.parse_args(arguments)
    found = list(documents(options.folders, options.largest))
    scores: dict[str, Score] = {}
    for document in found:
        try_out(document, scores.setdefault(document.format, Score()))
    print(
        "| tool | format | documents | not read | come back equal | of those read | segments | not proved |"
    )
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for kind, score in sorted(scores.items()):
        print(
            f"| termlock | {kind} | {score.documents:,} | {score.unread:,} | {score.equal:,} "
            f"| {score.equal / max(1, score.documents - score.unread):.1%} "
            f"| {score.segments:,} | {len(score.unproved):,} |",
            flush=True,
        )
    for peer, (given, equal) in (peers(options.peers, found) if options.peers else {}).items():
        print(
            f"| {peer} | {PEERS[peer]} | {given:,} | | {equal:,} | {equal / max(1, given):.1%} | | |",
            flush=True,
        )
    for score in scores.values():
        for line in (*score.different, *score.unproved):
            print(line)


if __name__ == "__main__":
    main()
