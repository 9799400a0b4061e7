"""From source segments to verified drafts: the ladder.

    segment --tags off--> plain text
        0  carried over by rule, or a term whole           drafting.rules
        1  engine, several hypotheses                      drafting.plain
        2  approved terms put where the engine's stand     drafting.placing
        3  engine again, what failed masked                drafting.masking
        4  engine, the pieces around what failed           drafting.pieces
    each --tags back--> checks --> the first clean one is the Draft, else the reasons why there is none

Each rung is one batch over all segments that the rungs before left open. The engine and the
glossary are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.alignment import aligned
from pipeline.drafting.calibration import calibrated
from pipeline.drafting.locks import locks_of
from pipeline.drafting.masking import default_styles, mask_locks, translate_masked
from pipeline.drafting.pieces import translate_in_pieces
from pipeline.drafting.placing import place_terms
from pipeline.drafting.plain import Progress, translate_plainly
from pipeline.drafting.rules import by_rule
from pipeline.drafting.work import Candidate, Job, Work, start
from pipeline.engines.base import Engine, StoppedError
from pipeline.engines.profile import Profiles
from pipeline.glossary.locking import unmask
from pipeline.glossary.matching import TermBase
from pipeline.model import Draft, Finding, Hypothesis, Request, Severity
from pipeline.placement import restore_tags
from pipeline.settings.model import Checks

__all__ = ["Job", "UnfinishedError", "draft_all"]


class UnfinishedError(Exception):
    """Drafting was told to stop; `drafts` are those that were clean by then."""

    def __init__(self, drafts: dict[Job, Draft]) -> None:
        super().__init__("stopped")
        self.drafts = drafts


def draft_all(
    jobs: Sequence[Job],
    engine: Engine,
    terms: TermBase,
    *,
    offer_withheld: bool = False,
    profiles: Profiles | None = None,
    checks: Checks | None = None,
    progress: Progress | None = None,
) -> list[Draft]:
    """Drafts in the order of the jobs; equal jobs are translated once.

    `profiles` remembers which placeholders the engine's packages carry through; without it none
    is measured. `checks`: which of them judge drafts; by default all. `progress` is told how many jobs were finished.
    Raises EngineError when the engine fails, and UnfinishedError when it was told to stop.
    """
    distinct: dict[Job, Work] = {job: start(job, checks or Checks()) for job in dict.fromkeys(jobs)}
    works = list(distinct.values())
    if progress:
        progress(len(jobs) - len(works))
    try:
        _climb(works, engine, terms, profiles, progress)
    except StoppedError as stopped:
        clean = (work for work in works if work.done)
        raise UnfinishedError({w.job: _draft(w, engine, terms, offer_withheld) for w in clean}) from stopped
    return [_draft(distinct[job], engine, terms, offer_withheld) for job in jobs]


def _climb(
    works: Sequence[Work],
    engine: Engine,
    terms: TermBase,
    profiles: Profiles | None,
    progress: Progress | None,
) -> None:
    """All rungs, one after the other."""
    for work in works:
        by_rule(work, terms)
    open_works = [w for w in works if not w.done]
    if engine.name == "pseudo":
        _translate_for_show(open_works, engine, terms)
        open_works = []
    if progress:
        progress(len(works) - len(open_works))
    translate_plainly(open_works, engine, terms, progress)
    place_terms([w for w in open_works if not w.done], terms)
    styles = calibrated(engine, profiles) if profiles else default_styles
    translate_masked([w for w in open_works if not w.done], engine, terms, styles)
    translate_in_pieces([w for w in open_works if not w.done], engine, terms)


def _translate_for_show(works: Sequence[Work], engine: Engine, terms: TermBase) -> None:
    """The pseudo engine's text is no translation: it is masked at once, and no check judges it."""
    masks = [mask_locks(w, locks_of(w, terms), default_styles("", "")) for w in works]
    requests = [
        Request(masked.text if masked else work.plain, work.job.source, work.job.target)
        for work, masked in zip(works, masks, strict=True)
    ]
    for work, masked, (hypothesis, *_) in zip(works, masks, engine.translate(requests), strict=True):
        text = (unmask(hypothesis.text, masked) if masked else None) or hypothesis.text
        tagged, _ = restore_tags(text, work.stripped, hypothesis.links)
        work.best = Candidate(tagged, Hypothesis(text, 0.0), (), ())


def _draft(work: Work, engine: Engine, terms: TermBase, offer_withheld: bool) -> Draft:
    origin = work.origin or engine.origin(work.job.source, work.job.target)
    if work.best:
        return Draft(work.best.text, origin, work.best.hypothesis.score, (), work.best.warnings)
    if not work.attempts:
        silent = Finding("empty", Severity.ERROR, "The engine gave no text.", language=work.job.target)
        return Draft("", origin, 0.0, (silent,))
    nearest = min([*work.attempts, *work.mended], key=lambda c: len(c.errors))
    errors = tuple(_located(finding, work, nearest, terms) for finding in nearest.errors)
    if offer_withheld:
        return Draft(nearest.text, origin, nearest.hypothesis.score, (), errors + nearest.warnings)
    return Draft("", origin, nearest.hypothesis.score, errors, ())


def _located(finding: Finding, work: Work, candidate: Candidate, terms: TermBase) -> Finding:
    """A missing term's finding, with the words that stand in its place, if the links tell."""
    if finding.check != "term-missing":
        return finding
    missing = terms.missing(work.job.matches, work.job.target, candidate.hypothesis.text, whole=True)
    for match in missing:
        if finding.message.startswith(f"“{match.surface}”"):
            span = aligned(candidate.hypothesis, match.span, work.job.target)
            if span:
                there = candidate.hypothesis.text[span.start : span.end]
                return replace(finding, message=f"{finding.message} Where it should be stands “{there}”.")
    return finding
