"""What the memory has for the entries of catalogues, before the machine is asked.

the same text, in the same place, approved here    approved at once, if the checks find no error
the same text elsewhere, or by a third language    offered, fuzzy
nearly the same text                               offered from `memory.draft` percent on, with the entry's own numbers,
                                                   unless the checks find an error; else told beside the draft
"""

from __future__ import annotations

from dataclasses import replace

from pipeline import inline
from pipeline.batch.catalogues import Target, judge_of
from pipeline.batch.report import MemoryReport
from pipeline.catalogue.slots import kind_of
from pipeline.memory.store import Match, Memory
from pipeline.model import Draft, Entry, Finding, Key, Offer, Severity
from pipeline.settings import MemorySettings

TOLD = 3
"""Similar texts that are told beside a draft at most."""


class Leverage:
    """An open memory, and how it may be used."""

    def __init__(self, memory: Memory, settings: MemorySettings, report: MemoryReport) -> None:
        self.report = report
        self.memory = memory
        self.settings = settings
        self.languages = memory.languages()
        self.near: dict[tuple[str, Key], tuple[Finding, ...]] = {}
        """Similar texts, to be told beside the drafts, by path and key."""

    def fill(self, target: Target) -> None:
        """Give a target what the memory offers; what the machine need not draft is no longer among its needs."""
        if not {target.source, target.language} <= self.languages:
            return
        offers = self._offers(target)
        approved = {key.text for key, offer in offers.items() if offer.approved}
        # Equals in the article follow what is approved.
        offers = {key: o for key, o in offers.items() if o.approved or key.text not in approved}
        target.drafts.update(offers)
        target.needs = tuple(k for k in target.needs if k not in offers and k.text not in approved)
        count = sum(offer.approved for offer in offers.values())
        self.report.approved += count
        self.report.offered += len(offers) - count

    def _offers(self, target: Target) -> dict[Key, Offer]:
        """What the memory offers; entries that have it already need nothing more."""
        needs = set(target.needs)
        texts = [slot.key.text for slot in target.slots]
        places = {slot.key: at for at, slot in enumerate(target.slots)}
        found: dict[Key, Offer] = {}
        for entry in target.open:
            at = places[entry.key]
            around = texts[at - 1] if at else "", texts[at + 1] if at + 1 < len(texts) else ""
            offer = self._exact(target, entry, *around)
            if not offer and entry.key in needs:
                offer = self._near(target, entry)
            if offer and (offer.approved or offer.text != entry.translation):
                found[entry.key] = offer
            elif offer:
                needs.discard(entry.key)  # the draft that is there says what the memory says
        target.needs = tuple(key for key in target.needs if key in needs)
        return found

    def _exact(self, target: Target, entry: Entry, before: str, after: str) -> Offer | None:
        found = [
            match
            for match in self.memory.exact(
                target.source, target.language, entry.text, kind=kind_of(entry), before=before, after=after
            )
            if _fits(match, entry)
        ]
        if not found:
            return None
        offer = Offer(found[0].unit.target, entry.text, 100, found[0].via)
        here = {m.unit.target for m in found if m.same_place and m.unit.approved}
        return replace(offer, approved=len(here) == 1 and self._is_clean(target, entry, offer))

    def _is_clean(self, target: Target, entry: Entry, offer: Offer) -> bool:
        approved = replace(entry, translation=offer.text, flags=(), comments=(), extracted=())
        findings = judge_of(target)(approved)
        return not any(f.severity is Severity.ERROR for f in findings)

    def _near(self, target: Target, entry: Entry) -> Offer | None:
        found = self.memory.fuzzy(target.source, target.language, entry.text, self.settings.least, TOLD)
        if found and found[0].percent >= self.settings.draft and _fits(found[0], entry):
            unit, adapt = found[0].unit, target.options.adapt
            text = adapt(unit.source, entry.text, unit.target) if adapt else None
            offer = Offer(text or unit.target, unit.source, found[0].percent)
            if not target.options.origin or self._is_clean(target, entry, offer):
                return offer
        if found:
            self.near[target.path, entry.key] = tuple(_told(match) for match in found)
        return None

    def noted(self, target: Target, key: Key, draft: Draft) -> Draft:
        """A draft with the similar texts that people translated."""
        told = self.near.pop((target.path, key), ())
        return replace(draft, findings=(*draft.findings, *told)) if told else draft


def _fits(match: Match, entry: Entry) -> bool:
    """Whether a translation has the entry's tags: those of other segments would be no tags of this article."""
    return sorted(inline.tag_labels(match.unit.target)) == sorted(inline.tag_labels(entry.text))


def _told(match: Match) -> Finding:
    unit = match.unit
    message = f"{match.percent} %: “{unit.source}” was translated “{unit.target}”."
    return Finding("memory-near", Severity.INFO, message, language=unit.target_language)
