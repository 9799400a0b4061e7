"""All checks, in the order in which they are told."""

from __future__ import annotations

from pipeline.checks.base import Check, Subject
from pipeline.checks.markup import Tags
from pipeline.checks.numeric import Addresses, Numbers, Units
from pipeline.checks.shape import Length, Loop, SameAsSource, Script, Truncated
from pipeline.checks.terminology import TermForbidden, TermMissing
from pipeline.model import Finding

CHECKS: tuple[Check, ...] = (
    Tags(),
    Numbers(),
    Units(),
    Addresses(),
    TermMissing(),
    TermForbidden(),
    Loop(),
    Truncated(),
    Length(),
    Script(),
    SameAsSource(),
)


def run_checks(subject: Subject) -> tuple[Finding, ...]:
    """What all checks find in one translation."""
    return tuple(finding for check in CHECKS for finding in check.run(subject))
