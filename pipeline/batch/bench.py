"""Which batches and threads translate fastest on this computer: `termlock bench`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.batch.models import Place
from pipeline.engines.argos import ArgosEngine
from pipeline.engines.batches import BATCH_TOKENS
from pipeline.engines.model import available_cores, threads
from pipeline.engines.packages import Packages, find_packages, missing_packages
from pipeline.engines.reading import InstalledPackage
from pipeline.measuring.sets import health_rows
from pipeline.model import Request
from pipeline.settings import EngineSettings

BATCHES = (256, 512, 1024, 2048, 4096)
"""Tokens of a batch that are tried."""
SENTENCES = 300
NOTABLE = 1.05
"""How much faster than the settings something must be to be advised."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What one way of working took."""

    batch_tokens: int
    inter_threads: int
    intra_threads: int
    tokens: float
    """Source tokens a second."""
    sentences: float
    """Sentences a second."""
    is_set: bool
    """Whether the settings say so."""


def bench(
    place: Place,
    direction: tuple[str, str],
    settings: EngineSettings,
    sentences: int = SENTENCES,
    progress: Callable[[str, int, int], None] | None = None,
) -> tuple[str, list[Speed]]:
    """The label of the package that a run would use, and the speeds of it, the fastest first.

    Sentences of the health set are translated with each way of working, after a few to warm up.
    Raises EngineError (`packages-missing`, or what is wrong with the package).
    """
    packages = find_packages(place.folder, with_starter=place.starter, root=place.root, prefer=place.prefer)
    package = packages.by_direction.get(direction)
    if package is None:
        raise missing_packages(packages, [direction])
    texts = list(dict.fromkeys(row[direction[0]] for row in health_rows() if row[direction[0]]))
    texts = texts[:: max(1, len(texts) // sentences)][:sentences]
    set_ = (settings.batch_tokens or BATCH_TOKENS, *threads(settings))
    found = []
    ways = list(_ways(settings))
    for number, way in enumerate(ways):
        tokens, seconds = _timed(package, texts, way)
        shown = (way.batch_tokens, way.inter_threads, way.intra_threads)
        found.append(Speed(*shown, tokens / seconds, len(texts) / seconds, shown == set_))
        if progress:
            progress(package.label, number + 1, len(ways))
    return package.label, sorted(found, key=lambda speed: -speed.tokens)


def _ways(settings: EngineSettings) -> Iterator[EngineSettings]:
    """Each size of batches with the threads that are set, then other threads with the size that is set."""
    inter, intra = threads(settings)
    size = settings.batch_tokens or BATCH_TOKENS
    for tokens in sorted({*BATCHES, size}):
        yield replace(settings, batch_tokens=tokens, inter_threads=inter, intra_threads=intra)
    cores = available_cores()
    for one, other in sorted(
        {(cores, 1), (1, cores), (max(1, cores // 2), min(2, cores))} - {(inter, intra)}
    ):
        yield replace(settings, batch_tokens=size, inter_threads=one, intra_threads=other)


def _timed(package: InstalledPackage, texts: Sequence[str], settings: EngineSettings) -> tuple[int, float]:
    """Source tokens of the texts, and the seconds that they take."""
    direction = (package.source, package.target)
    engine = ArgosEngine(Packages({direction: package}), settings)
    try:
        model = engine.model(package)
        tokens = sum(len(model.tokenizer.encode(text)[0]) for text in texts)
        engine.translate([Request(text, *direction) for text in texts[:4]])
        start = time.perf_counter()
        engine.translate([Request(text, *direction) for text in texts])
        return tokens, time.perf_counter() - start
    finally:
        engine.close()


def advice(speeds: Sequence[Speed]) -> str:
    """What to set, in a sentence."""
    best, now = speeds[0], next((speed for speed in speeds if speed.is_set), None)
    if now is None or best.tokens < NOTABLE * now.tokens:
        return "The settings are as good as any of these."
    wanted = [f"batch_tokens = {best.batch_tokens}"] if best.batch_tokens != now.batch_tokens else []
    if (best.inter_threads, best.intra_threads) != (now.inter_threads, now.intra_threads):
        wanted += [f"inter_threads = {best.inter_threads}", f"intra_threads = {best.intra_threads}"]
    gain = best.tokens / now.tokens - 1
    return f"{gain:.0%} faster than the settings: {', '.join(wanted)} under [engine] in termlock.toml."
