"""Figures of packages as the profile keeps them, and which package they speak for.

    measured en-ru health@1f0c2d3e 5b0c...   ->  chrf, bleu, ... of that package on that text

The last part of a key is the package's fingerprint, so that another version is measured anew. Only
figures of the same text are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from pipeline.engines.profile import Profiles, fingerprint
from pipeline.engines.reading import InstalledPackage

_KIND = "measured"
BUILT_IN = "health"
"""Name of the text that ships with termlock; a name of a file begins with `file:`."""


def text_label(name: str) -> str:
    """A text's name without its digest, as people read it."""
    return name.rpartition("@")[0].removeprefix("file:")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one way of translating on one text; shares are from 0 to 1."""

    rows: int
    chrf: float
    """0 to 100, by sacrebleu."""
    bleu: float
    """0 to 100, by sacrebleu; Chinese by characters."""
    length: float
    """Share of translations that are shorter or longer than a person's would be."""
    half_width: float
    """Share of Chinese translations with half-width marks beside Chinese characters."""
    repeated: float
    """Share of translations in which words are said again as broken decoders do."""
    untranslated: float
    """Share of translations that are empty, the source again, or in another script."""
    speed: float
    """Words of the source a second; in Chinese, characters."""
    seen: float = 0.0
    """Share of the rows that the package may have been trained with: such figures flatter it."""
    terms: float = -1.0
    """Share of terms in an approved form, by the engine alone; under 0 where there was none."""
    at: float = 0.0
    """When it was measured, seconds since 1970."""


def remember(
    profiles: Profiles, text: str, direction: str, way: Sequence[InstalledPackage], found: Figures
) -> None:
    """Keep what was measured of a way in a direction (`ru-zh`) on a text."""
    profiles.put(f"{_KIND} {direction} {text} {fingerprint(way)}", asdict(found))


def figures_of(profiles: Profiles, direction: str, way: Sequence[InstalledPackage]) -> Mapping[str, Figures]:
    """What is known of a way, by the text it was measured on, the last measured first."""
    own = ""
    found: dict[str, Figures] = {}
    for key in profiles.keys_of(f"{_KIND} {direction} "):
        *_, text, measured = key.split(" ")
        own = own or fingerprint(way)
        if measured == own and (figures := _figures(profiles.get(key) or {})):
            found[text] = figures
    return dict(sorted(found.items(), key=lambda item: -item[1].at))


def _figures(rates: Mapping[str, float]) -> Figures | None:
    """None for what another version of termlock kept in another way."""
    names = {field.name for field in fields(Figures)}
    if set(rates) != names:
        return None
    return Figures(rows=int(rates["rows"]), **{name: rates[name] for name in names - {"rows"}})


def best(candidates: Sequence[InstalledPackage], profiles: Profiles) -> InstalledPackage:
    """The package with the highest chrF, else the first of the candidates.

    They are compared on one text, a person's own before the built-in one, and only if the first of them
    was measured on it. Figures of text that a package may have been trained with do not count.
    """
    first = candidates[0]
    if len(candidates) == 1:
        return first
    direction = f"{first.source}-{first.target}"
    scores: dict[str, dict[int, Figures]] = defaultdict(dict)
    for number, package in enumerate(candidates):
        for text, figures in figures_of(profiles, direction, [package]).items():
            if not figures.seen:
                scores[text][number] = figures
    fit = [text for text, found in scores.items() if 0 in found and len(found) > 1]
    if not fit:
        return first
    text = max(fit, key=lambda text: (not text.startswith(f"{BUILT_IN}@"), scores[text][0].at))
    return candidates[max(scores[text], key=lambda number: (scores[text][number].chrf, -number))]
