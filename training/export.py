"""Write a checkpoint as a starter: python -m training.export --work DIR --out DIR [--version 0.2] [--raw]

OUT gets model/ (int8 CTranslate2 weights for all directions), sentencepiece.model and package.json, as
pipeline/engines/starter has them. The average of the weights is exported, with --raw the last weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
import torch

from training.encode import LONGEST
from training.model import POSITIONS, Shape, Translator, sinusoids
from training.optimizer import layout
from training.prepare import EVERY
from training.vocabulary import BEGIN, END, UNKNOWN

LICENCE = "trained on text under the licences named in MODEL_CARD.md; weights under GPL-3.0-or-later"
DIRECTIONS = ("en-ru", "ru-en", "en-zh", "zh-en")
Weights = dict[str, np.ndarray[Any, Any]]


def checkpoint_weights(file: Path, raw: bool) -> tuple[Shape, Weights]:
    """A checkpoint's weights by name, float32."""
    saved = torch.load(file)
    shape = Shape(**saved["shape"])
    flat = saved["memory"]["weights" if raw else "average"]
    with torch.device("meta"):
        places = layout(Translator(shape))
    return shape, {place.name: place.of(flat).numpy() for place in places}


def specification(shape: Shape, weights: Weights) -> Any:
    """The model as CTranslate2 describes it, its guided head named as the one that aligns."""
    spec = ctranslate2.specs.TransformerSpec.from_config(
        (shape.encoder, shape.decoder),
        shape.heads,
        pre_norm=True,
        alignment_layer=-1,
        alignment_heads=1,
    )
    for side in (spec.encoder, spec.decoder):
        table = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        table.weight = weights["embedding"]
        side.scale_embeddings = True
        side.position_encodings.encodings = sinusoids(POSITIONS, shape.width)
    for name, side in (("encoder", spec.encoder), ("decoder", spec.decoder)):
        _norm(side.layer_norm, weights, f"{name}_norm")
        for number, layer in enumerate(side.layer):
            _layer(layer, weights, f"{name}.{number}.", name == "decoder")
    spec.decoder.projection.weight = weights["embedding"]
    return spec


def _layer(layer: Any, weights: Weights, at: str, decodes: bool) -> None:
    _norm(layer.self_attention.layer_norm, weights, at + "norm1")
    _linear(layer.self_attention.linear[0], weights, *(f"{at}attention.{k}" for k in "qkv"))
    _linear(layer.self_attention.linear[1], weights, at + "attention.out")
    if decodes:
        _norm(layer.attention.layer_norm, weights, at + "norm2")
        _linear(layer.attention.linear[0], weights, at + "cross.q")
        _linear(layer.attention.linear[1], weights, at + "cross.k", at + "cross.v")
        _linear(layer.attention.linear[2], weights, at + "cross.out")
    _norm(layer.ffn.layer_norm, weights, at + ("norm3" if decodes else "norm2"))
    _linear(layer.ffn.linear_0, weights, at + "ffn.inner")
    _linear(layer.ffn.linear_1, weights, at + "ffn.outer")


def _linear(target: Any, weights: Weights, *names: str) -> None:
    target.weight = np.concatenate([weights[name + ".weight"] for name in names])
    target.bias = np.concatenate([weights[name + ".bias"] for name in names])


def _norm(target: Any, weights: Weights, name: str) -> None:
    target.gamma, target.beta = weights[name + ".weight"], weights[name + ".bias"]


def save_model(spec: Any, pieces: list[str], folder: Path) -> None:
    """Write the CTranslate2 model, int8."""
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    begin, end, unknown = (pieces[i] for i in (BEGIN, END, UNKNOWN))
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = begin, end, unknown
    spec.config.decoder_start_token = begin
    spec.validate()
    spec.optimize(quantization="int8")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))


def export(work: Path, checkpoint: Path, out: Path, version: str, raw: bool) -> None:
    shape, weights = checkpoint_weights(checkpoint, raw)
    tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))
    pieces = [tokenizer.id_to_piece(i) for i in range(tokenizer.get_piece_size())]
    save_model(specification(shape, weights), pieces, out / "model")
    shutil.copyfile(work / "sentencepiece.model", out / "sentencepiece.model")
    described = {
        "name": "starter",
        "version": version,
        "licence": LICENCE,
        "directions": DIRECTIONS,
        "target_prefix": ">>{}<<",
        "position_limit": POSITIONS,
        "longest": LONGEST,
        "kept_out": EVERY,
        "tokens": round(torch.load(checkpoint)["tokens"]),
        "sha256": hashlib.sha256((out / "model" / "model.bin").read_bytes()).hexdigest(),
    }
    (out / "package.json").write_text(json.dumps(described, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--checkpoint", type=Path, help="WORK/checkpoint.pt if not given")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0.2")
    parser.add_argument("--raw", action="store_true")
    args = parser.parse_args()
    export(args.work, args.checkpoint or args.work / "checkpoint.pt", args.out, args.version, args.raw)


if __name__ == "__main__":
    main()
