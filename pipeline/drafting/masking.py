"""Rung 3: what the engine gets wrong is masked with placeholders, and restored in the form its place asks for.

Four requests a segment at most, each in one batch over all: with placeholders for what failed alone, which
leaves the engine the more of the sentence, and where that fails for everything that is locked. Where placeholders
were lost, what failed is masked in the next best style: what becomes of one style tells little of others. With
everything locked in a second style one try in thirty saves a draft, so that is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.alignment import LIGHT, change, shifted
from pipeline.drafting.locks import Lock, broken, locks_of, narrowed, overlap
from pipeline.drafting.placing import PLACEABLE
from pipeline.drafting.plain import trimmed
from pipeline.drafting.putting import SLOT, Place, put
from pipeline.drafting.verdict import judge
from pipeline.drafting.work import Candidate, Job, Work
from pipeline.engines.base import Engine
from pipeline.glossary.locking import STYLES, Masked, find_placeholders, mask
from pipeline.glossary.matching import TermBase
from pipeline.languages import is_han
from pipeline.model import Finding, Hypothesis, Link, Request, Severity, Span

LOCKABLE = PLACEABLE | {"addresses"}
"""Errors that placeholders can mend."""
MOST_STYLES = 3
"""Styles that are tried for a segment, at most."""

Styles = Callable[[str, str], Sequence[str]]
"""Styles of placeholders for a direction, the best first."""


def default_styles(_source: str, _target: str) -> Sequence[str]:
    return STYLES


@dataclass(frozen=True, slots=True)
class _Try:
    """A masked text."""

    work: Work
    locks: tuple[Lock, ...]
    masked: Masked

    @property
    def request(self) -> Request:
        return Request(self.masked.text, self.work.job.source, self.work.job.target)


def translate_masked(works: Sequence[Work], engine: Engine, terms: TermBase, styles: Styles) -> None:
    """A second try for segments of which terms, numbers or addresses alone were wrong."""
    open_works = [w for w in works if any(a.fails_only(LOCKABLE) for a in w.attempts)]
    for rank in range(MOST_STYLES):
        tries = [_tries(w, terms, styles(w.job.source, w.job.target)[rank:]) for w in open_works]
        if rank and not any(tries):
            return
        lost = _translate([made[0] for made in tries if made], engine, terms)
        if not rank and (second := [made[1] for made in tries if len(made) > 1 and not made[1].work.done]):
            lost += _translate(second, engine, terms)
        open_works = [w for w in open_works if not w.done and any(w is other for other in lost)]


def _translate(tries: Sequence[_Try], engine: Engine, terms: TermBase) -> list[Work]:
    """The works whose placeholders did not come back."""
    results = zip(tries, engine.translate([one.request for one in tries]), strict=True)
    return [one.work for one, hypotheses in results if not _take(one, hypotheses, terms)]


def _take(one: _Try, hypotheses: Sequence[Hypothesis], terms: TermBase) -> bool:
    """Keep what was restored of the answers; whether the placeholders came back in any."""
    came_back = False
    for hypothesis in map(trimmed, hypotheses):
        if one.work.done:
            return True
        spans = find_placeholders(hypothesis.text, one.masked)
        came_back = came_back or spans is not None
        if spans and (made := _restored(one, hypothesis, spans, terms)):
            one.work.take(made)
    return came_back


def _tries(work: Work, terms: TermBase, styles: Sequence[str]) -> list[_Try]:
    """The text with what failed masked, and with all that may be masked; none if what failed may not be."""
    locks = locks_of(work, terms)
    failed = {k for attempt in work.attempts for k in broken(work, attempt.hypothesis.text, locks, terms)}
    usable = tuple(k for k in locks if k.source not in work.unfit and not _inside_word(work, k))
    target = work.job.target
    wanted = dict.fromkeys(
        tuple(narrowed(lock, target) for lock in chosen)
        for chosen in (tuple(lock for lock in usable if lock in failed), usable)
    )
    if not failed.intersection(usable):
        return []
    made = ((chosen, mask_locks(work, chosen, styles)) for chosen in wanted)
    return [_Try(work, chosen, masked) for chosen, masked in made if masked]


def _inside_word(work: Work, lock: Lock) -> bool:
    """Whether a Chinese term is, to the engine, but a part of a longer word: 肝 of 肝素."""
    if work.job.source != "zh" or lock.match is None or len(lock.match.surface) > 1:
        return False
    links = (link.source for attempt in work.attempts for link in attempt.hypothesis.links)
    pieces = [piece for piece in links if overlap(piece, lock.source)]
    return bool(pieces) and all(_goes_beyond(work.plain, piece, lock.source) for piece in pieces)


def _goes_beyond(text: str, piece: Span, term: Span) -> bool:
    rest = text[piece.start : max(piece.start, term.start)] + text[min(piece.end, term.end) : piece.end]
    return any(is_han(c) and c not in LIGHT["zh"] for c in rest)


def mask_locks(work: Work, locks: Sequence[Lock], styles: Sequence[str]) -> Masked | None:
    """The plain text with placeholders for the locks, in the first style that the text does not hold itself."""
    replacements = [(lock.source, lock.value) for lock in locks]
    tried = (mask(work.plain, replacements, target=work.job.target, style=style) for style in styles)
    return next((masked for masked in tried if masked), None)


def _restored(one: _Try, hypothesis: Hypothesis, spans: Sequence[Span], terms: TermBase) -> Candidate | None:
    """The candidate with all placeholders restored; None where a term has no form for its place."""
    slots = [(span, _slot(span, hypothesis.text, spans, one.work.job)) for span in spans]
    text, moved = change(hypothesis.text, slots)
    at = {old: text.index(SLOT, new.start) for old, new in moved}
    standing = (Span(at[span], at[span] + len(SLOT)) for span in spans)
    places = [Place(lock, span, bare=True) for lock, span in zip(one.locks, standing, strict=True)]
    links = tuple(Link(k.source, shifted(k.target, moved)) for k in _unmasked_links(one, hypothesis))
    made = put(replace(hypothesis, text=text, links=links), places, one.work.job.target)
    if made.left:
        return None
    return judge(one.work, made.hypothesis, (*made.notes, *_order(one, hypothesis, spans)), terms)


def _slot(span: Span, text: str, spans: Sequence[Span], job: Job) -> str:
    """What takes a placeholder's place; Chinese has no space between words (镁缺乏, 维生素K拮抗剂), others have."""
    if job.source != "zh" or job.target == "zh":
        return SLOT
    glued = text[: span.start][-1:].isalnum() or any(other.end == span.start for other in spans)
    joined = text[span.end :][:1].isalnum() and all(other.start != span.end for other in spans)
    return (" " if glued else "") + SLOT + (" " if joined else "")


def _unmasked_links(one: _Try, hypothesis: Hypothesis) -> tuple[Link, ...]:
    """Links to the source as it was before it was masked."""
    back = [(place, lock.source) for place, lock in zip(one.masked.places, one.locks, strict=True)]
    return tuple(Link(shifted(link.source, back), link.target) for link in hypothesis.links)


def _order(one: _Try, hypothesis: Hypothesis, spans: Sequence[Span]) -> list[Finding]:
    """A warning where placeholders changed places and the links do not say that they moved on purpose."""
    moved = [n for n in range(1, len(spans)) if spans[n] < spans[n - 1]]
    if not moved or all(_looks_at_itself(one, hypothesis, n, span) for n, span in enumerate(spans)):
        return []
    message = "Locked texts stand in another order than in the source: see that each is where it belongs."
    return [Finding("lock-order", Severity.WARNING, message, language=one.work.job.target)]


def _looks_at_itself(one: _Try, hypothesis: Hypothesis, number: int, span: Span) -> bool:
    """Whether most of a placeholder looks at the same placeholder of the source."""
    own = one.masked.places[number]
    links = [k for k in hypothesis.links if k.target.start < span.end and span.start < k.target.end]
    right = [k for k in links if k.source.start < own.end and own.start < k.source.end]
    return len(right) * 2 > len(links)
