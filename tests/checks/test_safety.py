"""Words that a reader's safety hangs on."""

from __future__ import annotations

import pytest

from pipeline.checks.safety import SafetyWord
from tests.checks.test_checks import named, subject

LOST = [
    ("en-ru", "Not for the pregnant or breastfeeding.", "Не для беременных."),
    ("ru-zh", "Кормящим нужно больше йода.", "需要更多的碘。"),
    ("zh-en", "哺乳期妇女慎用。", "Women should use it with care."),
    ("zh-en", "老年人慎用。", "Use freely in the elderly."),
    ("en-ru", "Get emergency care.", "Обратитесь за лечением."),
    ("ru-en", "Вызовите скорую помощь.", "Call for help."),
    ("zh-ru", "请立刻去急诊。", "Идите в больницу."),
    ("en-ru", "Store out of the reach of children.", "Храните в доступном для детей месте."),
    ("ru-en", "Держите в недоступном для детей месте.", "Keep it near children."),
    ("zh-en", "放在儿童拿不到的地方。", "Keep it where children play."),
    ("zh-en", "过量可致昏迷。", "Too much may cause sleep."),
    ("en-zh", "It may end in coma.", "可能导致困倦。"),
    ("ru-en", "Возможна потеря сознания.", "Weakness is possible."),
    ("ru-en", "Это небезопасно для сосудов.", "This concerns the vessels."),
]
ANSWERED = [
    ("en-ru", "It is unsafe for the vessels.", "Это небезопасно для сосудов."),
    ("ru-en", "Смесь небезопасна.", "The mixture is unsafe."),
    ("ru-zh", "Смесь небезопасна.", "该混合物不安全。"),
    ("zh-en", "鱼肝油富含维生素D。", "Fish oil is rich in vitamin D."),
    ("en-ru", "Cod liver oil is rich in vitamin D.", "Рыбий жир богат витамином D."),
    ("en-zh", "It binds toxic metals.", "它能结合重金属。"),
    ("ru-en", "Будущим мамам нужен йод.", "Pregnant women need iodine."),
    ("zh-ru", "准妈妈需要碘。", "Беременным нужен йод."),
    ("en-ru", "Not for breastfeeding women.", "Не для кормящих."),
    ("zh-ru", "母乳喂养期间可以服用。", "Можно принимать при грудном вскармливании."),
    ("en-ru", "The emergency room was full.", "Приёмное отделение было переполнено."),
    ("ru-zh", "Немедленно вызовите скорую помощь.", "请立即叫救护车。"),
    ("en-zh", "Store out of the reach of children.", "请置于儿童不可触及处。"),
    ("zh-ru", "放在儿童拿不到的地方。", "Храните подальше от детей."),
    ("en-ru", "She fainted twice.", "Она дважды падала в обморок."),
    ("ru-en", "Сообщите, кому он достался.", "Tell us who got it."),
]


@pytest.mark.parametrize(("pair", "text", "translation"), LOST, ids=named(LOST))
def test_a_word_of_safety_that_is_lost_is_an_error_of_a_draft(pair: str, text: str, translation: str) -> None:
    assert "error" in [f.severity.value for f in SafetyWord().run(subject(pair, text, translation))]


@pytest.mark.parametrize(("pair", "text", "translation"), ANSWERED, ids=named(ANSWERED))
def test_a_word_of_safety_said_in_other_words_is_no_finding(pair: str, text: str, translation: str) -> None:
    assert list(SafetyWord().run(subject(pair, text, translation))) == []
