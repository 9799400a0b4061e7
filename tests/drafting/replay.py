"""An engine that gives what it is told to, with links, as a full-size engine would.

Texts are written with brackets around stretches that stand for each other, in their order or
with a number: `Vitamin K2 slows [arterial calcification].` and `Витамин K2 замедляет [отложение
извести].`, or `[1:MGP] binds [2:calcium]` and `[2:Кальций] связывает [1:MGP]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.draft import Job
from pipeline.engines.base import Direction
from pipeline.errors import EngineError
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.load import load
from pipeline.glossary.matching import TermBase
from pipeline.inline import plain
from pipeline.languages import HAN
from pipeline.model import Finding, Hypothesis, Link, Request, Span
from tests.conftest import ROOT

_BRACKET = re.compile(r"\[(?:(\d):)?([^\]]*)\]")
_WORD = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
_PIECE = re.compile(r"\w{1,4}")

Answer = Sequence[Hypothesis]


def unbracketed(text: str) -> tuple[str, dict[int, Span]]:
    """The text, and its bracketed stretches by number."""
    made, position = "", 0
    spans: dict[int, Span] = {}
    for found in _BRACKET.finditer(text):
        made += text[position : found.start()]
        spans[int(found.group(1) or len(spans) + 1)] = Span(len(made), len(made) + len(found.group(2)))
        made += found.group(2)
        position = found.end()
    return made + text[position:], spans


def linked(source: str, target: str, score: float = -0.4) -> Hypothesis:
    """A hypothesis with links: bracketed words look at their partner, the others at a word at about their place."""
    from_text, from_spans = unbracketed(source)
    to_text, to_spans = unbracketed(target)
    free = [s for s in _words(from_text) if not any(_inside(s, span) for span in from_spans.values())]
    others = [t for t in _words(to_text) if not any(_inside(t, span) for span in to_spans.values())]
    links = [
        Link(free[index * len(free) // len(others)], piece)
        for index, word in enumerate(others)
        if free
        for piece in _pieces(to_text, word)
    ]
    for number, span in to_spans.items():
        partners = [s for s in _words(from_text) if _inside(s, from_spans[number])]
        words = [t for t in _words(to_text) if _inside(t, span)]
        links += [
            Link(partners[index * len(partners) // len(words)], piece)
            for index, word in enumerate(words)
            for piece in _pieces(to_text, word)
        ]
    return Hypothesis(to_text, score, tuple(sorted(links, key=lambda link: link.target)))


def _words(text: str) -> list[Span]:
    return [Span(*found.span()) for found in _WORD.finditer(text)]


def _pieces(text: str, word: Span) -> list[Span]:
    """A word cut as engines do."""
    return [
        Span(word.start + found.start(), word.start + found.end())
        for found in _PIECE.finditer(text[word.start : word.end])
    ]


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


class ReplayEngine:
    """See `pipeline.engines.base.Engine`: answers by the text that is asked for, or by a function."""

    name = "replay"
    findings: tuple[Finding, ...] = ()

    def __init__(
        self,
        answers: Mapping[str, Answer] | None = None,
        otherwise: Callable[[Request], Answer] | None = None,
    ) -> None:
        self.answers = dict(answers or {})
        self.otherwise = otherwise or (lambda _: (Hypothesis("", 0.0),))
        self.calls: list[list[Request]] = []
        """The requests of each call."""

    def missing(self, directions: Iterable[Direction]) -> tuple[Direction, ...]:
        return ()

    def missing_error(self, directions: Sequence[Direction]) -> EngineError:
        return EngineError("packages-missing", "")

    def origin(self, source: str, target: str) -> str:
        return "replay 1"

    def fingerprint(self, source: str, target: str) -> str:
        return "replay"

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        self.calls.append(list(requests))
        if progress and requests:
            progress(len(requests))
        return [
            tuple(self.answers[r.text] if r.text in self.answers else self.otherwise(r))[:hypotheses]
            for r in requests
        ]

    def close(self) -> None:
        pass


def replay(pairs: Iterable[tuple[str, str]]) -> ReplayEngine:
    """An engine that knows these bracketed pairs; several of one source are its hypotheses in their order."""
    answers: dict[str, list[Hypothesis]] = {}
    for source, target in pairs:
        answers.setdefault(unbracketed(source)[0], []).append(linked(source, target))
    return ReplayEngine(answers)


def job(text: str, source: str, target: str, terms: TermBase) -> Job:
    return Job(text, source, target, terms.find(plain(text), source))


def locked_alone() -> TermBase:
    """The health term base without what a translation may say instead: such words are the damage here."""
    glossary, _ = load([("health.csv", (ROOT / "glossary/health.csv").read_bytes())])
    concepts = {
        name: replace(
            concept,
            terms={
                language: replace(terms, admitted=tuple(f for f in terms.admitted if not f.only_target))
                for language, terms in concept.terms.items()
            },
        )
        for name, concept in glossary.concepts.items()
    }
    return TermBase(Glossary(concepts))
