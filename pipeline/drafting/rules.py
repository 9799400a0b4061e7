"""Rung 0: text that needs no engine, because it is carried over by rule or is one term of the glossary."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline import inline
from pipeline.drafting.verdict import judge
from pipeline.drafting.work import Job, Work
from pipeline.glossary.matching import TermBase
from pipeline.glossary.notation import carry_over
from pipeline.model import Hypothesis, Link, Span, TermMatch


def by_rule(work: Work, terms: TermBase) -> None:
    """Draft text that is protected from end to end, or one whole term."""
    job, plain = work.job, work.plain
    if whole := _whole_term(job, plain, terms):
        origin, text = "glossary", whole
        links: tuple[Link, ...] = (Link(Span(0, len(plain)), Span(0, len(text))),)
    else:
        kept = [m.span for m in job.matches if _carried(m, job.target, terms)]
        carried = carry_over(plain, job.source, job.target, kept)
        if carried is None:
            return
        origin, text = "rule", carried.text
        links = tuple(Link(here, there) for here, there in carried.places)
    if not _tags_between(work.stripped, links):
        return
    candidate = judge(work, Hypothesis(text, 0.0, links), (), terms)
    if not candidate.errors and not candidate.warnings:
        work.best, work.origin = candidate, origin


def _tags_between(stripped: inline.Stripped, links: Sequence[Link]) -> bool:
    """Whether each tag stands between what is carried over, or inside of one word of it (`K<sub>2</sub>`)."""
    inside = [m.offset for m in stripped.marks for k in links if k.source.start < m.offset < k.source.end]
    return all(stripped.text[i - 1 : i + 1].isalnum() for i in inside)


def _whole_term(job: Job, plain: str, terms: TermBase) -> str:
    """The approved translation when the text is one term in its own form: `Витамина K2` may be a genitive."""
    if len(job.matches) != 1 or job.matches[0].span != (0, len(plain)) or job.matches[0].pos:
        return ""
    forms = terms.glossary.concepts[job.matches[0].concept].terms[job.source].approved
    if _letters(plain) not in [_letters(form.text) for form in forms]:
        return ""
    approved = terms.approved(job.matches[0], job.target)
    return match_case(plain, approved[0]) if approved else ""


def _letters(text: str) -> str:
    """Letters and digits alone: `MK7` is written `MK-7` too."""
    return "".join(c for c in text.casefold().replace("ё", "е") if c.isalnum())


def _carried(match: TermMatch, target: str, terms: TermBase) -> bool:
    approved = terms.approved(match, target)
    return bool(approved) and approved[0] == match.surface


def match_case(source: str, target: str) -> str:
    """`target` with a capital first letter when `source` begins with a capital that its word need not have."""
    if len(source) > 1 and source[0].isupper() and source[1].islower() and target[:2].islower():
        return target[0].upper() + target[1:]
    return target
