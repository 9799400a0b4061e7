"""Denials that people say in many ways: which losses are told, and which translations are left alone."""

from __future__ import annotations

import pytest

from tests.checks.test_checks import found

LOST = [
    # The source forbids without the word “not”.
    ("zh-en", "孕妇禁用。", "For pregnant women."),
    ("zh-ru", "避免与抗凝药同时服用。", "Принимайте одновременно с антикоагулянтами."),
    ("en-ru", "Avoid grapefruit juice.", "Пейте грейпфрутовый сок."),
    ("ru-en", "Избегайте алкоголя во время лечения.", "Drink alcohol during treatment."),
    ("ru-zh", "Воздержитесь от алкоголя.", "请饮酒。"),
    ("en-zh", "Refrain from alcohol.", "请饮酒。"),
    # Everyday words hide a denial: 不适 is a discomfort, 不适合 denies.
    ("zh-en", "这种药不适合儿童服用。", "This medicine is suitable for children."),
    ("zh-ru", "长期大量服用不安全。", "Длительный приём больших доз безопасен."),
    ("zh-en", "服药期间不停药。", "Stop the medicine during the course."),
    ("zh-en", "患者没有用过抗凝药。", "The patient had used anticoagulants."),
    ("zh-ru", "维生素K2并非抗凝药。", "Витамин K2 — антикоагулянт."),
    ("zh-en", "钙片和铁剂不一起服用。", "Calcium and iron are taken together."),
    ("zh-en", "未必安全。", "It is certainly safe."),
    ("en-ru", "If not treated, hypercalcemia can be fatal.", "При лечении гиперкальциемия может быть смертельной."),
    # Another word that may answer stands on both sides.
    (
        "ru-en",
        "Профилактика: пока не ясно, помогает ли витамин.",
        "Prevention: it is clear whether the vitamin helps.",
    ),
    ("en-ru", "Take it unless your doctor says otherwise.", "Принимайте, если врач сказал иное."),
    # One of three is lost.
    (
        "en-ru",
        "Do not drive, do not drink alcohol and do not take sleeping pills.",
        "Не садитесь за руль, не пейте алкоголь и принимайте снотворное.",
    ),
]  # fmt: skip
SAID = [
    ("ru-en", "Не прерывайте приём.", "Keep taking it."),
    ("en-ru", "Do not stop until your doctor tells you.", "Продолжайте приём, пока врач не скажет прекратить."),
    ("en-zh", "The two groups did not differ.", "两组结果相同。"),
    ("en-zh", "Vitamin K1 is not the same as K2.", "维生素K1与K2不同。"),
    ("zh-en", "不超过两片。", "Two tablets at most."),
    ("ru-en", "Не менее одной таблетки.", "One tablet at least."),
    ("ru-en", "Таблетку не разжёвывают.", "Swallow the tablet whole."),
    ("zh-en", "请放在儿童接触不到的地方。", "Keep out of the reach of children."),
    ("en-zh", "Keep out of reach of children.", "请置于儿童不可触及处。"),
    ("en-zh", "Without enough vitamin K, blood will not clot.", "缺乏维生素K，血液就无法凝固。"),
    ("zh-ru", "机制尚不明确。", "Механизм ещё предстоит выяснить."),
    ("en-ru", "It is no longer sold.", "Его сняли с продажи."),
    ("en-ru", "Spinach is not a good source.", "Шпинат — плохой источник."),
    ("en-ru", "Never stop it or add vitamin K.", "Никогда не отменяйте его и не добавляйте витамин K."),
    ("ru-en", "Исследований мало.", "There are not many studies."),
    ("ru-en", "Это не редкость.", "It is quite common."),
    (
        "ru-zh",
        "Обратитесь к врачу, если симптомы не проходят дольше недели.",
        "如果症状持续超过一周，请就医。",
    ),
    ("zh-en", "两次结果不一样。", "The two results are not the same."),
    ("zh-en", "该产品不适用于孕妇。", "This product is not suitable for pregnant women."),
    ("en-zh", "Refrain from alcohol.", "请勿饮酒。"),
    ("ru-en", "Ешьте не раньше чем через 2 часа.", "Eat no sooner than 2 hours later."),
    ("en-ru", "Liver is best avoided in pregnancy.", "От печени во время беременности лучше отказаться."),
]  # fmt: skip
MISSED = [
    # What answers a denial must not answer one that it is no answer to.
    ("en-ru", "He does not have to give up salad.", "Ему нужно отказываться от салата."),
    ("en-ru", "It is not rare at 80.", "В 80 лет это редкость."),
    ("ru-en", "Это не одно вещество, а семейство.", "It is a single substance but a family."),
    ("ru-zh", "Не прекращайте приём варфарина.", "停用华法林。"),
]  # fmt: skip


ADDED = [
    ("en-ru", "Do not stop warfarin; see your doctor.", "Не прекращайте приём варфарина; не обращайтесь к врачу."),
    ("ru-zh", "Витамин не накапливается и хорошо усваивается.", "这种维生素不会蓄积，也不易被人体吸收，不好。"),
    ("ru-en", "Это безопасно для всех.", "It is not safe for everyone."),
]  # fmt: skip


def told(pair: str, text: str, translation: str) -> set[str]:
    return {check for check, _ in found(pair, text, translation, machine=False)} & {
        "negation",
        "negation-added",
    }


@pytest.mark.parametrize(("pair", "text", "translation"), [*LOST, *MISSED], ids=lambda value: value[:24])
def test_a_denial_that_got_lost_is_told(pair: str, text: str, translation: str) -> None:
    assert told(pair, text, translation) == {"negation"}


@pytest.mark.parametrize(("pair", "text", "translation"), ADDED, ids=lambda value: value[:24])
def test_a_denial_too_many_is_told(pair: str, text: str, translation: str) -> None:
    assert told(pair, text, translation) == {"negation-added"}


def test_a_participle_is_denied_by_a_machine_alone() -> None:
    pair = "en-ru", "Magnesium is the forgotten mineral.", "Магний — не забытый минерал."
    assert ("negation-added", "error") in found(*pair, machine=True)
    assert told(*pair) == set()


@pytest.mark.parametrize(("pair", "text", "translation"), SAID, ids=lambda value: value[:24])
def test_a_denial_that_is_said_otherwise_is_left_alone(pair: str, text: str, translation: str) -> None:
    assert told(pair, text, translation) == set()
