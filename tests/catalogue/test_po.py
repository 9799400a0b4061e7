"""Reading and writing `.po` files: every character comes back, and no damaged file is taken for a catalogue."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given

from pipeline.catalogue import po
from pipeline.errors import CatalogueError
from pipeline.model import Catalogue, Entry
from tests.catalogue.strategies import catalogues
from tests.conftest import ROOT

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
"""Lines 1 to 3 of the files below."""


def parse(text: str) -> Catalogue:
    return po.parse((HEADER + text).encode())


def only(text: str) -> Entry:
    (entry,) = parse(text).entries
    return entry


# --- what comes back ----------------------------------------------------------------------------


@given(catalogues())
@example(Catalogue((), (), ()))
def test_parse_gives_back_what_serialize_wrote(catalogue: Catalogue) -> None:
    written = po.serialize(catalogue)
    assert po.parse(written) == catalogue
    assert po.serialize(po.parse(written)) == written


def test_catalogues_of_the_repository_are_written_byte_for_byte_as_they_stand() -> None:
    paths = sorted((ROOT / "output/locale").rglob("*.po*"))
    assert len(paths) == 24
    for path in paths:
        assert po.serialize(po.parse(path.read_bytes())) == path.read_bytes(), path


FULL = """\
# Проверила М. Иванова.
#
#  с отступом и пробелом в конце 
#. kind: p
#. a1 = a https://example.org
#: ⁨статья о K2.md⁩:12 plain.md:3
#, fuzzy, no-wrap, my-flag
#| msgctxt "li"
#| msgid "Old “text”"
msgctxt "p"
msgid "New \\"text\\" on <a1>K2</a1>\\\\"
msgstr "Новый «текст» о <a1>K2</a1>\\\\"

# Комментарий к удалённому
#. termlock: changed
#, fuzzy
#~| msgid "Gone before"
#~ msgctxt "p"
#~ msgid "Gone"
#~ msgstr "Ушло"
"""  # noqa: W291 - the blank belongs to the comment


def test_every_part_of_an_entry_is_read() -> None:
    entry, gone = parse(FULL).entries
    assert entry == Entry(
        context="p",
        text='New "text" on <a1>K2</a1>\\',
        translation="Новый «текст» о <a1>K2</a1>\\",
        flags=("fuzzy", "no-wrap", "my-flag"),
        comments=("Проверила М. Иванова.", "", " с отступом и пробелом в конце "),
        extracted=("kind: p", "a1 = a https://example.org"),
        references=("статья о K2.md:12", "plain.md:3"),
        previous_context="li",
        previous_text="Old “text”",
    )
    assert entry.line == 14
    assert gone == Entry(
        "p",
        "Gone",
        "Ушло",
        flags=("fuzzy",),
        comments=("Комментарий к удалённому",),
        extracted=("termlock: changed",),
        previous_text="Gone before",
        obsolete=True,
    )


def test_every_part_of_an_entry_is_written_as_it_was_read() -> None:
    assert po.serialize(parse(FULL)) == (HEADER + FULL).encode()


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a\u2028b\u0085c\x0bd\x0ce", "a\u2028b\u0085c\x0bd\x0ce"),
        ("\\t\\r\\n\\a\\b\\f\\v", "\t\r\n\a\b\f\v"),
        ("\\320\\220\\xd0\\xb1", "Аб"),
        ("", ""),
    ],
)
def test_special_characters_in_strings(written: str, text: str) -> None:
    assert only(f'msgid "x"\nmsgstr "{written}"\n').translation == text


def test_escaped_bytes_may_stand_on_two_lines() -> None:
    assert only('msgid "x"\nmsgstr "\\320"\n"\\220"\n').translation == "А"


@pytest.mark.parametrize(
    "text",
    [
        'msgid "a"\nmsgstr "b"\n',
        'msgid "a"\r\nmsgstr "b"\r\n',
        'msgid"a"\nmsgstr"b"',
        '  msgid "a"  \n\tmsgstr\t"b"\t\n',
        'msgid "a" msgstr "b"\n',
        'msgid ""\n\n"a"\nmsgstr "" "b"\n',
        '\f\nmsgid "a"\nmsgstr "b"\n#~\n#|\n',
    ],
)
def test_notations_that_gettext_takes_are_taken(text: str) -> None:
    assert (only(text).text, only(text).translation) == ("a", "b")
    assert not only(text).obsolete


@pytest.mark.parametrize("line", ["#,fuzzy,no-wrap", "#, fuzzy,  no-wrap, fuzzy", "#= fuzzy, no-wrap"])
def test_flags_in_every_notation(line: str) -> None:
    """`#=` is the line of newer gettext for flags that stay."""
    assert only(f'{line}\nmsgid "a"\nmsgstr "b"\n').flags == ("fuzzy", "no-wrap")


def test_comments_of_obsolete_entries_may_stand_behind_their_mark() -> None:
    entry = only('#~ # Примечание\n#~ #, fuzzy\n#~ msgid "a"\n#~ msgstr "b"\n')
    assert (entry.comments, entry.flags, entry.obsolete) == (("Примечание",), ("fuzzy",), True)


@pytest.mark.parametrize("name", ["KOI8-R", "windows-1251", "ISO-8859-5"])
def test_other_character_sets_are_read(name: str) -> None:
    text = HEADER.replace("UTF-8", name) + '# Ред.\nmsgid "dose"\nmsgstr "доза"\n'
    (entry,) = po.parse(text.encode(name)).entries
    assert (entry.translation, entry.comments) == ("доза", ("Ред.",))


@pytest.mark.parametrize("name", ["GB2312", "GBK", "GB18030", "Big5"])
def test_chinese_character_sets_whose_second_byte_may_look_like_a_backslash(name: str) -> None:
    """In GBK and Big5 the second byte of a character can be that of `\\`."""
    text = HEADER.replace("UTF-8", name) + 'msgid "dose"\nmsgstr "功效"\n'
    assert po.parse(text.encode(name)).entries[0].translation == "功效"


def test_the_character_set_may_stand_on_a_line_of_its_own() -> None:
    text = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; "\n"charset=windows-1251\\n"\n\nmsgid "a"\nmsgstr "доза"\n'
    assert po.parse(text.encode("windows-1251")).entries[0].translation == "доза"


def test_escaped_bytes_are_of_the_files_character_set() -> None:
    text = HEADER.replace("UTF-8", "KOI8-R") + 'msgid "a"\nmsgstr "\\304\\317\\332\\301"\n'
    assert po.parse(text.encode()).entries[0].translation == "доза"


def test_a_template_that_names_no_character_set_is_utf_8() -> None:
    text = HEADER.replace("UTF-8", "CHARSET") + 'msgid "доза"\nmsgstr ""\n'
    assert po.parse(text.encode()).entries[0].text == "доза"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Windows' editor adds one; msgfmt refuses it, but nothing is lost by reading on."""
    catalogue = po.parse(codecs.BOM_UTF8 + (HEADER + 'msgid "a"\nmsgstr "б"\n').encode())
    assert catalogue.header == (("Content-Type", "text/plain; charset=UTF-8"),)
    assert catalogue.entries[0].translation == "б"


def test_header_fields_keep_their_order_and_what_termlock_does_not_know() -> None:
    header = 'msgid ""\nmsgstr ""\n"X-Own: мы\\n"\n"Language: ru\\n"\n"еще строка\\n"\n'
    catalogue = po.parse(header.encode())
    assert catalogue.header == (("X-Own", "мы"), ("Language", "ru\nеще строка"))
    assert po.serialize(catalogue) == header.encode()


def test_a_file_without_header_has_no_fields() -> None:
    assert po.parse('msgid "a"\nmsgstr "б"\n'.encode()).header == ()


def test_a_header_may_stand_further_down() -> None:
    catalogue = po.parse(('msgid "a"\nmsgstr "б"\n\n' + HEADER).encode())
    assert catalogue.header == (("Content-Type", "text/plain; charset=UTF-8"),)
    assert [e.text for e in catalogue.entries] == ["a"]


def test_comments_at_the_end_of_the_file_are_kept_with_the_header() -> None:
    """gettext's own tools drop them."""
    text = f'# Первый\n{HEADER}msgid "a"\nmsgstr "б"\n\n# Последний\n'
    assert po.parse(text.encode()).header_comments == ("Первый", "Последний")


def test_no_wrap_is_obeyed() -> None:
    long = "слово " * 40
    catalogue = Catalogue((), (Entry("p", long, long, flags=("no-wrap",)),))
    assert f'\nmsgstr "{long}"\n' in po.serialize(catalogue).decode()


def test_references_are_wrapped() -> None:
    references = tuple(f"sources/ru/статья-{number}.md:{number}" for number in range(5))
    catalogue = Catalogue((), (Entry("p", "a", references=references),))
    lines = po.serialize(catalogue).decode().split("\n")
    assert [len(line) for line in lines if line.startswith("#:")] == [77, 52]
    assert po.parse(po.serialize(catalogue)) == catalogue


# --- what is refused ----------------------------------------------------------------------------

REFUSED = [
    ('msgid "a"\nmsgid "b"\nmsgstr ""\n', 5, "stands twice"),
    ('msgid "a"\n\nmsgctxt "p"\nmsgid "b"\nmsgstr ""\n', 6, "msgstr may be missing"),
    ('msgid "a"\n# c\nmsgstr "b"\n', 5, "inside an entry"),
    ('msgctxt "p"\n# c\nmsgid "a"\nmsgstr "b"\n', 5, "inside an entry"),
    ('msgctxt "p"\nmsgstr "b"\n', 5, "msgstr stands without msgid"),
    ('msgctxt "p"\nmsgctxt "q"\nmsgid "a"\nmsgstr "b"\n', 5, "stands twice"),
    ('msgid "a"\nmsgctxt "p"\nmsgstr "b"\n', 5, "msgctxt stands behind msgid"),
    ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 6, "stands twice"),
    ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7, "stands already at line 4"),
    ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 7, "stands already at line 4"),
    ('#~ msgid "a"\n#~ msgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 7, "stands already at line 4"),
    ('msgid ""\nmsgstr "Language: ru\\n"\n', 4, "the header stands already at line 1"),
    ('#~ msgid ""\n#~ msgstr "x"\n', 4, "the header stands already at line 1"),
    ("здравствуйте\n", 4, "no part of an entry"),
    ('MSGID "a"\nmsgstr "b"\n', 4, "no part of an entry"),
    ('\u00a0msgid "a"\nmsgstr "b"\n', 4, "quotation mark"),
    ('msgid "a\nmsgstr "b"\n', 4, "quotation mark"),
    ('msgid a"\nmsgstr "b"\n', 4, "no part of an entry: a"),
    ('msgid "a "b" c"\nmsgstr "b"\n', 4, "no part of an entry: b"),
    ('msgid "a"\nmsgstr "b\\"\n', 5, "quotation mark"),
    ('msgid "a"\nmsgstr "b', 5, "quotation mark"),
    ('msgid "a"\nmsgstr "\\q"\n', 5, "unknown escape sequence \\q"),
    ('msgid "a"\nmsgstr\n\nmsgid "b"\nmsgstr ""\n', 7, "msgstr has no text"),
    ('msgid "a"\nmsgstr\n# c\n', 6, "msgstr has no text"),
    ('msgid\nmsgstr "b"\n', 5, "msgid has no text"),
    ('msgid "a"\nmsgstr', 5, "msgstr has no text"),
    ('msgid "a" # c\nmsgstr "b"\n', 4, "no part of an entry: # c"),
    ('# c\n"a"\nmsgid "a"\nmsgstr "b"\n', 5, "belongs to no part"),
    ('#~ msgid "a"\nmsgstr "b"\n', 5, "begin with #~"),
    ('#~ msgid "a"\nmsgstr\n#~ "b"\n', 5, "begin with #~"),
    ('#~ msgid "a"\n#~ msgstr "b"\n"c"\n', 6, "begin with #~"),
    ('msgid "a"\nmsgstr "b"\n#~ "c"\n', 6, "begin with #~"),
    ('#| msgid "a"\n"b"\nmsgid "a"\nmsgstr "b"\n', 5, "belongs to no part"),
    ('#| msgid "a"\n#| msgid "b"\nmsgid "a"\nmsgstr "b"\n', 5, "stands twice"),
    ('#| msgstr "a"\nmsgid "a"\nmsgstr "b"\n', 4, "no part of an entry: msgstr"),
    ('#| msgid "a"\n#: r\nmsgid "a"\nmsgstr "b"\n', 5, "inside an entry"),
    ('#| msgctxt "p"\nmsgid "a"\nmsgstr "b"\n', 5, "without a previous msgid"),
    ('#| msgid "a"\n#| msgctxt "p"\nmsgid "a"\nmsgstr "b"\n', 5, "stands behind"),
    ('#| msgid "o"\n#~ msgid "a"\n#~ msgstr "b"\n', 5, "begin with #~"),
    ('#~| msgid "o"\nmsgid "a"\nmsgstr "b"\n', 5, "begin with #~"),
    ('msgid "a"\nmsgstr[0] "b"\n', 5, "plural forms"),
    ('msgid "a"\nmsgstr "b"\n\nmsgctxt "p"\n', 8, "ends in the middle"),
    ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 8, "ends in the middle"),
    ('msgid "a"\nmsgstr "b"\n\n#| msgid "c"\n', 8, "ends in the middle"),
]  # fmt: skip

# msgfmt takes these; articles have neither plurals nor domains, and the last two are damage.
REFUSED_HERE_ALONE = [
    ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 5, "plural forms"),
    ('domain "k2"\nmsgid "a"\nmsgstr "b"\n', 4, "no part of an entry: domain"),
    ('msgid "a"\nmsgstr "\\320"\n', 4, "no text in UTF-8"),
    ('msgid "a"\nmsgstr "b"\n\n#, fuzzy\n', 8, "ends in the middle"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "reason"), REFUSED + REFUSED_HERE_ALONE)
def test_what_is_no_catalogue_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        po.parse((HEADER + text).encode(), "output/locale/ru/LC_MESSAGES/k2.po")
    assert caught.value.line == line
    assert reason in caught.value.message
    assert str(caught.value).startswith(f"output/locale/ru/LC_MESSAGES/k2.po:{line}: ")
    assert caught.value.code == "catalogue-unreadable"


@pytest.mark.parametrize(
    ("data", "line", "name"),
    [
        ((HEADER + 'msgid "a"\nmsgstr "').encode() + b'\xff"\n', 5, "UTF-8"),
        ((HEADER + 'msgid "a"\nmsgstr "').encode() + b'\xed\xa0\x80"\n', 5, "UTF-8"),
        ((HEADER + 'msgid "a"\nmsgstr "доза"\n').encode("windows-1251"), 5, "UTF-8"),
        (HEADER.replace("UTF-8", "no-such").encode(), 1, "no-such"),
        (HEADER.encode("utf-16"), 1, "UTF-8"),
    ],
)
def test_a_file_in_another_character_set_than_it_says_is_refused(data: bytes, line: int, name: str) -> None:
    with pytest.raises(CatalogueError, match=f"not in {name}") as caught:
        po.parse(data)
    assert caught.value.line == line


@pytest.mark.parametrize("name", ["ISO-8859-1", "CP1251", "KOI8-R", "GBK", "GB18030"])
@pytest.mark.parametrize("text", ["Взрослым нужно 90 мкг.", "成人每天需要九十微克。"])
def test_a_file_in_utf8_whose_header_says_another_character_set_is_refused(name: str, text: str) -> None:
    """Eight-bit character sets read any bytes, so the texts would be written back spoiled."""
    data = (HEADER.replace("UTF-8", name) + f'msgid "a"\nmsgstr "{text}"\n').encode()
    with pytest.raises(CatalogueError, match=f"header says {name}.*in UTF-8") as caught:
        po.parse(data)
    assert caught.value.line == 2
    assert "charset=UTF-8" in caught.value.advice


@pytest.mark.parametrize("name", ["utf8", "utf-8", "UTF_8", "ISO-8859-1", "ASCII"])
def test_names_of_utf8_and_files_in_ascii_are_read(name: str) -> None:
    text = "90 мкг" if "utf" in name.lower() else "90 mcg"
    data = (HEADER.replace("UTF-8", name) + f'msgid "a"\nmsgstr "{text}"\n').encode()
    assert po.parse(data).entries[0].translation == text


# --- whether two say the same, and compiling ----------------------------------------------------


def test_catalogues_that_differ_in_wrapping_alone_say_the_same() -> None:
    one = parse('msgid "a b"\nmsgstr "б в"\n')
    assert po.same(one, parse('msgid ""\n"a "\n"b"\nmsgstr ""\n"б в"\n'))
    assert not po.same(one, parse('msgid "a b"\nmsgstr "б  в"\n'))
    assert not po.same(one, parse('#, fuzzy\nmsgid "a b"\nmsgstr "б в"\n'))


def test_only_approved_entries_are_compiled() -> None:
    import gettext
    import io

    text = (
        'msgctxt "p"\nmsgid "dose"\nmsgstr "доза"\n\n#, fuzzy\nmsgid "food"\nmsgstr "еда"\n\n'
        'msgid "salt"\nmsgstr ""\n\n#~ msgid "old"\n#~ msgstr "старое"\n'
    )
    loaded = gettext.GNUTranslations(io.BytesIO(po.compile_mo(parse(text))))
    assert loaded.pgettext("p", "dose") == "доза"
    assert [loaded.gettext(word) for word in ("food", "salt", "old")] == ["food", "salt", "old"]
