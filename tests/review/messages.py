"""All messages of the interface, gathered from where they are said."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
import jinja2.ext

from pipeline.checks.marks import MARKS
from pipeline.checks.registry import CHECKS
from pipeline.checks.safety_words import FAMILIES
from pipeline.review import labels
from pipeline.review.wording import FINDINGS

ROOM = Path(labels.__file__).parent
Message = str | tuple[str, str]
"""A text, or a singular with its plural."""


def all_messages() -> set[Message]:
    """What a translator of the interface must translate."""
    tables = [labels.STATES, labels.KINDS, labels.REASONS, labels.SEVERITIES, labels.ERRORS]
    found: set[Message] = {text for table in tables for text in table.values()}
    found |= {labels.HEADING, *FINDINGS, *(family.name for family in FAMILIES), *MARKS.values()}
    found |= {text for pair in labels.OTHER_FINDINGS.values() for text in pair}
    found |= {text for check in CHECKS for text in (check.title, check.explanation)}
    for file in sorted((ROOM / "templates").glob("*.html")):
        found |= set(_in_template(file.read_text(encoding="utf-8")))
    for file in sorted(ROOM.glob("**/*.py")):
        found |= set(_in_code(file.read_text(encoding="utf-8")))
    return found


def _in_template(text: str) -> Iterator[Message]:
    environment = jinja2.Environment(autoescape=True)
    for _, _, message in jinja2.ext.extract_from_ast(environment.parse(text), ("_", "ngettext")):
        parts = message if isinstance(message, tuple) else (message,)
        texts = [part for part in parts if part is not None]
        if len(texts) == 1:
            yield texts[0]
        elif texts:
            yield texts[0], texts[1]


def _in_code(text: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        texts = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        if node.func.attr == "gettext" and texts:
            yield texts[0]
        elif node.func.attr == "ngettext" and len(texts) == 2:
            yield texts[0], texts[1]
