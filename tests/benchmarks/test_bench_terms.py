"""The terminology benchmark on the project's own small set."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.bench_terms import main
from benchmarks.edits import Linked
from benchmarks.links import FILE, Stored, store
from benchmarks.random_terms import random_terms
from benchmarks.scoring import Case, consistency, is_broken
from benchmarks.sets import SMALL, read_outputs, read_sets
from benchmarks.success import Witness, stands
from pipeline.draft import Job
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.languages import LANGUAGES
from pipeline.model import Draft, Finding, Link, Severity, Span, TermMatch
from tests.conftest import ROOT

GLOSSARY = load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0]
(ROWS,) = (s.rows for s in read_sets(SMALL))


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("жёсткость артерий", "Снижение жесткости артерий важно.", True),
        ("жёсткость артерий", "Артерии теряют жёсткость.", False),
        ("менахинон-7", "О менахиноне-7 пишут много.", True),
        ("менахинон", "О минерале пишут много.", False),
        ("MK-7", "MK‑7 and MK-4", True),
        ("vitamin K2", "vitamins K2 and D", True),
        ("calcified", "a calcifying artery", True),
        ("plaque", "plain", False),
        ("woman", "Pregnant women", True),
        ("кишечная микробиота", "разнообразие кишечных микробиот", True),
        ("менахинон", "менахинонами", True),
        ("кейл", "триста граммов кейла", True),
        ("магний", "о магните", False),
        ("обызвествлённый", "вены редко обызвествлены", True),
        ("break", "She broke a rib.", True),
        ("mineralisation", "bone mineralization", True),
        ("haemodialysis", "on hemodialysis", True),
        ("骨钙素", "未充分羧化骨钙素", True),
        ("骨钙素", "骨质", False),
    ],
)
def test_an_approved_form_is_seen_in_any_inflection_and_not_in_other_words(
    form: str, text: str, expected: bool
) -> None:
    assert stands(form, text) is expected


def test_every_segment_of_the_small_set_has_links_inside_its_texts_and_known_terms() -> None:
    links = Stored(SMALL / FILE)
    assert len(ROWS) == 60
    for row in ROWS:
        assert row.terms
        for source, target in (("en", "ru"), ("zh", "en"), ("ru", "zh")):
            found = links.of(row, source, target)
            assert found
            assert all(0 <= s.start < s.end <= len(row.texts[source]) for s, _ in found)
            assert all(0 <= t.start < t.end <= len(row.texts[target]) for _, t in found)


def test_links_that_are_written_are_read_again_both_ways(tmp_path: Path) -> None:
    links = Stored(SMALL / FILE)
    store(tmp_path / FILE, ROWS, links)
    assert (tmp_path / FILE).read_bytes() == (SMALL / FILE).read_bytes()
    row = ROWS[0]
    back = {Link(t, s) for s, t in links.of(row, "ru", "en")}
    assert back == set(links.of(row, "en", "ru"))


def test_the_gold_terms_of_the_small_set_stand_in_its_texts() -> None:
    """What the witness sees agrees with what a person noted, nearly everywhere."""
    witness = Witness(GLOSSARY)
    asked = [
        (row, concept, language)
        for row in ROWS
        for concept in row.terms & set(GLOSSARY.concepts)
        for language in LANGUAGES
    ]
    seen = [bool(witness.form(concept, language, row.texts[language])) for row, concept, language in asked]
    assert sum(seen) / len(asked) > 0.95


def case(document: str, text: str) -> Case:
    match = TermMatch("calcium", "calcium", Span(0, 7), "full")
    job = Job("calcium", "en", "ru", (match,))
    return Case("x", document, job, "", Draft("", ""), Draft(text, ""))


CALCIUM = Glossary(
    {
        "calcium": Concept(
            "calcium",
            Policy.TRANSLATE,
            {"en": Terms(Form("calcium")), "ru": Terms(Form("кальций"), (Form("известь"),))},
        )
    }
)


def test_a_document_that_always_says_the_same_is_consistent() -> None:
    witness = Witness(CALCIUM)
    same = [case("a", "кальций"), case("a", "кальция"), case("b", "известь"), case("b", "извести")]
    assert consistency(same, witness, locked=True) == 1.0
    mixed = [case("a", "кальций"), case("a", "известь"), case("a", "кальция"), case("a", "мел")]
    assert consistency(mixed, witness, locked=True) == 0.5
    assert consistency([case("a", "мел"), case("a", "мел")], witness, locked=True) == 0.0


def test_a_promise_is_broken_where_a_term_is_neither_right_nor_flagged() -> None:
    witness = Witness(CALCIUM)
    flag = Finding("term-missing", Severity.ERROR, "")
    other = Finding("numbers", Severity.ERROR, "")
    assert is_broken(case("a", "мел"), witness)
    assert not is_broken(case("a", "о кальции"), witness)
    told = case("a", "мел")
    assert not is_broken(replace(told, locked=Draft("мел", "", findings=(flag,))), witness)
    assert not is_broken(replace(told, locked=Draft("", "", withheld=(flag,))), witness)
    assert is_broken(replace(told, locked=Draft("мел", "", findings=(other,))), witness)


def test_the_benchmark_runs_on_the_small_set_and_prints_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("sacrebleu")
    main(["--engines", "references,damaged", "--directions", "en-ru,zh-en", "--limit", "6"])
    lines = capsys.readouterr().out.strip().split("\n")
    assert len(lines) == 2 + 2 * 2 * 2 + 2  # and the contrary terms of the references
    assert all(line.count("|") == lines[0].count("|") for line in lines)
    assert any("| domain-small | zh-en | damaged references | proper |" in line for line in lines)


def test_random_terms_are_words_of_the_text_with_their_translations_and_no_terms() -> None:
    links = Stored(SMALL / FILE)
    pairs = [(row.texts["en"], Linked(row.texts["ru"], links.of(row, "en", "ru"))) for row in ROWS]
    base = TermBase(GLOSSARY)
    made = random_terms(pairs, "en", "ru", base, count=10)
    again = random_terms(pairs, "en", "ru", base, count=10)
    names = [(c.terms["en"].preferred.text, c.terms["ru"].preferred.text) for c in made.concepts.values()]
    assert made == again
    assert 5 <= len(names) <= 10
    assert len({translation for _, translation in names}) == len(names)
    for word, translation in names:
        assert sum(stands(word, row.texts["en"]) for row in ROWS) >= 2
        assert any(stands(translation, row.texts["ru"]) for row in ROWS)
        assert not base.find(word, "en")


def test_two_random_terms_never_share_a_translation() -> None:
    """Else one found translation would prove both."""
    pairs = [
        (word, Linked("собака", (Link(Span(0, len(word)), Span(0, 6)),))) for word in ("hound", "puppy") * 2
    ]
    assert len(random_terms(pairs, "en", "ru", TermBase(GLOSSARY), count=10).concepts) == 1


def test_stored_outputs_and_terminologies_are_read_by_their_headers(tmp_path: Path) -> None:
    (tmp_path / "mt-outputs").mkdir()
    (tmp_path / "mt-outputs/news.en-ru.tsv").write_text(
        'source\treference\tone\tother\nA "b.\tА «б».\tА.\tБ.\n', encoding="utf-8"
    )
    (outputs,) = read_outputs(tmp_path)
    assert (outputs.source, outputs.target) == ("en", "ru")
    assert outputs.engines == {"one": ("А.",), "other": ("Б.",)}
    assert outputs.set.rows[0].texts == {"en": 'A "b.', "ru": "А «б»."}
    (tmp_path / "tico19-x.tsv").write_text("id\ten\tru\tzh\nP_1:7\tFlu.\tГрипп.\t流感。\n", encoding="utf-8")
    (tmp_path / "terms-a_en_ru.csv").write_text(
        "id,sourceLang,targetLang,sourceString,targetString\n1,en,ru,flu,грипп : инфлюэнца [болезнь]\n",
        encoding="utf-8",
    )
    (tico,) = read_sets(tmp_path)
    assert tico.untouched
    assert tico.own_terms is not None
    (concept,) = tico.own_terms.concepts.values()
    assert [f.text for f in concept.terms["ru"].approved] == ["грипп", "инфлюэнца"]
