"""Cross-entropy over the vocabulary in stretches that stay in the cache, its gradients made on the way."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

STRETCH = 512
"""Tokens at a time."""


class FusedCrossEntropy(torch.autograd.Function):
    """Sum of the cross-entropies of states (n, width) against an embedding (vocabulary, width).

    The embedding's gradient is added to `into` (float32) at once; only the states' one is passed back.
    """

    @staticmethod
    def forward(ctx: Any, states: Tensor, embedding: Tensor, labels: Tensor, into: Tensor | None) -> Tensor:
        loss = torch.zeros(())
        gradient = torch.empty_like(states)
        for start in range(0, len(states), STRETCH):
            h, y = states[start : start + STRETCH], labels[start : start + STRETCH, None]
            logits = h @ embedding.T
            loss -= torch.log_softmax(logits, dim=-1).gather(1, y).float().sum() if into is None else 0
            if into is None:
                continue
            p = torch.softmax(logits, dim=-1)
            right = p.gather(1, y)
            loss -= right.float().clamp(1e-9).log().sum()
            p.scatter_(1, y, right - 1)
            gradient[start : start + STRETCH] = p @ embedding
            into += p.T @ h
        ctx.save_for_backward(gradient)
        return loss

    @staticmethod
    def backward(ctx: Any, *outputs: Tensor) -> tuple[Tensor, None, None, None]:
        (gradient,) = ctx.saved_tensors
        return gradient * outputs[0].to(gradient.dtype), None, None, None


def cross_entropy(states: Tensor, embedding: Tensor, labels: Tensor, into: Tensor | None = None) -> Tensor:
    """The summed loss in nats. Without `into` nothing is learned."""
    loss = FusedCrossEntropy.apply(states, embedding.detach(), labels, into)
    assert isinstance(loss, Tensor)
    return loss
