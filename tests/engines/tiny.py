"""Argos packages small enough to be made by a test: random weights, a vocabulary of a few pieces."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SENTENCES = (
    "Vitamin K2 activates matrix Gla protein.",
    "Витамин K2 активирует матриксный Gla-белок.",
    "维生素K2激活基质Gla蛋白。",
    "It takes 45 mcg of MK-7 a day, or 1,000 mg of calcium (p < 0.05).",
    "Менахинон-7 принимают по 45 мкг в сутки; кальций — по 1000 мг.",
    "动脉钙化与骨质疏松，甲萘醌-7每日45微克。",
)
SPECIAL = ("<unk>", "<s>", "</s>")
BPE_CODES = "#version: 0.2\nc a</w>\nv i\nvi t\na m\n"


def make_model(folder: Path, vocabulary: Sequence[str], *, positions: int = 64, **config: Any) -> Path:
    """A CTranslate2 model of one layer with random weights; `config` goes to its config.json."""
    import ctranslate2
    import numpy as np

    rng, dim = np.random.default_rng(1), 16
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 2, pre_norm=True)

    def random(*shape: int) -> Any:
        return (rng.standard_normal(shape) * 0.4).astype(np.float32)

    def linear(layer: Any, out: int, into: int) -> None:
        layer.weight, layer.bias = random(out, into), random(out)

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(dim, np.float32), np.zeros(dim, np.float32)

    embedding = random(len(vocabulary), dim)
    for side in (spec.encoder, spec.decoder):
        table = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        table.weight, side.scale_embeddings = embedding, True
        side.position_encodings.encodings = random(positions, dim)
        layer = side.layer[0]
        for part in (layer.self_attention.layer_norm, layer.ffn.layer_norm, side.layer_norm):
            norm(part)
        linear(layer.self_attention.linear[0], 3 * dim, dim)
        linear(layer.self_attention.linear[1], dim, dim)
        linear(layer.ffn.linear_0, 32, dim)
        linear(layer.ffn.linear_1, dim, 32)
    cross = spec.decoder.layer[0].attention
    norm(cross.layer_norm)
    for part, out in zip(cross.linear, (dim, 2 * dim, dim), strict=True):
        linear(part, out, dim)
    spec.decoder.projection.weight = embedding
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    settings = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "decoder_start_token": "<s>"}
    for name, value in (settings | config).items():
        setattr(spec.config, name, value)
    spec.validate()
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    return folder


def train_tokenizer(folder: Path) -> Path:
    """`sentencepiece.model` with a byte fallback, learnt from a few sentences."""
    import sentencepiece

    folder.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES * 20),
        model_prefix=str(folder / "sentencepiece"),
        vocab_size=420,
        hard_vocab_limit=False,
        byte_fallback=True,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        user_defined_symbols=[">>ru<<"],
        minloglevel=2,
    )
    (folder / "sentencepiece.vocab").unlink()
    return folder / "sentencepiece.model"


def pieces_of(model: Path) -> list[str]:
    import sentencepiece

    processor: Any = sentencepiece.SentencePieceProcessor(model_file=str(model))
    return [processor.id_to_piece(i) for i in range(len(processor))]


def write_metadata(folder: Path, source: str, target: str, version: str = "1.9", **more: Any) -> None:
    data = {"package_version": version, "argos_version": "1.9", "from_code": source, "to_code": target}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "metadata.json").write_text(json.dumps(data | more), encoding="utf-8")
