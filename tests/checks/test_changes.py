"""By so much or to so much, from where to where, every so often, and by which way."""

from __future__ import annotations

import pytest

from tests.checks.test_checks import found

WRONG = [
    ("changes", "en-ru", "Mortality fell to 20%.", "Смертность снизилась на 20 %."),
    ("changes", "zh-en", "水平下降至15%。", "The level fell by 15%."),
    ("changes", "ru-en", "Ферритин снизился с 80 до 35 нг/мл.", "Ferritin rose from 35 to 80 ng/mL."),
    ("periods", "en-ru", "Take it every three days.", "Принимайте три раза в день."),
    ("periods", "zh-en", "每两周复查一次凝血。", "Check the clotting twice a week."),
    ("periods", "ru-zh", "Три раза в неделю.", "每三周一次。"),
    ("routes", "en-ru", "For intramuscular use only.", "Только для внутривенного введения."),
    ("routes", "ru-en", "Капли закапывают под язык.", "The drops are put into the eyes."),
    ("routes", "zh-ru", "口服，每日一次。", "Наружно, раз в день."),
]
RIGHT = [
    ("en-ru", "Mortality fell by 20%, to 8%.", "Смертность снизилась на 20 %, до 8 %."),
    ("zh-en", "水平下降了15%。", "The level fell by 15%."),
    ("ru-zh", "Доза выросла с 5 до 10 мг.", "剂量从5毫克增至10毫克。"),
    ("en-ru", "Take it every three days.", "Принимайте раз в три дня."),
    ("en-zh", "Three times a day, every three weeks.", "每日三次，每三周一个疗程。"),
    ("ru-en", "Глотайте капсулу целиком.", "Swallow the capsule whole."),
    ("zh-en", "静脉曲张患者慎用。", "Caution in people with varicose veins."),
]


@pytest.mark.parametrize(("check", "pair", "text", "translation"), WRONG)
def test_the_same_number_in_another_role_is_an_error(
    check: str, pair: str, text: str, translation: str
) -> None:
    assert (check, "error") in found(pair, text, translation)


@pytest.mark.parametrize(("pair", "text", "translation"), RIGHT)
def test_the_same_said_in_other_words_is_no_finding(pair: str, text: str, translation: str) -> None:
    told = {check for check, _ in found(pair, text, translation)}
    assert not told & {"changes", "periods", "routes", "factors", "bounds"}
