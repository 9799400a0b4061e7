"""Which placeholders an engine carries through: measured on sentences of our own, once for a package."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.drafting.masking import Styles
from pipeline.engines.base import Engine
from pipeline.engines.profile import Profiles, Rates
from pipeline.glossary.locking import STYLES, Masked, find_placeholders, mask
from pipeline.model import Request, Span

SENTENCES: Mapping[str, Sequence[str]] = {
    "en": (
        "The level of ⟦⟧ in the blood rose after three months.",
        "Doctors prescribe ⟦⟧ to patients with ⟦⟧.",
        "⟦⟧ is found in cheese, eggs and green vegetables.",
        "Without ⟦⟧ the body cannot use ⟦⟧ well.",
        "The study compared ⟦⟧ with ⟦⟧ in older women.",
        "A lack of ⟦⟧ is a common cause of weakness.",
        "Take ⟦⟧ with food, once a day.",
        "Is ⟦⟧ safe for children?",
        "The role of ⟦⟧ in the heart, the kidneys and the bones is not yet clear.",
        "People who took ⟦⟧ for a year had less ⟦⟧ than the others.",
        "Your doctor should know that you take ⟦⟧.",
        "Sources of ⟦⟧",
    ),
    "ru": (
        "Уровень ⟦⟧ в крови через три месяца вырос.",
        "Врачи назначают ⟦⟧ пациентам с ⟦⟧.",
        "⟦⟧ содержится в сыре, яйцах и зелёных овощах.",
        "Без ⟦⟧ организм плохо усваивает ⟦⟧.",
        "В исследовании сравнивали ⟦⟧ и ⟦⟧ у пожилых женщин.",
        "Нехватка ⟦⟧ — частая причина слабости.",
        "Принимайте ⟦⟧ во время еды один раз в день.",
        "Безопасен ли ⟦⟧ для детей?",
        "Роль ⟦⟧ в работе сердца, почек и костей пока не ясна.",
        "У тех, кто год принимал ⟦⟧, было меньше ⟦⟧, чем у остальных.",
        "Скажите врачу, что вы принимаете ⟦⟧.",
        "Источники ⟦⟧",
    ),
    "zh": (
        "三个月后，血液中的⟦⟧水平上升了。",
        "医生给患有⟦⟧的病人开⟦⟧。",
        "⟦⟧存在于奶酪、鸡蛋和绿色蔬菜中。",
        "没有⟦⟧，身体就不能很好地利用⟦⟧。",
        "这项研究在老年女性中比较了⟦⟧和⟦⟧。",
        "缺少⟦⟧是乏力的常见原因。",
        "⟦⟧应随餐服用，每天一次。",
        "⟦⟧对儿童安全吗？",
        "⟦⟧在心脏、肾脏和骨骼中的作用尚不清楚。",
        "服用⟦⟧一年的人，⟦⟧比其他人少。",
        "请告诉医生您正在服用⟦⟧。",
        "⟦⟧的来源",
    ),
}
"""`⟦⟧` is where a placeholder stands."""
_SLOT = "⟦⟧"


def calibrated(engine: Engine, profiles: Profiles) -> Styles:
    """Styles by how often they survive in a direction, the best first; measured when first asked for.

    Styles that never survive are left out: nothing is masked where all are.
    """

    def styles(source: str, target: str) -> Sequence[str]:
        key = f"placeholders {source}-{target} {engine.fingerprint(source, target)}"
        with profiles.measuring:
            rates = profiles.get(key)
            if rates is None or set(rates) != set(STYLES):
                rates = measure(engine, source, target)
                profiles.put(key, rates)
        return sorted((s for s in STYLES if rates[s] > 0), key=lambda s: (-rates[s], STYLES.index(s)))

    return styles


def measure(engine: Engine, source: str, target: str) -> Rates:
    """Share of sentences in which each style came back whole, in one call of the engine. Raises EngineError."""
    tries = [
        (style, made)
        for style in STYLES
        for text in SENTENCES[source]
        if (made := _masked(text, target, style))
    ]
    requests = [Request(made.text, source, target) for _, made in tries]
    survived = dict.fromkeys(STYLES, 0)
    for (style, made), found in zip(tries, engine.translate(requests, hypotheses=1), strict=True):
        survived[style] += bool(found) and find_placeholders(found[0].text, made) is not None
    return {style: count / len(SENTENCES[source]) for style, count in survived.items()}


def _masked(text: str, target: str, style: str) -> Masked | None:
    spans = [Span(*found.span()) for found in re.finditer(_SLOT, text)]
    return mask(text, [(span, "") for span in spans], target=target, style=style)
