"""No text, however odd, ends the checks: engines loop, and people paste."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.checks import registry
from pipeline.checks.base import Subject
from pipeline.checks.registry import run_checks
from pipeline.model import Finding, Severity
from pipeline.settings.model import Checks
from tests.checks.test_checks import subject

WORDS = st.sampled_from(
    [
        *"0 00 1 5 10 0.5 1,5 1/2 1/0 0/0 ² ½ ⅓ - − – : / . , % °C °F 1990s 65s 7_p.m. 19:00 99:99".split(),
        *("0" * 40, "9" * 40, "1" + "0" * 50),
        *"0-fold 12-fold вдвое 0倍 七成 一百倍 10% half".split(),
        *"mg мкг 毫克 kg /kg мл IU МЕ раз times 次 a_day в_день 每天 через_день week 片 less_than более 以上".split(),
        *"половина пятьсот сто тысяча миллиард one hundred and billion 百 万 亿 半 十 三分之一 七成".split(),
        *"не not 不 until пока 到 men женщин 钙 magnesium К2 x \u200b \u202e".split(" "),
    ]
).map(lambda word: word.replace("_", " "))
TEXTS = st.builds(str.join, st.sampled_from(["", " ", "\u00a0"]), st.lists(WORDS, min_size=1, max_size=12))


@settings(max_examples=400)
@given(st.sampled_from(["en-ru", "ru-en", "en-zh", "zh-en", "ru-zh", "zh-ru"]), TEXTS, TEXTS, st.booleans())
@example("en-ru", "In the 1990s.", "0" * 60, True)
@example("en-zh", "1/0", "9" * 60 + "/7", False)
def test_no_text_ends_the_checks(pair: str, text: str, translation: str, machine: bool) -> None:
    found = run_checks(subject(pair, text, translation, machine=machine))
    assert not [finding.message for finding in found if "was not checked" in finding.message]


class Broken:
    """A check with a fault that one text brings out."""

    id = "numbers"

    def run(self, subject: Subject) -> tuple[Finding, ...]:
        if "45" in subject.text:
            raise KeyError("мкг")
        return ()


def test_a_check_that_fails_is_an_error_at_its_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(check for check in registry.CHECKS if check.id != "numbers")
    monkeypatch.setattr(registry, "CHECKS", (Broken(), *others))
    good = subject("en-ru", "Take 90 µg a day.", "Принимайте 90 мкг в день.")
    bad = subject("en-ru", "Take 45 µg a day.", "Принимайте 45 мкг в день.")
    assert run_checks(good) == ()
    (finding,) = run_checks(bad)
    assert (finding.check, finding.severity) == ("numbers", Severity.ERROR)
    assert "“KeyError: 'мкг'”" in finding.message
    assert run_checks(bad, Checks(disable=("numbers",))) == ()
