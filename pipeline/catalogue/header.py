"""Header fields as gettext writes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pipeline import __version__, languages
from pipeline.model import Catalogue

Fields = tuple[tuple[str, str], ...]

_UNSET_DATE = "YEAR-MO-DA HO:MI+ZONE"


def new_header(article: str, source: str, language: str, now: datetime) -> Fields:
    """Header of a new catalogue; `language` empty for a template."""
    date = now.strftime("%Y-%m-%d %H:%M%z")
    fields = [
        ("Project-Id-Version", article),
        ("Report-Msgid-Bugs-To", ""),
        ("POT-Creation-Date", date),
        ("PO-Revision-Date", date if language else _UNSET_DATE),
        ("Last-Translator", "termlock" if language else "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", languages.name(language) if language else "LANGUAGE <LL@li.org>"),
        ("Language", languages.locale_name(language) if language else ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    ]
    if language:
        fields.append(("Plural-Forms", languages.plural_forms(language)))
    fields += [("X-Generator", f"termlock {__version__}"), ("X-Source-Language", source)]
    return tuple(fields)


def update_header(old: Catalogue | None, new: Fields, *, changed: bool) -> Fields:
    """The header of a merged catalogue.

    What a person or a tool wrote stays, with fields that termlock does not know; the creation
    date is new only when entries changed; the text is UTF-8 from now on.
    """
    if old is None or not old.header:
        return new
    ours = dict(new)
    fixed = {"Content-Type", "MIME-Version", "Content-Transfer-Encoding", "X-Source-Language"}
    if changed:
        fixed |= {"POT-Creation-Date"}
    kept = tuple(
        (name, ours[name] if name in fixed and name in ours else value) for name, value in old.header
    )
    names = {name for name, _ in kept}
    required = {"Language", "Plural-Forms", *fixed}
    return kept + tuple((name, value) for name, value in new if name not in names and name in required)


def revised(header: Fields, who: str, now: datetime) -> Fields:
    """The header after a person's change: who made it, and when."""
    return with_fields(
        header,
        {"PO-Revision-Date": now.strftime("%Y-%m-%d %H:%M%z"), "Last-Translator": " ".join(who.split())},
    )


def with_fields(header: Fields, values: Mapping[str, str]) -> Fields:
    """The header with these fields in the place of older ones, new ones at its end; empty values are taken out."""
    kept = tuple((name, values.get(name, value)) for name, value in header)
    names = {name for name, _ in header}
    added = tuple((name, value) for name, value in values.items() if name not in names)
    return tuple((name, value) for name, value in kept + added if value or name not in values)
