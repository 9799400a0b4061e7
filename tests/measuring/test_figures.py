"""Figures of translations: what each of them sees, and what it must not see."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engines.reading import STARTER, InstalledPackage
from pipeline.errors import EngineError, InputError
from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.matching import TermBase
from pipeline.languages import LANGUAGES
from pipeline.measuring.figures import figures, has_half_width, term_success
from pipeline.measuring.sets import KEPT_OUT, Row, file_text, health_rows, health_text, is_seen
from training.prepare import EVERY

pytest.importorskip("sacrebleu")

ROWS = (
    Row("Vitamin K2 keeps calcium out of the arteries.", "Витамин K2 не пускает кальций в артерии."),
    Row("Osteocalcin binds calcium in the bone.", "Остеокальцин связывает кальций в кости."),
    Row("The dose was raised after two weeks.", "Через две недели дозу повысили."),
    Row("Cheese and natto are rich in it.", "Им богаты сыр и натто."),
)
HUMAN = [row.reference for row in ROWS]


def test_a_persons_translation_is_perfect() -> None:
    found = figures(ROWS, HUMAN, "en", "ru", seconds=2.0)
    assert (found.chrf, round(found.bleu)) == (100, 100)
    assert (found.length, found.half_width, found.repeated, found.untranslated) == (0, 0, 0, 0)
    assert found.terms < 0, "without a term base no success is told"
    assert found.speed == sum(len(row.text.split()) for row in ROWS) / 2


@pytest.mark.parametrize(
    ("bad", "figure"),
    [
        ("Витамин витамин витамин витамин витамин не пускает кальций.", "repeated"),
        ("Vitamin K2 keeps calcium out of the arteries.", "untranslated"),
        ("维生素K2使钙不进入动脉。", "untranslated"),
        ("", "untranslated"),
        ("К.", "length"),
        (
            f"{HUMAN[0]} А ещё он делает много другого, о чём здесь речи нет, да и быть её тут не может.",
            "length",
        ),
    ],
)
def test_one_bad_translation_of_four_is_a_quarter(bad: str, figure: str) -> None:
    found = figures(ROWS, [bad, *HUMAN[1:]], "en", "ru")
    assert getattr(found, figure) == 0.25
    assert found.chrf < 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("维生素K2,钙和镁。", True),
        ("钙(Ca)很重要。", True),
        ("血压为1,500，p < 0.05。", False),
        ("维生素K2、钙和镁。", False),
        ("MK-7 (180 mcg)", False),
    ],
)
def test_half_width_marks_count_beside_chinese_characters_only(text: str, expected: bool) -> None:
    assert has_half_width(text, "zh") is expected
    assert not has_half_width(text, "en")


def test_a_term_is_right_in_any_form_and_each_concept_counts_once_a_row() -> None:
    terms = TermBase(
        Glossary(
            {
                "oc": Concept(
                    "oc",
                    Policy.TRANSLATE,
                    {"en": Terms(Form("osteocalcin")), "ru": Terms(Form("остеокальцин"))},
                ),
                "k2": Concept("k2", Policy.KEEP, {"en": Terms(Form("K2"))}),
                "only": Concept("only", Policy.TRANSLATE, {"en": Terms(Form("dose"))}),
            }
        )
    )
    rows = (
        Row("Osteocalcin and K2: osteocalcin falls.", ""),
        Row("K2 raised osteocalcin.", ""),
        Row("The dose was raised.", ""),
    )
    said = ("K2 и остеокальцин: уровень остеокальцина падает.", "K2 повысил остеопонтин.", "Дозу повысили.")
    assert term_success(rows, said, "en", "ru", terms) == 0.75
    assert term_success(rows[2:], said[2:], "en", "ru", terms) < 0


def test_only_rows_that_were_kept_out_of_training_are_measured_on() -> None:
    assert KEPT_OUT == EVERY, "what training keeps out is what measuring takes"
    kept = InstalledPackage(STARTER, "en", "ru", "0.2", starter=True, kept_out=KEPT_OUT)
    everything, unknown = replace(kept, kept_out=0), replace(kept, kept_out=-1)
    for source, target in (("en", "ru"), ("zh", "en"), ("ru", "zh")):
        rows = health_text(source, target).rows
        assert len(rows) > 200
        assert not any(is_seen(row, kept) or is_seen(row, unknown) for row in rows)
        assert all(is_seen(row, everything) for row in rows)


def test_rows_of_the_health_set_in_a_file_are_known_again(tmp_path: Path) -> None:
    rows = health_rows()
    lines = ["ru\ten", *(f"{rows[n]['ru']}\t{rows[n]['en']}" for n in (0, 1, 2)), "Своё.\tMy own."]
    (tmp_path / "mine.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    text = file_text(tmp_path / "mine.tsv", "en", "ru")
    assert [row.number for row in text.rows] == [0, 1, 2, -1]
    package = InstalledPackage(STARTER, "en", "ru", "0.2", starter=True, kept_out=KEPT_OUT)
    assert [is_seen(row, package) for row in text.rows] == [False, True, True, False]
    assert text.name.startswith("file:mine@")


def test_a_table_may_have_other_columns_gaps_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a table.tsv"
    path.write_text('id\tzh_CN\tEnglish\n1\t钙。\tCalcium "x".\n2\t\tNone.\n3\t镁。\n', encoding="utf-8-sig")
    text = file_text(path, "en", "zh")
    assert text.rows == (Row('Calcium "x".', "钙。"),)
    assert text.name.startswith("file:a_table@")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no rows with a column en and ru"),
        (b"en\tzh\nCalcium\t\xe9\n", "not in UTF-8"),
        ("en\tzh\nCalcium\t钙\n".encode(), "no rows with a column ru"),
        (b"en\tru\nCalcium\t\n", "no row in both"),
    ],
)
def test_a_file_that_is_no_such_table_is_told(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_bytes(data)
    with pytest.raises(InputError, match=said):
        file_text(tmp_path / "t.tsv", "en", "ru")
    with pytest.raises(InputError, match="cannot be read"):
        file_text(tmp_path / "none.tsv", "en", "ru")


def test_the_health_set_is_whole() -> None:
    rows = health_rows()
    assert len({row["id"] for row in rows}) == len(rows) == 2024
    assert all(row[language].strip() for row in rows for language in LANGUAGES)


def test_without_sacrebleu_what_to_install_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sacrebleu.metrics.bleu", None)
    with pytest.raises(EngineError, match="pip install sacrebleu"):
        figures(ROWS, HUMAN, "en", "ru")
