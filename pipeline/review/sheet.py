"""An article with its catalogues side by side, and the rows that the page shows of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.catalogue.joined import joined_blocks
from pipeline.errors import CatalogueError
from pipeline.model import Entry, Finding, Key, Severity, State, TermMatch
from pipeline.review import editing, labels, texts
from pipeline.review.difference import difference
from pipeline.review.judging import Judge
from pipeline.review.risk import dangers
from pipeline.review.shelf import Document, Shelf
from pipeline.review.texts import Decoration
from pipeline.review.wording import Wording

SHOWS = ("todo", "flagged", "draft", "changed", "approved")
"""What may be shown of an article, beside all of it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The catalogues of one article."""

    article: str
    title: str
    source: str
    documents: dict[str, Document]
    """By language, the article's own left out."""
    faults: dict[str, str]
    """Why a language's catalogue is not shown."""
    keys: tuple[Key, ...]
    """All segments in the order of the article."""

    def entry(self, at: int, language: str) -> Entry | None:
        """The entry of a row in a language."""
        document = self.documents[language]
        if at < document.size and document.catalogue.entries[at].key == self.keys[at]:
            return document.catalogue.entries[at]
        place = document.places.get(editing.identity(self.keys[at]))
        return None if place is None else document.catalogue.entries[place]


def open_sheet(shelf: Shelf, article: str) -> Sheet | None:
    """The catalogues of an article in the workspace's languages; None if there are none."""
    documents: dict[str, Document] = {}
    faults: dict[str, str] = {}
    for language, place in shelf.places().get(article, {}).items():
        if shelf.source(place) in (language, ""):
            continue
        try:
            documents[language] = shelf.document(place)
        except CatalogueError as error:
            faults[language] = str(error)
    if not documents:
        return None
    first = next(iter(documents.values()))
    title = shelf.summary(first.place).title
    return Sheet(article, title, first.source, documents, faults, _keys(documents.values()))


def _keys(documents: Iterable[Document]) -> tuple[Key, ...]:
    """The keys of the first catalogue, then what only others have; mostly they have the same."""
    first, *others = documents
    strange = [other.order for other in others if other.order != first.order]
    return tuple(dict.fromkeys(itertools.chain(first.order, *strange))) if strange else first.order


# --- what is shown ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows are wanted."""

    show: str = ""
    """One of `SHOWS`; empty: all."""
    language: str = ""
    """Whose entries are looked at; empty: any."""
    query: str = ""


def chosen(sheet: Sheet, wanted: Filter) -> list[int]:
    """Places of the rows that a filter lets through."""
    if wanted == Filter():
        return list(range(len(sheet.keys)))
    spoken = [wanted.language] if wanted.language in sheet.documents else list(sheet.documents)
    parts = folded(wanted.query).split()
    found: list[int] = []
    for at, key in enumerate(sheet.keys):
        entries = [entry for code in spoken if (entry := sheet.entry(at, code))]
        if any(_shows(entry, wanted.show) for entry in entries) and _holds(key, entries, parts):
            found.append(at)
    return found


def _shows(entry: Entry, show: str) -> bool:
    current = states.state(entry)
    return {
        "todo": current is not State.APPROVED,
        "flagged": bool(states.findings(entry)),
        "draft": current is State.DRAFT,
        "changed": current is State.CHANGED,
        "approved": current is State.APPROVED,
    }.get(show, True)


def _holds(key: Key, entries: Iterable[Entry], parts: Sequence[str]) -> bool:
    """Whether all words stand in the source or in one of the translations."""
    if not parts:
        return True
    found = [folded(text) for text in (key.text, *(entry.translation for entry in entries))]
    return any(all(part in text for part in parts) for text in found)


def folded(text: str) -> str:
    """A text as searches compare it."""
    return inline.plain(text).casefold().replace("ё", "е").replace("\u00a0", " ")


# --- rows ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as it is shown."""

    check: str
    severity: str
    title: str
    message: str
    explanation: str
    ignored: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry as it is shown."""

    language: str
    tag: str
    """For `lang`."""
    source: str
    """That of the article's language."""
    id: str
    version: str
    state: State
    label: str
    """What its state is called."""
    origin: str
    raw: str
    """The translation as it is typed."""
    text: Markup
    findings: tuple[Shown, ...]
    withheld: tuple[tuple[str, str], ...] = ()
    """Titles and explanations of the checks that its draft failed."""
    previous: Markup | None = None
    """How the source changed that the text translates."""
    held: bool = False
    """Approved, and kept from publishing by an open error."""


@dataclass(frozen=True, slots=True)
class Row:
    """One segment with its translations."""

    at: int
    kind: str
    """`h2`, `p`, `td` ..."""
    label: str
    raw: str
    text: Markup
    cells: tuple[Cell | None, ...]
    """In the order of the sheet's languages; None where a catalogue lacks the entry."""


class Painter:
    """Makes rows of an article."""

    def __init__(self, sheet: Sheet, judge: Judge, words: Wording) -> None:
        self.sheet = sheet
        self.judge = judge
        self.words = words
        self._joined = {code: joined_blocks(document.entries) for code, document in sheet.documents.items()}

    def row(self, at: int) -> Row:
        """The row of a segment."""
        key = self.sheet.keys[at]
        kind = key.context.split("#")[0]
        entries = [self.sheet.entry(at, code) for code in self.sheet.documents]
        names = next((texts.legend(entry.extracted) for entry in entries if entry), {})
        cells = tuple(
            self.cell(entry, code) if entry else None
            for code, entry in zip(self.sheet.documents, entries, strict=True)
        )
        return Row(at, kind, labels.kind(kind, self.words), key.text, self._source(key.text, names), cells)

    def _source(self, text: str, names: dict[str, str]) -> Markup:
        source = self.sheet.source
        terms = [
            Decoration(match.span, "term", self._approved(match))
            for match in self.judge.matches(text, source)
        ]
        return texts.segment(text, names, [*terms, *risky(text, source)])

    def _approved(self, match: TermMatch) -> str:
        """The approved translations of a term, a line a language."""
        lines = [
            f"{languages.native_name(code)}: {' · '.join(forms[:4])}"
            for code in self.sheet.documents
            if (forms := self.judge.approved_forms(match, code))
        ]
        return "\n".join(lines) or self.words.gettext("The term base has no translation.")

    def cell(self, entry: Entry, language: str) -> Cell:
        """An entry of the article in a language."""
        source = self.sheet.source
        current = states.state(entry)
        block = self._joined[language].get(entry.key, ())
        found = self.judge.all_findings(entry, source, language, block)
        ignored = frozenset().union(*(states.ignored(one) for one in block or (entry,)))
        open_errors = any(f.severity is Severity.ERROR and f.check not in ignored for f in found)
        return Cell(
            language,
            languages.bcp47(language),
            languages.bcp47(source),
            editing.identity(entry.key),
            editing.version(entry),
            current,
            self.words.gettext(labels.STATES[current]),
            labels.origin(entry, self.words),
            entry.translation,
            self._translation(entry, language),
            tuple(self._shown(f, ignored) for f in found),
            tuple(labels.explanation(check, self.words) for check in states.withheld_checks(entry)),
            self._previous(entry),
            held=current is State.APPROVED and open_errors,
        )

    def _translation(self, entry: Entry, language: str) -> Markup:
        """With the terms that it renders, pointed at by those of the source."""
        concepts = {m.concept: m.surface for m in self.judge.matches(entry.text, self.sheet.source)}
        terms = [
            Decoration(match.span, "term", concepts[match.concept])
            for match in (self.judge.matches(entry.translation, language) if concepts else ())
            if match.concept in concepts
        ]
        names = texts.legend(entry.extracted)
        return texts.segment(entry.translation, names, [*terms, *risky(entry.translation, language)])

    def _shown(self, finding: Finding, ignored: frozenset[str]) -> Shown:
        title, explanation = labels.explanation(finding.check, self.words)
        message = self.words.finding(finding.message)
        return Shown(
            finding.check, str(finding.severity), title, message, explanation, finding.check in ignored
        )

    def _previous(self, entry: Entry) -> Markup | None:
        if entry.previous_text is None or entry.previous_text == entry.text:
            return None
        return texts.changes(difference(entry.previous_text, entry.text))


def risky(text: str, language: str) -> list[Decoration]:
    """Doses and negations, which are to be compared with care."""
    found = dangers(text, language)
    return [Decoration(span, "dose") for span in found.doses] + [
        Decoration(span, "negation") for span in found.negations
    ]
