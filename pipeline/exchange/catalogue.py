"""Catalogues (`.po`) that come from other people or tools, as proposals.

OmegaT writes no `fuzzy`, and what was not translated it leaves empty or writes the source there; so a text
from OmegaT counts as approved only where it differs from the source and from what stands here.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline import languages
from pipeline.catalogue import po, states
from pipeline.catalogue.trust import trusted
from pipeline.exchange.units import UNKNOWN, Proposal, Proposals
from pipeline.model import Entry, Finding, State


def read_po(
    data: bytes, article: str, language: str, path: str = "", *, omegat: bool = False, accept: bool = False
) -> Proposals:
    """What a catalogue proposes; `language` where its header names none. Raises CatalogueError.

    `accept`: a person says that drafts whose flags vanished together are approved.
    """
    catalogue = po.parse(data, path)
    header = dict(catalogue.header)
    source = languages.normalise(header.get("X-Source-Language", ""))
    target = languages.known_or_said(header.get("Language", "")) or language
    entries = [entry for entry in catalogue.entries if not entry.obsolete]
    if accept:
        entries = [states.accepted(entry) for entry in entries]
    entries, findings = trusted(entries, path, accept=omegat or accept)
    findings = [_advised(finding) for finding in findings]
    if omegat:
        findings = []
        entries = [entry for entry in entries if entry.translation != entry.text]
    found = (_proposal(entry, article, source, target, flagless=omegat) for entry in entries)
    return Proposals(tuple(found), tuple(findings))


def _advised(finding: Finding) -> Finding:
    """A finding as it is to be told of a file that is imported."""
    return replace(finding, message=finding.message.replace("termlock run", "termlock import"))


def _proposal(entry: Entry, article: str, source: str, target: str, *, flagless: bool) -> Proposal:
    approved = states.state(entry) is State.APPROVED
    identity = f"{states.text_hash(entry.context, entry.text)}.{UNKNOWN}"
    return Proposal(
        article, source, target, entry.text, entry.translation, approved, identity, entry.comments,
        line=entry.line, flagless=flagless,
    )  # fmt: skip
