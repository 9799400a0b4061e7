"""Reading `termlock.toml`: an unknown key or a wrong type is an error that says where, and what is allowed."""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

from pipeline import languages
from pipeline.errors import SettingsError
from pipeline.settings.model import FILE_NAME, Settings


def read(path: Path) -> Settings:
    """The settings in a file. Raises SettingsError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(
            "settings-unreadable",
            f"The settings cannot be read ({error.strerror}).",
            path=str(path),
            advice="Check that you may read them.",
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "settings-unreadable",
            "The settings are not in UTF-8.",
            path=str(path),
            line=error.object.count(b"\n", 0, error.start) + 1,
            advice="Save them in UTF-8.",
        ) from error
    return parse(text, str(path))


def parse(text: str, path: str = FILE_NAME) -> Settings:
    """The settings in a text. Raises SettingsError, whose `path` is `path`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise SettingsError(
            "settings-syntax", f"The settings are not valid TOML: {error}.", path=path, line=line
        ) from error
    reader = _Reader(text, path)
    settings: Settings = reader.table(Settings, data, "")
    reader.check_languages(settings)
    reader.check_patterns(settings)
    reader.check_folders(settings)
    reader.check_selectors(settings)
    reader.check_address(settings)
    reader.check_preferred(settings)
    reader.check_checks(settings)
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
            for item in value:
                self.check_allowed(spec, item, name)
            return tuple(value)
        self.check_scalar(spec, default, value, name)
        return value

    def check_scalar(self, spec: dataclasses.Field[Any], default: Any, value: Any, name: str) -> None:
        names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text in quotes"}
        wanted = names[type(default)]
        fits = type(value) is type(default) or (type(default) is float and type(value) is int)
        if not fits:
            raise self.error("settings-type", name, f"must be {wanted}.")
        self.check_allowed(spec, value, name)
        if isinstance(default, float) and not 0 <= value <= 1:  # nan as well
            raise self.error("settings-value", name, f"is {value}; a share from 0 to 1 is wanted.")
        least, most = spec.metadata.get("least"), spec.metadata.get("most")
        if least is not None and not least <= value <= most:
            raise self.error("settings-value", name, f"is {value}; it may be from {least} to {most}.")

    def check_allowed(self, spec: dataclasses.Field[Any], value: Any, name: str) -> None:
        allowed = spec.metadata.get("allowed")
        if allowed and value not in allowed:
            verb = "holds" if isinstance(spec.default, tuple) else "is"
            shown = [*filter(None, allowed), *(["or an empty text"] if "" in allowed else [])]
            raise self.error("settings-value", name, f"{verb} {value!r}; allowed are {', '.join(shown)}.")

    def check_checks(self, settings: Settings) -> None:
        seen: dict[str, str] = {}
        for key in ("disable", "error", "warning", "info"):
            for check in getattr(settings.checks, key):
                if seen.setdefault(check, key) != key:
                    message = f"names {check!r}, which {seen[check]} names too: name it once."
                    raise self.error("settings-value", f"checks.{key}", message)

    def check_languages(self, settings: Settings) -> None:
        wrong = [code for code in settings.languages if code not in languages.LANGUAGES]
        if wrong or not settings.languages or len(set(settings.languages)) != len(settings.languages):
            allowed = ", ".join(languages.LANGUAGES)
            ours = [
                f"{known!r} instead of {code!r}" for code in wrong if (known := languages.normalise(code))
            ]
            hint = f" Write {', '.join(ours)}." if ours else ""
            raise self.error("settings-value", "languages", f"must name each once, out of: {allowed}.{hint}")

    def check_patterns(self, settings: Settings) -> None:
        for pattern in settings.formats.exclude:
            try:
                re.compile(pattern)
            except re.error as error:
                message = f"holds {pattern!r}, which is no regular expression ({error})."
                raise self.error("settings-value", "formats.exclude", message) from error

        for pattern in settings.glossary.files:
            if not pattern or PurePath(pattern).is_absolute():
                message = f"holds {pattern!r}; files are named from the workspace's folder on, as in glossary/*.csv."
                raise self.error("settings-value", "glossary.files", message)

    def check_folders(self, settings: Settings) -> None:
        """A run's own files must never be taken for articles."""
        sources = os.path.normpath(settings.sources.folder or ".")
        output = os.path.normpath(settings.output.folder or ".")
        if sources == ".":
            message = 'must be a folder below the workspace or elsewhere, as in "sources".'
            raise self.error("settings-value", "sources.folder", message)
        if output == "." or PurePath(output).is_relative_to(sources):
            message = 'must be a folder of its own, outside of the sources, as in "output".'
            raise self.error("settings-value", "output.folder", message)

    def check_selectors(self, settings: Settings) -> None:
        for key in ("html_include", "html_exclude"):
            selectors = getattr(settings.formats, key)
            if selectors == getattr(type(settings.formats)(), key):
                continue  # importing what reads them takes time
            import soupsieve

            for selector in selectors:
                try:
                    soupsieve.compile(selector)
                except soupsieve.SelectorSyntaxError as error:
                    message = f"holds {selector!r}, which is no CSS selector."
                    raise self.error("settings-value", f"formats.{key}", message) from error

    def check_address(self, settings: Settings) -> None:
        address = settings.publish.base_url
        if address and not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", address):
            message = f"is {address!r}; an address such as https://example.org/articles is wanted."
            raise self.error("settings-value", "publish.base_url", message)

    def check_preferred(self, settings: Settings) -> None:
        codes = "|".join(languages.LANGUAGES)
        for text in settings.engine.prefer:
            if not re.fullmatch(rf"(?:{codes})-(?:{codes}) +\S+", text):
                message = f'holds {text!r}; a direction and a version are wanted, as in "ru-en 1.9" or "en-zh starter".'
                raise self.error("settings-value", "engine.prefer", message)

    def unknown(self, name: str, key: str, allowed: list[str]) -> SettingsError:
        close = difflib.get_close_matches(key, allowed, 1)
        hint = f"Did you mean {close[0]!r}? " if close else ""
        return self.error(
            "settings-unknown-key", name, f"is not known. {hint}Allowed are {', '.join(allowed)}."
        )

    def error(self, code: str, name: str, message: str) -> SettingsError:
        return SettingsError(code, f"{name} {message}", path=self.path, line=self.line_of(name))

    def line_of(self, name: str) -> int:
        return line_of(self.lines, name)


def line_of(lines: Iterable[str], name: str) -> int:
    """1-based line that sets `name` (`glossary.files`), found by its table and key; 0 if written in another way."""
    table, _, key = name.rpartition(".")
    current = ""
    for number, line in enumerate(lines, 1):
        stripped = line.strip()
        if heading := re.match(r"\[\s*([\w.\-]+)\s*\]", stripped):
            current = heading.group(1)
            if current == name:
                return number
        elif current == table and re.match(rf"{re.escape(key)}\s*=", stripped):
            return number
    return 0
