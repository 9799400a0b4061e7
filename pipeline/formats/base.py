"""What every format offers: a pure function from decoded text to blocks and skipped stretches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.model import Address, Block, Skip

FURNITURE = (
    r"skip to (?:main )?content",
    r"перейти к (?:основному )?(?:содержанию|содержимому)",
    r"跳[转到至]{1,2}(?:主要)?内容",
    r"\d+\s*min(?:ute)?s? read",
    r"(?:время чтения|читать)\s*:?\s*\d+\s*мин\w*\.?",
    r"本文\s*\d+\s*字\s*阅读\s*\d+\s*分钟",
)
"""Patterns of site furniture excluded by default (`formats.exclude` in the settings)."""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """Settings that change how an article comes apart."""

    exclude: tuple[str, ...] = FURNITURE
    """Regular expressions; a block whose whole text matches one (case ignored) is skipped as `excluded`."""
    html_include: tuple[str, ...] = ()
    """CSS selectors; when given, only what lies inside them is translated. Empty: `article` or `main` if any."""
    html_exclude: tuple[str, ...] = ("nav", "[role=navigation]", ".skip-link")
    """CSS selectors whose elements are skipped as `excluded`."""
    front_matter: tuple[str, ...] = ("title", "description", "summary")
    """Front matter keys whose values are translated."""
    translate_bibliography: bool = False
    """Whether cited works become segments."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """An article come apart."""

    blocks: tuple[Block, ...]
    """In the order of the article."""
    skips: tuple[Skip, ...]
    """All that stands in no block; together with the pieces they cover every character that is not white space."""
    language: str = ""
    """Language the article itself declares (`<html lang>`, front matter `lang`), as written; empty if none."""
    addresses: tuple[Address, ...] = ()
    """Links and images, in their order."""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format articles come in."""

    name: str
    suffixes: tuple[str, ...]
    """Lower case, with the dot."""
    parse: Callable[[str, ParseOptions], Parsed]
