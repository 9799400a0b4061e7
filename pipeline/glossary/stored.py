"""A glossary as bytes, and read again without making a value of every concept.

A concept becomes a value when it is asked for: a run needs those that its articles name, not all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from pipeline.glossary.concepts import Concept, Form, Glossary, Policy, Terms
from pipeline.glossary.packing import DamagedError, pack, pack_lines, unpack, unpack_lines
from pipeline.model import Finding, Severity

SHAPE = repr([[f.name for f in fields(kind)] for kind in (Concept, Terms, Form, Finding)])
"""What a stored glossary depends on beside its files: values of another shape are not read."""


def store(glossary: Glossary, findings: Sequence[Finding]) -> bytes:
    """A glossary and what is wrong with it, for `restore`."""
    concepts = glossary.concepts.values()
    return pack(
        {
            "ids": pack_lines(json.dumps(concept.id) for concept in concepts),
            "concepts": pack_lines(json.dumps(_flat(concept)) for concept in concepts),
            "findings": json.dumps([_flat(finding) for finding in findings]).encode(),
        }
    )


def restore(data: bytes) -> tuple[Glossary, tuple[Finding, ...]]:
    """The glossary and its findings. Raises DamagedError."""
    sections = unpack(data)
    ids, lines = unpack_lines(sections["ids"]), unpack_lines(sections["concepts"])
    if len(ids) != len(lines):
        raise DamagedError("ids and concepts differ in number")
    findings = tuple(_finding(values) for values in json.loads(sections["findings"]))
    return Glossary(_Concepts(dict(zip(map(json.loads, ids), lines, strict=True)))), findings


class _Concepts(Mapping[str, Concept]):
    """Concepts by id, each made when it is first asked for."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines
        self._made: dict[str, Concept] = {}

    def __getitem__(self, key: str) -> Concept:
        if key not in self._made:
            self._made[key] = _concept(json.loads(self._lines[key]))
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _flat(value: object) -> Any:
    """A dataclass as the list of its fields' values, at any depth."""
    if isinstance(value, Concept | Terms | Form | Finding):
        return [_flat(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return {key: _flat(one) for key, one in value.items()}
    return [_flat(one) for one in value] if isinstance(value, tuple) else value


def _named(kind: type, values: Sequence[Any]) -> dict[str, Any]:
    return {field.name: value for field, value in zip(fields(kind), values, strict=True)}


def _concept(values: Sequence[Any]) -> Concept:
    named = _named(Concept, values)
    named["policy"] = Policy(named["policy"])
    named["terms"] = {language: _terms(flat) for language, flat in named["terms"].items()}
    return Concept(**named)


def _terms(values: Sequence[Any]) -> Terms:
    named = _named(Terms, values)
    named["preferred"] = Form(*named["preferred"])
    named["admitted"] = tuple(Form(*form) for form in named["admitted"])
    named["forbidden"] = tuple(named["forbidden"])
    return Terms(**named)


def _finding(values: Sequence[Any]) -> Finding:
    named = _named(Finding, values)
    named["severity"] = Severity(named["severity"])
    return Finding(**named)
