"""`output/review-log.jsonl`: who changed what and when, a line an act, appended and never rewritten.

It also tells a reviewer's pace, and who approved the texts of a catalogue.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

NAME = "review-log.jsonl"
PAUSE = 300.0
"""Seconds without an approval after which a reviewer counts as away."""
RECENT = 60
"""Approvals that a pace is told from, at most; it takes `ENOUGH` at least."""
ENOUGH = 4
_TAIL = 2**20

logger = logging.getLogger("termlock.review")


@dataclass(frozen=True, slots=True)
class Record:
    """One act of one person."""

    time: str
    """UTC, ISO 8601."""
    who: str
    action: str
    """`edit`, `approve`, `unapprove`, `ignore`, `unignore`, `propagate`, `undo`, `sign`, `unsign`."""
    article: str
    language: str
    segment: str = ""
    """`msgctxt`."""
    id: str = ""
    """`editing.identity` of the entry."""
    was: str = ""
    """The translation before."""
    now: str = ""
    """The translation after."""
    words: int = 0
    """Of the source."""
    check: str = ""
    """What was ignored."""
    others: int = 0
    """How many equal segments followed."""


class Log:
    """The log of a workspace."""

    def __init__(self, output: Path) -> None:
        self.file = output / NAME

    def append(self, record: Record) -> None:
        """Write a line; that it cannot be written stops nobody's work, and is told."""
        kept = {name: value for name, value in asdict(record).items() if value not in ("", 0)}
        line = json.dumps(kept, ensure_ascii=False) + "\n"
        try:
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            try:
                os.write(handle, line.encode("utf-8", "surrogatepass"))
            finally:
                os.close(handle)
        except OSError as error:
            logger.error("The review log cannot be written (%s): %s", error.strerror, self.file)

    def records(self, *, tail: bool = False) -> Iterator[Record]:
        """All records, or the last of them; a line that is none is passed over."""
        try:
            with self.file.open("rb") as file:
                if tail:
                    file.seek(max(0, self.file.stat().st_size - _TAIL))
                lines = file.read().decode("utf-8", "replace").split("\n")
        except OSError:
            return
        for line in lines:
            if record := _record(line):
                yield record

    def pace(self, who: str) -> float:
        """Words of source that a person approves in an hour of work; 0 where too little is known."""
        found = [(datetime.fromisoformat(r.time), r.words) for r in self._approvals(who)][-RECENT:]
        seconds, words = 0.0, 0
        for (before, _), (after, size) in pairwise(found):
            gap = (after - before).total_seconds()
            if 0 < gap <= PAUSE:
                seconds += gap
                words += size
        return words * 3600 / seconds if seconds and len(found) > ENOUGH else 0.0

    def _approvals(self, who: str) -> Iterator[Record]:
        return (r for r in self.records(tail=True) if r.action == "approve" and r.who == who)

    def done_today(self, who: str) -> tuple[int, int]:
        """Segments and words that a person approved today (UTC)."""
        today = datetime.now(UTC).date().isoformat()
        found = {(r.article, r.language, r.id): r.words for r in self._approvals(who) if r.time[:10] == today}
        return len(found), sum(found.values())

    def approvers(self, article: str, language: str) -> Mapping[tuple[str, str], str]:
        """Who last approved each text of a catalogue: by the entry's name and its translation."""
        return {
            (r.id, r.now): r.who
            for r in self.records()
            if r.action == "approve" and (r.article, r.language) == (article, language)
        }


def _record(line: str) -> Record | None:
    try:
        record = Record(**json.loads(line))
        datetime.fromisoformat(record.time)
    except (ValueError, TypeError):
        return None
    return record
