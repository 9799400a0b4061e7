"""The packages that ship with termlock: whole, honest about themselves, and safe for any text."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.engines.argos import ArgosEngine
from pipeline.engines.batches import Limits, parts_of
from pipeline.engines.packages import find_packages
from pipeline.engines.reading import STARTER, read_starter, target_vocabulary
from pipeline.errors import EngineError
from pipeline.model import Request
from tests.engines.conftest import MakePackage
from tests.engines.tiny import SENTENCES

DATA = json.loads((STARTER / "package.json").read_text(encoding="utf-8"))
MOST_BYTES = 60_000_000


def test_the_weights_are_those_that_were_shipped() -> None:
    weights = (STARTER / "model" / "model.bin").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == DATA["sha256"]


def test_the_weights_are_there_once_and_small() -> None:
    files = [path for path in STARTER.rglob("*") if path.is_file()]
    assert [p.name for p in files].count("model.bin") == 1
    assert sum(path.stat().st_size for path in files) < MOST_BYTES


def test_only_trained_directions_are_declared_and_their_prefixes_are_known() -> None:
    packages = list(read_starter())
    assert {f"{p.source}-{p.target}" for p in packages} == {"en-ru", "ru-en", "en-zh", "zh-en"}
    assert {p.target_prefix for p in packages} <= target_vocabulary(STARTER / "model")
    assert all(p.source_positions == DATA["position_limit"] for p in packages)
    assert all(p.starter and p.tokenizer_file.is_file() for p in packages)
    assert DATA["licence"]


def test_every_direction_is_served_and_says_that_it_is_the_starter(starter: ArgosEngine) -> None:
    languages = ("ru", "en", "zh")
    assert starter.missing([(a, b) for a in languages for b in languages if a != b]) == ()
    version = DATA["version"]
    assert starter.origin("en", "ru") == f"argos starter-en_ru {version}"
    assert starter.origin("ru", "zh") == f"argos starter-ru_en {version} + starter-en_zh {version}"


def test_one_model_in_memory_serves_all_directions_and_is_released(starter: ArgosEngine) -> None:
    starter.translate([Request("да", "ru", "zh"), Request("是", "zh", "ru"), Request("yes", "en", "zh")])
    assert len(starter._models) == 1
    starter.close()
    assert not starter._models
    assert starter.translate([Request("yes", "en", "ru")])[0]


SHORT = (
    "", " ", "\n\t\u2028", "  leading and trailing  ", "two\nlines\r\nand more", ">>ru<<", "say >>zh<< now",
    "</s> <s> <unk>", "😀👩‍🔬🇷🇺", "الفيتامين ك٢", "\x00\x07", "\ud800", "⟦XT0X⟧ {0} %s __init__",
)  # fmt: skip
LONG = (
    "😀" * 31, "ﷺ" * 5, "e\u0301" * 125, "Vitamin K2, " * 35, "слово" * 80, "维生素" * 130, "1" * 125, "_" * 125,
)  # fmt: skip
"""Of one kind each, and just too long for one go: a weak model loops to its bound on each part."""
ODD = SHORT + LONG


def test_the_long_odd_texts_are_cut_and_the_short_ones_are_not(starter: ArgosEngine) -> None:
    package = starter.packages.by_direction["en", "ru"]
    model, limits = starter.model(package), Limits.of(package)
    cuts = [len(list(parts_of(0, text, model.tokenizer, limits))) for text in ODD]
    assert set(cuts[len(SHORT) :]) == {2}, cuts
    assert all(cut <= 1 for cut in cuts[: len(SHORT)]), cuts


@pytest.mark.parametrize(("source", "target"), [("en", "ru"), ("ru", "zh")])
def test_no_text_is_too_odd(starter: ArgosEngine, source: str, target: str) -> None:
    found = starter.translate([Request(text, source, target) for text in ODD])
    for text, hypotheses in zip(ODD, found, strict=True):
        assert hypotheses
        for h in hypotheses:
            h.text.encode("utf-8")
            assert h.text == h.text.strip()
            assert not any(token in h.text for token in ("</s>", "<unk>", ">>", "▁"))
            assert all(0 <= k.source.start < k.source.end <= len(text) for k in h.links)
            assert all(0 <= k.target.start < k.target.end <= len(h.text) for k in h.links)
    assert [h[0].text for t, h in zip(ODD, found, strict=True) if not t.strip()] == [""] * 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_is_translated(starter: ArgosEngine, text: str) -> None:
    (found,) = starter.translate([Request(text, "en", "ru")])
    assert found


def test_the_end_of_a_long_text_is_translated_too(starter: ArgosEngine) -> None:
    text = "Vitamin K2 is good for bones, and calcium is needed as well. " * 80
    (found,) = starter.translate([Request(text, "en", "ru")])
    assert max(k.source.end for k in found[0].links) > len(text) * 0.95


def test_a_translation_does_not_depend_on_its_company(starter: ArgosEngine) -> None:
    """The bound of its decoding, its order and its place in a batch are its own."""
    alone = [starter.translate([Request(t, "en", "ru")])[0] for t in SENTENCES]
    among = starter.translate([Request(t, "en", "ru") for t in (*SENTENCES, *ODD, *SENTENCES)])
    assert [a[0].text for a in alone] == [a[0].text for a in among[: len(SENTENCES)]]
    assert among[: len(SENTENCES)] == among[-len(SENTENCES) :]


def test_a_damaged_starter_is_a_finding_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "starter"
    shutil.copytree(STARTER, copy)
    (copy / "model" / "model.bin").write_bytes(b"cut")
    with pytest.raises(EngineError) as error:
        list(read_starter(copy))
    assert (error.value.code, error.value.path) == ("package-damaged", str(copy))
    (copy / "package.json").write_text("[]")
    with pytest.raises(EngineError):
        list(read_starter(copy))
    monkeypatch.setattr("pipeline.engines.packages.read_starter", lambda: read_starter(copy))
    found = find_packages(None)
    assert [f.check for f in found.findings] == ["package-damaged"]
    assert found.by_direction == {}


def test_drafting_loads_neither_torch_nor_what_argostranslate_translates_with(
    make_package: MakePackage, tmp_path: Path
) -> None:
    """Packages are found without CTranslate2, and used without stanza, spacy and torch."""
    make_package("en", "ru")
    code = f"""
import pathlib, sys
from pipeline.engines import create_engine
from pipeline.model import Request
from pipeline.settings import EngineSettings
engine = create_engine("argos", EngineSettings(packages="packages"), pathlib.Path({str(tmp_path)!r}))
assert engine.origin("en", "ru") == "argos en_ru 1.9"
assert "ctranslate2" not in sys.modules
assert all(engine.translate([Request("Да", "ru", "zh"), Request("yes", "en", "ru")]))
wrong = {{"torch", "stanza", "spacy", "argostranslate.translate"}} & set(sys.modules)
assert not wrong, wrong
"""
    subprocess.run([sys.executable, "-c", code], check=True)
