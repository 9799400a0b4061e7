"""One CTranslate2 model with its tokenizer: distinct texts in, hypotheses out."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pipeline.engines.batches import BATCH_TOKENS, Batch, Limits, Part, batches_of, halves, parts_of
from pipeline.engines.hypotheses import join, read_result
from pipeline.engines.reading import InstalledPackage, damaged, read_config, target_vocabulary
from pipeline.engines.tokenizer import Tokenizer, load_tokenizer
from pipeline.errors import EngineError
from pipeline.model import Hypothesis
from pipeline.settings import EngineSettings

MOST_INTER = 8
"""Batches at once at most, where the settings do not say: each takes memory."""
_PAUSE, _LONGEST_PAUSE = 0.0005, 0.02
"""Seconds between looks at whether a batch is done."""


def load_model(package: InstalledPackage, settings: EngineSettings) -> Model:
    """Load a package's weights and tokenizer.

    Raises EngineError: `package-damaged`, `library-missing`, or `compute-type` and `no-device` when
    this computer cannot do what is set.
    """
    import ctranslate2

    inter, intra = threads(settings)
    try:
        # The translator brackets what it is given as the model's config.json says (BOS, EOS).
        translator = ctranslate2.Translator(
            str(package.model),
            device=settings.device,
            compute_type=settings.compute_type,
            inter_threads=inter,
            intra_threads=intra,
        )
        tokenizer = load_tokenizer(package)
        end = _end_token(package)
    except ImportError as error:
        raise EngineError(
            "library-missing",
            f"This package's tokenizer needs a library that is not installed: {error}.",
            path=str(package.path),
            advice="Install what termlock's requirements.txt names.",
        ) from error
    except Exception as error:  # the libraries raise RuntimeError, ValueError, OSError for broken files
        if isinstance(error, ValueError) and "compute type" in str(error):
            raise EngineError(
                "compute-type",
                f"{error}.",
                advice='Set engine.compute_type in termlock.toml to "default" or "int8".',
            ) from error
        if settings.device != "cpu" and "CUDA" in str(error):
            raise EngineError(
                "no-device",
                f"No card can be used: {error}.",
                advice='Install its driver and libraries, or set engine.device in termlock.toml to "cpu".',
            ) from error
        raise damaged(package.path, f"{type(error).__name__}: {error}") from error
    return Model(translator, tokenizer, settings, inter, end)


def threads(settings: EngineSettings, cores: int = 0) -> tuple[int, int]:
    """Batches at once, and threads for each. Many small beat few large: a batch a core, with one thread."""
    cores = cores or available_cores()
    inter = settings.inter_threads or max(1, min(cores // max(1, settings.intra_threads), MOST_INTER))
    return inter, settings.intra_threads or max(1, cores // inter)


def available_cores() -> int:
    """Of those that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on this system
        return os.cpu_count() or 1


def _end_token(package: InstalledPackage) -> str:
    """The token that closes a translation."""
    return str(read_config(package.model).get("eos_token") or "</s>")


class Model:
    """Weights in memory; used for every direction that shares them."""

    def __init__(
        self, translator: Any, tokenizer: Tokenizer, settings: EngineSettings, inter: int, end: str
    ) -> None:
        self.translator = translator
        self.tokenizer = tokenizer
        self.beam = max(1, settings.beam_size)
        self.inter = inter
        self.batch_tokens = settings.batch_tokens or BATCH_TOKENS
        self.end = end
        self._checked: set[str] = set()

    def check(self, package: InstalledPackage) -> None:
        """Raises EngineError when the package's prefix is unknown to the model: it would be in any language."""
        prefix = package.target_prefix
        if not prefix or prefix in self._checked:
            return
        if prefix not in target_vocabulary(package.model):
            raise damaged(package.path, f"its target prefix {prefix} is not in its vocabulary")
        self._checked.add(prefix)

    def translate(
        self,
        texts: Sequence[str],
        package: InstalledPackage,
        hypotheses: int,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[str, Sequence[Hypothesis]]]:
        """Hypotheses of each of distinct texts, as they are done; ends early once it is `stopped`.

        Raises EngineError (`engine-failed`).
        """
        limits = Limits.of(package)
        parts: list[Part] = []
        left: dict[int, int] = {}
        for index, text in enumerate(texts):
            before = len(parts)
            parts += parts_of(index, text, self.tokenizer, limits)
            left[index] = len(parts) - before
            if not left[index]:
                yield text, (Hypothesis("", 0.0),)
        found: dict[int, list[tuple[Part, Sequence[Hypothesis]]]] = {}
        for part, result in self._run(
            batches_of(parts, limits, self.batch_tokens), package, hypotheses, stopped
        ):
            done = found.setdefault(part.text, [])
            done.append((part, read_result(part, result, self.tokenizer, self.end)))
            if len(done) == left[part.text]:
                yield texts[part.text], join(found.pop(part.text), package.target)

    def _run(
        self,
        batches: Iterator[Batch],
        package: InstalledPackage,
        hypotheses: int,
        stopped: Callable[[], bool],
    ) -> Iterator[tuple[Part, Any]]:
        """Parts with what CTranslate2 made of them; a few batches are always waiting for a free thread."""
        waiting: deque[tuple[Batch, list[Any]]] = deque()
        more = True
        while more or waiting:
            while more and len(waiting) <= 2 * self.inter:
                batch = next(batches, None)
                more = batch is not None
                if batch:
                    waiting.append((batch, self._submit(batch, package, hypotheses)))
            if not _awaited(waiting[0][1] if waiting else (), stopped):
                return
            if waiting:
                yield from self._results(*waiting.popleft(), package, hypotheses)

    def _submit(self, batch: Batch, package: InstalledPackage, hypotheses: int) -> list[Any]:
        prefix = [package.target_prefix] if package.target_prefix else None
        return list(
            self.translator.translate_batch(
                [part.pieces for part in batch.parts],
                target_prefix=[prefix] * len(batch.parts) if prefix else None,
                asynchronous=True,
                beam_size=self.beam,
                num_hypotheses=max(1, min(hypotheses, self.beam)),
                return_scores=True,
                return_attention=True,
                return_end_token=True,
                max_input_length=0,
                max_decoding_length=batch.bound,
            )
        )

    def _results(
        self, batch: Batch, jobs: list[Any], package: InstalledPackage, hypotheses: int
    ) -> Iterator[tuple[Part, Any]]:
        try:
            results = [job.result() for job in jobs]
        except (RuntimeError, ValueError, MemoryError) as error:
            if len(batch.parts) == 1:
                raise EngineError(
                    "engine-failed", f"The engine failed: {error}.", path=str(package.path)
                ) from error
            for half in halves(batch):
                yield from self._results(half, self._submit(half, package, hypotheses), package, hypotheses)
            return
        yield from zip(batch.parts, results, strict=True)


def _awaited(jobs: Sequence[Any], stopped: Callable[[], bool]) -> bool:
    """Wait for jobs in Python, where signals are heard; False if it was stopped before they were done."""
    pause = _PAUSE
    for job in jobs:
        while not job.done():
            if stopped():
                return False
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
    return not stopped()
