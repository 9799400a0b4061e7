"""XML of others: taken apart entry by entry, with lines; what could expand or fetch is refused."""

from __future__ import annotations

import pytest

from pipeline.safe_xml import MAX_DEPTH, Element, XmlError, scan

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n<a>&b;</a>'


def entries(text: str) -> list[Element]:
    found: list[Element] = []
    scan(text.encode(), {"e"}, found.append)
    return found


def test_entries_come_with_their_lines_attributes_and_text() -> None:
    text = '<r xmlns:x="urn:x">\n<e id="1" xml:lang="ru">кость и <x:b>сосуд</x:b></e>\n\n<e/></r>'
    first, second = entries(text)
    assert (first.line, second.line) == (2, 4)
    assert first.attributes == {"id": "1", "xml:lang": "ru"}
    assert first.text == "кость и сосуд"
    (inner,) = first.children
    assert (inner.name, inner.namespace) == ("b", "urn:x")


def test_the_root_holds_what_is_no_entry() -> None:
    root = scan(b"<r><head>title</head><e>1</e></r>", {"e"}, lambda _: None)
    assert (root.name, root.text) == ("r", "title")


def test_an_entry_within_an_entry_belongs_to_it() -> None:
    (outer,) = entries("<r><e>1<e>2</e></e></r>")
    assert outer.text == "12"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (LAUGHS, 1),
        ('<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<r>&x;</r>', 1),
        ('<!DOCTYPE r [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]>\n<r/>', 1),
        ('<!DOCTYPE r SYSTEM "x.dtd">\n<r>\n&nbsp;</r>', 3),
        ("<r>\n<e></r>", 2),
        ("<r>\n" + "<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH + "</r>", 2),
        ("", 1),
        ('<?xml version="1.0" encoding="no-such"?><r/>', 1),
    ],
    ids=["expansion", "file", "parameter entity", "unknown entity", "tags", "depth", "empty", "encoding"],
)
def test_what_is_not_safe_or_not_well_formed_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(XmlError) as caught:
        entries(text)
    assert caught.value.line == line


def test_a_definition_elsewhere_is_not_fetched() -> None:
    """The usual first line of TBX names a file that need not be there."""
    assert len(entries('<!DOCTYPE r SYSTEM "http://127.0.0.1:9/TBXcoreStructV02.dtd">\n<r><e/></r>')) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_encodings_are_those_that_the_document_names(encoding: str) -> None:
    found: list[Element] = []
    scan(
        f'<?xml version="1.0" encoding="{encoding}"?><r><e>кость</e></r>'.encode(encoding),
        {"e"},
        found.append,
    )
    assert found[0].text == "кость"
