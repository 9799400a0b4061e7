"""Signing an article: a second person vouches for all of its texts in a language."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.catalogue.joined import joined_blocks
from pipeline.catalogue.signature import is_approved, signature, signed, unsigned
from pipeline.errors import TermlockError
from pipeline.model import Severity
from pipeline.review import editing
from pipeline.review.judging import Judge
from pipeline.review.log import Log, Record
from pipeline.review.saving import Saving
from pipeline.review.shelf import Document, Place


class SigningError(TermlockError):
    """A signature that cannot be given."""

    status = 1


def approvers(document: Document, log: Log) -> frozenset[str]:
    """Who approved the texts as they are: by the log, and where it does not know, by the header."""
    known = log.approvers(document.place.article, document.place.language)
    found = {known.get((editing.identity(e.key), e.translation), "") for e in document.entries}
    last = dict(document.catalogue.header).get("Last-Translator", "")
    return frozenset(name or last for name in found)


def sign(place: Place, who: str, saving: Saving, judge: Judge) -> Document:
    """Sign a catalogue as it is. Raises SigningError, CatalogueError and OutputError."""

    def header(document: Document) -> tuple[tuple[str, str], ...]:
        _refuse(document, who, saving.log, judge)
        return signed(document.catalogue, who, datetime.now(UTC))

    return saving.head(place, header, _record(place, who, "sign"))


def withdraw(place: Place, who: str, saving: Saving) -> Document:
    """Take a signature back, which only who gave it may. Raises SigningError, CatalogueError and OutputError."""

    def header(document: Document) -> tuple[tuple[str, str], ...]:
        given = signature(document.catalogue)
        if given is None or given.who != who:
            raise SigningError("not-signed", "You have not signed this.")
        return unsigned(document.catalogue)

    return saving.head(place, header, _record(place, who, "unsign"))


def _refuse(document: Document, who: str, log: Log, judge: Judge) -> None:
    if not is_approved(document.catalogue):
        raise SigningError("not-approved", "Not every text is approved yet.")
    source, target = document.source, document.place.language
    joined = joined_blocks(document.entries)
    held = sum(
        any(
            f.severity is Severity.ERROR
            for f in judge.findings(entry, source, target, joined.get(entry.key, ()))
        )
        for entry in document.entries
    )
    if held:
        raise SigningError("open-errors", "Some texts have open errors.", advice="Correct them first.")
    if who in approvers(document, log):
        raise SigningError(
            "same-person", "You approved some of these texts yourself.", advice="Another person must sign."
        )


def _record(place: Place, who: str, action: str) -> Record:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Record(now, who, action, place.article, place.language)
