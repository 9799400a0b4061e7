"""The network: a pre-norm Transformer whose embeddings are shared by encoder, decoder and output.

It is what CTranslate2's `TransformerSpec` runs, no more: sinusoidal positions, ReLU, biases.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

POSITIONS = 256
PAD = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network."""

    vocabulary: int
    width: int = 256
    inner: int = 1024
    encoder: int = 6
    """Layers."""
    decoder: int = 2
    heads: int = 4

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


def sinusoids(length: int, width: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Position encodings, shape (length, width): sines first, cosines after (as in tensor2tensor)."""
    half = width // 2
    rates = np.exp(np.arange(half) * -(math.log(10000) / (half - 1)))
    angles = np.arange(length)[:, None] * rates[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


class Attention(nn.Module):
    """Multi-head attention of x over a memory."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.q, self.k, self.v, self.out = (nn.Linear(shape.width, shape.width) for _ in range(4))
        for parameter in self.out.parameters():
            nn.init.zeros_(parameter)

    def split(self, x: Tensor) -> Tensor:
        """(batch, length, width) to (batch, heads, length, width / heads)."""
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """The attention's output, and the weights of its heads (batch, heads, length of x, of the memory).

        Written out: PyTorch's fused attention takes ten times as long backwards for sentences on a CPU.
        """
        q, k, v = self.split(self.q(x)), self.split(self.k(memory)), self.split(self.v(memory))
        scores = torch.matmul(q, k.transpose(2, 3)).float() * (q.shape[-1] ** -0.5)
        weights = torch.softmax(scores if mask is None else scores + mask, dim=-1)
        y = torch.matmul(weights.to(v.dtype), v)
        return self.out(y.transpose(1, 2).flatten(2)), weights


class FeedForward(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(shape.width, shape.inner), nn.Linear(shape.inner, shape.width)
        for parameter in self.outer.parameters():
            nn.init.zeros_(parameter)

    def forward(self, x: Tensor) -> Tensor:
        return self.outer(torch.relu_(self.inner(x)))


class EncoderLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.attention, self.ffn = Attention(shape), FeedForward(shape)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        y = self.norm1(x)
        x = x + self.attention(y, y, mask)[0]
        return x + self.ffn(self.norm2(x))


class DecoderLayer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(shape.width) for _ in range(3))
        self.attention, self.cross, self.ffn = Attention(shape), Attention(shape), FeedForward(shape)

    def forward(
        self, x: Tensor, causal: Tensor, memory: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor]:
        """The layer's output, and the weights of its attention over the memory."""
        y = self.norm1(x)
        x = x + self.attention(y, y, causal)[0]
        found, weights = self.cross(self.norm2(x), memory, mask)
        x = x + found
        return x + self.ffn(self.norm3(x)), weights


class Translator(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Parameter(torch.randn(shape.vocabulary, shape.width) * shape.width**-0.5)
        self.encoder = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder))
        self.decoder = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        # A decoder whose layers add nothing yet would be sure of the piece that it was given.
        nn.init.constant_(self.decoder_norm.weight, 0.25)
        self.gradient: Tensor | None = None
        """Where the embedding's gradient is added up, in float32; without it nothing is learned."""
        self.register_buffer(
            "positions", torch.from_numpy(sinusoids(POSITIONS, shape.width)), persistent=False
        )

    def embed(self, ids: Tensor) -> Tensor:
        x = looked_up(ids, self.embedding, self.gradient) * math.sqrt(self.shape.width)
        return x + self.positions[: ids.shape[1]].to(x.dtype)

    def forward(self, source: Tensor, target: Tensor) -> tuple[Tensor, Tensor]:
        """Decoder states (batch, target length, width), and (decoder layers, batch, target length, source length).

        The second are the weights of the guided heads over the source: the first head of each layer is
        taught what translates what. By the last layer's, terms and tags are placed.
        """
        mask = blocked(source == PAD)[:, None, None] if bool((source == PAD).any()) else None
        memory = self.embed(source)
        for layer in self.encoder:
            memory = layer(memory, mask)
        memory = self.encoder_norm(memory)
        length = target.shape[1]
        causal = blocked(torch.ones(length, length, dtype=torch.bool).triu(1))
        x = self.embed(target)
        guided = []
        for layer in self.decoder:
            x, weights = layer(x, causal, memory, mask)
            guided.append(weights[:, 0])
        return self.decoder_norm(x), torch.stack(guided)


class _Lookup(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, ids: Tensor, embedding: Tensor, into: Tensor | None) -> Tensor:
        ctx.save_for_backward(ids)
        ctx.into = into
        return embedding[ids]

    @staticmethod
    def backward(ctx: Any, *outputs: Tensor) -> tuple[None, None, None]:
        (ids,) = ctx.saved_tensors
        if ctx.into is not None:
            ctx.into.index_add_(0, ids.flatten(), outputs[0].flatten(0, 1).float())
        return None, None, None


def looked_up(ids: Tensor, embedding: Tensor, into: Tensor | None) -> Tensor:
    """Rows of the embedding; their gradient is added to `into` (bfloat16 would lose the frequent ones')."""
    found = _Lookup.apply(ids, embedding, into)
    assert isinstance(found, Tensor)
    return found


def blocked(places: Tensor) -> Tensor:
    """What is added to scores so that places are not looked at."""
    return torch.zeros(places.shape).masked_fill_(places, -1e9)
