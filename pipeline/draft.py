"""From source segments to verified drafts.

    segment --tags off--> plain text
        --carried over by rule, or a term whole--> draft
        --engine, several hypotheses--> checks --> the first clean one
        --terms and numbers masked, engine again--> unmasked --> checks
        --tags back--> Draft, or the reasons why it is withheld

Each rung runs as one batch over all segments that need it. The engine and the glossary
are given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline import inline
from pipeline.checks.base import Subject
from pipeline.checks.registry import run_checks
from pipeline.engines.base import Engine
from pipeline.glossary.locking import Masked, mask, unmask
from pipeline.glossary.matching import TermBase
from pipeline.glossary.notation import carry_over, locks
from pipeline.model import Draft, Finding, Hypothesis, Link, Request, Severity, Span, TermMatch
from pipeline.placement import restore_tags

LEAST_SCORE = -1.5
"""Log-probability per token under which a draft is noise: sound models give -0.2 to -1.0."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One segment to be drafted in one language."""

    text: str
    """`msgid`, with tags."""
    source: str
    target: str
    matches: tuple[TermMatch, ...] = ()
    """Glossary terms of the plain text."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A translation with its tags and what the checks say of it."""

    text: str
    score: float
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]


@dataclass(slots=True)
class _Work:
    """What is known of one job while it climbs the ladder."""

    job: Job
    stripped: inline.Stripped
    best: _Candidate | None = None
    origin: str = ""
    attempts: list[_Candidate] = field(default_factory=list)

    @property
    def done(self) -> bool:
        return self.best is not None


def draft_all(
    jobs: Sequence[Job],
    engine: Engine,
    terms: TermBase,
    *,
    offer_withheld: bool = False,
    progress: Progress | None = None,
) -> list[Draft]:
    """Drafts in the order of the jobs; equal jobs are translated once.

    `progress` is told how many jobs were finished.
    Raises EngineError when the engine fails.
    """
    distinct: dict[Job, _Work] = {}
    for job in jobs:
        if job not in distinct:
            distinct[job] = _Work(job, inline.strip_tags(job.text))
    works = list(distinct.values())
    for work in works:
        _by_rule(work, terms)
    open_works = [w for w in works if not w.done]
    if engine.name == "pseudo":
        _translate_for_show(open_works, engine, terms)
        open_works = []
    if progress:
        progress(len(jobs) - len(open_works))
    _translate_plainly(open_works, engine, terms, progress)
    _translate_masked([w for w in open_works if not w.done], engine, terms)
    return [_draft(distinct[job], engine, offer_withheld) for job in jobs]


# --- rung 0: no engine needed -----------------------------------------------------------------


def _by_rule(work: _Work, terms: TermBase) -> None:
    """Text that is protected from end to end, or one whole term of the glossary."""
    job, plain = work.job, work.stripped.text
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
    candidate = _candidate(work, Hypothesis(text, 0.0, links), terms)
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


# --- rung 1: plain translation, several hypotheses ---------------------------------------------


def _translate_plainly(
    works: Sequence[_Work], engine: Engine, terms: TermBase, progress: Progress | None
) -> None:
    requests = [Request(w.stripped.text, w.job.source, w.job.target) for w in works]
    results = engine.translate(requests, progress=progress)
    for work, hypotheses in zip(works, results, strict=True):
        for hypothesis in hypotheses:
            if not hypothesis.text.strip():
                continue
            candidate = _candidate(work, hypothesis, terms)
            work.attempts.append(candidate)
            if not candidate.errors:
                work.best = candidate
                break


# --- rung 2: terms and protected text masked ----------------------------------------------------


def _translate_masked(works: Sequence[_Work], engine: Engine, terms: TermBase) -> None:
    """A second try with placeholders, where terms, numbers or addresses were what was wrong."""
    masked: list[tuple[_Work, Masked]] = []
    for work in works:
        if any(_only_locks(c) for c in work.attempts) and (locked := _mask(work, terms)):
            masked.append((work, locked))
    requests = [Request(lock.text, work.job.source, work.job.target) for work, lock in masked]
    for (work, lock), hypotheses in zip(masked, engine.translate(requests), strict=True):
        for hypothesis in hypotheses:
            restored = unmask(hypothesis.text, lock)
            if restored is None:
                continue
            unlocked = Hypothesis(restored, hypothesis.score, (), hypothesis.truncated)
            candidate = _candidate(work, unlocked, terms)
            work.attempts.append(candidate)
            if not candidate.errors:
                work.best = candidate
                break


def _translate_for_show(works: Sequence[_Work], engine: Engine, terms: TermBase) -> None:
    """The pseudo engine's text is no translation: it is masked at once, and no check judges it."""
    locks = [_mask(work, terms) for work in works]
    requests = [
        Request(lock.text if lock else work.stripped.text, work.job.source, work.job.target)
        for work, lock in zip(works, locks, strict=True)
    ]
    for work, lock, (hypothesis, *_) in zip(works, locks, engine.translate(requests), strict=True):
        text = (unmask(hypothesis.text, lock) if lock else None) or hypothesis.text
        tagged, _ = restore_tags(text, work.stripped, hypothesis.links)
        work.best = _Candidate(tagged, 0.0, (), ())


_LOCKABLE = frozenset({"term-missing", "numbers", "units", "addresses"})


def _only_locks(candidate: _Candidate) -> bool:
    return {finding.check for finding in candidate.errors} <= _LOCKABLE


def _mask(work: _Work, terms: TermBase) -> Masked | None:
    """Placeholders for terms, and for the numbers and addresses between them."""
    job, plain = work.job, work.stripped.text
    replacements: list[tuple[Span, str]] = []
    for match in job.matches:
        if approved := terms.approved(match, job.target):
            replacements.append((match.span, match_case(match.surface, approved[0])))
    for span, shown in locks(plain, job.source, job.target):
        if not any(span.start < other.end and other.start < span.end for other, _ in replacements):
            replacements.append((span, shown))
    return mask(plain, sorted(replacements), target=job.target) if replacements else None


# --- verdicts ------------------------------------------------------------------------------------


def _candidate(work: _Work, hypothesis: Hypothesis, terms: TermBase) -> _Candidate:
    job = work.job
    plain, links = _spaced(hypothesis, work.stripped.text)
    text, doubtful = restore_tags(plain, work.stripped, links)
    subject = Subject(
        source=job.source,
        target=job.target,
        text=job.text,
        translation=text,
        plain_text=work.stripped.text,
        plain_translation=inline.plain(text),
        machine=True,
        truncated=hypothesis.truncated,
        matches=job.matches,
        terms=terms,
    )
    findings = list(run_checks(subject))
    if hypothesis.score < LEAST_SCORE:
        message = (
            f"The model hardly believes this itself (score {hypothesis.score:.2f}, least {LEAST_SCORE})."
        )
        findings.append(subject.finding("low-score", Severity.ERROR, message))
    if doubtful and work.stripped.marks:
        findings.append(
            subject.finding("tags-placed", Severity.WARNING, "Tags were placed by guess: see to them.")
        )
    errors = tuple(f for f in findings if f.severity is Severity.ERROR)
    warnings = tuple(f for f in findings if f.severity is not Severity.ERROR)
    return _Candidate(text, hypothesis.score, errors, warnings)


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


def _draft(work: _Work, engine: Engine, offer_withheld: bool) -> Draft:
    origin = work.origin or engine.origin(work.job.source, work.job.target)
    if work.best:
        return Draft(work.best.text, origin, work.best.score, (), work.best.warnings)
    if not work.attempts:
        silent = Finding("empty", Severity.ERROR, "The engine gave no text.", language=work.job.target)
        return Draft("", origin, 0.0, (silent,))
    nearest = min(work.attempts, key=lambda c: len(c.errors))
    if offer_withheld:
        return Draft(nearest.text, origin, nearest.score, (), nearest.errors + nearest.warnings)
    return Draft("", origin, nearest.score, nearest.errors, ())
