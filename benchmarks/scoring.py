"""What locking does to a set of segments: success, promises, consistency, chrF."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.success import Witness
from pipeline.draft import Job
from pipeline.model import Draft

FLAG = "term-missing"


@dataclass(frozen=True, slots=True)
class Case:
    """A segment with terms, its reference, and what was drafted without and with the glossary."""

    id: str
    document: str
    job: Job
    reference: str
    plain: Draft
    """Drafted without a glossary."""
    locked: Draft


@dataclass(slots=True)
class Score:
    """Figures of one engine on one set in one direction; shares are from 0 to 1."""

    segments: int = 0
    terms: int = 0
    """Concepts of each segment, each counted once a segment."""
    success: tuple[float, float] = (0.0, 0.0)
    """Share of terms in an approved form, without and with the glossary; a draft that would be withheld counts
    by its text."""
    kept: float = 0.0
    """Share of terms in an approved form or in a segment flagged for its terms, with the glossary."""
    withheld: float = 0.0
    """Share of segments whose draft has an error finding, with the glossary: they are withheld unless a setting
    offers them."""
    consistency: tuple[float, float] = (0.0, 0.0)
    chrf: tuple[float, float] = (0.0, 0.0)
    broken: list[Case] = field(default_factory=list)
    """Segments with a term that is neither right nor flagged: there must be none."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table."""

    set: str
    direction: str
    engine: str
    terms: str
    """`proper` or `random`."""
    score: Score


def score(cases: Sequence[Case], witness: Witness) -> Score:
    """The figures of some segments, which all hold terms."""
    terms = [(case, concept) for case in cases for concept in _concepts(case)]
    plain = [_right(case, concept, case.plain, witness) for case, concept in terms]
    locked = [_right(case, concept, case.locked, witness) for case, concept in terms]
    kept = [held or _flagged(case) for held, (case, _) in zip(locked, terms, strict=True)]
    return Score(
        segments=len(cases),
        terms=len(terms),
        success=(sum(plain) / len(terms), sum(locked) / len(terms)),
        kept=sum(kept) / len(terms),
        withheld=sum(_erroneous(case.locked) for case in cases) / len(cases),
        consistency=(consistency(cases, witness, locked=False), consistency(cases, witness, locked=True)),
        chrf=(_chrf(cases, locked=False), _chrf(cases, locked=True)),
        broken=[case for case in cases if is_broken(case, witness)],
    )


def is_broken(case: Case, witness: Witness) -> bool:
    """Whether a term of the segment is neither in an approved form nor flagged."""
    right = all(_right(case, concept, case.locked, witness) for concept in _concepts(case))
    return not right and not _flagged(case)


def _flagged(case: Case) -> bool:
    """Whether a person is told of it; where the engine gave no text at all, nothing is claimed to be right."""
    return not case.locked.text or any(
        f.check == FLAG for f in (*case.locked.findings, *case.locked.withheld)
    )


def _concepts(case: Case) -> Iterable[str]:
    return dict.fromkeys(match.concept for match in case.job.matches)


def _right(case: Case, concept: str, draft: Draft, witness: Witness) -> bool:
    return bool(witness.form(concept, case.job.target, draft.text))


def _erroneous(draft: Draft) -> bool:
    return bool(draft.withheld) or any(f.severity == "error" for f in draft.findings)


def consistency(cases: Iterable[Case], witness: Witness, *, locked: bool) -> float:
    """How alike a document says the same thing: of the segments with a concept that occurs in several of them,
    the share that has the document's commonest approved form of it."""
    used: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in cases:
        draft = case.locked if locked else case.plain
        for concept in _concepts(case):
            used[case.document, concept][witness.form(concept, case.job.target, draft.text)] += 1
    repeated = [forms for forms in used.values() if forms.total() > 1]
    alike = sum(max((n for form, n in forms.items() if form), default=0) for forms in repeated)
    return alike / max(1, sum(forms.total() for forms in repeated))


def _chrf(cases: Sequence[Case], *, locked: bool) -> float:
    texts = [(case.locked if locked else case.plain).text for case in cases]
    return chrf(texts, [case.reference for case in cases])


def chrf(texts: Sequence[str], references: Sequence[str]) -> float:
    """chrF of a set of segments, from 0 to 100."""
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF().corpus_score(texts, [references]).score)
