"""What the starter learns from: prose and terms, not code, not pairs that say different things."""

from __future__ import annotations

import pytest

from training.cleaning import is_fit, normalised

FIT = (
    ("Take the capsule with a meal.", "Принимайте капсулу во время еды.", "ru"),
    ("Take the capsule with a meal.", "请随餐服用胶囊。", "zh"),
    ("The dose is 90 µg a day.", "Доза — 90 мкг в день.", "ru"),
    ("About 120,000 people took part.", "约12万人参加。", "zh"),
    ("hip fracture", "перелом шейки бедра", "ru"),
    ("MK-7 stays in the blood longer than MK-4 does.", "MK-7在血液中的停留时间比MK-4长。", "zh"),
)
UNFIT = (
    ("Osteocalcin", "Osteocalcin", "ru"),
    ("", "кость", "ru"),
    ("Call print(x) to see it.", "Вызовите print(x), чтобы увидеть это.", "ru"),
    ("Open <b>Settings</b> now.", "Откройте <b>Настройки</b>.", "ru"),
    ("See https://example.org for details.", "Подробнее: https://example.org.", "ru"),
    ("The file_name must be given here.", "Здесь нужно указать file_name.", "ru"),
    ("Bones need calcium.", "Bones need calcium too.", "ru"),
    ("Bones need calcium.", "Костям нужен кальций.", "zh"),
    ("Кости", "Кости", "ru"),
    ("Yes.", "Это довольно длинное предложение, в котором сказано гораздо больше, чем там.", "ru"),
    (
        "Bones need calcium, vitamin D and vitamin K2, and they need to be moved each day to stay strong in old age.",
        "骨骼。",
        "zh",
    ),
    ("The study followed 244 women.", "В исследовании участвовали 325 женщин.", "ru"),
    ("word " * 61, "слово " * 61, "ru"),
)


@pytest.mark.parametrize(("english", "other", "language"), FIT)
def test_prose_and_terms_are_kept(english: str, other: str, language: str) -> None:
    assert is_fit(english, other, language)


@pytest.mark.parametrize(("english", "other", "language"), UNFIT)
def test_what_teaches_nothing_is_left_out(english: str, other: str, language: str) -> None:
    assert not is_fit(english, other, language)


def test_white_space_and_composition_are_one_form() -> None:
    assert normalised(" и\u0306од \u00a0 йод\t") == "йод йод"
