"""No engine, however bad, gets a wrong term, number, address or tag through without a word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.numeric import misread
from pipeline.draft import draft_all
from pipeline.glossary.load import load
from pipeline.glossary.locking import STYLES, find_placeholders, mask, unmask
from pipeline.glossary.matching import TermBase
from pipeline.inline import plain, tag_labels
from pipeline.model import Draft, Hypothesis, Link, Request, Span
from pipeline.statements.numbers import numbers
from tests.conftest import ROOT
from tests.drafting.replay import ReplayEngine, job

HEALTH = TermBase(load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])[0])

SOURCE = "Natto with vitamin K2 lowers MGP by 20% in people who take 100 mcg of osteocalcin."
TARGET = "{0} с {1} снижает {2} на {3} у людей, которые принимают {4} {5} каждый день."
WANTED = ("натто", "k2", "mgp", "20", "100\u00a0мкг", "остеокальцин")
TOKEN = re.compile(r"XT(\d)X")

Damage = Callable[[str], str]
DAMAGES: dict[str, Damage] = {
    "none": str,
    "drop": lambda _: "",
    "double": lambda t: f"{t} {t}",
    "space": " ".join,
    "lower": str.lower,
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) for c in t),
    "cyrillic": lambda t: t.replace("X", "Х").replace("T", "Т"),
    "translate": lambda t: "икс-тэ-" + ["нуль", "один", "два", "три", "четыре", "пять"][int(t[2])],
    "other number": lambda t: t.replace(t[2], str((int(t[2]) + 1) % 6)),
    "too high a number": lambda t: t.replace(t[2], "17"),
    "cut at the end": lambda t: t[:-1],
    "cut at the beginning": lambda t: t[1:],
    "letters grown on": lambda t: t + "ами",
    "cut and doubled": lambda t: t + " " + t[:2],
    "brackets": lambda t: f"({t})",
    "hyphen": lambda t: "-".join(t),
}


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(sorted(DAMAGES)), min_size=6, max_size=6), st.permutations(range(6)))
def test_damaged_placeholders_never_give_a_wrong_text_unflagged(damages: list[str], order: list[int]) -> None:
    """Either all that is locked stands there once, or the draft is withheld; another order is told."""

    def answer(request: Request) -> tuple[Hypothesis, ...]:
        tokens = TOKEN.findall(request.text)
        if len(tokens) < 6:
            return (
                Hypothesis("Это снижает его на сколько-то у людей, которые принимают его каждый день.", -0.4),
            )
        shown = [DAMAGES[damages[n]](f"XT{n}X") for n in order]
        return (Hypothesis(TARGET.format(*shown), -0.4),)

    engine = ReplayEngine(otherwise=answer)
    (draft,) = draft_all([job(SOURCE, "en", "ru", HEALTH)], engine, HEALTH)
    if not draft.text:
        assert draft.withheld
        return
    assert all(draft.text.lower().count(word) == 1 for word in WANTED), draft.text
    assert not re.search(r"(?<!\w)[XxХхTtТт]{1,2} ?\d|икс|xt", draft.text, re.IGNORECASE)
    if list(order) != sorted(order):
        assert "lock-order" in {f.check for f in draft.findings}


TEXTS = st.text("Витамин кальций, 12.5% mg МЕ MGP XT0X [1] 钙素2", max_size=60)
LINKS = st.lists(
    st.builds(
        lambda a, b, c, d: Link(Span(a, a + b), Span(c, c + d)),
        st.integers(0, 60), st.integers(1, 9), st.integers(0, 60), st.integers(1, 9),
    ),
    max_size=12,
)  # fmt: skip
SOURCES = (
    ("en", "ru", "Take <s1>100 mcg</s1> of <a2>vitamin K2</a2> with natto<i3/>."),
    ("ru", "en", "Принимайте <s1>2000 МЕ</s1> <a2>витамина D3</a2> и 1,5 г <s3>магния</s3>."),
    ("ru", "zh", "Дефицит <s1>магния</s1> найден у 65% людей (<a2>EFSA</a2>)."),
    ("zh", "ru", "<s1>维生素K2</s1>每天100微克，连续12周。"),
    ("zh", "en", "缺<s1>镁</s1>的人占65%<sup>1</sup>。"),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOURCES), st.lists(st.tuples(TEXTS, LINKS), min_size=1, max_size=3), st.booleans())
def test_whatever_an_engine_says_tags_numbers_and_terms_are_there_or_nothing_is_offered(
    segment: tuple[str, str, str], answers: list[tuple[str, list[Link]]], echo: bool
) -> None:
    source, target, text = segment

    def answer(request: Request) -> tuple[Hypothesis, ...]:
        made = [
            Hypothesis(said + (request.text if echo else ""), -0.4, tuple(links)) for said, links in answers
        ]
        return tuple(made)

    (draft,) = draft_all([job(text, source, target, HEALTH)], ReplayEngine(otherwise=answer), HEALTH)
    _assert_sound(draft, text, source, target)


def _assert_sound(draft: Draft, text: str, source: str, target: str) -> None:
    if not draft.text:
        assert draft.withheld
        return
    assert Counter(tag_labels(draft.text)) == Counter(tag_labels(text))
    here, there = numbers(plain(text), source), numbers(plain(draft.text), target)
    assert misread(here, there) == ()
    assert HEALTH.missing(HEALTH.find(plain(text), source), target, plain(draft.text)) == ()


@settings(max_examples=40, deadline=None)
@given(st.permutations(SOURCES), TEXTS)
def test_drafts_do_not_depend_on_their_neighbours(segments: list[tuple[str, str, str]], said: str) -> None:
    engine = ReplayEngine(otherwise=lambda r: (Hypothesis(said + r.text, -0.4),))
    jobs = [job(text, source, target, HEALTH) for source, target, text in segments]
    assert draft_all(jobs, engine, HEALTH) == [draft_all([one], engine, HEALTH)[0] for one in jobs]


# --- placeholders by themselves ---------------------------------------------------------------------

PLAIN = st.text("Приём с кальцием, 5 мг — хорошо. take it 每天钙。", min_size=1, max_size=40)


@given(PLAIN, st.lists(st.integers(0, 40), max_size=8), st.sampled_from(STYLES))
def test_locking_and_unlocking_is_the_identity(text: str, points: list[int], style: str) -> None:
    """With the locked words themselves as values, an engine that copies gives the text back, in any style."""
    cuts = sorted({min(point, len(text)) for point in points})
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    masked = mask(text, [(span, text[span.start : span.end]) for span in spans], target="ru", style=style)
    assert masked is not None
    assert unmask(masked.text, masked) == text


@given(
    st.lists(
        st.sampled_from(["XT0X", "XT1X", "xt 1 x", "[1]", "X", "T", "0", " ", "и", "钙", "XT", "1X"]),
        max_size=9,
    ),
)
def test_placeholders_are_found_each_once_or_not_at_all(parts: list[str]) -> None:
    masked = mask("а и б", [(Span(0, 1), "A"), (Span(4, 5), "B")], target="ru")
    assert masked is not None
    text = "".join(parts)
    spans = find_placeholders(text, masked)
    if spans is not None:
        shown = [re.sub(r"\s", "", text[span.start : span.end]).upper() for span in spans]
        assert shown == ["XT0X", "XT1X"]
        rest = text[: min(spans).start] + " " + text[max(spans).end :]
        assert "XT" not in rest.upper()
