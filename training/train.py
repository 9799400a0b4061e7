"""Train: python -m training.train --work DIR --minutes 150 [--start FILE] [--decay 20] [--pilot NAME]

WORK holds what `training.vocabulary` and `training.encode` wrote. Writes WORK/checkpoint.pt every few
minutes and at the end, and a line of WORK/curve.tsv with each look at the held-out text.

The rate rises, stays, and falls to nothing in the last --decay minutes. A run can be stopped at any
time (SIGTERM) and gone on with from its checkpoint; a run of --decay minutes from any checkpoint
makes a model worth exporting. WORK/decay, a file with a number of minutes, starts the fall of the rate of a
run under way.
"""

from __future__ import annotations

import argparse
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sentencepiece
import torch
import torch.multiprocessing as processes

from training.batches import Batch, Plan, Stream, batches
from training.model import Shape, Translator
from training.optimizer import Memory, layout
from training.pairs import load
from training.placeholders import Masking
from training.prepare import PAIRS
from training.vocabulary import PLACEHOLDERS, prefix
from training.worker import Job, work

LONGEST = 120
SHORTEST = 14
"""Most pieces of a text at the beginning."""
SPECIAL_EARLY = 0.12
"""Share of domain text before the rate falls."""
SPECIAL_LATE = 0.25
MASKED = 0.12
"""Share of the texts with placeholders."""
WARM_STEPS = 60


@dataclass(frozen=True, slots=True)
class Settings:
    work: Path
    minutes: float
    decay: float
    """Minutes in which the rate falls, at the end."""
    ramp: float
    """Tokens after which the longest texts are seen."""
    size: int
    """Tokens of a batch."""
    batches: int
    """Batches of a step."""
    steps: int
    """Most steps; 0: no limit."""
    speed: float
    """Multiplies the rates."""
    look: float
    """Minutes between two looks at the held-out text."""


def streams(work: Path, tokenizer: Any, special: bool, seed: int) -> list[Stream]:
    found = []
    for number, pair in enumerate(PAIRS):
        pairs = load(work / f"{pair}.npz")
        first, second = pair.split("-")
        for reverse, language in ((False, second), (True, first)):
            token = tokenizer.piece_to_id(prefix(language))
            found.append(Stream(pairs, reverse, token, seed + 10 * number + reverse, special))
    return found


class Schedule:
    """The rate and the make-up of the batches, by the clock and by what was seen."""

    def __init__(self, settings: Settings, tokens: float, step: int) -> None:
        self.settings = settings
        self.began = time.monotonic()
        self.first = step
        self.before = tokens
        self.falls = settings.minutes - settings.decay
        self.ends = settings.minutes

    def minutes(self) -> float:
        return (time.monotonic() - self.began) / 60

    def look_for_order(self) -> None:
        """Begin to let the rate fall if WORK/decay says so."""
        order = self.settings.work / "decay"
        if order.exists():
            self.falls = self.minutes()
            self.ends = self.falls + float(order.read_text())
            order.unlink()

    def falling(self) -> bool:
        return self.minutes() >= self.falls

    def over(self) -> bool:
        return self.minutes() >= self.ends

    def rate(self, step: int) -> float:
        warm = min(1.0, (step - self.first + 1) / WARM_STEPS)
        left = (self.ends - self.minutes()) / max(self.ends - self.falls, 1e-3)
        return self.settings.speed * warm * min(1.0, max(left, 0.0))

    def plan(self, tokens: float) -> Plan:
        grown = min(1.0, tokens / self.settings.ramp) if self.settings.ramp else 1.0
        cap = round(SHORTEST * (LONGEST / SHORTEST) ** grown)
        return Plan(cap, SPECIAL_LATE if self.falling() else SPECIAL_EARLY)


class Run:
    """The parent process: makes batches, keeps the clock, saves."""

    def __init__(self, settings: Settings, start: dict[str, Any] | None, shape: Shape, workers: int) -> None:
        self.settings = settings
        tokenizer = sentencepiece.SentencePieceProcessor(
            model_file=str(settings.work / "sentencepiece.model")
        )
        pieces = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
        self.masking = Masking(pieces, [tokenizer.piece_to_id(p) for p in PLACEHOLDERS], MASKED)
        self.shape = shape
        torch.manual_seed(3)
        self.places = layout(Translator(shape))
        self.memory = Memory(sum(p.size for p in self.places), workers)
        step, tokens = (start["step"], start["tokens"]) if start else (0, 0.0)
        if start:
            self.memory.load(start["memory"])
        self.seed = 1000 + step
        self.general = streams(settings.work, tokenizer, False, self.seed)
        self.special = streams(settings.work, tokenizer, True, self.seed + 500)
        self.schedule = Schedule(settings, tokens, step)
        context = processes.get_context("spawn")
        self.queue = context.Queue(maxsize=24)
        self.job = Job(
            shape,
            self.places,
            self.memory,
            workers,
            settings.batches,
            settings.work,
            settings.look,
            step,
            tokens,
            context,
        )
        self.workers = [
            context.Process(target=work, args=(self.job, self.queue, number), daemon=True)
            for number in range(workers)
        ]

    def run(self) -> None:
        for worker in self.workers:
            worker.start()
        signal.signal(signal.SIGTERM, lambda *_: self.stop())
        rounds = 0
        while not self.job.stopped.value:
            plan = self.schedule.plan(self.job.tokens.value)
            for batch in batches(
                self.general, self.special, plan, self.settings.size, self.masking, self.seed + rounds
            ):
                self.put(batch)
                if self.job.stopped.value:
                    break
            rounds += 1
        for worker in self.workers:
            worker.join(120)

    def put(self, batch: Batch) -> None:
        """Hand a batch over, and keep the clock while the workers are busy."""
        self.queue.put(tuple(torch.from_numpy(a) for a in (batch.source, batch.target, batch.links)))
        self.schedule.look_for_order()
        self.job.rate.value = self.schedule.rate(self.job.step.value)
        if self.schedule.over() or 0 < self.settings.steps <= self.job.step.value:
            self.stop()

    def stop(self) -> None:
        self.job.stopped.value = 1


def begin(memory: Memory, shape: Shape, work: Path) -> None:
    """The first weights: random, the embeddings from WORK/embedding.pt where it is there."""
    torch.manual_seed(3)
    model = Translator(shape)
    initial = work / "embedding.pt"
    if initial.exists():
        model.embedding.data.copy_(torch.load(initial))
    for place, parameter in zip(layout(model), model.parameters(), strict=True):
        place.of(memory.weights).copy_(parameter.detach())
    memory.working.copy_(memory.weights)
    memory.average.copy_(memory.weights)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--decay", type=float, default=0.0)
    parser.add_argument("--ramp", type=float, default=8e6)
    parser.add_argument("--size", type=int, default=5000)
    parser.add_argument("--batches", type=int, default=2)
    parser.add_argument("--look", type=float, default=5.0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--encoder", type=int, default=6)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many, to compare recipes")
    parser.add_argument("--speed", type=float, default=1.0, help="multiplies the rates")
    parser.add_argument("--start", type=Path)
    args = parser.parse_args()
    settings = Settings(
        args.work,
        args.minutes,
        args.decay,
        args.ramp,
        args.size,
        args.batches,
        args.steps,
        args.speed,
        args.look,
    )
    start = torch.load(args.start) if args.start else None
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(args.work / "sentencepiece.model"))
    shape = Shape(**start["shape"]) if start else Shape(tokenizer.get_piece_size(), encoder=args.encoder)
    run = Run(settings, start, shape, args.workers)
    if not start:
        begin(run.memory, shape, args.work)
    run.run()


if __name__ == "__main__":
    main()
