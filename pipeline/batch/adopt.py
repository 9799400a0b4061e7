"""`termlock adopt`: an existing human translation enters the catalogue of its article.

original, translation -> sentences with what marks them -> pairs -> entries that nobody worked on, fuzzy
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pipeline import inline, languages
from pipeline.batch.catalogues import Target, judge_of, merged, targets_of
from pipeline.batch.discover import ArticleSource, discover
from pipeline.batch.prepare import Prepared, prepare
from pipeline.batch.terms import load_terms
from pipeline.catalogue import po, states
from pipeline.catalogue.files import read_catalogue, write_catalogue
from pipeline.catalogue.joined import EMPTY
from pipeline.catalogue.offers import with_offer
from pipeline.checks.entries import annotated
from pipeline.errors import UsageError
from pipeline.exchange.adopting import Pair, Sentence, align
from pipeline.locks import held_briefly
from pipeline.model import Entry, Finding, Key, Offer, Severity, State
from pipeline.settings import Workspace
from pipeline.statements.numbers import numbers

LEAST = 0.35
"""Confidence from which on a pair is offered."""
_EXPANSION = {"en": 1.0, "ru": 1.05, "zh": 0.3}
"""Characters of a translation for each of its English original, about."""


@dataclass(slots=True)
class Adopted:
    """What became of a translation."""

    path: str = ""
    """The catalogue, relative to the workspace."""
    offers: dict[Key, Offer] = field(default_factory=dict)
    """What was found for each entry."""
    taken: int = 0
    """Entries that were filled; others hold a person's work."""
    approved: int = 0
    segments: int = 0
    unused: list[str] = field(default_factory=list)
    """Sentences of the translation that belong to no sentence of the original."""
    findings: list[Finding] = field(default_factory=list)


def adopt(
    workspace: Workspace, original: Path, translation: Path, *, language: str = "", approve: bool = False
) -> Adopted:
    """Align a translation with an article, and put it into the entries that nobody worked on.

    `language`: of the translation; told by its text if empty. `approve`: a person vouches for it; what the
    checks find wrong stays fuzzy all the same. Raises UsageError, InputError, OutputError.
    """
    terms, _ = load_terms(workspace)
    sources = discover(workspace, (original,)).sources
    if len(sources) != 1:
        raise UsageError("no-such-article", f"{original} is not one article.", advice="Name its file.")
    prepared = prepare(sources[0], workspace.settings, terms)
    other = prepare(
        ArticleSource(
            prepared.article.name,
            translation,
            str(translation),
            languages.normalise(language, traditional=True),
        ),
        workspace.settings,
        terms,
    )
    if other.article.language == prepared.article.language:
        raise UsageError(
            "same-language",
            f"Both are in {languages.name(other.article.language)}.",
            advice="Name the translation's language: --language.",
        )
    pairs = align(_sentences(prepared), _sentences(other))
    offers = dict(_offers(prepared, other, pairs))
    target = next(
        t
        for t in targets_of(workspace, prepared, terms, datetime.now(UTC))
        if t.language == other.article.language
    )
    used = {at for pair in pairs if pair.confidence >= LEAST for at in pair.targets}
    unused = [inline.plain(s.text) for at, s in enumerate(other.segments) if at not in used]
    done = Adopted(target.path, offers, segments=len(prepared.segments), unused=unused)
    _write(target, done, approve=approve)
    return done


def _sentences(prepared: Prepared) -> list[Sentence]:
    language = prepared.article.language
    return [
        Sentence(
            len(inline.plain(s.text)) / _EXPANSION[language],
            s.kind,
            Counter(_marks(s.text, language, (match.concept for match in matches))),
        )
        for s, matches in zip(prepared.segments, prepared.matches, strict=True)
    ]


def _marks(text: str, language: str, concepts: Iterable[str]) -> list[str]:
    """Numbers, concepts, and how many tags of a kind there are."""
    found = [f"number {number.value.normalize()}" for number in numbers(inline.plain(text), language)]
    found += [f"concept {concept}" for concept in concepts]
    return found + [f"tag {label.strip('</>')[0]}" for label in inline.tag_labels(text)]


def _offers(prepared: Prepared, other: Prepared, pairs: Sequence[Pair]) -> Iterable[tuple[Key, Offer]]:
    """What stands for each sentence: of sentences that were joined, the first has the text, the others `<empty/>`."""
    gap = languages.joiner(other.article.language)
    for pair in pairs:
        if pair.confidence < LEAST:
            continue
        text = gap.join(other.segments[at].text for at in pair.targets)
        percent = round(99 * pair.confidence)
        for number, at in enumerate(pair.sources):
            segment = prepared.segments[at]
            shown = EMPTY if number else _with_tags_of(text, segment.text)
            yield segment.key, Offer(shown, segment.text, percent)


def _with_tags_of(text: str, source: str) -> str:
    """The text with its tags if they are the source's, else without: a wrong tag is worse than none."""
    same = Counter(inline.tag_labels(text)) == Counter(inline.tag_labels(source))
    return text if same else inline.TAG.sub("", text)


def _write(target: Target, done: Adopted, *, approve: bool) -> None:
    with held_briefly(target.file.parent, target.path):
        old = read_catalogue(target.file, target.path)
        catalogue = merged(target, old).catalogue
        entries = (_adopted(entry, target, done, approve=approve) for entry in catalogue.entries)
        made = replace(catalogue, entries=tuple(_with_findings(entry, target) for entry in entries))
        if old is None or not po.same(old, made):
            write_catalogue(target.file, target.path, po.serialize(made))


def _with_findings(entry: Entry, target: Target) -> Entry:
    """As a run leaves it."""
    if entry.obsolete:
        return entry
    return annotated(entry, judge_of(target)(entry) if entry.translation else ())


def _adopted(entry: Entry, target: Target, done: Adopted, *, approve: bool) -> Entry:
    offer = done.offers.get(entry.key)
    untouched = states.state(entry) in (State.EMPTY, State.WITHHELD, State.DRAFT, State.MEMORY)
    if entry.obsolete or offer is None or not untouched:
        return entry
    if offer.text == entry.translation and not approve:
        return entry  # offered before
    done.taken += 1
    if approve:
        made = with_offer(entry, replace(offer, approved=True))
        findings = judge_of(target)(made)
        if not any(f.severity is Severity.ERROR for f in findings) or made.translation == EMPTY:
            done.approved += 1
            return made
    return with_offer(entry, offer)
