"""The sentences of a workspace as other engines are given them: the same cut, the same packages."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pipeline import inline
from pipeline.batch.discover import discover
from pipeline.batch.prepare import prepare
from pipeline.batch.terms import load_terms
from pipeline.engines.reading import InstalledPackage, read_starter
from pipeline.settings import find_workspace


@dataclass(frozen=True, slots=True)
class Text:
    """One article."""

    language: str
    blocks: tuple[tuple[str, ...], ...]
    """Sentences of each paragraph, heading or item."""


def texts_of(place: Path) -> list[Text]:
    workspace = find_workspace(place, place)
    terms, _ = load_terms(workspace)
    made = []
    for source in discover(workspace).sources:
        prepared = prepare(source, workspace.settings, terms)
        blocks: dict[int, list[str]] = {}
        for segment in prepared.segments:
            blocks.setdefault(segment.block, []).append(inline.plain(segment.text))
        made.append(Text(prepared.article.language, tuple(map(tuple, blocks.values()))))
    return made


def packages_in(folder: Path, model: Path | None = None) -> list[InstalledPackage]:
    """The packages that ship with termlock as folders that argostranslate reads, or with another model in them."""
    found = list(read_starter())
    for package in found:
        place = folder / f"{package.source}_{package.target}"
        place.mkdir(parents=True)
        os.symlink(package.path / "sentencepiece.model", place / "sentencepiece.model")
        os.symlink(model or package.path / "model", place / "model")
        data = {"package_version": package.version, "argos_version": "1.11", "type": "translate"}
        data |= {"from_code": package.source, "to_code": package.target}
        data |= {
            "target_prefix": package.target_prefix,
            "from_name": package.source,
            "to_name": package.target,
        }
        (place / "metadata.json").write_text(json.dumps(data), encoding="utf-8")
    return found
