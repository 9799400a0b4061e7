"""What the checks say of a hypothesis, once its tags are back."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import inline
from pipeline.checks.base import Subject
from pipeline.checks.registry import run_checks
from pipeline.drafting.anchors import anchored
from pipeline.drafting.work import Candidate, Work
from pipeline.glossary.matching import TermBase
from pipeline.model import Finding, Hypothesis, Link, Severity, Span
from pipeline.placement import restore_tags
from pipeline.typography import DRAFTS, typeset

LEAST_SCORE = -1.0
"""Log-probability per token under which a draft is noise: sound models give -0.2 to -1.0."""


def judge(work: Work, hypothesis: Hypothesis, notes: Sequence[Finding], terms: TermBase) -> Candidate:
    """The candidate that a hypothesis makes; `notes` are what its maker has to say of it."""
    job = work.job
    plain: str = hypothesis.text.strip()
    links: tuple[Link, ...] = ()
    if work.stripped.marks:
        plain, links = _spaced(anchored(work, hypothesis, terms), work.plain)
    text, doubtful = restore_tags(plain, work.stripped, links)
    text = typeset(text, job.target, DRAFTS)
    subject = Subject(
        source=job.source,
        target=job.target,
        text=job.text,
        translation=text,
        plain_text=work.plain,
        plain_translation=inline.plain(text),
        machine=True,
        truncated=hypothesis.truncated,
        matches=job.matches,
        terms=terms,
    )
    findings = [*run_checks(subject, work.checks), *notes]
    if hypothesis.score < LEAST_SCORE:
        message = (
            f"The model hardly believes this itself (score {hypothesis.score:.2f}, least {LEAST_SCORE})."
        )
        findings.append(subject.finding("low-score", Severity.ERROR, message))
    if doubtful and work.stripped.marks:
        message = "Tags were placed by guess: see to them."
        findings.append(subject.finding("tags-placed", Severity.WARNING, message))
    errors = tuple(f for f in findings if f.severity is Severity.ERROR)
    return Candidate(text, hypothesis, errors, tuple(f for f in findings if f.severity is not Severity.ERROR))


def _spaced(hypothesis: Hypothesis, source: str) -> tuple[str, tuple[Link, ...]]:
    """The hypothesis with the white space that the source has at its ends, between words and tags there."""
    body = hypothesis.text.strip()
    lead = source[: len(source) - len(source.lstrip())]
    moved = len(lead) - (len(hypothesis.text) - len(hypothesis.text.lstrip()))
    links = tuple(
        Link(k.source, Span(max(0, k.target.start + moved), max(0, k.target.end + moved)))
        for k in hypothesis.links
    )
    return lead + body + source[len(source.rstrip()) :], links
