"""Training pairs with placeholders: the same ones on both sides, nothing else changed."""

from __future__ import annotations

import numpy as np
import pytest

from training.pairs import NONE
from training.placeholders import MOST, Masking, Text

PIECES = ["<pad>", "▁", "XT0X", "XT1X", "XT2X", "▁Bones", "▁need", "▁cal", "cium", ".", "▁Кост", "ям", "▁нужен",
          "▁кальций", "骨骼", "需要", "钙", "。", "▁daily", "▁ежедневно"]  # fmt: skip
PLACEHOLDERS = [2, 3, 4]
EN, RU, ZH = [5, 6, 7, 8, 18, 9], [10, 11, 12, 13, 19, 9], [1, 14, 15, 16, 17]
LINKED = {
    "en-ru": Text(np.array(EN), np.array(RU), np.array([0, NONE, 1, 2, 4, 5])),
    "ru-en, other order": Text(np.array(RU), np.array([18, 9, 5, 6, 7, 8]), np.array([4, 5, 0, 2, 3, 3])),
    "en-zh": Text(np.array(EN), np.array(ZH), np.array([NONE, 0, 1, 2, 5])),
    "zh-en": Text(np.array(ZH), np.array(EN), np.array([1, 2, 3, 3, NONE, 4])),
}


def masking(share: float = 1.0) -> Masking:
    return Masking(PIECES, PLACEHOLDERS, share)


def written(ids: np.ndarray) -> str:
    return "".join(PIECES[i] for i in ids).replace("▁", " ")


@pytest.mark.parametrize("name", LINKED)
def test_each_placeholder_stands_once_on_both_sides_and_points_at_itself(name: str) -> None:
    seen = 0
    for seed in range(60):
        text = masking().apply(LINKED[name], np.random.default_rng(seed))
        there, here = ([int(i) for i in side if i in PLACEHOLDERS] for side in (text.source, text.target))
        assert there == PLACEHOLDERS[: len(there)]
        assert sorted(here) == there
        assert len(text.links) == len(text.target)
        for place, piece in enumerate(text.target):
            if piece in PLACEHOLDERS:
                assert text.source[text.links[place]] == piece
        seen += len(there)
        assert len(there) <= MOST
    assert seen > 30


@pytest.mark.parametrize("name", LINKED)
def test_the_links_of_what_is_left_still_hold(name: str) -> None:
    before = LINKED[name]
    pairs = {(before.target[i], before.source[k]) for i, k in enumerate(before.links) if k != NONE}
    for seed in range(60):
        text = masking().apply(before, np.random.default_rng(seed))
        for place, link in enumerate(text.links):
            if link != NONE and text.target[place] not in (*PLACEHOLDERS, 1):
                assert (text.target[place], text.source[link]) in pairs


def test_words_are_replaced_whole() -> None:
    for seed in range(60):
        text = masking().apply(LINKED["en-ru"], np.random.default_rng(seed))
        left = written(text.source).split() + written(text.target).split()
        assert not {"cium.", "cium", "ям", "cal"} & set(left)


def test_a_share_of_none_changes_nothing() -> None:
    text = LINKED["en-ru"]
    assert masking(0.0).apply(text, np.random.default_rng(1)) is text
