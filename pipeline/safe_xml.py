"""Reading XML that others made, safely and with line numbers.

The standard library's expat does it, held by handlers: an entity that a document declares is
refused (so nothing can expand), and external definitions are never fetched; lxml and defusedxml
would be further dependencies. A document is taken apart entry by entry, so memory is bounded by
the largest one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_DEPTH = 200
_XML = "http://www.w3.org/XML/1998/namespace"


class XmlError(ValueError):
    """The document is not well-formed or not safe."""

    def __init__(self, message: str, line: int) -> None:
        """`line` is 1-based."""
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass(slots=True)
class Element:
    """An element with all that is in it."""

    name: str
    """Without its prefix."""
    namespace: str
    """URI; empty for none."""
    attributes: Mapping[str, str]
    """By their names without prefix, but for `xml:lang`, `xml:id` and the like."""
    line: int
    content: list[Element | str] = field(default_factory=list)

    @property
    def children(self) -> Iterator[Element]:
        return (item for item in self.content if isinstance(item, Element))

    @property
    def text(self) -> str:
        """All text in it, that of inner elements included."""
        return "".join(item if isinstance(item, str) else item.text for item in self.content)


def scan(data: bytes, entries: Collection[str], handle: Callable[[Element], None]) -> Element:
    """Give each element named in `entries` to `handle`, whole; returns the root element without them.

    Raises XmlError.
    """
    reader = _Reader(entries, handle)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(expat.ErrorString(error.code), error.lineno) from error
    except (LookupError, ValueError) as error:  # an encoding that Python does not know, or cannot map
        if isinstance(error, XmlError):
            raise
        raise XmlError(str(error), reader.line) from error
    assert reader.root  # noqa: S101 - a well-formed document has one
    return reader.root


class _Reader:
    def __init__(self, entries: Collection[str], handle: Callable[[Element], None]) -> None:
        self.entries = entries
        self.handle = handle
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.EntityDeclHandler = self.entity
        self.parser.SkippedEntityHandler = self.skipped

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            raise XmlError(f"elements are nested more than {MAX_DEPTH} deep", self.line)
        namespace, local = _split(name)
        element = Element(local, namespace, {_attribute(key): v for key, v in attributes.items()}, self.line)
        if self.open and (local not in self.entries or self.within_entry()):
            self.open[-1].content.append(element)
        self.root = self.root or element
        self.open.append(element)

    def end(self, name: str) -> None:
        element = self.open.pop()
        if element.name in self.entries and not self.within_entry():
            self.handle(element)

    def within_entry(self) -> bool:
        return any(element.name in self.entries for element in self.open)

    def characters(self, text: str) -> None:
        self.open[-1].content.append(text)

    def entity(self, name: str, *_: object) -> None:
        raise XmlError(
            f"the entity {name} is declared; files with entities of their own are not read", self.line
        )

    def skipped(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise XmlError(f"the entity {name} is not known", self.line)


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local


def _attribute(name: str) -> str:
    namespace, local = _split(name)
    return f"xml:{local}" if namespace == _XML else local
