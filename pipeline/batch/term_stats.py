"""Which concepts occur where, and which locks failed, told from the catalogues: `termlock glossary stats`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline import inline
from pipeline.batch.status import Translated, translated
from pipeline.batch.terms import load_terms
from pipeline.catalogue import states
from pipeline.glossary.matching import TermBase
from pipeline.model import Entry, Finding, State, TermMatch
from pipeline.settings import Workspace

KEPT, MISSING, WITHHELD, OPEN = "kept", "missing", "withheld", "open"
"""What became of a term in an entry: an approved form stands there; none does; the draft was withheld because some
term of the entry was missing; there is no translation for another reason."""


@dataclass(slots=True)
class Usage:
    """One concept in one article."""

    concept: str
    article: str
    source: str
    """The article's language."""
    count: int
    """Occurrences in the article."""
    locks: dict[str, Counter[str]] = field(default_factory=dict)
    """Entries by target language and by what became of the term."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A term that is not in its translation."""

    concept: str
    path: str
    line: int
    context: str
    """`msgctxt` of the entry."""
    language: str
    surface: str
    """As the source has it."""
    wanted: tuple[str, ...]
    """Approved forms, the best first."""
    outcome: str
    """`missing` or `withheld`."""


@dataclass(slots=True)
class TermStats:
    usages: list[Usage] = field(default_factory=list)
    """By concept in the order of the term base, and by article."""
    failures: list[Failure] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    """Concepts that no article holds."""
    findings: list[Finding] = field(default_factory=list)
    """Catalogues that cannot be read."""

    def as_json(self) -> dict[str, Any]:
        return {
            "usages": [
                {
                    "concept": u.concept,
                    "article": u.article,
                    "source": u.source,
                    "count": u.count,
                    "locks": {language: dict(counts) for language, counts in u.locks.items()},
                }
                for u in self.usages
            ],
            "failures": [asdict(failure) for failure in self.failures],
            "unused": self.unused,
        }


def term_stats(workspace: Workspace) -> TermStats:
    """Count terms and locks in all catalogues.

    Raises GlossaryError when a file of the term base cannot be read.
    """
    terms, _ = load_terms(workspace)
    stats = TermStats()
    usages: dict[tuple[str, str], Usage] = {}
    for one in translated(workspace, stats.findings):
        _count(one, terms, usages, stats.failures)
    order = {concept: number for number, concept in enumerate(terms.glossary.concepts)}
    stats.usages = sorted(usages.values(), key=lambda u: (order[u.concept], u.article))
    used = {usage.concept for usage in stats.usages}
    stats.unused = [concept for concept in order if concept not in used]
    return stats


def _count(
    one: Translated, terms: TermBase, usages: dict[tuple[str, str], Usage], failures: list[Failure]
) -> None:
    """Count one catalogue. The catalogues of an article have the same sources, so each tells the occurrences."""
    occurrences: Counter[str] = Counter()
    locks: dict[str, Counter[str]] = {}
    for entry in one.catalogue.entries:
        if entry.obsolete:
            continue
        matches = terms.find(inline.plain(entry.text), one.source)
        occurrences.update(match.concept for match in matches)
        for match, outcome in _outcomes(entry, matches, one.language, terms):
            locks.setdefault(match.concept, Counter())[outcome] += 1
            if outcome in (MISSING, WITHHELD):
                wanted = terms.approved(match, one.language)
                place = (match.concept, one.path, entry.line, entry.context, one.language)
                failures.append(Failure(*place, match.surface, wanted, outcome))
    for concept, count in occurrences.items():
        usage = usages.setdefault((concept, one.article), Usage(concept, one.article, one.source, count))
        if concept in locks:
            usage.locks[one.language] = locks[concept]


def _outcomes(
    entry: Entry, matches: tuple[TermMatch, ...], target: str, terms: TermBase
) -> Iterator[tuple[TermMatch, str]]:
    """What became of each locked concept of an entry, once however often it occurs there."""
    locked = {match.concept: match for match in matches if terms.approved(match, target)}
    if not entry.translation:
        withheld = states.state(entry) is State.WITHHELD and any(
            "term-missing" in line
            for line in entry.extracted
            if line.startswith(f"{states.MARK} draft-withheld")
        )
        yield from ((match, WITHHELD if withheld else OPEN) for match in locked.values())
        return
    text = inline.plain(entry.translation)
    missing = (
        set()
        if "term-missing" in states.ignored(entry)
        else {m.concept for m in terms.missing(matches, target, text)}
    )
    yield from ((match, MISSING if concept in missing else KEPT) for concept, match in locked.items())
