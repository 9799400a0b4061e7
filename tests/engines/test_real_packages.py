"""Tokenizers and configurations of packages as users have them (weights are not needed)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.engines.reading import read_package, target_vocabulary
from pipeline.engines.tokenizer import SentencePiece
from pipeline.errors import EngineError
from tests.conftest import SHARED

FOLDER = SHARED / "argos-packages-without-weights"
PACKAGES = sorted(FOLDER.glob("translate-*")) if FOLDER.is_dir() else []
pytestmark = pytest.mark.skipif(not PACKAGES, reason="needs a data folder beside the checkout")

TEXTS = {
    "ru": ["Витамин K2 активирует матриксный Gla-белок.", "Ещё раз: доза — 45 мкг в сутки (p < 0,05).", "а_б и XT0X"],
    "en": ["Matrix Gla protein (MGP) needs vitamin K2.", "Take 45 mcg, i.e. 0.045 mg, a day; don't skip.", "a_b __x__"],
    "zh": ["维生素K2激活基质Gla蛋白。", "每日45微克，不要超过。", "甲萘醌-7_MK"],
}  # fmt: skip


@pytest.mark.parametrize("path", PACKAGES, ids=lambda p: p.name)
def test_pieces_join_to_the_text_and_underscores_survive(path: Path) -> None:
    tokenizer = SentencePiece(path / "sentencepiece.model")
    source, target = json.loads((path / "metadata.json").read_text())["from_code"], path.name[-6:-4]
    assert target in TEXTS
    for text in TEXTS[source]:
        pieces, spans = tokenizer.encode(text)
        joined, places = tokenizer.decode(pieces)
        plain = tokenizer.processor.normalize(text).replace("▁", " ").strip()
        assert joined == plain
        assert joined.count("_") == text.count("_")
        assert "".join(joined[s.start : s.end] for s in places) == joined.replace(" ", "")
        covered = {at for span in spans for at in range(span.start, span.end)}
        assert {at for at, c in enumerate(text) if not c.isspace()} <= covered


@pytest.mark.parametrize("path", PACKAGES, ids=lambda p: p.name)
def test_a_bos_token_of_the_configuration_is_in_the_vocabulary(path: Path) -> None:
    config = json.loads((path / "model" / "config.json").read_text())
    vocabulary = target_vocabulary(path / "model")
    assert config["eos_token"] in vocabulary
    if config["add_source_bos"]:
        assert config["bos_token"] in vocabulary


@pytest.mark.parametrize("path", PACKAGES, ids=lambda p: p.name)
def test_a_language_typed_in_the_text_is_no_command(path: Path) -> None:
    pieces, _ = SentencePiece(path / "sentencepiece.model").encode("see >>cmn_Hant<< and >>ru<<")
    assert not any(piece.startswith(">>") and piece.endswith("<<") for piece in pieces)


def test_packages_without_weights_are_told_as_damaged() -> None:
    with pytest.raises(EngineError, match=r"model/model\.bin is missing"):
        read_package(PACKAGES[0])
