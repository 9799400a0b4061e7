"""Terms in running text: inflected, hyphenated, longest first, never inside a longer word."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.languages import LANGUAGES
from tests.conftest import ROOT

HEALTH = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Дефицит витамина K2 и менахинонов", ["Дефицит", "витамина K2", "менахинонов"]),
        ("ru", "О кальцификации артерий говорят часто.", ["кальцификации артерий"]),
        ("ru", "Сколько К2 в сыре?", ["К2", "сыре"]),
        ("ru", "К 2 годам малыш говорит.", []),
        ("en", "Menaquinones, MK7, MK-7 and MK‑7", ["Menaquinones", "MK7", "MK-7", "MK‑7"]),
        ("en", "MGPX is not MGP.", ["MGP"]),
        ("en", "Hypercalcemia is no calcium.", ["Hypercalcemia", "calcium"]),
        ("en", "vitamin K2 and vitamin K", ["vitamin K2", "vitamin K"]),
        ("en", "an mk in lower case", []),
        ("zh", "维生素K2能激活骨钙素，减少血管钙化。", ["维生素K2", "骨钙素", "血管钙化"]),
        ("zh", "甲萘醌-7（MK-7）", ["甲萘醌-7", "MK-7"]),
    ],
)
def test_terms_are_found_as_they_stand_in_text(language: str, text: str, expected: list[str]) -> None:
    found = HEALTH.find(text, language)
    assert [match.surface for match in found] == expected
    assert all(text[m.span.start : m.span.end] == m.surface for m in found)


@pytest.mark.parametrize(
    ("source", "text", "target", "translation", "missing"),
    [
        ("en", "MGP needs vitamin K2.", "ru", "MGP нуждается в витамине K2.", []),
        ("en", "MGP needs vitamin K2.", "ru", "МГП нуждается в витамине К.", ["MGP", "vitamin K2"]),
        ("en", "K2 helps.", "zh", "K2有帮助。", []),
        ("ru", "Менахинон полезен.", "zh", "甲萘醌有益。", []),
        ("ru", "Менахинон полезен.", "zh", "甲基萘醌有益。", ["Менахинон"]),
        ("zh", "血管钙化", "en", "vascular calcification", []),
        ("zh", "血管钙化", "en", "hardening of the pipes", ["血管钙化"]),
    ],
)
def test_a_translation_keeps_a_term_in_any_approved_form(
    source: str, text: str, target: str, translation: str, missing: list[str]
) -> None:
    matches = HEALTH.find(text, source)
    assert [m.surface for m in HEALTH.missing(matches, target, translation)] == missing


def test_a_form_is_locked_to_the_form_of_its_type() -> None:
    (short,) = HEALTH.find("K2", "en")
    assert HEALTH.approved(short, "ru")[0] == "K2"
    (full,) = HEALTH.find("vitamin K2", "en")
    assert HEALTH.approved(full, "zh")[0] == "维生素K2"


def test_forbidden_forms_are_found_inflected() -> None:
    assert HEALTH.forbidden("Роль МГП и менаквинонов", "ru") == ("МГП", "менаквинонов")


def test_a_forbidden_concept_is_never_missed_and_always_told() -> None:
    terms = {lang: Terms(Form(text)) for lang, text in (("en", "detox"), ("ru", "детокс"), ("zh", "排毒"))}
    base = TermBase(Glossary({"detox": Concept("detox", Policy.FORBID, terms)}))
    assert base.missing(base.find("A detox diet", "en"), "ru", "Диета") == ()
    assert base.forbidden("Польза детокса", "ru") == ("детокса",)


@given(st.data())
def test_every_preferred_term_is_found_in_itself(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    concept = data.draw(st.sampled_from(sorted(HEALTH.glossary.concepts.values(), key=lambda c: c.id)))
    term = concept.terms[language].preferred.text
    (match,) = HEALTH.find(term, language)
    assert (match.surface, HEALTH.missing([match], language, term)) == (term, ())


@given(
    st.lists(
        st.sampled_from(
            [
                "витамин",
                "K2",
                "К2",
                "MK",
                "-",
                "7",
                " ",
                "кальция",
                "calcium",
                "钙",
                "化",
                "MGP",
                "X",
                ".",
                "\u00a0",
            ]
        )
        | st.text(max_size=3),
        max_size=14,
    ).map("".join),
    st.sampled_from(LANGUAGES),
)
def test_matches_of_any_text_are_in_order_and_do_not_overlap(text: str, language: str) -> None:
    end = 0
    for match in HEALTH.find(text, language):
        assert end <= match.span.start < match.span.end <= len(text)
        assert text[match.span.start : match.span.end] == match.surface
        end = match.span.end


def test_cost_grows_with_the_text_and_not_with_the_glossary() -> None:
    """Twenty thousand further concepts change no match."""
    more = dict(HEALTH.glossary.concepts)
    for number in range(20_000):
        text = f"compound x{number}"
        more[text] = Concept(text, Policy.TRANSLATE, {"en": Terms(Form(text))})
    text = "Vitamin K2 and compound x777 activate osteocalcin."
    assert [m.surface for m in TermBase(Glossary(more)).find(text, "en")] == [
        "Vitamin K2", "compound x777", "osteocalcin",
    ]  # fmt: skip


def test_gold_terms_of_the_health_bench_are_found(shared: Path) -> None:
    """Measured 0.99 and more in each language; the bound leaves out only what the gold itself has doubtful."""
    bench = shared / "health-bench"
    core = TermBase(load([("core", (bench / "glossary-core.csv").read_bytes())])[0])
    with (bench / "domain-visible.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for language in LANGUAGES:
        gold = found = right = 0
        for row in rows:
            wanted = set(row["terms"].split(",")) - {""}
            got = {m.concept for m in core.find(row[language], language)}
            gold, found, right = gold + len(wanted), found + len(got), right + len(wanted & got)
        assert right / gold >= 0.99
        assert right / found >= 0.95
