"""The sample workspace in the repository: whole, idempotent, and as gettext's tools want it."""

from __future__ import annotations

import csv
import gettext
import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from pipeline.catalogue import po, states
from pipeline.languages import LANGUAGES, locale_name
from pipeline.model import State
from tests.conftest import ROOT, Run, files_of

APPROVED = (
    "calcium-supplements-questions",
    "mgp-calcification-inhibitor",
    "vitamin-k-anticoagulants",
    "vitamin-k2-forms",
)
DRAFTED = ("magniy-i-davlenie", "menaquinone-food-sources")
CATALOGUES = sorted((ROOT / "output/locale").glob("*/LC_MESSAGES/*.po"))


def test_a_run_over_the_sample_changes_no_file(sample: Path, termlock: Run) -> None:
    """Nothing is drafted again and nothing is written: a fresh clone stays clean."""
    before = files_of(sample)
    result = termlock("run", cwd=sample)
    assert result.returncode == 0, result.stderr
    assert "Nothing has changed." in result.stdout
    assert files_of(sample) == before


def test_catalogues_made_from_nothing_hold_what_the_repository_holds_but_for_peoples_work(
    sample: Path, termlock: Run
) -> None:
    shutil.rmtree(sample / "output")
    assert termlock("run", "--engine", "none", cwd=sample).returncode == 0
    for path in CATALOGUES:
        mine = po.parse((sample / "output" / path.relative_to(ROOT / "output")).read_bytes())
        assert [e.key for e in mine.entries] == [e.key for e in po.parse(path.read_bytes()).entries]


def test_keys_are_the_same_in_all_languages_and_the_source_is_the_identity() -> None:
    assert len(CATALOGUES) == 18
    for article in (*APPROVED, *DRAFTED):
        template = po.parse((ROOT / f"output/locale/{article}.pot").read_bytes())
        keys = [e.key for e in template.entries]
        source = dict(template.header)["X-Source-Language"]
        for language in LANGUAGES:
            path = ROOT / f"output/locale/{locale_name(language)}/LC_MESSAGES/{article}.po"
            catalogue = po.parse(path.read_bytes())
            assert [e.key for e in catalogue.entries] == keys
            if source.startswith(language):
                assert all(e.translation == e.text and not e.fuzzy for e in catalogue.entries)


def test_four_articles_are_approved_and_two_are_drafts() -> None:
    for path in CATALOGUES:
        catalogue = po.parse(path.read_bytes())
        if dict(catalogue.header)["X-Source-Language"].startswith(path.parts[-3][:2]):
            continue
        found = Counter(states.state(e) for e in catalogue.entries)
        if path.stem in APPROVED:
            assert set(found) == {State.APPROVED}, path
        else:
            # What the memory has of other articles is offered, or approved where it stands in the same place.
            assert set(found) <= {State.DRAFT, State.WITHHELD, State.MEMORY, State.APPROVED}, path
            assert found[State.APPROVED] < 10
            assert found[State.DRAFT]


def test_every_drafted_entry_with_a_term_keeps_it_or_says_so() -> None:
    """A lock is a promise: an approved form stands in the draft, or the entry carries a finding."""
    from pipeline.glossary.load import load
    from pipeline.glossary.matching import TermBase
    from pipeline.inline import plain

    terms = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])
    seen = 0
    for path in CATALOGUES:
        catalogue = po.parse(path.read_bytes())
        source, target = dict(catalogue.header)["X-Source-Language"][:2], path.parts[-3][:2]
        for entry in catalogue.entries:
            matches = terms.find(plain(entry.text), source)
            if source == target or not matches or states.state(entry) not in (State.DRAFT, State.WITHHELD):
                continue
            seen += 1
            missing = terms.missing(matches, target, plain(entry.translation)) if entry.translation else ()
            told = any(
                line.startswith(("termlock: term-missing", "termlock: draft-withheld"))
                for line in entry.extracted
            )
            assert (entry.translation and not missing) or told, (path, entry.context, entry.text)
    assert seen > 100


def test_articles_are_of_the_promised_size() -> None:
    for path in sorted((ROOT / "sources").glob("*/*.*")):
        text = path.read_text(encoding="utf-8")
        if path.parts[-2] == "zh":
            assert 900 <= sum("\u4e00" <= c <= "\u9fff" for c in text) <= 1800, path
        elif path.parts[-2] in ("ru", "en"):
            assert 500 <= len(text.split()) <= 900, path


def test_the_term_base_has_150_concepts_in_three_languages_and_no_faults() -> None:
    from pipeline.glossary.load import load

    data = (ROOT / "glossary/health.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
    assert len(rows) >= 150
    assert all(row["en"] and row["ru"] and row["zh"] for row in rows)
    glossary, findings = load([("health.csv", data)])
    assert findings == ()
    assert len(glossary.concepts) == len(rows)


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs gettext")
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_gettexts_tools_accept_every_catalogue_and_would_write_it_so(path: Path, tmp_path: Path) -> None:
    checked = subprocess.run(
        ["msgfmt", "--check", "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True
    )
    assert (checked.returncode, checked.stderr) == (0, b"")
    assert subprocess.run(["msgcat", str(path)], capture_output=True).stdout == path.read_bytes()


def test_the_standard_library_loads_a_compiled_catalogue(tmp_path: Path) -> None:
    path = ROOT / "output/locale/ru/LC_MESSAGES/mgp-calcification-inhibitor.po"
    folder = tmp_path / "ru/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "article.mo").write_bytes(po.compile_mo(po.parse(path.read_bytes())))
    translation = gettext.translation("article", tmp_path, ["ru"])
    assert translation.pgettext("td", "Osteocalcin") == "Остеокальцин"


def test_the_readme_shows_what_the_sample_holds(sample: Path, termlock: Run) -> None:
    """Its table of the status, and its entries, are real output."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [block.replace("\n    ", "\n").strip() for block in re.findall(r"(?:\n    .*)+", text)]
    status = termlock("status", cwd=sample).stdout.splitlines()
    tables = [block.splitlines()[1:] for block in shown if block.startswith("$ termlock status")]
    assert len(tables) == 1
    assert [line for line in tables[0] if line != "…" and line not in status] == []
    entries = [block for block in shown if "\nmsgid " in block]
    files = [path.read_text(encoding="utf-8") for path in (sample / "output").rglob("*.po")]
    assert len(entries) == 2
    assert [entry for entry in entries if not any(entry in file for file in files)] == []
