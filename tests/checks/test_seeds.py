"""Errors that are put into good translations are found, and the good translations are let alone."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import permutations

import pytest

from benchmarks import seeds
from benchmarks.seeds import Pair, Seed
from pipeline.checks.registry import run_checks
from pipeline.languages import LANGUAGES
from pipeline.model import Finding, Severity
from tests.checks.test_checks import TERMS, subject

SENTENCES = (
    {
        "en": "Take 100 mcg of vitamin K2 a day, but not with warfarin.",
        "ru": "Принимайте 100 мкг витамина K2 в день, но не вместе с варфарином.",
        "zh": "每天服用100微克维生素K2，但不要与华法林同服。",
    },
    {
        "en": "Never take more than 500 mg of magnesium at once.",
        "ru": "Никогда не принимайте более 500 мг магния за один раз.",
        "zh": "切勿一次服用超过500毫克的镁。",
    },
    {
        "en": "In the study, 2.5 g of salt did not raise blood pressure in 48 adults.",
        "ru": "В исследовании 2,5 г соли не повысили артериальное давление у 48 взрослых.",
        "zh": "在这项研究中，2.5克盐没有使48名成年人的血压升高。",
    },
    {
        "en": "The clinic cannot measure osteocalcin in less than 30 mg of serum.",
        "ru": "Клиника не может измерить остеокальцин меньше чем в 30 мг сыворотки.",
        "zh": "诊所不能在少于30毫克的血清中测定骨钙素。",
    },
)
PAIRS = [
    Pair(source, target, row[source], row[target])
    for row in SENTENCES
    for source, target in permutations(LANGUAGES, 2)
]
KINDS: dict[str, Seed] = {
    "dose x10": seeds.tenfold,
    "unit exchanged": seeds.unit,
    "digit changed": seeds.digit,
    "number of a name changed": seeds.name,
    "negation deleted": seeds.negation_of_both,
    "tag dropped": seeds.tag,
    "phrase looped": seeds.loop,
    "term exchanged": seeds.term(TERMS),
}


def findings(pair: Pair) -> tuple[Finding, ...]:
    return run_checks(subject(f"{pair.source}-{pair.target}", pair.text, pair.translation))


def spoilt(seed: Seed) -> Iterator[Pair]:
    for number, pair in enumerate(PAIRS):
        if made := seed(pair, random.Random(number)):  # noqa: S311 - no secret
            yield made


def test_the_good_translations_have_no_finding() -> None:
    assert [(pair, found) for pair in PAIRS if (found := findings(pair))] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_error_that_is_put_into_a_draft_is_found(kind: str) -> None:
    made = list(spoilt(KINDS[kind]))
    assert len(made) >= 6
    unseen = [pair for pair in made if not any(f.severity is Severity.ERROR for f in findings(pair))]
    assert unseen == []
