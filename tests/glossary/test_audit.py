"""What `glossary check` looks for: for each audit what is well, and what is told."""

from __future__ import annotations

import pytest

from pipeline.batch.terms import AUDITS
from pipeline.glossary.audit import audit
from pipeline.glossary.audit_russian import judge
from pipeline.glossary.concepts import Form
from pipeline.glossary.load import load
from pipeline.glossary.lookalikes import lookalikes
from pipeline.languages import LANGUAGES
from pipeline.model import Finding, Severity

HEADER = (
    "id,policy,en,en_variants,en_forbidden,ru,ru_variants,ru_forbidden,zh,zh_variants,zh_forbidden,note\n"
)
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 - a column of the table below


def found(*rows: str) -> tuple[Finding, ...]:
    glossary, findings = load([("t.csv", (HEADER + "\n".join(rows)).encode())])
    assert findings == ()
    return audit(glossary, LANGUAGES, AUDITS)


CASES = {
    "all is well": (["a,,bone,,,кость,,,骨,,"], []),
    "no Russian": (["a,,bone,,,,,,骨,,"], [("glossary-empty", W, 2)]),
    "kept without Russian": (["a,keep,MGP,,,,,,MGP,,"], []),
    "kept differently": (["a,keep,MGP,,,МГБ,,,MGP,,"], [("glossary-keep", W, 2)]),
    "Cyrillic К2": (["a,,K2,,,К2,,,K2,,"], [("glossary-lookalike", W, 2)]),
    "Cyrillic К2 admitted": (["a,,K2,,,K2,К2,,K2,,"], [("glossary-lookalike", I, 2)]),
    "Latin letters in a Russian word": (
        ["a,,protein,,,белок,бeлок,,蛋白,,"],
        [("glossary-lookalike", W, 2)],
    ),
    "two concepts, one form": (
        ["a,,bone,,,кость,,,骨,,", "b,,Bone,,,скелет,,,骨骼,,"],
        [("glossary-conflict", W, 3)],
    ),
    "two concepts, one form inflected": (
        [
            "a,,vessel wall,,,стенка сосуда,,,血管壁,,",
            "b,,arterial wall,,,стенка артерии,стенки сосуда,,动脉壁,,",
        ],
        [("glossary-conflict", W, 3)],
    ),
    "a form for translations claims nothing": (
        ["a,,blood pressure,,,кровяное давление,,,血压,,", "b,,pressure,,,давление,,,压力,血压 [target],"],
        [],
    ),
    "a variant twice": (["a,,bone,os|Os,,кость,,,骨,,"], [("glossary-repeated", W, 2)]),
    "capitals that matter": (["a,,AIDS [case],aids [case],,СПИД,,,艾滋病,,"], []),
    "a variant that adds nothing": (["a,,MK-7,MK7,,MK-7,,,MK-7,,"], [("glossary-shadowed", I, 2)]),
    "a variant that never counts": (
        ["a,,artery,arteries [adj],,артерия,,,动脉,,"],
        [("glossary-shadowed", W, 2)],
    ),
    "approved and forbidden": (["a,,bone,,bone,кость,,,骨,,"], [("glossary-forbidden", E, 2)]),
    "forbidden by another": (
        ["a,,bone,,,кость,,,骨,,", "b,,skeleton,,,скелет,,кость,骨骼,,"],
        [("glossary-forbidden", E, 2)],
    ),
    "forbidden inflected": (
        ["a,,vessels,,,сосуды,,,血管,,", "b,,artery,,,артерия,,сосуд,动脉,,"],
        [("glossary-forbidden", E, 2)],
    ),
    "approved by one that is forbidden itself": (
        ["a,forbid,detox,,detox,детокс,,,排毒,,", "b,,cleansing,,,очищение,,детокс,净化,,"],
        [],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES.keys())
def test_each_fault_is_told_once_with_code_severity_and_line(
    rows: list[str], expected: list[tuple[str, Severity, int]]
) -> None:
    told = [f for f in found(*rows) if f.check != "glossary-uninflectable"]
    assert [(f.check, f.severity, f.line) for f in told] == expected


def test_a_message_names_the_concept_the_place_and_what_to_do() -> None:
    (conflict,) = found("a,,bone,,,кость,,,骨,,", "b,,bone,,,скелет,,,骨骼,,")
    assert conflict.message == (
        "b: “bone” stands for a (t.csv:2) too, which is used. Keep it in one of them, or mark it [target]."
    )


def test_only_the_languages_of_the_workspace_are_missed() -> None:
    glossary, _ = load([("t.csv", "id,en,ru\na,bone,кость\n".encode())])
    assert audit(glossary, ("ru", "en"), AUDITS) == ()
    assert [f.check for f in audit(glossary, LANGUAGES, AUDITS)] == ["glossary-empty"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Form("кальций"), []),
        (Form("минеральная плотность костной ткани"), []),
        (Form("новорождённый"), []),
        (Form("MGP"), []),
        (Form("витамин K2"), []),
        (Form("менахинон"), [I]),
        (Form("остеокальцин"), [W]),
        (Form("недокарбоксилированный остеокальцин"), [W]),
        (Form("варфарин"), [W]),
        (Form("гликозаминогликан"), [W]),
        (Form("остеокальцин", gender="m", like="инсулин"), []),
        (Form("остеокальцин", like="реакция"), [E]),
        (Form("остеокальцин", like="остеокальцин"), [E]),
        (Form("кость", gender="m"), [W]),
        (Form("кальцинированный", pos="adj"), []),
        (Form("кальцинация", pos="adj"), [W]),
        (Form("после менопаузы", pos="adj"), []),
        (Form("кальцинироваться", pos="verb"), []),
        (Form("кальцинация", pos="verb"), [W]),
    ],
    ids=lambda value: value.text if isinstance(value, Form) else "",
)
def test_russian_forms_that_do_not_decline_for_sure_are_told(form: Form, expected: list[Severity]) -> None:
    assert [severity for severity, _ in judge(form)] == expected


def test_a_form_that_does_not_decline_comes_with_the_label_that_helps() -> None:
    ((_, message),) = judge(Form("варфарин"))
    assert message.endswith("Name a word that it declines like: варфарин [m like:витамин].")
    assert list(judge(Form("варфарин", gender="m", like="витамин"))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("витамин K2", []),
        ("витамин К2", [("К2", "K2")]),
        ("МК-7", [("МК-7", "MK-7")]),
        ("МГП", []),
        ("COVID-19", []),
        ("Gla-белок", []),
        ("витaмин", [("витaмин", "витамин")]),
        ("vitаmin", [("vitаmin", "vitamin")]),
        ("Ｋ２", [("Ｋ２", "K2")]),
        ("γ-карбоксилирование", []),
    ],
)
def test_letters_of_the_wrong_alphabet_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(lookalikes(text)) == expected
