"""Values of the term base."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

TYPES = ("full", "short", "abbreviation")
PARTS_OF_SPEECH = ("noun", "adj", "verb", "adv")
GENDERS = ("m", "f", "n")

_ABBREVIATION = re.compile(r"(?=.*[A-ZА-ЯЁ])[A-ZА-ЯЁ\d][A-ZА-ЯЁ\d‑-]*")
_SPACES = re.compile(r"[ \t\r\n]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Policy(StrEnum):
    TRANSLATE = "translate"
    KEEP = "keep"
    """The term stays as it is in every language."""
    FORBID = "forbid"
    """No form of the concept may stand in a translation."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a concept in one language."""

    text: str
    type: str = "full"
    """`full`, `short` or `abbreviation`: a form is locked to the target's form of the same type."""
    pos: str = ""
    """Part of speech of a derived form: `adj`, `verb`; empty for the concept's own (a noun)."""
    gender: str = ""
    """Gender of its head: `m`, `f` or `n`; empty: the dictionary tells."""
    number: str = ""
    """`pl` for a form that has no singular (`субпродукты`); empty otherwise."""
    like: str = ""
    """A dictionary word that its head declines like (`инсулин` for `менахинон`); empty: like itself."""
    case_sensitive: bool = False
    """Whether only this very case of letters is the term."""
    only_target: bool = False
    """Whether it is accepted in a translation, but is no term by itself in a source: `давление` renders
    血压, and alone may be any pressure."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A concept in one language."""

    preferred: Form
    admitted: tuple[Form, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def approved(self) -> tuple[Form, ...]:
        return (self.preferred, *self.admitted)


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing meant, with its names in each language."""

    id: str
    policy: Policy
    terms: Mapping[str, Terms]
    """By language; a language without a term is not in it."""
    note: str = ""
    definition: str = ""
    subject: str = ""
    """Field that the concept belongs to: `vitamins`, `cardiology` ..."""
    path: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    """Where it is written, for messages."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All concepts, by id."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)


def guess_type(text: str) -> str:
    """Type of a form that does not name one: what is all in capitals is an abbreviation."""
    return "abbreviation" if _ABBREVIATION.fullmatch(text) else "full"


def clean_line(text: str) -> str:
    """A term as it is kept: no white space around it, and single spaces in it; no-break spaces in it stay."""
    return _SPACES.sub(" ", text).strip()


def clean_text(text: str) -> str:
    """A note or definition as it is kept: no white space around it, `\\n` for any line end."""
    return re.sub(r"\r\n?", "\n", text).strip()


def control_character(text: str) -> str:
    """The first character that no exchange format can hold, as `U+0007`; empty if there is none."""
    found = _CONTROL.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""
