"""Strings as gettext's tools escape and wrap them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unicode_segmentation_rs import text_width

from pipeline.catalogue.wrapping import escape, string_lines, unescape, wrap

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('«Так» и "так"', '«Так» и \\"так\\"'),
        ("C:\\доза", "C:\\\\доза"),
        ("строка\nдальше", "строка\\nдальше"),
        ("\t\r\a\b\f\v", "\\t\\r\\a\\b\\f\\v"),
        ("\\n is no newline", "\\\\n is no newline"),
        ("<a1>维生素K2</a1>", "<a1>维生素K2</a1>"),
        ("a\u2028b\u0085c\u00a0d", "a\u2028b\u0085c\u00a0d"),
    ],
)
def test_special_characters_are_escaped_and_read_back(text: str, written: str) -> None:
    assert escape(text) == written
    assert unescape(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [("\\101\\x42\\x0043", "ABC"), ("\\0601", "01"), ("\\1", "\x01"), ("\\320\\220", "\udcd0\udc90")],
)
def test_numbered_escapes_are_bytes(written: str, text: str) -> None:
    """Bytes from 128 on stay apart until the whole string is read in the file's character set."""
    assert unescape(written) == text


@pytest.mark.parametrize("written", ["\\q", "\\?", "\\8", "\\x", "доза\\", "\\u0041"])
def test_escapes_that_gettext_does_not_know_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"\\"):
        unescape(written)


@given(ANY_TEXT)
def test_unescape_is_the_inverse_of_escape(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\n" not in escape(text)


@given(ANY_TEXT, st.sampled_from(["", "#~ ", "#| ", "#~| "]))
def test_the_lines_of_a_string_give_it_back(text: str, prefix: str) -> None:
    first, *rest = string_lines("msgstr", text, prefix)
    assert first.startswith(f'{prefix}msgstr "')
    assert all(line.startswith(f'{prefix}"') and line.endswith('"') for line in rest)
    pieces = [first.removeprefix(f"{prefix}msgstr "), *(line.removeprefix(prefix) for line in rest)]
    assert "".join(unescape(piece[1:-1]) for piece in pieces) == text


@given(st.text(st.sampled_from('слово word 维生素。，（K2）\\"<a1>.:\n'), max_size=300))
def test_no_line_is_wider_than_the_page_unless_it_cannot_be_broken(text: str) -> None:
    escaped = escape(text)
    lines = wrap(escaped, 40)
    assert "".join(lines) == escaped
    for line in lines:
        assert text_width(line) <= 40 or len(wrap(line, 40)) == 1
        unescape(line)  # no escape sequence is cut


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("короткая", ['msgid "короткая"']),
        ("", ['msgid ""']),
        ("с переводом строки\n", ['msgid "с переводом строки\\n"']),
        ("две\nстроки", ['msgid ""', '"две\\n"', '"строки"']),
        ("\nпустая сначала", ['msgid ""', '"\\n"', '"пустая сначала"']),
    ],
)
def test_what_stands_on_the_keywords_line(text: str, lines: list[str]) -> None:
    assert string_lines("msgid", text) == lines


def test_chinese_characters_count_two_columns() -> None:
    """78 columns of text fit no line of 79 with its two quotation marks; 76 do."""
    assert wrap("维" * 39, 77) == ["维" * 38, "维"]
    assert wrap("в" * 77, 77) == ["в" * 77]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("для <a1>артерий.</a1>", 17, ["для <a1>артерий.", "</a1>"]),
        ("after 7 p.m., ok", 10, ["after 7 p.", "m., ok"]),
        ("血中的维生素D（D3）含量", 13, ["血中的维生素D", "（D3）含量"]),
        ("доза 1.5 мг", 7, ["доза ", "1.5 мг"]),
    ],
)
def test_lines_break_where_gettexts_older_tables_break(text: str, width: int, lines: list[str]) -> None:
    """After an infix mark before a letter, and between a letter and a wide bracket."""
    assert wrap(text, width) == lines


def test_the_newline_at_a_lines_end_stays_with_its_word() -> None:
    text = "Избыток натрия заставляет организм задерживать воду, давление растёт,\\n"
    assert wrap(text, text_width(text) - 1) == [text[: -len("растёт,\\n")], "растёт,\\n"]


def test_no_wrap_keeps_lines_whole() -> None:
    long = "слово " * 40
    assert string_lines("msgid", long, page=float("inf")) == [f'msgid "{long}"']
    assert string_lines("msgid", f"a\n{long}", page=float("inf")) == ['msgid ""', '"a\\n"', f'"{long}"']
