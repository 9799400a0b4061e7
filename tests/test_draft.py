"""Drafts: what rules write without an engine, what is withheld, where tags go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.draft import Job, UnfinishedError, draft_all
from pipeline.engines.base import Direction, StoppedError
from pipeline.errors import EngineError
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.inline import plain
from pipeline.model import Draft, Hypothesis, Request
from tests.conftest import ROOT

TERMS = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])
Answer = Callable[[str], Hypothesis]


class Engine:
    """Answers each text as it is told; by default nothing."""

    name = "test"
    findings = ()

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def missing(self, directions: object) -> tuple[Direction, ...]:
        return ()

    def missing_error(self, directions: object) -> EngineError:
        raise NotImplementedError

    def origin(self, source: str, target: str) -> str:
        return "test 1"

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        self.asked += [request.text for request in requests]
        return [(self.answer(request.text),) for request in requests]

    def close(self) -> None:
        pass


def draft(pair: str, text: str, answer: Answer = lambda _: Hypothesis("", 0.0)) -> Draft:
    source, target = pair.split("-")
    job = Job(text, source, target, TERMS.find(plain(text), source))
    (made,) = draft_all([job], Engine(answer), TERMS)
    return made


BY_RULE = [
    ("ru-en", "<s1>100 мкг</s1> (2000 МЕ)", "<s1>100 mcg</s1> (2000 IU)", "rule"),
    ("ru-en", "5 × 10<sup>6</sup>", "5 × 10<sup>6</sup>", "rule"),
    ("en-ru", "<i1/> 100 mg<f2/>", "<i1/> 100\u00a0мг<f2/>", "rule"),
    ("en-zh", "<s1>MK-7</s1>, <s2>MK-4</s2>", "<s1>MK-7</s1>, <s2>MK-4</s2>", "rule"),
    ("en-ru", "Vitamin K<sub>2</sub>", "Витамин K<sub>2</sub>", "glossary"),
    ("en-ru", "warfarin", "варфарин", "glossary"),
    ("en-ru", "Warfarin", "Варфарин", "glossary"),
    ("ru-en", "Витамин K2", "Vitamin K2", "glossary"),
]


@pytest.mark.parametrize(("pair", "text", "expected", "origin"), BY_RULE)
def test_numbers_and_whole_terms_need_no_engine(pair: str, text: str, expected: str, origin: str) -> None:
    made = draft(pair, text)
    assert (made.text, made.origin) == (expected, origin)


DOUBTFUL = [
    ("ru-en", "Варфарином"),  # an instrumental that stands alone
    ("ru-en", "менахинонов"),
    ("en-ru", "Calcium supplements"),  # the glossary has the singular
    ("en-ru", "Calcified"),  # of which gender and number?
    ("ru-en", "витамин <s1>K2</s1>"),  # where the tags go, a rule cannot tell
    ("ru-en", "12.03.2021"),
    ("ru-en", "1.500 мг"),
    ("en-ru", "DO NOT EXCEED 500 MG"),
]


@pytest.mark.parametrize(("pair", "text"), DOUBTFUL)
def test_what_a_rule_cannot_know_is_left_to_the_engine(pair: str, text: str) -> None:
    made = draft(pair, text)
    assert made.text == ""
    assert [f.check for f in made.withheld] == ["empty"]


def test_a_tag_inside_of_a_number_stands_inside_of_the_same_number() -> None:
    made = draft(
        "en-ru",
        "It has 10<sup>6</sup> cells, <s1>not</s1> 10<sup>9</sup>.",
        lambda _: Hypothesis("В нём 106 клеток, а не 109.", -0.3),
    )
    assert "10<sup>6</sup> клеток" in made.text
    assert "10<sup>9</sup>." in made.text


def test_a_power_of_ten_whose_digits_would_move_is_withheld() -> None:
    made = draft("en-ru", "It has 10<sup>6</sup> cells.", lambda _: Hypothesis("В нём 1 06 клеток.", -0.3))
    assert made.text == ""
    assert "tags" in [f.check for f in made.withheld]


def test_a_stressed_negation_is_not_kept_in_english() -> None:
    """In the second try terms and numbers are masked; `NOT` is no name that stays."""
    asked: list[str] = []

    def answer(text: str) -> Hypothesis:
        asked.append(text)
        return Hypothesis("Не принимайте варфарин.", -0.3)

    draft("en-ru", "Do NOT take 1,500 mg of warfarin.", answer)
    assert len(asked) > 1
    assert all("NOT" in text for text in asked)
    assert all("1,500" not in text for text in asked[1:])


def test_drafting_that_is_stopped_gives_the_drafts_that_are_clean_by_then() -> None:
    """What a rule writes and what the engine had done; of the rest nothing is said, not that it failed."""

    class Stopped(Engine):
        def translate(self, requests: Sequence[Request], **_: object) -> list[tuple[Hypothesis, ...]]:
            first = Hypothesis("Медсёстры едят сыр каждый день.", -0.2)
            raise StoppedError([(first,) if "Nurses" in r.text else () for r in requests])

    texts = ("Nurses eat cheese every day.", "Doctors eat nothing at all.", "MK-7")
    jobs = [Job(text, "en", "ru", TERMS.find(text, "en")) for text in texts]
    with pytest.raises(UnfinishedError) as caught:
        draft_all(jobs, Stopped(lambda _: Hypothesis("", 0.0)), TERMS)
    drafts = {job.text: draft.text for job, draft in caught.value.drafts.items()}
    assert drafts == {"Nurses eat cheese every day.": "Медсёстры едят сыр каждый день.", "MK-7": "MK-7"}
