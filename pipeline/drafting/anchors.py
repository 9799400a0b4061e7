"""Links that are sure: terms and numbers that stand once in the source and once in the translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from pipeline.alignment import relinked
from pipeline.drafting.work import Work
from pipeline.glossary.matching import TermBase
from pipeline.model import Hypothesis, Link, Span
from pipeline.statements.numbers import numbers


def anchored(work: Work, hypothesis: Hypothesis, terms: TermBase) -> Hypothesis:
    """The hypothesis with links of what is locked in place of those of the attention, for tags to follow."""
    job = work.job
    pairs = [
        *_pairs(
            ((m.concept, m.span) for m in job.matches),
            ((m.concept, m.span) for m in terms.find(hypothesis.text, job.target)),
        ),
        *_pairs(
            ((n.value, n.whole) for n in numbers(work.plain, job.source)),
            ((n.value, n.whole) for n in numbers(hypothesis.text, job.target)),
        ),
    ]
    links = hypothesis.links
    for link in pairs:
        links = relinked(links, (), link.source, link.target)
    return replace(hypothesis, links=links)


def _pairs(here: Iterable[tuple[Hashable, Span]], there: Iterable[tuple[Hashable, Span]]) -> Iterator[Link]:
    """Links between what each text has exactly once."""
    sides: list[dict[Hashable, list[Span]]] = []
    for side in (here, there):
        spans: dict[Hashable, list[Span]] = defaultdict(list)
        for key, span in side:
            spans[key].append(span)
        sides.append(spans)
    for key, (source, *others) in sides[0].items():
        targets = sides[1].get(key, [])
        if not others and len(targets) == 1:
            yield Link(source, targets[0])
