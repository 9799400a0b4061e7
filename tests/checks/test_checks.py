"""Each check on pairs that are right and on pairs that are wrong."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from pipeline.checks.base import Subject
from pipeline.checks.registry import CHECKS, run_checks
from pipeline.glossary.csv_terms import load
from pipeline.glossary.matching import TermBase
from pipeline.inline import plain
from pipeline.languages import LANGUAGES
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
    ("ru-en", "Очень, очень важно пить воду.", "It is very, very important to drink water."),
]
WRONG = [
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
    ("en-ru", "See https://example.org/k2 for more.", "Подробнее: https://example.org/k3.", "addresses"),
    ("en-ru", "Vitamin K2 activates osteocalcin.", "Витамин K2 активирует белок костей.", "term-missing"),
    ("en-ru", "The role of MGP is known.", "Роль белка МГП (MGP) известна.", "term-forbidden"),
    ("en-ru", "It helps the heart a lot.", "Это это это это это помогает сердцу.", "loop"),
    (
        "en-zh",
        "It helps people and their families to keep well for many years.",
        "它有帮助有帮助有帮助有帮助有帮助。",
        "loop",
    ),
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
]


@pytest.mark.parametrize(("pair", "text", "translation"), RIGHT)
def test_right_translations_have_no_finding(pair: str, text: str, translation: str) -> None:
    assert found(pair, text, translation) == []


@pytest.mark.parametrize(("pair", "text", "translation", "check"), WRONG)
def test_wrong_translations_have_theirs(pair: str, text: str, translation: str, check: str) -> None:
    assert check in [name for name, _ in found(pair, text, translation)]


def test_every_check_has_a_wrong_example_an_explanation_and_a_name_of_its_own() -> None:
    assert {check.id for check in CHECKS} == {wrong[3] for wrong in WRONG}
    assert all(check.title and check.explanation for check in CHECKS)


@pytest.mark.parametrize(
    ("pair", "text", "translation", "machine", "person"),
    [
        ("en-ru", "MGP is a protein.", "Это белок.", "error", "warning"),
        ("en-ru", "Born in 1951, she lives on.", "Родилась давно и живёт.", "error", "warning"),
        ("en-ru", "Take 100 mcg daily.", "Принимайте ежедневно.", "error", "error"),
        ("en-ru", "Take <s1>it</s1> daily.", "Принимайте ежедневно.", "error", "error"),
    ],
    ids=["term", "year", "dose", "tag"],
)
def test_a_person_may_choose_where_a_machine_may_not_and_nobody_changes_a_dose(
    pair: str, text: str, translation: str, machine: str, person: str
) -> None:
    assert found(pair, text, translation, machine=True)[0][1] == machine
    assert found(pair, text, translation, machine=False)[0][1] == person


def test_a_decoder_that_was_stopped_is_an_error() -> None:
    assert ("truncated", "error") in found("en-ru", "It helps.", "Помогает.", truncated=True)


def test_human_translations_raise_few_false_findings(shared: Path) -> None:
    """On 7,000 reference pairs: numbers, units and tags in less than 1 of 100, loops and scripts in hardly any."""
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
                            counts.update({f.check for f in run_checks(made)})
    assert pairs > 7_000
    assert counts["tags"] + counts["addresses"] <= 0.005 * pairs
    assert counts["units"] <= 0.01 * pairs
    assert counts["numbers"] <= 0.05 * pairs
    assert counts["loop"] + counts["script"] + counts["length"] <= 0.02 * pairs
