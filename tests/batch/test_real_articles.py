"""The three articles in a data folder beside the checkout, where it is: apart as a careful person would take them."""

from __future__ import annotations

import gettext
import io
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from pipeline import languages
from pipeline.catalogue import po
from pipeline.model import Catalogue
from tests.conftest import ROOT, Run

# Read by eye: what is skipped of each article, and what its segments are.
SKIPPED = {
    "k2-and-magnesium": {"markup": 29, "bibliography": 5},
    "k2-does-not-block-calcium": {"markup": 13},
    "k2-guides-calcium": {"markup": 2, "bibliography": 6, "marker": 1, "excluded": 1},
}
KINDS = {
    "k2-and-magnesium": {
        "p": 16,
        "h2": 6,
        "li": 10,
        "caption": 2,
        "th": 6,
        "td": 21,
        "question": 5,
        "answer": 5,
    },
    "k2-does-not-block-calcium": {"h1": 1, "h2": 5, "p": 19, "li": 10, "th": 3, "td": 15},
    "k2-guides-calcium": {"h2": 12, "p": 63},
}


@pytest.fixture
def place(shared: Path, empty_workspace: Path) -> Path:
    for file in (shared / "articles").glob("*.txt"):
        language = file.name.split(".")[-2]
        shutil.copy(file, empty_workspace / "sources" / language)
    shutil.copy(ROOT / "glossary/health.csv", empty_workspace / "glossary/terms.csv")
    return empty_workspace


def catalogues(place: Path, article: str) -> dict[str, Catalogue]:
    return {
        language: po.parse(
            (place / f"output/locale/{languages.locale_name(language)}/LC_MESSAGES/{article}.po").read_bytes()
        )
        for language in languages.LANGUAGES
    }


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("article", SKIPPED)
def test_what_stands_in_no_segment_is_listed_with_its_reason(
    place: Path, termlock: Run, article: str
) -> None:
    result = termlock("run", "--dry-run", "--explain", cwd=place)
    reasons = re.findall(rf"^sources/\w\w/{article}\.\w\w\.txt:\d+: ([\w-]+):", result.stdout, re.MULTILINE)
    assert Counter(reasons) == SKIPPED[article]


@pytest.mark.parametrize("article", SKIPPED)
def test_the_nine_catalogues_are_aligned_and_hold_the_articles_own_text(
    place: Path, termlock: Run, article: str, tmp_path: Path
) -> None:
    assert termlock("run", "--engine", "none", cwd=place).returncode == 0
    made = catalogues(place, article)
    keys = [[e.key for e in c.entries] for c in made.values()]
    assert keys[0] == keys[1] == keys[2]
    source = languages.normalise(dict(made["en"].header)["X-Source-Language"])
    text = next((place / "sources" / source).glob(f"{article}.*")).read_text(encoding="utf-8")
    kinds = Counter(e.context.split("#")[0] for e in made["en"].entries)
    assert kinds == KINDS[article]
    for entry in made[source].entries:
        assert squeezed(entry.text) in squeezed(text)
        assert entry.translation == entry.text
        assert not re.fullmatch(r"[\W\d_]*", entry.text) or re.search(r"\d\D+\d|%", entry.text)
    compiled = io.BytesIO(po.compile_mo(made[source]))
    loaded = gettext.GNUTranslations(compiled)
    assert all(loaded.pgettext(e.context, e.text) == e.text for e in made[source].entries)


def test_msgfmt_is_silent_on_all_nine_drafted_catalogues(place: Path, termlock: Run) -> None:
    assert termlock("run", cwd=place).returncode == 0
    files = sorted((place / "output/locale").glob("*/LC_MESSAGES/*.po"))
    assert len(files) == 9
    for file in files:
        result = subprocess.run(
            ["msgfmt", "--check", "-o", "/dev/null", str(file)], capture_output=True, text=True, check=False
        )
        assert (result.returncode, result.stdout + result.stderr) == (0, "")
