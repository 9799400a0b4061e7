"""Measuring which batches and threads are fastest on a computer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.batch.bench import Speed, advice, bench
from pipeline.batch.models import Place
from pipeline.engines import batches
from pipeline.engines.argos import ArgosEngine
from pipeline.engines.model import threads
from pipeline.engines.packages import find_packages
from pipeline.errors import EngineError
from pipeline.model import Request
from pipeline.settings import EngineSettings
from tests.conftest import Run


def speed(tokens: float, batch: int = 2048, *, inter: int = 2, is_set: bool = False) -> Speed:
    return Speed(batch, inter, 1, tokens, tokens / 25, is_set)


def test_sizes_and_threads_are_measured_the_fastest_first() -> None:
    settings = EngineSettings(beam_size=1, batch_tokens=300, inter_threads=1, intra_threads=1)
    label, found = bench(Place.of(None), ("en", "ru"), settings, sentences=6)
    assert label.startswith("starter-en_ru ")
    assert [s.tokens for s in found] == sorted((s.tokens for s in found), reverse=True)
    assert {256, 300, 512, 1024, 2048, 4096} == {s.batch_tokens for s in found}
    assert [(s.batch_tokens, s.inter_threads, s.intra_threads) for s in found if s.is_set] == [(300, 1, 1)]
    assert len({(s.batch_tokens, s.inter_threads, s.intra_threads) for s in found}) == len(found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([speed(100, is_set=True), speed(90, 512)], "as good as any"),
        ([speed(104, 512), speed(100, is_set=True)], "as good as any"),
        (
            [speed(130, 512), speed(100, is_set=True)],
            "30% faster than the settings: batch_tokens = 512 under",
        ),
        ([speed(150, inter=4), speed(100, is_set=True)], ": inter_threads = 4, intra_threads = 1 under"),
    ],
)
def test_what_is_notably_faster_is_advised(found: list[Speed], said: str) -> None:
    assert said in advice(found)


def test_a_direction_without_a_package_is_told() -> None:
    with pytest.raises(EngineError) as told:
        bench(Place.of(None), ("ru", "zh"), EngineSettings(), sentences=4)
    assert told.value.code == "packages-missing"


def test_the_setting_bounds_the_batches_of_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    of = batches.batches_of

    def counted(parts: object, limits: object, tokens: int) -> object:
        made = list(of(parts, limits, tokens))  # type: ignore[arg-type]
        seen.extend(max(len(p.pieces) for p in batch.parts) * len(batch.parts) for batch in made)
        return iter(made)

    monkeypatch.setattr("pipeline.engines.model.batches_of", counted)
    texts = [f"Magnesium is found in {n} foods." for n in ("many", "few", "some", "most", "all", "good")]
    engine = ArgosEngine(find_packages(None), EngineSettings(batch_tokens=24, beam_size=1))
    engine.translate([Request(text, "en", "ru") for text in texts])
    assert len(seen) > 1
    assert max(seen) <= 24


def test_the_command_prints_a_table_or_json(termlock: Run, tmp_path: Path) -> None:
    shown = termlock("bench", "en-zh", "--sentences", "4", cwd=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "tokens/s" in shown.stdout
    assert "starter-en_zh" in shown.stdout
    made = json.loads(termlock("bench", "en-zh", "--sentences", "4", "--json", cwd=tmp_path).stdout)
    inter, intra = threads(EngineSettings())
    assert [(s["inter_threads"], s["intra_threads"]) for s in made["speeds"] if s["is_set"]] == [
        (inter, intra)
    ]
    wrong = termlock("bench", "en-fr", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
