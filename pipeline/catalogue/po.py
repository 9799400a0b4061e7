"""`.po` and `.pot` files: strict reading, writing as gettext's tools write, compiling.

polib's reader is lenient where a translator's work is at stake: it accepts files that were cut
off, drops the previous text of obsolete entries (`#~|`), breaks references that hold spaces
and stumbles over U+2028. So files are read and written here, line by line, and polib compiles
them (`compile_mo`).
"""

from __future__ import annotations

import gettext
import io
from dataclasses import replace

from pipeline.catalogue.reader import parse
from pipeline.catalogue.writer import serialize
from pipeline.model import Catalogue, Entry

__all__ = ["compile_mo", "messages", "parse", "same", "serialize"]


def same(one: Catalogue, other: Catalogue) -> bool:
    """Whether two catalogues say the same, whatever tool wrapped their lines."""
    return replace(one, entries=()) == replace(other, entries=()) and _sorted(one) == _sorted(other)


def _sorted(catalogue: Catalogue) -> list[Entry]:
    active = [e for e in catalogue.entries if not e.obsolete]
    return active + [e for e in catalogue.entries if e.obsolete]


def compile_mo(catalogue: Catalogue) -> bytes:
    """The compiled catalogue: approved entries only, as msgfmt leaves fuzzy ones out."""
    import polib

    file = polib.POFile()
    file.metadata = dict(catalogue.header)
    for entry in catalogue.entries:
        if not entry.obsolete and not entry.fuzzy and entry.translation:
            file.append(
                polib.POEntry(msgctxt=entry.context or None, msgid=entry.text, msgstr=entry.translation)
            )
    return bytes(file.to_binary())


def messages(text: str) -> gettext.GNUTranslations:
    """A program's own messages, with their plural forms, from the text of their catalogue."""
    import polib

    return gettext.GNUTranslations(io.BytesIO(polib.pofile(text).to_binary()))
