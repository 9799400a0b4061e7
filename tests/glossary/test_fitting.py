"""A term at its place, as if it had always stood there: each language's own care."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.alignment import change
from pipeline.glossary.concepts import Form
from pipeline.glossary.fitting import Setting, fit
from pipeline.grammar.english_forms import conjugated, is_derived, is_plural, plural_of, takes_an
from pipeline.model import Span


def fitted(
    text: str, form: Form, language: str, *, bare: bool = False, plural: bool | None = None
) -> str | None:
    """The text with the form in place of what stands in brackets; None if it does not fit."""
    start, end = text.index("["), text.index("]") - 1
    text = text.replace("[", "").replace("]", "")
    changes = fit(Setting(text, Span(start, end), bare, plural), form, language)
    return None if changes is None else change(text, changes)[0]


RUSSIAN = [
    ("Это [отложение], вызванное ею, было опасно.", "кальцификация", "Эта кальцификация, вызванная ею, была опасна."),
    ("Развилось [отложение], которое трудно лечить.", "аритмия", "Развилась аритмия, которую трудно лечить."),
    ("[Отложения], которые видны всем, растут.", "кальцификация", "Кальцификация, которая видна всем, растёт."),
    ("Одного и того же [сбоя] боятся не все.", "аритмия", "Одной и той же аритмии боятся не все."),
    ("Речь идёт об [отложении] в сосудах.", "кальцификация", "Речь идёт о кальцификации в сосудах."),
    ("Пациентам с [таблетками] проще.", "статин", "Пациентам со статинами проще."),
    ("Пациентам со [статинами] проще.", "диуретик", "Пациентам с диуретиками проще."),
    ("Он живёт в [трубке].", "внутренняя оболочка", "Он живёт во внутренней оболочке."),
    ("Нужно много [красящих веществ].", "кальций", "Нужно много кальция."),
    ("Врач осмотрел [младенцев].", "новорождённый", "Врач осмотрел новорождённых."),
    ("Он не даёт [извести] осесть.", "кальций", "Он не даёт кальцию осесть."),
    ("Закупорены были 2 [трубки].", "артерия", "Закупорены были 2 артерии."),
    ("Пульс [трубочный] слаб.", "артерия", None),
    ("Это [трубочная] болезнь.", "артерия", "Это болезнь артерии."),
    ("Сеанс [диалисис] длится долго.", "диализ", "Сеанс диализа длится долго."),
    ("Вчера [диалисис] длился долго.", "диализ", "Вчера диализ длился долго."),
    ("Она ломает шейку [бедра].", "перелом бедра", None),
    ("Он [твердеет] рано.", "кальцификация", None),
    ("Нет [наилучшей] защиты.", "кальцификация", "Нет защиты кальцификации."),
    ("Скорость [кровяного] потока.", "кальцификация артерий", "Скорость потока кальцификации артерий."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term", "expected"), RUSSIAN, ids=[row[0] for row in RUSSIAN])
def test_russian_terms_agree_and_so_do_the_words_around(text: str, term: str, expected: str | None) -> None:
    assert fitted(text, Form(term), "ru") == expected


BARE = [
    ("из-за дефицита [XT0X] у детей", "витамин K2", "из-за дефицита витамина K2 у детей"),
    ("этот [XT0X] опасен", "кальцификация", "эта кальцификация опасна"),
    ("лечение [XT0X] длится годами", "варфарин", "лечение варфарином длится годами"),
    ("продукты, богатые [XT0X]", "кальций", "продукты, богатые кальцием"),
    ("препятствует [XT0X]", "остеопороз", "препятствует остеопорозу"),
    ("следит за уровнем [XT0X]: он высок", "остеокальцин", "следит за уровнем остеокальцина: он высок"),
    ("без витамина K2 и [XT0X] хуже", "витамин D3", "без витамина K2 и витамина D3 хуже"),
    ("замедляет [XT0X] крови у детей", "свёртывание крови", "замедляет свёртывание крови у детей"),
    ("[XT0X] кровотечений", "свёртывание крови", "Свёртывание крови кровотечений"),
    ("не хватает [XT0X]", "магний", "не хватает магния"),
    ("400 МЕ [XT0X] в день", "витамин D3", "400 МЕ витамина D3 в день"),
    ("вызван [XT0X]", "дефицит", "вызван дефицитом"),
    ("влияет на [XT0X]", "жёсткость артерий", "влияет на жёсткость артерий"),
    ("[XT0X] ситуация возникает", "сходство", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term", "expected"), BARE, ids=[row[0] for row in BARE])
def test_a_placeholder_gets_the_case_that_the_words_around_ask_for(
    text: str, term: str, expected: str | None
) -> None:
    assert fitted(text, Form(term), "ru", bare=True) == expected


ENGLISH = [
    ("It causes a [hardening] of it.", "arterial stiffness", "", "It causes an arterial stiffness of it."),
    ("A [catalyst] is needed.", "enzyme", "", "An enzyme is needed."),
    ("An [assistant] is needed.", "cofactor", "", "A cofactor is needed."),
    ("This is a [matrix protein].", "MGP", "", "This is an MGP."),
    ("A [chalk] is good.", "calcium", "", "Calcium is good."),
    ("It is an [chalk] tablet.", "calcium", "", "It is a calcium tablet."),
    ("[Deposits of lime] are dangerous.", "calcification", "", "Calcification is dangerous."),
    ("many [water pills] work", "diuretic", "", "many diuretics work"),
    ("two [pill] boxes", "diuretic", "", "two diuretic boxes"),
    ("the [tubes'] walls", "artery", "", "the arteries’ walls"),
    ("The bone is [hardening] fast.", "calcify", "verb", "The bone is calcifying fast."),
    ("Your gums [bleed] often.", "bleeding", "", None),
    ("They are [expecting].", "pregnancy", "", None),
    ("a [broken] arm", "fracture", "", None),
    ("What changed [here]?", "postmenopausal", "adj", None),
    ("two blood [pressure] drugs", "antihypertensive drug", "", None),
    ("Bone mineral [XT0X] rose.", "bone mineral density", "", "Bone mineral density rose."),
    ("It slows blood [thickening].", "blood clotting", "", "It slows blood clotting."),
    ("if your blood [pressure is high].", "hypertension", "", None),
    ("a [hip] that broke", "hip fracture", "", None),
    ("They [broke their hips] less.", "hip fracture", "", None),
    ("[All the lime] is gone.", "calcium", "", "Calcium is gone."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term", "pos", "expected"), ENGLISH, ids=[row[0] for row in ENGLISH])
def test_english_terms_keep_articles_numbers_and_verbs_right(
    text: str, term: str, pos: str, expected: str | None
) -> None:
    assert fitted(text, Form(term, pos=pos), "en") == expected


CHINESE = [
    ("它能减少[血管 变硬]。", "动脉钙化", "它能减少动脉钙化。"),
    ("激活 [基质蛋白] 的作用", "MGP", "激活MGP的作用"),
    ("激活[基质蛋白]的作用", "MGP", "激活MGP的作用"),
    ("激活[基质蛋白],K2有用", "MGP", "激活MGP,K2有用"),
    ("服用 [XT0X] 和", "维生素K2", "服用维生素K2和"),
    ("这是血管[变硬]的", "血管钙化", "这是血管钙化的"),
    ("测量腿部动脉[XT0X]的程度", "动脉粥样硬化", "测量腿部动脉粥样硬化的程度"),
    ("其他[XT0X]不贵", "他汀类药物", "其他他汀类药物不贵"),
    ("[变硬]血管的水", "钙化血管", None),
    ("[动脉]会变硬", "动脉钙化", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "term", "expected"), CHINESE, ids=[row[0] for row in CHINESE])
def test_chinese_has_no_spaces_between_its_characters(text: str, term: str, expected: str | None) -> None:
    assert fitted(text, Form(term), "zh") == expected


def test_a_placeholder_takes_in_the_words_of_its_term_that_follow() -> None:
    assert fitted("[XT0X] 类药物不贵", Form("他汀类药物"), "zh", bare=True) == "他汀类药物不贵"
    assert fitted("the bone [XT0X] density", Form("bone mineral density"), "en", bare=True) == (
        "the bone mineral density"
    )


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("artery", "arteries"), ("fracture", "fractures"), ("arrhythmia", "arrhythmias"), ("diagnosis", "diagnoses"),
        ("calcification of the aorta", "calcifications of the aorta"), ("postmenopausal woman", "postmenopausal women"),
        ("leafy greens", "leafy greens"), ("dosage box", "dosage boxes"), ("bacteria", "bacteria"),
    ],
)  # fmt: skip
def test_english_plurals(word: str, plural: str) -> None:
    assert plural_of(word) == plural
    assert is_plural(plural)
    assert is_plural(word) == (word == plural)


def test_words_that_only_look_like_plurals_are_none() -> None:
    assert [is_plural(w) for w in ("diabetes", "type 2 diabetes", "analysis", "species")] == [False] * 4


def test_articles_go_by_sound() -> None:
    assert [takes_an(w) for w in ("enzyme", "MGP", "hour", "8-fold", "INR", "omega")] == [True] * 6
    assert [takes_an(w) for w in ("unit", "vessel", "use", "D3", "K2", "one-off")] == [False] * 6


def test_verbs_and_adjectives_of_a_terms_own_stem_are_known() -> None:
    assert is_derived("bleeds", "bleeding")
    assert is_derived("calcified", "arterial calcification")
    assert not is_derived("artery", "arterial calcification")
    assert not is_derived("magnesia", "magnesium")
    assert [conjugated("calcify", like) for like in ("hardens", "hardened", "hardening", "harden")] == [
        "calcifies", "calcified", "calcifying", "calcify",
    ]  # fmt: skip


@given(
    st.sampled_from(["ru", "en", "zh"]),
    st.text("Отложение солей deposits 沉积 aбв, .", max_size=30),
    st.text("известь lime 石灰", min_size=1, max_size=8),
    st.text(" в артериях опасно is 危险.", max_size=20),
    st.sampled_from(
        ["витамин K2", "calcification", "动脉钙化", "MGP", "кальцинированный", "карбоксилировать"]
    ),
    st.booleans(),
)
@example(language="ru", before="", there=" ", behind="iiiо", term="витамин K2", bare=False)
def test_whatever_stands_around_changes_lie_apart_and_the_first_is_the_place(
    language: str, before: str, there: str, behind: str, term: str, bare: bool
) -> None:
    text = before + there + behind
    place = Span(len(before), len(before) + len(there))
    changes = fit(Setting(text, place, bare), Form(term), language)
    if changes is None:
        return
    spans = sorted(c.span for c in changes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(0 <= s.start <= s.end <= len(text) for s in spans)
    assert changes[0].text.strip()
