"""Reports: one HTML file that needs nothing else, of an article or of the whole workspace, to be sent by e-mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from pipeline import inline, languages
from pipeline.catalogue import states
from pipeline.checks.shape import BANDS
from pipeline.model import Entry, State
from pipeline.review import labels
from pipeline.review.charts import Axis, histogram
from pipeline.review.judging import Judge
from pipeline.review.sheet import Filter, Painter, Row, Sheet, chosen, open_sheet
from pipeline.review.shelf import Shelf
from pipeline.review.tally import Tally, total
from pipeline.review.web import static_text, templates
from pipeline.review.wording import Wording

LONG = 40
"""Characters from which on a text's length is compared, as the check of lengths does."""
WHOLE = 5_000
"""Segments up to which a report shows all texts; a larger one shows those with findings."""
SCORES = Axis(-2.0, 0.0, (-2.0, -1.5, -1.0, -0.5, 0.0))


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    note: str
    picture: Markup


@dataclass(frozen=True, slots=True)
class Section:
    """One article."""

    sheet: Sheet
    rows: tuple[Row, ...]

    @property
    def tallies(self) -> dict[str, Tally]:
        return {code: document.tally for code, document in self.sheet.documents.items()}


@dataclass(frozen=True, slots=True)
class Counted:
    """How often a check found something."""

    severity: str
    title: str
    explanation: str
    count: int


def report(shelf: Shelf, judge: Judge, words: Wording, now: datetime, article: str = "") -> bytes | None:
    """The report's file; `article` empty: of all. None where there is no such article, or none at all."""
    names = [article] if article else list(shelf.places())
    sheets = [sheet for name in names if (sheet := open_sheet(shelf, name))]
    if not sheets:
        return None
    is_whole = sum(len(sheet.keys) for sheet in sheets) <= WHOLE
    sections = [_section(sheet, judge, words, is_whole=is_whole) for sheet in sheets]
    spoken = shelf.workspace.settings.languages
    text = (
        templates()
        .get_template("report.html")
        .render(
            _=words.gettext,
            ngettext=words.ngettext,
            w=words,
            style=Markup(static_text("report.css")),  # noqa: S704 - our own file
            sections=sections,
            languages=[c for c in spoken if any(c in s.tallies for s in sections)],
            totals={c: total(s.tallies[c] for s in sections if c in s.tallies) for c in spoken},
            checks=_counted(sections, words),
            charts=list(_charts(sheets, words)),
            article=sheets[0].title if article else "",
            source=sheets[0].source,
            whole=is_whole,
            date=now.strftime("%Y-%m-%d %H:%M"),
        )
    )
    return str(text).encode("utf-8")


def _section(sheet: Sheet, judge: Judge, words: Wording, *, is_whole: bool) -> Section:
    painter = Painter(sheet, judge, words)
    shown = chosen(sheet, Filter() if is_whole else Filter("flagged"))
    return Section(sheet, tuple(painter.row(at) for at in shown))


def _counted(sections: Iterable[Section], words: Wording) -> list[Counted]:
    """Open findings by severity and check, the gravest and most frequent first."""
    found: Counter[tuple[str, str]] = Counter()
    for section in sections:
        cells = (cell for row in section.rows for cell in row.cells if cell)
        found.update((s.severity, s.check) for cell in cells for s in cell.findings if not s.ignored)
    order = list(labels.SEVERITIES)
    ranked = sorted(found.items(), key=lambda item: (order.index(item[0][0]), -item[1]))
    return [Counted(severity, *labels.explanation(check, words), n) for (severity, check), n in ranked]


# --- charts -------------------------------------------------------------------------------------------


def _charts(sheets: Iterable[Sheet], words: Wording) -> Iterator[Chart]:
    ratios: dict[tuple[str, str], list[float]] = {}
    scores: dict[tuple[str, str], list[float]] = {}
    for sheet in sheets:
        for code, document in sheet.documents.items():
            direction = sheet.source, code
            ratios.setdefault(direction, []).extend(_ratios(document.entries))
            found = (states.score(e) for e in document.entries if states.state(e) is State.DRAFT)
            scores.setdefault(direction, []).extend(score for score in found if score is not None)
    for direction, values in ratios.items():
        if values:
            yield _lengths(direction, values, words)
    for direction, values in scores.items():
        if values:
            yield _scored(direction, values, words)


def _ratios(entries: Iterable[Entry]) -> Iterator[float]:
    for entry in entries:
        size = len(inline.plain(entry.text))
        if entry.translation and size >= LONG:
            yield len(inline.plain(entry.translation)) / size


def _lengths(direction: tuple[str, str], values: list[float], words: Wording) -> Chart:
    low, middle, high = BANDS[direction]
    top = _round_up(max(high * 1.15, min(max(values), high * 2)))
    axis = Axis(0.0, top, tuple(top * i / 4 for i in range(5)), (low, high), middle)
    title = words.gettext("Length, %(pair)s", pair=_pair(direction))
    outside = sum(not low <= value <= high for value in values)
    note = words.ngettext(
        "%(n)s segment; translation to source, in characters",
        "%(n)s segments; translation to source, in characters",
        len(values),
    )
    if outside:
        note += "; " + words.ngettext("%(n)s out of the band", "%(n)s out of the band", outside)
    return Chart(title, note, _drawn(values, axis, title, words))


def _scored(direction: tuple[str, str], values: list[float], words: Wording) -> Chart:
    title = words.gettext("Score of drafts, %(pair)s", pair=_pair(direction))
    note = words.ngettext(
        "%(n)s draft; log-probability a token, 0 is best",
        "%(n)s drafts; log-probability a token, 0 is best",
        len(values),
    )
    return Chart(title, note, _drawn(values, SCORES, title, words))


def _drawn(values: list[float], axis: Axis, title: str, words: Wording) -> Markup:
    told = [words.decimal(tick) for tick in axis.ticks]
    middle = sorted(values)[len(values) // 2]
    label = f"{title}: {words.gettext('median %(value)s', value=words.decimal(middle))}"
    return histogram(values, axis, label, told)


def _round_up(value: float) -> float:
    """The next number whose quarters are round."""
    return next(
        (top for top in (0.8, 1.2, 1.6, 2.0, 2.4, 3.2, 4.0, 6.0, 8.0, 10.0, 12.0) if top >= value), 16.0
    )


def _pair(direction: tuple[str, str]) -> str:
    return " → ".join(languages.native_name(code) for code in direction)
