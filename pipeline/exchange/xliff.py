"""XLIFF 1.2: one file an article and language, one `trans-unit` an entry.

draft       <target state="needs-review-translation" state-qualifier="mt-suggestion">
memory      <target state="needs-review-translation" state-qualifier="fuzzy-match"> (exact-match at 100 %)
edited      <target state="needs-review-translation">
approved    <trans-unit approved="yes"> <target state="final">

Pairs of tags are `g`, single ones `x`; the id of a code is the tag's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline import __version__, languages, safe_xml
from pipeline.errors import InputError
from pipeline.exchange.units import EMPTY, ExchangeFile, ExchangeUnit, Proposal, Proposals, id_of
from pipeline.exchange.xml import Codes, attribute, scanned, text_of, with_codes, without_codes
from pipeline.model import State

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_CODES = Codes(pair="g", empty="x", start="bx", end="ex", link="rid")
_FINAL = frozenset({"final", "signed-off"})


def write_xliff(files: Iterable[ExchangeFile]) -> bytes:
    """The document."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>\n', f'<xliff version="1.2" xmlns="{NAMESPACE}">\n']
    for file in files:
        parts.append(
            f'  <file original={attribute(file.article)} datatype="plaintext"'
            f' source-language="{languages.bcp47(file.source_language)}"'
            f' target-language="{languages.bcp47(file.target_language)}">\n'
            f'    <header><tool tool-id="termlock" tool-name="termlock" tool-version="{__version__}"/></header>\n'
            "    <body>\n"
        )
        parts += [line for unit in file.units for line in _unit(unit)]
        parts.append("    </body>\n  </file>\n")
    parts.append("</xliff>\n")
    return "".join(parts).encode("utf-8")


def _unit(unit: ExchangeUnit) -> Iterator[str]:
    entry = unit.entry
    approved = ' approved="yes"' if unit.state is State.APPROVED else ""
    yield (
        f'      <trans-unit id="{id_of(entry)}" resname={attribute(entry.context)}{approved} xml:space="preserve">\n'
        f"        <source>{with_codes(entry.text, _CODES)}</source>\n"
    )
    if unit.state not in EMPTY:
        yield f"        <target{_state(unit)}>{with_codes(entry.translation, _CODES)}</target>\n"
    for note in unit.notes:
        yield f'        <note from="developer">{text_of(note)}</note>\n'
    for comment in entry.comments:
        yield f'        <note from="translator">{text_of(comment)}</note>\n'
    if entry.previous_text is not None:
        yield (
            '        <alt-trans alttranstype="previous-version">'
            f"<source>{with_codes(entry.previous_text, _CODES)}</source>"
            f"<target>{with_codes(entry.translation, _CODES)}</target></alt-trans>\n"
        )
    yield "      </trans-unit>\n"


def _state(unit: ExchangeUnit) -> str:
    if unit.state is State.APPROVED:
        return ' state="final"'
    exact = "termlock: memory 100 %" in unit.entry.extracted
    qualifier = {
        State.DRAFT: "mt-suggestion",
        State.MEMORY: "exact-match" if exact else "fuzzy-match",
    }.get(unit.state, "")
    return ' state="needs-review-translation"' + (f' state-qualifier="{qualifier}"' if qualifier else "")


def read_xliff(data: bytes, path: str = "") -> Proposals:
    """What a file proposes. Raises InputError (`xml-unreadable`, `xliff-unreadable`)."""
    found: list[Proposal] = []
    files: list[safe_xml.Element] = []
    root = scanned(data, ("file",), files.append, path)
    if root.name != "xliff":
        raise InputError(
            "xliff-unreadable", f"The file is no XLIFF: it begins with <{root.name}>.", path=path
        )
    for file in files:
        for unit in _units(file):
            found.append(_proposal(unit, file))
    return Proposals(tuple(found))


def _units(element: safe_xml.Element) -> Iterator[safe_xml.Element]:
    for child in element.children:
        if child.name == "trans-unit":
            yield child
        elif child.name in ("body", "group"):
            yield from _units(child)


def _proposal(unit: safe_xml.Element, file: safe_xml.Element) -> Proposal:
    parts = {child.name: child for child in unit.children if child.name in ("source", "target")}
    target = parts.get("target")
    notes = [
        note.text
        for note in unit.children
        if note.name == "note" and note.attributes.get("from") not in ("developer", "termlock")
    ]
    state = target.attributes.get("state", "") if target else ""
    said = unit.attributes.get("approved", "")
    return Proposal(
        file.attributes.get("original", ""),
        languages.normalise(file.attributes.get("source-language", "")),
        languages.known_or_said(file.attributes.get("target-language", "")),
        without_codes(parts["source"], _CODES) if "source" in parts else "",
        without_codes(target, _CODES) if target else "",
        approved=said == "yes" or (not said and state in _FINAL),
        id=unit.attributes.get("id", ""),
        comments=tuple(line for note in notes for line in note.split("\n") if line.strip()),
        line=unit.line,
    )
