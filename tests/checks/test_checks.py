"""Each check on pairs that are right and on pairs that are wrong."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from pipeline.checks.base import CatalogueCheck, Check, Example, Subject
from pipeline.checks.documentation import document
from pipeline.checks.registry import CATALOGUE_CHECKS, CHECKS, run_catalogue_checks, run_checks
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.inline import plain
from pipeline.languages import LANGUAGES
from pipeline.model import Severity
from pipeline.settings import Checks
from pipeline.settings.model import CHECKS as SETTABLE
from tests.conftest import ROOT

TERMS = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])


def subject(
    pair: str, text: str, translation: str, *, machine: bool = True, truncated: bool = False
) -> Subject:
    source, target = pair.split("-")
    return Subject(
        source, target, text, translation, plain(text), plain(translation), machine, truncated,
        TERMS.find(plain(text), source), TERMS,
    )  # fmt: skip


def found(*arguments: str, **options: bool) -> list[tuple[str, str]]:
    return [(f.check, f.severity.value) for f in run_checks(subject(*arguments, **options))]


RIGHT = [
    ("en-ru", "Take 1,500 mg a day.", "Принимайте 1500 мг в день."),
    ("en-zh", "Take 1.5 g in the morning.", "早上服用1.5克。"),
    ("ru-en", "Доза 1,8 мг, 2000 МЕ витамина D3.", "The dose is 1.8 mg, with 2,000 IU of vitamin D3."),
    ("zh-en", "约有2万人参加。", "About 20,000 people took part."),
    ("ru-zh", "Опубликовано в январе 2020 года.", "2020年1月发表。"),
    ("en-ru", "Take <s1>MGP</s1> seriously.", "Отнеситесь к <s1>MGP</s1> серьёзно."),
    ("en-ru", "See https://example.org/k2 for more.", "Подробнее: https://example.org/k2."),
    ("en-ru", "5 kg/m<sup>2</sup> and 10<sup>6</sup>.", "5 кг/м<sup>2</sup> и 10<sup>6</sup>."),
    ("en-ru", "In 2004<sup>1</sup> it was new.", "В 2004 году<sup>1</sup> это было новым."),
    ("ru-en", "От 5 до 10 мг в сутки.", "Between 5 and 10 mg a day."),
    ("ru-en", "по 5, 10 и 20 мг", "5 mg, 10 mg or 20 mg"),
    ("zh-en", "水平从14升到38。", "The level rose from 14 to 38."),
    ("zh-ru", "维生素K2激活骨钙素。", "Витамин K2 активирует остеокальцин."),
    ("en-zh", "MK-7", "MK-7"),
    ("en-ru", "B12, CYP4F2 and omega-3 fats, says the WHO.", "В12, CYP-4F2 и омега-3 жиры, говорит ВОЗ."),
    ("ru-en", "Очень, очень важно пить воду.", "It is very, very important to drink water."),
    ("en-ru", "Three to five percent of 20 people.", "От трёх до 5 % из 20 человек."),
    ("zh-en", "约 10 万人，20 世纪 60 年代。", "About 100,000 people, in the 1960s."),
    # What is denied in one language is said in another way in the next.
    ("en-ru", "Do not only drink milk.", "Пейте не только молоко."),
    ("ru-en", "Это не только полезно, но и вкусно.", "It is good and tasty."),
    ("zh-en", "两者各不相同，不过都有用。", "The two differ, yet both are useful."),
    ("ru-en", "Ждите, пока не закипит.", "Wait until it boils."),
    ("en-ru", "He has never smoked.", "Он никогда не курил."),
    ("en-zh", "It is safe unless you take warfarin.", "除非您服用华法林，否则它是安全的。"),
    ("zh-ru", "无论年龄，未来都重要。", "Будущее важно в любом возрасте."),
    ("en-ru", "The drug is contraindicated.", "Препарат противопоказан."),
    ("ru-zh", "Ему нельзя натто.", "他禁食纳豆。"),
    ("en-ru", "No doubt it helps.", "Это, конечно, помогает."),
    ("ru-zh", "Мы пока не знаем.", "我们还不知道。"),
    ("zh-en", "两种药各不相同。", "The two drugs differ."),
    ("en-ru", "The label is rarely read to the end.", "Этикетку редко дочитывают до конца."),
    ("en-zh", "The name was not written down until 1935.", "直到1935年才写下这个名字。"),
    ("en-ru", "Samples are handed out without charge.", "Образцы раздают бесплатно."),
    ("en-zh", "Do not forget your tablets.", "请记住带上药片。"),
    ("en-ru", "No child, not even the eldest, slept.", "Ни один ребёнок, даже старший, не спал."),
    ("en-zh", "The walls are not stable.", "墙壁不稳固。"),
    (
        "en-zh",
        "Unfortunately the film is too thick, so light will not pass.",
        "可惜这层膜太厚，光线将无法通过。",
    ),
    ("zh-en", "收到结果后，才能服药。", "Get the result before taking the tablets."),
    ("zh-en", "他服药，此前已做过检查。", "He took it after an examination."),
    ("ru-en", "Он никогда не курил и не пил.", "He has never smoked or drunk."),
    (
        "ru-en",
        "Это ошибка врача, а не лаборатории.",
        "It is a doctor's mistake rather than the laboratory's.",
    ),
    ("ru-zh", "Если только вы не принимаете варфарин.", "除非您服用华法林。"),
    ("zh-en", "维生素K不足的人较多。", "Many people have a vitamin K deficiency."),
    ("zh-en", "由于交通不便，他们步行。", "They walked because of inconvenient transport."),
    # Numbers are said in words, in Roman numerals and in names.
    ("ru-en", "Чай пили в XVIII–XIX веках.", "Tea was drunk in the 18th and 19th centuries."),
    ("zh-ru", "2型糖尿病", "Диабет II типа"),
    ("en-zh", "About ten million people, for two decades.", "约1000万人，持续20年。"),
    ("en-zh", "In the nineteenth century.", "在19世纪。"),
    ("zh-en", "每隔二三十分钟", "Every 20 to 30 minutes"),
    ("en-zh", "The Omega-3 levels fell.", "欧米伽3水平下降了。"),
    ("zh-en", "上午11点开始。", "It starts at 11:00."),
    ("en-zh", "It is low from Nov to Feb.", "11月至2月较低。"),
    # Words in Latin letters that are to stay.
    ("en-ru", "The word comes from “granum”, a grain.", "Слово происходит от «granum», то есть зерно."),
    ("en-zh", "The show is called Circle of Light.", "节目名为Circle of Light。"),
    ("ru-en", "Показатели менялись от клиники к клинике.", "The values changed from clinic to clinic."),
    (
        "en-ru",
        "The Norwood Study counted it (in vivo).",
        "В исследовании Norwood Study (in vivo) это учли.",
    ),
    ("ru-zh", "Белок MGP и ген CYP4F2.", "MGP蛋白和CYP4F2基因。"),
    ("zh-ru", "含量为5 mmol/L。", "Содержание 5 ммоль/л."),
    # Of what safety hangs on there are many good translations.
    ("zh-en", "服用前请咨询医生。", "Ask a pharmacologist before taking it."),
    ("en-ru", "First aid for a nosebleed.", "Первая помощь при носовом кровотечении."),
    ("ru-zh", "Почки выводят магний.", "肾脏排出镁。"),
    ("ru-en", "Вред от дефицита.", "The damage done by a deficiency."),
    ("zh-ru", "病毒性肝炎。", "Вирусный гепатит."),
    ("en-ru", "They went hand in hand.", "Они шли рука об руку."),
    ("zh-en", "保存2～3周。", "It keeps for 2–3 weeks."),
    ("en-ru", "In 2020 4 people and 1 500 mice.", "В 2020 4 человека и 1500 мышей."),
    # One end of a thing may be said by denying the other.
    ("en-ru", "It is harmless.", "Это не опасно."),
    ("ru-en", "Риск выше у курящих, ниже у бегающих.", "The risk is higher in smokers and lower in runners."),
    # Bounds may be strict or not, and may be told from the other side where they are denied.
    ("en-ru", "Take at least 50 mg.", "Принимайте не менее 50 мг."),
    ("ru-zh", "Между приёмами не менее 4 часов.", "服药间隔至少4小时。"),
    ("ru-en", "В сутки не более 250 мг.", "You should not exceed 250 mg a day."),
    ("en-zh", "You should not take more than 4 g.", "每天不应超过4克。"),
    ("zh-ru", "含量不到80%。", "Содержание менее 80 %."),
    ("ru-en", "Принимайте МК-7 и B₁₂.", "Take MK-7 and B12."),  # Cyrillic М, К; a subscript
    ("en-ru", "Say “yes” at 5'10\".", "Скажите «да» при росте 5'10\"."),
    ("en-ru", "The gut holds Escherichia coli.", "В кишечнике живёт Escherichia coli."),
]
WRONG = [
    ("en-zh", "It was not sold until 1935.", "它在1935年前有售。", "negation"),
    (
        "en-ru",
        "Do not take it until the doctor allows it.",
        "Принимайте его до разрешения врача.",
        "negation",
    ),
    ("zh-en", "维生素K不足的人不宜服用。", "People with a vitamin K deficiency may take it.", "negation"),
    ("zh-en", "饭后服用。", "Take it before meals.", "opposite"),
    ("ru-en", "Не курите и не лежите.", "Do not smoke, and lie down.", "negation"),
    ("ru-en", "Чай пили в XVIII веке.", "Tea was drunk in the 17th century.", "numbers"),
    ("en-ru", "Of 20 people 6 took MK-7.", "Из 20 человек 7 принимали MK-7.", "numbers"),
    ("en-zh", "It does not cause adverse reactions.", "它会引起不良反应。", "negation"),
    ("en-zh", "It does not cause discomfort.", "它会引起不适。", "negation"),
    ("en-ru", "It does not cause breathing problems.", "Вызывает трудности с дыханием.", "negation"),
    ("en-zh", "Do not take it unless your doctor agrees.", "除非医生同意，请服用。", "negation"),
    ("ru-en", "Не забудьте, что его нельзя пить.", "Remember that you may drink it.", "negation"),
    (
        "ru-en",
        "Не принимайте его при беременности или кормлении и не превышайте дозу.",
        "Do not take it if you are pregnant or nursing, and exceed the dose.",
        "negation",
    ),
    ("en-ru", "Take 3 of Omega 3.", "Принимайте омега-3.", "numbers"),
    ("en-zh", "It opens at 11:30.", "11点开门。", "numbers"),
    ("en-ru", "Summer: Walking and Resting", "Лето: Walking and Resting", "untranslated"),
    ("en-ru", "The Circle of Light is a show.", "The Circle of Light is представление.", "untranslated"),
    ("en-ru", "Take 1,500 mg a day.", "Принимайте 150 мг в день.", "numbers"),
    ("en-ru", "Take 100 mcg a day.", "Принимайте 100 мг в день.", "units"),
    ("ru-en", "Доза 2000 МЕ в сутки.", "The dose is 2,000 a day.", "units"),
    ("en-ru", "Take <s1>it</s1> daily.", "Принимайте ежедневно.", "tags"),
    ("en-ru", "Take <s1>it</s1> daily.", "Принимайте </s1>это<s1> ежедневно.", "tags"),
    ("en-ru", "Take it daily.", "Принимайте <s1>это</s1> ежедневно.", "tags"),
    ("en-ru", "About 10<sup>6</sup> cells.", "Около <sup>106</sup> клеток.", "tags"),
    ("ru-en", "10<sup>9</sup>/л", "1<sup>09</sup>/L", "tags"),
    ("en-ru", "It rose by 2 percentage points.", "Показатель вырос на 2 процента.", "units"),
    ("en-ru", "Take .5 mg daily.", "Принимайте 5 мг в день.", "numbers"),
    ("en-zh", "About 1½ tablets.", "约1片。", "numbers"),
    ("en-ru", "About 10⁹ cells.", "Около 10⁶ клеток.", "numbers"),
    ("ru-en", "Осмотр 12.03.2021.", "Examined on 12.", "numbers"),
    ("en-ru", "Take 2x500 mg.", "Принимайте по 2х50 мг.", "numbers"),
    ("en-ru", "See https://example.org/k2 for more.", "Подробнее: https://example.org/k3.", "addresses"),
    ("en-ru", "Vitamin B12 and the gene CYP4F2", "Витамин B1 и ген CYP4F2", "names"),
    ("en-ru", "Vitamin K2 activates osteocalcin.", "Витамин K2 активирует белок костей.", "term-missing"),
    ("en-ru", "The role of MGP is known.", "Роль белка МГП (MGP) известна.", "term-forbidden"),
    ("en-ru", "It helps the heart a lot.", "Это это это это это помогает сердцу.", "loop"),
    ("en-zh", "It helps people and their families to keep well.", "它有帮助有帮助有帮助有帮助。", "loop"),
    ("en-ru", "It helps.", "Помогагагагагает.", "loop"),
    ("en-zh", "It is safe.", "它的的安全。", "doubled"),
    ("en-ru", "It helps the heart of nearly everyone who takes it for more than a year.", "Да.", "length"),
    ("en-ru", "It is good for you.", "它对你有好处。", "script"),
    ("ru-en", "Это полезно для сосудов.", "Это is good for vessels.", "script"),
    ("en-ru", "It is good for you and yours.", "It is good for you and yours.", "same-as-source"),
    (
        "en-ru",
        "It is good for you and also for all of yours.",
        "Это полезно для вас и для всех ваших",
        "truncated",
    ),
    ("en-ru", "Do not take it with warfarin.", "Принимайте его с варфарином.", "negation"),
    ("en-zh", "Never stop warfarin on your own.", "自行停用华法林。", "negation"),
    ("zh-en", "切勿自行停用华法林。", "Stop warfarin on your own.", "negation"),
    ("zh-ru", "孕妇不能服用。", "Беременные могут его принимать.", "negation"),
    ("ru-en", "Варфарин нельзя сочетать с натто.", "Warfarin can be combined with natto.", "negation"),
    ("ru-zh", "Он не заменяет лекарство.", "它可以代替药物。", "negation"),
    ("en-ru", "Nobody knows why.", "Никто знает почему.", "negation"),
    ("zh-en", "它不会取代药物。", "It does replace the drug.", "negation"),
    ("en-zh", "It is a sign, not a proof.", "它是证据，而是征兆。", "negation"),
    ("en-ru", "It does not help, and it does not harm.", "Это не помогает, и это вредит.", "negation"),
    ("en-ru", "None of the trials has shown it.", "Ни одно исследование это показало.", "negation"),
    ("zh-en", "尚无试验证明这一点。", "This has yet been shown by trials.", "negation"),
    ("ru-en", "Пока не доказано.", "It is proven.", "negation"),
    ("zh-ru", "它是安全的。", "Это не безопасно.", "negation-added"),
    (
        "ru-en",
        "Между приёмами нужно не менее 4 часов.",
        "Between doses you need not at least 4 hours.",
        "negation-added",
    ),
    ("ru-en", "Между приёмами нужно не менее 4 часов.", "Between doses you need 4 hours.", "negation"),
    ("zh-en", "每天不超过250毫克。", "It is 250 mg a day.", "negation"),
    ("ru-en", "Когда магний опасен", "When magnesium is safe", "opposite"),
    ("en-zh", "It lowers blood pressure.", "它会升高血压。", "opposite"),
    ("zh-ru", "饭前服用。", "Принимайте после еды.", "opposite"),
    ("ru-en", "Под наблюдением врача.", "Under observation.", "safety-word"),
    ("zh-ru", "可能导致出血。", "Это может вызвать проблемы.", "safety-word"),
    ("en-zh", "Keep it away from children.", "请妥善保管。", "safety-word"),
    ("ru-en", "Раздражает кишечник.", "It slows the gut of the gut.", "doubled"),
    ("en-zh", "Large doses.", "大剂量的剂量。", "doubled"),
    ("zh-en", "保存2～3周。", "It keeps for 2 3 weeks.", "numbers"),
    ("zh-ru", "三类主要来源", "Три главные источникы", "spelling"),
    ("zh-ru", "约15微克", "О About 15 мкг", "untranslated"),
    ("ru-zh", "Эти количества", "这些surface", "untranslated"),
    ("en-ru", "long-term users", "долго-term", "untranslated"),
    ("en-ru", "It needs antibiotics.", "Нужны антибиотics.", "script"),
    ("ru-en", "Не менее 50 мг.", "Less than 50 mg.", "bounds"),
    ("en-zh", "No more than 400 mg.", "超过400毫克。", "bounds"),
    ("zh-ru", "50岁以上的人。", "Люди моложе 50 лет.", "bounds"),
    ("en-ru", "Vitamin B12 and folate.", "Витамин B6 и фолат.", "names"),
    ("ru-zh", "Это безопасно?", "这是安全的。", "end-mark"),
    ("en-zh", "It is safe (they say).", "他们说（它是安全的。", "brackets"),
    ("en-ru", "It is safe.", "Это \u202eбезопасно.", "characters"),
    ("en-zh", "It is safe, and cheap.", "它是安全的, 也便宜。", "zh-marks"),
]


def named(examples: list[tuple[str, ...]]) -> list[str]:
    return [f"{example[0]} {example[1][:30]}" for example in examples]


@pytest.mark.parametrize(("pair", "text", "translation"), RIGHT, ids=named(RIGHT))
def test_right_translations_have_no_finding(pair: str, text: str, translation: str) -> None:
    assert found(pair, text, translation) == []


@pytest.mark.parametrize(("pair", "text", "translation", "check"), WRONG, ids=named(WRONG))
def test_wrong_translations_have_theirs(pair: str, text: str, translation: str, check: str) -> None:
    assert check in [name for name, _ in found(pair, text, translation)]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_is_documented_finds_its_bad_example_and_nothing_in_its_good_one(check: Check) -> None:
    assert check.title
    assert check.explanation.endswith(".")
    assert list(check.run(subject(*check.good))) == []
    assert {f.check for f in check.run(subject(*check.bad))} == {check.id}


@pytest.mark.parametrize("check", CATALOGUE_CHECKS, ids=lambda check: check.id)
def test_checks_of_catalogues_are_documented_and_hold_their_examples(check: CatalogueCheck) -> None:
    def run(examples: tuple[Example, ...]) -> list[tuple[int, str]]:
        return [(c.here, c.finding.check) for c in check.run([subject(*example) for example in examples])]

    assert check.title
    assert check.explanation.endswith(".")
    assert run(check.good) == []
    assert run(check.bad) == [(1, check.id)]


def test_checks_have_names_of_their_own_and_all_but_tags_can_be_set() -> None:
    ids = [check.id for check in (*CHECKS, *CATALOGUE_CHECKS)]
    assert len(set(ids)) == len(ids)
    assert set(SETTABLE) == set(ids) - {"tags"}


@pytest.mark.parametrize(
    ("pair", "text", "translation", "machine", "person"),
    [
        ("en-ru", "MGP is a protein.", "Это белок.", "error", "warning"),
        ("en-ru", "Born in 1951, she lives on.", "Родилась давно и живёт.", "error", "warning"),
        ("en-ru", "Born in 1951, she lives on.", "Родилась в 1915 и живёт.", "error", "error"),
        ("en-ru", "Take 100 mcg daily.", "Принимайте ежедневно.", "error", "error"),
        ("en-ru", "Take <s1>it</s1> daily.", "Принимайте <s1/> ежедневно.", "error", "error"),
        ("en-ru", "Do not run.", "Бегите.", "error", "error"),
        ("en-ru", "MK-7 stays longer.", "Он держится дольше.", "error", "warning"),
        ("zh-ru", "我们还没读。", "Мы прочли.", "error", "warning"),
        ("ru-en", "Это вода.", "It is not water.", "error", "warning"),
        ("en-zh", "Eat it with yogurt.", "用yogurt一起吃。", "error", "warning"),
    ],
    ids=[
        *("term", "year lost", "year exchanged", "dose", "tag", "negation", "name lost", "not yet"),
        *("negation added", "left untranslated"),
    ],
)
def test_a_person_may_choose_where_a_machine_may_not_and_nobody_changes_a_dose(
    pair: str, text: str, translation: str, machine: str, person: str
) -> None:
    assert found(pair, text, translation, machine=True)[0][1] == machine
    assert found(pair, text, translation, machine=False)[0][1] == person


def test_every_hidden_character_is_told_once_and_none_masks_a_graver_one() -> None:
    """A space of no width is a warning; the mark behind it turns what is read and holds the text back."""
    told = run_checks(subject("en-zh", "K2 content", "K2\u200b含\u200b量\u202e。", machine=False))
    assert [(f.message[:6], f.severity.value) for f in told if f.check == "characters"] == [
        ("U+200B", "warning"),
        ("U+202E", "error"),
    ]


@pytest.mark.parametrize(
    ("pair", "text", "translation", "message"),
    [
        ("ru-en", "Матриксный белок быстро уходит, и он был нужен там.", "Матриксный goes, and бе it was.",
         "Letters of another script: “Матриксный”, “бе”."),
        ("zh-en", "维生素和钙都很重要。", "Vitamin 维生素 and 钙, 很重 and 要 are it.",
         "Letters of another script: “维生素”, “钙”, “很重” …."),
        ("en-ru", "It takes <s1>vitamin D</s1>.", "Принимает витамин D.",
         "Tags of the source are not in the translation: <s1> </s1>"),
        ("en-ru", "MGP binds calcium.", "Белок связывает кальций.", "“MGP” is to stay as it is."),
    ],
    ids=["words of a script", "many words", "tags", "a term that is kept"],
)  # fmt: skip
def test_a_message_says_what_is_wrong_in_words(pair: str, text: str, translation: str, message: str) -> None:
    assert message in [f.message for f in run_checks(subject(pair, text, translation))]


@pytest.mark.parametrize(
    ("pair", "text", "translation", "told"),
    [
        ("ru-en", "Это полезно для сосудов.", "Это is good for vessels.", True),
        ("zh-ru", "纳豆是发酵的大豆。", "纳豆 — это ферментированная соя.", True),
        ("zh-en", "纳豆是发酵的大豆。", "Natto (纳豆) is made of soybeans.", False),
        ("ru-zh", "Издание называется «Почки».", "该刊名为《Почки》。", False),
    ],
)
def test_a_person_may_leave_words_of_the_source_where_they_are_quoted(
    pair: str, text: str, translation: str, told: bool
) -> None:
    assert (("script", "warning") in found(pair, text, translation, machine=False)) is told


@pytest.mark.parametrize("machine", [True, False])
def test_a_kept_term_in_letters_that_only_look_alike_is_told(machine: bool) -> None:
    """Searches miss it, and the term is locked to Latin letters."""
    made = subject("en-ru", "MK-7 stays longer.", "Вещество МК-7 держится дольше.", machine=machine)
    (finding,) = [f for f in run_checks(made) if f.check == "term-missing"]
    assert finding.message == "“МК-7” holds letters of another alphabet that only look like those of “MK-7”."
    assert finding.severity is Severity.WARNING
    assert finding.span
    assert made.translation[slice(*finding.span)] == "МК-7"
    assert "term-missing" not in [
        c for c, _ in found("en-ru", "MK-7 stays longer.", "Вещество MK-7 держится дольше.")
    ]


def test_each_strange_script_is_told() -> None:
    told = run_checks(subject("zh-en", "维生素和钙都很重要。", "Vitamin 维生素 is важно for all of it."))
    assert len([f for f in told if f.check == "script"]) == 2


def test_a_decoder_that_was_stopped_is_an_error() -> None:
    assert ("truncated", "error") in found("en-ru", "It helps.", "Помогает.", truncated=True)


def test_a_check_can_be_switched_off_and_made_graver_or_milder() -> None:
    made = subject("en-ru", "Is it safe (now)?", "Это безопасно сейчас).", machine=False)
    assert {f.check: f.severity for f in run_checks(made)} == {
        "end-mark": Severity.WARNING,
        "brackets": Severity.WARNING,
    }
    settings = Checks(disable=("end-mark",), error=("brackets",))
    assert [(f.check, f.severity) for f in run_checks(made, settings)] == [("brackets", Severity.ERROR)]
    twice = [subject("en-ru", "Side effects", text) for text in ("Побочные эффекты", "Побочное действие")]
    assert run_catalogue_checks(twice, Checks(info=("inconsistent",)))[0].finding.severity is Severity.INFO
    assert run_catalogue_checks(twice, Checks(disable=("inconsistent",))) == []


def test_a_place_is_counted_in_the_translation_with_its_tags() -> None:
    made = subject("en-ru", "<s1>Take</s1> it, p &lt;s1>.", "<s1>Принимайте</s1>, p &lt;s1>  это.")
    (finding,) = [f for f in run_checks(made) if f.check == "spaces"]
    assert finding.span is not None
    assert made.translation[slice(*finding.span)] == "  "


def test_human_translations_raise_few_false_findings(shared: Path) -> None:
    """On 7,000 reference pairs errors are told of at most 2 of 100; loops and scripts of hardly any."""
    counts: Counter[str] = Counter()
    pairs = 0
    for name in ("tico19-visible.tsv", "domain-visible.tsv"):
        with (shared / "health-bench" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                for source in LANGUAGES:
                    for target in LANGUAGES:
                        if source != target:
                            pairs += 1
                            made = subject(f"{source}-{target}", row[source], row[target], machine=False)
                            findings = run_checks(made)
                            counts.update({f.check for f in findings})
                            counts["errors"] += any(f.severity is Severity.ERROR for f in findings)
    assert pairs > 7_000
    assert counts["errors"] <= 0.02 * pairs
    assert counts["tags"] + counts["addresses"] <= 0.005 * pairs
    assert counts["units"] + counts["bounds"] <= 0.01 * pairs
    assert counts["numbers"] <= 0.02 * pairs
    assert counts["loop"] + counts["script"] + counts["length"] <= 0.02 * pairs


def test_the_documentation_is_made_of_the_registry() -> None:
    """`make docs` writes it anew."""
    assert (ROOT / "docs/checks.md").read_text(encoding="utf-8") == document()


def test_a_draft_clashes_with_what_a_person_wrote_and_not_the_other_way_round() -> None:
    draft = subject("en-ru", "Side effects", "Побочное действие", machine=True)
    approved = subject("en-ru", "Side effects", "Побочные эффекты", machine=False)
    assert [(c.here, c.there) for c in run_catalogue_checks([draft, approved])] == [(0, 1)]
