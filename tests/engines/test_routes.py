"""Requests are translated once each, through English where they must be, with the middle text shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engines import argos
from pipeline.engines.argos import ArgosEngine
from pipeline.engines.base import StoppedError
from pipeline.engines.hypotheses import join, through
from pipeline.engines.packages import Packages
from pipeline.engines.reading import InstalledPackage
from pipeline.errors import EngineError
from pipeline.model import Hypothesis, Link, Request, Span
from pipeline.settings import EngineSettings
from tests.engines.test_cutting import part


class Recorder:
    """In place of a model: appends the target language, and remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str, str]] = []

    def check(self, package: InstalledPackage) -> None:
        pass

    def translate(
        self,
        texts: Sequence[str],
        package: InstalledPackage,
        hypotheses: int,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[str, tuple[Hypothesis, ...]]]:
        for text in reversed(texts):
            if stopped() and package.source == "en":
                return
            self.given.append((package.source, package.target, text))
            links = (Link(Span(0, 1), Span(0, 1)),)
            made = f"{text}>{package.target}"
            yield text, (Hypothesis(made, -0.5, links), Hypothesis(made + "'", -0.7, links))


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setattr(argos, "load_model", lambda *_: recorder)
    return recorder


def engine(*directions: str) -> ArgosEngine:
    pairs = [tuple(d.split("-")) for d in directions]
    packages = {(s, t): InstalledPackage(Path(f"/{s}_{t}"), s, t, "1.9") for s, t in pairs}
    return ArgosEngine(Packages(packages), EngineSettings())


THREE = ("ru-en", "en-zh", "en-ru")


def test_results_come_in_the_order_of_the_requests(model: Recorder) -> None:
    requests = [Request(t, *d) for t in "abca" for d in (("ru", "en"), ("ru", "zh"), ("en", "ru"))]
    found = engine(*THREE).translate(requests)
    expected = {("ru", "en"): "{}>en", ("ru", "zh"): "{}>en>zh", ("en", "ru"): "{}>ru"}
    assert [f[0].text for f in found] == [expected[r.source, r.target].format(r.text) for r in requests]


def test_equal_texts_are_translated_once(model: Recorder) -> None:
    engine(*THREE).translate([Request("a", "ru", "en")] * 5)
    assert model.given == [("ru", "en", "a")]


def test_the_english_middle_is_made_once_for_both_targets(model: Recorder) -> None:
    engine(*THREE).translate([Request("a", "ru", "en"), Request("a", "ru", "zh")])
    assert model.given == [("ru", "en", "a"), ("en", "zh", "a>en")]


def test_a_middle_that_is_also_a_request_is_translated_once(model: Recorder) -> None:
    engine(*THREE).translate([Request("a", "ru", "zh"), Request("a>en", "en", "zh")])
    assert sorted(model.given) == [("en", "zh", "a>en"), ("ru", "en", "a")]


def test_the_best_middle_is_what_goes_on_and_all_last_hypotheses_are_offered(model: Recorder) -> None:
    (found,) = engine(*THREE).translate([Request("a", "ru", "zh")])
    assert [h.text for h in found] == ["a>en>zh", "a>en>zh'"]


def test_progress_tells_of_every_request_once(model: Recorder) -> None:
    requests = [Request(t, *d) for t in "abca" for d in (("ru", "en"), ("ru", "zh"), ("en", "ru"))]
    requests.append(Request("a>en", "en", "zh"))
    told: list[int] = []
    engine(*THREE).translate(requests, progress=told.append)
    assert sum(told) == len(requests)
    assert len(told) > 3


def test_missing_directions_are_told_before_anything_is_translated(model: Recorder) -> None:
    made = engine("ru-en")
    assert made.missing([("ru", "en"), ("ru", "zh"), ("en", "ru")]) == (("ru", "zh"), ("en", "ru"))
    with pytest.raises(EngineError, match="ru to zh") as error:
        made.translate([Request("a", "ru", "en"), Request("a", "ru", "zh")])
    assert error.value.code == "packages-missing"
    assert model.given == []
    with pytest.raises(EngineError):
        made.origin("ru", "zh")


def test_origin_names_each_leg() -> None:
    assert engine(*THREE).origin("ru", "en") == "argos ru_en 1.9"
    assert engine(*THREE).origin("ru", "zh") == "argos ru_en 1.9 + en_zh 1.9"


def test_no_requests_are_no_work(model: Recorder) -> None:
    assert engine(*THREE).translate([]) == []


def test_links_lead_through_the_middle_to_the_source() -> None:
    """ru `витамин К` -> en `vitamin K` -> zh `维生素K`."""
    middle = Hypothesis("vitamin K", -0.2, (Link(Span(0, 7), Span(0, 7)), Link(Span(8, 9), Span(8, 9))))
    last = Hypothesis("维生素K", -0.9, (Link(Span(0, 7), Span(0, 3)), Link(Span(8, 9), Span(3, 4))))
    found = through(middle, last)
    assert found.links == (Link(Span(0, 7), Span(0, 3)), Link(Span(8, 9), Span(3, 4)))


@pytest.mark.parametrize(("one", "other"), [(-0.2, -0.9), (-0.9, -0.2)])
def test_a_route_is_scored_by_its_weaker_leg(one: float, other: float) -> None:
    """So that the bounds for a direct package hold for a route as well."""
    assert through(Hypothesis("m", one), Hypothesis("t", other)).score == -0.9


def test_a_cut_off_middle_makes_the_route_cut_off() -> None:
    assert through(Hypothesis("m", -1.0, truncated=True), Hypothesis("t", -1.0)).truncated
    assert not through(Hypothesis("m", -1.0), Hypothesis("t", -1.0)).truncated


@pytest.mark.parametrize(("target", "text", "start"), [("ru", "Да. Нет.", 4), ("zh", "Да.Нет.", 3)])
def test_parts_are_joined_as_the_target_language_joins_sentences(target: str, text: str, start: int) -> None:
    one = (Hypothesis("Да.", -1.0, (Link(Span(0, 3), Span(0, 3)),)), Hypothesis("Ага.", -2.0))
    other = (Hypothesis("Нет.", -2.0, (Link(Span(5, 8), Span(0, 4)),), truncated=True),)
    (found,) = join([(replace(part(1), offset=5), other), (part(1), one)], target)
    assert (found.text, found.score, found.truncated) == (text, -1.5, True)
    assert found.links == (Link(Span(0, 3), Span(0, 3)), Link(Span(5, 8), Span(start, start + 4)))


def test_a_stopped_engine_gives_what_it_has_and_nothing_of_the_rest(model: Recorder) -> None:
    """A text whose English middle is there, and no more, has no result."""
    made = engine(*THREE)
    made.stopped = lambda: bool(model.given)
    with pytest.raises(StoppedError) as caught:
        made.translate([Request("a", "ru", "en"), Request("b", "ru", "zh")])
    assert [len(found) for found in caught.value.results] == [2, 0]
