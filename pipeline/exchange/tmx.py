"""Translation memories as TMX 1.4b: any number of languages in a unit, inline tags as `bpt`, `ept`, `ph`.

<tu srclang="en"><prop type="x-termlock-kind">p</prop>
  <tuv xml:lang="en"><seg>...</seg></tuv> <tuv xml:lang="ru"> ... <tuv xml:lang="zh-CN"> ... </tu>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from pipeline import __version__, inline, languages, safe_xml
from pipeline.errors import InputError
from pipeline.model import Finding, Severity

_CODES = {"ru": "ru", "en": "en", "zh": "zh-CN"}
_KIND = "x-termlock-kind"
_ORIGIN = "x-termlock-origin"
_APPROVED = "x-termlock-approved"
_DATE = re.compile(r"\d{8}T\d{6}Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """What one `tu` says."""

    texts: Mapping[str, str]
    """Segments with their tags, by language."""
    source_language: str
    kind: str = ""
    origin: str = ""
    date: str = ""
    """`20260131T120000Z`, or empty."""
    note: str = ""
    approved: bool = False
    """Whether a person approved it when it was imported into a workspace."""


@dataclass(frozen=True, slots=True)
class TmxFile:
    units: tuple[TmxUnit, ...]
    findings: tuple[Finding, ...] = field(default=())
    """Units that were passed over, located."""


# --- writing ------------------------------------------------------------------------------------------


def write_tmx(units: Iterable[TmxUnit], source_language: str = "*all*") -> Iterator[bytes]:
    """The file in pieces, so that a large memory need not be held twice."""
    code = _CODES.get(source_language, source_language)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        '<tmx version="1.4">\n'
        f'  <header creationtool="termlock" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="gettext" adminlang="en" srclang="{code}" datatype="plaintext"/>\n  <body>\n'
    ).encode()
    for unit in units:
        yield _unit(unit).encode("utf-8")
    yield b"  </body>\n</tmx>\n"


def _unit(unit: TmxUnit) -> str:
    dated = f' changedate="{unit.date}"' if _DATE.fullmatch(unit.date) else ""
    lines = [f'    <tu srclang="{_CODES[unit.source_language]}"{dated}>']
    if unit.note:
        lines.append(f"      <note>{_text(unit.note)}</note>")
    for name, value in (
        (_KIND, unit.kind),
        (_ORIGIN, unit.origin),
        (_APPROVED, "yes" if unit.approved else ""),
    ):
        if value:
            lines.append(f'      <prop type="{name}">{_text(value)}</prop>')
    order = [unit.source_language, *(code for code in languages.LANGUAGES if code != unit.source_language)]
    for code in order:
        if code in unit.texts:
            lines.append(
                f'      <tuv xml:lang="{_CODES[code]}"><seg>{_segment(unit.texts[code])}</seg></tuv>'
            )
    return "\n".join([*lines, "    </tu>\n"])


def _segment(text: str) -> str:
    """A segment with its tags as inline elements; `i` pairs them."""
    numbers: dict[str, list[int]] = {}
    parts: list[str] = []
    count = 0
    for token in inline.split_tags(text):
        if token.kind is None:
            parts.append(_text(token.text))
        elif token.kind == "empty":
            count += 1
            parts.append(
                f"<ph x={quoteattr(str(count))} type={quoteattr(token.name)}>{escape(token.text)}</ph>"
            )
        elif token.kind == "open":
            count += 1
            numbers.setdefault(token.name, []).append(count)
            parts.append(f'<bpt i="{count}" type={quoteattr(token.name)}>{escape(token.text)}</bpt>')
        elif numbers.get(token.name):
            parts.append(f'<ept i="{numbers[token.name].pop()}">{escape(token.text)}</ept>')
        else:
            parts.append(f'<it pos="end">{escape(token.text)}</it>')
    return "".join(parts)


def _text(text: str) -> str:
    """Character data; what XML cannot hold is left out."""
    return escape(_CONTROL.sub("", text))


# --- reading ------------------------------------------------------------------------------------------


def read_tmx(data: bytes, path: str = "") -> TmxFile:
    """The units of a file that have at least two of our languages.

    Raises InputError (`tmx-unreadable`) for a file that is no TMX, with its line.
    """
    units: list[TmxUnit] = []
    findings: list[Finding] = []

    traditional: list[int] = []

    def take(element: safe_xml.Element) -> None:
        unit = _read_unit(element)
        if any(map(_is_traditional, element.children)):
            traditional.append(element.line)
        if isinstance(unit, str):
            findings.append(Finding("tmx-unit", Severity.WARNING, unit, path, element.line))
        else:
            units.append(unit)

    try:
        root = safe_xml.scan(data, ("tu",), take)
    except safe_xml.XmlError as error:
        raise InputError(
            "tmx-unreadable",
            f"The file cannot be read: {error.message}.",
            path=path,
            line=error.line,
            advice="Export it again from the tool that made it.",
        ) from error
    if root.name != "tmx":
        raise InputError(
            "tmx-unreadable", f"The file is no TMX: it begins with <{root.name}>.", path=path, line=1
        )
    if traditional:
        message = (
            f"Traditional Chinese is left out ({len(traditional)} units; the first of them stands here)."
        )
        findings.append(Finding("tmx-traditional", Severity.WARNING, message, path, traditional[0]))
    return TmxFile(tuple(units), tuple(findings))


def _language_code(variant: safe_xml.Element) -> str:
    return variant.attributes.get("xml:lang", variant.attributes.get("lang", ""))


def _is_traditional(variant: safe_xml.Element) -> bool:
    """Whether it is a text in traditional Chinese, which must not stand among simplified ones."""
    code = _language_code(variant)
    return (
        variant.name == "tuv"
        and not languages.normalise(code)
        and languages.normalise(code, traditional=True) == "zh"
    )


def _read_unit(element: safe_xml.Element) -> TmxUnit | str:
    """The unit, or why it is passed over."""
    texts: dict[str, str] = {}
    properties: dict[str, str] = {}
    note = ""
    for child in element.children:
        if child.name == "tuv":
            language = languages.normalise(_language_code(child))
            segment = next((inner for inner in child.children if inner.name == "seg"), None)
            if language and segment is not None and language not in texts:
                texts[language] = _read_segment(segment)
        elif child.name == "prop":
            properties[child.attributes.get("type", "")] = child.text
        elif child.name == "note":
            note = note or child.text
    texts = {code: text for code, text in texts.items() if text.strip()}
    if len(texts) < 2:
        return "The unit has fewer than two of Russian, English and Chinese, and is passed over."
    said = languages.normalise(element.attributes.get("srclang", ""))
    source = said if said in texts else next(iter(texts))
    date = next(
        (
            d
            for name in ("changedate", "creationdate")
            if _DATE.fullmatch(d := element.attributes.get(name, ""))
        ),
        "",
    )
    return TmxUnit(
        texts, source, properties.get(_KIND, ""), properties.get(_ORIGIN, ""), date, note,
        properties.get(_APPROVED) == "yes",
    )  # fmt: skip


def _read_segment(segment: safe_xml.Element) -> str:
    """Text with short tags: ours as they are, those of other tools named by their first letter and number."""
    names: dict[str, str] = {}
    count = 0
    parts: list[str] = []
    for item in segment.content:
        if isinstance(item, str):
            parts.append(item)
            continue
        if item.name == "hi":
            parts.append(_read_segment(item))
            continue
        own = inline.TAG.fullmatch(item.text.strip())
        if own:
            parts.append(own.group())
            names[item.attributes.get("i", "")] = own["name"]
            continue
        if item.name == "ept" and item.attributes.get("i", "") in names:
            parts.append(f"</{names[item.attributes['i']]}>")
            continue
        count += 1
        name = f"{_letter(item)}{count}"
        if item.name == "bpt":
            names[item.attributes.get("i", "")] = name
            parts.append(f"<{name}>")
        else:
            parts.append(f"<{name}/>")
    return "".join(parts)


def _letter(element: safe_xml.Element) -> str:
    """The letter of a tag: of its element (`<b>`), else of its type (`bold`)."""
    found = re.search(r"[A-Za-z]", element.text) or re.search(r"[A-Za-z]", element.attributes.get("type", ""))
    return found.group().lower() if found else "t"
