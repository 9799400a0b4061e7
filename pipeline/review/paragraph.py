"""A paragraph as it would be published if the text that is being written were approved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from pipeline import languages
from pipeline.catalogue.joined import EMPTY
from pipeline.model import Entry, Finding, Key, Segment, Span, Tag
from pipeline.publish.choice import Choice, Used, choose
from pipeline.publish.preview import shown
from pipeline.review import editing, texts
from pipeline.review.base import Reading
from pipeline.review.judging import Judge
from pipeline.review.shelf import Document
from pipeline.settings import Typography
from pipeline.typography import Rules, typeset


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a reader would see."""

    kind: str
    text: Markup
    held: tuple[Finding, ...]
    """Open errors that would keep the text back."""
    others: int
    """Sentences of the paragraph that stay in the source's language: not approved, or without a text."""


def paragraph(
    reading: Reading | None, document: Document, entry: Entry, text: str, judge: Judge, rules: Typography
) -> Paragraph:
    """The block that an entry stands in, with `text` as its approved translation."""
    made = editing.approved(replace(entry, translation=editing.cleaned(text, entry.text)))
    members = _members(reading, entry)
    entries: dict[Key, Entry] = {made.key: made}
    for segment in members:
        place = document.places.get(editing.identity(segment.key))
        if segment.key != made.key and place is not None:
            entries[segment.key] = document.catalogue.entries[place]
    source, target = document.source, document.place.language
    choices = choose(
        members, entries, source, target, lambda e: judge.findings(e, source, target), drafts=False
    )
    own = next(at for at, segment in enumerate(members) if segment.key == made.key)
    untranslated = sum(c.used is Used.SOURCE for at, c in enumerate(choices) if at != own or not text)
    return Paragraph(
        members[0].kind,
        _joined(members, choices, made, target, rules),
        choices[own].held,
        untranslated,
    )


def _members(reading: Reading | None, entry: Entry) -> list[Segment]:
    """The segments of the entry's block; where the article is not at hand, the entry alone."""
    segments = reading.segments if reading else ()
    own = next((segment for segment in segments if segment.key == entry.key), None)
    if own is None:
        tags = tuple(Tag(*pair, Span(0, 0), None) for pair in texts.legend(entry.extracted).items())
        return [Segment(entry.context, entry.text, entry.context.split("#")[0], 0, 0, Span(0, 0), tags)]
    return [segment for segment in segments if segment.block == own.block]


def _joined(
    members: list[Segment],
    choices: list[Choice],
    made: Entry,
    target: str,
    rules: Typography,
) -> Markup:
    made_of = Markup()
    before = ""
    for segment, choice in zip(members, choices, strict=True):
        is_own = segment.key == made.key and bool(made.translation)
        # What is being written is shown even where an error would keep it back: the page says so beside it.
        text = made.translation if is_own else choice.text.text
        language = target if is_own else choice.text.language
        if text == EMPTY or not text:
            continue
        if language == target:
            text = typeset(text, target, _rules(rules))
        html = Markup(shown(segment, text))  # noqa: S704 - every text in it is escaped
        style = "now" if is_own else "foreign" if language != target else ""
        span = Markup('<span class="{}" lang="{}">{}</span>').format(style, languages.bcp47(language), html)
        # As in the published article: between sentences of two languages stands a space.
        between = languages.joiner(language) if language == before else " "
        made_of += (between if before else "") + span
        before = language
    return made_of


def _rules(settings: Typography) -> Rules:
    return Rules(
        ru_quotes=settings.ru_quotes,
        ru_dashes=settings.ru_dashes,
        ru_ranges=settings.ru_dashes,
        ru_spaces=settings.ru_spaces,
        zh_marks=settings.zh_marks,
        zh_spaces=settings.zh_spaces,
    )
