"""The memory: exact matches by place, near ones by stems and characters, pivots; a cache that heals itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.memory.store import Memory, Unit
from pipeline.memory.words import tokens

EN = "Vitamin K2 activates <s1>matrix Gla protein</s1> in the vessel wall."
RU = "Витамин K2 активирует <s1>матриксный Gla-белок</s1> в стенке сосуда."
ZH = "维生素K2激活血管壁中的<s1>基质Gla蛋白</s1>。"


@pytest.fixture
def memory() -> Iterator[Memory]:
    memory = Memory(None)
    yield memory
    memory.close()


def fill(memory: Memory, *units: Unit, name: str = "a.po") -> None:
    memory.replace(name, "1", units)


def test_the_same_text_in_the_same_place_comes_first(memory: Memory) -> None:
    """Between equal texts: kind and neighbours, then approval, then the newest."""
    fill(
        memory,
        Unit("en", "ru", "Dose", "Дозировка", "td", approved=True, date="20260301T000000Z"),
        Unit("en", "ru", "Dose", "Доза", "th", "Form", "Source", approved=True, date="20250101T000000Z"),
        Unit("en", "ru", "Dose", "Черновик", "td", date="20260801T000000Z"),
    )
    found = memory.exact("en", "ru", "Dose", kind="th", before="Form", after="Source")
    assert [(m.unit.target, m.same_place) for m in found] == [
        ("Доза", True),
        ("Дозировка", False),
        ("Черновик", False),
    ]
    assert [m.unit.target for m in memory.exact("en", "ru", "Dose")] == ["Дозировка", "Доза", "Черновик"]
    assert memory.exact("en", "zh", "Dose") == []
    assert memory.exact("en", "ru", "dose") == []


def test_a_unit_serves_in_the_other_direction_and_says_so(memory: Memory) -> None:
    fill(memory, Unit("en", "ru", EN, RU, "p", "x", "y", approved=True))
    (found,) = memory.exact("ru", "en", RU, kind="p", before="x", after="y")
    assert (found.unit.target, found.reverse, found.same_place) == (EN, True, False)


def test_one_sentence_approved_in_two_languages_links_the_other_two(memory: Memory) -> None:
    fill(memory, Unit("en", "ru", EN, RU, approved=True), Unit("en", "zh", EN, ZH, approved=True))
    (found,) = memory.exact("ru", "zh", RU)
    assert (found.unit.target, found.pivot, found.unit.approved) == (ZH, EN, True)
    (back,) = memory.exact("zh", "ru", ZH)
    assert (back.unit.target, back.pivot) == (RU, EN)


NEAR = [
    ("ru", "Витамин K2 активирует матриксный Gla-белок в стенках сосудов.", RU, 80),
    ("en", "Vitamin K2 activates matrix Gla protein in vessel walls.", EN, 70),
    ("zh", "维生素K2激活血管壁里的基质Gla蛋白。", ZH, 75),
]


@pytest.mark.parametrize(("language", "text", "unit", "least"), NEAR)
def test_nearly_the_same_text_is_found_by_stems_and_characters(
    memory: Memory, language: str, text: str, unit: str, least: int
) -> None:
    other = "en" if language != "en" else "ru"
    fill(
        memory, Unit(language, other, unit, "translation", approved=True), Unit(language, other, "MGP", "MGP")
    )
    found = memory.fuzzy(language, other, text, least=least)
    assert [m.unit.source for m in found] == [unit]
    assert least <= found[0].percent <= 99


def test_inflection_alone_is_no_difference_but_not_the_same_text(memory: Memory) -> None:
    fill(memory, Unit("ru", "en", "Дефицит магния снижает эффект.", "x"))
    (found,) = memory.fuzzy("ru", "en", "Дефициты магния снижают эффект.")
    assert found.percent == 99


def test_another_sentence_is_not_found(memory: Memory) -> None:
    fill(memory, Unit("ru", "en", RU, EN))
    assert memory.fuzzy("ru", "en", "Дефицит магния снижает давление в артериях у взрослых.") == []
    assert memory.fuzzy("ru", "en", "") == []
    assert memory.fuzzy("ru", "en", "…") == []


def test_a_number_counts_when_texts_are_compared(memory: Memory) -> None:
    fill(memory, Unit("en", "ru", "Take 100 mcg a day.", "x"), Unit("en", "ru", "Take 200 mcg a day.", "y"))
    found = memory.fuzzy("en", "ru", "Take 200 mcg every day.", least=60)
    assert found[0].unit.source == "Take 200 mcg a day."


def test_a_collection_is_replaced_and_forgotten_whole(memory: Memory) -> None:
    fill(memory, Unit("en", "ru", "Natto", "Натто"), name="a.po")
    fill(memory, Unit("en", "ru", "Bone", "Кость"), name="b.po")
    memory.replace("a.po", "2", [Unit("en", "ru", "Cheese", "Сыр")])
    assert memory.collections() == {"a.po": "2", "b.po": "1"}
    assert [u.source for u in memory.units()] == ["Bone", "Cheese"]
    memory.forget("b.po")
    assert memory.exact("en", "ru", "Bone") == []


def test_a_catalogue_without_units_is_noted_and_one_with_units_keeps_them(memory: Memory) -> None:
    fill(memory, Unit("en", "ru", "Natto", "Натто"), name="a.po")
    before = memory.generation()
    memory.note({"a.po": "2", "b.po": "1"})
    memory.note({"b.po": "2"})
    assert memory.collections() == {"a.po": "1", "b.po": "1"}
    assert [u.source for u in memory.units()] == ["Natto"]
    assert memory.generation() == before


def test_search_finds_words_on_either_side_in_the_direction_of_the_unit(memory: Memory) -> None:
    fill(memory, Unit("en", "zh", EN, ZH), Unit("en", "ru", EN, RU))
    for words in ("基质Gla蛋白", "стенка сосуда", "matrix gla"):
        found = memory.search(words)
        assert found, words
        assert all(m.unit.source == EN for m in found)
    assert memory.search("остеопороз") == []


def test_a_damaged_database_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = Memory(path)
    fill(memory, Unit("en", "ru", "Natto", "Натто"))
    memory.close()
    path.write_bytes(b"no database" * 500)
    healed = Memory(path)
    assert healed.collections() == {}
    fill(healed, Unit("en", "ru", "Natto", "Натто"))
    assert healed.exact("en", "ru", "Natto")
    healed.db.execute("PRAGMA user_version=999")
    healed.close()
    assert Memory(path).collections() == {}


SENTENCES = st.lists(
    st.sampled_from([*EN.split(), *RU.split(), "钙", "骨", "100", "мкг", "<s1>", "</s1>"]), max_size=12
).map(" ".join)


@given(st.lists(st.tuples(SENTENCES, SENTENCES), max_size=6), SENTENCES)
def test_what_is_found_exactly_is_what_was_put_in(units: list[tuple[str, str]], text: str) -> None:
    memory = Memory(None)
    fill(memory, *(Unit("en", "ru", a, b) for a, b in units))
    assert {m.unit.target for m in memory.exact("en", "ru", text)} == {b for a, b in units if a == text}
    for match in memory.fuzzy("en", "ru", text, least=50):
        assert 50 <= match.percent <= 99
        assert match.unit.source != text
    memory.close()


def test_words_are_compared_by_their_stems() -> None:
    assert tokens("Сосудов сосуды сосуда", "ru") == ["сосуд"] * 3
    assert tokens("vessels vessel, <s1>walls</s1>", "en") == [
        "vessel",
        "vessel",
        ",",
        "<s1>",
        "wall",
        "</s1>",
    ]
    assert tokens("每日50～200微克", "zh") == ["每", "日", "50", "～", "200", "微", "克"]
