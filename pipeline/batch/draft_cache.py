"""Drafts that were made before, in `.termlock/drafts.sqlite`: no sentence is translated twice.

A draft is found again by all that it depends on: the contents of the packages, the settings of decoding
and of the checks, the program, the text with its tags, and what its terms are locked to. Withheld ones are kept, too.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.batch.cache_file import CacheFile
from pipeline.batch.identity import digest, program
from pipeline.drafting.work import Job
from pipeline.engines.base import Engine
from pipeline.glossary.matching import TermBase
from pipeline.model import Draft, Finding, Severity
from pipeline.settings import Checks, EngineSettings

PLACE = ".termlock/drafts.sqlite"
_FORBIDDEN = "term-forbidden"


class DraftCache:
    """The drafts of a workspace."""

    def __init__(
        self, root: Path, settings: EngineSettings, checks: Checks, engine: Engine, terms: TermBase
    ) -> None:
        self._file = CacheFile(root / PLACE)
        self._terms = terms
        self._engine = engine
        decoding = (settings.device, settings.beam_size, settings.compute_type, settings.batch_tokens)
        self._settings = (*decoding, settings.offer_withheld, checks)
        self._directions: dict[tuple[str, str], bytes] = {}

    def get(self, job: Job) -> Draft | None:
        """The draft of a job; None if there is none, or one with words that are forbidden by now."""
        data = self._file.get(self._key(job))
        draft = _read(data) if data else None
        if draft and draft.text and self._terms.find_forbidden(draft.text, job.target):
            return None
        return draft

    def put(self, drafts: Iterable[tuple[Job, Draft]]) -> None:
        """Keep drafts, but for those that were withheld for a word that may be allowed tomorrow."""
        self._file.put(
            (self._key(job), _written(draft))
            for job, draft in drafts
            if all(finding.check != _FORBIDDEN for finding in draft.withheld)
        )

    def close(self) -> None:
        self._file.close()

    def _key(self, job: Job) -> bytes:
        locks = [(m, self._policy(m.concept), self._terms.approved_forms(m, job.target)) for m in job.matches]
        return digest(self._direction(job.source, job.target), job.text, locks)

    def _policy(self, concept: str) -> str:
        found = self._terms.glossary.concepts.get(concept)
        return str(found.policy) if found else ""

    def _direction(self, source: str, target: str) -> bytes:
        if (source, target) not in self._directions:
            engine = self._engine
            made_by = (engine.name, engine.origin(source, target), engine.fingerprint(source, target))
            self._directions[source, target] = digest(program(), self._settings, source, target, made_by)
        return self._directions[source, target]


def _written(draft: Draft) -> bytes:
    findings = [[_flat(f) for f in found] for found in (draft.withheld, draft.findings)]
    return json.dumps([draft.text, draft.origin, draft.score, *findings], ensure_ascii=False).encode()


def _flat(finding: Finding) -> list[Any]:
    return [
        finding.check, str(finding.severity), finding.message, finding.path, finding.line, finding.segment,
        finding.language,
    ]  # fmt: skip


def _read(data: bytes) -> Draft | None:
    with contextlib.suppress(ValueError, TypeError):
        text, origin, score, withheld, findings = json.loads(data)
        return Draft(text, origin, score, _findings(withheld), _findings(findings))
    return None


def _findings(rows: Iterable[list[Any]]) -> tuple[Finding, ...]:
    return tuple(Finding(row[0], Severity(row[1]), *row[2:]) for row in rows)
