"""What of an engine's work are second tries: with placeholders, and in pieces.

python -m benchmarks.speed.tries WORKSPACE      prints the tokens that each call of the engine was given
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pipeline.batch.discover import discover
from pipeline.batch.prepare import prepare
from pipeline.batch.terms import load_terms
from pipeline.draft import Job, draft_all
from pipeline.engines import create_engine
from pipeline.engines.tokenizer import Tokenizer, load_tokenizer
from pipeline.model import Hypothesis, Request
from pipeline.settings import find_workspace


class Counting:
    """An engine that counts the tokens of what it is asked."""

    def __init__(self, engine: Any, tokenizer: Tokenizer) -> None:
        self.engine = engine
        self.tokenizer = tokenizer
        self.calls: list[int] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[Sequence[Hypothesis]]:
        self.calls.append(
            sum(len(self.tokenizer.encode(request.text)[0]) for request in dict.fromkeys(requests))
        )
        found: list[Sequence[Hypothesis]] = self.engine.translate(
            requests, hypotheses=hypotheses, progress=progress
        )
        return found


def main(place: Path) -> None:
    workspace = find_workspace(place, place)
    terms, _ = load_terms(workspace)
    settings = workspace.settings
    argos: Any = create_engine("argos", settings.engine, workspace.root)
    engine = Counting(argos, load_tokenizer(next(iter(argos.packages.by_direction.values()))))
    jobs = []
    for source in discover(workspace).sources:
        prepared = prepare(source, settings, terms)
        language = prepared.article.language
        pairs = list(zip(prepared.segments, prepared.matches, strict=True))
        for target in settings.languages:
            if target != language:
                jobs += [Job(segment.text, language, target, matches) for segment, matches in pairs]
    draft_all(jobs, engine, terms)
    first, *second = engine.calls
    print(json.dumps({"calls": engine.calls, "share": sum(second) / first}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
