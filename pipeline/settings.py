"""`termlock.toml`: reading, checking, finding.

Every key has a default; an unknown key or a wrong type is an error that names the file,
the line, the key and what is allowed.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import languages
from pipeline.errors import SettingsError
from pipeline.formats.base import ParseOptions

FILE_NAME = "termlock.toml"


def _choice(default: str, *allowed: str) -> Any:
    return field(default=default, metadata={"allowed": allowed})


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
    """Whether the small packages that ship with termlock are used where no other is installed."""
    beam_size: int = 4
    compute_type: str = _choice(
        "default", "default", "auto", "int8", "int8_float32", "int16", "float32", "float16", "bfloat16"
    )
    inter_threads: int = 0
    """Batches translated at the same time; 0: one a core."""
    intra_threads: int = 0
    """Threads inside a batch; 0: chosen from the number of cores."""
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
    switcher: bool = True
    """Whether HTML pages begin with links to their other languages."""
    typography: Typography = field(default_factory=Typography)

    def policy_of(self, language: str) -> str:
        return str(getattr(self.policies, language)) or self.policy


@dataclass(frozen=True, slots=True)
class MemorySettings:
    """The translation memory."""

    files: tuple[str, ...] = ("memory/*.tmx",)
    """Globs of memories that were imported; what people approved in catalogues is always in it."""
    least: int = 75
    """Percent from which on a text that is nearly the same is offered."""


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


def find_workspace(start: Path, explicit: Path | None = None) -> Workspace:
    """The workspace in `explicit`, else the nearest one at or above `start`.

    Raises SettingsError when there is none or when its settings are wrong.
    """
    if explicit is not None:
        folders = [explicit.resolve()]
    else:
        here = start.resolve()
        folders = [here, *here.parents]
    for folder in folders:
        if (folder / FILE_NAME).is_file():
            return Workspace(folder, read(folder / FILE_NAME))
    where = f"{explicit}" if explicit else f"{start} or above it"
    raise SettingsError(
        "no-workspace",
        f"There is no {FILE_NAME} in {where}.",
        advice="Make a workspace with: termlock init DIR",
    )


def read(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("settings-unreadable", f"cannot be read ({error}).", path=str(path)) from error
    return parse(text, str(path))


def parse(text: str, path: str = FILE_NAME) -> Settings:
    """The settings in a text. Raises SettingsError, whose `path` is `path`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise SettingsError(
            "settings-syntax", f"is not valid TOML: {error}.", path=path, line=line
        ) from error
    reader = _Reader(text, path)
    settings: Settings = reader.table(Settings, data, "")
    reader.check_languages(settings)
    reader.check_patterns(settings)
    return settings


class _Reader:
    """Turns tables into dataclasses, with errors that say where."""

    def __init__(self, text: str, path: str) -> None:
        self.lines = text.split("\n")
        self.path = path

    def table(self, cls: type[Any], data: Mapping[str, Any], prefix: str) -> Any:
        fields = {f.name: f for f in dataclasses.fields(cls)}
        values: dict[str, Any] = {}
        for key, value in data.items():
            name = f"{prefix}{key}"
            if key not in fields:
                raise self.unknown(name, key, list(fields))
            values[key] = self.value(cls, fields[key], value, name)
        return cls(**values)

    def value(self, cls: type[Any], spec: dataclasses.Field[Any], value: Any, name: str) -> Any:
        default = spec.default if spec.default is not dataclasses.MISSING else getattr(cls(), spec.name)
        if dataclasses.is_dataclass(default):
            if not isinstance(value, dict):
                raise self.error("settings-type", name, f"must be a table, written [{name}].")
            return self.table(type(default), value, f"{name}.")
        if isinstance(default, tuple):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise self.error("settings-type", name, 'must be a list of texts, such as ["a", "b"].')
            return tuple(value)
        self.check_scalar(spec, default, value, name)
        return value

    def check_scalar(self, spec: dataclasses.Field[Any], default: Any, value: Any, name: str) -> None:
        names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text in quotes"}
        wanted = names[type(default)]
        fits = type(value) is type(default) or (type(default) is float and type(value) is int)
        if not fits:
            raise self.error("settings-type", name, f"must be {wanted}.")
        allowed = spec.metadata.get("allowed")
        if allowed and value not in allowed:
            raise self.error("settings-value", name, f"is {value!r}; allowed are {', '.join(allowed)}.")
        if isinstance(value, (int, float)) and value < 0:
            raise self.error("settings-value", name, "must not be negative.")
        if isinstance(default, float) and value > 1:
            raise self.error("settings-value", name, "is a share, from 0 to 1.")

    def check_languages(self, settings: Settings) -> None:
        wrong = [code for code in settings.languages if code not in languages.LANGUAGES]
        if wrong or not settings.languages or len(set(settings.languages)) != len(settings.languages):
            allowed = ", ".join(languages.LANGUAGES)
            raise self.error("settings-value", "languages", f"must name each once, out of: {allowed}.")

    def check_patterns(self, settings: Settings) -> None:
        for pattern in settings.formats.exclude:
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"holds {pattern!r}, which is no regular expression ({error})."
                raise self.error("settings-value", "formats.exclude", message) from error

    def unknown(self, name: str, key: str, allowed: list[str]) -> SettingsError:
        close = difflib.get_close_matches(key, allowed, 1)
        hint = f"Did you mean {close[0]!r}? " if close else ""
        return self.error(
            "settings-unknown-key", name, f"is not known. {hint}Allowed are {', '.join(allowed)}."
        )

    def error(self, code: str, name: str, message: str) -> SettingsError:
        return SettingsError(code, f"{name} {message}", path=self.path, line=self.line_of(name))

    def line_of(self, name: str) -> int:
        """1-based line that sets `name`, found by its table and key; 0 if written in another way."""
        table, _, key = name.rpartition(".")
        current = ""
        for number, line in enumerate(self.lines, 1):
            stripped = line.strip()
            if heading := re.match(r"\[\s*([\w.\-]+)\s*\]", stripped):
                current = heading.group(1)
                if current == name:
                    return number
            elif current == table and re.match(rf"{re.escape(key)}\s*=", stripped):
                return number
        return 0
