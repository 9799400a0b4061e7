"""Putting an approved term at a place in a translation, so that it reads as if it had always stood there."""

from __future__ import annotations

from pipeline.glossary.concepts import Form
from pipeline.glossary.fitting.base import Change, Setting, doubles, grown
from pipeline.glossary.fitting.chinese import fit_chinese
from pipeline.glossary.fitting.english import fit_english
from pipeline.glossary.fitting.russian import fit_russian

__all__ = ["Change", "Setting", "fit"]
_FITTERS = {"ru": fit_russian, "en": fit_english, "zh": fit_chinese}


def fit(setting: Setting, form: Form, language: str) -> tuple[Change, ...] | None:
    """Changes that put a form of a term at a place; None where it cannot stand.

    The first is that of the place itself, with words of the term that stand there already
    (`blood [ ]` for blood clotting), the others mend words around it; none overlap.
    """
    setting = grown(setting, form)
    changes = _FITTERS[language](setting, form)
    return None if changes and doubles(setting, changes) else changes
