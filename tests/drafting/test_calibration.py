"""Which placeholders survive is measured once for a package, and only where something is to be masked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.draft import draft_all
from pipeline.drafting.calibration import SENTENCES, calibrated, measure
from pipeline.engines.profile import Profiles
from pipeline.glossary.load import load
from pipeline.glossary.locking import STYLES
from pipeline.glossary.matching import TermBase
from pipeline.languages import LANGUAGES
from pipeline.model import Hypothesis, Request
from tests.conftest import ROOT
from tests.drafting.replay import ReplayEngine, job

HEALTH = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])


def keeps_brackets(request: Request) -> tuple[Hypothesis, ...]:
    """An engine that loses every placeholder but `[0]`, and every term."""
    text = request.text
    for part in ("XT", "{", "T0T", "T1T", "Q0", "#"):
        text = text.replace(part, "")
    return (Hypothesis(text.replace("osteocalcin", "белок"), -0.4),)


def test_there_are_sentences_of_our_own_in_three_languages() -> None:
    assert sum(len(SENTENCES[language]) for language in LANGUAGES) >= 36
    assert all("⟦⟧" in text for texts in SENTENCES.values() for text in texts)


def test_each_style_is_measured_in_one_call() -> None:
    engine = ReplayEngine(otherwise=keeps_brackets)
    rates = measure(engine, "en", "ru")
    assert (rates["[{}]"], rates["XT{}X"], rates["{{{}}}"]) == (1.0, 0.0, 0.0)
    assert set(rates) == set(STYLES)
    assert len(engine.calls) == 1


def test_styles_that_never_survive_are_not_used() -> None:
    engine = ReplayEngine(otherwise=keeps_brackets)
    assert list(calibrated(engine, Profiles(None))("en", "ru")) == ["[{}]"]


def test_what_was_measured_is_remembered_for_the_package(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "profiles.json"
    first = ReplayEngine(otherwise=keeps_brackets)
    assert list(calibrated(first, Profiles(path))("en", "ru")) == ["[{}]"]
    second = ReplayEngine(otherwise=keeps_brackets)
    assert list(calibrated(second, Profiles(path))("en", "ru")) == ["[{}]"]
    assert second.calls == []


def test_another_package_is_measured_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "profiles.json"
    calibrated(ReplayEngine(otherwise=keeps_brackets), Profiles(path))("en", "ru")
    other = ReplayEngine(otherwise=keeps_brackets)
    monkeypatch.setattr(other, "fingerprint", lambda *_: "another")
    calibrated(other, Profiles(path))("en", "ru")
    assert len(other.calls) == 1


def test_nothing_is_measured_where_nothing_is_masked() -> None:
    engine = ReplayEngine(otherwise=lambda _: (Hypothesis("Остеокальцин полезен.", -0.4),))
    draft_all([job("Osteocalcin is good.", "en", "ru", HEALTH)], engine, HEALTH, profiles=Profiles(None))
    assert [len(call) for call in engine.calls if call] == [1]


def test_the_best_style_is_the_one_that_masks() -> None:
    def answer(request: Request) -> tuple[Hypothesis, ...]:
        if request.text == "[0] is good for old people.":
            return (Hypothesis("[0] полезен пожилым людям.", -0.4),)
        if request.text == "Osteocalcin is good for old people.":
            return (Hypothesis("Он полезен пожилым людям.", -0.4),)
        return keeps_brackets(request)

    engine = ReplayEngine(otherwise=answer)
    jobs = [job("Osteocalcin is good for old people.", "en", "ru", HEALTH)]
    (draft,) = draft_all(jobs, engine, HEALTH, profiles=Profiles(None))
    assert draft.text == "Остеокальцин полезен пожилым людям."
