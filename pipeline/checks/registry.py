"""All checks, in the order in which they are told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.checks.base import CatalogueCheck, Check, Clash, Described, Subject
from pipeline.checks.bounds import Bounds
from pipeline.checks.changes import Changes
from pipeline.checks.consistency import Inconsistent, SameTranslation
from pipeline.checks.exchanged import Exchanged
from pipeline.checks.factors import Factors
from pipeline.checks.language import SameAsSource, Script, Spelling
from pipeline.checks.marks import Brackets, Capital, Characters, EndMark, Quotes, Spaces
from pipeline.checks.markup import Tags
from pipeline.checks.names import Names
from pipeline.checks.negation import Negation, NegationAdded
from pipeline.checks.numeric import Addresses, Numbers, Units
from pipeline.checks.opposites import Opposite
from pipeline.checks.periods import Periods
from pipeline.checks.quantities import Quantities
from pipeline.checks.repetition import Doubled, Loop
from pipeline.checks.routes import Routes
from pipeline.checks.safety import SafetyWord
from pipeline.checks.shape import Empty, Length, Truncated
from pipeline.checks.terminology import TermForbidden, TermMissing
from pipeline.checks.typographic import ChineseMarks, HanSpaces, RussianMarks
from pipeline.checks.untranslated import Untranslated
from pipeline.model import Finding, Severity
from pipeline.settings.model import Checks

CHECKS: tuple[Check, ...] = (
    Empty(),
    Tags(),
    Numbers(),
    Units(),
    Exchanged(),
    Periods(),
    Quantities(),
    Factors(),
    Bounds(),
    Changes(),
    Negation(),
    NegationAdded(),
    Opposite(),
    SafetyWord(),
    Routes(),
    Addresses(),
    Names(),
    TermMissing(),
    TermForbidden(),
    Loop(),
    Doubled(),
    Truncated(),
    Length(),
    Script(),
    SameAsSource(),
    Untranslated(),
    Spelling(),
    Characters(),
    EndMark(),
    Brackets(),
    Quotes(),
    Capital(),
    Spaces(),
    RussianMarks(),
    ChineseMarks(),
    HanSpaces(),
)
CATALOGUE_CHECKS: tuple[CatalogueCheck, ...] = (Inconsistent(), SameTranslation())
DESCRIBED: dict[str, Described] = {check.id: check for check in (*CHECKS, *CATALOGUE_CHECKS)}

_DEFAULTS = Checks()
_FAULT = 100
"""Characters of a program's error that are told."""
_Any = TypeVar("_Any", Check, CatalogueCheck)


def run_checks(subject: Subject, settings: Checks = _DEFAULTS) -> tuple[Finding, ...]:
    """What all checks find in one translation.

    A check that fails says so of this text, as an error: the other texts are not to suffer, and
    what was not compared is not to pass for right.
    """
    return tuple(_set(f, settings) for check in _wanted(CHECKS, settings) for f in _run(check, subject))


def run_catalogue_checks(subjects: Sequence[Subject], settings: Checks = _DEFAULTS) -> list[Clash]:
    """What translations of one pair of languages say against each other."""
    return [
        clash._replace(finding=_set(clash.finding, settings))
        for check in _wanted(CATALOGUE_CHECKS, settings)
        for clash in check.run(subjects)
    ]


def _wanted(checks: Sequence[_Any], settings: Checks) -> Iterator[_Any]:
    return (check for check in checks if check.id not in settings.disable)


def _run(check: Check, subject: Subject) -> tuple[Finding, ...]:
    try:
        return tuple(check.run(subject))
    except Exception as error:
        fault = f"{type(error).__name__}: {error}".partition("\n")[0]
        told = f"the check stopped with “{fault[:_FAULT]}”"
        message = f"This was not checked: {told}. Compare the texts, and report this."
        return (subject.finding(check.id, Severity.ERROR, message),)


def _set(finding: Finding, settings: Checks) -> Finding:
    """The finding with the severity that the settings give its check."""
    severities = {
        Severity.ERROR: settings.error,
        Severity.WARNING: settings.warning,
        Severity.INFO: settings.info,
    }
    wanted = next((s for s, ids in severities.items() if finding.check in ids), finding.severity)
    return finding if wanted is finding.severity else replace(finding, severity=wanted)
