"""The starter's network at the size of the packages that Argos Translate serves: the same drafts, at their cost.

Twice as wide, with heads and inner units to match: each number stands there twice, and what is summed is
halved. Layers that add nothing are put before the last one, and the vocabulary is filled up with pieces that
are never said. The weights of such packages cannot be shipped; this is what they would take.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.binary import read_weights

LAYERS = 6
"""In encoder and decoder, as OpenNMT's and Marian's usual models have."""
PIECES = 32_000
"""Of the vocabularies in ru_en-1_9 and en_ru-1_9; those from and into Chinese have up to 65,000."""
_NEVER = -1e9
Weights = Mapping[str, Any]


def grow(model: Path, out: Path) -> Path:
    """Write a CTranslate2 model, int8, into a new folder. `model`: the starter's."""
    import ctranslate2

    weights = read_weights(model / "model.bin")
    pieces = json.loads((model / "shared_vocabulary.json").read_text(encoding="utf-8"))
    heads = int(weights["encoder/num_heads"].item())
    spec = ctranslate2.specs.TransformerSpec.from_config(
        (LAYERS, LAYERS), 2 * heads, pre_norm=True, alignment_layer=-1, alignment_heads=1
    )
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        table = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        table.weight = _filled(_twice(weights["encoder/embeddings_0/weight"], 1) / np.float32(np.sqrt(2)))
        side.scale_embeddings = True
        side.position_encodings.encodings = _twice(weights["decoder/position_encodings/encodings"], 1)
        _norm(side.layer_norm, weights, f"{name}/layer_norm")
        for layer, number in zip(side.layer, _numbers(weights, name), strict=True):
            _layer(layer, weights, f"{name}/layer_{max(number, 0)}", silent=number < 0)
    spec.decoder.projection.weight = _filled(_twice(weights["encoder/embeddings_0/weight"], 1) / 2)
    never = np.full(PIECES, _NEVER, np.float32)
    never[: len(pieces)] = 0
    spec.decoder.projection.bias = never
    _save(spec, [*pieces, *(f"<never{n}>" for n in range(PIECES - len(pieces)))], model, out)
    return out


def _numbers(weights: Weights, side: str) -> Sequence[int]:
    """The starter's layers, and -1 for those put before the last one."""
    count = sum(name.startswith(f"{side}/layer_") and name.endswith("/ffn/linear_0/bias") for name in weights)
    return [*range(count - 1), *[-1] * (LAYERS - count), count - 1]


def _layer(layer: Any, weights: Weights, at: str, *, silent: bool) -> None:
    """A layer twice as wide. `silent`: its results are multiplied by nothing before they are added."""
    _norm(layer.self_attention.layer_norm, weights, f"{at}/self_attention/layer_norm")
    _linear(layer.self_attention.linear[0], weights, f"{at}/self_attention/linear_0", 3)
    _linear(layer.self_attention.linear[1], weights, f"{at}/self_attention/linear_1", silent=silent)
    if hasattr(layer, "attention"):
        _norm(layer.attention.layer_norm, weights, f"{at}/attention/layer_norm")
        _linear(layer.attention.linear[0], weights, f"{at}/attention/linear_0")
        _linear(layer.attention.linear[1], weights, f"{at}/attention/linear_1", 2)
        _linear(layer.attention.linear[2], weights, f"{at}/attention/linear_2", silent=silent)
    _norm(layer.ffn.layer_norm, weights, f"{at}/ffn/layer_norm")
    _linear(layer.ffn.linear_0, weights, f"{at}/ffn/linear_0")
    _linear(layer.ffn.linear_1, weights, f"{at}/ffn/linear_1", silent=silent)


def _linear(target: Any, weights: Weights, name: str, blocks: int = 1, *, silent: bool = False) -> None:
    """`blocks`: matrices that stand one below another."""
    by = np.float32(0 if silent else 1)
    parts = np.split(weights[f"{name}/weight"], blocks)
    target.weight = np.concatenate([_twice(_twice(part, 1) / 2, 0) for part in parts]) * by
    biases = np.split(weights[f"{name}/bias"], blocks)
    target.bias = np.concatenate([_twice(part, 0) for part in biases]) * by


def _norm(target: Any, weights: Weights, name: str) -> None:
    target.gamma, target.beta = (_twice(weights[f"{name}/{part}"], 0) for part in ("gamma", "beta"))


def _twice(values: Any, axis: int) -> Any:
    return np.concatenate([values, values], axis=axis)


def _filled(table: Any) -> Any:
    """With rows for the pieces that are never said."""
    return np.concatenate([table, np.resize(table, (PIECES - len(table), table.shape[1]))])


def _save(spec: Any, pieces: list[str], model: Path, out: Path) -> None:
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.decoder_start_token = json.loads((model / "config.json").read_text())["decoder_start_token"]
    spec.validate()
    spec.optimize(quantization="int8")
    out.mkdir(parents=True)
    spec.save(str(out))
    shutil.copyfile(model / "config.json", out / "config.json")
