"""Which old entry a segment continues."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.catalogue import pairing
from pipeline.catalogue.pairing import Pairs, Worth, pair
from pipeline.model import Entry
from tests.catalogue.world import Block, slots_of

YES, NO = "да", "нет"


def entries_of(article: Sequence[Block], **more: object) -> list[Entry]:
    """Approved entries of an article, their translations numbered."""
    return [
        Entry(slot.key.context, slot.key.text, f"t{number}", **more)  # type: ignore[arg-type]
        for number, slot in enumerate(slots_of(article))
    ]


def text(_: Entry) -> Worth:
    return Worth.TEXT


def paired(new: Sequence[Block], old: Sequence[Block]) -> dict[int, int]:
    return pair(slots_of(new), entries_of(old), (), text).active


def cells(*texts: str) -> list[Block]:
    return [("td", text) for text in texts]


# --- the same text ------------------------------------------------------------------------------


def test_an_unchanged_article_is_paired_one_to_one() -> None:
    table = cells("MK-4", YES, NO, "MK-7", YES, NO)
    assert paired(table, table) == {i: i for i in range(6)}


def test_cells_of_a_new_row_take_nothing_from_the_rows_around() -> None:
    """Repeated cells are told apart by their neighbours, not by their numbers."""
    old = cells("MK-4", YES, "MK-7", YES, "MK-9", NO)
    new = cells("MK-4", YES, "MK-6", YES, "MK-7", YES, "MK-9", NO)
    found = paired(new, old)
    assert {n: found[n] for n in (0, 1, 4, 5, 6, 7)} == {0: 0, 1: 1, 4: 2, 5: 3, 6: 4, 7: 5}
    assert 3 not in found


def test_cells_of_a_deleted_row_leave_those_of_others_alone() -> None:
    old = cells("MK-4", YES, "MK-7", YES, "MK-9", YES)
    assert paired(cells("MK-7", YES, "MK-9", YES), old) == {0: 2, 1: 3, 2: 4, 3: 5}


def test_rows_that_change_places_take_their_cells_along() -> None:
    """Keys are the same as before: `td` and `td#2`; only the neighbours tell."""
    old = cells("MK-4", YES, "MK-7", YES)
    assert paired(cells("MK-7", YES, "MK-4", YES), old) == {0: 2, 1: 3, 2: 0, 3: 1}


def test_the_same_kind_is_preferred_among_equals() -> None:
    old: list[Block] = [("h2", YES), ("p", "a"), ("td", YES)]
    new: list[Block] = [("td", YES), ("p", "b"), ("h2", YES)]
    found = paired(new, old)
    assert (found[0], found[2]) == (2, 0)


def test_very_many_equal_cells_are_paired_in_order() -> None:
    """Comparing each with each would take hours; their order says enough."""
    found = paired(cells(*[YES] * 5001), cells(*[YES] * 5000))
    assert found == {i: i for i in range(5000)}


# --- similar text -------------------------------------------------------------------------------

A = "Взрослым нужно около {} мкг витамина K2 в сутки, но не больше."
B = "Принимающим варфарин нельзя начинать приём без врача."
C = "未经医生许可，每天不得服用超过{}微克的维生素K2。"


def test_a_changed_sentence_continues_its_old_one_between_the_same_neighbours() -> None:
    old: list[Block] = [("p", B), ("p", A.format(90)), ("p", "c"), ("p", A.format(200)), ("p", "d")]
    new: list[Block] = [("p", B), ("p", A.format(201)), ("p", "c"), ("p", A.format(99)), ("p", "d")]
    assert paired(new, old) == {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}


def test_a_chinese_sentence_of_which_a_number_changed_continues_its_old_one() -> None:
    assert paired([("p", B), ("p", C.format(100))], [("p", C.format(90)), ("p", B)]) == {0: 1, 1: 0}


def test_a_sentence_that_moved_and_changed_must_be_very_similar() -> None:
    old: list[Block] = [("p", A.format(90)), ("p", "b"), ("p", "c"), ("p", "d")]
    far = "Взрослым хватает 90 мкг витамина K2 в день."
    assert pairing.SIMILAR < 65
    assert 3 in paired([("p", "b"), ("p", "c"), ("p", "d"), ("p", A.format(91))], old)
    assert 3 not in paired([("p", "b"), ("p", "c"), ("p", "d"), ("p", far)], old)
    assert 0 in paired([("p", far), ("p", "b"), ("p", "c"), ("p", "d")], old)


def test_a_word_that_is_replaced_in_a_whole_long_article_loses_no_pair() -> None:
    """Too many to compare each with each: those around the same place are compared."""
    old: list[Block] = [("p", f"Предложение {n} о витамине {n * n}, о дозе и о враче.") for n in range(1200)]
    new: list[Block] = [(kind, text.replace("враче", "лекаре")) for kind, text in old]
    assert len(old) ** 2 > pairing.COMPARISONS
    assert paired(new[5:], old) == {n: n + 5 for n in range(1195)}


def test_a_text_of_another_subject_continues_nothing() -> None:
    assert paired([("p", B)], [("p", A.format(90))]) == {}


# --- whatever the article -------------------------------------------------------------------------

BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["p", "td"]),
        st.sampled_from(
            [YES, NO, "MK-7", B, *(A.format(n) for n in range(90, 94)), C.format(90), C.format(91)]
        ),
    ),
    max_size=12,
)


@given(BLOCKS, BLOCKS, BLOCKS)
def test_each_old_entry_is_continued_once_and_the_same_text_first(
    new: list[Block], old: list[Block], gone: list[Block]
) -> None:
    slots, active, obsolete = slots_of(new), entries_of(old), entries_of(gone, obsolete=True)
    pairs: Pairs = pair(slots, active, obsolete, text)
    assert len(set(pairs.active.values())) == len(pairs.active)
    assert len(set(pairs.obsolete.values())) == len(pairs.obsolete)
    assert not set(pairs.active) & set(pairs.obsolete)
    for source in {slot.key.text for slot in slots}:
        here = [i for i, slot in enumerate(slots) if slot.key.text == source]
        same = [i for i in here if i in pairs.active and active[pairs.active[i]].text == source]
        back = [i for i in here if i in pairs.obsolete]
        assert len(same) == min(len(here), sum(e.text == source for e in active))
        assert len(back) == min(len(here) - len(same), sum(e.text == source for e in obsolete))
    lonely = {slot.key.text for i, slot in enumerate(slots) if i not in pairs.active}
    for index, past in pairs.active.items():
        # An entry continues in another text only where its own has no place left.
        assert active[past].text == slots[index].key.text or active[past].text not in lonely


@given(BLOCKS)
def test_an_article_is_paired_with_itself_without_looking(article: list[Block]) -> None:
    assert paired(article, article) == {i: i for i in range(len(article))}
