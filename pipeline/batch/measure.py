"""Measuring the packages of a direction side by side, and keeping the figures.

packages of a direction --each translates the same text--> Figures --> the user's profile --> choice at run
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.batch.models import Place, parse_direction
from pipeline.engines.argos import ArgosEngine, Route
from pipeline.engines.measured import Figures, remember, text_label
from pipeline.engines.packages import Packages, find_packages, missing_packages
from pipeline.engines.profile import Profiles, cache_file
from pipeline.errors import EngineError
from pipeline.glossary.matching import TermBase
from pipeline.measuring.figures import figures, scores
from pipeline.measuring.sets import Text, file_text, health_text, is_seen
from pipeline.model import Finding, Request
from pipeline.settings import EngineSettings

Progress = Callable[[str, int, int], None]
"""Is told a package's label, how many texts are translated, and how many there are."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one package, or of two by way of English."""

    label: str
    path: str
    figures: Figures
    used: bool
    """Whether a run uses it."""
    of_unknown_training: bool
    """Whether it does not tell what it was trained with: it may have seen any text."""


@dataclass(slots=True)
class Measurement:
    text: str
    """Label of the text that was measured on."""
    results: list[Measured] = field(default_factory=list)
    """The best first."""
    findings: list[Finding] = field(default_factory=list)


def measure(
    place: Place,
    direction: str,
    settings: EngineSettings,
    *,
    data: Path | None = None,
    terms: TermBase | None = None,
    progress: Progress | None = None,
    profiles: Profiles | None = None,
) -> Measurement:
    """Translate a text with every package of a direction (`ru-en`), and remember the figures.

    `data`: a table in place of the health set. `terms`: the term base that success is told by. Packages that
    `termlock.lock` does not pin are measured too. Raises UsageError, InputError (`no-table`), EngineError
    (`packages-missing`, or what went wrong with the only package, or `library-missing`).
    """
    source, target = parse_direction(direction)
    direction = f"{source}-{target}"
    text = file_text(data, source, target) if data else health_text(source, target)
    scores(["a"], ["a"], target)  # told before the work, if sacrebleu is missing
    packages = find_packages(place.folder, with_starter=place.starter)
    ways = _ways(packages, source, target)
    if not ways:
        raise missing_packages(packages, [(source, target)])
    profiles = profiles or Profiles(cache_file())
    measurement = Measurement(text_label(text.name), findings=list(packages.findings))
    found: list[tuple[Route, Figures]] = []
    for way in ways:
        try:
            found.append((way, _measured(way, direction, text, settings, terms, progress)))
        except EngineError as error:
            if len(ways) == 1:
                raise
            measurement.findings.append(error.finding())
            continue
        remember(profiles, text.name, direction, *found[-1])
    used = find_packages(
        place.folder, with_starter=place.starter, root=place.root, prefer=place.prefer, profiles=profiles
    ).route(source, target)
    measurement.results = [_shown(way, figures, used) for way, figures in found]
    measurement.results.sort(key=lambda result: -result.figures.chrf)
    return measurement


def _ways(packages: Packages, source: str, target: str) -> list[Route]:
    """Each package of the direction, and the way through English where there is none."""
    direct: list[Route] = [(package,) for package in packages.candidates.get((source, target), ())]
    return direct or [route for route in (packages.route(source, target),) if route]


def _measured(
    way: Route,
    direction: str,
    text: Text,
    settings: EngineSettings,
    terms: TermBase | None,
    progress: Progress | None,
) -> Figures:
    source, target = direction.split("-")
    engine = ArgosEngine(Packages({(p.source, p.target): p for p in way}), settings)
    label, done, total = _label(way), 0, len(text.rows)

    def told(count: int) -> None:
        nonlocal done
        done += count
        if progress:
            progress(label, done, total)

    try:
        for package in way:
            engine.model(package)  # loading it is no part of its speed
        began = time.monotonic()
        requests = [Request(row.text, source, target) for row in text.rows]
        translations = [found[0].text for found in engine.translate(requests, hypotheses=1, progress=told)]
        seconds = time.monotonic() - began
    finally:
        engine.close()
    seen = sum(any(is_seen(row, package) for package in way) for row in text.rows) / total
    return figures(
        text.rows, translations, source, target, terms=terms, seconds=seconds, seen=seen, at=time.time()
    )


def _label(way: Route) -> str:
    return " + ".join(package.label for package in way)


def _shown(way: Route, found: Figures, used: Route) -> Measured:
    path = " + ".join(dict.fromkeys("starter" if p.starter else str(p.path) for p in way))
    return Measured(_label(way), path, found, way == used, any(p.kept_out < 0 for p in way))
