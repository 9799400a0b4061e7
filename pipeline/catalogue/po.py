"""`.po` and `.pot` files: strict reading, writing as gettext's tools write.

polib's reader is lenient where a translator's work is at stake: it accepts files that were cut
off, drops the previous text of obsolete entries (`#~|`), breaks references that hold spaces
and stumbles over U+2028. So files are read here, line by line, and polib compiles them
(`compile_mo`).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.catalogue.wrapping import string_lines, unescape
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Entry, Key

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*"(.*)"$', re.DOTALL)
_CONTINUED = re.compile(r'"(.*)"$', re.DOTALL)
_UNQUOTED = re.compile(r'(?<!\\)(?:\\\\)*"')
_CHARSET = re.compile(rb"Content-Type:[^\"]*?charset=([\w.:-]+)", re.IGNORECASE)
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(:\\d+)?|(\\S+)")
_ADVICE = "The file is left as it is. Mend it in a PO editor, or put back an older version."


def parse(data: bytes, path: str = "") -> Catalogue:
    """The catalogue in a file's bytes.

    Raises CatalogueError with the line of the first fault: what msgfmt would refuse is
    refused here too, so that nothing is lost by writing the file again.
    """
    text = _decode(data, path)
    reader = _Reader(path)
    for number, line in enumerate(text.split("\n"), 1):
        reader.feed(number, line.rstrip("\r") if line.endswith("\r") else line)
    return reader.finish()


def _decode(data: bytes, path: str) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    found = _CHARSET.search(data[:8192])
    name = found.group(1).decode("ascii") if found else "UTF-8"
    try:
        return data.decode("utf-8" if name.upper() in ("CHARSET", "ASCII", "US-ASCII") else name)
    except (LookupError, UnicodeDecodeError) as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise CatalogueError(
            "catalogue-unreadable",
            f"The file is not in {name}, as it says.",
            path=path,
            line=line,
            advice=_ADVICE,
        ) from error


@dataclass(slots=True)
class _Draft:
    """An entry while it is read."""

    line: int = 0
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    """Parts of each string by keyword; `previous msgid` and so on for `#|`."""
    obsolete: bool = False


class _Reader:
    """Feeds lines into entries; knows what may follow what."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.header: Entry | None = None
        self.entries: list[Entry] = []
        self.seen: dict[tuple[Key, bool], int] = {}
        self.draft = _Draft()
        self.open = ""
        self.number = 0

    def feed(self, number: int, line: str) -> None:
        self.number = number
        stripped = line.strip(" \t")
        if not stripped:
            return
        if stripped.startswith("#~"):
            self._obsolete(stripped[2:].strip(" \t"))
        elif stripped.startswith("#|"):
            self._begin_if_complete()
            self._string("previous ", stripped[2:].strip(" \t"))
        elif stripped.startswith("#"):
            self._comment(line.lstrip(" \t"))
        else:
            self._string("", stripped)

    def _obsolete(self, rest: str) -> None:
        if rest.startswith("|"):
            self._begin_if_complete()
            self._string("previous ", rest[1:].strip(" \t"))
        elif rest:
            self._string("", rest)
        self.draft.obsolete = True

    def _comment(self, line: str) -> None:
        self._begin_if_complete()
        if "msgid" in self.draft.strings or "msgctxt" in self.draft.strings:
            raise self._fault("a comment stands inside an entry")
        self.open = ""
        draft, body = self.draft, line[2:].strip(" \t\r") if len(line) > 1 else ""
        if line.startswith("#."):
            draft.extracted.append(body)
        elif line.startswith("#:"):
            draft.references += _references(body)
        elif line.startswith("#,"):
            draft.flags += [flag.strip() for flag in body.split(",") if flag.strip()]
        else:
            draft.comments.append(line[2:].rstrip("\r") if line.startswith("# ") else line[1:].rstrip("\r"))

    def _string(self, prefix: str, text: str) -> None:
        found = _KEYWORD.match(text)
        if found:
            keyword = found.group(1)
            self._expect(prefix + keyword)
            self.open = prefix + keyword
            self.draft.strings[self.open] = []
            content = found.group(2)
        elif (continued := _CONTINUED.match(text)) and self.open.startswith(prefix) and self.open:
            content = continued.group(1)
        else:
            raise self._fault(f"this is no part of an entry: {text[:40]}")
        if _UNQUOTED.search(content) or re.search(r"(?<!\\)(?:\\\\)*\\$", content):
            raise self._fault("a quotation mark is missing or not escaped")
        try:
            self.draft.strings[self.open].append(unescape(content))
        except ValueError as error:
            raise self._fault(f"unknown escape sequence {error}") from error

    def _expect(self, keyword: str) -> None:
        """Check the order of an entry's parts; begin a new entry where one is complete."""
        if keyword.startswith("previous "):
            return
        strings = self.draft.strings
        if keyword == "msgctxt" or (keyword == "msgid" and "msgid" in strings):
            self._begin_if_complete()
            strings = self.draft.strings
        if keyword in strings:
            raise self._fault(f"{keyword} stands twice in one entry")
        if keyword == "msgid":
            self.draft.line = self.number
        if keyword.startswith("msgstr") and "msgid" not in strings:
            raise self._fault("msgstr stands without msgid")
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            raise self._fault("plural forms, which articles have not")

    def _begin_if_complete(self) -> None:
        if "msgstr" in self.draft.strings:
            self._end_entry()
        elif "msgid" in self.draft.strings or "msgctxt" in self.draft.strings:
            raise self._fault("the entry before this line has no msgstr")

    def _end_entry(self) -> None:
        entry = _entry(self.draft)
        if not entry.text and not entry.context:
            if self.header or self.entries:
                raise self._fault("the header stands twice or not at the beginning", entry.line)
            self.header = entry
        else:
            known = self.seen.setdefault((entry.key, entry.obsolete), entry.line)
            if known != entry.line and not entry.obsolete:
                raise self._fault(f"the entry stands already at line {known}", entry.line)
            self.entries.append(entry)
        self.draft, self.open = _Draft(), ""

    def finish(self) -> Catalogue:
        draft = self.draft
        unfinished = draft.strings or draft.extracted or draft.references or draft.flags
        if unfinished and "msgstr" not in draft.strings:
            raise self._fault("the file ends in the middle of an entry")
        if "msgstr" in draft.strings:
            self._end_entry()
        header = self.header or Entry("", "")
        return Catalogue(_fields(header.translation), tuple(self.entries), header.comments, header.flags)

    def _fault(self, what: str, line: int = 0) -> CatalogueError:
        return CatalogueError(
            "catalogue-unreadable",
            f"The catalogue cannot be read: {what}.",
            path=self.path,
            line=line or self.number,
            advice=_ADVICE,
        )


def _entry(draft: _Draft) -> Entry:
    def string(keyword: str) -> str | None:
        parts = draft.strings.get(keyword)
        return None if parts is None else "".join(parts)

    return Entry(
        context=string("msgctxt") or "",
        text=string("msgid") or "",
        translation=string("msgstr") or "",
        flags=tuple(dict.fromkeys(draft.flags)),
        comments=tuple(draft.comments),
        extracted=tuple(draft.extracted),
        references=tuple(draft.references),
        previous_context=string("previous msgctxt"),
        previous_text=string("previous msgid"),
        obsolete=draft.obsolete,
        line=draft.line,
    )


def _references(body: str) -> Iterator[str]:
    for found in _REFERENCE.finditer(body):
        enclosed, line, plain = found.groups()
        yield plain if plain is not None else enclosed + (line or "")


def _fields(header: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for line in header.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            pairs.append((name.strip(), value.strip()))
    return tuple(pairs)


# --- writing ------------------------------------------------------------------------------------


def serialize(catalogue: Catalogue) -> bytes:
    """The file's bytes, as msgcat writes them: UTF-8, wrapped at 79 columns."""
    header = Entry(
        "",
        "",
        "".join(f"{name}: {value}\n" for name, value in catalogue.header),
        flags=catalogue.header_flags,
        comments=catalogue.header_comments,
    )
    blocks = [_lines(header)]
    blocks += [_lines(entry) for entry in catalogue.entries if not entry.obsolete]
    blocks += [_lines(entry) for entry in catalogue.entries if entry.obsolete]
    return "\n".join("\n".join([*lines, ""]) for lines in blocks).encode("utf-8")


def _lines(entry: Entry) -> list[str]:
    lines = [f"# {comment}".rstrip(" ") if not comment.startswith((",", ".", ":", "|", "~")) else f"#  {comment}"
             for comment in entry.comments]  # fmt: skip
    prefix = "#~ " if entry.obsolete else ""
    if not entry.obsolete:
        lines += [f"#. {comment}".rstrip(" ") for comment in entry.extracted]
        lines += _reference_lines(entry.references)
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    previous = "#~| " if entry.obsolete else "#| "
    if entry.previous_context is not None:
        lines += string_lines("msgctxt", entry.previous_context, previous)
    if entry.previous_text is not None:
        lines += string_lines("msgid", entry.previous_text, previous)
    if entry.context:
        lines += string_lines("msgctxt", entry.context, prefix)
    lines += string_lines("msgid", entry.text, prefix)
    return lines + string_lines("msgstr", entry.translation, prefix)


def _reference_lines(references: tuple[str, ...]) -> list[str]:
    lines: list[str] = []
    line = "#:"
    for reference in references:
        shown = _enclosed(reference)
        if len(line) + 1 + len(shown) > 79 and line != "#:":
            lines.append(line)
            line = "#:"
        line += f" {shown}"
    return [*lines, line] if references else []


def _enclosed(reference: str) -> str:
    """A reference with spaces stands between U+2068 and U+2069, its line number behind them."""
    if not re.search(r"\s", reference):
        return reference
    found = re.fullmatch(r"(.*?)(:\d+)?", reference, re.DOTALL)
    assert found  # noqa: S101 - the pattern matches every text
    return f"\u2068{found.group(1)}\u2069{found.group(2) or ''}"


def same(one: Catalogue, other: Catalogue) -> bool:
    """Whether two catalogues say the same, whatever tool wrapped their lines."""
    return replace(one, entries=()) == replace(other, entries=()) and _sorted(one) == _sorted(other)


def _sorted(catalogue: Catalogue) -> list[Entry]:
    active = [e for e in catalogue.entries if not e.obsolete]
    return active + [e for e in catalogue.entries if e.obsolete]


def compile_mo(catalogue: Catalogue) -> bytes:
    """The compiled catalogue: approved entries only, as msgfmt leaves fuzzy ones out."""
    import polib

    file = polib.POFile()
    file.metadata = dict(catalogue.header)
    for entry in catalogue.entries:
        if not entry.obsolete and not entry.fuzzy and entry.translation:
            file.append(
                polib.POEntry(msgctxt=entry.context or None, msgid=entry.text, msgstr=entry.translation)
            )
    return bytes(file.to_binary())
