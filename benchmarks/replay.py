"""An engine that says again what is stored: human references, or outputs of engines that cannot run here.

Asked for a stored source, it returns the stored translation with its links. Asked for a source
in which something was masked, it returns the stored translation with the mask where the masked
words' translation stood; asked for a part of a source, the part of the translation that stands
for it. So locking is judged on real text and not on what a weak model makes of it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

from benchmarks.edits import Edit, Linked, edit, project
from pipeline.engines.base import Direction
from pipeline.errors import EngineError
from pipeline.languages import HAN
from pipeline.model import Finding, Hypothesis, Link, Request, Span

_TOKEN = re.compile(rf"[{HAN}]|[^\W{HAN}]+|[^\w\s]")
LIKENESS = 30
"""Least likeness, out of 100, of an asked text to the source that it was made of."""


class ReplayEngine:
    """See `pipeline.engines.base.Engine`."""

    findings: tuple[Finding, ...] = ()

    def __init__(
        self,
        name: str,
        stored: Mapping[Direction, Mapping[str, Linked]],
        *,
        beneath: Mapping[Direction, Mapping[str, Linked]] | None = None,
        loss: float = 0.1,
    ) -> None:
        """`stored` gives the translation of each source text, `beneath` what masked texts are made of.

        An engine that leaves a term out still finds a place for the mask in its stead, so a masked text
        must not be made of a translation without that place. `loss` is the share of masks that do not survive.
        """
        self.name = name
        self.stored = stored
        self.beneath = stored if beneath is None else beneath
        self.loss = loss

    def missing(self, directions: Iterable[Direction]) -> tuple[Direction, ...]:
        return tuple(d for d in directions if d not in self.stored)

    def missing_error(self, directions: Sequence[Direction]) -> EngineError:
        return EngineError("packages-missing", f"Nothing is stored for {directions}.")

    def origin(self, source: str, target: str) -> str:
        return self.name

    def fingerprint(self, source: str, target: str) -> str:
        return self.name

    def translate(
        self,
        requests: Sequence[Request],
        *,
        hypotheses: int = 4,
        progress: Callable[[int], None] | None = None,
    ) -> list[tuple[Hypothesis, ...]]:
        if progress and requests:
            progress(len(requests))
        return [(self._one(request),) for request in requests]

    def close(self) -> None:
        pass

    def _one(self, request: Request) -> Hypothesis:
        direction = request.source, request.target
        said = self.stored[direction].get(request.text)
        if said is None:
            said = self._made_of(request.text, self.beneath[direction])
        return Hypothesis(said.text, 0.0, said.links)

    def _made_of(self, text: str, texts: Mapping[str, Linked]) -> Linked:
        """The translation of a text that is not stored, from that of the source it was made of."""
        whole = next((source for source in texts if text in source), None)
        if whole is not None:
            return part(texts[whole], Span(whole.index(text), whole.index(text) + len(text)))
        nearest = process.extractOne(text, list(texts), scorer=fuzz.ratio, score_cutoff=LIKENESS)
        # What was never seen is left untranslated, as engines leave it.
        return self._masked(text, nearest[0], texts[nearest[0]]) if nearest else Linked(text)

    def _masked(self, text: str, source: str, said: Linked) -> Linked:
        chance = random.Random(text)  # noqa: S311 - the same answer to the same text
        edits = []
        for here, there in _differences(source, text):
            place = project(here, said.links)
            if place is not None:
                edits.append(Edit(place, _worn(text[there.start : there.end], chance, self.loss), there))
        made = edit(said, edits)
        return Linked(made.text)


def part(said: Linked, span: Span) -> Linked:
    """What of a translation stands for a part of its source; its links lead into the part."""
    place = project(span, said.links)
    if place is None:
        return Linked("")
    links = [
        (link.source, link.target)
        for link in said.links
        if place.start <= link.target.start and link.target.end <= place.end
        if span.start <= link.source.start and link.source.end <= span.end
    ]
    moved = [_moved(source, target, span.start, place.start) for source, target in links]
    return Linked(said.text[place.start : place.end], tuple(moved))


def _moved(source: Span, target: Span, here: int, there: int) -> Link:
    return Link(Span(source.start - here, source.end - here), Span(target.start - there, target.end - there))


def _differences(one: str, other: str) -> list[tuple[Span, Span]]:
    """Stretches of a text that stand otherwise in another, word by word."""
    here, there = list(_TOKEN.finditer(one)), list(_TOKEN.finditer(other))
    matcher = SequenceMatcher(None, [m.group() for m in here], [m.group() for m in there], autojunk=False)
    return [
        (Span(here[i].start(), here[j - 1].end()), Span(there[k].start(), there[m - 1].end()))
        for kind, i, j, k, m in matcher.get_opcodes()
        if kind == "replace"
    ]


def _worn(mask: str, chance: random.Random, loss: float) -> str:
    """A mask as engines give it back: mostly whole, sometimes in small letters or spaced, sometimes not at all."""
    fate = chance.random()
    if fate < loss:
        return ""
    if fate < 2 * loss:
        return mask.lower()
    return " ".join(mask) if fate < 2.5 * loss else mask
