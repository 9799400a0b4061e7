"""What can be set in `termlock.toml`; every key has a default."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import languages
from pipeline.formats.base import ParseOptions

FILE_NAME = "termlock.toml"


def _within(default: int, least: int, most: int) -> Any:
    return field(default=default, metadata={"least": least, "most": most})


def _choice(default: str, *allowed: str) -> Any:
    return field(default=default, metadata={"allowed": allowed})


def _some_of(*allowed: str) -> Any:
    return field(default=(), metadata={"allowed": allowed})


@dataclass(frozen=True, slots=True)
class Sources:
    """Where articles are."""

    folder: str = "sources"
    """Holds one folder a language: `ru`, `en`, `zh`."""
    include: tuple[str, ...] = ("**/*.txt", "**/*.md", "**/*.markdown", "**/*.html", "**/*.htm", "**/*.xhtml")
    """Globs below a language's folder."""
    exclude: tuple[str, ...] = ()
    """Globs of files that `include` finds and that are no articles."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The term base."""

    files: tuple[str, ...] = ("glossary/*.csv",)
    """Globs of CSV and TBX files; of a concept that two files hold, the later one counts."""


@dataclass(frozen=True, slots=True)
class Output:
    """Where a run writes."""

    folder: str = "output"
    references: str = _choice("line", "line", "file", "none")
    """What stands in `#:`. Line numbers cause most merge conflicts."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    mode: str = _choice("sentence", "sentence", "block")


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Machine translation."""

    name: str = _choice("argos", "argos", "pseudo", "none")
    packages: str = ""
    """A folder of Argos packages, used beside those that argostranslate installed."""
    starter: bool = True
    """Whether the small packages that ship with termlock are used where no better one is installed."""
    prefer: tuple[str, ...] = ()
    """Which of several packages of a direction is used: `ru-en 1.9`, `en-zh starter`, or its folder's name."""
    device: str = _choice("cpu", "cpu", "cuda", "auto")
    """Where models run; `cuda` needs an NVIDIA card and its libraries, `auto` takes a card where there is one."""
    beam_size: int = _within(4, 1, 64)
    compute_type: str = _choice(
        "default", "default", "auto", "int8", "int8_float32", "int16", "float32", "float16", "bfloat16"
    )
    inter_threads: int = _within(0, 0, 1024)
    """Batches translated at the same time; 0: one a core."""
    intra_threads: int = _within(0, 0, 1024)
    """Threads inside a batch; 0: chosen from the number of cores."""
    batch_tokens: int = _within(2048, 0, 65_536)
    """Source tokens of a batch, padding included; 0: the usual 2048. `termlock bench` measures what is best."""
    offer_withheld: bool = False
    """Whether drafts with error findings are offered all the same."""
    redraft: bool = False
    """Whether untouched drafts are made again when the package that made them changed."""


@dataclass(frozen=True, slots=True)
class Policies:
    """Policies of single languages; empty: that of all."""

    ru: str = _choice("", "", "reviewed", "draft")
    en: str = _choice("", "", "reviewed", "draft")
    zh: str = _choice("", "", "reviewed", "draft")


@dataclass(frozen=True, slots=True)
class Typography:
    """Marks and spaces that are set when an article is published; doing it twice changes nothing."""

    ru_quotes: bool = True
    """«ёлочки» and „лапки“."""
    ru_dashes: bool = True
    """A dash between words, no hyphen."""
    ru_spaces: bool = True
    """No-break spaces before units and dashes, and behind short words."""
    zh_marks: bool = True
    """Full-width marks beside Han."""
    zh_spaces: bool = True
    """No space between Han."""


@dataclass(frozen=True, slots=True)
class Publish:
    """Published articles."""

    policy: str = _choice("reviewed", "reviewed", "draft")
    """`reviewed`: approved text only; `draft`: machine drafts too, marked, but never a number with a unit."""
    policies: Policies = field(default_factory=Policies)
    min_reviewed: float = 1.0
    """Share of an article's words that must be approved, 0 to 1; below it no page is written."""
    max_machine: float = 0.5
    """Share that may be unedited machine text, 0 to 1."""
    base_url: str = ""
    """Address of the published site, for canonical links and `hreflang`."""
    require_signoff: bool = False
    """Whether an article must be signed by a second person (`review.signoff`) as it is."""
    switcher: bool = True
    """Whether HTML pages begin with links to their other languages."""
    typography: Typography = field(default_factory=Typography)

    def policy_of(self, language: str) -> str:
        return str(getattr(self.policies, language)) or self.policy


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """The review page."""

    signoff: bool = False
    """Whether a second, different person signs each article."""


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """The translation memory."""

    files: tuple[str, ...] = ("memory/*.tmx",)
    """Globs of memories that were imported; what people approved in catalogues is always in it."""
    least: int = _within(75, 1, 101)
    """Percent from which on a text that is nearly the same is told beside the machine's draft; 101: never."""
    draft: int = _within(90, 1, 101)
    """Percent from which on its translation is offered in place of the machine's; 101: never."""


CHECKS = (
    *(
        "empty",
        "numbers",
        "units",
        "exchanged",
        "periods",
        "quantities",
        "factors",
        "bounds",
        "changes",
        "routes",
    ),
    *("negation", "negation-added", "opposite", "safety-word"),
    *("addresses", "names", "term-missing", "term-forbidden", "loop", "doubled", "truncated", "length"),
    *("script", "same-as-source", "untranslated", "spelling", "characters"),
    *("end-mark", "brackets", "quotes", "capital", "spaces", "ru-marks", "zh-marks", "zh-spaces"),
    *("inconsistent", "same-translation"),
)
"""Ids of the checks that can be set: all but `tags`, without which no text can be published."""


@dataclass(frozen=True, slots=True)
class Checks:
    """Which checks run, and how grave their findings are where it is not what each thinks itself."""

    disable: tuple[str, ...] = _some_of(*CHECKS)
    error: tuple[str, ...] = _some_of(*CHECKS)
    """Their findings are errors: drafts are withheld, approved text is held back from publishing."""
    warning: tuple[str, ...] = _some_of(*CHECKS)
    info: tuple[str, ...] = _some_of(*CHECKS)


@dataclass(frozen=True, slots=True)
class Settings:
    languages: tuple[str, ...] = languages.LANGUAGES
    sources: Sources = field(default_factory=Sources)
    glossary: Terms = field(default_factory=Terms)
    output: Output = field(default_factory=Output)
    segmentation: Segmentation = field(default_factory=Segmentation)
    formats: ParseOptions = field(default_factory=ParseOptions)
    engine: EngineSettings = field(default_factory=EngineSettings)
    publish: Publish = field(default_factory=Publish)
    memory: MemorySettings = field(default_factory=MemorySettings)
    checks: Checks = field(default_factory=Checks)
    review: ReviewSettings = field(default_factory=ReviewSettings)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with settings."""

    root: Path
    settings: Settings

    @property
    def sources(self) -> Path:
        return self.root / self.settings.sources.folder

    @property
    def output(self) -> Path:
        return self.root / self.settings.output.folder

    def relative(self, path: Path) -> str:
        """`path` as messages and references name it: below the workspace with `/`, else whole."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return path.as_posix()

    def line_of(self, name: str) -> int:
        """1-based line of `termlock.toml` that sets `name` (`glossary.files`); 0 if none does."""
        from pipeline.settings.reader import line_of

        try:
            return line_of((self.root / FILE_NAME).read_text(encoding="utf-8-sig").split("\n"), name)
        except (OSError, ValueError):
            return 0
