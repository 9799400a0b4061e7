"""XLIFF 2.0: a block is a `unit`, each of its sentences a `segment`.

empty       state="initial"
draft       state="initial"    subState="termlock:draft"; likewise `memory`
edited      state="translated" subState="termlock:edited"; likewise `changed`
approved    state="final"

2.0 has no draft's state beside `initial`: what a person touched is `translated`. Pairs of tags are `pc`,
single ones `ph`; codes of one unit have ids of their own, `2:s1` for `<s1>` of its second sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline import languages, safe_xml
from pipeline.errors import InputError
from pipeline.exchange.units import (
    EMPTY,
    ExchangeFile,
    ExchangeUnit,
    Proposal,
    Proposals,
    id_of,
    in_blocks,
)
from pipeline.exchange.xml import Codes, attribute, scanned, text_of, with_codes, without_codes
from pipeline.model import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_CODES = Codes(pair="pc", empty="ph", start="sc", end="ec", link="startRef")
_STATES = {
    State.EMPTY: "initial",
    State.WITHHELD: "initial",
    State.DRAFT: "initial",
    State.MEMORY: "initial",
    State.EDITED: "translated",
    State.CHANGED: "translated",
    State.APPROVED: "final",
}


def write_xliff2(files: Sequence[ExchangeFile]) -> bytes:
    """The document. All files must be of one pair of languages."""
    pair = files[0].source_language, files[0].target_language
    source, target = (languages.bcp47(code) for code in pair)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<xliff version="2.0" xmlns="{NAMESPACE}" srcLang="{source}" trgLang="{target}">\n',
    ]
    for number, file in enumerate(files, 1):
        parts.append(f'  <file id="f{number}" original={attribute(file.article)}>\n')
        for at, block in enumerate(in_blocks(file.units), 1):
            parts += _unit(at, block)
        parts.append("  </file>\n")
    parts.append("</xliff>\n")
    return "".join(parts).encode("utf-8")


def _unit(number: int, block: Sequence[ExchangeUnit]) -> Iterator[str]:
    yield f'    <unit id="u{number}" name={attribute(block[0].entry.context)} xml:space="preserve">\n'
    notes = list(_notes(block))
    if notes:
        yield from ("      <notes>\n", *notes, "      </notes>\n")
    for at, unit in enumerate(block, 1):
        sub = f' subState="termlock:{unit.state}"' if unit.state is not State.APPROVED else ""
        yield f'      <segment id="s{at}.{id_of(unit.entry)}" state="{_STATES[unit.state]}"{sub}>\n'
        yield f"        <source>{with_codes(unit.entry.text, _CODES, f'{at}:')}</source>\n"
        if unit.state not in EMPTY:
            yield f"        <target>{with_codes(unit.entry.translation, _CODES, f'{at}:')}</target>\n"
        yield "      </segment>\n"
    yield "    </unit>\n"


def _notes(block: Iterable[ExchangeUnit]) -> Iterator[str]:
    """Notes of a unit; their ids name the sentence that they are of."""
    for at, unit in enumerate(block, 1):
        kinds = (("note", unit.notes), ("translator", unit.entry.comments))
        for category, lines in kinds:
            for number, line in enumerate(lines, 1):
                name = f"{category[0]}{number}.s{at}"
                yield f'        <note id="{name}" category="{category}">{text_of(line)}</note>\n'


def read_xliff2(data: bytes, path: str = "") -> Proposals:
    """What a file proposes. Raises InputError (`xml-unreadable`, `xliff-unreadable`)."""
    files: list[safe_xml.Element] = []
    root = scanned(data, ("file",), files.append, path)
    if root.name != "xliff":
        raise InputError(
            "xliff-unreadable", f"The file is no XLIFF: it begins with <{root.name}>.", path=path
        )
    source = languages.normalise(root.attributes.get("srcLang", ""))
    target = languages.known_or_said(root.attributes.get("trgLang", ""))
    found = [
        proposal
        for file in files
        for unit in _units(file)
        for proposal in _proposals(unit, file.attributes.get("original", ""), source, target)
    ]
    return Proposals(tuple(found))


def _units(element: safe_xml.Element) -> Iterator[safe_xml.Element]:
    for child in element.children:
        if child.name == "unit":
            yield child
        elif child.name == "group":
            yield from _units(child)


def _proposals(unit: safe_xml.Element, article: str, source: str, target: str) -> Iterator[Proposal]:
    comments: dict[str, list[str]] = {}
    notes = [note for part in unit.children if part.name == "notes" for note in part.children]
    for note in notes:
        if note.attributes.get("category") != "note":
            of = note.attributes.get("id", "").rpartition(".")[2]
            comments.setdefault(of, []).extend(line for line in note.text.split("\n") if line.strip())
    for segment in unit.children:
        if segment.name != "segment":
            continue
        parts = {child.name: child for child in segment.children}
        written = segment.attributes.get("id", "")
        yield Proposal(
            article, source, target,
            without_codes(parts["source"], _CODES) if "source" in parts else "",
            without_codes(parts["target"], _CODES) if "target" in parts else "",
            approved=segment.attributes.get("state") in ("reviewed", "final"),
            id=written,
            comments=tuple(comments.get(written.partition(".")[0], ())),
            line=segment.line,
        )  # fmt: skip
