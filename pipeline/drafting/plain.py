"""Rung 1: plain translation; the likeliest hypothesis that keeps every promise is offered."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.drafting.verdict import judge
from pipeline.drafting.work import Work
from pipeline.engines.base import Engine, StoppedError
from pipeline.glossary.matching import TermBase
from pipeline.model import Hypothesis, Link, Request, Span

Progress = Callable[[int], None]
HASTE = 1.0
"""Seconds in which what an engine made is judged once it was told to stop."""


def translate_plainly(
    works: Sequence[Work], engine: Engine, terms: TermBase, progress: Progress | None = None
) -> None:
    """Hypotheses for each work, judged in their order until one is clean. Raises EngineError, StoppedError."""
    requests = [Request(work.plain, work.job.source, work.job.target) for work in works]
    try:
        results = engine.translate(requests, progress=progress)
    except StoppedError as stopped:
        end = time.monotonic() + HASTE
        for work, hypotheses in zip(works, stopped.results, strict=True):
            if time.monotonic() < end:
                _judge(work, hypotheses, terms)
        raise
    for work, hypotheses in zip(works, results, strict=True):
        _judge(work, hypotheses, terms)


def _judge(work: Work, hypotheses: Iterable[Hypothesis], terms: TermBase) -> None:
    for hypothesis in hypotheses:
        if hypothesis.text.strip() and work.take(judge(work, trimmed(hypothesis), (), terms)):
            break


def trimmed(hypothesis: Hypothesis) -> Hypothesis:
    """Without white space around the text; links follow, those that lead nowhere are dropped."""
    text = hypothesis.text.strip()
    if text == hypothesis.text and all(
        0 <= link.target.start < link.target.end <= len(text) for link in hypothesis.links
    ):
        return hypothesis
    cut = len(hypothesis.text) - len(hypothesis.text.lstrip())
    links = (
        Link(link.source, Span(max(0, link.target.start - cut), min(len(text), link.target.end - cut)))
        for link in hypothesis.links
    )
    kept = tuple(link for link in links if link.target.start < link.target.end)
    return replace(hypothesis, text=text, links=kept)
