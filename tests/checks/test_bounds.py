"""The same number bounds from one side in the source and from the other in the translation."""

from __future__ import annotations

import pytest

from pipeline.checks.bounds import Bounds
from tests.checks.test_checks import named, subject

TURNED = [
    # Another number in words, of which no other check asks.
    ("en-ru", "Not suitable for children under twelve.", "Не подходит детям до двух лет."),
    ("zh-en", "十八岁以下禁用。", "Not for anyone under eight."),
    ("ru-en", "Подросткам старше шестнадцати лет.", "For teenagers over sixty."),
    # A denial in one of the texts alone turns the same words round.
    ("en-ru", "Do not take more than 10 mg.", "Принимайте не меньше 10 мг."),
    ("en-zh", "Never take more than 350 mg a day.", "每天绝不要少于350毫克。"),
    ("zh-en", "每天不要超过350毫克。", "Do not take less than 350 mg a day."),
    ("en-ru", "Do not take more than two tablets.", "Принимайте не менее двух таблеток."),
    # Symbols, also where they stand right behind a letter, and in full width.
    ("zh-en", "两组差别明显（P<0.01）。", "The groups clearly differed (P>0.01)."),
    ("en-ru", "Levels differed (p<0.001).", "Уровни различались (p>0,001)."),
    ("en-zh", "Only for an eGFR≥45.", "仅限eGFR≤45者。"),
    ("zh-ru", "BMI≥28为肥胖。", "ИМТ<28 — это ожирение."),
    ("ru-en", "Годен при HbA1c≤7,5 %.", "Fit if HbA1c≥7.5%."),
    ("zh-en", "血钾＞6毫摩尔/升须急诊。", "Potassium <6 mmol/L needs urgent care."),
    ("zh-ru", "血镁≦0.5毫摩尔/升。", "Магний крови >= 0,5 ммоль/л."),
    # Words right before the number.
    ("en-ru", "Women over 70 need more vitamin D.", "Женщинам моложе 70 нужно больше витамина D."),
    ("en-ru", "In people over 70 years of age it is common.", "Это часто бывает у людей моложе 70 лет."),
    ("en-zh", "Men older than 55 should be tested.", "55岁以下的男性应接受检测。"),
    ("en-ru", "Those younger than 16 need a doctor.", "Тем, кто старше 16 лет, нужен врач."),
    ("ru-en", "Запас при уровне ниже 15 исчерпан.", "The store is empty at a level over 15."),
    ("en-zh", "Readings greater than 140 are high.", "低于140的读数偏高。"),
    ("en-ru", "It lasted longer than 6 weeks.", "Это длилось менее 6 недель."),
    ("en-ru", "If it is lower than 36 degrees, wait.", "Если она выше 36 градусов, подождите."),
    ("ru-en", "Кофе можно не раньше чем через 3 часа.", "Coffee may be had within 3 hours."),
    (
        "ru-en",
        "Ешьте не раньше, чем через 3 часа после капсулы.",
        "Eat no later than 3 hours after the capsule.",
    ),
    ("en-ru", "Take iron no earlier than 2 hours later.", "Принимайте железо не позже чем через 2 часа."),
    ("en-ru", "Take iron no sooner than 2 hours later.", "Принимайте железо не позднее 2 часов."),
    ("en-ru", "Fewer than 9 people felt worse.", "Хуже стало более чем у 9 человек."),
    ("en-ru", "Take it within 20 minutes of waking.", "Принимайте не раньше чем через 20 минут после сна."),
    ("zh-en", "服药6小时后才能饮酒。", "Drink alcohol within 6 hours of the medicine."),
    ("en-zh", "See a doctor within 48 hours.", "至少48小时后就医。"),
    ("en-ru", "Give 4 drops at most.", "Давайте не менее 4 капель."),
    ("zh-en", "每次不得少于6毫克。", "At most 6 mg each time."),
    ("zh-ru", "每次不应高于6毫克。", "Не меньше 6 мг за раз."),
    (
        "ru-en",
        "Если кашель длится дольше 3 недель, нужен врач.",
        "If a cough lasts less than 3 weeks, see a doctor.",
    ),
    ("zh-en", "30度以下保存。", "Store above 30 degrees."),
    ("ru-zh", "При глюкозе 7,2 ммоль/л и выше.", "血糖低于7.2毫摩尔/升时。"),
    ("en-ru", "Call if it is 180 mm or higher.", "Звоните, если ниже 180 мм."),
    # A verb between the word and the number.
    ("en-zh", "Drink at least 2.5 litres of tea.", "最多喝2.5升茶。"),
    ("zh-ru", "至少间隔3小时服用。", "Интервал — не более 3 часов."),
    ("zh-en", "每次最多只能服4粒。", "Take at least 4 capsules each time."),
    # Russian «от» and «до».
    ("en-ru", "Up to 250 mg a day does no harm.", "От 250 мг в день не вредит."),
    ("ru-en", "Разрешается до 600 мг в сутки.", "At least 600 mg a day is allowed."),
    ("ru-en", "Нужно принимать от 75 мкг в сутки.", "You need to take up to 75 mcg a day."),
    ("en-ru", "More than 3,000 IU may do harm.", "Вредить могут до 3000 МЕ."),
    ("ru-en", "Детям до 6 лет его не дают.", "It is not given to children over 6."),
    # Minimum and maximum with a noun between.
    ("en-ru", "The minimum dose is 60 mcg.", "Максимальная доза — 60 мкг."),
    ("ru-en", "Максимальная суточная доза — 80 мкг.", "The minimum daily dose is 80 mcg."),
    ("zh-en", "最大剂量为每天3000毫克。", "The minimum dose is 3,000 mg a day."),
    ("zh-ru", "最低有效剂量为70微克。", "Наибольшая эффективная доза — 70 мкг."),
    ("en-zh", "The highest safe dose is 350 mg.", "最小安全剂量为350毫克。"),
    # A denial in another clause turns nothing round.
    ("en-zh", "If you do not smoke, take at least 80 mcg.", "如果您不吸烟，请服用不到80微克。"),
    ("ru-en", "Если нет аллергии, пейте не менее 80 мл.", "If there is no allergy, drink less than 80 ml."),
    ("en-ru", "Do not take more than 3 g.", "Не принимайте менее 3 г."),
    (
        "en-ru",
        "Do not eat more than 3 g a day, and drink at least 2 l.",
        "Не ешьте больше 3 г в день, и пейте не более 2 л.",
    ),
]
KEPT = [
    ("en-ru", "Children under twelve.", "Дети до 12 лет."),
    ("zh-en", "十八岁以下禁用。", "Not for minors, that is, for those under 18."),
    ("ru-zh", "Больше 4 г парацетамола в сутки принимать нельзя.", "每天服用对乙酰氨基酚不得超过4克。"),
    ("ru-zh", "Больше двух таблеток не принимайте.", "不要超过两片。"),
    ("zh-en", "12岁以下儿童不宜。", "Not suitable for children under 12."),
    ("en-zh", "Gatherings of more than two people were banned.", "禁止两人以上的集会。"),
    ("zh-en", "两组差别明显（P<0.01）。", "The groups clearly differed (P < 0.01)."),
    ("en-zh", "Only for an eGFR≥45.", "仅限eGFR不低于45者。"),
    ("zh-ru", "BMI≥28为肥胖。", "ИМТ 28 и выше — это ожирение."),
    ("zh-ru", "血钾＞6毫摩尔/升。", "Калий более 6 ммоль/л."),
    ("en-ru", "Women over 70 need more vitamin D.", "Женщинам старше 70 нужно больше витамина D."),
    ("en-zh", "Those younger than 16 need a doctor.", "16岁以下者须就医。"),
    ("en-zh", "Take it within 20 minutes of waking.", "醒后20分钟内服用。"),
    # A span of time is no bound: «over 3 years» is «за 3 года», 3年内.
    ("en-zh", "Over 3 years, bones grew stronger.", "3年内，骨骼变得更强健。"),
    ("en-zh", "Three doses over six months.", "六个月内接种三剂。"),
    ("en-ru", "Over 3 years, bones grew stronger.", "За 3 года кости окрепли."),
    ("en-zh", "For over 3 years he took it.", "他服用了3年以上。"),
    # `No later than two hours before` is two hours before or more.
    ("en-ru", "Stop eating no later than 2 hours before sleep.", "Не ешьте как минимум за 2 часа до сна."),
    ("ru-en", "Примите не позднее чем за 4 часа до еды.", "Take it at least 4 hours before food."),
    # Ranges, and what rises or falls to a number.
    ("ru-en", "От 75 до 90 мкг в сутки.", "Between 75 and 90 mcg a day."),
    ("ru-zh", "Дети от 6 до 12 лет.", "6岁以上、12岁以下的儿童。"),
    ("en-ru", "It rose above 38 degrees.", "Она поднялась до 38 градусов."),
    ("ru-en", "Разрешается до 600 мг в сутки.", "Up to 600 mg a day is allowed."),
    ("ru-zh", "Нужно принимать от 75 мкг в сутки.", "每天至少需服用75微克。"),
    ("ru-en", "Детям до 6 лет его не дают.", "It is not given to children under 6."),
    ("en-zh", "Drink at least 2.5 litres of tea.", "至少喝2.5升茶。"),
    ("en-zh", "The minimum dose is 60 mcg.", "最小剂量为60微克。"),
    ("ru-zh", "Максимальная суточная доза — 80 мкг.", "每日最多80微克。"),
    ("zh-en", "最大剂量为每天3000毫克。", "Do not take more than 3,000 mg a day."),
    (
        "en-ru",
        "The maximum and minimum doses are 90 and 45 mg.",
        "Наименьшая и наибольшая дозы — 45 и 90 мг.",
    ),
    ("en-ru", "The plots are no smaller than 40 m.", "Участки не меньше 40 м."),
    (
        "ru-en",
        "Капли летят на 3 м (10 футов), от 3 м до 5 м (16 футов).",
        "Drops fly up to 3 m (10 ft) to 5 m (16 ft).",
    ),
    ("en-ru", "Take 3 mg at least twice a week.", "Принимайте 3 мг не реже 2 раз в неделю."),
    ("zh-en", "剂量可低至少于2克。", "The dose can be less than 2 g."),
    # A number that stands twice.
    ("en-ru", "There were ≥ 2 cases within 2 weeks.", "За 2 недели — 2 случая и более."),
    ("zh-en", "请在3天内复诊。", "Come back soon, with at least 3 g in stock."),
    ("zh-en", "人数最多的3个城市", "The 3 cities with most people"),
    ("en-ru", "Never take more than 3 g.", "Принимайте не более 3 г."),
    ("ru-en", "Нельзя принимать более 3 г.", "Take 3 g at most."),
]


@pytest.mark.parametrize(("pair", "text", "translation"), TURNED, ids=named(TURNED))
def test_a_bound_that_is_turned_round_is_an_error(pair: str, text: str, translation: str) -> None:
    assert [f.severity.value for f in Bounds().run(subject(pair, text, translation))] == ["error"]


@pytest.mark.parametrize(("pair", "text", "translation"), KEPT, ids=named(KEPT))
def test_a_bound_that_is_kept_is_no_finding(pair: str, text: str, translation: str) -> None:
    assert list(Bounds().run(subject(pair, text, translation))) == []
