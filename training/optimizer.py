"""Muon for matrices, Adam for embeddings and vectors, over flat memory that processes share.

Muon (Jordan 2024): momentum whose singular values are made about 1 by Newton-Schulz iterations,
so that every direction of a matrix learns. It needs about half the tokens that Adam needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

MATRIX_RATE = 0.02
VECTOR_RATE = 0.003
MOMENTUM = 0.95
BETAS = (0.9, 0.98)
WEIGHT_DECAY = 0.03
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parameter stands in flat memory."""

    name: str
    offset: int
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        return math.prod(self.shape)

    def of(self, flat: Tensor) -> Tensor:
        """The parameter's part of flat memory, in its shape."""
        return flat[self.offset : self.offset + self.size].view(self.shape)


def layout(model: nn.Module) -> list[Place]:
    places, offset = [], 0
    for name, parameter in model.named_parameters():
        places.append(Place(name, offset, tuple(parameter.shape)))
        offset += parameter.numel()
    return places


class Memory:
    """Weights and what is known of them, shared between processes.

    `weights`, `momentum`, `second`, `average` are float32, `working` is what the network computes
    with, `gradients` has a row for each process.
    """

    def __init__(self, size: int, processes: int) -> None:
        self.weights, self.momentum, self.second, self.average = (
            torch.zeros(size).share_memory_() for _ in range(4)
        )
        self.working = torch.zeros(size, dtype=torch.bfloat16).share_memory_()
        self.gradients = torch.zeros(processes, size).share_memory_()

    def state(self) -> dict[str, Tensor]:
        return {name: getattr(self, name) for name in ("weights", "momentum", "second", "average")}

    def load(self, state: dict[str, Tensor]) -> None:
        for name, value in state.items():
            getattr(self, name).copy_(value)
        self.working.copy_(self.weights)


def orthogonal(matrices: Tensor) -> Tensor:
    """Matrices (number, rows, columns) with their singular values made about 1; bfloat16."""
    a, b, c = _COEFFICIENTS
    tall = matrices.shape[1] > matrices.shape[2]
    x = (matrices.transpose(1, 2) if tall else matrices).bfloat16()
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(_ROUNDS):
        square = torch.bmm(x, x.transpose(1, 2))
        x = torch.baddbmm(x, torch.baddbmm(square, square, square, beta=b, alpha=c), x, beta=a)
    return x.transpose(1, 2) if tall else x


def is_matrix(place: Place) -> bool:
    return len(place.shape) == 2 and place.name != "embedding"


class Optimizer:
    """One process's part of the step: its share of the matrices, and a stretch of everything else."""

    def __init__(self, places: Sequence[Place], memory: Memory, process: int, processes: int) -> None:
        self.memory = memory
        matrices = sorted((p for p in places if is_matrix(p)), key=lambda p: p.shape)
        self.groups: dict[tuple[int, ...], list[Place]] = {}
        for place in matrices[process::processes]:
            self.groups.setdefault(place.shape, []).append(place)
        self.vectors = list(_stretches([p for p in places if not is_matrix(p)], process, processes))

    def step(self, number: int, tokens: float, rate: float, average: float) -> None:
        """Update the weights from the sum of all processes' gradients over so many tokens.

        `rate` multiplies the rates; `average` is how far the average moves towards the weights.
        """
        for places in self.groups.values():
            self._muon(places, tokens, rate)
        for stretch in self.vectors:
            self._adam(stretch, number, tokens, rate)
        for stretch in (
            *(slice(p.offset, p.offset + p.size) for g in self.groups.values() for p in g),
            *self.vectors,
        ):
            self.memory.working[stretch] = self.memory.weights[stretch]
            if average:
                self.memory.average[stretch].lerp_(self.memory.weights[stretch], average)

    def _muon(self, places: Sequence[Place], tokens: float, rate: float) -> None:
        directions = []
        for place in places:
            gradient = self._gradient(place) / tokens
            momentum = place.of(self.memory.momentum)
            momentum.lerp_(gradient, 1 - MOMENTUM)
            directions.append(gradient.lerp_(momentum, MOMENTUM))
        rows, columns = places[0].shape
        speed = rate * MATRIX_RATE * max(1, rows / columns) ** 0.5
        for place, update in zip(places, orthogonal(torch.stack(directions)), strict=True):
            weights = place.of(self.memory.weights)
            weights.mul_(1 - rate * MATRIX_RATE * WEIGHT_DECAY).sub_(update.float(), alpha=speed)

    def _gradient(self, place: Place) -> Tensor:
        return self.memory.gradients[:, place.offset : place.offset + place.size].sum(0).view(place.shape)

    def _adam(self, stretch: slice, number: int, tokens: float, rate: float) -> None:
        gradient = self.memory.gradients[:, stretch].sum(0) / tokens
        first, second = self.memory.momentum[stretch], self.memory.second[stretch]
        first.lerp_(gradient, 1 - BETAS[0])
        second.lerp_(gradient.square_(), 1 - BETAS[1])
        scale = math.sqrt(1 - BETAS[1] ** number) / (1 - BETAS[0] ** number)
        self.memory.weights[stretch].addcdiv_(
            first, second.sqrt().add_(1e-9), value=-rate * VECTOR_RATE * scale
        )


def _stretches(places: Iterable[Place], process: int, processes: int) -> Iterable[slice]:
    """This process's equal part of each place."""
    for place in places:
        part = -(-place.size // processes)
        start = place.offset + process * part
        end = min(start + part, place.offset + place.size)
        if start < end:
            yield slice(start, end)
