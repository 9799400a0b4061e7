"""Exceptions that end an input or a command, each with a stable code and an exit status.

TermlockError            3  anything that stops the work
├── UsageError           2  the command or the settings are wrong
│   ├── SettingsError    2  `termlock.toml`: file, key, what is allowed
│   └── GlossaryError    2  the term base cannot be used
├── InputError           1  one input is passed over, the others go on
│   ├── ArticleError     1  an article cannot be read
│   └── CatalogueError   1  a catalogue cannot be read and is never overwritten
├── EngineError          3  no drafting is possible (packages missing or damaged)
└── OutputError          3  something cannot be written
"""

from __future__ import annotations

from pipeline.model import Finding, Severity


class TermlockError(Exception):
    """A located message for a person: what happened, where, and what to do."""

    status = 3

    def __init__(self, code: str, message: str, *, path: str = "", line: int = 0, advice: str = "") -> None:
        """`code` is stable; `path` is relative to the workspace where it can be; `line` is 1-based."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path
        self.line = line
        self.advice = advice

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} {self.advice}" if self.advice else text

    def finding(self) -> Finding:
        """The same as a finding of severity error."""
        text = f"{self.message} {self.advice}" if self.advice else self.message
        return Finding(self.code, Severity.ERROR, text, self.path, self.line)


class UsageError(TermlockError):
    status = 2


class SettingsError(UsageError):
    pass


class GlossaryError(UsageError):
    pass


class InputError(TermlockError):
    status = 1


class ArticleError(InputError):
    pass


class CatalogueError(InputError):
    pass


class EngineError(TermlockError):
    status = 3


class OutputError(TermlockError):
    status = 3


def fault(error: Exception, path: str, failed: str) -> Finding:
    """What is told of an exception that nobody expected, where the work goes on without one input.

    `failed` says what was not done with it: "The article could not be published".
    """
    told = f"{failed}: {type(error).__name__}: {error}."
    return Finding(
        "internal-error", Severity.ERROR, f"{told} This is a fault of termlock; please report it.", path
    )
