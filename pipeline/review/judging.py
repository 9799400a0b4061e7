"""What the checks and the term base say of an entry now, remembered by its texts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from pipeline import inline
from pipeline.catalogue import states
from pipeline.catalogue.joined import judge_block
from pipeline.checks.entries import annotated, judge
from pipeline.glossary.matching import TermBase
from pipeline.model import Entry, Finding, State, TermMatch
from pipeline.settings import Checks

REMEMBERED = 20_000
Block = Sequence[Entry]
"""Entries of a block that a translator joined; empty for an entry that stands alone."""
_SAMPLE = {"ru": "Натто содержит витамин K2.", "en": "Natto holds vitamin K2.", "zh": "纳豆含有维生素K2。"}


class Judge:
    """The checks with one term base and a workspace's settings for them."""

    def __init__(self, terms: TermBase, settings: Checks) -> None:
        self.terms = terms
        self.settings = settings
        self.matches = lru_cache(maxsize=REMEMBERED)(self._matches)
        self._judged = lru_cache(maxsize=REMEMBERED)(self._judge)

    def warm(self, languages: Sequence[str]) -> None:
        """Load what the first judgement in each language would wait for."""
        for source, target in itertools.permutations(languages, 2):
            judge(Entry("p", _SAMPLE[source], _SAMPLE[target]), source, target, (), self.terms, self.settings)
            self.matches(_SAMPLE[source], source)

    def _matches(self, text: str, language: str) -> tuple[TermMatch, ...]:
        """Terms of a segment; their places are those in it without tags."""
        return self.terms.find(inline.plain(text), language)

    def _judge(self, entry: Entry, source: str, language: str) -> tuple[Finding, ...]:
        return judge(entry, source, language, self.matches(entry.text, source), self.terms, self.settings)

    def all_findings(
        self, entry: Entry, source: str, language: str, block: Block = ()
    ) -> tuple[Finding, ...]:
        """What is found in an entry, ignored or not; nothing in one without text or in the source's own language.

        `block`: the entries that it was joined with (`pipeline.catalogue.joined`).
        """
        if not entry.translation or source == language:
            return ()
        if block:
            judged = judge_block(block, source, language, lambda e: self._judged(e, source, language))
            return next((one.findings for one in judged if one.entry.key == entry.key), ())
        if states.state(entry) is State.DRAFT:
            return states.findings(entry)  # untouched since the run that made them
        return self._judged(entry, source, language)

    def findings(self, entry: Entry, source: str, language: str, block: Block = ()) -> tuple[Finding, ...]:
        """What is found and no person ignored, in a joined block in any of its entries."""
        ignored = frozenset().union(*(states.ignored(one) for one in block or (entry,)))
        found = self.all_findings(entry, source, language, block)
        return tuple(f for f in found if f.check not in ignored)

    def annotated(self, entry: Entry, source: str, language: str, block: Block = ()) -> Entry:
        """The entry with its findings of now in `#.`."""
        if source == language:
            return entry
        if block:
            return annotated(entry, self.findings(entry, source, language, block))
        return annotated(entry, self._judged(entry, source, language) if entry.translation else ())

    def approved_forms(self, match: TermMatch, language: str) -> tuple[str, ...]:
        """How a term is to be said, the first choice first."""
        return self.terms.approved(match, language)
