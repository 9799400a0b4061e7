"""What is handed to people in other formats, and what comes back from them.

Each unit carries an id that tells which entry it is and what stood there when it went out, so that
an import can tell a person's change from what was left as it was, and from what changed here meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.catalogue import states
from pipeline.model import Entry, Finding, Key, State

EMPTY = frozenset({State.EMPTY, State.WITHHELD})
UNKNOWN = "-" * 8
"""In an id: nobody noted what stood there when the file was made."""


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """An entry with the block that it is part of."""

    entry: Entry
    block: int
    """Sentences of one paragraph have the same number."""

    @property
    def state(self) -> State:
        return states.state(self.entry)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a translator is told: kind, legend of tags, terms, findings."""
        return self.entry.extracted


@dataclass(frozen=True, slots=True)
class ExchangeFile:
    """An article in one language."""

    article: str
    source_language: str
    target_language: str
    units: tuple[ExchangeUnit, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an imported file says of one entry."""

    article: str
    """Empty where the file does not say."""
    source_language: str
    target_language: str
    """As the file names it where that is none of ours; empty where the file does not say."""
    source: str
    translation: str
    """Empty: nothing is proposed."""
    approved: bool
    id: str = ""
    """As it was written (`id_of`); empty in files that are not from termlock."""
    comments: tuple[str, ...] = ()
    was_comments: tuple[str, ...] | None = None
    """What the file notes of the comments that stood there (`exchange.comments`); None: `comments` only adds."""
    shared_comments: tuple[str, ...] = ()
    """Lines that the file has for all languages together; what of them is new here is not known yet."""
    line: int = 0
    """1-based, in the imported file."""
    flagless: bool = False
    """Whether it is from a tool that keeps no flags: there the same text says nothing about its approval."""


@dataclass(frozen=True, slots=True)
class Proposals:
    """An imported file."""

    proposals: tuple[Proposal, ...]
    findings: tuple[Finding, ...] = ()


def key_hash(key: Key) -> str:
    return states.text_hash(key.context, key.text)


def was_hash(entry: Entry) -> str:
    """Tells whether an entry's text or its approval changed."""
    approved = states.state(entry) is State.APPROVED
    return states.text_hash(entry.translation, "approved" if approved else "")


def id_of(entry: Entry) -> str:
    """Which entry it is, and what stands there."""
    return f"{key_hash(entry.key)}.{was_hash(entry)}"


def split_id(written: str) -> tuple[str, str]:
    """Hashes of key and of what stood there; empty for an id that is not ours."""
    parts = written.split(".")[-2:]
    return (parts[0], parts[1]) if len(parts) == 2 and all(len(part) == 8 for part in parts) else ("", "")


def is_noted(written: str) -> bool:
    """Whether an id tells what stood there when the file was made."""
    return split_id(written)[1] not in ("", UNKNOWN)


def in_blocks(units: Sequence[ExchangeUnit]) -> list[list[ExchangeUnit]]:
    """Units one after another that are of one block."""
    blocks: list[list[ExchangeUnit]] = []
    for unit in units:
        if blocks and blocks[-1][-1].block == unit.block:
            blocks[-1].append(unit)
        else:
            blocks.append([unit])
    return blocks
