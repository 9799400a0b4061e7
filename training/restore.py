"""Go on from what was shipped: python -m training.restore --starter DIR --work DIR [--encoder 6]

DIR is laid out as pipeline/engines/starter. Writes WORK/restored.pt, a start for `training.train --start`,
and WORK/sentencepiece.model. The int8 weights are multiplied out; what the optimizer knew is lost, and
the rate rises anew. With --encoder the network grows: a new layer adds nothing until it has learned.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import torch

from training.binary import read_weights
from training.model import Shape, Translator
from training.optimizer import Memory, layout
from training.pairs import Array

_NORMS = {"gamma": "weight", "beta": "bias"}


def names(shape: Shape) -> dict[str, tuple[str, ...]]:
    """For each matrix or vector of the model.bin, the parameters that stand in it, one below another."""
    found: dict[str, tuple[str, ...]] = {"encoder/embeddings_0/weight": ("embedding",)}

    def linear(there: str, *here: str) -> None:
        for part in ("weight", "bias"):
            found[f"{there}/{part}"] = tuple(f"{name}.{part}" for name in here)

    def norm(there: str, here: str) -> None:
        for part, own in _NORMS.items():
            found[f"{there}/{part}"] = (f"{here}.{own}",)

    for side, layers in (("encoder", shape.encoder), ("decoder", shape.decoder)):
        norm(f"{side}/layer_norm", f"{side}_norm")
        for number in range(layers):
            there, here = f"{side}/layer_{number}", f"{side}.{number}"
            norm(f"{there}/self_attention/layer_norm", f"{here}.norm1")
            linear(f"{there}/self_attention/linear_0", *(f"{here}.attention.{k}" for k in "qkv"))
            linear(f"{there}/self_attention/linear_1", f"{here}.attention.out")
            if side == "decoder":
                norm(f"{there}/attention/layer_norm", f"{here}.norm2")
                linear(f"{there}/attention/linear_0", f"{here}.cross.q")
                linear(f"{there}/attention/linear_1", f"{here}.cross.k", f"{here}.cross.v")
                linear(f"{there}/attention/linear_2", f"{here}.cross.out")
            norm(f"{there}/ffn/layer_norm", f"{here}.norm{3 if side == 'decoder' else 2}")
            linear(f"{there}/ffn/linear_0", f"{here}.ffn.inner")
            linear(f"{there}/ffn/linear_1", f"{here}.ffn.outer")
    return found


def shape_of(variables: dict[str, Array]) -> Shape:
    """The sizes of the network that a model.bin holds."""

    def layers(side: str) -> int:
        return sum(
            name.startswith(f"{side}/layer_") and name.endswith("/ffn/linear_0/bias") for name in variables
        )

    vocabulary, width = variables["encoder/embeddings_0/weight"].shape
    inner = len(variables["encoder/layer_0/ffn/linear_0/weight"])
    heads = int(variables["encoder/num_heads"].item())
    return Shape(vocabulary, width, inner, layers("encoder"), layers("decoder"), heads)


def restored(model: Path, encoder: int = 0) -> tuple[Shape, dict[str, torch.Tensor]]:
    """The network in a model.bin and its flat memory, its encoder with so many layers if that is more."""
    variables = read_weights(model)
    old = shape_of(variables)
    shape = Shape(**{**old.as_dict(), "encoder": max(encoder, old.encoder)})
    torch.manual_seed(old.encoder)
    fresh = Translator(shape)
    places = {place.name: place for place in layout(fresh)}
    memory = Memory(sum(place.size for place in places.values()), 1)
    for place, parameter in zip(places.values(), fresh.parameters(), strict=True):
        place.of(memory.weights).copy_(parameter.detach())
    for there, here in names(old).items():
        parts = np.split(variables[there], len(here))
        for name, part in zip(here, parts, strict=True):
            places[name].of(memory.weights).copy_(torch.from_numpy(np.array(part)))
    memory.average.copy_(memory.weights)
    return shape, memory.state()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--starter", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--encoder", type=int, default=0, help="layers, if more than there are")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    shape, memory = restored(args.starter / "model" / "model.bin", args.encoder)
    described = json.loads((args.starter / "package.json").read_text(encoding="utf-8"))
    state = {"shape": shape.as_dict(), "step": 0, "tokens": float(described["tokens"]), "memory": memory}
    torch.save(state, args.work / "restored.pt")
    shutil.copyfile(args.starter / "sentencepiece.model", args.work / "sentencepiece.model")


if __name__ == "__main__":
    main()
