"""Candidates for the term base from the articles of a workspace: `termlock glossary suggest`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import inline
from pipeline.batch.discover import discover
from pipeline.batch.prepare import Prepared, prepare
from pipeline.batch.terms import load_terms
from pipeline.errors import InputError
from pipeline.glossary.concepts import Glossary
from pipeline.glossary.protected import protected
from pipeline.glossary.suggestions.base import Passage
from pipeline.glossary.suggestions.ranking import Candidate, suggest
from pipeline.model import Finding
from pipeline.settings import Workspace


def suggest_terms(
    workspace: Workspace, paths: Sequence[Path] = (), *, least: int = 2
) -> tuple[list[Candidate], tuple[Finding, ...]]:
    """What the articles, all or those at `paths`, repeat `least` times or more and no concept covers.

    Articles that cannot be read are findings. Raises UsageError.
    """
    terms, _ = load_terms(workspace)
    found = discover(workspace, paths)
    findings = list(found.findings)
    passages: list[Passage] = []
    for source in found.sources:
        try:
            prepared = prepare(source, workspace.settings, terms)
        except InputError as error:
            findings.append(error.finding())
            continue
        passages += _passages(prepared)
    known = _known(terms.glossary)
    candidates = [c for c in suggest(passages, least) if (c.language, c.text.casefold()) not in known]
    return candidates, tuple(findings)


def _known(glossary: Glossary) -> set[tuple[str, str]]:
    """All forms with their languages, those that a source text is not searched for included."""
    return {
        (language, text.casefold())
        for concept in glossary.concepts.values()
        for language, terms in concept.terms.items()
        for text in (*(form.text for form in terms.approved), *terms.forbidden)
    }


def _passages(prepared: Prepared) -> Iterator[Passage]:
    article = prepared.article
    for segment, matches in zip(prepared.segments, prepared.matches, strict=True):
        text = inline.plain(segment.text)
        # Names that are carried over, such as PIVKA-II, are what a glossary should know; numbers are not.
        kept = (item.span for item in protected(text, article.language) if item.kind != "name")
        covered = sorted({*(match.span for match in matches), *kept})
        yield Passage(article.name, article.language, text, tuple(covered))
