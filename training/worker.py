"""One training process: takes batches until a step is full, then updates its share of the weights."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.batches import IGNORED
from training.held import Held, load_held
from training.loss import cross_entropy
from training.model import PAD, Shape, Translator
from training.optimizer import Memory, Optimizer, Place

GUIDED = 1.0
"""Weight of the guided attention's loss beside the cross-entropy, a token."""
AVERAGE_EVERY = 5
AVERAGE_STEPS = 100
"""How many steps the average looks back, about; less at the beginning."""
SAVE_SECONDS = 240


class Job:
    """What the processes share."""

    def __init__(
        self, shape: Shape, places: list[Place], memory: Memory, workers: int, batches: int, work: Path,
        look: float, step: int, tokens: float, context: Any,
    ) -> None:  # fmt: skip
        self.shape, self.places, self.memory, self.workers, self.work = shape, places, memory, workers, work
        self.look = look
        self.barrier = context.Barrier(workers)
        self.lock = context.Lock()
        self.batches = batches
        self.taken = context.Value("i", 0)
        self.step = context.Value("i", step)
        self.rate = context.Value("d", 0.0)
        self.tokens = context.Value("d", tokens)
        self.counted = context.Array("d", [0.0] * (3 * workers))
        """Predicted tokens, loss and guided loss of each process in this step."""
        self.stopped = context.Value("i", 0)
        self.ended = context.Value("i", 0)


def network(shape: Shape, places: list[Place], flat: Tensor) -> Translator:
    """A network whose parameters are views of flat memory."""
    with torch.device("meta"):
        model = Translator(shape)
    model = model.to_empty(device="cpu")
    fresh = Translator(Shape(8, shape.width, 8, 0, 0, shape.heads))
    model.positions = fresh.positions
    for place, parameter in zip(places, model.parameters(), strict=True):
        parameter.data = place.of(flat)
    return model


class Worker:
    def __init__(self, job: Job, queue: Any, number: int) -> None:
        torch.set_num_threads(1)
        self.job, self.queue, self.number = job, queue, number
        self.model = network(job.shape, job.places, job.memory.working)
        self.optimizer = Optimizer(job.places, job.memory, number, job.workers)
        self.gradient = job.memory.gradients[number]
        embedding = next(place for place in job.places if place.name == "embedding")
        self.model.gradient = embedding.of(self.gradient)
        self.curve = Curve(job, self.model) if number == 0 else None

    def run(self) -> None:
        job = self.job
        while not job.ended.value:
            self.gradient.zero_()
            mine = [0.0, 0.0, 0.0]
            while self.claim():
                for k, value in enumerate(self.learn(self.queue.get())):
                    mine[k] += value
            job.counted[3 * self.number : 3 * self.number + 3] = mine
            job.barrier.wait()
            self.update()
            job.barrier.wait()
            if self.curve:
                self.curve.after()
                job.taken.value = 0
                job.ended.value = job.stopped.value
            job.barrier.wait()
        if self.curve:
            self.curve.look()
            self.curve.save()

    def claim(self) -> bool:
        """Whether there is one more batch of this step to learn from."""
        with self.job.lock:
            if self.job.taken.value >= self.job.batches:
                return False
            self.job.taken.value += 1
            return True

    def learn(self, batch: tuple[Tensor, Tensor, Tensor]) -> tuple[float, float, float]:
        """Add a batch's gradient; its predicted tokens, loss and guided loss."""
        source, target, links = batch
        labels = target[:, 1:]
        states, weights = self.model(source, target[:, :-1])
        keep = labels != PAD
        keep[:, 0] = False  # the language token is given
        loss = cross_entropy(states[keep], self.model.embedding, labels[keep], self.model.gradient)
        guided = (links != IGNORED).nonzero(as_tuple=True)
        attended = -weights[:, *guided, links[guided]].clamp(1e-6).log().mean(0).sum()
        (loss + GUIDED * attended).backward()
        for place, parameter in zip(self.job.places, self.model.parameters(), strict=True):
            if parameter.grad is not None:
                place.of(self.gradient).add_(parameter.grad)
                parameter.grad = None
        with self.job.lock:
            self.job.tokens.value += int((source != PAD).sum()) + int((target != PAD).sum())
        return (
            float(keep.sum()),
            float(loss.detach()),
            float(attended.detach()) / max(1, len(guided[0])) * float(keep.sum()),
        )

    def update(self) -> None:
        job = self.job
        tokens = sum(job.counted[::3])
        step = job.step.value + 1
        average = (
            1 / (min(AVERAGE_STEPS, 10 + step / 3) / AVERAGE_EVERY) if step % AVERAGE_EVERY == 0 else 0.0
        )
        self.optimizer.step(step, tokens, job.rate.value, min(1.0, average))


class Curve:
    """The log of a run: step, tokens, loss, held-out losses."""

    def __init__(self, job: Job, model: Translator) -> None:
        self.job, self.model = job, model
        self.held: list[Held] = load_held(job.work)
        self.began = self.looked = self.saved = time.monotonic()
        self.first_tokens = job.tokens.value
        self.sums = [0.0, 0.0, 0.0]

    def after(self) -> None:
        """After each step."""
        self.job.step.value += 1
        for k in range(3):
            self.sums[k] += sum(self.job.counted[k::3])
        now = time.monotonic()
        if now - self.looked > 60 * self.job.look:
            self.look()
            self.looked = time.monotonic()
        if now - self.saved > SAVE_SECONDS:
            self.save()
            self.saved = time.monotonic()

    def look(self) -> None:
        """Measure the average of the weights on the held-out text, in bits a character."""
        job = self.job
        minutes = (time.monotonic() - self.began) / 60
        model = network(job.shape, job.places, job.memory.average.bfloat16())
        predicted, loss, attended = self.sums
        seen = job.tokens.value
        speed = (seen - self.first_tokens) / (60 * minutes)
        cells = [
            f"{minutes:.1f} min",
            f"step {job.step.value}",
            f"{seen / 1e6:.2f} M tokens",
            f"{speed:.0f} tokens/s",
            f"rate {job.rate.value:.2f}",
            f"loss {loss / max(predicted, 1):.3f}",
            f"guided {attended / max(predicted, 1):.3f}",
            *(f"{held.name} {held.bits(model):.3f}" for held in self.held),
        ]
        self.sums = [0.0, 0.0, 0.0]
        with (job.work / "curve.tsv").open("a", encoding="utf-8") as file:
            file.write("\t".join(cells) + "\n")

    def save(self) -> None:
        job = self.job
        state: dict[str, Any] = {
            "shape": job.shape.as_dict(), "step": job.step.value, "tokens": job.tokens.value,
            "memory": {name: value.clone() for name, value in job.memory.state().items()},
        }  # fmt: skip
        partial = job.work / "checkpoint.partial"
        torch.save(state, partial)
        partial.replace(job.work / "checkpoint.pt")


def work(job: Job, queue: Any, number: int) -> None:
    Worker(job, queue, number).run()
