"""One model: its configuration is obeyed, any text goes through, failures are met by smaller batches."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.engines.hypotheses import read_result
from pipeline.engines.model import Model, _end_token, load_model, threads
from pipeline.engines.reading import InstalledPackage, read_package
from pipeline.engines.tokenizer import SentencePiece
from pipeline.errors import EngineError
from pipeline.model import Span
from pipeline.settings import EngineSettings
from tests.engines.conftest import MakePackage
from tests.engines.test_cutting import part
from tests.engines.tiny import BPE_CODES, SENTENCES, SPECIAL, make_model, write_metadata

SETTINGS = EngineSettings(inter_threads=1, intra_threads=1)


def read(path: Path) -> InstalledPackage:
    package = read_package(path)
    assert package
    return package


def translated(path: Path, *texts: str, settings: EngineSettings = SETTINGS) -> dict[str, Any]:
    package = read(path)
    return dict(load_model(package, settings).translate(texts, package, 4))


def test_a_package_translates_and_links_lie_inside_both_texts(make_package: MakePackage) -> None:
    found = translated(make_package("en", "ru"), *SENTENCES)
    for text in SENTENCES:
        assert len(found[text]) == 4
        assert found[text][0].score >= found[text][-1].score
        for hypothesis in found[text]:
            assert all(0 <= k.source.start < k.source.end <= len(text) for k in hypothesis.links)
            assert all(0 <= k.target.start < k.target.end <= len(hypothesis.text) for k in hypothesis.links)


@pytest.mark.parametrize(("bos", "eos"), [(False, False), (True, False), (False, True), (True, True)])
def test_what_config_json_says_of_bos_and_eos_is_done_once(tmp_path: Path, bos: bool, eos: bool) -> None:
    """The translator adds the tokens of its configuration, and attention has a column for each piece alone."""
    import ctranslate2

    vocabulary = [*SPECIAL, ">>cmn_Hans<<", *(f"▁w{n}" for n in range(30))]
    words = ["▁w1", "▁w2", "▁w3"]
    made: list[Any] = []
    for name, config, source in (
        ("flags", {"add_source_bos": bos, "add_source_eos": eos}, words),
        ("hand", {}, [">>cmn_Hans<<"] * bos + words + ["</s>"] * eos),
    ):
        folder = make_model(tmp_path / name, vocabulary, bos_token=vocabulary[3], **config)
        translator = ctranslate2.Translator(str(folder), intra_threads=1)
        made += translator.translate_batch([source], max_decoding_length=6, return_attention=True)
    flags, hand = made
    assert flags.hypotheses == hand.hypotheses
    assert [len(row) for row in flags.attention[0]] == [3] * len(flags.attention[0])
    assert list(flags.attention[0][0]) == pytest.approx(hand.attention[0][0][bos : bos + 3], abs=1e-5)


def test_the_prefix_is_given_and_does_not_stand_in_the_text(make_package: MakePackage) -> None:
    plain = translated(make_package("en", "ru"), *SENTENCES)
    marked = translated(make_package("ru", "en", target_prefix=">>ru<<"), *SENTENCES)
    assert all(">>ru<<" not in h.text for found in marked.values() for h in found)
    assert plain != marked


def test_a_prefix_unknown_to_a_shared_model_is_refused(make_package: MakePackage) -> None:
    package = read(make_package("en", "ru"))
    model = load_model(package, SETTINGS)
    model.check(replace(package, target_prefix=">>ru<<"))
    with pytest.raises(EngineError, match=">>xx<<") as error:
        model.check(replace(package, target_prefix=">>xx<<"))
    assert error.value.code == "package-damaged"


def test_text_beyond_the_positions_of_the_model_is_cut_and_joined(make_package: MakePackage) -> None:
    """The tiny model takes 64 positions; more would make CTranslate2 fail for the whole batch."""
    text = "Витамин K2 активирует белок, а кальций — нет. " * 30
    found = translated(make_package("ru", "en"), text, "Vitamin")
    assert max(k.source.end for k in found[text][0].links) > len(text) * 0.9
    assert len(found[text][0].text) > len(found["Vitamin"][0].text)


def test_a_bpe_package_translates_with_links(tmp_path: Path) -> None:
    path = tmp_path / "bpe"
    make_model(path / "model", [*SPECIAL, "vit@@", "am@@", "in", "K2", ".", "_", "is", "ca@@"])
    (path / "bpe.model").write_text(BPE_CODES, encoding="utf-8")
    write_metadata(path, "en", "ru")
    assert read(path).tokenizer == "bpe"
    text = "vitamin K2 is_new."
    found = translated(path, text)
    assert all(text[k.source.start : k.source.end].strip() for h in found[text] for k in h.links)
    assert any(h.links for h in found[text])


def test_damaged_tokenizer_and_weights_are_told_as_such(make_package: MakePackage) -> None:
    path = make_package("en", "ru")
    package = read(path)
    (path / "sentencepiece.model").write_bytes(b"no model")
    with pytest.raises(EngineError) as error:
        load_model(package, SETTINGS)
    assert (error.value.code, error.value.path) == ("package-damaged", str(path))
    shutil.rmtree(path / "model")
    with pytest.raises(EngineError, match="cannot be used"):
        load_model(package, SETTINGS)


def test_a_compute_type_that_the_processor_lacks_names_the_setting(make_package: MakePackage) -> None:
    import ctranslate2

    if "float16" in ctranslate2.get_supported_compute_types("cpu"):
        pytest.skip("this processor has float16")
    with pytest.raises(EngineError, match=r"engine\.compute_type") as error:
        load_model(read(make_package("en", "ru")), EngineSettings(compute_type="float16"))
    assert error.value.code == "compute-type"


def test_one_beam_gives_one_hypothesis(make_package: MakePackage) -> None:
    settings = EngineSettings(beam_size=1, inter_threads=1, intra_threads=1)
    found = translated(make_package("en", "ru"), "Vitamin", settings=settings)
    assert len(found["Vitamin"]) == 1


def test_threads_are_a_batch_a_core_unless_they_are_set() -> None:
    assert threads(EngineSettings(), 4) == (4, 1)
    assert threads(EngineSettings(), 32) == (8, 4)
    assert threads(EngineSettings(intra_threads=2), 4) == (2, 2)
    assert threads(EngineSettings(inter_threads=2), 8) == (2, 4)
    assert threads(EngineSettings(inter_threads=3, intra_threads=5), 2) == (3, 5)
    assert threads(EngineSettings(intra_threads=9), 2) == (1, 9)


class Narrow:
    """A translator with little memory: a batch of more than `most` texts fails."""

    def __init__(self, translator: Any, most: int) -> None:
        self.translator = translator
        self.most = most
        self.sizes: list[int] = []

    def translate_batch(self, source: list[list[str]], **options: Any) -> list[Any]:
        self.sizes.append(len(source))
        if len(source) <= self.most:
            return list(self.translator.translate_batch(source, **options))

        def fail() -> None:
            raise RuntimeError("out of memory")

        return [SimpleNamespace(done=lambda: True, result=fail)] * len(source)


def narrow(package: InstalledPackage, most: int) -> tuple[Model, Narrow]:
    model = load_model(package, SETTINGS)
    model.translator = Narrow(model.translator, most)
    return model, model.translator


def test_a_batch_that_fails_is_halved_until_it_fits(make_package: MakePackage) -> None:
    package = read(make_package("en", "ru"))
    texts = [f"vitamin K{n}" for n in range(10, 23)]
    model, translator = narrow(package, 2)
    found = dict(model.translate(texts, package, 4))
    assert sorted(found) == texts
    assert max(translator.sizes) > 2
    whole = dict(load_model(package, SETTINGS).translate(texts, package, 4))
    assert {t: h[0].text for t, h in found.items()} == {t: h[0].text for t, h in whole.items()}


def test_a_single_text_that_fails_is_an_error_with_its_package(make_package: MakePackage) -> None:
    package = read(make_package("en", "ru"))
    model, _ = narrow(package, 0)
    with pytest.raises(EngineError, match="out of memory") as error:
        list(model.translate(["a", "b"], package, 4))
    assert (error.value.code, error.value.path) == ("engine-failed", str(package.path))


def result(pieces: list[str], rows: list[list[float]]) -> Any:
    return SimpleNamespace(hypotheses=[pieces], scores=[-0.5], attention=[rows])


def test_truncation_is_an_end_that_is_not_there(template: Path) -> None:
    tokenizer = SentencePiece(template / "sentencepiece.model")
    for pieces, truncated in ((["▁a", "</s>"], False), (["▁a", "b"], True), ([], True)):
        rows = [[1.0]] * len(pieces)
        (found,) = read_result(part(1), result(pieces, rows), tokenizer, "</s>")
        assert found.truncated is truncated


def test_control_tokens_are_no_text_and_unknown_words_are_taken_over(template: Path) -> None:
    tokenizer = SentencePiece(template / "sentencepiece.model")
    source = replace(part(2), pieces=["▁see", "▁😀"], spans=[Span(0, 3), Span(4, 5)])
    made = [">>ru<<", "▁см", "<unk>", ">>en<<", "<s>", "</s>"]
    rows = [[1, 0], [0.9, 0.1], [0.2, 0.8], [1, 0], [1, 0], [1, 0]]
    (found,) = read_result(source, result(made, rows), tokenizer, "</s>")
    assert found.text == "см 😀"
    assert [(k.source, k.target) for k in found.links] == [((0, 3), (0, 2)), ((4, 5), (3, 4))]


def test_the_end_token_is_the_one_of_the_configuration(make_package: MakePackage) -> None:
    path = make_package("en", "ru")
    config = json.loads((path / "model/config.json").read_text())
    (path / "model/config.json").write_text(json.dumps(config | {"eos_token": "▁"}))
    assert load_model(read(path), SETTINGS).end == "▁"
    (path / "model/config.json").unlink()
    assert _end_token(read(path)) == "</s>"


def test_a_card_that_is_not_there_is_told_as_such_and_not_as_a_damaged_package(
    make_package: MakePackage,
) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is a card")
    with pytest.raises(EngineError) as caught:
        load_model(read(make_package("en", "ru")), replace(SETTINGS, device="cuda"))
    assert caught.value.code == "no-device"
    assert "engine.device" in caught.value.advice


def test_a_stopped_model_gives_what_is_done_and_ends(make_package: MakePackage) -> None:
    package = read(make_package("en", "ru"))
    model = load_model(package, SETTINGS)
    texts = [f"{text} {'MK-7 ' * n}" for text in SENTENCES for n in range(8)]
    done: list[str] = []
    for text, _ in model.translate(texts, package, 1, lambda: len(done) >= 2):
        done.append(text)
    assert 2 <= len(done) < len(texts)
