"""Workspaces whose catalogues a person has worked on, for tests of publishing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.batch.publish import publish
from pipeline.batch.run import RunOptions, run
from pipeline.catalogue import po, states
from pipeline.checks.registry import CHECKS
from pipeline.languages import locale_name
from pipeline.model import Catalogue, Entry
from pipeline.settings import find_workspace


def article(place: Path, path: str, text: str | bytes) -> None:
    """Write a source file."""
    file = place / "sources" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


def settings(place: Path, text: str) -> None:
    (place / "termlock.toml").write_text(text, encoding="utf-8")


def made(place: Path, engine: str = "none") -> None:
    """Run the main job."""
    run(find_workspace(place), RunOptions(engine=engine))


def catalogue_file(place: Path, language: str, name: str) -> Path:
    return place / "output/locale" / locale_name(language) / "LC_MESSAGES" / f"{name}.po"


def rewrite(place: Path, language: str, name: str, change: object) -> None:
    """Put each active entry of a catalogue through `change`."""
    assert callable(change)
    file = catalogue_file(place, language, name)
    catalogue: Catalogue = po.parse(file.read_bytes(), str(file))
    entries = tuple(entry if entry.obsolete else change(entry) for entry in catalogue.entries)
    file.write_bytes(po.serialize(replace(catalogue, entries=entries)))


def approved(entry: Entry, translation: str) -> Entry:
    """The entry as a person leaves it who typed a translation and took the flag away."""
    extracted = tuple(line for line in entry.extracted if not line.startswith(states.MARK))
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(entry, translation=translation, flags=flags, extracted=extracted)


def approve(place: Path, language: str, name: str, translations: Mapping[str, str]) -> None:
    """Type and approve translations, by their sources."""
    rewrite(
        place,
        language,
        name,
        lambda e: approved(e, translations[e.text]) if e.text in translations else e,
    )


def ignore(entry: Entry, check: str) -> Entry:
    """The entry with a finding that a person ignored by name."""
    line = f"termlock: ignore {check} {states.text_hash(entry.text, entry.translation)}"
    return replace(entry, comments=(*entry.comments, line))


def ignore_all(entry: Entry) -> Entry:
    """The entry with every finding ignored that there can be."""
    for check in CHECKS:
        entry = ignore(entry, check.id)
    return entry


def page(place: Path, path: str) -> str:
    """A published page."""
    return (place / "output/site" / path).read_bytes().decode("utf-8")


__all__ = [
    "approve", "approved", "article", "catalogue_file", "find_workspace", "ignore", "ignore_all", "made", "page",
    "publish", "rewrite", "settings",
]  # fmt: skip
