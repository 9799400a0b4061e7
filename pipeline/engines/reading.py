"""Reading one Argos package from its folder, and checking that it can be used."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.engines.installation import package_class
from pipeline.engines.weights import read_weights
from pipeline.errors import EngineError
from pipeline.languages import LANGUAGES, normalise

STARTER = Path(__file__).parent / "starter"
_TOKENIZERS = {"sentencepiece": "sentencepiece.model", "bpe": "bpe.model"}
KEPT_OUT = "termlock_kept_out"
"""In a package's metadata: see `InstalledPackage.kept_out`."""


@dataclass(frozen=True, slots=True)
class InstalledPackage:
    """One direction of translation on this computer."""

    path: Path
    source: str
    target: str
    version: str
    target_prefix: str = ""
    """Token that the decoder begins with; empty if none."""
    tokenizer: str = "sentencepiece"
    """`sentencepiece` or `bpe`."""
    starter: bool = False
    source_positions: int = 0
    """Most tokens that the encoder can take; 0: no limit."""
    target_positions: int = 0
    """Most tokens that the decoder can make; 0: no limit."""
    longest: int = 0
    """Most pieces of a text that the model was trained on; 0 if it is not told."""
    kept_out: int = -1
    """One row in so many of the health set (`pipeline.measuring`) was kept out of its training; 0: none
    was; under 0: the package does not tell."""

    @property
    def model(self) -> Path:
        """Folder of the CTranslate2 model."""
        return self.path / "model"

    @property
    def tokenizer_file(self) -> Path:
        return self.path / _TOKENIZERS[self.tokenizer]

    @property
    def label(self) -> str:
        """`en_ru 1.9`, `starter-en_ru 0.1`."""
        kind = "starter-" if self.starter else ""
        return f"{kind}{self.source}_{self.target} {self.version}".rstrip()


def read_package(path: Path) -> InstalledPackage | None:
    """The package in a folder, as argostranslate reads it; None if it is none for our languages.

    Raises EngineError (`package-damaged`): broken metadata, missing or cut off files, a target
    prefix that is not in the vocabulary (CTranslate2 would silently take `<unk>` for it, and
    translate into any language).
    """
    try:
        package = package_class()(path)
        if package.type != "translate":
            return None
        source, target = package_language(package.from_code), package_language(package.to_code)
        version, prefix = str(package.package_version or ""), str(package.target_prefix or "")
        kept_out = _kept_out(path)
    except Exception as error:  # the reader raises whatever a broken file makes it raise
        raise damaged(path, f"its metadata cannot be read ({type(error).__name__}: {error})") from error
    if not source or not target or source == target:
        return None
    tokenizer = next((kind for kind, name in _TOKENIZERS.items() if (path / name).is_file()), "")
    if not tokenizer:
        raise damaged(path, "it has neither sentencepiece.model nor bpe.model")
    try:
        limits = read_weights(path / "model" / "model.bin")
        read_config(path / "model")
        if prefix and prefix not in target_vocabulary(path / "model"):
            raise ValueError(f"its target prefix {prefix} is not in its vocabulary")
    except FileNotFoundError as error:
        name = Path(error.filename or "model").name
        raise damaged(path, f"model/{name} is missing") from error
    except (OSError, ValueError) as error:
        raise damaged(path, str(error)) from error
    return InstalledPackage(
        path,
        source,
        target,
        version,
        prefix,
        tokenizer,
        source_positions=limits.source_positions,
        target_positions=limits.target_positions,
        kept_out=kept_out,
    )


def _kept_out(path: Path) -> int:
    """What a package made of the starter tells of its training; the key is termlock's own."""
    told = json.loads((path / "metadata.json").read_text(encoding="utf-8")).get(KEPT_OUT, -1)
    return told if isinstance(told, int) else -1


def package_language(code: str) -> str:
    """Ours for a package's code; empty for other languages, traditional Chinese among them."""
    language = normalise(code)
    return language if language in LANGUAGES else ""


def read_config(model: Path) -> dict[str, Any]:
    """A model's `config.json`; empty for old models, which have none. Raises OSError and ValueError."""
    path = model / "config.json"
    if not path.is_file():
        return {}
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"model/config.json is broken ({error})") from error
    if not isinstance(config, dict):
        raise ValueError("model/config.json is broken: it holds no table")
    return config


def target_vocabulary(model: Path) -> frozenset[str]:
    """Tokens that a model can write. Raises OSError and ValueError for files that are not there or broken."""
    for name in ("shared_vocabulary", "target_vocabulary"):
        for path in (model / f"{name}.json", model / f"{name}.txt"):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                return frozenset(json.loads(text) if path.suffix == ".json" else text.split("\n"))
    raise FileNotFoundError(2, "No vocabulary", str(model / "shared_vocabulary.json"))


def damaged(path: Path, what: str) -> EngineError:
    """The error of a package that cannot be used."""
    return EngineError(
        "package-damaged",
        f"The package cannot be used: {what}.",
        path=str(path),
        advice="Install it again, or remove the folder.",
    )


def read_starter(path: Path = STARTER) -> Iterator[InstalledPackage]:
    """The packages that ship with termlock: one copy of the weights for all directions.

    Directions that the model was not trained on are not declared, and go through English.
    Raises EngineError (`package-damaged`).
    """
    try:
        data = json.loads((path / "package.json").read_text(encoding="utf-8"))
        limits = read_weights(path / "model" / "model.bin")
        for direction in data["directions"]:
            source, target = direction.split("-")
            yield InstalledPackage(
                path,
                source,
                target,
                str(data["version"]),
                data["target_prefix"].format(target),
                starter=True,
                source_positions=limits.source_positions,
                target_positions=limits.target_positions,
                longest=int(data.get("longest", 0)),
                kept_out=int(data.get("kept_out", 0)),
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(path, f"{type(error).__name__}: {error}") from error
