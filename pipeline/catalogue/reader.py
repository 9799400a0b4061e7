"""Strict reading of `.po` and `.pot` files.

What msgfmt refuses as no catalogue is refused here too, with its line: a file that was cut off or
damaged is never written over; nor is one in UTF-8 whose header says another character set, for eight-bit
ones read any bytes. Two things are taken that msgfmt does not take, since nothing can be
lost by them: a byte order mark, and texts that differ in a newline at their ends.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.catalogue.wrapping import unescape
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Entry, Key

_BLANK = " \t\r\f\v"
_TOKEN = re.compile(r'[ \t\r\f\v]*(?:([A-Za-z_]+(?:\[\d+\])?)|"([^"\\]*(?:\\.[^"\\]*)*)")')
_PARTS = ("previous msgctxt", "previous msgid", "msgctxt", "msgid", "msgstr")
"""An entry's strings in the order in which they must stand."""
_CHARSET = re.compile(rb'Content-Type:(?:[^"\n]|"\s*\n\s*")*?charset=([\w.:-]+)', re.IGNORECASE)
_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069(:\\d+)?|(\\S+)")
_ADVICE = "The file is left as it is. Mend it in a PO editor, or put back an older version."


def parse(data: bytes, path: str = "") -> Catalogue:
    """The catalogue in a file's bytes.

    Raises CatalogueError with the line of the first fault.
    """
    codec = _codec(data)
    reader = _Reader(path, codec)
    for number, line in enumerate(_decode(data, codec, path).split("\n"), 1):
        reader.feed(number, line.removesuffix("\r"))
    return reader.finish()


def _codec(data: bytes) -> str:
    """The character set that the header names; UTF-8 where it names none or nothing wider than ASCII."""
    found = _charset(data)
    name = found.group(1).decode("ascii", "replace") if found else "UTF-8"
    return "UTF-8" if name.upper() in ("CHARSET", "ASCII", "US-ASCII") else name


def _charset(data: bytes) -> re.Match[bytes] | None:
    return _CHARSET.search(data[:65536])


def _decode(data: bytes, codec: str, path: str) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if codecs.lookup(codec).name != "utf-8" and _is_utf8(data):
            raise _other_charset(data, codec, path)
        return data.decode(codec)
    except (LookupError, UnicodeError) as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        what = f"The file is not in {codec}, as it says."
        raise CatalogueError("catalogue-unreadable", what, path=path, line=line, advice=_ADVICE) from error


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are text in UTF-8 beyond ASCII, which hardly any text in another character set is by chance."""
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeError:
        return False


def _other_charset(data: bytes, codec: str, path: str) -> CatalogueError:
    found = _charset(data)
    line = data.count(b"\n", 0, found.start(1)) + 1 if found else 1
    what = f"The header says {codec}, but the file is in UTF-8."
    advice = "The file is left as it is. Write charset=UTF-8 in this line of its header."
    return CatalogueError("catalogue-unreadable", what, path=path, line=line, advice=advice)


@dataclass(slots=True)
class _Draft:
    """An entry while it is read."""

    line: int = 0
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    strings: dict[str, list[str]] = field(default_factory=dict)
    """Pieces of each string by its name in `_PARTS`."""
    obsolete: bool = False


class _Reader:
    """Feeds lines into entries; knows what may follow what."""

    def __init__(self, path: str, codec: str) -> None:
        self.path = path
        self.codec = codec
        self.header: Entry | None = None
        self.entries: list[Entry] = []
        self.seen: dict[Key, int] = {}
        self.draft = _Draft()
        self.open = ""
        """The string that a line of mere text continues."""
        self.number = 0

    def feed(self, number: int, line: str) -> None:
        self.number = number
        text = line.strip(_BLANK)
        if text.startswith("#~|"):
            self._tokens(text[3:], previous=True, obsolete=True)
        elif text.startswith("#~"):
            rest = text[2:].lstrip(_BLANK)
            if rest.startswith("#"):
                self._comment(rest)
            else:
                self._tokens(rest, previous=False, obsolete=True)
        elif text.startswith("#|"):
            self._tokens(text[2:], previous=True, obsolete=False)
        elif text.startswith("#"):
            self._comment(line.lstrip(_BLANK))
        else:
            self._tokens(text, previous=False, obsolete=False)

    def _comment(self, line: str) -> None:
        self._close()
        if "msgstr" in self.draft.strings:
            self._end_entry()
        elif self.draft.strings:
            raise self._fault("a comment stands inside an entry")
        draft, body = self.draft, line[2:].removeprefix(" ")
        if line.startswith("#."):
            draft.extracted.append(body)
        elif line.startswith("#:"):
            draft.references += _references(body)
        elif line.startswith(("#,", "#=")):
            draft.flags += [flag.strip() for flag in body.split(",") if flag.strip()]
        else:
            draft.comments.append(line[1:].removeprefix(" "))

    # --- strings ---------------------------------------------------------------------------------

    def _tokens(self, text: str, *, previous: bool, obsolete: bool) -> None:
        text = text.strip(_BLANK)
        position = 0
        while position < len(text):
            found = _TOKEN.match(text, position)
            if not found:
                rest = text[position:].lstrip(_BLANK)
                if '"' in rest:
                    raise self._fault(f"a quotation mark is missing or not escaped: {rest[:40]}")
                raise self._fault(f"this is no part of an entry: {rest[:40]}")
            keyword, content = found.groups()
            if keyword is not None:
                self._keyword(keyword, "previous " if previous else "", obsolete=obsolete)
            else:
                self._piece(content, previous=previous, obsolete=obsolete)
            position = found.end()

    def _keyword(self, keyword: str, prefix: str, *, obsolete: bool) -> None:
        name = prefix + keyword
        if keyword == "msgid_plural" or keyword.startswith("msgstr["):
            raise self._fault("plural forms, which articles have not")
        if name not in _PARTS:
            raise self._fault(f"this is no part of an entry: {keyword[:40]}")
        self._close()
        if "msgstr" in self.draft.strings and keyword != "msgstr":
            self._end_entry()
        self._expect(name)
        draft = self.draft
        if not draft.strings:
            draft.obsolete = obsolete
        self._same_mark(obsolete)
        if name == "msgid":
            draft.line = self.number
        draft.strings[name] = []
        self.open = name

    def _expect(self, name: str) -> None:
        """Check the order of an entry's strings."""
        strings = self.draft.strings
        last = next(reversed(strings), "")
        if name in strings:
            raise self._fault(f"{name} stands twice in one entry")
        if name == "msgstr" and last != "msgid":
            raise self._fault("msgstr stands without msgid")
        if last == "previous msgctxt" and name != "previous msgid":
            raise self._fault("the previous msgctxt stands without a previous msgid")
        if last and _PARTS.index(last) > _PARTS.index(name):
            raise self._fault(f"{name} stands behind {last}; a msgstr may be missing")

    def _piece(self, content: str, *, previous: bool, obsolete: bool) -> None:
        if not self.open or self.open.startswith("previous ") != previous:
            raise self._fault(f"this text belongs to no part of an entry: {content[:40]}")
        self._same_mark(obsolete)
        try:
            self.draft.strings[self.open].append(unescape(content))
        except ValueError as error:
            raise self._fault(f"unknown escape sequence {error}") from error

    def _close(self) -> None:
        """The string before is complete."""
        if self.open and not self.draft.strings[self.open]:
            raise self._fault(f"{self.open} has no text in quotation marks")
        self.open = ""

    def _same_mark(self, obsolete: bool) -> None:
        if self.draft.obsolete != obsolete:
            raise self._fault("some lines of this entry begin with #~ and some do not")

    # --- entries ---------------------------------------------------------------------------------

    def _end_entry(self) -> None:
        entry = self._entry()
        is_header = not entry.text and not entry.context
        if entry.key in self.seen:
            what = "the header" if is_header else "the entry"
            raise self._fault(f"{what} stands already at line {self.seen[entry.key]}", entry.line)
        self.seen[entry.key] = entry.line
        if is_header:
            self.header = entry
        else:
            self.entries.append(entry)
        self.draft = _Draft()

    def _entry(self) -> Entry:
        draft = self.draft
        return Entry(
            context=self._string("msgctxt") or "",
            text=self._string("msgid") or "",
            translation=self._string("msgstr") or "",
            flags=tuple(dict.fromkeys(draft.flags)),
            comments=tuple(draft.comments),
            extracted=tuple(draft.extracted),
            references=tuple(draft.references),
            previous_context=self._string("previous msgctxt"),
            previous_text=self._string("previous msgid"),
            obsolete=draft.obsolete,
            line=draft.line,
        )

    def _string(self, name: str) -> str | None:
        """A whole string; escaped bytes (`\\320\\220`) are read in the file's character set."""
        if name not in self.draft.strings:
            return None
        text = "".join(self.draft.strings[name])
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            try:
                return text.encode(self.codec, "surrogateescape").decode(self.codec)
            except UnicodeError as error:
                what = f"escaped bytes of {name} are no text in {self.codec}"
                raise self._fault(what, self.draft.line) from error
        return text

    def finish(self) -> Catalogue:
        self._close()
        draft = self.draft
        if "msgstr" in draft.strings:
            self._end_entry()
        elif draft.strings or draft.extracted or draft.references or draft.flags:
            raise self._fault("the file ends in the middle of an entry")
        header = self.header or Entry("", "")
        # Comments behind the last entry are of the file as a whole.
        comments = (*header.comments, *self.draft.comments)
        return Catalogue(_fields(header.translation), tuple(self.entries), comments, header.flags)

    def _fault(self, what: str, line: int = 0) -> CatalogueError:
        return CatalogueError(
            "catalogue-unreadable",
            f"The catalogue cannot be read: {what}.",
            path=self.path,
            line=line or self.number,
            advice=_ADVICE,
        )


def _references(body: str) -> Iterator[str]:
    for found in _REFERENCE.finditer(body):
        enclosed, line, plain = found.groups()
        yield plain if plain is not None else enclosed + (line or "")


def _fields(header: str) -> tuple[tuple[str, str], ...]:
    """Names and values; a line without a name continues the value before it."""
    pairs: list[tuple[str, str]] = []
    for line in header.rstrip("\n").split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            pairs.append((name.strip(), value.strip()))
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}\n{line}")
    return tuple(pairs)
